"""What stands among the next steps: actions with owner and day, and what became of an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.nouns import HowEnded
from facilitator.plan.scores import Score
from facilitator.script.format_declaration import ACTIONS
from facilitator.script.layouts import Layout
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.layout_places import boxes_of
from facilitator.word.answers.noted_actions import apart, with_notes
from facilitator.word.answers.phrasing import filled, from_lines, read_phrase
from facilitator.word.form.keys import Values, kind_label


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
    """Return an action as it stands in a form, also where its owner or its day is still open.

    What became of it since follows in lines of its own.
    """
    phrases = layout.phrases
    who = action.who or phrases.no_owner
    words = _dated(phrases.action, phrases.action_open, layout, action.by, what=action.what, who=who)
    if action.confirm is not None:
        asker, by = action.confirm.who or phrases.no_asker, action.confirm.by
        words = _dated(phrases.confirm, phrases.confirm_open, layout, by, action=words, who=asker)
    return with_notes(words, action, layout)


def step_of(score: Score) -> Action:
    """Return what people do next where a score is not agreed, as an action that nobody owns."""
    return Action(id=f"{score.about}.next", what=score.next_step, by=score.by, about=score.about)


def _dated(phrase: str, without_day: str, layout: Layout, day: date | None, **values: str) -> str:
    if day is None:
        return filled(without_day, **values)
    return filled(phrase, **values, date=write_day(day, layout.date))


def read_action(text: str, layout: Layout) -> Agreed | None:
    """Return the action that a whole text is in the layout's own words, or None."""
    phrases = layout.phrases
    for found, by in _read_dated(phrases.confirm, phrases.confirm_open, text):
        inner = _read_plain(found["action"], layout)
        if inner and found["who"]:
            who = "" if found["who"] == phrases.no_asker else found["who"]
            return inner._replace(confirm=Confirmation(who=who, by=by))
    return _read_plain(text, layout)


def _read_plain(text: str, layout: Layout) -> Agreed | None:
    phrases = layout.phrases
    for found, by in _read_dated(phrases.action, phrases.action_open, text):
        if found["what"] and found["who"]:
            who = "" if found["who"] == phrases.no_owner else found["who"]
            return Agreed(found["what"], who, by)
    return None


def _read_dated(phrase: str, without_day: str, text: str) -> Iterator[tuple[dict[str, str], date | None]]:
    """Yield what a text says as either phrase, with its day; a day that is not certain is none."""
    for one in (phrase, without_day):
        found = read_phrase(one, text)
        by = read_day(found["date"]) if found and "date" in found else None
        if found and ("date" in found) == (by is not None):
            yield found, by


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


def has_agreed(values: Values, review: int, layout: Layout) -> bool:
    """Whether an action with its day, or a changed item, stands in a review in the layout's own words.

    These are agreed in a meeting: who prepares a review writes neither.
    """
    boxes = boxes_of(layout)
    for key, lines in values.items():
        box = boxes.of(key) if key.review == review else None
        if box is None or not (box.also or box.path.field == ACTIONS):
            continue
        kind = kind_label(box.path.of, layout.form).lower()
        for text in from_lines(lines):
            action, ending = read_action(apart(text, layout)[0], layout), read_ending(text, layout, kind)
            if (action and action.by) or (ending and ending.text):
                return True
    return False
