"""A support plan's form as other programs make it: for LibreOffice, for pandoc and by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

import docx

CHILD = "Bo Quill"
OUTCOMES = 3
TERMS = 3


class Box(NamedTuple):
    """One cell of a form: its lines, how many columns and rows it covers, and whether it is a label."""

    text: str = ""
    across: int = 1
    down: int = 1
    label: bool = False

    @property
    def lines(self) -> list[str]:
        """Its paragraphs; an empty cell has an empty one."""
        return self.text.split("\n")


Grid = list[list[Box]]
"""A table by its rows; what a box from further up covers is left out."""


def label(text: str, across: int = 1, down: int = 1) -> Box:
    """Return a box with a label of the form."""
    return Box(text, across, down, label=True)


def form() -> Iterator[str | Grid]:
    """Yield the lines and tables of a plan with three outcomes, whose first review has been held."""
    yield "Support Plan"
    yield f"Name: {CHILD}"
    yield "Class: Year 4"
    yield _other_plans()
    for number in range(1, OUTCOMES + 1):
        yield ""
        yield _outcome(number)
    for term in range(1, TERMS + 1):
        yield ""
        yield f"Progress Review Term {term}"
        yield _views(term)
        yield ""
        yield _progress(term)


def width(grid: Grid) -> int:
    """Return how many columns a table has."""
    return sum(box.across for box in grid[0])


def _other_plans() -> Grid:
    names = (("PEP", "Child Protection Plan"), ("FCAF", "MyPlan/EHC Plan"))
    rows = [
        [box for name in row for box in (label(name), Box("Yes" if name == "FCAF" else ""))] for row in names
    ]
    rows[0].insert(0, label("Are the following in place?", down=2))
    return [*rows, [label("Any other plans in place?"), Box("Speech & language care plan", 4)]]


def _outcome(number: int) -> Grid:
    return [
        [label(f"Outcome for this year: {number}"), Box(f"Bo will ask for help – in goal {number}", 3)],
        [label("Steps to meet the outcome:"), Box("1. Bo points.\n2. Bo asks with a word.", 3)],
        [label(""), *map(label, ("What", "Who", "How Often / Duration"))],
        [
            label("What is happening in education to achieve this?"),
            *(Box(f"{text} {number}") for text in ("Word mat", "Miss Alder", "Daily")),
        ],
        [label("What is happening outside of education to achieve this?"), Box(), Box(), Box()],
        [label("Using advice from:"), Box("Speech and language therapy", 3)],
    ]


def _views(term: int) -> Grid:
    whose = ("Child View", "Parent View", "School View", "Practitioners Views (include who)")
    answers = ("I like the quiet corner.", "Mornings are loud.") if term == 1 else ("", "")
    return [
        [label("Date:"), Box("04/12/2025" if term == 1 else "", 2)],
        [label(""), label("What’s working"), label("What’s not working / Barriers to achievement")],
        *([label(one), Box(answers[0]), Box(answers[1])] for one in whose),
    ]


def _progress(term: int) -> Grid:
    heads = (
        "Outcome no.",
        "What has been achieved in the past term?",
        "Barriers to progress",
        "What do we need to do to achieve the next step/outcome",
        "Progress Measure (1-5)",
    )
    answers = ("Bo asked twice.", "A loud hall.", "Carry on with the word mat.", "3")
    held = answers if term == 1 else ("",) * 4
    rows = [[Box(str(number)), *map(Box, held)] for number in range(1, OUTCOMES + 1)]
    return [list(map(label, heads)), *rows]


# For LibreOffice Writer

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_FODT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0" xmlns:table="{_ODF}table:1.0"
 xmlns:style="{_ODF}style:1.0" xmlns:fo="{_ODF}xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="answer" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="label" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"
 fo:background-color="#deeaf6"/></style:style>
</office:automatic-styles>
<office:body><office:text>{{}}</office:text></office:body></office:document>
"""


def as_fodt() -> bytes:
    """Return the form as flat OpenDocument text, LibreOffice Writer's own words."""
    parts = [_fodt_line(part) if isinstance(part, str) else _fodt_table(part) for part in form()]
    return _FODT.format("".join(parts)).encode()


def _fodt_line(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _fodt_table(grid: Grid) -> str:
    rows: list[str] = []
    columns = f'<table:table-column table:number-columns-repeated="{width(grid)}"/>'
    covered: list[int] = [0] * width(grid)
    for row in grid:
        cells, column, boxes = "", 0, iter(row)
        while column < width(grid):
            if covered[column]:
                covered[column] -= 1
                cells, column = f"{cells}<table:covered-table-cell/>", column + 1
                continue
            box = next(boxes)
            spans = f'table:number-columns-spanned="{box.across}" table:number-rows-spanned="{box.down}"'
            style = f'table:style-name="{"label" if box.label else "answer"}"'
            lines = "".join(map(_fodt_line, box.lines))
            cells += (
                f'<table:table-cell {style} {spans} office:value-type="string">{lines}</table:table-cell>'
            )
            cells += "<table:covered-table-cell/>" * (box.across - 1)
            covered[column : column + box.across] = [box.down - 1] * box.across
            column += box.across
        rows.append(f"<table:table-row>{cells}</table:table-row>")
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


# For browsers, web editors and pandoc


def as_html() -> bytes:
    """Return the form as a web page."""
    parts = [f"<p>{escape(part)}</p>" if isinstance(part, str) else _html_table(part) for part in form()]
    head = '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"/><title>Support Plan</title></head>'
    return f"{head}<body>{''.join(parts)}</body></html>".encode()


def _html_table(grid: Grid) -> str:
    rows = ("".join(map(_html_cell, row)) for row in grid)
    return f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'


def _html_cell(box: Box) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in box.lines) if box.text else ""
    return f'<td colspan="{box.across}" rowspan="{box.down}">{lines}</td>'


# By a script


def by_python_docx() -> bytes:
    """Return the form as python-docx writes it into its own template."""
    document = docx.Document()
    for part in form():
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), width(part), style="Table Grid")
        for place, row in enumerate(part):
            column = width(part) - sum(box.across for box in row)
            for box in row:
                cell = table.cell(place, column)
                if box.across * box.down > 1:
                    cell = cell.merge(table.cell(place + box.down - 1, column + box.across - 1))
                cell.text = box.text
                column += box.across
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
