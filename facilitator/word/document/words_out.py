"""Taking words out of a place, as changes that Word marks or for good, and striking them through."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from facilitator.word.document.cell_writer import closed, locked, offset_now
from facilitator.word.document.change_check import Changes
from facilitator.word.document.controls import forget_days
from facilitator.word.document.inline import Piece, with_offsets
from facilitator.word.document.runs import (
    SPACE,
    Manner,
    child_of,
    look_of,
    make,
    new_run,
    pieces_of,
    place_at,
    split_at,
)
from facilitator.word.document.slots import (
    Line,
    Slot,
    lines_of,
)
from facilitator.word.document.xml import Element, Names, find

_BEFORE_STRIKE = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps")


def strike(slot: Slot, lines: Sequence[Line], manner: Manner, changes: Changes, instead: str = "") -> None:
    """Strike lines of an answer through; `instead` is written behind the last of them, in the same line.

    Nothing is deleted. Raises ClosedPlace where a content control does not allow it.
    """
    if locked(slot):
        raise closed("locked-control", slot.place)
    for line in reversed(lines):
        element = line.paragraph.element
        if instead and line is lines[-1]:
            runs = [piece.run for piece in pieces_of(element) if piece.run is not None]
            look = look_of(runs[0]) if runs else None
            place_at(element, line.end, new_run(element, f" {instead}", look, manner), manner)
        _strike(element, line.start, line.end)
        changes.filled.append(element)


def go_on(slot: Slot, lines: Sequence[Line], words: Sequence[str], changes: Changes) -> None:
    """Let words be struck through no longer: the first of some texts that a line has, or else all of it.

    Raises ClosedPlace where a content control does not allow it.
    """
    if locked(slot):
        raise closed("locked-control", slot.place)
    for line in reversed(lines):
        element, said = line.paragraph.element, line.paragraph.text[line.start : line.end]
        found = next((text for text in words if text and text in said), said)
        start = line.start + said.rindex(found)
        for offset in (start, start + len(found)):
            split_at(element, offset)
        w = Names.of(element).w
        for piece in _within(element, start, start + len(found)):
            properties = find(piece.run, "rPr") if piece.run is not None else None
            if properties is not None:
                for old in [*properties.findall(w("strike")), *properties.findall(w("dstrike"))]:
                    properties.remove(old)
        changes.filled.append(element)


def reword(
    slot: Slot, lines: Sequence[Line], manner: Manner, changes: Changes, words: str, before: str = ""
) -> None:
    """Put words in the place of some lines of an answer, in the same line; no words = the lines are empty.

    Of one line only what is another word now is changed: the rest keeps its look, and what it says otherwise
    than `before`, as we would have written it. Of several lines the first stay that are the same.
    Raises ClosedPlace as `take_out_words` does.
    """
    while len(lines) > 1 and "\n" in words and lines[0].text.strip() == words.split("\n", 1)[0].strip():
        lines, words, before = lines[1:], words.split("\n", 1)[1], before.partition("\n")[2]
    if len(lines) == 1 and words:
        lines, words = _what_differs(lines[0], words, before)
    last = lines[-1] if lines and words else None
    if last is not None:
        element, end = last.paragraph.element, offset_now(last.paragraph, last.end)
        run = new_run(element, words, _look_at(element, offset_now(last.paragraph, last.start)), manner)
        place_at(element, end, run, manner)
        changes.filled.append(element)
    take_out_words(slot, manner, changes, [line for line in lines if line.start < line.end])
    if last is not None:
        last.paragraph.shifts.append((last.end, len(words)))


def _what_differs(line: Line, words: str, before: str) -> tuple[list[Line], str]:
    """Return the stretch of a line that is to be other words, and those; whole words at both ends stay."""
    old = line.paragraph.text[line.start : line.end]
    if before and old.strip() != before:
        head, tail = _alike_at_ends(before, words)
        middle, new = before[head : len(before) - tail], words[head : len(words) - tail]
        if middle and old.count(middle) == 1:
            start = line.start + old.index(middle)
            return [Line(line.paragraph, start, start + len(middle))], new
        if not middle and not tail:
            end = line.start + len(old.rstrip())
            return [Line(line.paragraph, end, end)], new
    head, tail = _alike_at_ends(old, words)
    return [Line(line.paragraph, line.start + head, line.end - tail)], words[head : len(words) - tail]


def _alike_at_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many letters of two texts are alike at the beginning and at the end, in whole words."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    while head and not (old[head - 1].isspace() or all(_ends_word(text, head) for text in (old, new))):
        head -= 1
    while tail and not old[-tail].isspace():
        tail -= 1
    return head, tail


def _ends_word(text: str, at: int) -> bool:
    """Whether a text ends at an offset, or a word of it does: "Tam" is no part of "Tamsin" that stays."""
    return at == len(text) or text[at].isspace()


def _look_at(paragraph: Element, offset: int) -> Element | None:
    """Return how words look at an offset of a paragraph's text, or before it where it is the end."""
    looks = [
        look_of(piece.run)
        for at, piece in with_offsets(pieces_of(paragraph))
        if piece.run is not None and at <= max(offset - 1, 0) and piece.text.strip()
    ]
    here = next(
        (
            look_of(piece.run)
            for at, piece in with_offsets(pieces_of(paragraph))
            if piece.run is not None and at <= offset < at + len(piece.text)
        ),
        None,
    )
    return here if here is not None else looks[-1] if looks else None


