"""Fills a form with answers: asks what only a person can decide, adds what is missing, leaves the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.layouts import REVIEW, Layout, declared_at
from facilitator.script.words_by_key import say
from facilitator.word.answers.field_codecs import ONE_VALUE
from facilitator.word.answers.layout_places import boxes_of
from facilitator.word.answers.pieces import Piece
from facilitator.word.document.change_check import Changes, verify
from facilitator.word.document.container import Package, as_document, open_package, rewrite
from facilitator.word.document.legibility import hidden_in, make_seen
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import BoxSlot
from facilitator.word.document.twin_boxes import make_alike, twin_boxes
from facilitator.word.document.xml import MOST_WORK, serialise, work_of
from facilitator.word.form.form_contents import Found, Reading
from facilitator.word.form.form_reader import reread
from facilitator.word.form.keys import Key, is_answer
from facilitator.word.form.missing_rows import Copies, missing_lines, missing_rows
from facilitator.word.form.prepared_layout import quoted
from facilitator.word.lines_to_write_on import without_leaders
from facilitator.word.merged_answers import joined
from facilitator.word.pen import Pen, is_chosen, takes_as_it_is
from facilitator.word.writing_choices import (
    ADD,
    APPEND,
    LEAVE,
    REPLACE,
    SEEN,
    TO,
    TRACKED,
    UNPROTECTED,
    UNSEEN,
    UNTRACKED,
    Choices,
)

COPY = f"{TO} COPY.docx"


@dataclass(frozen=True)
class Written:
    """A document with its answers, opened again: how it reads now, and which answers boxes do not take.

    `left` are those for which somebody wanted the other answer to stay that stood there.
    """

    package: Package
    reading: Reading
    closed: list[Piece]
    left: list[Piece]


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
        choices = choices._replace(append=True, add=True, unprotected=True, tracked=tracked, seen=True)
    ask_about_the_document(package, choices)
    manner = replace(manner, tracked=bool(choices.tracked))
    opened, now = _to_be_filled(reading, package)
    changes, form = Changes(), now.form
    twins = twin_boxes(opened.root)
    keys = [*(piece.key for piece in joined(now, pieces)), *room]

    def keep(words: str) -> bool:
        lines = [line for line in words.split("\n") if line.strip()]
        return bool(room) or form.is_printed_scale(words) or (bool(lines) and all(map(form.is_hint, lines)))

    now = _with_room(now, keys, choices, Copies(now, manner, changes, keep))
    changed, placed = _changed_and_placed(now, joined(now, pieces))
    others = _of_one_value(now, placed)
    to_ask = [piece for piece in others if not _was_planned(now, piece.key)]
    _ask_about_one_value(now, to_ask, choices)
    _ask_about_words(now, [piece for piece in placed if piece not in others], choices)
    left = to_ask if choices.one_value == LEAVE else []
    placed = [piece for piece in placed if piece not in left]
    pen = Pen(now, manner, changes, [piece.key for piece in others])
    closed = [piece for piece in [*changed, *placed] if not pen.takes(piece)]
    placed = [piece for piece in placed if piece not in closed]
    put_instead = [piece for piece in changed if piece.replaces and any(piece.lines) and piece not in closed]
    _see_to_words(now, [*placed, *put_instead], choices, changes)
    changes.copies += make_alike(twins, changes.added)
    if work_of(opened.root) > MOST_WORK:  # we would refuse to open it again
        raise Refusal("word.grown-too-large")
    after = rewrite(opened, serialise(opened.root, opened.part(opened.main)))
    again = verify(opened, after, opened.root, changes)
    result = reread(reading, again.root)
    if not {piece.key for piece in placed} <= result.found.keys() or not_standing(result, placed):
        raise Refusal("word.not-the-same")
    return Written(again, result, closed, left)


def _see_to_words(reading: Reading, placed: list[Piece], choices: Choices, changes: Changes) -> None:
    """Make seen what was written, where that was decided; raises NeedsDecision where nobody could see it."""
    hidden = []
    for piece in placed:
        lines = {part.strip() for line in piece.lines for part in line.split("\n")}
        of_piece = ((one, hidden_in(one.slot, lines)) for one in reading.found[piece.key])
        hidden += [(one.label, found) for one, found in of_piece if found]
    if hidden and choices.seen is None:
        labels = quoted([label for label, _ in hidden][:4])
        count = len({label for label, _ in hidden})
        raise NeedsDecision("word.would-be-hidden", (SEEN, UNSEEN, COPY), count=count, labels=labels)
    for _, found in hidden if choices.seen else ():
        make_seen(found, changes)


def _changed_and_placed(reading: Reading, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return what changes words that stand in the form, and what else has a place there."""
    changed = [piece for piece in pieces if piece.changes and piece.key in reading.found]
    return changed, _placed(reading, [piece for piece in pieces if not piece.changes])


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


