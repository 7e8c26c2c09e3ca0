"""A Word plan on the way to an awkward one: its parts, its marked cells, and what must come of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from facilitator.word.filled_document import new_word
from facilitator.word.plan import open_word
from tests.word.judging import FOR, Element, parts, words_in
from tests.word.packing import sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADING = "{urn:tests:purpose}heading"
MAIN = "word/document.xml"
_SPACES = {
    "w": W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())

WORD, PLAIN, FULL, OWN = "s000_01_word", "s000_18_python_docx", "s000_09_all_full", "own"
_FIRST_REVIEW = {WORD: 6, PLAIN: 5, FULL: 6}
_VIEWS = ("child", "parent", "school", "practitioner")
_COLUMNS = ("number", "achieved", "barriers", "next", "score")


class NotHere(Exception):
    """What a variation changes is not in this document: it does not go with the one before."""


def w(local: str) -> str:
    """Return a name of the main namespace as lxml takes it."""
    return f"{{{W}}}{local}"


def x(xml: str) -> Element:
    """Return the element of some XML with the usual prefixes."""
    return etree.fromstring(f"<x {_DECLARED}>{xml}</x>")[0]


def paragraph(text: str, look: str = "") -> Element:
    """Return a paragraph of one run."""
    made = x(f'<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve"></w:t></w:r></w:p>')
    made[0][1].text = text
    return made


def cell(*texts: str, span: int = 1) -> Element:
    """Return a table cell of paragraphs."""
    made = x(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr></w:tc>')
    made.extend([paragraph(text) if text else x("<w:p/>") for text in texts or ("",)])
    return made


def row(*cells: Element) -> Element:
    """Return a table row."""
    made = x("<w:tr/>")
    made.extend(cells)
    return made


def table(*rows: Element, columns: int = 2) -> Element:
    """Return a table."""
    grid = "<w:gridCol w:w='2000'/>" * columns
    made = x(
        f"<w:tbl><w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    made.extend(rows)
    return made


def control(properties: str) -> Element:
    """Return an empty content control; its content is its second child."""
    return x(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>")


def wrap(element: Element, properties: str) -> Element:
    """Put a content control round an element and return it."""
    made = control(properties)
    parent = parent_of(element)
    parent.replace(element, made)
    made[1].append(element)
    return made


def parent_of(element: Element) -> Element:
    """Return an element's parent."""
    parent = element.getparent()
    if parent is None:
        raise NotHere
    return parent


def take_out(element: Element) -> None:
    """Remove an element."""
    parent_of(element).remove(element)


@dataclass
class Document:
    """A Word plan with marked cells, and what is expected of the program with it.

    `outcomes` are the numbers that must be read; `gone` the answers that have no cell; `asked` the codes
    that a person is asked, in order, each answered with its first option; `refused` the code of a refusal;
    `notes` codes that the chair is told; `held` the blocks that have their review.
    """

    parts: dict[str, bytes]
    root: Element
    main: str = MAIN
    blocks: list[str] = field(default_factory=lambda: ["r1", "r2", "r3"])
    held: set[str] = field(default_factory=lambda: {"r1"})
    outcomes: list[int] = field(default_factory=lambda: [1, 2, 3])
    gone: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    name: str = "Mina Farrow-Adeyemi"
    path: str = "/nowhere/plan.docx"

    @property
    def block(self) -> str:
        """The block that the next review belongs into, "" for a copy of the last."""
        return next((block for block in sorted(self.blocks) if block not in self.held), "")

    def data(self) -> bytes:
        """Return the file."""
        held = dict(self.parts)
        held[self.main] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(held)

    def body(self) -> Element:
        """Return the body."""
        return self.root[0]

    def all(self, local: str) -> list[Element]:
        """Return every element of a name."""
        return list(self.root.iter(w(local)))

    def cell(self, purpose: str) -> Element:
        """Return the first cell of a mark."""
        for one in self.root.iter(w("tc")):
            if one.get(FOR) == purpose:
                return one
        raise NotHere(purpose)

    def row(self, purpose: str) -> Element:
        """Return the row of a marked cell."""
        return next(self.cell(purpose).iterancestors(w("tr")))

    def table(self, purpose: str) -> Element:
        """Return the table of a marked cell."""
        return next(self.cell(purpose).iterancestors(w("tbl")))

    def heading(self, block: str) -> Element:
        """Return the paragraph that heads a review."""
        for one in self.root.iter(w("p")):
            if one.get(HEADING) == block:
                return one
        raise NotHere(block)

    def say(self, purpose: str, *texts: str) -> Element:
        """Put words into an empty marked cell."""
        mine = self.cell(purpose)
        for one in list(mine.iterchildren(w("p"), w("sdt"))):
            mine.remove(one)
        mine.extend([paragraph(text) for text in texts])
        return mine

    def labels(self, *, heads: bool = True) -> Iterator[Element]:
        """Yield the paragraphs of cells that are labels: in no marked cell, in the review's tables."""
        tables = {id(one): one for one in (next(c.iterancestors(w("tbl"))) for c in self.marked())}
        for one in tables.values():
            for each in one.iter(w("p")):
                around = next(each.iterancestors(w("tc")))
                if (around.get(FOR) or ".label.").find(".label.") >= 0 and words_in(each):
                    yield each
        if heads:
            yield from (one for one in self.root.iter(w("p")) if one.get(HEADING))

    def marked(self, block: str = "") -> list[Element]:
        """Return the marked cells, of a block."""
        return [one for one in self.all("tc") if (one.get(FOR) or "").startswith(block or "r")]

    def outcome_table(self, number: int) -> Element:
        """Return the table that holds an outcome's box."""
        for one in self.all("tbl"):
            if words_in(next(one.iter(w("tc")))).startswith("Outcome for this year") and str(
                number
            ) in words_in(next(one.iter(w("tc")))):
                return one
        raise NotHere(number)


