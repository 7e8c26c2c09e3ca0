"""Makes a letter one printed page: what does not fit is left out whole, and the page says how much it is.

The sizes are those of `prompts/summaries/child.html.j2`, in points of 1/72 inch; letters are as wide as
Arial's. Nothing here cuts into words: a statement is on the page as it was said, or not at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from facilitator.summary.letter_shapes import Aim, Group, Letter, Own, Told

TEXT, LINE = 14.0, 18.2
"""The size of the letters, and the height of a line."""

WIDTH, HEIGHT = 516.0, 757.0
"""What an A4 page has room for inside its margins of 14 mm, with a little to spare."""

LABEL, WORDS, INDENT = 148.0, 356.0, 500.0
"""The widths of a label, of the words beside it, and of indented words."""

_TITLE, _HEAD, _ROW = 36.0, 39.0, 5.0
"""The heights of the title's line and of a heading with the space around it, and the space after a row."""

_NARROW, _WIDE = frozenset("iljtfrI.,;:!|'’‘()[]-/ "), frozenset("mwMW%@—…&")

Ranked = tuple[int, int, int]
"""Round, section and place: what gets onto the page first."""


def fitted(letter: Letter) -> Letter:
    """Return the letter as it fits on one page: everything, or as much as there is room for.

    Of each thing the child spoke about the first words come first, then two actions and two goals, then
    the next of each; the child's words never take more than half of the page from the others.
    """
    if _height(letter) <= HEIGHT:
        return letter
    ranked = sorted(_ranked(letter))
    kept: set[int] = set()
    for most in (HEIGHT / 2, HEIGHT):
        for _, section, place in ranked:
            tried = _only(letter, kept | {place})
            if _height(tried) <= HEIGHT and (section or _said_height(tried) <= most):
                kept.add(place)
    return _only(letter, kept)


def _ranked(letter: Letter) -> Iterator[Ranked]:
    for group in letter.said:
        yield from ((nth, 0, own.place) for nth, own in enumerate(group.words))
    yield from ((nth // 2, 1, job.place) for nth, job in enumerate(letter.tasks))
    yield from ((2, 1, own.place) for group in letter.will_know for own in group.words)
    for nth, aim in enumerate(letter.goals):
        yield nth // 2, 2, aim.place
        yield from ((nth // 2 + 2, 3, own.place) for group in aim.groups for own in group.words)


# Leaving out


def _only(letter: Letter, kept: set[int]) -> Letter:
    """Return the letter with the places that are kept, saying how many things are left out of each part."""
    said, know = _groups(letter.said, kept), _groups(letter.will_know, kept)
    tasks = [job for job in letter.tasks if job.place in kept]
    goals = [_aim(aim, kept, letter) for aim in letter.goals if aim.place in kept]
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
    )


def _groups(groups: list[Group], kept: set[int]) -> list[Group]:
    left = [Group(group.label, [own for own in group.words if own.place in kept]) for group in groups]
    return [group for group in left if group.words]


def _aim(aim: Aim, kept: set[int], letter: Letter) -> Aim:
    groups = _groups(aim.groups, kept)
    return replace(aim, groups=groups, more=_more(letter, "on-goal", _count(aim.groups) - _count(groups)))


def _count(groups: list[Group]) -> int:
    return sum(len(group.words) for group in groups)


def _more(letter: Letter, part: str, count: int) -> list[Told]:
    """Say how many are left out and where they stand."""
    return [replace(told, values={"count": count}) for told in letter.more[part]] if count else []


# How high it is


def _height(letter: Letter) -> float:
    return (
        _TITLE * _lines(letter.title.plain(), WIDTH, 24.0)
        + _paragraph(letter.lead, WIDTH)
        + _said_height(letter)
        + _tasks_height(letter)
        + _goals_height(letter)
        + _HEAD
        + _paragraph(letter.differ, WIDTH)
        + _paragraph(letter.meet, WIDTH)
    )


def _said_height(letter: Letter) -> float:
    rows = sum(_row(group, letter) for group in letter.said)
    more = _paragraph(letter.more_said, WIDTH)
    return _HEAD + rows + more if rows or more else 0.0


def _tasks_height(letter: Letter) -> float:
    jobs = sum(
        LINE * (_lines(job.lead.plain(), INDENT) + _lines(f"“{job.what}”{_joined(job.notes)}", INDENT)) + _ROW
        for job in letter.tasks
    )
    know = sum(_row(group, letter) for group in letter.will_know)
    return _HEAD + (jobs + know + _paragraph(letter.more_tasks, WIDTH) or LINE + _ROW)


def _goals_height(letter: Letter) -> float:
    goals = sum(_aim_height(aim, letter) for aim in letter.goals)
    more = _paragraph(letter.more_goals, WIDTH)
    return _HEAD + goals + more if goals or more else 0.0


def _aim_height(aim: Aim, letter: Letter) -> float:
    title = LINE * _lines(f"{aim.title.plain()}: “{aim.wording}”", INDENT)
    own = (
        LINE * _lines(f"{aim.face}{_joined([*aim.notes, *aim.more])}", INDENT) if aim.notes or aim.more else 0
    )
    words = sum(
        LINE * _lines(f"{group.label} {_in_full(said, letter)}", INDENT)
        for group in aim.groups
        for said in group.words
    )
    return title + own + words + _ROW


def _row(group: Group, letter: Letter) -> float:
    words = sum(_lines(_in_full(own, letter), WORDS) for own in group.words)
    return LINE * max(_lines(group.label, LABEL), words) + _ROW


def _in_full(own: Own, letter: Letter) -> str:
    asked = f"{letter.asked.plain()} “{own.asked}” " if own.asked else ""
    return f"{asked}“{own.text}”{_joined(own.notes)}"


def _joined(sentences: list[Told]) -> str:
    return "".join(f" {told.plain()}" for told in sentences)


def _paragraph(sentences: list[Told], width: float) -> float:
    return LINE * _lines(_joined(sentences), width) + _ROW if sentences else 0.0


@lru_cache(maxsize=4096)
def _lines(text: str, width: float, size: float = TEXT) -> int:
    """Return into how many lines a text breaks, its own line ends counted."""
    return sum(_wrapped(line, width / size) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        wide = _wide(word)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide
        while used > room:  # a word that is longer than a line is broken
            count, used = count + 1, used - room
        used += 0.28
    return count


def _wide(word: str) -> float:
    """Return how wide a word is, in sizes of its letters."""
    return sum(map(_letter, word))


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.95
    if letter == "\t":
        return 2.3
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or not (letter.isascii() or letter.isalpha()):
        return 1.35 if ord(letter) > 0xFFFF else 1.05
    return 0.73 if letter.isupper() else 0.58