def ask_about_the_document(package: Package, choices: Choices) -> None:
    """Raise NeedsDecision where a person must say how a document as a whole may be filled in."""
    if package.template and not choices.to:
        raise NeedsDecision("word.is-template", (COPY,))
    if package.protected and not choices.unprotected:
        raise NeedsDecision("word.is-protected", (UNPROTECTED, COPY))
    if package.track_changes and choices.tracked is None:
        raise NeedsDecision("word.tracks-changes", (TRACKED, UNTRACKED))


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
        if REVIEW in with_blocks and key.review and key.review not in reviews and key not in reading.found:
            missing.add((REVIEW, key.review))
        of_plan = key.anchor in with_blocks and key.item and not key.review
        if of_plan and (key.anchor, key.item) not in there:
            missing.add((key.anchor, key.item))
    return sorted(missing, key=lambda one: (one[0] == REVIEW, one))


# Words that stand there


def _of_one_value(reading: Reading, pieces: list[Piece]) -> list[Piece]:
    """Return the answers whose boxes take one value alone and have another one already."""
    return [
        piece for piece in pieces if _takes_one(piece.key, reading.layout) and _half_filled(reading, piece)
    ]


def _was_planned(reading: Reading, key: Key) -> bool:
    """Whether a day of a review stands there before it was held: that on which it was takes its place."""
    if key.records != "review.date" or not boxes_of(reading.layout).planned(key.review):
        return False
    told = (one for one in reading.values() if one.review == key.review)
    return not any(is_answer(one, reading.layout.form) for one in told)


def _takes_one(key: Key, layout: Layout) -> bool:
    declared, box = declared_at(key.path, layout.form), boxes_of(layout).of(key)
    return declared is not None and declared.type in ONE_VALUE and not (box and box.also)


def _half_filled(reading: Reading, piece: Piece) -> list[Found]:
    """Return the places of an answer in which other words stand already."""
    return [
        found
        for found in reading.found[piece.key]
        if not (
            piece.adds
            or isinstance(found.slot, BoxSlot)
            or found.slot.empty
            or takes_as_it_is(reading, found, piece)
        )
    ]


def _ask_about_one_value(reading: Reading, pieces: list[Piece], choices: Choices) -> None:
    """Raise NeedsDecision where another date, score or tick stands in a box: two say nothing together."""
    if pieces and not choices.one_value:
        filled = [(piece, found) for piece in pieces for found in _half_filled(reading, piece)]
        stands = quoted([_stands_in(found, piece, reading) for piece, found in filled[:4]])
        labels = quoted([found.label for _, found in filled[:4]])
        values = {"count": len(filled), "labels": labels, "stands": stands}
        raise NeedsDecision("word.one-value", (REPLACE, LEAVE), **values)


def _stands_in(found: Found, piece: Piece, reading: Reading) -> str:
    """Return what stands in a box as it can be told where others see it."""
    declared = declared_at(piece.key.path, reading.layout.form)
    return say("hidden.here") if declared and declared.hidden else " ".join(found.slot.text.split())


def _ask_about_words(reading: Reading, pieces: list[Piece], choices: Choices) -> None:
    """Raise NeedsDecision where somebody's words stand in a box already; they stay, whatever is decided."""
    if choices.append:
        return
    filled = [found.label for piece in pieces for found in _half_filled(reading, piece)]
    if filled:
        labels = quoted(filled[:4])
        raise NeedsDecision("word.half-filled", (APPEND, COPY), count=len(filled), labels=labels)


def stands_all(reading: Reading, package: Package, pieces: list[Piece]) -> bool:
    """Whether all answers that a document has a place for stand in it, but those whose boxes are closed."""
    placed = _placed(reading, pieces)
    missing = not_standing(reading, placed)
    if not missing or len(missing) == len(placed):
        return not missing
    instead = [piece.key for piece in _of_one_value(reading, missing)]
    pen = Pen(reread(reading, package.fresh_root()), Manner(), Changes(), instead)
    return not any(pen.takes(piece) for piece in missing)


def not_standing(reading: Reading, placed: list[Piece]) -> list[Piece]:
    """Return the answers that do not stand in each of their places."""
    return [
        piece
        for piece in placed
        if not all(_stands(reading, piece, found) for found in reading.found.get(piece.key, ()))
    ]


def _stands(reading: Reading, piece: Piece, found: Found) -> bool:
    """Whether the answer holds the lines that were written; a drop-down may say more than its number.

    Of words that look like boxes of the form, it says what is ticked.
    """
    if isinstance(found.slot, BoxSlot):
        return True
    wanted = _in_one_line("\n".join(map(without_leaders, piece.lines)))
    said = reading.said(piece.key, found)
    read = _in_one_line(reading.form.answer(piece.key, "\n".join(piece.lines)))
    as_boxes = wanted in _in_one_line(found.slot.text) and read in _in_one_line(said)
    return wanted in _in_one_line(said) or as_boxes or is_chosen(wanted, said, reading)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
