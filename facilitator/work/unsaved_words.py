"""What is on no disk: told before anybody leaves, and written out as text. Both front ends ask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from facilitator.files import os_errors, system_calls
from facilitator.meeting import events as ev
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.plan_in_meeting import drafted, named
from facilitator.meeting.question import View
from facilitator.phrases import action, score
from facilitator.phrases.day import in_full
from facilitator.phrases.plan_change import told_with_name
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


class Held(Protocol):
    """A meeting, and how it is shown: one that goes on, or one that was read back."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""

    @property
    def view(self) -> View:
        """How it is shown."""


@dataclass(frozen=True)
class Unsaved:
    """What would be lost now: its `words`, a line for each thing; `since` is the time of the last safe one.

    `upto` is the number of the last event: something new after that has not been told. `copy` is the text
    file that has all of it, where somebody had it made.
    """

    words: list[str]
    since: str
    reason: str
    upto: int
    copy: Path | None = None

    @property
    def summary(self) -> str:
        """How much is on no disk, since when and why, in a sentence; and the text file that has it."""
        return self._told("unsaved.summary")

    @property
    def farewell(self) -> str:
        """The same for the last time, when the program ends."""
        return self._told("unsaved.farewell")

    def _told(self, key: str) -> str:
        told = say(key, count=len(self.words), since=self.since, reason=self.reason)
        return f"{told} {say('unsaved.in-copy', path=self.copy)}" if self.copy else told


def unsaved(session: Session) -> Unsaved | None:
    """Return what is in memory alone, or None where all that anybody said or decided is on a disk."""
    words = words_after(session, session.journal.durable, hides=True)
    if not words:
        return None
    trouble = session.trouble
    since = trouble.since if trouble else session.journal.last_durable
    reason = str(trouble.values["reason"]) if trouble else say("unsaved.being-written")
    upto = len(session.meeting.events)
    copy, told = session.copied_out or (None, 0)
    return Unsaved(words, f"{since:%H:%M}", reason, upto, copy if told == upto else None)


