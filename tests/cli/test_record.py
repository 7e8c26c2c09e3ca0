"""A review that was held elsewhere is written by the meeting's own rules, or refused with the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.plans import open_plan
from facilitator.plan.reviews import Review
from tests.cli.running import bytes_in, call, record, run
from tests.looking import views

Json = dict[str, Any]


def _meeting() -> Json:
    return {
        "period": 2,
        "date": "2026-03-12",
        "people": [
            {"name": "Mum", "perspective": "parent"},
            {"name": "Mr Lindqvist", "perspective": "school", "present": True},
            {"name": "Ms Quist", "perspective": "practitioner", "role": "nurse", "present": False},
        ],
        "actions": [
            {"what": "Ask the bus firm", "who": "Mr Lindqvist", "by": "2026-03-20"},
            {"what": "Buy a lamp"},
        ],
        "next_date": "2026-06-11",
    }


def _given() -> Json:
    """A review as somebody would write it by hand: names for ids, numbers for outcomes."""
    return {
        **_meeting(),
        "entries": [
            {"by": "Mum", "field": "working", "value": "She sleeps."},
            {"by": "Orla", "field": "not_working", "value": "Bus.",
             "manner": {"how": "said_for", "helper": "Mum"}},
            {"about": 1, "field": "delivered", "value": "no"},
            {"about": 1, "field": "decision", "value": "amend"},
            {"about": 1, "by": "everyone", "field": "amended_wording", "value": "Orla tells two stories."},
            {"about": 3, "field": "delivered", "value": "no"},
            {"field": "plan_future", "value": "carry_on"},
        ],
        "scores": [
            {"about": 2, "field": "progress", "result": "not_agreed", "shows": [[
                {"person": "Mum", "number": 1, "reason": "Not at home."},
                {"person": "Mr Lindqvist", "number": 4}]]},
            {"about": 3, "field": "progress", "result": "agreed", "number": 2},
        ],
    }  # fmt: skip


def _as_before() -> Json:
    """The same review in the shape of earlier versions."""
    return {
        **_meeting(),
        "statements": [
            {"speaker": "Mum", "topic": "working", "text": "She sleeps."},
            {"speaker": "Orla", "topic": "not_working", "text": "Bus.", "how": "said_for", "helper": "Mum"},
        ],
        "outcomes": [
            {"outcome": 1, "delivered": "no", "decision": "amend", "statements": [
                {"speaker": "everyone", "topic": "amended_wording", "text": "Orla tells two stories."}]},
            {"outcome": 2, "score": {"result": "not_agreed", "positions": [
                {"person": "Mum", "number": 1, "reason": "Not at home."},
                {"person": "Mr Lindqvist", "number": 4}]}},
            {"outcome": 3, "delivered": "no", "score": {"result": "agreed", "number": 2}},
        ],
        "choices": {"plan_future": "carry_on"},
    }  # fmt: skip


SHAPES: dict[str, Callable[[], Json]] = {"today": _given, "before": _as_before}
both_shapes = pytest.mark.parametrize("shape", SHAPES)


def _written(plan: Path) -> Review:
    review = open_plan(plan).plan.last_review
    assert review is not None
    return review


@both_shapes
def test_what_a_hand_leaves_out_is_filled_in(plan: Path, shape: str) -> None:
    done = record(plan, SHAPES[shape]())
    assert done.code == 0, done.err
    review = _written(plan)
    assert [person.id for person in review.people] == ["child", "p-mum", "p-teacher", "p1"]
    assert [person.apologies for person in review.people] == [True, False, False, True]
    assert [said.by for said in views(review)][:2] == ["p-mum", "child"]
    assert views(review)[1].manner.helper == "p-mum"
    assert [action.person for action in review.actions] == ["p-teacher", None]
    assert [action.agreed for action in review.actions] == [True, False]
    assert "Buy a lamp" in done.out
    assert [side.reason for side in review.scores[0].sides] == ["Not at home.", ""]
    assert review.scores[1].support_not_given


def test_both_shapes_of_a_review_are_written_as_one_plan(plan: Path) -> None:
    other = plan.with_name("other.plan.json")
    other.write_bytes(plan.read_bytes())
    for path, made in ((plan, _given), (other, _as_before)):
        assert record(path, {"id": "r2", **made()}).code == 0
    written, as_before = (_written(path).model_dump() for path in (plan, other))
    for review in (written, as_before):
        review["entries"] = sorted(
            ({**entry, "id": ""} for entry in review["entries"]),
            key=lambda one: (str(one["about"]), one["field"]),
        )
    assert written == as_before


@both_shapes
def test_an_amended_outcome_becomes_a_new_one_as_in_a_meeting(plan: Path, shape: str) -> None:
    assert record(plan, SHAPES[shape]()).code == 0
    outcomes = open_plan(plan).plan.of("outcome", ended=True)
    assert [one.ended and one.ended.how for one in outcomes] == ["amended", None, None, None]
    assert outcomes[3].words("wording") == "Orla tells two stories."


def test_the_next_meeting_asks_after_the_actions_of_a_recorded_review(plan: Path) -> None:
    assert record(plan, _given()).code == 0
    out = run("review", plan, "--plain", typed="today\nnext\nall\nno\n60\nno\ngo to 7\nleave\n").out
    assert "Ask the bus firm" in out


@both_shapes
def test_the_same_file_is_never_written_twice(plan: Path, shape: str) -> None:
    given = SHAPES[shape]()
    assert record(plan, given).code == 0
    before = bytes_in(plan.parent)
    done = record(plan, given)
    assert done.code == 1
    assert bytes_in(plan.parent) == before


@pytest.mark.parametrize("period", [None, 1, 7])
def test_which_term_it_is_must_be_said_where_it_is_not_clear(period: int | None, plan: Path) -> None:
    given = _given()
    if period is None:
        del given["period"]
    else:
        given["period"] = period
    before = plan.read_bytes()
    done = record(plan, given)
    assert done.code == 3
    assert [line.strip() for line in done.err.splitlines()[1:]] == ["--period 2", "--period 3"]
    assert plan.read_bytes() == before
    assert record(plan, given, "--period", "3").code == 0
    assert _written(plan).period == 3


def _at(given: Json, *path: str | int) -> Any:
    found: Any = given
    for part in path:
        found = found[part]
    return found


Wrong = dict[str, tuple[tuple[str | int, ...], str, object, str]]
"""Where to put what under which key, and the place that is named."""

WRONG_BEFORE: Wrong = {
    "a stranger speaks": (("statements", 0), "speaker", "Bob", "statements, item 1, speaker"),
    "a wrong type": (("outcomes", 2, "score"), "number", "two", "outcomes, item 3, score, number"),
    "off the scale": (("outcomes", 2, "score"), "number", 6, "outcomes, item 3, score, number"),
    "an unknown outcome": (("outcomes", 2), "outcome", 9, "speak of: outcomes, item 3, outcome."),
    "an unknown topic": (("statements", 0), "topic", "nonsense", "statements, item 1, topic"),
    "an unknown choice": (("choices",), "nonsense", "yes", "choices, nonsense"),
    "an unknown option": (("choices",), "plan_future", "maybe", "choices, plan_future"),
    "a face for an adult": (
        ("outcomes", 1, "score", "positions", 0), "word", "good", "outcomes, item 2, score"),
    "a lost position": (("outcomes", 1, "score"), "positions", [], "outcomes, item 2, score, positions"),
    "an agreed score without a number": (
        ("outcomes", 2, "score"), "number", None, "at outcomes, item 3, score:"),
    "a concern that ends in nothing": (
        ("statements", 1), "match", {"kind": "not_now"}, "at statements, item 2, match:"),
    "an action about nothing": (("actions", 0), "outcome", 9, "actions, item 1, outcome"),
    "a missing date": ((), "date", ..., "date"),
    "an unknown key": ((), "colour", "blue", "colour"),
}  # fmt: skip

WRONG: Wrong = {
    "a stranger speaks": (("entries", 0), "by", "Bob", "entries, item 1, by"),
    "a wrong type": (("scores", 1), "number", "two", "scores, item 2, number"),
    "off the scale": (("scores", 1), "number", 6, "scores, item 2, number"),
    "an unknown outcome": (
        ("entries", 5), "about", 9, "“9” that a review can speak of: entries, item 6, about."),
    "a score of an unknown outcome": (("scores", 0), "about", 9, "scores, item 1, about"),
    "an unknown field": (("entries", 0), "field", "nonsense", "entries, item 1, field"),
    "a field of something else": (("entries", 2), "field", "working", "entries, item 3, field"),
    "an unknown option": (("entries", 6), "value", "maybe", "entries, item 7, value"),
    "a number for an option": (("entries", 3), "value", 3, "entries, item 4, value"),
    "a face for an adult": (("scores", 0, "shows", 0, 0), "word", "good", "scores, item 1"),
    "a lost position": (("scores", 0), "shows", [[]], "scores, item 1, shows"),
    "an agreed score without a number": (("scores", 1), "number", None, "at scores, item 2:"),
    "a concern that ends in nothing": (
        ("entries", 1), "match", {"kind": "not_now"}, "at entries, item 2, match:"),
    "an action about nothing": (("actions", 0), "about", 9, "actions, item 1, about"),
    "a missing date": ((), "date", ..., "date"),
    "an unknown key": ((), "colour", "blue", "colour"),
}  # fmt: skip

CASES = [("today", case) for case in WRONG] + [("before", case) for case in WRONG_BEFORE]


@pytest.mark.parametrize(("shape", "case"), CASES)
def test_what_does_not_fit_is_refused_with_its_place(shape: str, case: str, plan: Path) -> None:
    path, key, value, where = (WRONG if shape == "today" else WRONG_BEFORE)[case]
    given = SHAPES[shape]()
    holder = _at(given, *path)
    if value is ...:
        del holder[key]
    else:
        holder[key] = value
    before = plan.read_bytes()
    done = record(plan, given)
    assert done.code == 1, done.out
    assert where in done.err
    assert "Traceback" not in done.err
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"a": 1, "a": 2}', '{"people": 7}', "\x00", '{"statements": [3]}', '{"entries": [3]}'],
)
def test_what_is_no_review_is_refused(text: str, plan: Path) -> None:
    source = plan.with_name("review.json")
    source.write_text(text, encoding="utf-8")
    before = bytes_in(plan.parent)
    done = call("record", plan, source, "--period", "2")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert bytes_in(plan.parent) == before


@pytest.mark.parametrize(
    ("written", "speaker"),
    [
        ("mr lindqvist", "p-teacher"),
        ("Mr. Lindqvist", "p-teacher"),
        ("\u200eMr Lindqvist", "p-teacher"),
        ("Mr\u00a0Lindqvist", "p-teacher"),
        ("MUM", "p-mum"),
        ("mother", "p-mum"),
        ("nurse", "p1"),
        ("orla", "child"),
        ("Everybody", "everyone"),
    ],
)
def test_a_speaker_is_found_however_the_name_is_spelt(plan: Path, written: str, speaker: str) -> None:
    given = _given()
    given["entries"][0]["by"] = written
    done = record(plan, given)
    assert done.code == 0, done.err
    assert views(_written(plan))[0].by == speaker


@pytest.mark.parametrize(
    "written",
    ["Mr Lindquist", "mr l", "Mrs Lindqvist", "Mum and Mr Lindqvist", "Mumm", "Ms Q", "teacher", "Dad"],
)
@pytest.mark.parametrize("place", ["entries", "statements", "outcomes"])
def test_a_speaker_who_is_not_certain_is_refused_with_the_place(plan: Path, written: str, place: str) -> None:
    given, before = _given() if place == "entries" else _as_before(), plan.read_bytes()
    said = given["outcomes"][0]["statements"][0] if place == "outcomes" else given[place][0]
    said["by" if place == "entries" else "speaker"] = written
    done = record(plan, given)
    assert done.code == 1
    assert f"{place}, item 1" in done.err
    assert f"“{written}”" in done.err or "not in people" in done.err
    assert plan.read_bytes() == before


def test_two_people_of_one_name_are_nobody_for_certain(plan: Path) -> None:
    given = _given()
    given["people"].append({"name": "mum", "perspective": "practitioner"})
    done = record(plan, given)
    assert done.code == 1
    assert "It may be Mum, mum" in done.err


@pytest.mark.parametrize(
    ("people", "speaker", "says"),
    [
        ([("mum", "Jo", "parent"), ("x", "Mum", "parent")], "Mum", "It may be Mum, Jo"),
        ([("child", "Rae", "school")], "Orla", "does not go with this person"),
        ([("everyone", "Rae", "school")], "everyone", "does not go with this person"),
        ([("x", "Rae", "child")], "Orla", "does not go with this person"),
        ([("x", "All", "school")], "All", "It may be All"),
    ],
)
def test_a_name_or_an_id_that_may_be_two_peoples_is_refused(
    plan: Path, people: list[tuple[str, str, str]], speaker: str, says: str
) -> None:
    before = plan.read_bytes()
    given = {
        "period": 2,
        "date": "2026-03-12",
        "people": [{"id": one, "name": name, "perspective": view} for one, name, view in people],
        "entries": [{"by": speaker, "field": "working", "value": "She sleeps."}],
    }
    done = record(plan, given)
    assert done.code == 1
    assert says in done.err
    assert plan.read_bytes() == before


WRONG_PERSON: list[Json] = [
    {"name": "x", "perspective": {}},
    {"id": [], "name": "x", "perspective": "parent"},
    {"id": {}, "name": [], "perspective": []},
    {"id": "p9", "name": "x"},
    {"id": "p9", "name": "x", "role": 5, "perspective": "school"},
    {"id": "p9", "name": "", "role": None, "perspective": None},
]


@pytest.mark.parametrize("person", WRONG_PERSON)
@pytest.mark.parametrize("speaker", ["x", "school", "his teacher", ""])
def test_a_person_of_another_shape_is_refused_with_a_sentence(plan: Path, person: Json, speaker: str) -> None:
    given = _given()
    given["people"].append(person)
    given["entries"].append({"field": "working", "by": speaker, "value": "So it is"})
    given["actions"].append({"what": "Ring"})
    before = plan.read_bytes()
    done = record(plan, given)
    assert done.code == 1
    assert "mistake" not in done.err
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("shape", "where", "match"),
    [
        ("today", "entries", {"kind": "action", "target": "zz"}),
        ("before", "statements", {"kind": "action", "action": "zz"}),
    ],
)
def test_a_line_without_an_id_is_named_by_its_place(
    shape: str, where: str, match: dict[str, str], plan: Path
) -> None:
    given = SHAPES[shape]()
    given[where][1]["match"] = match
    done = record(plan, given)
    assert done.code == 1
    assert f"line “{where}, item 2” ends in an action that is not there" in " ".join(done.err.split())
    given[where][1]["id"] = "bus"
    assert "line bus ends in" in " ".join(record(plan, given).err.split())


def test_an_action_without_an_id_is_named_by_its_place(plan: Path) -> None:
    given = _given() | {"id": "r2"}
    given["actions"][0]["id"] = "r2.a2"
    done = record(plan, given)
    assert "two actions have the id “actions, item 2”" in " ".join(done.err.split())


@pytest.mark.parametrize("answers", [("no", "no", "no"), ("yes", "no", "partly"), ("yes", "yes", "yes")])
def test_support_that_is_answered_line_by_line_has_its_one_answer_as_in_a_meeting(
    plan: Path, answers: tuple[str, ...]
) -> None:
    lines = [item.id for item in open_plan(plan).plan.of("provision") if item.under == "o1"]
    told = [
        {"about": line, "field": "delivered", "value": one} for line, one in zip(lines, answers, strict=True)
    ]
    score = {"about": 1, "field": "progress", "result": "agreed", "number": 2}
    assert record(plan, {**_meeting(), "entries": told, "scores": [score]}).code == 0
    review = _written(plan)
    whole = answers[0] if len(set(answers)) == 1 else "partly"
    given = {entry.about: entry.value for entry in review.entries if entry.field == "delivered"}
    assert given == {**dict(zip(lines, answers, strict=True)), "o1": whole}
    assert review.scores[0].support_not_given is (whole == "no")


def test_an_answer_for_all_of_the_support_stands_as_it_was_given(plan: Path) -> None:
    (line, *_) = [item.id for item in open_plan(plan).plan.of("provision") if item.under == "o1"]
    told = [
        {"about": line, "field": "delivered", "value": "yes"},
        {"about": 1, "field": "delivered", "value": "partly"},
    ]
    assert record(plan, {**_meeting(), "entries": told}).code == 0
    assert [(one.about, one.value) for one in _written(plan).entries] == [(line, "yes"), ("o1", "partly")]


@pytest.mark.parametrize(("value", "place"), [("perhaps", "entries, item 1"), (["no"], "entries, item 1")])
def test_an_answer_for_a_line_that_its_format_does_not_know_is_refused_with_its_place(
    plan: Path, value: object, place: str
) -> None:
    before = plan.read_bytes()
    told = [{"about": "o1.p1", "field": "delivered", "value": value}]
    done = record(plan, {**_meeting(), "entries": told})
    assert (done.code, plan.read_bytes()) == (1, before)
    assert place in done.err
