"""Who is speaking: by the name in front of typed words, or as the question has it."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Minutes
from facilitator.plan.manners import Given
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import How

_PREFIX = re.compile(r"^([^:\n]{1,60}):\s*(.*)$", re.DOTALL)


class Named(NamedTuple):
    """Typed words with the name taken off: who said them, how, with whose help, and how they were given."""

    speaker: str
    how: How
    helper: str | None
    words: str
    given: Given | None = None


class WhoSaidThat(Refusal):
    """The words need a speaker: nobody was named, or `name` is not on the list.

    Said again with `insist`, an unknown name is taken as part of the words.
    """

    def __init__(self, code: str, name: str = "", **values: object) -> None:
        super().__init__(code, name=name, **values)
        self.name = name


def default_speaker(meeting: Meeting) -> str | None:
    """Return who is taken to be speaking at this question until somebody else is named.

    Whom the chair chose; else the person it is put to, or the only one of them in the room; for what is
    agreed together, everyone. Where anyone may speak it is who spoke last here, and nobody to begin with: no
    words are put under somebody who did not say them, or has left.
    """
    place, minutes = meeting.place, meeting.minutes
    if place is None:
        return None
    if minutes.speaker:
        return minutes.speaker
    asked = CHILD if place.turn.to == "child" else place.key.parts[-1] if place.key.parts else ""
    if minutes.in_room(asked):
        return asked
    if place.turn.to in ("parent", "school", "practitioner"):
        people = [person for person in minutes.present() if person.perspective == place.turn.to]
        return people[0].id if len(people) == 1 else minutes.last_speaker
    to_one = place.turn.to in ("child", "item")
    return minutes.last_speaker if to_one or place.turn.records == "statement" else EVERYONE


def split_speaker(meeting: Meeting, text: str) -> Named | None:
    """Split "Mum: ...", "Mum for Mina: ..." or "Mina pointed with Mum: ..." into its parts.

    None where the text names no speaker. WhoSaidThat where what stands before the colon could be a name
    that is not on the list.
    """
    match = _PREFIX.match(text.strip())
    if match is None:
        return None
    before, words = match[1].strip(), match[2]
    vocabulary, minutes = meeting.script.vocabulary, meeting.minutes
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
    if words and _looks_like_a_name(before):
        raise WhoSaidThat("typed.unknown-speaker", name=before)
    return None


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
    if minutes.means_everyone(name):
        return EVERYONE
    person = minutes.person_called(name)
    return person.id if person else None


def _looks_like_a_name(words: str) -> bool:
    """Whether words could be a name: few, with a capital, and not the hour of "At 10:30"."""
    few = len(words.split()) <= 3 and not any(map(str.isdecimal, words))
    return few and words[:1].isalpha() and not words[:1].islower()
