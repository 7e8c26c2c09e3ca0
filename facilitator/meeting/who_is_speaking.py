"""Who is speaking: by what stands in front of typed words, or as the question has it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.speaker_labels import Label, has_colon, labels_of
from facilitator.meeting.who_is_meant import Meant
from facilitator.plan.entries import How
from facilitator.plan.manners import Given
from facilitator.plan.people import ADULTS, CHILD, EVERYONE
from facilitator.plan.refusal import Refusal

_MOST_LABELS = 3

EventBy = Callable[[str, str], ev.Event]
"""Makes an event of a person's id and their words."""

Sought = Literal["speaker", "score", "owner"]
"""Whom a name stands for: who said the words, who shows the number, or who does the thing."""


class Named(NamedTuple):
    """Typed words with the name taken off: who said them, how, with whose help, and how they were given."""

    speaker: str
    how: How
    helper: str | None
    words: str
    given: Given | None = None


class WhoIsMeant(Refusal):
    """It is not certain whose words these are, or whom a name means: a person must say.

    `name` is what was typed where a name stands, empty where nothing is; `words` is what comes after it.
    `whole` is all that was typed, and `kept` the event that keeps it without any person, where that can be.
    `likely` are the ids of the people it may be, likeliest first, and `both` those that a name for several
    people names. `by` makes the event once it is known who is meant; `sought` is what they are to it.
    """

    def __init__(
        self, code: str, whole: str, label: Label | None = None, meant: Meant | None = None, **values: object
    ) -> None:
        likely = meant.people if meant else ()
        names = ", ".join(person.name for person in likely[:3])
        super().__init__(code, name=label.before if label else "", likely=names, **values)
        self.whole = whole
        self.name = label.before if label else ""
        self.words = label.words if label else whole
        self.likely = tuple(person.id for person in likely)
        self.both = tuple(person.id for person in meant.both) if meant else ()
        self.make: EventBy | None = None
        self.kept: ev.Event | None = None
        self.sought: Sought = "speaker"

    def by(self, person: str, *, as_typed: bool = False) -> ev.Event:
        """Return the event with this person; `as_typed` keeps what stands before the words as words.

        Raises Refusal and ValueError where that person cannot say this.
        """
        assert self.make is not None  # noqa: S101 - whoever lets it out sets it
        return self.make(person, self.whole if as_typed else self.words)


@contextlib.contextmanager
def asking_who(make: EventBy, kept: ev.Event | None = None, *, sought: Sought = "speaker") -> Iterator[None]:
    """Let a WhoIsMeant out with what makes its event once a person has said who is meant."""
    try:
        yield
    except WhoIsMeant as refusal:
        refusal.make, refusal.kept, refusal.sought = make, kept, sought
        raise


def default_speaker(meeting: AtQuestion) -> str | None:
    """Return who is taken to be speaking at this question while no name is typed, or None.

    Whom the chair chose; else the one person in the room to whom it is put; everyone, where the question
    asks what the room agrees. Where several people may speak it is nobody: no words are put under somebody
    who did not say them.
    """
    place, minutes = meeting.place, meeting.minutes
    if place is None:
        return None
    if minutes.standing.speaker:
        return minutes.standing.speaker
    asked = CHILD if place.turn.to == "child" else place.key.parts[-1] if place.key.parts else ""
    if minutes.people.in_room(asked):
        return asked
    if place.turn.to in (*ADULTS, "adults"):
        people = minutes.people.put_to(place.turn.to)
        return people[0].id if len(people) == 1 else None
    return EVERYONE if place.turn.agreed else None


def split_speaker(meeting: AtQuestion, text: str) -> Named | None:
    """Split "Mum: ...", "Mum for Mina: ..." or "Mina pointed with Mum: ..." into its parts.

    None where the text names no speaker. WhoIsMeant where what stands before the words may be a name, and
    it is not certain whose.
    """
    minutes = meeting.minutes
    labels = list(islice((label for label in labels_of(text) if label.before), _MOST_LABELS))
    for label in labels:
        named = _certain(label, minutes)
        if named is not None and _is_sure(label, named, meeting):
            return named
    for label in labels:
        named = _certain(label, minutes)
        if named is not None and named.speaker == EVERYONE:
            continue  # "All - fine" is no name
        if named is not None:
            person = minutes.people.get(named.speaker)
            raise _who(text, label, Meant((person,) if person else ()))
        meant = _perhaps(label, minutes)
        if _may_be_speaker(label, meant):
            raise _who(text, label, meant)
    return None


def _perhaps(label: Label, minutes: Minutes) -> Meant:
    """Return whom a label may mean that is not certain, with or without a manner behind the name."""
    vocabulary, before = minutes.script.vocabulary, label.before
    meant = minutes.people.names.meant(before)
    if meant.may_be_name:
        return meant
    for marks in vocabulary.given.values():
        for mark in marks:
            if before.casefold().endswith(f" {mark}"):
                return minutes.people.names.meant(before[: -len(mark) - 1])
    for mark in (*vocabulary.said_for, *vocabulary.with_help):
        first, found, second = before.partition(f" {mark} ")
        both = [minutes.people.names.meant(first), minutes.people.names.meant(second)] if found else []
        if both and all(one.people for one in both):
            people = {person.id: person for one in both for person in one.people}
            return Meant(tuple(people.values()))
    return meant


