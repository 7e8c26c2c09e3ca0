"""The page on writing a layout is true: its example is read and filled in, and it leaves no key out."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import docx
import pytest

import make_form
from facilitator.files.plans import open_plan, save_plan
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.check import check_prompts
from facilitator.script.layouts import (
    OF_CHILD,
    OF_PLAN,
    OF_REVIEW,
    Block,
    Column,
    Grid,
    LabelledField,
    LayoutFile,
    Marks,
    RowLabel,
    Where,
)
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.phrases_in_forms import Phrases
from facilitator.script.yaml_source import read_source
from facilitator.word.empty_form import FORM_FILE
from facilitator.word.form.format_guess import ENOUGH
from tests.cli.running import call

if TYPE_CHECKING:
    from pydantic import BaseModel

    from facilitator.script.layouts import Place

PAGE = (find_prompts() / "writing-a-layout.md").read_text(encoding="utf-8")
FORMATS = Path(__file__).parents[1] / "formats"
STAMPS = 2
_OF_EVERY_PLAN = {"child": OF_CHILD, "plan": OF_PLAN, "review": OF_REVIEW}


def _fenced(kind: str) -> list[str]:
    """Return the page's blocks of one kind: pictures of forms, or YAML."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A folder of prompts with the page's layout in it."""
    folder = Path(shutil.copytree(FORMATS, tmp_path / "prompts"))
    (folder / "two-reviews" / "layout.yaml").write_text(_fenced("yaml")[0], encoding="utf-8")
    return folder


# The form in the pictures


def _drawn(*, breaks: bool = False) -> bytes:
    """Return the form in the page's pictures as a document, with as many stamps as the format has.

    `breaks` = people have used line breaks where others begin a new paragraph.
    """
    first, stamp = _fenced("form")
    document = docx.Document()
    for part in _parts([first, *(stamp.replace("Stamp 1", f"Stamp {number}") for number in (1, 2))]):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for row, texts in enumerate(part):
            for column, lines in enumerate(texts):
                first_line, *more = ["\n".join(lines)] if breaks else lines
                table.cell(row, column).text = first_line
                for line in more:
                    table.cell(row, column).add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


Table = list[list[list[str]]]


def _parts(pictures: list[str]) -> Iterator[str | Table]:
    """Yield the lines and tables of pictures: rows between rules, cells between bars, lines of a cell."""
    table: Table = []
    ruled = False
    for line in "\n\n".join(pictures).splitlines():
        if line.startswith("+"):
            ruled = True
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if ruled:
                table.append([[cell] for cell in cells])
            else:
                for lines, cell in zip(table[-1], cells, strict=True):
                    lines.extend([cell] if cell else [])
            ruled = False
        else:
            yield from [table] if table else []
            table, ruled = [], False
            yield line
    yield from [table] if table else []


def _review(plan: Plan) -> Review:
    people = (("child", "Ada", "child"), ("dad", "Mr Thornberry", "parent"), ("bell", "Mr Bell", "school"))
    said = {"child": "I read to Sam.", "dad": "She reads to us.", "bell": "Four pages on Monday."}
    hard = {"child": "The long words.", "dad": "She is tired.", "bell": "The room is loud."}
    entries = [
        Entry(id=f"{field}-{one}", by=one, field=field, value=text)
        for field, texts in (("working", said), ("not_working", hard))
        for one, text in texts.items()
    ]
    entries.append(Entry(id="s-next", by="child", field="travel_plans", value="The library."))
    outcomes = plan.of("outcome")
    for outcome in outcomes:
        about = outcome.id
        entries += [
            Entry(id=f"{field}-{about}", by="bell", field=field, value=f"{field} {about}", about=about)
            for field in ("seen", "pack")
        ]
        entries.append(Entry(id=f"decision-{about}", field="decision", value="keep", about=about))
    return Review(
        id="r-1",
        period=1,
        date=dt.date(2026, 3, 12),
        people=[Person(id=one, name=name, perspective=side) for one, name, side in people],  # type: ignore[arg-type]
        entries=entries,
        scores=[
            Score(field="progress", about=one.id, result="agreed", number=one.number) for one in outcomes
        ],
        actions=[Action(id="a1", what="Lend a book", who="Mr Bell", by=dt.date(2026, 3, 20), about="o1")],
    )


# The example


def test_the_layout_of_the_page_is_sound(prompts: Path) -> None:
    assert not [finding for finding in check_prompts(prompts) if finding.file.name == "layout.yaml"]


@pytest.mark.parametrize("breaks", [False, True])
def test_the_form_of_the_page_is_read_by_it(breaks: bool, prompts: Path, tmp_path: Path) -> None:
    path = tmp_path / "passport.docx"
    path.write_bytes(_drawn(breaks=breaks))
    opened = open_plan(path, prompts)
    assert opened.word
    assert (opened.word.not_found, opened.word.unread, opened.word.problems) == ((), (), ())
    plan = opened.plan
    assert plan.format == "two-reviews"
    child = plan.child
    assert (child.full_name, child.class_name) == ("Ada Thornberry", "Year 5")
    assert child.communication == "With pictures, in a quiet place."
    assert [one.words("wording") for one in plan.of("outcome")] == [
        "Read a page to a friend.",
        "Ask for a break.",
    ]
    assert [one.words("wording") for one in plan.of("step", "o1")] == ["Choose the book.", "Read one line."]
    assert [[one.words(field) for field in ("place", "what", "who")] for one in plan.of("provision")] == [
        ["education", "A reading pal", "Miss Orton"],
        ["education", "A break card", "Mr Bell"],
    ]
    assert not plan.reviews
    assert opened.word.reading.periods() == [1, STAMPS]


def test_a_review_is_filled_into_the_form_of_the_page(prompts: Path, tmp_path: Path) -> None:
    path = tmp_path / "passport.docx"
    path.write_bytes(_drawn())
    opened = open_plan(path, prompts)
    opened.ready_for_review()
    review = _review(opened.plan)
    save_plan(opened, write_into(opened.plan, review, load_script("two-reviews", prompts)))
    first, second = (one.text for one in docx.Document(str(path)).paragraphs if "Stamp" in one.text)
    assert first.startswith("Stamp 1 of 2. Day: 12/03/2026")
    assert second == "Stamp 2 of 2. Day: ____________"
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables
    ]
    views = next(table for table in tables if table[0][-1] == "Tricky")
    assert views[1:] == [
        ["Traveller says", "I read to Sam.", "The long words."],
        ["Family says", "Mr Thornberry: She reads to us.", "Mr Thornberry: She is tired."],
        ["School says", "Mr Bell: Four pages on Monday.", "Mr Bell: The room is loud."],
    ]
    (held,) = open_plan(path, prompts).plan.reviews
    assert held.date == review.date
    assert {(one.field, one.value) for one in held.entries} == {
        (one.field, one.value) for one in review.entries if one.field != "decision"
    }
    assert [one.number for one in held.scores] == [1, 2]
    assert [(one.what, one.who, one.by) for one in held.actions] == [
        ("Lend a book", "Mr Bell", dt.date(2026, 3, 20))
    ]


def test_the_commands_of_the_page_do_what_it_says(prompts: Path, tmp_path: Path) -> None:
    path = tmp_path / "try.docx"
    assert make_form.main([str(prompts / "two-reviews")]) == 0
    checked = call("formats", "check", prompts)
    assert FORM_FILE not in checked.out
    made = call(
        "new", path, "--format", "two-reviews", "--prompts", prompts, "--name", "Ada", "--outcome", "Read"
    )
    assert made.code == 0, made.err
    checked = call("check", path, "--prompts", prompts)
    assert checked.code == 0, checked.out
    assert "Learning Passport" in checked.out
    labels = {label for place in _labelled(_layout()) for label in place.labels[:1] if "{" not in label}
    words = "\n".join(
        [*(one.text for one in docx.Document(str(path)).paragraphs)]
        + [cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells]
    )
    assert not {label for label in labels if label not in words}


def _layout() -> LayoutFile:
    import yaml

    return LayoutFile.model_validate(yaml.safe_load(_fenced("yaml")[0]))


def _labelled(layout: LayoutFile) -> Iterator[Place]:
    for block in layout.blocks:
        yield from block.fields
        for grid in block.grids:
            yield from [*grid.columns, *grid.rows]


# What the page explains


@pytest.mark.parametrize("number", range(1, len(_fenced("yaml"))))
def test_every_further_example_has_the_right_shape(number: int, tmp_path: Path) -> None:
    path = tmp_path / "part.yaml"
    path.write_text(f"id: part\n{_fenced('yaml')[number]}", encoding="utf-8")
    Block.model_validate(read_source(path).values)


@pytest.mark.parametrize("model", [LayoutFile, Block, LabelledField, Column, RowLabel, Grid, Marks, Phrases])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    names = [field.alias or name for name, field in model.model_fields.items()]
    assert not [name for name in names if f"`{name}`" not in PAGE]


def test_every_value_is_explained() -> None:
    paths = [f"{of}.{name}" for of, names in _OF_EVERY_PLAN.items() for name in names]
    values = [*paths, *get_args(Where), "outcome", "review", "KIND.actions", "signed.TO", "signed.TO.on"]
    values += ["child", "parent", "school", "practitioner", "{number}", "{answer}", "{text}", "{review}"]
    assert not [value for value in values if f"`{value}`" not in PAGE]


def test_the_page_says_how_many_labels_are_enough() -> None:
    assert "four in ten" in PAGE
    assert ENOUGH == 0.4


def test_the_links_of_the_page_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", line.strip("# ").lower()) for line in PAGE.splitlines() if line[:1] == "#"
    }
    anchors = {heading.replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= anchors
