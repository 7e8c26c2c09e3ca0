"""A score in words: the number or the option, or each person's where it was not agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facilitator.plan.people import EVERYONE
from facilitator.plan.reviews import MeetingRecord
from facilitator.plan.scores import Position, Score
from facilitator.script.layouts import Layout
from facilitator.script.phrases_in_forms import Phrases
from facilitator.script.scales import Scale
from facilitator.word.answers.layout_places import boxes_of
from facilitator.word.answers.named_people import Named, Names
from facilitator.word.answers.phrasing import filled, fold, read_phrase
from facilitator.word.form.labels import plain_number

_OUT_OF = re.compile(r"(\w+)\s*(?:/|out of|of)\s*(\w+)")
_NUMBER_FIRST = re.compile(r"(\w+)(?:\s*+[-.:,]\s*+|\s++)(.+)")
LONGEST_SCORES = 4_000
"""Characters of a box with everybody's number; what is longer is something else."""
_AND = re.compile(r"[,;/&]|\band\b")
_SHARED = frozenset({"progress", "or", "the", "and", "of"})


class Shown(NamedTuple):
    """One person's number on a scale, or the child's own word for it (the id of a face)."""

    who: Named
    number: int | None
    word: str = ""


class ScoreWords(NamedTuple):
    """What a score's box says; `number` only where it is agreed."""

    result: str
    number: int | None = None
    shown: tuple[Shown, ...] = ()
    support_not_given: bool = False


def last_positions(score: Score) -> list[Position]:
    """Return what each person showed last, in the order of the first show."""
    last = {at.person: at for at in score.positions} | {at.person: at for at in score.second_positions}
    return list(last.values())


def score_words(score: Score, review: MeetingRecord, names: Names, scale: Scale, phrases: Phrases) -> str:
    """Return a score as one line. Who gave no number and no word of their own is left out.

    On the options of a choice, `scale` has a point for each, and its name stands for the number.
    """
    stands = _shown_words(score, scale)
    if stands:
        words = filled(phrases.score, number=stands)
    else:
        phrase = phrases.score_not_agreed if score.result == "not_agreed" else phrases.score_not_settled
        each = phrases.between.join(_each(score, review, names, scale, phrases))
        words = filled(phrase, each=each).rstrip(" :-\u2013")
    return filled(phrases.score_not_given, number=words) if score.support_not_given else words


def _each(score: Score, review: MeetingRecord, names: Names, scale: Scale, phrases: Phrases) -> Iterator[str]:
    for at in last_positions(score):
        number = _shown_words(at, scale) or word_of_face(at.word, scale)
        if number:
            yield filled(phrases.score_of, name=names.written(review.person(at.person)), number=number)


def _shown_words(at: Position | Score, scale: Scale) -> str:
    """Return a number, or the name of an option: that of its point, whose face carries the option's id."""
    if at.number is not None:
        return str(at.number)
    return word_of_face(at.option, scale) if at.option else ""


def word_of_face(face: str, scale: Scale) -> str:
    """Return the child's word for a face by its id; the id itself where the scale has no such face."""
    return next((known.word for known in scale.faces if known.id == face), face)


def read_score(text: str, layout: Layout, scale: Scale, names: Names) -> ScoreWords | None:
    """Return the score that a box says, or None where that is not certain.

    Certain are a number of the scale ("3", "three", "3/5", "3 - Moderate progress", "Score: 3"), the name of
    a point, and the layout's own phrases. Never read as one number: "2-3", "2/3", "3 (nearly)".
    """
    phrases = layout.phrases
    text = " ".join(text.split())
    if len(text) > LONGEST_SCORES:
        return None
    not_given = read_phrase(phrases.score_not_given, text)
    if not_given:
        found = read_score(not_given["number"], layout, scale, names)
        return found._replace(support_not_given=True) if found and not found.support_not_given else None
    for result, phrase in (
        ("not_agreed", phrases.score_not_agreed),
        ("not_settled", phrases.score_not_settled),
    ):
        said = read_phrase(phrase, text)
        if said and said["each"]:
            shown = _read_each(said["each"], phrases, scale, names)
            return ScoreWords(result, shown=tuple(shown)) if shown else None
        if fold(text).rstrip(".") == fold(filled(phrase, each="")).rstrip(" :-"):
            return ScoreWords(result)
    said = read_phrase(phrases.score, text)
    number = _read_number(_without_label(said["number"] if said else text, layout), scale)
    return ScoreWords("agreed", number) if number is not None else None


