"""A save that is tried again writes what the first try would have written: a tree is filled once only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.word.document.zipped import read_zip
from facilitator.word.filled_document import fill
from facilitator.word.writing_choices import Choices
from tests.word.holding import COPY, begin, opened
from tests.word.packing import sample

NAMES = ["s000_01_word", "s000_18_python_docx"]
EVERYTHING = Choices(append=True, add=True, tracked=False, unprotected=True)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_filled_twice_is_the_same_to_the_byte_and_says_what_it_said(name: str) -> None:
    meeting = begin(sample(name))
    word, plan = meeting.word, meeting.plan
    assert plan is not None
    assert meeting.review is not None
    before = (word.plan, word.notices, word.report(), word.standing(meeting.review, plan))
    first, second = fill(word, plan, EVERYTHING), fill(word, plan, EVERYTHING)
    assert first.data == second.data == fill(opened(sample(name)), plan, EVERYTHING).data
    fresh = replace(word, known=word.known)  # nothing of it is remembered
    assert before == (fresh.plan, fresh.notices, fresh.report(), fresh.standing(meeting.review, plan))
    assert fill(first.word, plan, EVERYTHING).data == first.data


@pytest.mark.parametrize("name", NAMES)
def test_a_try_that_was_refused_leaves_nothing_behind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = begin(sample(name))
    word, plan = meeting.word, meeting.plan
    assert plan is not None
    with monkeypatch.context() as patched:
        patched.setattr("facilitator.word.write.verify", _refuse)
        with pytest.raises(Refusal):
            fill(word, plan, EVERYTHING)
    assert fill(word, plan, EVERYTHING).data == fill(opened(sample(name)), plan, EVERYTHING).data


def test_a_block_that_was_added_before_a_question_is_not_there_twice() -> None:
    meeting = begin(sample("s000_01_word"))
    word, plan, review = meeting.word, meeting.plan, meeting.review
    assert plan is not None
    assert review is not None
    later = review.model_copy(update={"id": "r-later", "period": 9})
    longer = plan.model_copy(update={"reviews": [*plan.reviews, later]})
    asked = []
    for choices in (Choices(), Choices(add=True), EVERYTHING):
        try:
            fill(word, longer, choices)
        except NeedsDecision as decision:
            asked.append(decision.code)
    assert asked
    again = fill(word, longer, EVERYTHING)
    assert again.data == fill(opened(sample("s000_01_word")), longer, EVERYTHING).data


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_after_the_plan_itself_is_as_if_it_came_first(name: str) -> None:
    meeting = begin(sample(name))
    assert meeting.plan is not None
    fill(meeting.word, meeting.plan, EVERYTHING)
    copies = EVERYTHING._replace(to=COPY)
    copy = fill(meeting.word, meeting.plan, copies).data
    assert copy == fill(opened(sample(name)), meeting.plan, copies).data
    assert read_zip(copy).entries


def _refuse(*_: object) -> None:
    raise Refusal("word.not-the-same")
