"""Fills a form with answers: asks what only a person can decide, adds what is missing, leaves the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.layouts import REVIEW
from facilitator.word.answers.phrasing import grouped
from facilitator.word.answers.plan_to_form import Piece
from facilitator.word.answers.ticks import read_in_place
from facilitator.word.document.cell_writer import ClosedPlace, put, strike
from facilitator.word.document.change_check import Changes, verify
from facilitator.word.document.container import Package, as_document, open_package, rewrite
from facilitator.word.document.inline import TICKED
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import BoxSlot, lines_of, without_leaders
from facilitator.word.document.xml import MOST_WORK, serialise, work_of
from facilitator.word.form.form_contents import Found, Reading
from facilitator.word.form.form_reader import reread
from facilitator.word.form.keys import Key
from facilitator.word.form.labels import fold
from facilitator.word.form.missing_rows import Copies, missing_lines, missing_rows
from facilitator.word.form.prepared_layout import quoted
from facilitator.word.tick_boxes import EMPTY_BOXES, empty_boxes, ticked_words
from facilitator.word.writing_choices import ADD, APPEND, TO, TRACKED, UNPROTECTED, UNTRACKED, Choices

COPY = f"{TO} COPY.docx"


@dataclass(frozen=True)
class Written:
    """A document with its answers, opened again: how it reads now, and which answers boxes do not take."""

    package: Package
    reading: Reading
    closed: list[Piece]


def write(
    reading: Reading,
    package: Package,
    pieces: list[Piece],
    choices: Choices,
    manner: Manner,
    room: Collection[Key] = (),
) -> Written:
    """Fill answers into a document that was read.

    `room` names answers that get a place though nothing is said yet: then it is an empty form that grows.
    Raises NeedsDecision where a person must say how, and Refusal; nothing is written then. A copy (`to`) may
    be filled in freely: the plan itself stays as it is.
    """
    if choices.to:
        tracked = package.track_changes if choices.tracked is None else choices.tracked
        choices = choices._replace(append=True, add=True, unprotected=True, tracked=tracked)
    _ask_about_the_document(package, choices)
    manner = replace(manner, tracked=bool(choices.tracked))
    opened, now = _to_be_filled(reading, package)
    changes, form = Changes(), now.form
    keys = [*(piece.key for piece in pieces), *room]

    def keep(words: str) -> bool:
        lines = [line for line in words.split("\n") if line.strip()]
        return bool(room) or (bool(lines) and all(form.is_hint(line) for line in lines))

    now = _with_room(now, keys, choices, Copies(now, manner, changes, keep))
    strikes = [piece for piece in pieces if piece.strikes and piece.key in now.found]
    placed = _placed(now, [piece for piece in pieces if not piece.strikes])
    _ask_about_words(now, placed, choices)
    pen = _Pen(now, manner, changes)
    closed = [piece for piece in [*strikes, *placed] if not pen.takes(piece)]
    placed = [piece for piece in placed if piece not in closed]
    if work_of(opened.root) > MOST_WORK:  # we would refuse to open it again
        raise Refusal("word.grown-too-large")
    after = rewrite(opened, serialise(opened.root, opened.part(opened.main)))
    again = verify(opened, after, opened.root, changes)
    result = reread(reading, again.root)
    if not {piece.key for piece in placed} <= result.found.keys() or _not_standing(result, placed):
        raise Refusal("word.not-the-same")
    return Written(again, result, closed)


def _placed(reading: Reading, pieces: list[Piece]) -> list[Piece]:
    """Return the answers that have a place; no number of an item whose row has one, in whatever words."""
    return [
        piece
        for piece in pieces
        if (found := reading.found.get(piece.key))
        and not (piece.key.is_number and not any(one.slot.empty for one in found))
    ]


def _to_be_filled(reading: Reading, package: Package) -> tuple[Package, Reading]:
    """Return a document and its reading, whose tree may be filled; a template becomes a document.

    What was read may be filled once, whatever comes of it; after that, or where its tree is another's, the
    document is read again from its bytes. What is verified is compared with those bytes, never with a tree.
    """
    view = reading.view
    if package.template:
        package = open_package(as_document(package))
    elif view.root is package.root and not view.spent:
        view.spent = True
        return package, reading
    else:
        package = replace(package, root=package.fresh_root())
    return package, reread(reading, package.root)


def _ask_about_the_document(package: Package, choices: Choices) -> None:
    if package.template and not choices.to:
        raise NeedsDecision("word.is-template", (COPY,))
    if package.protected and not choices.unprotected:
        raise NeedsDecision("word.is-protected", (UNPROTECTED, COPY))
    if package.track_changes and choices.tracked is None:
        raise NeedsDecision("word.tracks-changes", (TRACKED, UNTRACKED))


# Filling in


class _Pen:
    """Puts answers into the places of a document, or strikes through what stands there."""

    def __init__(self, reading: Reading, manner: Manner, changes: Changes) -> None:
        self._reading, self._manner, self._changes = reading, manner, changes

    def takes(self, piece: Piece) -> bool:
        """Write an answer; False where a box of the form is locked, or takes only answers of its own."""
        try:
            for found in self._reading.found[piece.key]:
                if piece.strikes:
                    self._strike(found, piece)
                else:
                    self._put(found, piece.lines)
        except ClosedPlace:
            return False
        return True

    def _put(self, found: Found, lines: list[str]) -> None:
        """Put an answer into its place; a box is ticked where the answer is yes, and left alone otherwise."""
        if isinstance(found.slot, BoxSlot):
            answer = read_in_place(" ".join(lines), self._reading.layout.phrases)
            if answer is not None and answer.in_place:
                put(found.slot, lines, self._manner, self._changes)
        elif boxes := _printed_boxes(found, lines):
            for box in boxes:
                put(box, [TICKED], self._manner, self._changes)
        elif not _says_already(found, lines):
            put(found.slot, lines, self._manner, self._changes)

    def _strike(self, found: Found, piece: Piece) -> None:
        """Strike an answer through, or its line, and put what takes its place behind it."""
        lines = [line for line in lines_of(found.slot) if not self._reading.form.is_hint(line.text)]
        if piece.place is not None:
            of = grouped([line.text.lstrip(" ") for line in lines])
            lines = [line for line, item in zip(lines, of, strict=True) if item == piece.place]
        strike(found.slot, lines, self._manner, self._changes, "\n".join(piece.lines))


def _printed_boxes(found: Found, lines: list[str]) -> list[BoxSlot]:
    """Return the empty boxes that a form prints beside just these answers; none where one has no box."""
    wanted = [fold(part) for line in lines for part in line.split(";")]
    boxes = {
        fold(words): BoxSlot(line.paragraph, line.start + at)
        for line in lines_of(found.slot)
        if EMPTY_BOXES[0] in line.text
        for at, words in empty_boxes(line.paragraph.text[line.start : line.end])
    }
    return [boxes[one] for one in wanted] if all(one in boxes for one in wanted) else []


# Room


def _with_room(reading: Reading, keys: list[Key], choices: Choices, copies: Copies) -> Reading:
    """Add the blocks and rows that answers need and the document has not, where that was decided."""
    missing = _missing_blocks(reading, keys)
    if missing and not choices.add:
        each, number = missing[0]
        code = "word.review-missing" if each == REVIEW else "word.item-missing"
        raise NeedsDecision(code, (ADD, COPY), number=number, kind=reading.called(each))
    for each in dict.fromkeys(each for each, _ in missing):
        numbers = [number for of, number in missing if of == each]
        for block in reading.blocks_each(each):
            copies.add_blocks(block, numbers)
    rows = missing_rows(copies.reading, keys)
    if choices.add:
        if rows:
            copies.add_rows(rows)
        copies.add_lines(keys)
    elif any(key.review for key in keys):  # what is put right between reviews has the room that there is
        lines = [one.key for one in missing_lines(reading, keys) if one.of_items]
        _ask_about_rows("word.row-missing", [key for _, key in rows], reading)
        _ask_about_rows("word.line-missing", lines, reading)
    return copies.reading


def _ask_about_rows(code: str, missing: list[Key], reading: Reading) -> None:
    for key in missing[:1]:
        raise NeedsDecision(code, (ADD, COPY), number=key.item, kind=reading.called(key.anchor))


def _missing_blocks(reading: Reading, keys: list[Key]) -> list[tuple[str, int]]:
    missing: set[tuple[str, int]] = set()
    with_blocks = {block.each for block in reading.layout.blocks if block.each}
    there = {(key.anchor, key.item) for key in reading.found if key.item and not key.review}
    reviews = set(reading.periods())
    for key in keys:
        if REVIEW in with_blocks and key.review and key.review not in reviews:
            missing.add((REVIEW, key.review))
        of_plan = key.anchor in with_blocks and key.item and not key.review
        if of_plan and (key.anchor, key.item) not in there:
            missing.add((key.anchor, key.item))
    return sorted(missing, key=lambda one: (one[0] == REVIEW, one))


# Words that stand there


def _ask_about_words(reading: Reading, pieces: list[Piece], choices: Choices) -> None:
    """Raise NeedsDecision where somebody's words stand in a box already; they stay, whatever is decided."""
    if choices.append:
        return
    filled = [
        found.label
        for piece in pieces
        for found in reading.found[piece.key]
        if not (piece.adds or found.slot.empty or _takes_as_it_is(reading, found, piece))
    ]
    if filled:
        labels = quoted(filled[:4])
        raise NeedsDecision("word.half-filled", (APPEND, COPY), count=len(filled), labels=labels)