def _who(text: str, label: Label, meant: Meant) -> WhoIsMeant:
    if not label.words:
        raise Refusal("typed.nothing")
    kind = "two-speakers" if meant.both else "which-speaker" if meant.people else "unknown-speaker"
    return WhoIsMeant(f"typed.{kind}", text.strip(), label, meant)


def _certain(label: Label, minutes: Minutes) -> Named | None:
    """Return who is named with certainty, with the manner that may stand there too."""
    vocabulary, (before, words, _) = minutes.script.vocabulary, label
    person, given = speaker_and_way(before, minutes)
    if person:
        return Named(person, "own_words", None, words, given)
    manners: tuple[tuple[list[str], How], ...] = (
        (vocabulary.said_for, "said_for"),
        (vocabulary.with_help, "with_help"),
    )
    for marks, how in manners:
        for mark in marks:
            first, found, second = before.partition(f" {mark} ")
            (one, given), other = speaker_and_way(first, minutes), _speaker_called(second, minutes)
            if found and one and other:
                speaker, helper = (other, one) if how == "said_for" else (one, other)
                return Named(speaker, how, helper, words, given)
    return None


def _is_sure(label: Label, named: Named, meeting: AtQuestion) -> bool:
    """Whether a name before the words is the speaker's: before a dash or "said:" it may be a subject."""
    told_by_child = (
        named.given is not None
        and named.speaker != CHILD
        and meeting.place is not None
        and meeting.place.turn.to == "child"
    )
    return (label.plain and not told_by_child) or named.speaker == default_speaker(meeting)


def _may_be_speaker(label: Label, meant: Meant) -> bool:
    """Whether what stands there may be somebody's name; a new one is only known by its colon."""
    return meant.may_be_name and (label.plain or (bool(meant.people) and not meant.by_view))


def speaker_and_way(name: str, minutes: Minutes) -> tuple[str | None, Given | None]:
    """Return whom "Mina" or "Mina pointed" names, and how it was given where that stands after the name."""
    person = _speaker_called(name, minutes)
    if person:
        return person, None
    for given, marks in minutes.script.vocabulary.given.items():
        for mark in marks:
            if name.casefold().endswith(f" {mark}"):
                person = _speaker_called(name[: -len(mark) - 1], minutes)
                if person:
                    return person, given
    return None, None


def _speaker_called(name: str, minutes: Minutes) -> str | None:
    if minutes.people.means_everyone(name):
        return EVERYONE
    person = minutes.people.called(name)
    return person.id if person else None


_POINTS = "-*•·▪◦‣–—"


def conversation_lines(meeting: AtQuestion, text: str) -> list[str]:
    """Return typed text as the lines to be taken in one after the other.

    Several lines of which one begins with a name, or with what may be one, are a conversation, and each line
    stands for itself, but for the points of a list under it; a line that is a name alone may be that of the
    next. Other words stay together, however many lines they have.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return [text]
    joined = _with_names_in_front(meeting, lines)
    named = [_begins_with_name(meeting, line) for line in joined]
    if not any(named) and len(joined) == len(lines):
        return [text]
    found: list[str] = []
    for line, has_name in zip(joined, named, strict=True):
        if found and not has_name and line[0] in _POINTS:
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return found


def without_tabs(meeting: AtQuestion, text: str) -> str:
    """Return text with a space for each tab, or a dash after what may be a name: a row of a table has one."""
    return "\n".join(_row(meeting, line) for line in text.split("\n"))


def _row(meeting: AtQuestion, line: str) -> str:
    before, found, words = line.partition("\t")
    if not found:
        return line
    parted = f"{before.strip()} \u2013 {words.strip()}"
    both = before.strip() and words.strip() and not has_colon(before)
    named = both and _begins_with_name(meeting, parted)
    return (parted if named else line).replace("\t", " ")


def _begins_with_name(meeting: AtQuestion, line: str) -> bool:
    try:
        return split_speaker(meeting, line) is not None
    except WhoIsMeant:
        return True
    except Refusal:
        return False


def _with_names_in_front(meeting: AtQuestion, lines: list[str]) -> list[str]:
    """Return the lines with each name that has a line of its own put before the next one.

    With a dash, so that it is asked about: it may also be an answer, as to who helps.
    """
    alone = [meeting.minutes.people.called(line.rstrip(" :")) is not None for line in lines]
    found: list[str] = []
    for at, line in enumerate(lines):
        if at and alone[at - 1] and not alone[at] and not _begins_with_name(meeting, line):
            found[-1] = f"{found[-1].rstrip(' :')} \u2013 {line}"
        else:
            found.append(line)
    return found
