"""Fills a form with answers: asks what only a person can decide, adds what is missing, leaves the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.layouts import REVIEW
from facilitator.word.answers.phrasing import grouped
from facilitator.word.answers.ticks import read_in_place
from facilitator.word.answers.writing import Piece
from facilitator.word.boxes import EMPTY_BOXES, empty_boxes, ticked_words
from facilitator.word.choices import ADD, APPEND, TO, TRACKED, UNPROTECTED, UNTRACKED, Choices
from facilitator.word.document.container import Package, as_document, open_package, rewrite
from facilitator.word.document.filling import ClosedPlace, Manner, put
from facilitator.word.document.growing import Keep
from facilitator.word.document.inline import TICKED
from facilitator.word.document.slots import BoxSlot, without_leaders
from facilitator.word.document.striking import lines_of, strike
from facilitator.word.document.verifying import Changes, verify
from facilitator.word.document.xml import MOST_WORK, serialise, work_of
from facilitator.word.form.copies import add_blocks, reread
from facilitator.word.form.keys import Key, kind_label
from facilitator.word.form.labels import fold
from facilitator.word.form.matching import Form
from facilitator.word.form.reading import Found, Reading
from facilitator.word.form.rows import add_lines, add_rows, missing_rows

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
        choices = choices._replace(
            append=True, add=True, unprotected=True, tracked=_tracked_in_copy(package, choices)
        )
    _ask_about_the_document(package, choices)
    manner = replace(manner, tracked=bool(choices.tracked))
    opened, now = _to_be_filled(reading, package)
    changes = Changes()
    keys = [*(piece.key for piece in pieces), *room]
    now = _with_room(now, keys, choices, manner, changes, _everything if room else _hints_of(now.form))
    strikes = [piece for piece in pieces if piece.strikes and piece.key in now.found]
    pieces = [piece for piece in pieces if not piece.strikes]
    placed = [piece for piece in pieces if piece.key in now.found and not _is_numbered(piece, now)]
    _ask_about_words(now, placed, choices)
    closed = [piece for piece in strikes if not _strikes(piece, now, manner, changes)]
    closed += [piece for piece in placed if not _takes(piece, now, manner, changes)]
    placed = [piece for piece in placed if piece not in closed]
    if work_of(opened.root) > MOST_WORK:  # we would refuse to open it again
        raise Refusal("word.grown-too-large")
    after = rewrite(opened, serialise(opened.root, opened.part(opened.main)))
    again = verify(opened, after, opened.root, changes)
    result = reread(reading, again.root)
    if not {piece.key for piece in placed} <= result.found.keys() or _not_standing(result, placed):
        raise Refusal("word.not-the-same")
    return Written(again, result, closed)


def _tracked_in_copy(package: Package, choices: Choices) -> bool:
    return package.track_changes if choices.tracked is None else choices.tracked


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


def _takes(piece: Piece, reading: Reading, manner: Manner, changes: Changes) -> bool:
    """Fill an answer in; False where a box of the form is locked, or takes only answers of its own."""
    try:
        for found in reading.found[piece.key]:
            _put(found, piece.lines, reading, manner, changes)
    except ClosedPlace:
        return False
    return True


def _put(found: Found, lines: list[str], reading: Reading, manner: Manner, changes: Changes) -> None:
    """Put an answer into its place; a box is ticked where the answer is yes, and left alone otherwise."""
    if isinstance(found.slot, BoxSlot):
        answer = read_in_place(" ".join(lines), reading.layout.phrases)
        if answer is not None and answer.in_place:
            put(found.slot, lines, manner, changes)
    elif boxes := _printed_boxes(found, lines):
        for box in boxes:
            put(box, [TICKED], manner, changes)
    elif not _says_already(found, lines):
        put(found.slot, lines, manner, changes)


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


def _strikes(piece: Piece, reading: Reading, manner: Manner, changes: Changes) -> bool:
    """Strike an answer through, or its line; False where a box of the form is locked."""
    try:
        for found in reading.found[piece.key]:
            said = lines_of(found.slot)
            lines = [line for line in said if not reading.form.is_hint(line.text)]
            if piece.place is not None:
                of = grouped([line.text.lstrip(" ") for line in lines])
                lines = [line for line, item in zip(lines, of, strict=True) if item == piece.place]
            strike(found.slot, lines, manner, changes, "\n".join(piece.lines))
    except ClosedPlace:
        return False
    return True


# Room


def _with_room(
    reading: Reading, keys: list[Key], choices: Choices, manner: Manner, changes: Changes, keep: Keep
) -> Reading:
    """Add the blocks and rows that answers need and the document has not, where that was decided.

    `keep` tells which words in the place of an answer are the form's own, and stay in a copy.
    """
    missing = _missing_blocks(reading, keys)
    if missing and not choices.add:
        each, number = missing[0]
        code = "word.review-missing" if each == REVIEW else "word.item-missing"
        label = kind_label(each, reading.layout.form).lower()
        raise NeedsDecision(code, (ADD, COPY), number=number, kind=label)
    for each in dict.fromkeys(each for each, _ in missing):
        numbers = [number for of, number in missing if of == each]
        for block in reading.blocks_each(each):
            reading = add_blocks(reading, block, numbers, manner, changes, keep)
    rows = missing_rows(reading, keys)
    if not choices.add:
        asked = next((key for _, key in rows if key.review), None)
        if asked:
            label = kind_label(asked.anchor, reading.layout.form).lower()
            raise NeedsDecision("word.row-missing", (ADD, COPY), number=asked.item, kind=label)
        return reading
    if rows:
        reading = add_rows(reading, rows, manner, changes, keep)
    return add_lines(reading, keys, manner, changes)


def _everything(_words: str) -> bool:
    return True


def _hints_of(form: Form) -> Keep:
    def is_hint(words: str) -> bool:
        lines = [line for line in words.split("\n") if line.strip()]
        return bool(lines) and all(form.is_hint(line) for line in lines)

    return is_hint


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
        if not (piece.adds or found.slot.empty or _takes_as_it_is(reading, found, piece.lines))
    ]
    if filled:
        labels = ", ".join(f"“{label}”" for label in dict.fromkeys(filled[:4]))
        raise NeedsDecision("word.half-filled", (APPEND, COPY), count=len(filled), labels=labels)


def _takes_as_it_is(reading: Reading, found: Found, lines: list[str]) -> bool:
    """Whether what stands in a box is no reason to ask: the answer itself, a hint, boxes to tick."""
    boxes = _printed_boxes(found, lines) and not ticked_words(found.slot.text)
    return bool(boxes) or _says_already(found, lines) or _is_hint(reading, found)


def _is_hint(reading: Reading, found: Found) -> bool:
    text = found.slot.text
    return bool(text) and not reading.form.without_hints(text).strip()


def _is_numbered(piece: Piece, reading: Reading) -> bool:
    """Whether an answer is only an item's number, and its row has one, in whatever words."""
    slots = [found.slot for found in reading.found[piece.key]]
    return piece.key.is_number and not any(slot.empty for slot in slots)


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
    placed = [piece for piece in pieces if piece.key in reading.found and not _is_numbered(piece, reading)]
    missing = _not_standing(reading, placed)
    if not missing or len(missing) == len(placed):
        return not missing
    trial = reread(reading, package.fresh_root())
    return not any(_takes(piece, trial, Manner(), Changes()) for piece in missing)


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
