#!/usr/bin/env python3
"""Makes a plan format's empty Word form, `form.docx`, from its layout: what every new Word plan grows from.

    .venv/bin/python scripts/make_form.py prompts/support-plan --replace

It has every field of the layout and no answers: one outcome, and a review for each name that the format has
for one. The same layout gives the same parts, so that a test can hold the form to what this makes.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from _form_body import FormMaker  # noqa: E402
from _form_pieces import MC, PREFIXES, R, blank_to_fill, field, paragraph, run, w  # noqa: E402
from _form_sizes import MARGIN, Page  # noqa: E402
from facilitator.plan.refusal import Refusal  # noqa: E402
from facilitator.script.formats_and_turns import Script  # noqa: E402
from facilitator.script.layouts import Layout, load_layout  # noqa: E402
from facilitator.script.loading import load_script  # noqa: E402
from facilitator.script.words_by_key import explain, say  # noqa: E402
from facilitator.word.document.xml import Element, W  # noqa: E402
from facilitator.word.empty_form import FORM_FILE  # noqa: E402

_PARTS = Path(__file__).parent / "form_parts"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same form is the same file."""
_FIELD = re.compile(r"\{([a-z]+)\}")
_CODES = {"page": "PAGE", "pages": "NUMPAGES"}
LANGUAGE = "en-GB"
REPLACE = "--replace"


def main(arguments: list[str]) -> int:
    """Write the form of each format that is named by its folder, and return the exit code.

    A form that is there may be a council's own, so that it is replaced only where that is asked for.
    """
    folders = [Path(argument).resolve() for argument in arguments if argument != REPLACE]
    if not folders:
        print(f"Usage: make_form.py prompts/FORMAT ... [{REPLACE}]", file=sys.stderr)
        return 2
    for folder in folders:
        script = load_script(folder.name, folder.parent)
        layout = load_layout(script.format.id, folder.parent)
        path = folder / FORM_FILE
        if layout is None:
            print(f"{folder} has no layout.yaml to make a form from.", file=sys.stderr)
            return 1
        if path.exists() and REPLACE not in arguments:
            print(f"{path} is there already. To have it replaced, add {REPLACE}.", file=sys.stderr)
            return 1
        path.write_bytes(form_of(script, layout))
        print(path)
    return 0


def form_of(script: Script, layout: Layout, language: str = LANGUAGE) -> bytes:
    """Return a .docx with every field of a layout and no answers; the same inputs give the same parts.

    The title of the form stands in its properties. At the foot of each page is a place for the child's name,
    which a new plan fills in; it is in no property, since those go along unseen.
    """
    maker = FormMaker(script, layout)
    title = layout.title[0]
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
    """Return the line at the foot of each page: whose plan it is, and the page's number at the right."""
    whose = say("word.new-title", name="{name}", format=title)
    number = say("word.new-page", page="{page}", pages="{pages}")
    line = paragraph("Footer", *_with_fields(whose), w("r", w("tab")), *_with_fields(number))
    line[0].append(w("tabs", w("tab", val="right", pos=page.text)))
    root = etree.Element(f"{{{W}}}ftr", nsmap={"w": W, "r": R})
    root.append(line)
    return _text_of(root)


def _with_fields(words: str) -> list[Element]:
    """Return words as runs, with what is in braces as a field that Word or a new plan fills in."""
    made: list[Element] = []
    for place, text in enumerate(_FIELD.split(words)):
        if place % 2:
            made += (
                field(_CODES[text]) if text in _CODES else [blank_to_fill("child.name", say("word.new-name"))]
            )
        elif text:
            made.append(run(text))
    return made


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return packed.getvalue()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        sys.exit(explain(refusal))
    except OSError as error:
        sys.exit(f"The form could not be written: {error.strerror}.")
