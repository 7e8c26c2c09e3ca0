"""A new Word plan keeps to the standard, and suits people whatever they see, hear or open it with."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator.word.document.view import Paragraph, Table, view_of
from facilitator.word.document.xml import parse
from facilitator.word.form.labels import fold
from tests.word.new_plans import (
    SHAPES,
    attribute,
    document,
    layout_of,
    made,
    parts_of,
    reading,
    style_of,
    view,
    w,
)
from tests.word.order_of_standard import ORDER, kinds_in_order

# Sound for Word


@pytest.mark.parametrize("name", SHAPES)
def test_children_stand_in_the_order_of_the_standard(name: str) -> None:
    assert kinds_in_order(parts_of(made(name, rows=2)), ORDER) == set(ORDER)


@pytest.mark.parametrize("name", SHAPES)
def test_every_part_has_its_type_and_every_relation_its_part(name: str) -> None:
    parts = parts_of(made(name))
    types = parse(parts["[Content_Types].xml"])
    named = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    assert named == {part for part in parts if part != "[Content_Types].xml" and not part.endswith(".rels")}
    for relations, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        targets = [one.get("Target", "") for one in parse(parts[relations])]
        assert targets
        assert {f"{folder}{target}" for target in targets} <= set(parts)


@pytest.mark.parametrize("name", SHAPES)
def test_every_style_that_is_used_is_there(name: str) -> None:
    parts = parts_of(made(name))
    styles = {attribute(one, "styleId") for one in parse(parts["word/styles.xml"]).iter(w("style"))}
    for part in ("word/document.xml", "word/footer1.xml", "word/styles.xml"):
        used = parse(parts[part]).iter(w("pStyle"), w("tblStyle"), w("rStyle"), w("basedOn"), w("next"))
        assert {attribute(one) for one in used} <= styles, part


@pytest.mark.parametrize("name", SHAPES)
def test_widths_add_up_and_no_word_of_a_label_is_broken(name: str) -> None:
    root = document(made(name, rows=2))
    text = int(attribute(root.find(f".//{w('pgSz')}"), "w")) - 2 * 1020
    tables = list(root.iter(w("tbl")))
    assert tables
    for table in tables:
        grid = [int(attribute(column, "w")) for column in table.iter(w("gridCol"))]
        assert sum(grid) == int(attribute(table.find(f".//{w('tblW')}"), "w")) == text
        for row in table.iter(w("tr")):
            widths = [int(attribute(cell, "w")) for cell in row.iter(w("tcW"))]
            spans = [cell.find(f".//{w('gridSpan')}") for cell in row.iter(w("tc"))]
            assert sum(widths) == text
            assert sum(1 if span is None else int(attribute(span)) for span in spans) == len(grid)
    for one in view_of(root).walk():
        if isinstance(one, Paragraph) and one.cell and style_of(one.element) in ("Label", "CellHeading"):
            room = int(attribute(one.cell.element.find(f".//{w('tcW')}"), "w")) - 220
            assert max(map(len, one.text.split()), default=0) * 125 <= room, one.text


# For people, whatever they see and hear


@pytest.mark.parametrize("name", SHAPES)
def test_tables_are_described_repeat_their_headings_and_stand_apart(name: str) -> None:
    seen = view(made(name, rows=2))
    grids = [grid for block in layout_of(name).blocks for grid in block.grids]
    with_heading = 0
    for table in seen.tables:
        properties = table.element.find(w("tblPr"))
        assert properties is not None
        assert attribute(properties.find(w("tblCaption")))
        assert attribute(properties.find(w("tblDescription")))
        heading = [row.element.find(f".//{w('tblHeader')}") is not None for row in table.rows]
        assert heading in ([False] * len(heading), [True] + [False] * (len(heading) - 1))
        with_heading += heading[0]
        for row in table.rows:
            assert row.element.find(f".//{w('cantSplit')}") is not None
            assert attribute(row.element.find(f".//{w('trHeight')}"), "hRule") == "atLeast"
    assert with_heading >= len(grids)
    kinds = [isinstance(block, Table) for block in seen.body]
    assert not any(one and following for one, following in pairwise(kinds))
    assert not kinds[-1]


@pytest.mark.parametrize("name", SHAPES)
def test_empty_paragraphs_are_answers_and_gaps_and_nothing_else(name: str) -> None:
    for one in view(made(name)).walk():
        if isinstance(one, Paragraph) and not one.text.strip():
            corner = one.cell is not None and one.cell.number == 1 and style_of(one.element) == "Label"
            assert corner or style_of(one.element) in ("Answer", "Gap", "BlockGap")


def test_an_outcome_stays_on_one_page_and_lets_go_of_the_next() -> None:
    bound = [
        [row.element.find(f"{w('tc')}/{w('p')}/{w('pPr')}/{w('keepNext')}") is not None for row in table.rows]
        for table in view(made(outcomes=2)).tables[2:6]
    ]
    assert bound == [[True] * 3, [True, True, False]] * 2


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = {"Title": 0, "Heading1": 1, "PageHeading": 1, "Heading2": 2, "CellHeading": 2}
    before = 0
    for one in view(made()).walk():
        if isinstance(one, Paragraph) and style_of(one.element) in levels:
            level = levels[style_of(one.element)]
            assert level <= before + 1
            before = level
    assert before == 1, "the last heading is the last review's"


def test_words_stand_out_from_every_fill() -> None:
    parts = parts_of(made("report-under-questions"))
    inks = {attribute(one) for one in parse(parts["word/styles.xml"]).iter(w("color"))} | {"000000"}
    fills = {attribute(one, "fill") for one in parse(parts["word/document.xml"]).iter(w("shd"))} | {"FFFFFF"}
    assert len(inks) > 2
    assert len(fills) == 3
    assert min(contrast(ink, fill) for ink in inks for fill in fills) >= 7
    edges = {attribute(one, "color") for one in parse(parts["word/styles.xml"]).iter(w("insideH"))}
    assert min(contrast(edge, fill) for edge in edges for fill in fills) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours; source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Other programs


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("name", SHAPES)
def test_libreoffice_opens_it_and_shows_every_label(name: str, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(made(name))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    kind = ("--convert-to", "docx:MS Word 2007 XML")
    subprocess.run(
        ["soffice", profile, "--headless", *kind, "--outdir", str(tmp_path / "out"), "plan.docx"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    saved = (tmp_path / "out" / "plan.docx").read_bytes()
    shown = {fold(one.text) for one in view(saved).walk()}
    assert {fold(one.text) for one in view(made(name)).walk()} <= shown
    assert set(reading(name, document(saved)).found) == set(reading(name, document(made(name))).found)