def copy_out(session: Session, folder: Path) -> Path:
    """Write all that was taken down in the meeting as a text file in a folder, durably, and return it.

    What is on no disk stands under a heading of its own. Raises Refusal.
    """
    durable = session.journal.durable
    lost = words_after(session, durable)
    kept = [
        words
        for event in session.meeting.counting
        if event.n <= durable and (words := with_note(event, session, hides=False))
    ]
    parts = [[say("unsaved.text-lost"), *lost], [say("unsaved.text-before"), *kept]]
    text = "\n\n".join("\n".join(part) for part in parts if len(part) > 1)
    try:
        system_calls.make_private_folder(folder)
        path = next(path for path in _names(folder, session) if not path.exists())
        system_calls.put(path, f"{text}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise os_errors.folder_refusal(error, folder) from error
    session.copied_out = path, len(session.meeting.events)
    return path


def _names(folder: Path, session: Session) -> list[Path]:
    """Return names for the text, of which one is free; none says whose meeting it was."""
    stamp = f"{session.now():%Y-%m-%d %H%M}"
    first = say("unsaved.text-name", time=stamp)
    return [folder / f"{first}.txt", *(folder / f"{first} {number}.txt" for number in range(2, 1000))]


def words_after(session: Held, number: int, *, hides: bool = False) -> list[str]:
    """Return a line for each thing with words or a decision that happened after an event's number.

    What was taken back is left out; that it was is said where only the taking back comes after. Where it
    `hides`, what the shared screen hides is only said to be there.
    """
    events = session.meeting.events
    told = {event.n for event in session.meeting.counting} | _turned(events, number)
    after = (event for event in events[number:] if event.n in told)
    return [words for event in after if (words := with_note(event, session, hides=hides))]


def _turned(events: list[ev.Event], number: int) -> set[int]:
    """Return the takings back and puttings back by which something up to a number stands otherwise now."""
    there: list[int] = []
    taken: list[int] = []
    last: dict[int, int] = {}
    before: set[int] = set()
    for at, event in enumerate(events):
        if at == number:
            before = set(there)
        if isinstance(event, ev.Undone | ev.Redone):
            source, goal = (there, taken) if isinstance(event, ev.Undone) else (taken, there)
            goal.append(source.pop())
            last[goal[-1]] = event.n
        elif not isinstance(event, (*ev.NAVIGATION, *ev.BESIDE)):
            there.append(event.n)
            taken.clear()
    return {last[n] for n in last if n <= number and (n in before) != (n in there)}


def with_note(event: ev.Event, session: Held, *, hides: bool) -> str:
    """Return one event as a line, with the words that stand beside an answer; or that it is hidden."""
    words = _words(event, session)
    if hides and words and session.view.hidden.hides_event(event):
        return say("unsaved.hidden")
    if not isinstance(event, ev.NoteBeside | ev.WithNote) or event.note is None:
        return words
    note = say("unsaved.said", name=session.view.name(event.note.speaker), text=event.note.text)
    return f"{words} {note}".strip()


def _words(event: ev.Event, session: Held) -> str:
    """Return one event as a line, empty for one that only moves about."""
    name = session.view.name
    if isinstance(event, ev.LineSaid | ev.NoteParked):
        return say(f"unsaved.{event.type}", name=name(event.speaker), text=event.text)
    if isinstance(event, ev.PersonArrived | ev.PersonLeft):
        there = event.person in session.meeting.minutes.people  # else they were taken off the list
        return say(f"unsaved.{event.type}", name=name(event.person)) if there else ""
    if isinstance(event, ev.LineChanged | ev.LineMoved):
        said = session.meeting.minutes.said.get(event.line)
        return say("unsaved.said", name=name(said.entry.by), text=said.entry.text) if said else ""
    if isinstance(event, ev.ChoiceMade | ev.SeveralChosen):
        ids = [event.option] if isinstance(event, ev.ChoiceMade) else event.options
        return say("unsaved.chosen", words=", ".join(session.view.answers_called(event.turn, ids)))
    if isinstance(event, ev.ScoreShown):
        answer = score.position(event.number, event.word, session.meeting.minutes.turns.scale(event.key))
        return score.of_person(name(event.person), answer, event.reason)
    if isinstance(event, ev.ActionAdded):
        return say("unsaved.action", words=action.sentence(event.what, event.who, event.by))
    if isinstance(event, ev.ActionChanged):
        return _changed_action(event, session)
    return _other(event, session)


def _changed_action(event: ev.ActionChanged, session: Held) -> str:
    held = session.meeting.minutes.actions.get(event.action)
    if held is None:
        return ""
    words = action.sentence(held.what, held.who, held.by)
    if held.confirm_who or held.confirm_by:
        words = f"{words} {action.asked(held.confirm_who, held.confirm_by)}"
    return say("unsaved.action", words=words)


def _other(event: ev.Event, session: Held) -> str:
    """Return a rarer event as a line: what kind of thing it is, with the words that it holds."""
    if isinstance(event, ev.TurnSkipped | ev.MeetingEnded):
        return say(f"unsaved.{event.type}", words=event.because)
    if isinstance(event, ev.PlanChanged):
        minutes = session.meeting.minutes
        change = named(event, minutes)
        return told_with_name(change, drafted(minutes), minutes.script.format)
    if isinstance(event, ev.ScoreSettled):
        return score.settled(event.number, session.meeting.minutes.turns.scale(event.key))
    held: dict[type[ev.Happening], tuple[str, ...]] = {
        ev.TextGiven: ("text",),
        ev.CardSorted: ("card", "column"),
        ev.DateGiven: ("on",),
        ev.PersonAdded: ("name", "role"),
        ev.PersonChanged: ("name", "role"),
        ev.LineRemoved: (),
        ev.ActionRemoved: (),
        ev.PersonRemoved: (),
        ev.TurnPassed: (),
        ev.TurnParked: (),
        ev.Undone: (),
        ev.Redone: (),
    }
    fields = held.get(type(event))
    if fields is None:
        return ""
    key = f"unsaved.{event.type.replace('_', '-')}"
    there = [value for field in fields if (value := getattr(event, field))]
    words = ", ".join(in_full(value) if isinstance(value, date) else str(value) for value in there)
    return say(key, words=words)
