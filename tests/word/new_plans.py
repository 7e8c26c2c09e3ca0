"""New Word plans for the tests: grown from the forms of the support plan and of two other shapes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from facilitator.script.layouts import Layout, load_layout
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.yaml_source import read_source
from facilitator.word.answers.pieces import Piece
from facilitator.word.document.container import open_package
from facilitator.word.document.runs import Manner
from facilitator.word.document.view import Paragraph, View, view_of
from facilitator.word.document.xml import Element, W, parse
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.form_reader import read
from facilitator.word.form.missing_rows import room_for
from facilitator.word.form.prepared_layout import Form
from facilitator.word.write import write
from facilitator.word.writing_choices import Choices
from make_form import form_of

SCRIPT = load_script("support-plan")
LAYOUTS = Path(__file__).parent / "layouts"
SHAPES = ("support-plan", "report-under-questions", "report-beside-provision")


def layout_of(name: str) -> Layout:
    """The support plan's own layout, or one of the shapes in `layouts/` with that one's phrases."""
    own = load_layout("support-plan", find_prompts())
    assert own is not None
    if name == "support-plan":
        return own
    return Layout.model_validate(
        {**read_source(LAYOUTS / f"{name}.yaml").values, "phrases": own.phrases, "form": own.form}
    )


def form(name: str = "support-plan", *, reviews: int | None = None, layout: Layout | None = None) -> bytes:
    """The empty form of a layout, as the script makes it."""
    layout = layout or layout_of(name)
    if reviews is None:
        return form_of(SCRIPT, layout)
    names = [SCRIPT.period_name(number) for number in range(1, reviews + 1)]
    period = SCRIPT.format.period.model_copy(update={"names": names})
    format_ = SCRIPT.format.model_copy(update={"period": period})
    return form_of(SCRIPT.model_copy(update={"format": format_}), layout)


def grown(data: bytes, layout: Layout, outcomes: int, rows: int | Mapping[tuple[int, str], int] = 1) -> bytes:
    """A form with room for so many outcomes, and for rows of provision by outcome and place, or for all."""
    package = open_package(data)
    found = read("support-plan", Form(layout), view_of(package.root))
    room = room_for(found, "outcome", outcomes)
    numbers = [Piece(key, [str(key.item)], "") for key in room if key.records == "outcome.number"]
    lines = [
        key._replace(line=line)
        for key in room
        if key.records.startswith(("provision.", "outcome.delivered"))
        for line in range(rows if isinstance(rows, int) else rows.get((key.item, key.of or "education"), 1))
    ]
    choices = Choices(add=True)
    return write(found, package, numbers, choices, Manner(tracked=False), [*room, *lines]).package.data


def made(
    name: str = "support-plan",
    *,
    outcomes: int = 3,
    reviews: int | None = None,
    rows: int | Mapping[tuple[int, str], int] = 1,
) -> bytes:
    """A new document of a layout: its form, grown."""
    return grown(form(name, reviews=reviews), layout_of(name), outcomes, rows)


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
