"""A bench for the tests of filling: a small Word file from a few lines of XML, held to `verify`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from facilitator.word.document.cell_writer import put
from facilitator.word.document.change_check import Changes, verify
from facilitator.word.document.container import Package, open_package, rewrite
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import AfterSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, View, view_of
from facilitator.word.document.xml import STRICT, Element, Names, W, serialise
from tests.word.packing import MAIN, pack, parts_of, sample

PLAIN = Manner()
TRACKED = Manner(tracked=True, author="Mrs Hollis", at=datetime(2026, 3, 12, 14, 0, tzinfo=UTC))

_SPACES = {
    "w": W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}


def document(body: str, *, strict: bool = False) -> bytes:
    """Return a main part with a body."""
    spaces = {**_SPACES, "w": STRICT if strict else W}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return (
        f'{head}<w:document {declared} mc:Ignorable="w14 w15"><w:body>{body}</w:body></w:document>'.encode()
    )


def p(text: str = "", look: str = "", shape: str = "") -> str:
    """Return a paragraph: its text in one run with run properties, and paragraph properties."""
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{shape}</w:pPr>{run}</w:p>" if shape else f"<w:p>{run}</w:p>"


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    """Return a row of cells, each the XML of what stands in it; a whole `w:tc`, or what holds one, stays."""
    inside = (cell if _is_whole(cell) else f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{''.join(inside)}</w:tr>"


def _is_whole(cell: str) -> bool:
    return cell.startswith(("<w:tc", "<w:trPr")) or ("<w:tc" in cell and not cell.startswith("<w:p>"))


def sdt(properties: str, content: str) -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def prompt(text: str = "Click or tap here to enter text.") -> str:
    """Return the run of a placeholder."""
    look = '<w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/><w:sz w:val="22"/>'
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@dataclass
class Bench:
    """One Word file on the bench."""

    data: bytes
    package: Package = field(init=False)
    root: Element = field(init=False)
    view: View = field(init=False)
    names: Names = field(init=False)
    changes: Changes = field(default_factory=Changes)

    def __post_init__(self) -> None:
        self.package = open_package(self.data)
        self.root = self.package.root
        self.look()

    def look(self) -> View:
        """Take a new view."""
        self.view = view_of(self.root)
        self.names = self.view.names
        return self.view

    def cell(self, table: int = 1, row: int = 1, cell: int = 1) -> Cell:
        """Return a cell by its numbers from 1."""
        return self.view.tables[table - 1].rows[row - 1].cells[cell - 1]

    def paragraph(self, starts: str) -> Paragraph:
        """Return the first paragraph that begins with some words."""
        return next(e for e in self.view.walk() if isinstance(e, Paragraph) and e.text.startswith(starts))

    def after(self, label: str, more: str = "") -> AfterSlot:
        """Return the slot behind a label, up to further text of its line."""
        paragraph = self.paragraph(label)
        end = paragraph.text.index(more) if more else len(paragraph.text)
        return AfterSlot(paragraph, len(label), end)

    def under(self, label: str, count: int) -> UnderSlot:
        """Return the slot of so many paragraphs under a label of the body."""
        paragraphs = [each for each in self.view.walk() if isinstance(each, Paragraph)]
        place = paragraphs.index(self.paragraph(label))
        return UnderSlot(paragraphs[place], paragraphs[place + 1 : place + 1 + count])

    def fill(self, slot: Slot | None = None, *lines: str, manner: Manner = PLAIN) -> str:
        """Fill a slot (without one: the first cell) and return the main part; see `held`."""
        put(slot or CellSlot(self.cell()), list(lines), manner, self.changes)
        return self.held()

    def held(self) -> str:
        """Write the file, hold it to `verify`, and return its main part as text; the view is a new one."""
        main = serialise(self.root, self.package.part(self.package.main))
        after = rewrite(self.package, main)
        verify(self.package, after, self.root, self.changes)
        self.look()
        return main.decode()

    def texts(self, table: int = 1, row: int = 1, cell: int = 1) -> list[str]:
        """Return the lines of a cell."""
        return [paragraph.text for paragraph in self.cell(table, row, cell).paragraphs]


def bench(body: str, *, strict: bool = False) -> Bench:
    """Return a bench with a small file: a real one's parts round a body of one's own."""
    return Bench(pack({**parts_of(sample()), MAIN: document(body, strict=strict)}))
