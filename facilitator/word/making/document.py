"""Makes a new Word document of our own design from a layout: an empty form that our own reader reads."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

from facilitator.plan.text import clean_line
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.script.words import say
from facilitator.word.document.xml import Element, W
from facilitator.word.making.form import FormMaker, ProvisionRows, Size
from facilitator.word.making.pieces import MC, PREFIXES, R, field, paragraph, run, w
from facilitator.word.making.sizes import MARGIN, Page

_PARTS = Path(__file__).parent / "parts"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same form is the same file."""
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_FIELD = re.compile(r"\{(page|pages)\}")
_CODES = {"page": "PAGE", "pages": "NUMPAGES"}


def blank(  # noqa: PLR0913 - a contract that the commands rely on
    script: Script,
    layout: Layout,
    *,
    outcomes: int = 3,
    reviews: int | None = None,
    provision_rows: ProvisionRows = 1,
    title: str,
    language: str = "en-GB",
) -> bytes:
    """Return a new .docx with every field of a layout and no answers; the same inputs give the same bytes.

    `outcomes` (at least one) and `reviews` (None = as many as the format has periods) say how many blocks
    and rows there are; `provision_rows` how many rows each outcome has for its provision. `title` names the
    document in its properties and its footer.
    """
    count = len(script.format.period.names) if reviews is None else reviews
    maker = FormMaker(script, layout, Size(max(outcomes, 1), max(count, 1), provision_rows))
    title = _NOT_IN_XML.sub("\ufffd", clean_line(title))
    return _zipped(
        {
            "[Content_Types].xml": _part("content_types.xml"),
            "_rels/.rels": _part("package_rels.xml"),
            "docProps/core.xml": _core(title, language),
            "word/document.xml": _document(maker),
            "word/_rels/document.xml.rels": _part("document_rels.xml"),
            "word/footer1.xml": _footer(title, maker.page),
            "word/styles.xml": _in_language("styles.xml", "lang", language),
            "word/settings.xml": _in_language("settings.xml", "themeFontLang", language),
            "word/fontTable.xml": _part("fontTable.xml"),
        }
    )


def _part(name: str) -> bytes:
    return _text_of(_read(name))


def _read(name: str) -> Element:
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring((_PARTS / name).read_bytes(), parser)


def _text_of(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _core(title: str, language: str) -> bytes:
    root = _read("core.xml")
    for name, words in (("title", title), ("language", language)):
        for element in root.iter(f"{_DC}{name}"):
            element.text = words
    return _text_of(root)


def _in_language(name: str, tag: str, language: str) -> bytes:
    root = _read(name)
    for element in root.iter(f"{{{W}}}{tag}"):
        element.set(f"{{{W}}}val", language)
    return _text_of(root)


def _document(maker: FormMaker) -> bytes:
    root = etree.Element(f"{{{W}}}document", nsmap=PREFIXES)
    root.set(f"{{{MC}}}Ignorable", "w14")
    root.append(w("body", *maker.body(), _section(maker.page)))
    return _text_of(root)


def _section(page: Page) -> Element:
    footer = w("footerReference", type="default")
    footer.set(f"{{{R}}}id", "rId4")
    size = w("pgSz", w=page.width, h=page.height)
    if page.lies:
        size.set(f"{{{W}}}orient", "landscape")
    margins = w(
        "pgMar", top=MARGIN, right=MARGIN, bottom=MARGIN, left=MARGIN, header=567, footer=567, gutter=0
    )
    return w("sectPr", footer, size, margins, w("cols", space=708))


def _footer(title: str, page: Page) -> bytes:
    """Return the line at the foot of each page: the title on the left, the page's number on the right."""
    words = _FIELD.split(say("word.new-page", page="{page}", pages="{pages}"))
    number = [
        part
        for place, text in enumerate(words)
        for part in (field(_CODES[text]) if place % 2 else [run(text)] if text else [])
    ]
    line = paragraph("Footer", title, w("r", w("tab")), *number)
    line[0].append(w("tabs", w("tab", val="right", pos=page.text)))
    root = etree.Element(f"{{{W}}}ftr", nsmap={"w": W, "r": R})
    root.append(line)
    return _text_of(root)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return packed.getvalue()
