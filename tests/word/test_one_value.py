"""A box that takes one answer and has another one: the chair says which of them stands there, never both."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.word.writing_choices import LEAVE, REPLACE, Choices
from facilitator.work.session import Closed
from tests.cli.running import call
from tests.held_meetings import held
from tests.word_plans import SECOND_REVIEW, change, word_plan, words_in

DATE = (0, 1)
LOUD = "The new hall is loud."
DAY = date(2026, 11, 28)
NEW, OLD = "28/11/2026", "12/03/2026"


def written(path: Path, option: str) -> Closed:
    """Write a review, with one answer to what is asked of the boxes that take one."""
    session = held(path, LOUD, on=DAY)
    with pytest.raises(NeedsDecision, match=r"word\.one-value") as needs:
        session.write(Choices(append=True))
    assert needs.value.options == (REPLACE, LEAVE)
    closed = session.write(Choices(append=True).answering(option))
    session.leave()
    return closed


def main_part(path: Path) -> bytes:
    return zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/document.xml")


BOXES = {
    "a date": (DATE, OLD),
    "a date in words": (DATE, "in March, if she can come"),
}


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("odd", [(), ("tracks",)], ids=["plain", "tracked"])
def test_the_new_answer_takes_the_place_of_the_old_one(
    box: str, odd: tuple[str, ...], tmp_path: Path
) -> None:
    path = word_plan(tmp_path / "mina.docx", *odd)
    place, stands = BOXES[box]
    change(path, SECOND_REVIEW, place, stands)
    session = held(path, LOUD, on=DAY)
    tracked = bool(odd) or None
    with pytest.raises(NeedsDecision, match=r"word\.one-value") as needs:
        session.write(Choices(append=True, tracked=tracked))
    assert stands in str(needs.value.values["stands"])
    session.write(Choices(append=True, one_value=REPLACE, tracked=tracked))
    session.leave()
    opened = open_plan(path)
    assert [review.date for review in opened.plan.reviews][-1] == DAY
    assert opened.plan.reviews[-1].scores[0].number == 4
    assert "more than one" not in call("check", path).out
    assert f'<w:delText xml:space="preserve">{stands}'.encode() in main_part(path) if odd else True
    if not odd and place == DATE:
        assert stands not in words_in(path)


def test_or_the_old_one_stays_and_that_is_said(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx")
    change(path, SECOND_REVIEW, DATE, OLD)
    closed = written(path, LEAVE)
    assert NEW not in words_in(path)
    assert any("the date" in line and "stays" in line for line in closed.opened.left_out)


def test_the_same_answer_is_no_question(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx")
    change(path, SECOND_REVIEW, DATE, NEW)
    held(path, LOUD, on=DAY).write()
    assert words_in(path).count(NEW) == 1


def test_the_command_takes_either_answer(tmp_path: Path) -> None:
    path, review = word_plan(tmp_path / "mina.docx"), tmp_path / "review.json"
    change(path, SECOND_REVIEW, DATE, OLD)
    review.write_text('{"date": "2026-11-28", "statements": [], "period": 2}', encoding="utf-8")
    done = call("record", path, review)
    assert (done.code, done.err.split()[-2:]) == (3, ["--replace", "--leave"]), done.err
    assert call("record", path, review, "--replace").code == 0
    assert NEW in words_in(path)
    assert OLD not in words_in(path)
