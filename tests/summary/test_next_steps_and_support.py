"""The next step of an outcome stands with it, and support is told line by line, wherever a review is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, Match
from facilitator.plan.people import CHILD, EVERYONE, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import LeftOpen, Review
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.loading import load_script
from facilitator.script.review_by_role import not_reviewed
from facilitator.script.whole_support import WholeSupport
from facilitator.summary.letter import make_letter
from facilitator.work.check import remarks
from facilitator.work.show import as_lines
from tests.making import agreed, chosen, outcome, said
from tests.summary.page import one_line
from tests.summary.rendering import letter_aloud, render

SCRIPT = load_script("support-plan")
DAY = date(2027, 3, 12)
LINES = ("Story map", "Talk group", "Three drawings")
STEP = Action(
    id="a1", what="Tell it to the class", who="Mr Bell", person="bell", by=date(2027, 3, 27), about="o1"
)
PEOPLE = [
    Person(id=CHILD, name="Ravi", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="bell", name="Mr Bell", perspective="school", role="teacher"),
]


def review_with(*entries: Entry, actions: tuple[Action, ...] = (STEP,), **more: object) -> Review:
    given = {
        "id": "r1",
        "period": 1,
        "date": DAY,
        "people": PEOPLE,
        "entries": [*entries],
        "actions": [*actions],
    }
    return Review.model_validate({**given, **more})


def plan_of(review: Review) -> Plan:
    items = [
        *outcome(1, "Ravi tells a story.", provision=[(line,) for line in LINES]),
        *outcome(2, "Ravi swims."),
    ]
    child = Child(full_name="Ravi Shah", known_as="Ravi", date_of_birth=date(2018, 11, 23))
    return Plan(id="p", format="support-plan", children=[child], items=items, reviews=[review])


def summary_of(review: Review, kind: str = "txt") -> str:
    return one_line(render(plan_of(review), review, SCRIPT, kind=kind))


def part(text: str, begins: str, ends: str) -> str:
    return text.partition(begins)[2].partition(ends)[0]


# The next step


def test_the_summary_tells_the_next_step_with_its_outcome_with_who_and_when() -> None:
    review = review_with(said("Four sentences.", EVERYONE, "achieved", "o1"), scores=[agreed("o1", 3)])
    text = summary_of(review)
    told = part(text, "What we looked at, one by one", "The read-back")
    label = SCRIPT.format.label("next", "outcome")
    assert f"{label} Tell it to the class Who: Mr Bell. By: Saturday 27 March 2027. Agreed." in told
    assert "For outcome 1." in part(text, "Who does what, by when", "What we looked at")
    assert "For outcome 1." not in told, "it stands under the outcome"
    assert "Tell it to the class" in part(summary_of(review, "html"), label, "</section>")


def test_words_and_an_action_stand_together_under_one_label() -> None:
    review = review_with(said("A smaller group.", EVERYONE, "next", "o1"))
    label = SCRIPT.format.label("next", "outcome")
    text = summary_of(review)
    assert text.count(label) == 1
    assert text.index("A smaller group.") < text.index("Tell it to the class", text.index(label))


def test_an_outcome_with_no_more_than_a_next_step_was_looked_at() -> None:
    review = review_with()
    assert [item.id for item in not_reviewed(plan_of(review), review, SCRIPT.format)] == ["o2"]


def test_the_letter_has_the_next_step_at_its_goal_once_and_reads_it_aloud() -> None:
    review = review_with(
        said("I can do it.", CHILD, "achieved", "o1"), actions=(STEP, _other("a2", about=None))
    )
    letter = make_letter(plan_of(review), review, SCRIPT)
    assert [job.what for job in letter.tasks] == ["Do a2"]
    [goal] = [aim for aim in letter.goals if aim.tasks]
    assert [(job.lead.plain(), job.what) for job in goal.tasks] == [
        ("Mr Bell will do this by Saturday 27 March:", STEP.what)
    ]
    for kind in ("txt", "html"):
        assert (
            one_line(render(plan_of(review), review, SCRIPT, kind=kind, audience="child")).count(STEP.what)
            == 1
        )
    assert letter_aloud(plan_of(review), review, SCRIPT).count(STEP.what) == 1


def _other(id: str, **more: object) -> Action:  # noqa: A002 - as the model calls it
    return Action.model_validate(
        {"id": id, "what": f"Do {id}", "who": "Mum", "by": DAY, "about": "o1", **more}
    )


def test_what_the_child_does_or_asked_for_stands_before_the_goals() -> None:
    hard = said("Too loud.", CHILD, "not_working", match=Match(kind="action", target="asked"))
    actions = (_other("mine", who="Ravi", person=CHILD), _other("asked"), _other("other"))
    review = review_with(hard, actions=actions)
    letter = make_letter(plan_of(review), review, SCRIPT)
    assert [job.what for job in letter.tasks] == ["Do mine", "Do asked"]
    assert [job.what for aim in letter.goals for job in aim.tasks] == ["Do other"]


def test_a_letter_whose_jobs_all_stand_at_goals_does_not_say_that_there_are_none() -> None:
    review = review_with()
    letter = make_letter(plan_of(review), review, SCRIPT)
    assert (letter.tasks, letter.no_tasks, letter.shows_tasks) == ([], [], False)
    none = review_with(actions=())
    assert make_letter(plan_of(none), none, SCRIPT).shows_tasks
    for kind in ("txt", "html"):
        heading = letter.heads["tasks"].plain()
        assert heading not in render(plan_of(review), review, SCRIPT, kind=kind, audience="child")
        assert heading in render(plan_of(none), none, SCRIPT, kind=kind, audience="child")


def test_the_list_of_a_plan_says_what_an_action_is_for() -> None:
    review = review_with(actions=(STEP, _other("a2", about=None)))
    lines = [line.strip() for line in as_lines(plan_of(review), SCRIPT)]
    assert "“Tell it to the class” Who: Mr Bell. By: Saturday 27 March 2027. For outcome 1. Agreed." in lines
    assert "“Do a2” Who: Mum. By: Friday 12 March 2027. Agreed." in lines


LOOKED_AT = (said("More.", EVERYONE, "achieved", "o1"),)


@pytest.mark.parametrize(
    ("entries", "actions", "missing"),
    [
        (LOOKED_AT, (), True),
        (LOOKED_AT, (STEP,), False),
        (LOOKED_AT, (_other("a2", about="o2"),), True),
        ((*LOOKED_AT, said("Snap.", EVERYONE, "next", "o1", id="s2")), (), False),
        ((*LOOKED_AT, chosen("decision", "keep", "o1")), (), True),
        ((*LOOKED_AT, chosen("decision", "achieved", "o1")), (), False),
        ((), (), False),
    ],
)
def test_a_check_tells_where_nothing_says_what_comes_next(
    entries: tuple[Entry, ...], actions: tuple[Action, ...], missing: bool
) -> None:
    plan = plan_of(review_with(*entries, actions=actions))
    told = [remark.values["item"] for remark in remarks(plan, SCRIPT, DAY) if remark.code == "check.no-next"]
    assert told == (["outcome 1"] if missing else [])
    of_form = [remark.code for remark in remarks(plan, SCRIPT, DAY, of_form=True)]
    assert "check.no-next" not in of_form


@pytest.mark.parametrize(("often", "missing"), [("Daily", 0), (60, 0), (0, 0), ("", 1), (None, 1)])
def test_how_often_may_be_a_number(often: str | int | None, missing: int) -> None:
    plan = plan_of(review_with())
    fields = {"what": LINES[0], "who": "Mr Bell", "how_often": often}
    items = [
        one.model_copy(update={"fields": fields}) if one.kind == "provision" else one for one in plan.items
    ]
    told = remarks(plan.model_copy(update={"items": items}), SCRIPT, DAY)
    assert len([one for one in told if one.code == "check.provision-how-often"]) == missing * len(LINES)


# Support line by line

ANSWERS = ("yes", "partly", "no")
CALLED = {"yes": "Yes, as planned", "partly": "Some of it", "no": "No"}


@given(st.lists(st.sampled_from(ANSWERS), min_size=3, max_size=3))
def test_each_line_is_told_under_the_one_answer_and_under_no_heading_of_its_own(answers: list[str]) -> None:
    lines = [chosen("delivered", one, f"o1.p{place}") for place, one in enumerate(answers, start=1)]
    whole = answers[0] if len(set(answers)) == 1 else "partly"
    review = review_with(chosen("delivered", whole, "o1"), *lines)
    told = " ".join(f"{line}: {CALLED[one]}" for line, one in zip(LINES, answers, strict=True))
    text = summary_of(review)
    assert f"Was the support given? {CALLED[whole]} {told}" in text
    assert "Provision" not in text
    html = summary_of(review, "html")
    assert all(html.count(line) == 1 for line in LINES)


def test_a_line_of_which_more_is_told_keeps_its_place() -> None:
    noted = chosen("delivered", "no", "o1.p2").model_copy(update={"note": "Nobody was there."})
    review = review_with(chosen("delivered", "partly", "o1"), chosen("delivered", "yes", "o1.p1"), noted)
    text = summary_of(review)
    assert "Story map: Yes, as planned" in text
    assert "Nobody was there." in text.partition("Talk group")[2]


def test_lines_that_nobody_was_asked_about_are_not_named_as_left_out() -> None:
    review = review_with(chosen("delivered", "yes", "o1"), chosen("delivered", "yes", "o2"))
    assert not_reviewed(plan_of(review), review, SCRIPT.format) == []


def test_a_question_about_a_line_or_about_none_that_was_left_is_told_in_its_words() -> None:
    left = [
        LeftOpen(turn="goal.delivered", item=item, kind="skipped", because="No time.")
        for item in ("o1/o1.p2", "o2")
    ]
    text = summary_of(review_with(left_open=left))
    assert "“Talk group” Was this support given as planned?" in text
    assert "Outcome 2: “Ravi swims.” Was the support given as planned?" in text


def test_what_is_put_right_at_the_read_back_stands_with_it() -> None:
    right = said("It was Tuesday.", "mum", "put_right", turn="close.put-right")
    text = summary_of(review_with(chosen("read_back", "yes_but", by="mum"), right))
    assert "It was Tuesday." in text.partition("The read-back")[2]


@given(st.lists(st.sampled_from([*ANSWERS, "perhaps"])))
def test_one_answer_stands_for_several(answers: list[str]) -> None:
    declared = DeclaredField.model_validate({"type": "choice", "options": [*ANSWERS]})
    whole = declared.whole(answers)
    if not answers or "perhaps" in answers:
        assert whole is None
    elif len(set(answers)) == 1:
        assert whole == answers[0]
    else:
        assert whole == "partly"


@given(st.dictionaries(st.sampled_from(["o1", "o1.p1", "o1.p2", "o1.p3", "o2"]), st.sampled_from(ANSWERS)))
def test_support_was_not_given_only_where_the_one_answer_says_so(known: dict[str, str]) -> None:
    plan = plan_of(review_with())
    support = WholeSupport(
        {("delivered", about): one for about, one in known.items()}, plan.items, SCRIPT.format
    )
    lines = {one for about, one in known.items() if about.startswith("o1.")}
    assert support.not_given("o1") is (known["o1"] == "no" if "o1" in known else lines == {"no"})
    assert support.not_given("o2") is (known.get("o2") == "no")
    missing = [about for _, about, _ in support.missing()]
    assert missing == (["o1"] if lines and "o1" not in known else [])
