"""`record` writes a review into a Word plan once, whoever wrote it there and whatever became of it since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from facilitator.files.folders import data_folder
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from tests.cli.running import Done, call, record
from tests.looking import held_here
from tests.test_records import held, held_early, known_as, plain, put_right
from tests.word_plans import CHILD_WORKING, SECOND_REVIEW, change, word_plan, words_in

pytestmark = pytest.mark.sampled(2)

Json = dict[str, Any]

LIKES = "I like the garden."


@pytest.fixture
def word(folder: Path) -> Path:
    return word_plan(folder / "mina.docx")


def given(**more: object) -> Json:
    return {
        "date": "2026-03-12",
        "people": [{"name": "Mum", "perspective": "parent"}],
        "statements": [
            {"speaker": "Mina Farrow-Adeyemi", "topic": "working", "text": LIKES},
            {"speaker": "Mum", "topic": "working", "text": "She sleeps better now."},
        ],
        "outcomes": [{"outcome": 1, "score": {"result": "agreed", "number": 4}}],
        **more,
    }


EARLY: Json = {"outcomes": []}
"""A review without a score: the document alone cannot tell it from one that is only prepared."""


def refused(done: Done) -> None:
    assert (done.code, done.out, done.err.strip()) == (1, "", say("review.already-written"))


def saved_again(path: Path) -> None:
    docx.Document(str(path)).save(str(path))


def put_in_order(path: Path) -> None:
    put_right(path, (LIKES, "I like the big garden."))


def added_to(path: Path) -> None:
    change(path, SECOND_REVIEW, CHILD_WORKING, "And the swings.")


def records_gone(path: Path) -> None:
    """As on another computer."""
    assert path.exists()
    shutil.rmtree(data_folder())


@pytest.mark.parametrize("early", [{}, EARLY], ids=["scored", "early"])
@pytest.mark.parametrize(
    "afterwards",
    [
        [],
        [saved_again],
        [put_in_order],
        [added_to],
        [records_gone],
        [records_gone, saved_again, put_in_order],
    ],
    ids=lambda many: "-".join(one.__name__ for one in many) or "nothing",
)
def test_the_same_review_is_refused(
    word: Path, early: Json, afterwards: list[Callable[[Path], None]]
) -> None:
    assert record(word, given(**early), "--period", "2").code == 0
    for change_it in afterwards:
        change_it(word)
    data = word.read_bytes()
    for options in ((), ("--period", "2"), ("--period", "3")):
        refused(record(word, given(**early), *options))
    refused(record(word, given(**early), name="other.json", indent=2))
    refused(record(word, dict(reversed(given(**early, period=3).items())), name="turned.json"))
    assert word.read_bytes() == data
    assert words_in(word).count("garden") == 1


def test_another_review_is_written(word: Path) -> None:
    assert record(word, given(), "--period", "2").code == 0
    other = given(date="2026-06-12", statements=[{"speaker": "Mum", "topic": "working", "text": "She runs."}])
    assert record(word, other, name="other.json").code == 0
    assert [review.period for review in open_plan(word).plan.reviews] == [1, 2, 3]
    refused(record(word, given()))
    refused(record(word, other))


def test_the_same_words_on_another_day_are_another_review(word: Path) -> None:
    assert record(word, given(), "--period", "2").code == 0
    assert record(word, given(date="2026-06-12")).code == 0


def test_another_document_of_the_same_child_may_have_it(word: Path) -> None:
    assert record(word, given(), "--period", "2").code == 0
    other = word_plan(word.with_name("other.docx"))
    assert record(other, given(), "--period", "2").code == 0


def test_in_a_native_plan_the_same_words_in_another_order_are_the_same_review(folder: Path) -> None:
    plan = folder / "mina.plan.json"
    assert call("convert", word_plan(folder / "old.docx"), plan, "--yes").code == 0
    assert record(plan, given(), "--period", "2").code == 0
    refused(record(plan, given()))
    refused(record(plan, dict(reversed(given().items())), name="turned.json", indent=2))


@pytest.mark.parametrize("in_the_meeting", [plain, known_as], ids=lambda one: one.__name__)
@pytest.mark.parametrize("by", ["id", "words"])
def test_what_a_meeting_wrote_is_not_recorded_again(
    word: Path, in_the_meeting: Callable[..., None], by: str
) -> None:
    review = held(word, in_the_meeting).review.model_dump(mode="json")
    if by == "words":
        del review["id"]
    refused(record(word, review))
    refused(record(word, review, "--period", "3"))


def test_what_a_short_meeting_wrote_is_not_recorded_again(word: Path) -> None:
    review = held_early(word).review.model_dump(mode="json")
    del review["id"]
    refused(record(word, review))
    records_gone(word)
    refused(record(word, review))


# A review that was recorded, or converted, is known as one that was held here


def test_a_short_review_that_was_recorded_counts_as_held(word: Path) -> None:
    assert record(word, given(**EARLY), "--period", "2").code == 0
    opened = open_plan(word)
    assert [review.period for review in opened.plan.reviews] == [1, 2]
    assert say("word.not-held", text=LIKES) not in call("check", word).out
    assert [review.period for _, review in held_here(opened)] == [2]


def test_a_short_review_that_was_converted_counts_as_held(word: Path, folder: Path) -> None:
    native, again = folder / "mina.plan.json", folder / "again.docx"
    held_early(word)
    assert call("convert", word, native, "--yes").code == 0
    assert "I go on the tablet with Dad." in native.read_text(encoding="utf-8")
    assert call("convert", native, again, "--yes").code == 0
    assert [review.period for review in open_plan(again).plan.reviews] == [1, 2]


def test_every_command_knows_that_a_short_review_was_held(word: Path) -> None:
    held_early(word)
    assert "2 reviews held" in call("show", word).out
    checked = call("check", word).out
    assert say("word.is-half-filled", period="Term 2") not in checked
    assert "has not been held yet" not in checked
    written = call("export", word, "--to", "txt", "-o", word.with_name("out.txt"))
    assert written.err == ""
    assert "Mornings are better." in word.with_name("out.txt").read_text(encoding="utf-8")


def test_a_summary_says_that_the_words_were_changed_since(word: Path) -> None:
    held(word, known_as)
    put_right(word, (" all of the ", " al of the "))
    done = call("export", word, "--for", "child", "--to", "txt", "-o", word.with_name("out.txt"))
    assert done.err.strip() == say("commands.export.changed-since")
    assert "Mina\n" in word.with_name("out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "held_there"),
    [
        ({}, False),
        ({"actions": [{"what": "Buy a lamp", "who": "Mum", "by": "2026-03-20", "outcome": "o1"}]}, True),
        ({"actions": [{"what": "Buy a lamp", "outcome": "o1"}]}, False),
        ({"outcomes": [{"outcome": 1, "decision": "achieved"}]}, False),
        (
            {
                "outcomes": [
                    {
                        "outcome": 1,
                        "decision": "remove",
                        "statements": [
                            {"speaker": "everyone", "topic": "ended_because", "text": "It is not needed."}
                        ],
                    }
                ]
            },
            True,
        ),
    ],
    ids=["views", "action", "open-action", "achieved", "removed"],
)
def test_elsewhere_only_what_a_meeting_agrees_says_that_it_was_held(
    word: Path, more: Json, held_there: bool
) -> None:
    """On a computer without the record the document alone can tell, and else it is said that nobody knows."""
    assert record(word, given(**{**EARLY, **more}), "--period", "2").code == 0
    records_gone(word)
    opened = open_plan(word)
    assert (2 in {review.period for review in opened.plan.reviews}) is held_there
    assert (say("word.is-half-filled", period="Term 2") in opened.notices) is not held_there
