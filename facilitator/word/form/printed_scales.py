"""What a form prints into a box to be circled or ticked, and which part of it somebody has chosen.

A printed scale is no answer: "1 2 3 4 5", "☐ Achieved ☐ Partly ☐ Not yet", "1-5", "/5", "Yes / No".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from facilitator.word.form.labels import fold
from facilitator.word.tick_boxes import EMPTY_BOXES, TICKS, plain_boxes, ticked_words

_CIRCLED = {
    chr(first + number): number + 1
    for first, count in ((0x2460, 20), (0x2776, 10), (0x2780, 10), (0x278A, 10))
    for number in range(count)
}
_NUMBER = re.compile(rf"(?<![\w.])\d{{1,2}}(?![\d.]\d|[^\W\dxX])|[{''.join(_CIRCLED)}]")
_RANGE = re.compile(r"(?<!\d)(?:(\d{1,2}) ?(?:-|\u2013|to) ?(\d{1,2})|(?:/|out of) ?(\d{1,2}))$")
_STRAY = re.compile(rf"[{TICKS}]|(?<!\w)[xX](?!\w)|(?<=\d)[xX]")
_GLUED = rf"[{TICKS}xX]"
_AROUND = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("*", "*"), ("_", "_"), ("«", "»"))
_BETWEEN = " \t\n\u00a0,;/|\u00b7\u2022.:()[]{}<>*_«»=-\u2010\u2011\u2012\u2013\u2014"
_LONGEST_NAME = 5
"""Words that a form may print between two numbers of a scale."""
_LONGEST_OPTION = 3
"""Words of an option that is printed with its box in a line among others."""
_SLASH = re.compile(r"\s*[/|\n\t]\s*|\s{2,}|\s+or\s+", re.IGNORECASE)
_BOX_LINE = re.compile(rf"[{TICKS}{EMPTY_BOXES}]")


class Points(NamedTuple):
    """The numbers of a scale in their order, each with what it is called.

    `labels` are what a form may print before them, folded; `asks` the first words of what it asks to be done.
    """

    numbers: tuple[int, ...]
    names: tuple[str, ...] = ()
    labels: Collection[str] = ()
    asks: Collection[str] = ()


def chosen_number(text: str, points: Points) -> str:
    """Return what a score's box says without the scale that is printed in it.

    The one number that is marked there, nothing where none is, and the whole text where several are, or where
    it is not certain which.
    """
    marked = _scale_in(plain_boxes(text), points)
    if marked is None:
        return _chosen_option(text, points)
    numbers, rest = marked[0], _without_asking(marked[1], points).strip()
    if not numbers:
        return rest
    if len(numbers) > 1 or "\n" in rest or (rest and rest[0] not in "([" and rest != str(numbers[0])):
        return text
    return str(numbers[0]) if rest[:1] not in ("(", "[") else f"{numbers[0]} {rest}"


def _chosen_option(text: str, points: Points) -> str:
    """Return which option of those that have a box each is ticked, or what stands in lines without boxes."""
    plain = plain_boxes(text)
    chosen = ticked_words("\n".join(line for line in plain.split("\n") if _BOX_LINE.search(line))) or []
    others = "\n".join(line for line in plain.split("\n") if not _BOX_LINE.search(line))
    rest = _without_asking(others, points).strip()
    if len(chosen) > 1 or (chosen and rest):
        return text
    return chosen[0].strip() if chosen else rest


def chosen_words(text: str) -> str:
    """Return words without options that are printed in a line, each with a box; ticked ones stay.

    Ticked boxes beside each other without words between them are somebody's own.
    """
    if not _BOX_LINE.search(plain := plain_boxes(text)):
        return text
    lines = [
        (", ".join(ticked_words(line) or []) if _is_of_options(line) and _can_be_told(line) else own)
        for line, own in zip(plain.split("\n"), text.split("\n"), strict=True)
    ]
    return "\n".join(line for line in lines if line)


def lists_all(text: str, options: Collection[str]) -> bool:
    """Whether a text is nothing but all options of a choice, printed for one to be marked: "Yes / No"."""
    said = [fold(part) for part in _SLASH.split(text.strip()) if fold(part)]
    return (
        len(said) > 1 and not _BOX_LINE.search(text) and sorted(said) == sorted(fold(one) for one in options)
    )


def is_scale(text: str, points: Points) -> bool:
    """Whether a text is a printed scale of which nothing is chosen."""
    plain = plain_boxes(text)
    found = _scale_in(plain, points)
    if found is not None:
        return found == ([], "")
    return ticked_words(plain) == [] and _is_of_options(plain.replace("\n", " "))


def _is_of_options(line: str) -> bool:
    boxes = _BOX_LINE.findall(line)
    words = [part for part in _BOX_LINE.split(line) if part.strip()]
    return len(boxes) > 1 and all(len(part.split()) <= _LONGEST_OPTION for part in words)


def _can_be_told(line: str) -> bool:
    """Whether each box of a line has words of its own, or none is ticked."""
    words = [part for part in _BOX_LINE.split(line) if part.strip()]
    return len(words) >= len(_BOX_LINE.findall(line)) or not any(tick in line for tick in TICKS)


def _without_asking(text: str, points: Points) -> str:
    return "\n".join(line for line in text.split("\n") if not _only_asks(line, points))


def _only_asks(line: str, points: Points) -> bool:
    """Whether a line only says which numbers there are: "1-5", "(1 to 5)", "Score:   /5"."""
    if not points.numbers:
        return False
    said = " ".join(line.split()).strip(" ()[]")
    asked = _RANGE.search(said)
    if asked and not _covers(asked, points):
        return False
    before = fold(said[: asked.start()] if asked else said)
    return bool(line.strip()) and (not before or before in points.labels)


def _covers(asked: re.Match[str], points: Points) -> bool:
    low, high, out_of = (int(number) if number else None for number in asked.groups())
    return out_of == points.numbers[-1] or (low, high) == (points.numbers[0], points.numbers[-1])


def _scale_in(text: str, points: Points) -> tuple[list[int], str] | None:
    """Return which numbers of a printed scale are marked, and what stands behind it; None without a scale."""
    if len(points.numbers) < 2:
        return None
    found = list(_NUMBER.finditer(text))
    said = [_CIRCLED.get(one[0]) or int(one[0]) for one in found]
    size = len(points.numbers)
    for start in range(len(found) - size + 1):
        if tuple(said[start : start + size]) in (points.numbers, points.numbers[::-1]):
            return _marked(text, found[start : start + size], said[start : start + size], points)
    return None


def _marked(
    text: str, found: Sequence[re.Match[str]], said: Sequence[int], points: Points
) -> tuple[list[int], str] | None:
    end = text.find("\n", found[-1].end())
    end = len(text) if end < 0 else end
    gaps = [text[: found[0].start()]]
    gaps += [text[one.end() : other.start()] for one, other in pairwise(found)]
    gaps.append(text[found[-1].end() : end])
    names = {number: fold(name) for number, name in zip(points.numbers, points.names, strict=False)}
    own = [names.get(number, "") for number in said]
    named = [_words(gap) not in {"", *own[at : at + 2]} for at, gap in enumerate(gaps[1:-1])]
    if any(named) and (_words(gaps[0]) or any(len(_words(gap).split()) > _LONGEST_NAME for gap in gaps)):
        return None
    if any(named):
        gaps[-1] = ""
    tail = _tail(gaps[-1], own[-1], points)
    if not _is_lead(gaps[0], own[0]) or tail is None:
        return None
    marks = list(dict.fromkeys([*_by_boxes(gaps, said), *_by_hand(text, found, said)]))
    if not any(map(_BOX_LINE.search, gaps)) and sum(len(_STRAY.findall(gap)) for gap in gaps) > len(marks):
        return list(said), ""  # nobody can tell which number is meant
    return marks, f"{tail}{text[end:]}".strip()


def _words(gap: str) -> str:
    return fold(re.sub(rf"[{TICKS}{EMPTY_BOXES}]|(?<!\w)[xX](?!\w)", " ", gap))


def _is_lead(gap: str, name: str) -> bool:
    """Whether what stands before a scale is nothing, or tells what to do with it."""
    return _words(gap) in ("", name) or gap.rstrip(_BETWEEN.replace(":", "")).endswith(":")


def _tail(gap: str, name: str, points: Points) -> str | None:
    """Return what somebody wrote behind a scale, in brackets; None where it is no scale."""
    words = _words(gap)
    if words in ("", name) or words.partition(" ")[0] in points.asks:
        return ""
    return gap.strip() if gap.lstrip()[:1] in ("(", "[") else None


def _by_boxes(gaps: Sequence[str], said: Sequence[int]) -> list[int]:
    """Return the numbers whose boxes are ticked: before their numbers, where the first has one so."""
    if not any(_BOX_LINE.search(gap) for gap in gaps):
        return []
    first = bool(_BOX_LINE.search(gaps[0]))
    own = gaps[:-1] if first else gaps[1:]
    return [number for number, gap in zip(said, own, strict=True) if re.search(rf"{_GLUED}(?!\w)", gap)]


def _by_hand(text: str, found: Sequence[re.Match[str]], said: Sequence[int]) -> list[int]:
    """Return the numbers that differ from the others: circled, in brackets, or with a tick put to them."""
    boxes = bool(_BOX_LINE.search(text))
    marked = [number for one, number in zip(found, said, strict=True) if _differs(text, one, boxes=boxes)]
    return marked if len(marked) < len(said) else []


def _differs(text: str, one: re.Match[str], *, boxes: bool) -> bool:
    before, behind = text[: one.start()].rstrip(" "), text[one.end() :].lstrip(" ")
    around = any(before.endswith(left) and behind.startswith(right) for left, right in _AROUND)
    near = text[max(one.start() - 1, 0) : one.start()], text[one.end() : one.end() + 1]
    glued = not boxes and any(re.fullmatch(_GLUED, side) for side in near)
    return one[0] in _CIRCLED or around or glued
