"""The names of people whom the plan does not know are told before a paper goes home."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.plan.actions import Action
from facilitator.plan.reviews import Review
from facilitator.script.loading import load_script
from facilitator.summary.others_named import others_named
from facilitator.summary.pages import make_page
from tests.plain import talk
from tests.plain.test_talk import END, SET_UP
from tests.summary.letters import said, with_words
from tests.summary.reviews import PLAN

SCRIPT = load_script("support-plan")
NAMES = [
    ("I play with Jack and Amina.", ["Jack", "Amina"]),
    ("My friend is Kai's sister.", ["Kai"]),
    ("I like it when Rose comes.", ["Rose"]),
    # Those whom the plan or the review knows, and what is no name of a child.
    ("It is good when Mina is here and Mr Lacey comes with Mum.", []),
    ("Jack", []),  # it begins a sentence: nobody can tell
    ("On Monday in March I saw Mrs Nobody at PE. I like Maths.", []),
    ("The hall is too loud. It is all shouting.", []),
]


def named_in(review: Review, audience: str = "child") -> list[str]:
    return others_named(make_page(PLAN, review, SCRIPT, audience=audience), PLAN, review, SCRIPT)


@pytest.mark.parametrize(("words", "names"), NAMES)
def test_who_is_named_in_the_childs_words_and_in_what_people_will_do(words: str, names: list[str]) -> None:
    review = with_words(said(1, words))
    assert named_in(review) == names
    action = Action(id="a9", what=words, who="Mum", by=date(2027, 3, 19))
    without = with_words().model_copy(update={"actions": [action]})
    assert named_in(without) == names


def test_the_chair_is_told_when_the_letter_is_made(tmp_path: Path) -> None:
    path = talk.demo(tmp_path)
    typed = f"{SET_UP}Orla: I like it when Jack is kind\n{END}papers\nfor child\ntxt\n"
    _, told = talk.hold(path, typed)
    assert "whom the plan does not know: Jack." in " ".join(told.split())


@pytest.mark.parametrize(("words", "names"), NAMES)
def test_who_is_named_by_anybody_on_the_familys_page(words: str, names: list[str]) -> None:
    said_by_mum = said(1, words).model_copy(
        update={"by": "mum", "field": SCRIPT.format.names("concern", "review")[0]}
    )
    review = with_words(said_by_mum)
    assert named_in(review, "child") == []
    assert named_in(review, "family") == names


def test_what_a_page_says_for_us_names_nobody() -> None:
    assert named_in(with_words(), "family") == []
