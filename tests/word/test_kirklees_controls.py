"""Kirklees plans with content controls, and with colours in words: the same is read and written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from facilitator.files.plans import save_plan
from facilitator.meeting.plan_after_review import write_into
from tests.word.kirklees_form import Form
from tests.word.test_kirklees import DAY, DECIDED, SCRIPT, a_review, facts, opened, understood, written
from tests.word.variants_of_kirklees import CONTROLS, ROUND_DAYS, round_heading, round_words_of_heading
from tests.word_plans import W

if TYPE_CHECKING:
    from lxml import etree


@pytest.mark.parametrize("edit", CONTROLS.values(), ids=CONTROLS)
def test_content_controls_change_nothing_that_it_says(edit: Callable[[bytes], bytes], tmp_path: Path) -> None:
    meant = facts(understood(Form().data(), tmp_path))
    data = edit(Form().data())
    assert facts(understood(data, tmp_path)) == meant
    written(data, tmp_path)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("edit", ROUND_DAYS.values(), ids=ROUND_DAYS)
def test_the_day_of_a_review_goes_into_a_control_round_its_line(
    edit: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    meant = facts(understood(Form().data(), tmp_path))
    data = edit(Form().data())
    assert facts(understood(data, tmp_path)) == meant
    assert [review.date for review in written(data, tmp_path).reviews][1:] == [DAY]
    before, after = (pickers(one) for one in (data, (tmp_path / "plan.docx").read_bytes()))
    assert [tag for tag, _ in after] == [tag for tag, _ in before]
    control = next(one for one in controls_round((tmp_path / "plan.docx").read_bytes(), "09/06/2026"))
    assert "2nd review (R2)" in texts_of(control)
    assert control.find(f".//{W}showingPlcHdr") is None
    for picker in control.iterfind(f"{W}sdtPr/{W}date"):
        assert picker.get(f"{W}fullDate") == "2026-06-09T00:00:00Z"


def controls_round(data: bytes, words: str) -> list[etree._Element]:
    """Return the controls round the heading that has some words, the outermost first."""
    body = docx.Document(io.BytesIO(data)).element.body
    runs = [one for one in body.iter(f"{W}r") if words in texts_of(one)]
    heads = [one for run in runs for one in run.iterancestors(f"{W}sdt")]
    return [one for one in heads if "Section 6" in texts_of(one)]


def texts_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def pickers(data: bytes) -> list[tuple[str, str | None]]:
    """Return what kinds of controls a document has, in order, and the day of each date picker."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = [one for control in body.iter(f"{W}sdt") for one in control.find(f"{W}sdtPr")]
    return [(one.tag, one.get(f"{W}fullDate")) for one in found if one.tag != f"{W}showingPlcHdr"]


CLOSED = {
    "locked": '<w:lock w:val="contentLocked"/><w:richText/>',
    "filled by Word": '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/>',
    "a list": '<w:dropDownList><w:listItem w:displayText="One" w:value="1"/></w:dropDownList>',
}


@pytest.mark.parametrize("round_", [round_heading, round_words_of_heading])
@pytest.mark.parametrize("kind", CLOSED.values(), ids=CLOSED)
def test_a_control_that_takes_no_words_is_left_alone_and_the_day_is_told_as_closed(
    kind: str, round_: Callable[[str], Callable[[bytes], bytes]], tmp_path: Path
) -> None:
    before = opened(round_(kind)(Form().data()), tmp_path)
    plan = write_into(before.plan, a_review(before.plan), SCRIPT)
    saved = save_plan(before, plan, choices=DECIDED)
    assert saved.filled is not None
    assert [piece.key.records for piece in saved.filled.closed] == ["review.date"]
    assert not controls_round(saved.path.read_bytes(), "09/06/2026")


@pytest.mark.parametrize("colour", ["Green", "AMBER –", "Red:", "(R)", "RAG: amber"])
def test_a_word_for_a_colour_stays_among_the_words_of_progress(colour: str, tmp_path: Path) -> None:
    before = understood(Form().data(), tmp_path).reviews[0].entries
    form = Form()
    row = form.table("r1")[2]
    row[1] = f"{colour}\n{row[1]}"
    data = form.data()
    said = [one for one in understood(data, tmp_path).reviews[0].entries if one.field == "progress"]
    words = next(one.text for one in before if one.field == "progress" and one.about == said[0].about)
    assert [line for one in said for line in one.text.split("\n")][:2] == [colour, words.split("\n")[0]]
    written(data, tmp_path)
