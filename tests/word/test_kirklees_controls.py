"""Kirklees plans with content controls, and with words for colours: the same is read and written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.word.kirklees_form import Form
from tests.word.test_kirklees import facts, understood, written
from tests.word.variants_of_kirklees import CONTROLS


@pytest.mark.parametrize("edit", CONTROLS.values(), ids=CONTROLS)
def test_content_controls_change_nothing_that_it_says(edit: Callable[[bytes], bytes], tmp_path: Path) -> None:
    meant = facts(understood(Form().data(), tmp_path))
    data = edit(Form().data())
    assert facts(understood(data, tmp_path)) == meant
    written(data, tmp_path)


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
