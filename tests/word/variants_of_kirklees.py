"""Kirklees plans with content controls, boxes that are printed, and words for red, amber and green."""

from __future__ import annotations

from typing import Any

from tests.word.awkward import wrap
from tests.word.own_form_changes import edited

PLACEHOLDER = "…………"
"""Words that wait for others; where it is filled in they go, and they are no words of the form."""


def _cells(made: Any) -> list[Any]:
    cells = {cell._tc: cell for table in made.tables for row in table.rows for cell in row.cells}
    return [*cells.values()]


def _runs(made: Any) -> list[Any]:
    """Return the runs of all cells but the headings of reviews: their day has its place inside that line."""
    cells = (cell for cell in _cells(made) if not cell.text.startswith("Section 6"))
    return [run for cell in cells for line in cell.paragraphs for run in line.runs]


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
