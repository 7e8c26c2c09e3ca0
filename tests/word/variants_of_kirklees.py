"""Kirklees plans with content controls, boxes that are printed, and words for red, amber and green."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.word.awkward import wrap
from tests.word.own_form_changes import edited

PLACEHOLDER = "…………"
"""Words that wait for others; where it is filled in they go, and they are no words of the form."""


def _cells(made: Any) -> list[Any]:
    cells = {cell._tc: cell for table in made.tables for row in table.rows for cell in row.cells}
    return [*cells.values()]


def _runs(made: Any) -> list[Any]:
    return [run for cell in _cells(made) for line in cell.paragraphs for run in line.runs]


def _headings(made: Any) -> list[Any]:
    """Return the lines that head a review: its day has its place inside them."""
    lines = [cell.paragraphs[0] for cell in _cells(made) if cell.text.startswith("Section 6")]
    assert len(lines) == 3
    return lines


def round_heading(properties: str) -> Callable[[bytes], bytes]:
    """Return what puts a control round the whole line of a review's day, as a block of its own."""
    return edited(lambda made: [wrap(line._p, properties) for line in _headings(made)])


def round_words_of_heading(properties: str, *, between: str = "") -> Callable[[bytes], bytes]:
    """Return what puts one control inside the line of a review's day, round all its words.

    They stand in several runs, a word each, and some `between` two of them in a control of its own.
    """

    def change(made: Any) -> None:
        for line in _headings(made):
            _one_run_a_word(line)
            first, *rest = line.runs
            control = wrap(first._r, properties)
            control[1].extend([run._r for run in rest])
            if between:
                wrap(control[1][2], between)

    return edited(change)


def _one_run_a_word(line: Any) -> None:
    words = re.findall(r"\s*\S+|\s+", line.text)
    line.runs[0].text = words[0]
    for word in words[1:]:
        line.add_run(word)


def _round_words(made: Any) -> None:
    for run in _runs(made):
        wrap(run._r, "<w:text/>")


def _round_lines(made: Any) -> None:
    for cell in _cells(made):
        for line in cell.paragraphs:
            wrap(line._p, "<w:richText/>")


def _round_rows(made: Any) -> None:
    for table in made.tables:
        for row in [*table.rows][1:]:
            wrap(row._tr, "<w:richText/>")


def _round_cells(made: Any) -> None:
    for cell in _cells(made):
        if cell.text.strip():
            wrap(cell._tc, "<w:richText/>")


def _placeholders(made: Any) -> None:
    for cell in _cells(made):
        if not cell.text.strip():
            cell.paragraphs[0].add_run(PLACEHOLDER)
            wrap(cell.paragraphs[0]._p, "<w:showingPlcHdr/><w:text/>")


def _date_pickers(made: Any) -> None:
    table = next(one for one in made.tables if one.cell(0, 0).text.startswith("Date of 1st"))
    for row in table.rows:
        line = row.cells[1].paragraphs[0]
        empty = not row.cells[1].text
        if empty:
            line.add_run(PLACEHOLDER)
        holder = "<w:showingPlcHdr/>" if empty else ""
        wrap(line.runs[0]._r, f'{holder}<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>')


def _locked(made: Any) -> None:
    for run in _runs(made):
        wrap(run._r, '<w:lock w:val="sdtLocked"/><w:text w:multiLine="1"/>')


DAY = '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
KINDS = {
    "rich text": "<w:richText/>",
    "plain text": "<w:text/>",
    "several lines": '<w:text w:multiLine="1"/>',
    "a date": DAY,
    "no kind": "",
    "that cannot be deleted": '<w:lock w:val="sdtLocked"/><w:text/>',
    "still called a placeholder": "<w:showingPlcHdr/><w:text/>",
}
ROUND_DAYS = {
    **{f"round the line, {name}": round_heading(kind) for name, kind in KINDS.items()},
    **{f"round its words, {name}": round_words_of_heading(kind) for name, kind in KINDS.items()},
    "one in another": round_words_of_heading("<w:richText/>", between="<w:text/>"),
    "a date in plain text": round_words_of_heading("<w:text/>", between=DAY),
}
"""Content controls round the line inside which the day of a review has its place."""

CONTROLS = {
    "round all words": edited(_round_words),
    "round all lines": edited(_round_lines),
    "round all rows": edited(_round_rows),
    "round all cells": edited(_round_cells),
    "placeholders where nothing is yet": edited(_placeholders),
    "date pickers for the days": edited(_date_pickers),
    "that cannot be deleted": edited(_locked),
}
"""Content controls, which change nothing that a plan says."""
