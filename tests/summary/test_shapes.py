"""Forms of any shape: whatever a review of one holds is in its summary, once, and in its own words."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.phrases.day import in_full
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, Match
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import LeftOpen, Review, Signature
from facilitator.plan.scores import Position, Score
from facilitator.script.conformity import misfits
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.review_by_role import kind_of
from facilitator.script.words_by_key import explain, say
from facilitator.summary.names_of_ids import Names
from tests.making import chosen, said
from tests.summary.page import one_line, read_page
from tests.summary.rendering import render
from tests.summary.shapes import DAY, PEOPLE, SHAPES, plan_of

KINDS = ("html", "txt")
WEEK = timedelta(weeks=1)


def review_of(*parts: Entry | Score, **changes: Any) -> Review:
    """Return a review with these parts; a plan of one child has the child among its people."""
    held: dict[str, Any] = {
        "id": "r1",
        "period": 1,
        "date": DAY,
        "people": [*PEOPLE, Person(id=CHILD, name="Mina", perspective="child")],
        "entries": [one for one in parts if isinstance(one, Entry)],
        "scores": [one for one in parts if isinstance(one, Score)],
    }
    return Review(**held | changes)


def summary(plan: Plan, review: Review, kind: str = "txt") -> str:
    """Return the words of a summary on one line, as they are read."""
    page = render(plan, review, SHAPES[plan.format], kind=kind)
    return one_line(read_page(page).text if kind == "html" else page)


def judged(about: str, option: str | None, *shown: Position, field: str = "progress", **more: Any) -> Score:
    result = "agreed" if option else "not_agreed"
    return Score.model_validate(
        {"field": field, "about": about, "result": result, "option": option, "shows": [list(shown)], **more}
    )


# Steps, met or not


STEPS = plan_of("steps")


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_says_whether_it_was_met_and_what_it_belongs_to(kind: str) -> None:
    told = summary(STEPS, review_of(chosen("met", "partly", "step2")), kind)
    assert re.search(r"Step \(outcome 2\):? ?Words of step 2 ?(Progress: )?Partly met", told), "at a glance"
    assert re.search(r"Was it met\? ?Partly met", told)
    assert "Not judged" not in told
    assert re.search("Outcome 1:? ?Words of outcome 1", told)
    assert "Words of step 1" not in told, "it belongs to an outcome that was not talked about"
    assert "Nothing was written down about these" in told


def test_things_stand_under_what_they_belong_to() -> None:
    given_all = [
        said(f"About {one.id}.", "mum", "told", one.id, id=f"s{n}") for n, one in enumerate(STEPS.items)
    ]
    told = summary(STEPS, review_of(*given_all))
    places = [told.index(f"About {one}.") for one in ("outcome1", "step1", "target1", "outcome2", "step2")]
    assert places == sorted(places)


def test_every_type_of_answer_is_told_as_people_write_it() -> None:
    review = review_of(
        chosen("cost", "£120 a week"),
        chosen("visits", 3),
        chosen("copies", ["family", "clinic"]),
        chosen("seen", "On 2027-03-01", "step1"),
        chosen("by", "2027-03-01", "target1"),
        chosen("sure", False, "target1"),
        chosen("sure", "unknown", "target2"),
    )
    told = summary(STEPS, review)
    for line in (
        "Cost of it all: £120 a week",
        "Visits: 3",
        "Copies to: Family, Clinic",
        "Where it was seen: On 2027-03-01",
        "Reached on: Monday 1 March 2027",
        "Are we sure? No",
        "Are we sure? Nobody knows",
    ):
        assert line in told


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_field_means_depends_on_what_it_is_about(kind: str) -> None:
    review = review_of(
        said("Reads alone.", "lacey", "seen", "outcome1"), chosen("seen", "In the hall", "step1")
    )
    told = summary(STEPS, review, kind)
    assert "What we saw" in told
    assert re.search("Where it was seen:? ?In the hall", told)


@pytest.mark.parametrize("kind", KINDS)
def test_comments_of_a_person_stand_under_the_name(kind: str) -> None:
    told = summary(STEPS, review_of(said("I will ring.", "okafor", "comments", "okafor")), kind)
    assert re.search("Ms Okafor.*Comments.*I will ring.", told)


@pytest.mark.parametrize("kind", KINDS)
def test_a_format_without_a_score_has_no_place_for_one(kind: str) -> None:
    plan = plan_of("steps", items=[])
    del_score = SHAPES["steps"].format.model_copy(update={"about": {}})
    script = SHAPES["steps"].model_copy(update={"format": del_score})
    page = render(plan, review_of(), script, kind=kind)
    assert "Scores" not in page
    assert "No scores were written down" not in page
    assert "Nothing was written down about it" not in page


def test_what_became_of_an_action_is_told_in_the_formats_own_words_too() -> None:
    first = review_of(actions=[Action(id="a1", what="Ring the clinic", who="Mum")])
    plan = plan_of("steps", reviews=[first])
    parts = (
        chosen("status", "begun", "a1"),
        chosen("cost", "£5", "a1"),
        said("It rang.", "mum", "note", "a1"),
    )
    told = summary(plan, review_of(*parts, id="r2", period=2))
    assert re.search("Ring the clinic Who: Mum.* Begun Mum, own words: It rang. What it cost: £5", told)


def test_a_concern_may_become_part_of_anything() -> None:
    match = Match(kind="outcome", target="target2")
    review = review_of(said("Too loud.", "mum", "wishes", match=match))
    assert "What happens now: it is part of target 2. Words of target 2" in summary(STEPS, review)
    match = Match(kind="outcome", target="step1")
    review = review_of(said("Too loud.", "mum", "wishes", match=match))
    assert "What happens now: it is part of Words of step 1." in summary(STEPS, review)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_review_put_into_the_plan_is_told(kind: str) -> None:
    new = STEPS.items[2].model_copy(
        update={"id": "new", "fields": {"wording": "A new step"}, "added": Mark(review=1)}
    )
    plan = STEPS.model_copy(update={"items": [*STEPS.items, new]})
    told = summary(plan, review_of(), kind)
    assert re.search(r"New in the plan: Term 1 (=+ )?Step \(outcome 1\):? ?A new step", told)
    assert "New in the plan" not in summary(STEPS, review_of(), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_when_it_came_and_how_it_ended_is_told_where_the_summary_does_not_say_so_anyhow(kind: str) -> None:
    first, second = STEPS.items[2], STEPS.items[2].model_copy(update={"id": "new"})
    over = Ended(on=DAY, review=2, how="achieved", because="She can.")
    items = [
        first.model_copy(update={"added": Mark(on=DAY - WEEK, review=1), "ended": over}),
        second.model_copy(update={"added": Mark(on=DAY, review=2)}),
    ]
    plan = STEPS.model_copy(update={"items": [*STEPS.items[:2], *items, *STEPS.items[3:]]})
    seen = said("She reads.", "mum", "seen", first.id)
    told = summary(plan, review_of(seen, id="r2", period=2), kind)
    came, went = f"New in Term 1, {in_full(DAY - WEEK)}", f"Achieved in Term 2, {in_full(DAY)}: She can."
    assert re.search(f"{came} ?{went}", told)
    assert told.count("New in Term") == 1
    done = chosen("stay", "done", first.id)
    assert "Achieved in" not in summary(plan, review_of(seen, done, id="r2", period=2), kind)


def test_a_decision_under_which_a_thing_goes_on_has_the_formats_words() -> None:
    told = summary(STEPS, review_of(chosen("stay", "goes_on", "step1"), chosen("stay", "done", "step2")))
    assert "What now: It goes on" in told
    assert "What now: It ends, as it is achieved." in told


# Several children, none in the room


GROUP = plan_of("group")


@pytest.mark.parametrize("kind", KINDS)
def test_each_child_of_a_group_has_the_numbers_and_the_words(kind: str) -> None:
    review = review_of(
        chosen("before", 12, "mina"),
        chosen("after", 40, "mina"),
        said("She reads to her doll.", "mum", "told", "tom"),
        judged("mina", "more", Position(person="mum", option="more")),
        judged("tom", None, Position(person="mum", option="less"), Position(person="lacey", option="same")),
    )
    told = summary(GROUP, review.model_copy(update={"people": PEOPLE}), kind)
    assert "Mina, Tom and Ali's review" in told
    assert re.search("Words read before:? ?12", told)
    assert re.search("Words read after:? ?40", told)
    assert re.search(r"Tom.*What we noticed.*She reads to her doll\.", told)
    assert re.search("Mina ?(Progress: )?More", told)
    assert re.search(r"Tom ?(Progress: )?Not agreed.*\([^()]* Less, [^()]* The same\)", told)
    assert "Tom: we did not agree." in told
    assert "No words from" not in told, "none of them was in the room"
    assert "Outcome" not in told
    assert "What people said" not in told, "nobody said anything of the group"


def test_a_child_of_a_group_who_was_there_is_a_child() -> None:
    tom = Person(id="tom", name="Tom", perspective="child")
    parts = (
        said("Books.", "tom", "went_well"),
        judged("mina", "same", Position(person="tom", option="more")),
    )
    told = summary(GROUP, review_of(*parts, people=[*PEOPLE, tom]))
    assert re.search("What people said =+ Tom -+ Went well Tom, own words: Books.", told)
    assert "Tom's own answer: More" in told


def test_a_letter_is_for_one_child() -> None:
    with pytest.raises(Refusal) as refused:
        render(GROUP, review_of(), SHAPES["group"], kind="txt", audience="child")
    assert explain(refused.value) == say("summary.for-one-child", paper="The child's letter")


def test_a_question_about_a_child_that_was_left_names_the_child() -> None:
    left = LeftOpen(turn="gone", item="tom", kind="skipped")
    assert "About: Tom" in summary(GROUP, review_of(left_open=[left]))


# Targets, red, amber or green


TARGETS = plan_of("targets")


@pytest.mark.parametrize("kind", KINDS)
def test_an_option_that_was_agreed_is_told_by_its_name(kind: str) -> None:
    score = judged("target1", "amber", Position(person="mum", option="red", reason="At home."), field="rag")
    told = summary(TARGETS, review_of(score), kind)
    assert re.search("Target:? ?Words of target 1 ?(Progress: )?Amber", told)
    assert re.search("Mum:? ?(Answer: )?Red", told)
    assert "everybody's own answer" in told
    assert "At home." in told
    assert " of 3" not in told


def test_the_views_of_a_target_stand_under_the_target() -> None:
    parts = (
        said("The map.", "mum", "helps", "target1"),
        said("Noise.", "lacey", "stops", "target1", id="s2"),
    )
    told = summary(TARGETS, review_of(*parts))
    assert re.search(
        r"Words of target 1 What helps Mum, own words: The map\. What stops it Mr Lacey.*Noise\.", told
    )


@pytest.mark.parametrize("kind", KINDS)
def test_answers_that_each_gave_have_their_names(kind: str) -> None:
    parts = [chosen("agree", answer, by=by) for by, answer in (("mum", "yes"), ("lacey", "no"))]
    told = summary(TARGETS, review_of(*parts, chosen("right", "nearly", by="mum")), kind)
    assert "Yes indeed (Mum)" in told
    assert "No, not yet (Mr Lacey)" in told
    assert re.search("Mum:? ?Nearly", told)


@pytest.mark.parametrize("kind", KINDS)
def test_who_signed_is_told_with_day_and_note(kind: str) -> None:
    signatures = [
        Signature(to="plan", party="parent", name="Sana Shah", on=DAY),
        Signature(to="plan", party="lacey", answer="with_note", note="But not on Mondays."),
        Signature(to="sharing", party="child", answer="not_asked"),
    ]
    told = summary(TARGETS, review_of(signatures=signatures), kind)
    assert "The plan is agreed: Sana Shah, family, Friday 12 March 2027" in told
    assert re.search(r"The plan is agreed: Mr Lacey ?Agreed, with a note ?But not on Mondays\.", told)
    assert re.search("Sharing: The child ?Was not asked", told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", ["everyone", "child"])
def test_what_is_not_shared_is_in_no_paper(kind: str, audience: str) -> None:
    secret = TARGETS.items[0].model_copy(update={"not_shared": True, "fields": {"wording": "Secret one"}})
    plan = TARGETS.model_copy(update={"items": [secret, TARGETS.items[1]]})
    hidden = {"not_shared": True}
    review = review_of(
        said("Secret two", CHILD, "good").model_copy(update=hidden),
        said("Secret three", CHILD, "helps", "target1", id="s2"),
        said("Told to all.", CHILD, "helps", "target2", id="s3", match=Match(kind="action", target="a1")),
        judged("target1", "red", Position(person="mum", reason="Secret four", option="red"), field="rag"),
        actions=[Action(id="a1", what="Secret five", not_shared=True)],
    )
    page = render(plan, review, SHAPES["targets"], kind=kind, audience=audience)
    assert "Secret" not in page
    assert "Told to all." in page


def test_the_letter_has_targets_as_goals_and_options_in_words() -> None:
    review = review_of(
        judged("target1", "green", Position(person=CHILD, option="green"), field="rag"),
        judged("target2", None, Position(person="mum", option="red"), field="rag"),
    )
    letter = one_line(render(TARGETS, review, SHAPES["targets"], kind="txt", audience="child"))
    assert "Target: “Words of target 1” You said “Green”." in letter
    assert "do not all agree yet on some things. They will talk about it again." in letter
    assert "None" not in letter


# Anything that a format may hold


@st.composite
def held(draw: st.DrawFn) -> tuple[Plan, Review]:
    """Make a plan of any shape and a review that holds anything its format declares."""
    shape = draw(st.sampled_from(list(SHAPES)))
    plan, form, number = plan_of(shape), SHAPES[shape].format, count()
    things = [(None, form.review), *((one.id, form.about.get(one.kind, {})) for one in plan.items)]
    things += [(one.id, form.about.get("child", {})) for one in plan.children]
    things += [(one.id, form.about.get("person", {})) for one in PEOPLE]
    parts: list[Entry | Score] = []
    for about, fields in things:
        for name, declared in fields.items():
            if not draw(st.booleans()):
                continue
            if declared.type == "score":
                option = draw(st.sampled_from([None, *declared.option_ids]))
                shown = [
                    Position(person="mum", option=declared.option_ids[0], reason=f"Reason {next(number)}.")
                ]
                parts.append(judged(str(about), option, *shown, field=name))
                continue
            for by in draw(st.lists(st.sampled_from([EVERYONE, "mum", "lacey"]), min_size=1, unique=True)):
                value = draw(value_of(declared, number))
                note = "" if isinstance(value, str) and declared.type == "said" else f"Note {next(number)}."
                entry = chosen(name, value, about, by=by)
                parts.append(entry.model_copy(update={"note": note, "id": f"e{next(number)}"}))
    return plan, review_of(*parts)


def value_of(declared: DeclaredField, number: Any) -> st.SearchStrategy[Any]:
    """Make a value of the type of a field; words are like no others."""
    options = st.sampled_from(declared.option_ids or ["none"])
    return {
        "number": st.integers(0, 10**6),
        "tick": st.sampled_from([True, False, "unknown"]),
        "date": st.dates().map(lambda day: day.isoformat()),
        "choice": options,
        "several": st.lists(options, min_size=1, unique=True),
    }.get(declared.type, st.builds(lambda: f"Words {next(number)}."))


@settings(max_examples=40)
@given(held())
def test_whatever_a_review_of_any_shape_holds_is_told_once(held: tuple[Plan, Review]) -> None:
    plan, review = held
    script = SHAPES[plan.format]
    assert list(misfits(plan.model_copy(update={"reviews": [review]}), script.format)) == []
    names = Names(plan, review, script, say)
    for kind in KINDS:
        told = summary(plan, review, kind)
        for entry in review.entries:
            own = [entry.value] if isinstance(entry.value, str) and entry.value.startswith("Words ") else []
            for words in [*own, *([entry.note] if entry.note else [])]:
                assert len(re.findall(re.escape(words), told)) == 1, words
            of = kind_of(entry.about, plan, review) if entry.about else "review"
            if entry.field not in ("right", "stay"):  # the read-back and decisions have words of our own
                assert names.option(entry.field, entry.value, of) in told
        for score in review.scores:
            assert told.count(score.positions[0].reason) == 1


def test_the_last_review_is_the_one_that_was_held_where_one_was_left_out() -> None:
    script = SHAPES["steps"]
    wishes = script.format.review["wishes"].model_copy(update={"label": "Wishes since {{ last_period }}"})
    review = {**script.format.review, "wishes": wishes}
    form = script.format.model_copy(update={"review": review})
    plan = plan_of("steps", reviews=[review_of()])
    names = Names(plan, review_of(id="r3", period=3), script.model_copy(update={"format": form}), say)
    assert names.topic("wishes") == "Wishes since Term 1"
