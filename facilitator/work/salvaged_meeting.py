"""The meeting that a record still holds, played again also where a part of it is lost.

Every event keeps its number, since lines, actions and people are called by it: where one is lost, or does
not fit without what is lost, one that does nothing stands in its place. So nobody gets another's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.files.journal_events import of_planning
from facilitator.files.open_plan import OpenPlan
from facilitator.files.salvaged_record import Salvaged
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.plan_changed_meanwhile import as_it_may_have_begun
from facilitator.meeting.question import View
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.filled_sentences import Wording
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.work.first_event import plan_to_begin_with
from facilitator.work.own_school import of_school, own_school
from facilitator.work.unsaved_words import with_note

Raw = dict[str, Any]

_WORDS = (
    *("name", "role", "text", "what", "card", "column"),
    *("value", "reason", "because", "word", "number", "on", "by"),
)
"""The fields of an event that hold what somebody said or decided."""

_WHO = ("speaker", "person")

_WITHOUT_WORDS = ("undone", "redone", "line_removed", "action_removed", "person_removed")
"""The types of events that say by themselves what happened."""


class ReadBack(NamedTuple):
    """A meeting that was played again, with the events that make it: each as it was, or one in its place.

    `left_out` are the numbers of those that are there and do not fit.
    """

    meeting: Meeting
    view: View
    events: list[Raw]
    left_out: list[int]


class _Gone(NamedTuple):
    """How many things after a gap can be taken back, and put back, without reaching into the gap."""

    there: int = 0
    taken: int = 0

    def after(self, event: ev.Event) -> _Gone | None:
        """Return the same after an event; None where it takes back or puts back what is lost."""
        if isinstance(event, ev.Undone):
            return _Gone(self.there - 1, self.taken + 1) if self.there else None
        if isinstance(event, ev.Redone):
            return _Gone(self.there + 1, self.taken - 1) if self.taken else None
        if isinstance(event, (*ev.NAVIGATION, *ev.BESIDE)):
            return self
        return _Gone(self.there + 1)


def read_back(holds: Salvaged, opened: OpenPlan, prompts: Path | None = None) -> ReadBack | None:
    """Return the meeting that a record holds; None where its beginning is lost or fits the plan no more."""
    start = holds.events.get(1)
    if start is None:
        return None
    try:
        started = event_adapter().validate_python(start)
        if not isinstance(started, ev.MeetingStarted):
            return None
        if opened.word is not None:
            started = started.model_copy(update={"plan": opened.plan.id})
        script = load_script(opened.plan.format, prompts, planning=of_planning([start]))
        script = of_school(script, own_school(prompts))
    except (Refusal, ValueError):
        return None
    plan = plan_to_begin_with(opened, started.planned)
    for before in as_it_may_have_begun(script, plan, started.period):
        try:
            return _played(holds, script, before, started)
        except Refusal:
            continue
    return None


def _played(holds: Salvaged, script: Script, plan: Plan, started: ev.MeetingStarted) -> ReadBack:
    """Play the events again; raises Refusal where one before the first gap does not fit."""
    meeting = Meeting(script, plan, started)
    events, left_out = [holds.events[1]], list[int]()
    gone: _Gone | None = None
    gap, at = False, started.at
    for number in range(2, max(holds.events) + 1):
        raw = holds.events.get(number)
        event = _read(raw)
        after = gone.after(event) if gone is not None and event is not None else gone
        fits = raw is not None and event is not None and not (gap and after is None)
        if fits and event is not None:
            try:
                meeting.add_recorded(event)
            except Refusal:
                if not gap:
                    raise
                fits = False
        if fits and event is not None and raw is not None:
            events.append(raw)
            gone, at = after, event.at or at
            continue
        if raw is not None:
            left_out.append(number)
        gap, gone = True, _Gone()
        events.append(to_json(meeting.add(ev.VoiceChosen(), at)))
    return ReadBack(meeting, View(meeting, Wording(), say), events, left_out)


def _read(raw: Raw | None) -> ev.Event | None:
    try:
        return event_adapter().validate_python(raw) if raw is not None else None
    except ValueError:  # an event that this version does not know
        return None


def told(holds: Salvaged, found: ReadBack | None, names: dict[str, str], *, hides: bool = False) -> list[str]:
    """Return what a record holds, a line for each thing in order, with what is lost and what came after it.

    `names` are those of people whom the plan knows, for where the meeting cannot be played again. Where it
    `hides`, what the shared screen hides is only said to be there.
    """
    names = names | _names_in(holds)
    lost, lines = set(holds.lost), list[str]()
    counting = {event.n: event for event in found.meeting.counting} if found else {}
    known = set(range(1, len(found.meeting.events) + 1)) - set(found.left_out) if found else set()
    after_gap = False
    for number in range(1, max(holds.events, default=0) + 1):
        if number in lost:
            if number - 1 not in lost:
                lines.append(_lost(number, lost))
            after_gap = True
            continue
        if found is not None and number in known:
            words = with_note(counting[number], found, hides=hides) if number in counting else ""
        else:
            words = in_raw_words(holds.events[number], names, hides=hides)
        if words:
            lines.append(say("recover.after-gap", words=words) if after_gap else words)
    if holds.end_lost:
        lines.append(say("recover.end-lost"))
    beside = [words for event in holds.beside if (words := in_raw_words(event, names, hides=hides))]
    return [*lines, *([say("recover.beside"), *beside] if beside else [])]


def _lost(first: int, lost: set[int]) -> str:
    """Return which entries are lost from one on."""
    last = first
    while last + 1 in lost:
        last += 1
    return say("recover.lost", count=last - first + 1, first=first, last=last)


def _names_in(holds: Salvaged) -> dict[str, str]:
    """Return the names of those who were on the list, by their ids."""
    start, found = holds.events.get(1, {}), dict[str, str]()
    for person in start.get("people") or []:
        if isinstance(person, dict):
            found[str(person.get("id"))] = str(person.get("name"))
    for event in holds.events.values():
        if event.get("type") == "person":
            found[f"{start.get('review')}.p{event.get('n')}"] = str(event.get("name"))
    return found


def in_raw_words(event: Raw, names: dict[str, str], *, hides: bool = False) -> str:
    """Return an event that belongs to no meeting as a line: whose it is, and every word in it."""
    parts = [part for field in ("note", "change") if isinstance(part := event.get(field), dict)]
    words = [value for part in (event, *parts) for value in _values(part)]
    kind = str(event.get("type"))
    if not words:
        return say(f"unsaved.{kind.replace('_', '-')}") if kind in _WITHOUT_WORDS else ""
    if hides:
        return say("recover.hidden")
    text = "; ".join(words)
    who = next((one for part in (event, *parts) for field in _WHO if (one := part.get(field))), None)
    if who is None:
        return say("unsaved.person" if kind == "person" else "unsaved.text", words=text)
    name = say("edit.everyone") if who == EVERYONE else names.get(str(who)) or say("recover.somebody")
    return say("unsaved.said", name=name, text=text)


def _values(event: Raw) -> Iterator[str]:
    for field in _WORDS:
        value = event.get(field)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield str(value)
