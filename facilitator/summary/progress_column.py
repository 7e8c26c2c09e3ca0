"""One review in a picture of progress: what it found of one thing, in boxes and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facilitator.phrases import score as phrases
from facilitator.phrases.sentence import capital, ended
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE
from facilitator.plan.scores import Position, Score
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Path
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say
from facilitator.summary.names_of_ids import Names
from facilitator.summary.page import Cell, Column, right_to_left

_LONGEST_NAME = 14
"""Letters of a name inside a box; the words beside a picture have it in full."""

_LEFT_TO_RIGHT = "\u200e"
"""Keeps a number behind a name in Urdu where it belongs; nobody sees it."""


class Drawn(NamedTuple):
    """A column, and the steps of the scale that it stands on, lowest first."""

    scale: tuple[str, ...]
    column: Column


class Asked(NamedTuple):
    """For what a review is looked at: a thing by the id that it had then, and the field of its judgement.

    `ended` is how the review ended it, in short.
    """

    about: str
    field: str
    kind: str
    ended: str = ""
    earlier_words: bool = False


def column_of(asked: Asked, names: Names) -> Drawn | None:
    """Return what a review found of a thing; None where it says nothing of that."""
    score = names.review.score(asked.about, asked.field)
    if score is not None:
        return _of_score(score, asked, names)
    declared = names.script.format.field(Path(asked.kind, asked.field))
    given = names.review.given(asked.field, asked.about) if declared and declared.type == "choice" else []
    return _of_choice(given, declared, asked, names) if declared and given else None


def no_judgement(drawn: Drawn, asked: Asked, names: Names) -> Drawn:
    """Return the column of a review that did not judge what another one did, without boxes."""
    words = phrases.none()
    cells = (Cell("none"),) * len(drawn.scale)
    return Drawn(
        drawn.scale, _column(names, words, capital(words), asked._replace(earlier_words=False), cells)
    )


def _of_score(score: Score, asked: Asked, names: Names) -> Drawn:
    scale = names.script.scale_of(score, names.plan)
    steps = tuple(phrases.step(point, scale) for point in scale.points)
    shown = _Shown(score, scale, names)
    number = scale.number_of(score)
    short, cells = "", (Cell("none"),) * len(steps)
    if number is not None:
        short = phrases.out_of(number, scale)
        cells = _filled(_place(number, scale), len(steps), "" if scale.of_options else str(number))
    elif score.option is not None:  # an option that the format has no more
        short = score.option
    elif shown.numbers:
        cells = _range(shown.who(), scale)
    agreed = (phrases.of_most(number, scale) if number is not None else "") or short
    each = shown.answers if shown.numbers and not agreed else []
    words = phrases.in_short(score.result, agreed, each, support_not_given=score.support_not_given)
    under = phrases.in_picture(score.result, short, [scale.name_of(one) for one in shown.numbers])
    apart = [*([] if each else shown.without), *shown.childrens]
    note = [say("progress.note-support")] if score.support_not_given else []
    return Drawn(steps, _column(names, under, capital(words), asked, cells, note=note, more=apart))


def _of_choice(given: list[Entry], declared: DeclaredField, asked: Asked, names: Names) -> Drawn:
    """Return what was chosen in words: by the room together, or by each."""
    options = declared.lowest_first
    steps, ids = tuple(one.label or one.id for one in options), [one.id for one in options]
    adults = {one.by: one for one in given if not names.is_child(one.by)}
    places = {by: ids.index(one.text) for by, one in adults.items() if one.text in ids}
    labels = {by: names.option(asked.field, one.value, asked.kind) for by, one in adults.items()}
    several = len(set(labels.values())) > 1
    cells = (Cell("none"),) * len(steps)
    if places and not several:
        (place,) = set(places.values())
        filled = _filled(place, len(steps), "")
        only = tuple(Cell("full" if at == place else "empty") for at in range(len(steps)))
        cells = filled if declared.low else only
    elif places:
        cells = _between(_by_place(places, names), ["" for _ in steps])
    answers = [_each(by, label, "", names) for by, label in labels.items()]
    under = ", ".join(dict.fromkeys(labels.values()))
    words = ", ".join(answers) if several else under
    children = [one for one in given if names.is_child(one.by)]
    more = [_childs(one.by, names.option(asked.field, one.value, asked.kind), names) for one in children]
    words, under = (words, under) if labels else (capital(phrases.none()), phrases.none())
    return Drawn(steps, _column(names, under, words, asked, cells, more=more))


class _Shown:
    """What people showed in the end: the adults' answers, and each child's own apart from them."""

    def __init__(self, score: Score, scale: Scale, names: Names) -> None:
        self._scale, self._names = scale, names
        every = [at for show in score.shows for at in show]
        self._last = {at.person: at for at in every}
        self._first = {at.person: at for at in reversed(every)}
        self._adults = [at for at in self._last.values() if not names.is_child(at.person)]
        children = [at for at in self._last.values() if names.is_child(at.person)]
        self.childrens = [_childs(at.person, self._said(at), names) for at in children]

    @property
    def numbers(self) -> list[int]:
        """The adults' numbers, each once, lowest first; of options their places."""
        return sorted({number for at in self._adults if (number := self._scale.number_of(at)) is not None})

    @property
    def answers(self) -> list[str]:
        """Every adult's answer, with the first one where it was another."""
        return [self._told(at) for at in self._adults]

    @property
    def without(self) -> list[str]:
        """The adults who did not know."""
        return [self._told(at) for at in self._adults if self._scale.number_of(at) is None]

    def who(self) -> dict[int, list[str]]:
        """Return the names of the adults by their numbers."""
        found: dict[int, list[str]] = {}
        for at in self._adults:
            number = self._scale.number_of(at)
            if number is not None:
                found.setdefault(number, []).append(_short_name(at.person, self._names))
        return found

    def _told(self, at: Position) -> str:
        said, first = self._said(at), self._said(self._first[at.person])
        return _each(at.person, said, first if first != said else "", self._names)

    def _said(self, at: Position) -> str:
        return phrases.position(self._scale.number_of(at), at.word, self._scale)


