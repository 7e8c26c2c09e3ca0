"""New Word plans for the tests: made from the support plan's layout and from two other shapes of form."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from facilitator.script.layouts import Layout, load_layout
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.source import read_source
from facilitator.word.document.view import Paragraph, View, view_of
from facilitator.word.document.xml import Element, W, parse
from facilitator.word.form.matching import Form
from facilitator.word.form.reading import Reading, read
from facilitator.word.making.document import blank

SCRIPT = load_script("support-plan")
LAYOUTS = Path(__file__).parent / "layouts"
SHAPES = ("support-plan", "report-under-questions", "report-beside-provision")
TITLE = "Bo Quill – Support Plan"


def layout_of(name: str) -> Layout:
    """The support plan's own layout, or one of the shapes in `layouts/` with that one's phrases."""
    own = load_layout("support-plan", find_prompts())
    assert own is not None
    if name == "support-plan":
        return own
    return Layout.model_validate(
        {**read_source(LAYOUTS / f"{name}.yaml").values, "phrases": own.phrases, "form": own.form}
    )


def made(
    name: str = "support-plan",
    *,
    outcomes: int = 3,
    reviews: int | None = None,
    rows: int | Mapping[tuple[int, str], int] = 1,
    title: str = TITLE,
) -> bytes:
    return blank(
        SCRIPT, layout_of(name), outcomes=outcomes, reviews=reviews, provision_rows=rows, title=title
    )


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> Element:
    return parse(parts_of(data)["word/document.xml"])


def view(data: bytes) -> View:
    return view_of(document(data))


def reading(name: str, root: Element) -> Reading:
    return read(name, Form(layout_of(name)), view_of(root))


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def attribute(element: Element | None, name: str = "val") -> str:
    assert element is not None
    return element.get(w(name), "")


def style_of(paragraph: Element) -> str:
    return attribute(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))


def texts(data: bytes, *styles: str) -> list[str]:
    """The texts of the paragraphs of these styles, in order."""
    found = view(data).walk()
    return [one.text for one in found if isinstance(one, Paragraph) and style_of(one.element) in styles]
