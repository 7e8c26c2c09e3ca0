"""Boxes to tick that stand among words: which there are, which of them are ticked, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

UNTICKED, TICKED = "\u2610", "\u2612"
TICKS = "\u2713\u2714\u2611\u2612\u221a\u2705"
EMPTY_BOXES = f"{UNTICKED}\u25a1"
_PARTS = re.compile(rf"[{TICKS}{EMPTY_BOXES}]|[^{TICKS}{EMPTY_BOXES}]+")
_BOX = re.compile(rf"[{TICKS}{EMPTY_BOXES}]")
_AROUND = " /,;:[]()\t\u00a0"
_TYPED = re.compile(rf"[\[(] ?([xX{TICKS}]?) ?[\])]")
_EMPTY = re.compile(rf"[{EMPTY_BOXES}]|(?<=\[) (?=\])|(?<=\() (?=\))")


def plain_boxes(text: str) -> str:
    """Return a text with the boxes that are typed as "[ ]" and "[x]" as one character each."""
    return _TYPED.sub(lambda found: TICKED if found[1] else UNTICKED, text)


def parts_of(text: str) -> list[str]:
    """Return the boxes of a text and the words between them, in order."""
    return [part.strip() for part in _PARTS.findall(text) if part.strip()]


def ticked_words(text: str) -> list[str] | None:
    """Return the words beside the boxes that are ticked; None where a text has no boxes.

    A box belongs to the words behind it, or where the text begins with words to those before it.
    """
    parts = parts_of(text)
    if not any(_BOX.fullmatch(part) for part in parts):
        return None
    boxes_first = bool(_BOX.fullmatch(parts[0]))
    if not boxes_first:
        parts.reverse()
    found = [words.strip(_AROUND) for box, words in pairwise(parts) if box in TICKS and words not in TICKS]
    return found if boxes_first else found[::-1]


def empty_boxes(line: str) -> Iterator[tuple[int, str]]:
    """Yield where the empty boxes of a line stand, each with the words that belong to it.

    Of a box that is typed as "[ ]" it is the place between the brackets.
    """
    empty = {one.start() for one in _EMPTY.finditer(line)}
    boxes = sorted({one.start() for one in _BOX.finditer(line)} | empty)
    if not boxes:
        return
    first = not line[: boxes[0]].strip(" [(")
    ends = [*boxes[1:], len(line)] if first else boxes
    starts = [at + 1 for at in boxes] if first else [0, *(at + 1 for at in boxes[:-1])]
    for at, start, end in zip(boxes, starts, ends, strict=True):
        if at in empty:
            yield at, line[start:end].strip(_AROUND)
