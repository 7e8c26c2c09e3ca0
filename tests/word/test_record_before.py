"""The record of a Word meeting that the version before wrote is known, and read as today's."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import docx
import pytest

from facilitator.files.folders import meetings_folder
from facilitator.files.plans import open_plan
from facilitator.files.records import recorded
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.entries import Entry
from facilitator.plan.reviews import Review

BEFORE = Path(__file__).parent / "samples" / "before_schema_4"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The document, with the record where the version before had put it; it lies elsewhere now."""
    done = meetings_folder() / "done"
    done.mkdir(parents=True)
    shutil.copy(BEFORE / "review.written", done / "3403a8c1126d-2b432f6b85d4f229.written")
    return Path(shutil.copy(BEFORE / "plan.docx", tmp_path / "plan.docx"))


def told(review: Review, field: str, about: str | None = None) -> list[Entry]:
    return review.given(field, about)


def test_the_record_has_what_the_form_has_no_place_for(plan: Path) -> None:
    [one] = recorded(open_plan(plan))
    review = one.review
    assert (review.id, review.period, review.date, review.minutes) == ("r-two", 2, date(2026, 3, 12), 45)
    [said] = told(review, "working")[:1]
    assert (said.value, said.manner.how, said.manner.helper) == ("I like the red card.", "with_help", "mum")
    assert (review.chosen("delivered", "o1"), review.chosen("decision", "o1")) == ("partly", "amend")
    assert (review.chosen("all_agree"), review.chosen("read_back")) == ("yes", "yes")
    first, second = review.scores
    assert (first.result, first.number, first.positions[0].reason) == (
        "agreed_after_talking",
        4,
        "Not at home yet.",
    )
    assert (second.result, second.sides[0].reason, second.next_step) == (
        "not_agreed",
        "Not at home.",
        "Look again",
    )
    [concern] = told(review, "not_working")
    assert concern.match is not None
    assert concern.match.target == "a1"
    assert not one.changed


def test_the_plan_is_shown_as_its_record_has_it_with_the_items_of_the_document(plan: Path) -> None:
    held = as_held(open_plan(plan))
    assert (held.changed, 2 in held.in_document) == (frozenset(), False)
    new = next(item for item in held.plan.items if item.replaces == "o1")
    assert (new.number, new.words("wording")) == (4, "Takes a card without being asked.")
    review = held.plan.reviews[1]
    assert [action.about for action in review.actions] == ["o1"]
    assert {score.about for score in review.scores} == {"o1", "o2"}


def test_a_review_is_known_again_when_words_were_put_right_in_the_document(plan: Path) -> None:
    document = docx.Document(str(plan))
    changed = 0
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for paragraph in cell.paragraphs:
                if "She sleeps through." in paragraph.text:
                    paragraph.runs[-1].text = paragraph.runs[-1].text.replace("through", "all night")
                    changed += 1
    assert changed
    document.save(str(plan))
    [one] = recorded(open_plan(plan))
    assert (one.review.id, one.changed) == ("r-two", True)
