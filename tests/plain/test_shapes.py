"""Three invented shapes of plan, none a support-plan: two whole reviews of each, written and read back."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from facilitator.phrases.item import called
from facilitator.phrases.misfit import hold_to_format
from facilitator.plan.field_values import Value, day_of
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.summary.progress import progress_of
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.work.check import remarks
from facilitator.work.show import as_data, as_lines
from tests.plain import talk
from tests.plain.talk import TODAY
from tests.plain.test_transcripts import hold
from tests.shapes import FORMATS, LATER, OURS, SHAPES, TRANSCRIPTS, Shape, typed_in
from tests.summary.rendering import render

_HELD: dict[str, list[Plan]] = {}
"""What was read back after each review of a shape; nothing changes it, and each is held once."""


def held(shape: Shape, folder: Path, reviews: int | None = None) -> Plan:
    """Hold the reviews of a shape in `--plain` and return the plan as it is read back after so many."""
    if shape.name not in _HELD:
        path, refused, plans = shape.plan(folder), [], []
        for number, name in enumerate(shape.reviews):
            code, said = hold(name, path, prompts=shape.prompts, later=LATER * number)
            assert code == 0
            lines = [line for line in said.splitlines() if line.startswith("  Not recorded")]
            refused += [line.partition(": ")[2] for line in lines]
            plans.append(open_plan(path).plan)
        assert tuple(refused) == shape.refused
        _HELD[shape.name] = plans
    return _HELD[shape.name][:reviews][-1]


def one(name: str) -> Shape:
    return next(shape for shape in SHAPES if shape.format == name)


@pytest.fixture(params=(*SHAPES, *OURS), ids=lambda shape: shape.name)
def shape(request: pytest.FixtureRequest) -> Shape:
    """Each shape in turn."""
    found: Shape = request.param
    return found


@pytest.mark.sampled(2)
def test_both_reviews_are_written_and_the_plan_is_what_its_format_declares(
    shape: Shape, tmp_path: Path
) -> None:
    plan = held(shape, tmp_path)
    script = load_script(shape.format, shape.prompts)
    assert [review.period for review in plan.reviews] == [*range(1, len(shape.reviews) + 1)]
    assert list(misfits(plan, script.format)) == []
    assert not [remark for remark in remarks(plan, script, TODAY) if remark.wrong]


def words_in(values: list[Value]) -> list[str]:
    """Return what stands in values as it can be looked for: no ids, no days."""
    return [value for value in values if isinstance(value, str) and " " in value and day_of(value) is None]


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_the_summary_shows_everything_that_a_review_holds(shape: Shape, kind: str, tmp_path: Path) -> None:
    plan = held(shape, tmp_path)
    script = load_script(shape.format, shape.prompts)
    for review in plan.reviews:
        page = unescape(render(plan, review, script, kind="html" if kind == "html" else "txt"))
        page = " ".join(page.split())
        said = words_in([entry.value for entry in review.entries])
        new = [item for item in plan.items if item.added.review == review.period and item.replaces is None]
        said += words_in([value for item in new if "." not in item.id[13:] for value in item.fields.values()])
        said += [action.what for action in review.actions]
        for score in review.scores:
            said += [called(plan.item(score.about), script.format), score.next_step]
            said += [side.reason for side in score.sides]
        missing = [words for words in said if words and " ".join(words.split()) not in page]
        assert missing == []
        assert "None" not in page


def test_the_child_s_letter_has_every_word_of_the_child(tmp_path: Path) -> None:
    for shape in (*SHAPES, *OURS):
        if not load_script(shape.format, shape.prompts).format.children.in_room:
            continue
        folder = tmp_path / shape.name
        folder.mkdir()
        plan = held(shape, folder)
        for review in plan.reviews:
            letter = render(
                plan, review, load_script(shape.format, shape.prompts), kind="txt", audience="child"
            )
            own = [entry.text for entry in review.entries if entry.by == "child" and " " in entry.text]
            assert [words for words in own if words not in " ".join(letter.split())] == []
            assert "None" not in letter


def test_a_group_has_no_letter_to_one_of_its_children(tmp_path: Path) -> None:
    shape = one("reading-group")
    plan = held(shape, tmp_path, 1)
    with pytest.raises(Refusal, match=r"summary\.for-one-child"):
        render(plan, plan.reviews[0], load_script(shape.format, shape.prompts), kind="txt", audience="child")


def test_show_and_its_json_have_every_item_and_score(shape: Shape, tmp_path: Path) -> None:
    plan, script = held(shape, tmp_path), load_script(shape.format, shape.prompts)
    shown, data = "\n".join(as_lines(plan, script)), as_data(plan, script)
    for child in plan.children:
        assert child.full_name in shown
    progress = progress_of(plan, None, script, everything=True)
    lines = plan_lines(plan, (), script, 80, sensitive=False, progress=progress)
    page = " ".join(line.plain for line in lines)
    page = " ".join(page.split())
    for item in plan.items:
        declared = script.format.items[item.kind]
        beside = [
            str(item.fields[name])
            for name, one in declared.fields.items()
            if one.role in ("who", "how_often") and name in item.fields
        ]
        told = " · ".join([script.format.words_of(item), *beside])
        assert (f"{declared.label}: {told}" if item.under else told) in shown
        hidden = [str(item.fields[name]) for name in item.fields if declared.fields[name].hidden]
        assert not [words for words in hidden if words in shown or words in page]
        if item.under:
            assert told in page
    assert [one["id"] for one in json.loads(json.dumps(data))["items"]] == [item.id for item in plan.items]


def test_a_review_of_each_shape_can_be_recorded_from_its_json(shape: Shape, tmp_path: Path) -> None:
    from facilitator.meeting.plan_after_review import write_into
    from facilitator.work.record import read_review

    first = held(shape, tmp_path, 1)
    script = load_script(shape.format, shape.prompts)
    sample = open_plan(shape.plan(tmp_path)).plan
    data = first.reviews[0].model_dump_json().encode()
    again = write_into(sample, read_review(data, sample, script), script)
    assert again.reviews == first.reviews
    assert again.items == first.items


# Steps and targets


def test_what_ended_at_r1_is_not_asked_after_at_r2_and_what_came_is_marked(tmp_path: Path) -> None:
    plan = held(one("steps-and-targets"), tmp_path)
    first, second = plan.reviews
    ended = {item.id for item in plan.items if item.ended and item.ended.review == 1}
    assert {plan.item(item).kind for item in ended} == {"step", "provision"}
    assert not ended & {score.about for score in second.scores}
    new = [item for item in plan.items if item.added.review == 1]
    assert [(item.kind, item.number) for item in new] == [
        ("target", None),
        ("step", None),
        ("provision", None),
        ("step", None),
    ]
    assert {item.added.on for item in new} == {first.date}
    target, step, help_, _ = new
    assert help_.fields == {
        "what": "Song box before lunch",
        "who": "Mrs Quill",
        "cost": "£3 a week",
        "pays": "School",
    }
    assert (target.under, target.fields["due"]) == ("o1.s2", "2026-04-16")
    assert step.id in {score.about for score in second.scores}


def test_a_step_is_judged_by_everybody_at_once_and_may_stay_not_agreed(tmp_path: Path) -> None:
    plan = held(one("steps-and-targets"), tmp_path)
    scores = {score.about: score for score in plan.reviews[0].scores}
    assert (scores["o1.s1"].result, scores["o1.s1"].option, scores["o1.s1"].number) == ("agreed", "met", None)
    apart = scores["o1.s2"]
    assert (apart.result, apart.option) == ("not_agreed", None)
    assert [position.option for position in apart.positions] == ["partly", "not_met", "met"]
    assert len(apart.sides) == 2
    assert apart.next_step
    assert apart.by
    assert plan.reviews[1].score("o1.s2", "met") is not None


# The group


def test_each_child_of_a_group_has_both_measures_and_words_of_their_own(tmp_path: Path) -> None:
    plan = held(one("reading-group"), tmp_path)
    first, second = plan.reviews
    for child in plan.children:
        assert first.person(child.id).apologies
        before, (after,) = first.given("before", child.id), second.given("after", child.id)
        assert isinstance(after.value, int)
        assert all(isinstance(entry.value, int) for entry in before)
        assert second.given("before", child.id) == []
    said = {entry.by: entry for entry in first.given("feedback")}
    assert {child.id for child in plan.children} == set(said)
    assert {entry.manner.when for entry in said.values()} == {"sent_in"}
    (lend,) = first.actions
    assert lend.about == "c1"
    pages = render(plan, second, load_script("reading-group", FORMATS), kind="txt")
    assert "Words a minute before: 38" in pages
    assert "Who could not come" not in pages


# Termly targets


def test_new_targets_have_a_baseline_and_criteria_and_are_judged_next_time(tmp_path: Path) -> None:
    plan = held(one("termly-targets"), tmp_path)
    targets = {item.number: item for item in plan.of("target", ended=True)}
    assert [item.ended and item.ended.how for item in targets.values()] == [
        "achieved",
        "amended",
        "removed",
        None,
        "achieved",
        None,
        None,
    ]
    assert (targets[4].replaces, targets[4].under) == ("t2", None)
    assert targets[5].fields["baseline"] == "Checks one line of five."
    assert targets[5].fields["success"] == "Four lines of five."
    second = {score.about: score.option for score in plan.reviews[1].scores}
    assert second == {targets[4].id: "amber", targets[5].id: "green", targets[6].id: "red"}
    (listed,) = [item for item in plan.of("provision") if item.words("what") == "A list on the desk"]
    assert (listed.under, listed.fields["where"]) == (targets[4].id, ["alone", "class"])


def test_what_was_said_of_a_new_item_outlives_the_line_that_made_it(tmp_path: Path) -> None:
    card, form = one("termly-targets"), load_script("termly-targets", FORMATS).format
    path, typed = card.plan(tmp_path), typed_in(card.reviews[0])
    _, told = talk.hold(path, "\n".join([*typed[:-1], "said"]) + "\n", prompts=FORMATS)
    number = re.findall(r"(\d+)\. .*Leo checks his work with a list", told)[-1]
    code, told = talk.hold(path, f"remove {number}\nwrite\nwrite\n", prompts=FORMATS)
    assert code == 0, told
    plan = open_plan(path, FORMATS).plan
    assert list(misfits(plan, form)) == []
    kept = {entry.text: entry for entry in plan.reviews[0].entries if entry.field == PARKED}
    assert list(kept) == ["Checks one line of five.", "Four lines of five."]
    assert [entry.manner.asked for entry in kept.values()] == ["Where it began", "How we shall know"]
    page = render(plan, plan.reviews[0], load_script("termly-targets", FORMATS), kind="txt")
    assert all(words in page for words in kept)
    assert "Leo checks his work with a list." not in page


# What does not fit


@pytest.mark.parametrize(
    ("field", "about", "code"),
    [
        ("new.outcome", None, None),
        ("new.step", "o1", None),
        ("new.step", None, "conformity.no-field"),
        ("new.step", "o1.s1", "conformity.no-field"),
        ("new.nothing", None, "conformity.no-field"),
        ("new.step.by", "o1", "conformity.no-field"),
    ],
)
def test_a_new_item_stands_under_the_kind_that_it_belongs_to(
    field: str, about: str | None, code: str | None, tmp_path: Path
) -> None:
    plan = held(one("steps-and-targets"), tmp_path, 1)
    review = plan.reviews[0]
    line = review.entries[0].model_copy(update={"id": "more", "field": field, "about": about})
    changed = plan.model_copy(
        update={"reviews": [review.model_copy(update={"entries": [*review.entries, line]})]}
    )
    form = load_script("steps-and-targets", FORMATS).format
    if code is None:
        hold_to_format(changed, form)
    else:
        with pytest.raises(Refusal) as refused:
            hold_to_format(changed, form)
        assert refused.value.code == code


def test_the_chair_goes_to_an_item_by_what_its_format_calls_it(tmp_path: Path) -> None:
    path = one("termly-targets").plan(tmp_path)
    _, said = talk.hold(path, "go to target 2\ngo to target 9\ngo to outcome 9\n", prompts=FORMATS)
    after = said.partition("> go to target 2")[2].partition("> go to target 9")
    assert "Target 2" in after[0] or "target 2" in after[0]
    assert say("plain.no-such-part", name="target 9") in after[2]
    assert say("plain.no-such-part", name="outcome 9") in after[2]


def test_a_group_s_summary_names_each_pupil_apart_and_goes_to_no_family(tmp_path: Path) -> None:
    shape = next(one for one in OURS if one.format == "group-intervention")
    plan = held(shape, tmp_path, 1)
    page = render(plan, plan.reviews[0], load_script(shape.format, shape.prompts), kind="txt")
    assert say("summary.several") in page
    looked_at = page.partition("What we looked at, one by one")[2]
    headings = [line for line, under in pairwise(looked_at.splitlines()) if under and not under.strip("-")]
    assert headings[:4] == ["Asha", "Ben Orr", "Cy", "Ben Strand"]
    measures = [
        line.strip() for line in looked_at.splitlines() if line.strip().startswith(("Pre plan", "Post plan"))
    ]
    assert measures == [
        f"{when} plan: {value}"
        for before, after in ((84, 91), (79, 84), (77, 79), (81, 90))
        for when, value in (("Pre", before), ("Post", after))
    ]


def test_where_a_pupil_began_is_asked_only_where_the_plan_does_not_say_it(tmp_path: Path) -> None:
    shape = next(one for one in OURS if one.format == "group-intervention")
    first, second = held(shape, tmp_path).reviews
    assert [(one.about, one.value) for one in first.entries if one.field == "before"] == [("c3", "77")]
    assert not [one for one in second.entries if one.field == "before"]
    said = (TRANSCRIPTS / "intervention-r2.out").read_text(encoding="utf-8")
    assert "Where is Cy now? It was 77 before." in said
