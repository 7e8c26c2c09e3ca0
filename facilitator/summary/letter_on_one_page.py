"""Makes a letter one printed page: what does not fit is left out whole, and the page says how much it is.

Nothing here cuts into words: what somebody said is on the page as it was said, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from facilitator.summary.letter_shapes import Aim, Group, Letter, Told
from facilitator.summary.letter_sheet import Sheet
from facilitator.summary.page import Drawing

SIZES = (14.0, 13.0, 12.0)
"""The sizes of the letters in points, the best first: sooner smaller letters than a sentence less."""

_SMALL = (11.0, 10.0, 9.0, 8.0)
"""Only where names and days alone, of which nothing is left out, are more than a page."""

Ranked = tuple[int, int, int]
"""Round, section and place: what gets onto the page first."""


def fitted(letter: Letter) -> Letter:
    """Return the letter as it fits on one page: everything, or as much as there is room for in small letters.

    What the child works on comes first, then of each thing the child spoke about the first words, then two
    actions, then the next of each and what is done for a goal. Neither the child's words nor the goals take
    more than their part of the page from the others. Sooner smaller letters than a picture less, and sooner
    no picture than a sentence less: where not all have room, it is the first.
    """
    fits = _largest(letter)
    if fits:
        return fits
    bare = _with_pictures(letter, set())
    if _largest(bare):
        return _first_pictures(replace(letter, size=SIZES[-1]))
    left = _cut(bare)
    kept = {one.place for one in left.pictured}
    pictured = {one.place: one.picture for one in letter.pictured if one.place in kept}
    return _first_pictures(_with(left, pictured))


def _cut(letter: Letter) -> Letter:
    """Return as much of a letter as there is room for."""
    sheet = Sheet(SIZES[-1])
    ranked = sorted(_ranked(letter))
    kept: set[int] = set()
    for part in (0.5, 1.0):
        for _, section, place in ranked:
            tried = _only(letter, kept | {place})
            taken = (sheet.said, _nothing, sheet.goals, _nothing)[section](tried)
            if sheet.holds(tried) and taken <= part * sheet.height:
                kept.add(place)
    left = _only(letter, kept)
    return _largest(left) or _largest(left, _SMALL) or replace(left, size=_SMALL[-1])


def _largest(letter: Letter, sizes: tuple[float, ...] = SIZES) -> Letter | None:
    """Return the letter in the largest size in which it is one page."""
    return next((replace(letter, size=size) for size in sizes if Sheet(size).holds(letter)), None)


def _ranked(letter: Letter) -> Iterator[Ranked]:
    for group in letter.said:
        yield from ((nth, 0, own.place) for nth, own in enumerate(group.words))
    yield from ((nth // 2, 1, job.place) for nth, job in enumerate(letter.tasks))
    yield from ((2, 1, own.place) for group in letter.will_know for own in group.words)
    for nth, aim in enumerate(letter.goals):
        yield -1, 2, aim.place
        yield from ((nth // 2 + 1, 3, job.place) for job in aim.tasks)
        yield from ((nth // 2 + 2, 3, own.place) for group in aim.groups for own in group.words)


def _nothing(_letter: Letter) -> float:
    return 0.0


# Pictures


def _first_pictures(letter: Letter) -> Letter:
    """Return the letter in its size with as many pictures, from the top, as there is room for."""
    sheet, kept = Sheet(letter.size), set[int]()
    for place in (one.place for one in letter.pictured if one.picture):
        if not sheet.holds(_with_pictures(letter, kept | {place})):
            break
        kept.add(place)
    return _with_pictures(letter, kept)


def _with_pictures(letter: Letter, kept: set[int]) -> Letter:
    """Return the letter with the pictures of these places alone."""
    every = {one.place: one.picture for one in letter.pictured}
    return _with(letter, {place: picture for place, picture in every.items() if place in kept})


def _with(letter: Letter, pictures: Mapping[int, Drawing | None]) -> Letter:
    """Return the letter with these pictures, by the places that they stand beside, and no others."""

    def groups(of: list[Group]) -> list[Group]:
        return [
            Group(one.label, [replace(own, picture=pictures.get(own.place)) for own in one.words])
            for one in of
        ]

    goals = [replace(aim, picture=pictures.get(aim.place), groups=groups(aim.groups)) for aim in letter.goals]
    return replace(letter, said=groups(letter.said), will_know=groups(letter.will_know), goals=goals)


# Leaving out


def _only(letter: Letter, kept: set[int]) -> Letter:
    """Return the letter with the places that are kept, saying how many things are left out of each part."""
    said, know = _groups(letter.said, kept), _groups(letter.will_know, kept)
    tasks = [job for job in letter.tasks if job.place in kept]
    goals = [_aim(aim, kept) for aim in letter.goals if aim.place in kept]
    on_goals = sum(_count_on(aim) for aim in letter.goals if aim.place in kept) - sum(map(_count_on, goals))
    lost_tasks = len(letter.tasks) - len(tasks) + _count(letter.will_know) - _count(know)
    return replace(
        letter,
        said=said,
        tasks=tasks,
        will_know=know,
        goals=goals,
        more_said=_more(letter, "said", _count(letter.said) - _count(said)),
        more_tasks=_more(letter, "tasks", lost_tasks),
        more_goals=_more(letter, "goals", len(letter.goals) - len(goals)),
        more_on_goals=_more(letter, "on-goals", on_goals),
        differ=letter.differ if len(goals) == len(letter.goals) else letter.differ_unnamed,
    )


def _groups(groups: list[Group], kept: set[int]) -> list[Group]:
    left = [Group(group.label, [own for own in group.words if own.place in kept]) for group in groups]
    return [group for group in left if group.words]


def _aim(aim: Aim, kept: set[int]) -> Aim:
    groups, tasks = _groups(aim.groups, kept), [job for job in aim.tasks if job.place in kept]
    return replace(aim, groups=groups, tasks=tasks)


def _count_on(aim: Aim) -> int:
    return _count(aim.groups) + len(aim.tasks)


def _count(groups: list[Group]) -> int:
    return sum(len(group.words) for group in groups)


def _more(letter: Letter, part: str, count: int) -> list[Told]:
    """Say how many are left out and where they stand."""
    return [replace(told, values={"count": count}) for told in letter.more[part]] if count else []
