"""What `check` tells of a Word document: each answer, where it stands, what is wrong, how it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.script.layouts import NUMBER, Grid, LabelledField, Place, declared_at, says
from facilitator.script.words_by_key import say
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.document.other_files import hidden_words, other_files
from facilitator.word.document.slots import (
    AfterSlot,
    BoxSlot,
    CellSlot,
    Slot,
    UnderSlot,
    has_picture,
    stretches,
)
from facilitator.word.document.view import Cell, Paragraph, Spot
from facilitator.word.document.xml import Element
from facilitator.word.form.form_contents import GridRow, Instance, Reading
from facilitator.word.form.keys import Key
from facilitator.word.form.prepared_layout import called, quoted

SHOWN = 300
"""Characters of an answer that a report shows."""


class ReportLine(NamedTuple):
    """One answer of a form: its label and place there, what it says, and what is wrong with it, in words."""

    field: str
    where: str
    understood: str
    problem: str = ""


def report(reading: Reading, known: Iterable[Problem]) -> list[ReportLine]:
    """Return, answer by answer, what was understood and where it stands; an empty answer says nothing.

    Of what a shared screen hides only that it is there.
    """
    lines = []
    problems: dict[Key, list[Problem]] = {}
    for problem in known:
        problems.setdefault(problem.key, []).append(problem)
    for key, found in reading.found.items():
        declared = declared_at(key.path, reading.layout.form)
        hidden = declared is not None and declared.hidden
        for one in found:
            text = " ".join(one.slot.text.split())
            text = say("hidden.here") if text and hidden else text
            wrong = [str(each) for each in problems.get(key, ())]
            wrong += [say("word.has-picture")] if has_picture(one.slot) else []
            lines.append(ReportLine(one.label, where(one.slot.place), text[:SHOWN], " ".join(wrong)))
    return lines


def struck_labels(reading: Reading) -> list[str]:
    """Return the labels of answers in which somebody struck a line through, where that ends nothing."""
    return [
        one.label
        for found in reading.found.values()
        for one in found
        if not one.marks.ended and any(each.paragraph.struck for each in stretches(one.slot))
    ]


def elsewhere_in(root: Element) -> Iterator[str]:
    """Yield what of a document stands in other files, which are not read, in words."""
    for code, places in zip(
        ("word.text-of-another-file", "word.object-inside"), other_files(root), strict=True
    ):
        if places:
            named = quoted([place for place in places if place][:4])
            yield say(code, count=len(places), where=say("word.stands-after", lines=named) if named else "")


def not_read(root: Element) -> Iterator[str]:
    """Yield what of a document is not read, in words: other files in it, and hidden letters."""
    yield from elsewhere_in(root)
    if hidden := hidden_words(root):
        yield say("word.hidden-words", count=len(hidden), words=quoted(hidden[:4]))


def lacking_in(reading: Reading, review: int | None) -> list[str]:
    """Return the labels of what a review has no place for, though other reviews of the document have one."""
    mine = {_whichever(key) for key in reading.found if key.review == review}
    theirs = {
        _whichever(key): found[0] for key, found in reading.found.items() if key.review and not key.is_number
    }
    missing = [one.label for key, one in theirs.items() if key not in mine]
    return list(dict.fromkeys(missing)) if mine else []


def _whichever(key: Key) -> Key:
    """Return a key as that of any review, and of any item: rows for further items may be added."""
    return key._replace(review=0, item=0, line=0)


def where(spot: Spot) -> str:
    """Return a place of a document in words."""
    if spot.table:
        return say("word.where-cell", table=spot.table, row=spot.row, cell=spot.cell)
    return say("word.where-line", line=spot.paragraph)


def why_lines(reading: Reading) -> Iterator[str]:
    """Yield how each box of the layout was found, in the layout's order; or that it was not, and why not."""
    for block in reading.layout.blocks:
        instances = reading.of_block(block)
        for field in block.fields:
            found = [line for instance in instances for line in _of_field(field, instance, reading)]
            yield from found or [_missing(field, reading)]
        for grid in block.grids:
            found = [line for instance in instances for line in _of_grid(grid, instance, reading)]
            yield from found or (_missing(column, reading) for column in grid.columns)


def _why(records: str, spot: Spot | None, how: str) -> str:
    """Return the line of one box: the path that it records, where it stands, and why there; or nowhere."""
    values = {"records": records or say("word.why-nothing"), "how": how}
    if spot is None:
        return say("word.why-line-nowhere", where="", **values)
    return say("word.why-line", where=where(spot), **values)


def _of_field(field: LabelledField, instance: Instance, reading: Reading) -> Iterator[str]:
    label = _label(field, instance, reading)
    if id(field) in instance.slots and not field.records:
        start = instance.started.spot if instance.started else None
        yield _why("", start, say("word.why-heading" if field.starts else "word.why-text", label=label))
    for slot in instance.slots.get(id(field), ()):
        if field.records:
            yield _why(field.records, slot.place, say(_way(slot, field, instance), label=label))


def _way(slot: Slot, field: LabelledField, instance: Instance) -> str:
    """Return the sentence for how an answer stands to its label."""
    if isinstance(slot, BoxSlot):
        return "word.why-box"
    if isinstance(slot, UnderSlot):
        return "word.why-under"
    if isinstance(slot, AfterSlot):
        inside = "inside" in field.answer and any("{answer}" in label for label in field.labels)
        return "word.why-inside" if inside else "word.why-after"
    rows = {id(thing.row) for thing in instance.things if isinstance(thing, Cell) and thing is not slot.cell}
    beside = id(slot.cell.row) in rows and "right" in field.answer
    return "word.why-right" if beside else "word.why-below" if "below" in field.answer else "word.why-under"


def _label(place: Place, instance: Instance, reading: Reading) -> str:
    """Return which of a place's labels was found, as the layout writes it."""
    for thing in instance.things:
        for line in thing.text.split("\n") if isinstance(thing, Paragraph) else [thing.text]:
            for hit in reading.form.hits(line.strip()):
                if hit.spec.place is place:
                    return hit.label
    return place.labels[0]


def _of_grid(grid: Grid, instance: Instance, reading: Reading) -> Iterator[str]:
    heading = instance.columns.get(grid.id)
    for row in instance.rows.get(grid.id, ()):
        for column in grid.columns:
            cell = row.cell(column)
            said = says(*([row.label] if row.label else []), column)
            if cell is None or cell.merged or not said.records:
                continue
            by_label = heading is not None and id(column) in heading.cells
            names = {"row": _row(row, grid), "column": called(column)}
            key = "word.why-cell" if by_label else "word.why-cell-in-order"
            yield _why(said.records, CellSlot(cell).place, say(key, **names))
    if heading is not None:
        for column in grid.columns:
            if id(column) not in heading.cells:
                yield _missing(column, reading)


def _row(row: GridRow, grid: Grid) -> str:
    """Return what says which row it is: its label, its number, or the order."""
    if row.label is not None:
        return say("word.why-row-label", label=called(row.label))
    numbered = any(column.path.field == NUMBER for column in grid.columns)
    if row.number is not None and numbered:
        return say("word.why-row-number", number=row.printed)
    return say("word.why-row-in-order", row=row.row.number)


def _missing(place: Place, reading: Reading) -> str:
    """Return that a place was not found, and whether its label stands somewhere that is not looked at."""
    labels = quoted(place.labels)
    for thing in reading.view.walk():
        if any(hit.spec.place is place for hit in reading.form.hits(thing.text)):
            return _why(place.records, thing.spot, say("word.why-passed-over", labels=labels))
    return _why(place.records, None, say("word.why-not-found", labels=labels))
