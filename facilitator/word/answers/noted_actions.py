"""What became of an action since its review: a line under it for each time, which carries it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.plan.actions import STATUSES, Action, ActionChange
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.layouts import Layout
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.phrasing import filled, from_lines, read_phrase, to_lines
from facilitator.word.answers.pieces import Piece
from facilitator.word.form.keys import Key


class ActionSpot(NamedTuple):
    """Where an action stands in a form: the box, and its words there with what was noted of it since."""

    key: Key
    text: str


def with_notes(words: str, action: Action, layout: Layout) -> str:
    """Return an action as it stands in a form, with what was noted of it since that can be read back."""
    return "\n".join([words, *(line for one in action.changes if (line := noted_line(one, layout)))])


def noted_line(change: ActionChange, layout: Layout) -> str:
    """Return a line for what was noted; nothing where the wording has none that says it all."""
    phrases = layout.phrases
    head = next((words for one, words in _heads(change, layout) if one), "")
    text = filled(phrases.noted_because, text=head, because=change.because) if change.because else head
    if not (phrases.noted and head):
        return ""
    line = filled(phrases.noted, day=write_day(change.on, layout.date), name=change.by, text=text)
    return line if read_noted(line, layout) == change else ""


def _heads(change: ActionChange, layout: Layout) -> Iterator[tuple[object, str]]:
    """Yield what a change may say, each in the words of a form."""
    phrases, agreed = layout.phrases, change.agreed
    day = write_day(change.due, layout.date) if change.due else ""
    due, who = phrases.noted_due, phrases.noted_who
    if agreed:
        due, who = phrases.noted_due_agreed, phrases.noted_who_agreed
    yield change.status, getattr(phrases, f"noted_{change.status}") if change.status else ""
    yield change.due, filled(due, day=day, helper=agreed)
    yield change.who, filled(who, name=change.who, helper=agreed)


def with_noted(piece: Piece, there: Iterable[tuple[Key, list[str]]], layout: Layout) -> Piece:
    """Return an answer with what was noted of its actions since, as it stands `there`, in each box."""
    known = {}
    for key, lines in there:
        head, noted = apart("\n".join(from_lines(lines)), layout)
        if key == piece.key and noted:
            known[head] = lines
    if not known:
        return piece
    heads = [apart(text, layout)[0] for text in from_lines(piece.lines)]
    return piece._replace(lines=[line for head in heads for line in known.get(head) or to_lines(head)])


def apart(text: str, layout: Layout) -> tuple[str, list[ActionChange]]:
    """Split off a whole text what was noted in its last lines, the oldest first."""
    lines, noted = text.split("\n"), list[ActionChange]()
    while len(lines) > 1 and (one := read_noted(lines[-1], layout)) is not None:
        noted.insert(0, one)
        del lines[-1]
    return "\n".join(lines), noted


def read_noted(line: str, layout: Layout) -> ActionChange | None:
    """Return what a line says was noted of the action over it, in the layout's own words; else None."""
    found = read_phrase(layout.phrases.noted, line) if layout.phrases.noted else None
    on = read_day(found["day"]) if found else None
    if found is None or on is None or len(found["name"]) > LONGEST_LINE:
        return None
    own = ActionChange(on=on, by=found["name"])
    return _read(found["text"], own, layout)


def _read(text: str, own: ActionChange, layout: Layout) -> ActionChange | None:
    """Return what the words of a line say, alone or with a reason behind them."""
    phrases = layout.phrases
    for status in STATUSES:
        because = _because(text, getattr(phrases, f"noted_{status}"), layout)
        if because is not None:
            return own.model_copy(update={"status": status, "because": because["because"]})
    for phrase in (phrases.noted_due_agreed, phrases.noted_due):
        found = _because(text, phrase, layout)
        day = read_day(found["day"]) if found else None
        if found and day:
            update = {"due": day, "agreed": found.get("helper", ""), "because": found["because"]}
            return own.model_copy(update=update)
    for phrase in (phrases.noted_who_agreed, phrases.noted_who):
        found = _because(text, phrase, layout)
        if found and found["name"]:
            update = {"who": found["name"], "agreed": found.get("helper", ""), "because": found["because"]}
            return own.model_copy(update=update)
    return None


def _because(text: str, phrase: str, layout: Layout) -> dict[str, str] | None:
    """Return the places of a phrase that is a whole text, or begins one that goes on with a reason."""
    if not phrase:
        return None
    alone = read_phrase(phrase, text)
    whole = filled(layout.phrases.noted_because, text=phrase, because="{because}")
    with_reason = read_phrase(whole, text) if layout.phrases.noted_because else None
    return with_reason or (alone and {**alone, "because": ""}) or ({"because": ""} if alone == {} else None)
