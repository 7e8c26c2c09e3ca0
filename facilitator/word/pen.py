"""Puts answers into the places of a document that was read: writes, ticks, strikes through, takes out."""

from __future__ import annotations

from collections.abc import Collection

from facilitator.word.answers.phrasing import cleaned, from_lines, grouped
from facilitator.word.answers.pieces import Piece
from facilitator.word.answers.ticks import read_in_place
from facilitator.word.document.cell_writer import ClosedPlace, put, take_out_prompt
from facilitator.word.document.change_check import Changes
from facilitator.word.document.controls import is_free_text
from facilitator.word.document.inline import TICKED, UNTICKED
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import BoxSlot, Line, lines_of
from facilitator.word.document.words_out import go_on, reword, strike, take_out_words
from facilitator.word.form.form_contents import Found, Reading
from facilitator.word.form.keys import Key
from facilitator.word.form.labels import fold
from facilitator.word.lines_to_write_on import without_leaders
from facilitator.word.tick_boxes import empty_boxes, plain_boxes, ticked_words


class Pen:
    """Puts answers into the places of a document, or strikes through what stands there."""

    def __init__(
        self, reading: Reading, manner: Manner, changes: Changes, instead: Collection[Key] = ()
    ) -> None:
        self._reading, self._manner, self._changes, self._instead = reading, manner, changes, instead

    def takes(self, piece: Piece) -> bool:
        """Write an answer; False where a box of the form is locked, or takes only answers of its own."""
        try:
            for found in self._reading.found[piece.key]:
                if piece.strikes:
                    self._strike(found, piece)
                elif piece.goes_on:
                    go_on(found.slot, self._lines(found, piece), piece.lines, self._changes)
                elif piece.replaces:
                    self._replace(found, piece)
                else:
                    if piece.key in self._instead and not takes_as_it_is(self._reading, found, piece):
                        take_out_words(found.slot, self._manner, self._changes)
                    self._put(piece.key, found, piece.lines)
        except ClosedPlace:
            return False
        return True

    def _put(self, key: Key, found: Found, lines: list[str]) -> None:
        """Put an answer into its place; a box is ticked where the answer is yes, and left alone otherwise."""
        if isinstance(found.slot, BoxSlot):
            answer = read_in_place(" ".join(lines), self._reading.layout.phrases)
            if answer is not None and answer.in_place:
                put(found.slot, lines, self._manner, self._changes)
        elif boxes := printed_boxes(self._reading, found, lines):
            for box in boxes:
                put(box, [TICKED], self._manner, self._changes)
        elif not says_already(self._reading, key, found, lines):
            if not self._manner.tracked:
                self._take_out_prompts(found)
            put(found.slot, lines, self._manner, self._changes)

    def _take_out_prompts(self, found: Found) -> None:
        """Take out what the form prints into a place for people to write over."""
        for line in reversed(lines_of(found.slot)):
            if self._reading.form.is_prompt(line.text):
                take_out_prompt(line, self._changes)

    def _strike(self, found: Found, piece: Piece) -> None:
        """Strike an answer through, or its line, and put what takes its place behind it."""
        strike(found.slot, self._lines(found, piece), self._manner, self._changes, "\n".join(piece.lines))

    def _lines(self, found: Found, piece: Piece) -> list[Line]:
        """Return the lines that an answer changes: all of them, or those of one statement of a list."""
        lines = _own_lines(self._reading, found)
        if piece.place is None:
            return lines
        of = grouped([line.text.lstrip(" ") for line in lines])
        return [line for line, item in zip(lines, of, strict=True) if item == piece.place]

    def _replace(self, found: Found, piece: Piece) -> None:
        """Put an answer, or nothing, in the place of what stands there; boxes are ticked and cleared."""
        slot = found.slot
        if isinstance(slot, BoxSlot):
            answer = read_in_place(" ".join(piece.lines), self._reading.layout.phrases)
            on = answer is not None and answer.in_place is True
            put(slot, [TICKED if on else UNTICKED], self._manner, self._changes)
            return
        ticked = [
            BoxSlot(line.paragraph, line.start + at)
            for line in lines_of(slot)
            for at, letter in enumerate(line.paragraph.text[line.start : line.end])
            if letter == TICKED
        ]
        for box in ticked:
            put(box, [UNTICKED], self._manner, self._changes)
        if boxes := printed_boxes(self._reading, found, piece.lines):
            for box in boxes:
                put(box, [TICKED], self._manner, self._changes)
        elif not ticked and (piece.place is not None or self._is_one_line(found, piece)):
            lines = self._lines(found, piece)
            words, before = "\n".join(piece.lines), "\n".join(piece.before)
            reword(slot, lines, self._manner, self._changes, words, before)
        elif not ticked:
            said = [line for line in piece.lines if line != UNTICKED]
            take_out_words(slot, self._manner, self._changes)
            self._take_out_prompts(found)
            put(slot, said, self._manner, self._changes)

    def _is_one_line(self, found: Found, piece: Piece) -> bool:
        """Whether a line of a box becomes another one, and no content control or field has a say in it."""
        lines = self._lines(found, piece)
        return len(lines) == len(piece.lines) == 1 and is_free_text(lines[0].paragraph.element)


