"""The page for the family is two printed pages at most, in every kind; what had no room is counted."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from facilitator.plan.actions import Action
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position
from facilitator.script.words_by_key import explain, say
from facilitator.summary.as_pdf import Press
from facilitator.summary.page import Page
from facilitator.summary.pages import make_page
from facilitator.summary.room import Room
from tests.making import agreed, chosen, not_agreed, outcome, said
from tests.summary.printing import FONT_SETS, printed, with_fonts
from tests.summary.rendering import render
from tests.summary.reviews import EMPTY, PLAN, SECOND
from tests.summary.scripts import SCRIPT

USUAL = "We saw this on most days of the week."
SIDES = ("child", "parent", "school", "practitioner")


@cache
def full(
    outcomes: int, lines: int, actions: int, words: str = "We saw this on most days of the week."
) -> Plan:
    """Return a plan whose last review has so many outcomes, lines under names, and actions."""
    people = [
        Person(id="child", name="Mina", perspective="child"),
        *(Person(id=f"p{n}", name=f"Person {n}", perspective=SIDES[1 + n % 3]) for n in range(9)),  # type: ignore[arg-type]
    ]
    ids = [one.id for one in people]
    entries = [
        said(f"{n}. {words}", ids[n % len(ids)], ("working", "not_working")[n // 2 % 2], id=f"s{n}")
        for n in range(lines)
    ]
    held = [one for n in range(1, outcomes + 1) for one in outcome(n, f"Outcome {n}. {words}")]
    shown = [Position(person=f"p{n}", number=2 + n % 3, reason=f"Reason of {n}. {words}") for n in range(9)]
    goals = [one.id for one in held if one.kind == "outcome"]
    scores = [not_agreed(one, *shown) if nth % 3 == 0 else agreed(one, 3) for nth, one in enumerate(goals)]
    review = Review(
        id="full",
        period=1,
        date=date(2027, 3, 12),
        next_date=date(2027, 6, 25),
        people=people,
        entries=[*entries, *(chosen("decision", "keep", one, review="full") for one in goals)],
        scores=scores,
        actions=[
            Action(
                id=f"a{n}", what=f"Action {n}. {words}", who=f"Person {n % 9}", by=date(2027, 4, 1 + n % 28)
            )
            for n in range(actions)
        ],
    )
    return PLAN.model_copy(update={"items": held, "reviews": [review]})


FULL = {
    "2 outcomes": full(2, 20, 4),
    "12 outcomes": full(12, 200, 30),
    "12 outcomes of many words": full(12, 200, 30, "We saw this and much more besides. " * 12),
    "words of one letter": full(12, 200, 12, "W" * 900),
    "60 actions": full(2, 4, 60),
}


def family(plan: Plan) -> Page:
    return make_page(plan, plan.reviews[-1], SCRIPT, audience="family")


@pytest.mark.parametrize("name", FULL)
def test_it_is_two_pages_at_most(name: str) -> None:
    page = family(FULL[name])
    assert Press().pages(page) <= 2
    assert page.size >= 11


@pytest.mark.needs("browser", "pdftotext", "fonts")
@pytest.mark.parametrize("fonts", ["this computer's own", "few", "broad", "Noto"])
@pytest.mark.parametrize("name", FULL)
def test_a_browser_prints_it_on_two_pages(name: str, fonts: str, tmp_path: Path) -> None:
    assert fonts in FONT_SETS
    plan = FULL[name]
    html = render(plan, plan.reviews[-1], SCRIPT, kind="html", audience="family")
    assert len(printed(html, tmp_path, with_fonts(fonts, tmp_path))) <= 2


def test_what_had_no_room_is_counted_and_the_jobs_come_first() -> None:
    told = render(FULL["12 outcomes"], FULL["12 outcomes"].reviews[-1], SCRIPT, kind="txt", audience="family")
    assert all(f"Action {n}. We saw" in told for n in range(30)), "who does what has room before all else"
    counts = [int(one) for one in re.findall(r"There are (\d+) more", told)]
    assert counts
    shown = len(re.findall(r"“\d+\. We saw", told))
    assert shown + sum(counts) >= 200


def test_a_usual_review_is_there_as_a_whole() -> None:
    told = render(PLAN, SECOND, SCRIPT, kind="txt", audience="family")
    assert not re.search("There (is one|are .*) more", told)
    for words in (
        "Find Mina a quiet place for lunch",
        "The hall is too loud.",
        "68 of 100 read.",
        "Not agreed (2, 4)",
    ):
        assert words in told
    assert "A week without tears." in told, "each side of what is not agreed is told in full"
    assert "We meet again on Friday 25 June 2027." in told


def test_a_label_that_ends_in_a_colon_has_no_second_one() -> None:
    told = render(FULL["2 outcomes"], FULL["2 outcomes"].reviews[-1], SCRIPT, kind="txt", audience="family")
    assert f"{say('family.differ-next')} {say('summary.disagreement.no-next')}" in told


def test_with_next_to_nothing_it_still_says_what_there_is() -> None:
    told = render(PLAN, EMPTY, SCRIPT, kind="txt", audience="family")
    assert say("family.no-tasks") in told
    assert say("family.no-date") in told


@pytest.mark.parametrize("audience", ["family", "child"])
def test_a_paper_for_one_child_is_refused_for_several(audience: str) -> None:
    plan = PLAN.model_copy(update={"children": [*PLAN.children, PLAN.child.model_copy(update={"id": "c2"})]})
    with pytest.raises(Refusal) as refused:
        render(plan, SECOND, SCRIPT, kind="txt", audience=audience)
    assert refused.value.code == "summary.for-one-child"
    assert "for several" in explain(refused.value)


def test_each_person_has_a_slip_with_all_they_said_they_would_do() -> None:
    told = render(PLAN, SECOND, SCRIPT, kind="txt", audience="actions")
    assert re.search(
        r"What Mr Lacey will do\n=+\n\n  Find Mina a quiet place for lunch\n  By when: Friday 19 March", told
    )
    assert told.index("What Dad will do") < told.index(say("family.slip-nobody"))
    for action in SECOND.actions:
        assert told.count(action.what) == 1


# Room


def ask(room: Room) -> tuple[list[int], list[int], list[int]]:
    return room.some("a", [1, 2, 3]), room.some("b", [4, 5]), room.some("c", [6], rank=0)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (0, ([], [], [])),
        (1, ([], [], [6])),
        (2, ([1], [], [6])),
        (3, ([1], [4], [6])),
        (5, ([1, 2], [4, 5], [6])),
        (6, ([1, 2, 3], [4, 5], [6])),
    ],
)
def test_the_lowest_rank_has_room_first_and_lists_of_one_rank_take_turns(
    kept: int, shown: tuple[list[int], ...]
) -> None:
    whole = Room()
    assert ask(whole) == ([1, 2, 3], [4, 5], [6])
    assert [whole.left(name) for name in "abc"] == [0, 0, 0]
    room = Room(whole, kept)
    assert ask(room) == shown
    assert [room.left(name) for name in "abc"] == [3 - len(shown[0]), 2 - len(shown[1]), 1 - len(shown[2])]
