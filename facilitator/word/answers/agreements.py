"""What stands among the next steps: actions with owner and day, and what became of an item."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.items import HowEnded
from facilitator.script.layouts import Layout
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.phrasing import filled, read_phrase


class Agreed(NamedTuple):
    """An action as its line says it; an empty `who` and no `by` are still open."""

    what: str
    who: str
    by: date | None
    confirm: Confirmation | None = None


class Ending(NamedTuple):
    """How an item ended, with the new wording or the reason."""

    how: HowEnded
    text: str = ""


def action_words(action: Action, layout: Layout) -> str:
    """Return an action as it stands in a form, also where its owner or its day is still open."""
    phrases = layout.phrases
    who = action.who or phrases.no_owner
    if action.by:
        words = filled(phrases.action, what=action.what, who=who, date=write_day(action.by, layout.date))
    else:
        words = filled(phrases.action_open, what=action.what, who=who)
    if action.confirm is None:
        return words
    asker, by = action.confirm.who or phrases.no_asker, action.confirm.by
    if by:
        return filled(phrases.confirm, action=words, who=asker, date=write_day(by, layout.date))
    return filled(phrases.confirm_open, action=words, who=asker)


def read_action(text: str, layout: Layout) -> Agreed | None:
    """Return the action that a whole text is in the layout's own words, or None."""
    phrases = layout.phrases
    for phrase in (phrases.confirm, phrases.confirm_open):
        found = read_phrase(phrase, text)
        inner = _read_plain(found["action"], layout) if found else None
        by = read_day(found["date"]) if found and "date" in found else None
        if found and inner and found["who"] and ("date" in found) == (by is not None):
            who = "" if found["who"] == phrases.no_asker else found["who"]
            return inner._replace(confirm=Confirmation(who=who, by=by))
    return _read_plain(text, layout)


def _read_plain(text: str, layout: Layout) -> Agreed | None:
    phrases = layout.phrases
    for phrase in (phrases.action, phrases.action_open):
        found = read_phrase(phrase, text)
        by = read_day(found["date"]) if found and "date" in found else None
        if found and found["what"] and found["who"] and ("date" in found) == (by is not None):
            who = "" if found["who"] == phrases.no_owner else found["who"]
            return Agreed(found["what"], who, by)
    return None


def ending_words(ending: Ending, layout: Layout, kind: str) -> str:
    """Return a decision as it stands in a form; `kind` is what the item is called, such as "outcome"."""
    phrases = layout.phrases
    if ending.how == "amended":
        return filled(phrases.amended, text=ending.text, kind=kind)
    if ending.how == "achieved":
        return filled(phrases.achieved, kind=kind)
    phrase = phrases.removed if ending.text else phrases.removed_plain
    return filled(phrase, text=ending.text, kind=kind)


def read_ending(text: str, layout: Layout, kind: str) -> Ending | None:
    """Return the decision that a whole text is in the layout's own words, or None."""
    phrases = layout.phrases
    known: list[tuple[HowEnded, str]] = [
        ("amended", phrases.amended),
        ("removed", phrases.removed),
        ("removed", phrases.removed_plain),
        ("achieved", phrases.achieved),
    ]
    for how, phrase in known:
        found = read_phrase(phrase.replace("{kind}", kind), text)
        if found is not None and found.get("text", "-"):
            return Ending(how, found.get("text", ""))
    return None