def _own_lines(reading: Reading, found: Found) -> list[Line]:
    return [line for line in lines_of(found.slot) if not reading.form.is_hint(line.text)]


def place_of(text: str, found: Found, reading: Reading) -> int | None:
    """Return which of the statements in a place a text is, as `Piece.place` counts them; None for none."""
    lines = [line.text.lstrip(" ") for line in _own_lines(reading, found)]
    statements: dict[int, list[str]] = {}
    for line, place in zip(lines, grouped(lines), strict=True):
        statements.setdefault(place, []).append(line)
    return next((place for place, one in statements.items() if from_lines(cleaned(one)) == [text]), None)


def printed_boxes(reading: Reading, found: Found, lines: list[str]) -> list[BoxSlot]:
    """Return the empty boxes that a form prints beside just these answers; none where one has no box.

    The box of a point of the scale has its number, its name, or both.
    """
    wanted = [fold(part) for line in lines for part in line.split(";")]
    boxes = {
        fold(words): BoxSlot(line.paragraph, line.start + at)
        for line in lines_of(found.slot)
        for at, words in empty_boxes(line.paragraph.text[line.start : line.end])
    }
    points = dict(zip(*reading.form.points[:2], strict=True))
    for ways in ((f"{number} {fold(name)}" for number, name in points.items()), map(fold, points.values())):
        named = [boxes.get(one) for one in ways]
        boxes |= {str(number): box for number, box in zip(points, named, strict=True) if box and all(named)}
    return [boxes[one] for one in wanted] if all(one in boxes for one in wanted) else []


def takes_as_it_is(reading: Reading, found: Found, piece: Piece) -> bool:
    """Whether what stands in a box is no reason to ask: the answer itself, nothing said, boxes to tick."""
    boxes = printed_boxes(reading, found, piece.lines) and not ticked_words(plain_boxes(found.slot.text))
    waits = bool(found.slot.text) and not reading.said(piece.key, found)
    return bool(boxes) or waits or says_already(reading, piece.key, found, piece.lines)


def says_already(reading: Reading, key: Key, found: Found, lines: list[str]) -> bool:
    """Whether an answer stands in its place already, line by line, perhaps among others' words."""
    if isinstance(found.slot, BoxSlot):
        return False
    answer = reading.said(key, found)
    if is_chosen(" ".join(lines), answer, reading):
        return True
    said = [" ".join(line.split()) for line in answer.split("\n") if line.strip()]
    wanted = [" ".join(without_leaders(part).split()) for line in lines for part in line.split("\n")]
    wanted = [line for line in wanted if line]
    return bool(wanted) and any(
        said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1)
    )


def is_chosen(wanted: str, said: str, reading: Reading) -> bool:
    """Whether just the answers of a line are ticked among the boxes of a form, perhaps by a point's name."""
    numbers, names = reading.form.points[:2]
    if wanted in {
        str(number) for number, name in zip(numbers, names, strict=True) if fold(name) == fold(said)
    }:
        return True
    ticked = ticked_words(said) or []
    return bool(ticked) and sorted(map(fold, ticked)) == sorted(map(fold, wanted.split(";")))
