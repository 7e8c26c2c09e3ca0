"""Scores: everybody in the room shows a number for an outcome, the child a face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed, so_far
from facilitator.meeting.event_rules import can_be_shown, person_known
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.score_shows import FAR_APART, SECOND
from facilitator.meeting.speaker_labels import Label, labels_of
from facilitator.meeting.who_is_speaking import WhoIsMeant, asking_who, speaker_and_way
from facilitator.plan.manners import Given
from facilitator.plan.people import CHILD, Person
from facilitator.plan.refusal import Refusal
from facilitator.plan.scores import Position
from facilitator.script.formats_and_turns import Turn
from facilitator.script.scales import Scale

_MOST_NAMES = 6
# Two numbers, as in 2.5, 3-4, 3/5 or "3 or 4", are not one.
_LEADING_NUMBER = re.compile(r"^(\d{1,2})(?![.,\u2013-]?\d|\s*(?:/|or|to)\s*\d)\b[\s,:;.-]*(.*)$", re.DOTALL)
_BETWEEN_SCORES = re.compile(r"([,;]\s(?:and\s)?|\sand\s)", re.IGNORECASE)


# What is taken


def _support_is_known(key: Key, minutes: Minutes) -> None:
    """Raise Refusal while nobody has said whether an outcome's support was given (MEETING, rule 5)."""
    delivered = next(minutes.turns.of_role("delivered", minutes.turns.path(key).of), None)
    if delivered is None:
        return
    asking = Key(delivered.id, key.parts[0] if key.parts else "")
    if asking not in minutes.replies.choices and asking not in minutes.standing.marks:
        raise Refusal("meeting.delivered-first")


def _check(event: ev.ScoreShown, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    can_be_shown(event.number, event.turn, minutes)
    key = event.key
    _support_is_known(key, minutes)
    _agreed_number_stands(event, key, minutes)


def _agreed_number_stands(event: ev.ScoreShown, key: Key, minutes: Minutes) -> None:
    """A number that was agreed cannot be left among numbers that are far apart (MEETING, rule 6)."""
    scores, outcome = minutes.scores, event.item.split("/")[0]
    agreed = scores.agreed(outcome)
    second = minutes.turns.path(key).part == SECOND
    if agreed is None or (not second and event.person in scores.shown(SECOND, outcome)):
        return
    position = Position(person=event.person, number=event.number)
    apart = scores.spread({**scores.last_show(outcome), event.person: position})
    if apart is not None and apart >= FAR_APART:
        raise Refusal("meeting.agreed-already", number=minutes.turns.scale(key).name_of(agreed))


def _record(event: ev.ScoreShown, minutes: Minutes) -> None:
    key = event.key
    shown = minutes.scores.shows.setdefault(key, {})
    asked = minutes.standing.asked_at(key)
    shown[event.person] = statements.position(event, asked, shown.get(event.person))


class Scores(Kind):
    """A show of scores, one a person."""

    takes = {ev.ScoreShown: Taken(_check, _record)}

    def read(self, typed: Typed) -> ev.Event:
        """Read "Mum 2 because ...", "Mum: 2" or "Mina good"; a bare number is the next one's."""
        minutes = typed.minutes
        _support_is_known(typed.place.key, minutes)

        def by(person: str, words: str, given: Given | None = None) -> ev.ScoreShown:
            number, word, reason = _number_and_reason(minutes.people[person], words, typed.place, minutes)
            return ev.ScoreShown(
                turn=typed.turn,
                item=typed.item,
                person=person,
                number=number,
                word=word,
                reason=reason,
                given=given,
            )

        with asking_who(by, sought="score"):
            person, words, given = _whose(typed.place, typed.text.strip(), minutes)
        return by(person, words, given)

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return "Mum 2, Mr Lacey 3" as one text for each score, so that none is another's reason."""
        lines = (line.strip() for line in text.split("\n") if line.strip())
        scale = at.minutes.turns.scale(at.place.key) if at.place else at.minutes.script.scale
        scores = [score for line in lines for score in _scores_in(line, scale, at.minutes)]
        return scores if len(scores) > 1 else [text]

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once everybody in the room has shown."""
        return key in minutes.scores.shows and not minutes.scores.waiting_for(key)

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return who has shown what, and who is next."""
        waiting = minutes.scores.waiting_for(place.key)
        asks = minutes.people[waiting[0]].name if waiting else ""
        return Parts(asks=asks, shown=so_far(place, minutes))


# What is typed


def _whose(place: Place, text: str, minutes: Minutes) -> tuple[str, str, Given | None]:
    """Split "Mum 2 ...", "Mum: 2 ..." or "Mina good"; without a name it is the next who has not shown."""
    for label in _before_a_number(text):
        person, given = speaker_and_way(label.before, minutes)
        if person is not None and person in minutes.people:
            return person, label.words, given
    for label in _before_a_number(text):
        meant = minutes.people.names.meant(label.before)
        if meant.people and label.words and not _has_number(label.before):
            raise WhoIsMeant("typed.which-score", text, label, meant)
    for label in _before_a_number(text):
        if _is_new_name(label, minutes):
            raise WhoIsMeant("typed.unknown-score", text, label)
    number = _LEADING_NUMBER.match(text)
    if number and _names_somebody(number[2], minutes):
        raise Refusal("typed.whose-number", answer=minutes.turns.scale(place.key).sample)
    waiting = minutes.scores.waiting_for(place.key)
    if not waiting:
        raise Refusal("typed.all-shown")
    return waiting[0], text, None


def _before_a_number(text: str) -> Iterator[Label]:
    """Yield what may stand before a score as a name: before a colon or a dash, else the first words."""
    yield from (label for label in labels_of(text) if label.before)
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_NAMES), 0, -1):
        yield Label(" ".join(words[:count]), " ".join(words[count:]), plain=True)