def take_out_words(slot: Slot, manner: Manner, changes: Changes, some: Sequence[Line] | None = None) -> None:
    """Take the words out of a place, so that others can be put there; tracked, they are marked as deleted.

    `some` are lines of it where the others stay.

    Raises ClosedPlace, with nothing done, where a control does not allow it, or a field fills the place.
    """
    if locked(slot):
        raise closed("locked-control", slot.place)
    lines = lines_of(slot) if some is None else some
    if any(piece.field for line in lines for piece in _within(line.paragraph.element, *_ends_now(line))):
        raise closed("locked-control", slot.place)
    for line in reversed(lines):
        element, (start, end) = line.paragraph.element, _ends_now(line)
        for offset in (start, end):
            split_at(element, offset)
        gone = _within(element, start, end)
        for piece in gone:
            _take_out(piece, manner)
        changes.filled += [element, *forget_days(element)]
        changes.taken.append((element, "".join(piece.text for piece in gone)))
        line.paragraph.shifts.append((line.end, -sum(len(piece.text) for piece in gone)))


def _ends_now(line: Line) -> tuple[int, int]:
    return offset_now(line.paragraph, line.start), offset_now(line.paragraph, line.end)


def _within(paragraph: Element, start: int, end: int) -> list[Piece]:
    """Return the pieces that lie wholly in `text[start:end]` of a paragraph and say something."""
    return [
        piece
        for at, piece in with_offsets(pieces_of(paragraph))
        if start <= at and at + len(piece.text) <= end and not piece.placeholder
    ]


def _take_out(piece: Piece, manner: Manner) -> None:
    """Take a piece of text out; its run stays, because it says how words look here."""
    if piece.run is None:
        return
    w = Names.of(piece.run).w
    if piece.node.tag == w("t"):
        if manner.tracked:
            piece.run.addprevious(_deleted(piece.run, piece.text, manner))
        piece.node.text = None


def _deleted(run: Element, text: str, manner: Manner) -> Element:
    """Return words as Word marks them when they are deleted, looking as in their run."""
    w = Names.of(run).w
    gone = make(run, w("r"))
    properties = find(run, "rPr")
    if properties is not None:
        gone.append(deepcopy(properties))
    words = make(gone, w("delText"))
    words.text = text
    words.set(SPACE, "preserve")
    gone.append(words)
    change = manner.deletion(run)
    change.append(gone)
    return change


def _strike(paragraph: Element, start: int, end: int) -> None:
    """Strike `text[start:end]` of a paragraph through, run by run; white space at the ends is left alone."""
    for offset in (start, end):
        split_at(paragraph, offset)
    for at, piece in with_offsets(pieces_of(paragraph)):
        within = start <= at and at + len(piece.text) <= end
        if within and piece.run is not None and not piece.struck and piece.text.strip():
            _strike_run(piece.run)


def _strike_run(run: Element) -> None:
    w = Names.of(run).w
    properties = child_of(run, w("rPr"), 0)
    for name in ("strike", "dstrike"):
        for old in properties.findall(w(name)):
            properties.remove(old)
    before = {w(name) for name in _BEFORE_STRIKE}
    place = sum(1 for child in properties if child.tag in before)
    properties.insert(place, make(properties, w("strike")))