def _place(number: int, scale: Scale) -> int | None:
    """Return on which step of a scale a number stands, from 0; None for one that is not on it."""
    return next((at for at, point in enumerate(scale.points) if point.number == number), None)


def _filled(place: int | None, steps: int, label: str) -> tuple[Cell, ...]:
    if place is None:
        return (Cell("none"),) * steps
    return tuple(
        Cell("full" if at <= place else "empty", label if at == place else "") for at in range(steps)
    )


def _range(who: Mapping[int, list[str]], scale: Scale) -> tuple[Cell, ...]:
    """Return boxes in which each number stands with who said it; one that is not on the scale has none."""
    found = {place: people for number, people in who.items() if (place := _place(number, scale)) is not None}
    return _between(found, ["" if scale.of_options else str(point.number) for point in scale.points])


def _between(who: Mapping[int, list[str]], numbers: list[str]) -> tuple[Cell, ...]:
    if not who:
        return (Cell("none"),) * len(numbers)
    return tuple(
        Cell("range" if min(who) <= at <= max(who) else "empty", _label(number, who.get(at, [])))
        for at, number in enumerate(numbers)
    )


def _label(number: str, who: list[str]) -> str:
    if not who:
        return ""
    others = len(who) - 1
    people = say("progress.and-more", name=who[0], count=others) if others else who[0]
    return say("progress.box", number=number, who=people) if number else people


def _by_place(places: Mapping[str, int], names: Names) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for by, place in places.items():
        found.setdefault(place, []).append(_short_name(by, names))
    return found


def _childs(person: str, answer: str, names: Names) -> str:
    return say("summary.score.child", child=_name(person, names), answer=answer)


def _each(person: str, answer: str, first: str, names: Names) -> str:
    return answer if person == EVERYONE else phrases.of_each(_name(person, names), answer, first)


def _short_name(person: str, names: Names) -> str:
    name = names.person(person)
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    return _own_direction(short)


def _name(person: str, names: Names) -> str:
    return _own_direction(names.person(person))


def _own_direction(name: str) -> str:
    return f"{name}{_LEFT_TO_RIGHT}" if right_to_left(name) else name


def _column(  # noqa: PLR0913 - the parts of a column, each by its name
    names: Names,
    under: str,
    words: str,
    asked: Asked,
    cells: tuple[Cell, ...],
    *,
    note: Iterable[str] = (),
    more: Iterable[str] = (),
) -> Column:
    earlier = say("progress.note-earlier") if asked.earlier_words else ""
    whole = say("summary.score.earlier-words", score=words) if asked.earlier_words else words
    sentences = [whole, *more]
    return Column(
        head=names.period(names.review.period),
        under=under,
        note="; ".join(filter(None, (*note, earlier, asked.ended))),
        cells=cells,
        words=" ".join(map(ended, sentences)),
    )