def _has_number(name: str) -> bool:
    return any(letter.isdecimal() for letter in name)


def _is_new_name(label: Label, minutes: Minutes) -> bool:
    """Whether a number stands behind what may be the name of somebody who is not on the list."""
    scored = _LEADING_NUMBER.match(label.words) and not _has_number(label.before)
    return bool(scored) and minutes.people.names.meant(label.before).may_be_name


def _names_somebody(text: str, minutes: Minutes) -> bool:
    """Whether what stands behind a number is a name, or may be one: "3 Lacey", "3, from Dad", "3 Bob"."""
    words = text.split()
    if not 0 < len(words) <= _MOST_NAMES // 2 or words[0].casefold() in minutes.script.vocabulary.because:
        return False
    whole, *ends = (minutes.people.names.meant(" ".join(words[at:])) for at in range(len(words)))
    known = any(meant.people and not meant.by_view for meant in (whole, *ends))
    return known or (whole.may_be_name and not whole.people)


def _number_and_reason(
    person: Person, words: str, place: Place, minutes: Minutes
) -> tuple[int | None, str, str]:
    """Return the number, the child's word and the reason that typed words give."""
    vocabulary, scale = minutes.script.vocabulary, minutes.turns.scale(place.key)
    if found := _leading(words, scale):
        return found.number, "", _without_because(found.rest, vocabulary.because)
    said = words.casefold().strip(" .")
    if said in vocabulary.dont_know:
        return None, "", ""
    for face in scale.faces:
        if person.id == CHILD and said in (face.id, face.word.casefold()):
            return None, face.id, ""
    if person.id == CHILD and scale.faces:
        raise Refusal("typed.no-face", faces=", ".join(face.word for face in scale.faces))
    if scale.of_options:
        raise Refusal("typed.no-answer", answers=scale.in_words)
    raise Refusal("typed.no-number", lowest=scale.lowest, highest=scale.highest)


class _Led(NamedTuple):
    """A number, or an option by its place, that stands first in typed words, and what comes after it."""

    number: int
    rest: str


def _leading(words: str, scale: Scale) -> _Led | None:
    """Return the number that typed words begin with, or the option of a choice by its name."""
    if match := _LEADING_NUMBER.match(words):
        return _Led(int(match[1]), match[2])
    for name in sorted(scale.of_names, key=len, reverse=True):
        rest = words[len(name) :]
        if words[: len(name)].casefold() == name.casefold() and not rest[:1].isalnum():
            return _Led(scale.of_names[name], rest.lstrip(" \t,;:.-"))
    return None


def _without_because(reason: str, because: list[str]) -> str:
    for word in because:
        if reason.casefold().startswith(f"{word} "):
            return reason[len(word) + 1 :]
    return reason


def _scores_in(line: str, scale: Scale, minutes: Minutes) -> list[str]:
    """Return the scores of a line, each for itself; what is no whole one goes with the score before it."""
    first, *rest = _BETWEEN_SCORES.split(line)
    scores = [first]
    for between, part in zip(rest[::2], rest[1::2], strict=True):
        if _is_whole(part.strip(), scale, minutes):
            scores.append(part)
        else:
            scores[-1] += between + part
    return [score.strip() for score in scores if score.strip()]


def _is_whole(text: str, scale: Scale, minutes: Minutes) -> bool:
    """Whether a text is a name, a number and nothing else, or a reason that says that it is one.

    A name that is not on the list takes no reason: it may itself be one, as in "Mum 2, Term 3 was hard".
    """
    for label in _before_a_number(text):
        led = _leading(label.words, scale)
        if led is None:
            continue
        reason = led.rest.split()
        if minutes.people.names.meant(label.before).people:
            return not reason or reason[0].casefold() in minutes.script.vocabulary.because
        if not reason and _is_new_name(label, minutes):
            return True
    return False