def _read_number(text: str, scale: Scale) -> int | None:
    words = fold(text).strip(" .")
    points = {point.number for point in scale.points}
    by_name = [point.number for point in scale.points if fold(point.adult) == words]
    if by_name:
        return by_name[0]
    number = plain_number(words)
    out_of = _OUT_OF.fullmatch(words)
    if out_of and plain_number(out_of[2]) == scale.highest:
        number = plain_number(out_of[1])
    named = _NUMBER_FIRST.fullmatch(words)
    if named and number is None and _is_of(named[2], plain_number(named[1]), scale):
        number = plain_number(named[1])
    return number if number in points else None


def _is_of(words: str, number: int | None, scale: Scale) -> bool:
    """Whether words after a number are that point's own name, more or less, and no other's."""
    said = set(re.findall(r"\w+", words))
    own = {point.number: set(re.findall(r"\w+", fold(point.adult))) - _SHARED for point in scale.points}
    meant = [of for of, marks in own.items() if marks & said]
    return meant == [number] and not any(plain_number(word) for word in said)


def _without_label(text: str, layout: Layout) -> str:
    """Return a score without the form's own label in front of it: "Progress measure: 3"."""
    for label in boxes_of(layout).score_labels:
        if fold(text).startswith(label):
            rest = fold(text)[len(label) :].lstrip(" :=-.")
            return rest or text
    return text


def _read_each(text: str, phrases: Phrases, scale: Scale, names: Names) -> list[Shown]:
    """Return everybody's number, or nothing where one of them is not certain."""
    ours = _joined([part for part in text.split(phrases.between) if part.strip()], phrases, scale)
    for parts in (ours, [part.strip() for part in _AND.split(text) if part.strip()]):
        shown = [_read_one(part, phrases, scale, names) for part in parts]
        known = [one for one in shown if one]
        people = {one.who.name for one in known}
        if known and len(known) == len(shown) == len(people):
            return known
    return []


def _joined(parts: list[str], phrases: Phrases, scale: Scale) -> list[str]:
    """Put parts without a number before the next one: a name may have a comma in it."""
    joined, waiting = [], ""
    for part in parts:
        waiting = f"{waiting}{phrases.between}{part}" if waiting else part
        if _number_of(waiting, phrases, scale):
            joined.append(waiting)
            waiting = ""
    return [*joined, waiting] if waiting else joined


def _read_one(text: str, phrases: Phrases, scale: Scale, names: Names) -> Shown | None:
    found = _number_of(text, phrases, scale)
    who = names.who(found[0].rstrip(" :-")) if found else None
    return Shown(who, *found[1:]) if found and who and who.name != EVERYONE else None


def _number_of(text: str, phrases: Phrases, scale: Scale) -> tuple[str, int | None, str] | None:
    """Return name, number and the child's own word of "Mum 2"; a number must be on the scale."""
    for face in scale.faces:
        said = read_phrase(filled(phrases.score_of, name="{name}", number=face.word), text)
        if said and said["name"]:
            return said["name"], None, face.id
    said = read_phrase(phrases.score_of.replace("{name}", "{person}"), text)
    if not said or not said["person"] or not said["number"].isdecimal():
        return None
    number = int(said["number"])
    return (said["person"], number, "") if scale.lowest <= number <= scale.highest else None
