"""A plan of each of five forms as a school would have it: read field by field, reviewed, saved by others.

What stands in each was written down from the document by hand: `samples/NAME.txt`, a line a fact.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.words_by_key import say
from tests.answering import answered, has_all_that_was_said, is_sound
from tests.plain.test_shapes_in_word import NOT_IN_FORM, in_boxes, told
from tests.plain.told import whole
from tests.shapes import Shape
from tests.word.packing import SAMPLES, sample
from tests.word.programs import by_pandoc, by_soffice, needs_pandoc, needs_soffice

FIVE = ("s001_05_word", "s002_05_word", "s003p_01_word", "s003g_01_word", "s004_01_word")


def copied(name: str, folder: Path) -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(sample(name))
    return path


def understood(path: Path) -> OpenPlan:
    opened = open_plan(path)
    assert opened.word is not None
    assert (opened.word.problems, opened.word.unread) == ((), ())
    return opened


@pytest.mark.parametrize("name", FIVE)
def test_it_is_read_field_by_field(name: str, tmp_path: Path) -> None:
    by_hand = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert whole(understood(copied(name, tmp_path)).plan) == by_hand


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", FIVE)
def test_it_takes_a_whole_review_and_nothing_is_lost(name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    before = understood(path).plan
    walk, said = answered(path, find_prompts(), mark="Said:")
    held = is_sound(path)
    has_all_that_was_said(held.reviews[-1], walk)
    plan = understood(path).plan
    assert len(plan.reviews) == len(before.reviews) + 1
    without_box, form = said.partition(say("review.left-out"))[2], load_script(plan.format).format
    lost = told(held, held.reviews[-1]) - told(plan, plan.reviews[-1])
    boxes = in_boxes(Shape(plan.format, (), prompts=find_prompts()))
    words = {at for at, _, value in lost if value.startswith("Said:") and at in boxes}
    fields = {at.split(".")[-1] for at in words} - {*NOT_IN_FORM}
    assert [field for field in fields if form.label(field) not in without_box] == []


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each sample as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("samples")
    return by_soffice("docx", [copied(name, folder) for name in FIVE], folder / "by-soffice")


@needs_soffice
@pytest.mark.parametrize("name", FIVE)
def test_saved_by_libreoffice_it_is_read_the_same(name: str, saved_again: dict[str, Path]) -> None:
    by_hand = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert whole(understood(saved_again[name]).plan) == by_hand


@needs_pandoc
@pytest.mark.parametrize("name", FIVE)
def test_saved_by_pandoc_it_is_read_the_same(name: str, tmp_path: Path) -> None:
    by_hand = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "by-pandoc.docx"
    by_pandoc(copied(name, tmp_path), path)
    assert whole(understood(path).plan) == by_hand