def _takes_as_it_is(reading: Reading, found: Found, piece: Piece) -> bool:
    """Whether what stands in a box is no reason to ask: the answer itself, nothing said, boxes to tick."""
    boxes = _printed_boxes(found, piece.lines) and not ticked_words(found.slot.text)
    waits = bool(found.slot.text) and not reading.form.answer(piece.key, found.slot.text)
    return bool(boxes) or waits or _says_already(found, piece.lines)


def _says_already(found: Found, lines: list[str]) -> bool:
    """Whether an answer stands in its place already, line by line, perhaps among others' words."""
    if isinstance(found.slot, BoxSlot):
        return False
    said = [" ".join(line.split()) for line in found.slot.text.split("\n") if line.strip()]
    wanted = [" ".join(without_leaders(part).split()) for line in lines for part in line.split("\n")]
    wanted = [line for line in wanted if line]
    return bool(wanted) and any(
        said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1)
    )


def stands_all(reading: Reading, package: Package, pieces: list[Piece]) -> bool:
    """Whether all answers that a document has a place for stand in it, but those whose boxes are closed."""
    placed = _placed(reading, pieces)
    missing = _not_standing(reading, placed)
    if not missing or len(missing) == len(placed):
        return not missing
    pen = _Pen(reread(reading, package.fresh_root()), Manner(), Changes())
    return not any(pen.takes(piece) for piece in missing)


def _not_standing(reading: Reading, placed: list[Piece]) -> list[Piece]:
    return [
        piece
        for piece in placed
        if not all(_stands(found, piece.lines) for found in reading.found.get(piece.key, ()))
    ]


def _stands(found: Found, lines: list[str]) -> bool:
    """Whether the answer holds the lines that were written; a drop-down may say more than its number."""
    if isinstance(found.slot, BoxSlot):
        return True
    wanted = " ".join(" ".join(map(without_leaders, lines)).split())
    return wanted in " ".join(found.slot.text.split())
