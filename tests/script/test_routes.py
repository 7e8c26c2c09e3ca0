"""Ways on that a format offers: by facts of the plan, with what each needs, and never more than shown."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.files.plans import open_plan
from facilitator.phrases import route
from facilitator.plan.entries import Entry, id_of_answer
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.format_declaration import Path
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.plan_facts import facts_of, shown
from facilitator.script.routes import Facts, WeeklyCost
from facilitator.script.words_by_key import say
from tests.shapes import FORMATS, OURS

SEND = next(shape for shape in OURS if shape.format == "send-support-plan")
SCRIPT = load_script(SEND.format, SEND.prompts)
FORM = SCRIPT.format
PLAN = open_plan(FORMATS / SEND.format / "sample.plan.json").plan


def review(period: int, met: dict[str, str], **given: str) -> Review:
    """Return a review that agreed a judgement of each of some targets, and where support was given or not."""
    people = [Person(id="mum", name="Mum", perspective="parent")]
    day = date(2026, 3 * period, 12)
    entries = [
        Entry(id=id_of_answer(f"r{period}", "delivered", about), field="delivered", value=value, about=about)
        for about, value in given.items()
    ]
    entries.append(Entry(id=f"r{period}.s", field="working", value="It is going well.", by="mum"))
    scores = [
        Score(field="met", about=about, result="agreed", option=option) for about, option in met.items()
    ]
    return Review(id=f"r{period}", period=period, date=day, people=people, entries=entries, scores=scores)


def plan(*reviews: Review, costs: dict[str, str] | None = None, **ranges: object) -> Plan:
    """Return the sample after some reviews, with other costs of its lines or other ranges."""
    items = [
        item.model_copy(update={"fields": {**item.fields, "cost": costs[item.id]}})
        if costs and item.id in costs
        else item
        for item in PLAN.items
    ]
    entries = [one for one in PLAN.entries if not one.field.startswith("range") or not ranges]
    entries += [
        Entry.model_validate({"id": f"x-{name}", "field": name, "value": value, "by": EVERYONE})
        for name, value in ranges.items()
    ]
    return PLAN.model_copy(update={"items": items, "entries": entries, "reviews": list(reviews)})


def facts(made: Plan, budget: WeeklyCost | None = None) -> Facts:
    return facts_of(made, FORM, budget)


def offered(made: Plan) -> list[str]:
    return [one.option for one in shown(SCRIPT, facts(made), made)]


def test_low_counts_now_and_twice_running_of_the_same_target_only() -> None:
    first, second = review(1, {"t1": "not_met", "t2": "met"}), review(2, {"t1": "not_met", "t2": "not_met"})
    assert (facts(plan(first))["low"], facts(plan(first))["low_twice"]) == (1, 0)
    both = facts(plan(first, second))
    assert (both["low"], both["low_twice"], both["reviews"]) == (2, 1, 2)


@pytest.mark.parametrize(("answer", "count"), [("yes", 0), ("partly", 1), ("no", 1)])
def test_support_that_was_not_given_in_full_counts_once_a_target(answer: str, count: int) -> None:
    lines = {"t2": answer, "t2.p1": "yes", "t2.p2": answer}
    assert facts(plan(review(1, {}, **lines)))["not_given"] == count


@pytest.mark.parametrize(
    ("costs", "over", "uncosted"),
    [
        ({}, 1, 0),  # 236.20 a week, 39 weeks
        ({"t2.p2": "£0"}, 0, 0),
        ({"t1.p1": "£153.84", "t2.p2": "£0", "t3.p1": "£0"}, 0, 0),  # 5,999.76
        ({"t1.p1": "£153.85", "t2.p2": "£0", "t3.p1": "£0"}, 1, 0),  # 6,000.15
        ({"t2.p2": "about a tenner"}, None, 1),
        ({"t1.p1": "£1,200 a term", "t2.p2": "£3,000 a year", "t3.p1": "none"}, 1, 1),  # over without it
    ],
)
def test_a_year_of_costs_is_counted_against_the_budget(
    costs: dict[str, str], over: int | None, uncosted: int
) -> None:
    known = facts(plan(costs=costs))
    assert (known["over_budget"], known["uncosted"]) == (over, uncosted)


def test_a_school_s_own_figure_counts_before_the_format_s() -> None:
    assert facts(plan(), WeeklyCost(against="Our share", pounds_a_year=12_000))["over_budget"] == 0
    assert facts(plan(), WeeklyCost(against="Our share"))["over_budget"] is None


def test_the_highest_range_counts_also_where_it_stands_in_words() -> None:
    assert facts(plan())["range"] == 4
    assert facts(plan(ranges="Range 3, Cognition & Learning", range_physical=2))["range"] == 3
    assert facts(plan(ranges="see the report"))["range"] is None


def test_the_panel_is_offered_above_the_budget_and_above_range_3_only() -> None:
    held = review(1, {"t1": "partly"})
    assert offered(plan(held)) == ["panel"]
    assert offered(plan(held, range_cognition=3)) == []
    assert offered(plan(held, costs={"t2.p2": "£0"})) == []


def test_what_is_low_twice_leads_to_both_and_what_is_met_to_neither() -> None:
    low, met = {"t1": "not_met"}, {"t1": "met"}
    cheap = {"costs": {"t2.p2": "£0"}}
    assert offered(plan(review(1, low), review(2, low), **cheap)) == ["panel", "assessment"]
    assert offered(plan(review(1, low), review(2, met), **cheap)) == []


def test_each_need_is_there_or_not_or_nobody_can_tell_and_putting_right_comes_first() -> None:
    held = plan(review(1, {"t1": "not_met"}, t1="no"))
    panel, assessment = shown(SCRIPT, facts(held), held)
    assert [there for _, there in panel.needs] == [True, True, False, True, None, None]
    assert [there for _, there in assessment.needs] == [False, None, False, True, None]
    assert sum("Put that right first" in words for words in (*panel.notes, *assessment.notes)) == 2
    labels = [label for label, _ in route.rows([panel], say)]
    assert labels == ["Possible", "There", "Not there yet", "Please check", "Note", "Note"]


@pytest.mark.parametrize("name", ["support-plan", "kirklees", "pupil-support-plan"])
def test_formats_with_the_shared_decision_offer_an_assessment_after_what_was_low_twice(name: str) -> None:
    script, of, none = (
        load_script(name),
        Path("review", "plan_future"),
        PLAN.model_copy(update={"reviews": []}),
    )
    assert shown(script, {"low_twice": 0, "low": 3}, none, of) == []
    (one,) = shown(script, {"low_twice": 1, "reviews": 2, "words_of_child": 0}, none, of)
    assert (one.option, one.words) == ("more", "Ask the council to assess needs")
    assert [there for _, there in one.needs] == [True, False, None, None, None]


def test_what_goes_on_counts_as_unreached_until_it_is_at_the_top() -> None:
    assert facts(plan())["unreached"] is None
    assert facts(plan(review(1, {})))["not_agreed"] is None, "nothing was judged"
    assert (
        facts(plan(review(1, {"t1": "met", "t2": "partly"})))["unreached"] == 2
    )  # and t3, of which nobody spoke
    assert facts(plan(review(1, dict.fromkeys(("t1", "t2", "t3"), "met"))))["unreached"] == 0


def test_a_decision_has_its_own_ways_on_with_what_stands_in_the_plan_and_the_school_s_papers() -> None:
    script = load_script("coventry").model_copy(
        update={"papers": {"assessment request": ["The last report"]}}
    )
    made = open_plan(FORMATS / "coventry" / "sample.plan.json").plan
    bare = made.model_copy(
        update={"items": [one for one in made.items if one.kind != "adviser"], "signatures": []}
    )

    def needs(of: str, plan: Plan) -> list[dict[str, bool | None]]:
        known = facts_of(plan, script.format)
        return [dict(one.needs) for one in shown(script, known, plan, Path("review", of))]

    assert next(iter(needs("plan_from_here", bare)[0])) == "An outcome that still holds"
    (full,), (less,) = needs("assessment", made), needs("assessment", bare)
    assert (full["Advice of professionals"], less["Advice of professionals"]) == (True, False)
    assert (less["Consent to talk with professionals"], less["The last report"]) == (False, None)
    assert "The last report" not in needs("plan_from_here", made)[1]


@pytest.mark.parametrize("name", format_ids(find_prompts()))
def test_every_way_on_is_asked_with_its_reason_and_who_decided(name: str) -> None:
    """At each decision that ways on hang on, the choice, its reason and who made it are kept."""
    script = load_script(name)
    turns = script.turns_by_id()
    for of in {one.path for one in script.format.routes.values()}:
        for turn in [one for one in turns.values() if one.path == of]:
            assert turn.shows == "routes"
            follow = {str(turns[after.turn].path) for after in turn.follow_ups}
            more = {str(one.path) for one in turns.values() if one.id.startswith(turn.id.partition(".")[0])}
            assert any(path.endswith("because") for path in follow), turn.id
            assert any(
                path.endswith("decided_by") for path in follow | (more if name == "coventry" else set())
            )
