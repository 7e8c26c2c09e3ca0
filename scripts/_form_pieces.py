"""The pieces that a Word document of our own is built from: paragraphs, cells, rows and tables.

Lengths are in twentieths of a point, as Word counts them: 1440 to the inch, 567 to the centimetre. Word is
strict about the order of children in properties (ECMA-376 part 1, 17.3 to 17.6); each maker keeps to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from facilitator.word.document.xml import Element, W

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PREFIXES = {"w": W, "w14": W14, "r": R, "mc": MC}

LABEL_FILL, HEADING_FILL = "EDF2F8", "D6E1EE"
"""Light enough that dark words on them keep a contrast of more than 7:1."""

BOX_FONT = "MS Gothic"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Cell(NamedTuple):
    """A cell of a row: its paragraphs, how many columns it takes, its fill; `merge` = restart or continue."""

    paragraphs: Sequence[Element]
    span: int = 1
    fill: str = ""
    merge: str = ""


class Row(NamedTuple):
    """A row of a table: its cells, how tall it is at least, and whether it is a heading that is repeated."""

    cells: Sequence[Cell]
    height: int
    heading: bool = False


class Shown(NamedTuple):
    """What a table is called and how it is to be used, for people who hear it read."""

    caption: str
    about: str


def w(name: str, *children: Element, **values: object) -> Element:
    """Return an element of a document with its attributes, all in Word's own namespace."""
    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in values.items():
        made.set(f"{{{W}}}{key}", str(value))
    made.extend(children)
    return made


def run(text: str, *properties: Element) -> Element:
    """Return a run of text; spaces at its ends are kept."""
    words = w("t")
    words.text = text
    words.set(_SPACE, "preserve")
    return w("r", *([w("rPr", *properties)] if properties else []), words)


def strong(text: str) -> Element:
    """Return a bold run."""
    return run(text, w("b"), w("bCs"))


def plain(text: str) -> Element:
    """Return a run that is not bold and has an answer's size, wherever it stands."""
    return run(text, w("b", val=0), w("bCs", val=0), w("sz", val=24), w("szCs", val=24))


def paragraph(style: str, *content: Element | str) -> Element:
    """Return a paragraph of a style; words become runs, and nothing makes it empty."""
    made = w("p", w("pPr", w("pStyle", val=style)))
    made.extend([run(part) if isinstance(part, str) else part for part in content if part != ""])
    return made


def answer() -> Element:
    """Return the empty paragraph that an answer is put into."""
    return paragraph("Answer")


def tick_box(label: str, number: int) -> Element:
    """Return an empty tick box that can be clicked; `number` is its own in the document, from 1."""
    states = etree.Element(f"{{{W14}}}checkbox", nsmap={"w14": W14})
    for name, values in (
        ("checked", {"val": "0"}),
        ("checkedState", {"val": "2612", "font": BOX_FONT}),
        ("uncheckedState", {"val": "2610", "font": BOX_FONT}),
    ):
        state = etree.SubElement(states, f"{{{W14}}}{name}")
        for key, value in values.items():
            state.set(f"{{{W14}}}{key}", value)
    box = run("☐", w("rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, hint="eastAsia"))
    return w("sdt", w("sdtPr", w("alias", val=label), w("id", val=number), states), w("sdtContent", box))


def blank_to_fill(tag: str, shown: str) -> Element:
    """Return a content control inside a line that waits for words; `tag` says which, as a layout has it."""
    words = run(shown, w("rStyle", val="PlaceholderText"))
    properties = w("sdtPr", w("alias", val=shown), w("tag", val=tag), w("showingPlcHdr"), w("text"))
    return w("sdt", properties, w("sdtContent", words))


def field(code: str) -> list[Element]:
    """Return the runs of a field, such as PAGE; Word works it out as it shows the page."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set(_SPACE, "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction),
        w("r", w("fldChar", fldCharType="separate")),
        run("1"),
        w("r", w("fldChar", fldCharType="end")),
    ]


def table(rows: Sequence[Row], widths: Sequence[int], shown: Shown) -> Element:
    """Return a table of fixed columns; its heading row, if it has one, is repeated on each page."""
    heading = rows[0].heading
    properties = w(
        "tblPr",
        w("tblStyle", val="FormTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val=f"{0x0480 | (0x0020 if heading else 0):04X}", firstRow=int(heading), lastRow=0,
          firstColumn=1, lastColumn=0, noHBand=0, noVBand=1),
        w("tblCaption", val=shown.caption),
        w("tblDescription", val=shown.about),
    )  # fmt: skip
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, grid, *(_row(row, widths) for row in rows))


def _row(row: Row, widths: Sequence[int]) -> Element:
    properties = w("trPr", w("cantSplit"), w("trHeight", val=row.height, hRule="atLeast"))
    if row.heading:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    column = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    return made


def _cell(cell: Cell, width: int) -> Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(w("gridSpan", val=cell.span))
    if cell.merge:
        properties.append(w("vMerge", val=cell.merge))
    if cell.fill:
        properties.append(w("shd", val="clear", color="auto", fill=cell.fill))
    return w("tc", properties, *cell.paragraphs)


def keep_together(tables: Sequence[Element]) -> None:
    """Ask for tables that follow each other to stand on one page, if they fit on one.

    Only the first cell of each row asks, so that what is written into the others is not bound.
    """
    rows = [row for each in tables for row in each.findall(f"{{{W}}}tr")]
    for row in rows[:-1]:
        cell = row.find(f"{{{W}}}tc")
        for properties in cell.findall(f"{{{W}}}p/{{{W}}}pPr") if cell is not None else []:
            if properties.find(f"{{{W}}}keepNext") is None:
                properties.insert(1, w("keepNext"))