def packed(held: dict[str, bytes]) -> bytes:
    """Return a zip file of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return stream.getvalue()


def texts_of(element: Element) -> list[Element]:
    """Return the text elements in an element."""
    return [one for one in element.iter(w("t")) if one.text]


def retype(element: Element, text: str) -> None:
    """Give a paragraph other words, in its first run."""
    runs = [one for one in element.iter(w("r")) if one.find(w("t")) is not None]
    first = runs[0].find(w("t"))
    assert first is not None
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for one in texts_of(element):
        if one is not first:
            one.text = ""


def base(name: str) -> Document:
    """Return a fresh copy of one of the documents to start from, with its cells marked."""
    held, root = _marked_base(name)
    made = Document(dict(held), deepcopy(root))
    if name == FULL:
        made.held = {"r1", "r2", "r3"}
    return made


@cache
def _marked_base(name: str) -> tuple[dict[str, bytes], Element]:
    held = parts(_own() if name == OWN else sample(name))
    root = etree.fromstring(held[MAIN])
    tables = list(root.iter(w("tbl")))
    for place, one in enumerate(tables, 1):
        if name == OWN and place >= 9:
            _mark_part(one, f"r{(place - 9) // 3 + 1}", (place - 9) % 3)
        elif name != OWN and place >= _FIRST_REVIEW[name]:
            _mark_block(one, f"r{place - _FIRST_REVIEW[name] + 1}")
    for one in root.iter(w("p")):
        words = words_in(one).strip()
        if words.startswith("Progress Review Term") and next(one.iterancestors(w("tc")), None) is None:
            one.set(HEADING, f"r{words[-1]}")
    return held, root


def _mark_block(one: Element, block: str) -> None:
    rows = list(one.iterchildren(w("tr")))
    _mark(rows[0], {0: "label.date", 1: "date"}, block)
    for who, each in zip(_VIEWS, rows[1:5], strict=True):
        _mark(each, {1: f"{who}.working", 2: f"{who}.not_working"}, block)
    for number, each in enumerate(rows[7:], 1):
        _mark(each, {place: f"o{number}.{column}" for place, column in enumerate(_COLUMNS)}, block)


def _mark_part(one: Element, block: str, part: int) -> None:
    rows = list(one.iterchildren(w("tr")))
    if part == 0:
        _mark(rows[0], {0: "label.date", 1: "date"}, block)
    for number, each in enumerate(rows[1:] if part else []):
        if part == 1:
            who = _VIEWS[number]
            _mark(each, {1: f"{who}.working", 2: f"{who}.not_working"}, block)
        else:
            _mark(each, {at: f"o{number + 1}.{column}" for at, column in enumerate(_COLUMNS)}, block)


def _mark(each: Element, names: dict[int, str], block: str) -> None:
    cells = list(each.iterchildren(w("tc")))
    for place, purpose in names.items():
        cells[place].set(FOR, f"{block}.{purpose}")


def _own() -> bytes:
    path = Path("/nowhere/plan.docx")
    return new_word(path, open_word(path, sample(WORD)).plan).data
