"""The first meeting of a Coventry plan, line by line: it writes the plan, and the review asks after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from facilitator.word.filled_document import new_word
from tests.plain import talk
from tests.plain.test_planning import written
from tests.shapes import PLANNED

COVENTRY = next(one for one in PLANNED if one.format == "coventry")
SCRIPT = load_script("coventry")
_PLANNED: list[Plan] = []


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    """The plan as the meeting left it; it is held once."""
    if not _PLANNED:
        _PLANNED.append(written(COVENTRY, COVENTRY.empty(tmp_path)))
    return _PLANNED[0]


def test_each_page_of_the_plan_has_what_was_said_for_it(planned: Plan) -> None:
    assert list(misfits(planned, SCRIPT.format)) == []
    assert {one.by for one in planned.given("my_views")} == {"child"}
    (meeting,) = planned.planning
    mum = next(person for person in meeting.people if person.name == "Delyth Bramwell")
    assert {one.by for one in planned.given("family_views")} == {mum.id}
    assert [one.text for one in planned.given("emotional")] == ["Worries about reading aloud."]
    assert [one.value for one in planned.given("care_grounds")] == [["health"]]
    assert planned.given("social_care") == [], "it is asked for only where there is a ground for it"
    assert [one.value for one in planned.given("grounds")] == [["agencies", "persistent"]]


def in_words(item: Item) -> dict[str, Value]:
    """Return what an item has in words: what it serves has no box."""
    return {name: value for name, value in item.fields.items() if name != "serves"}


def test_the_team_the_subjects_and_help_by_outcome_are_items(planned: Plan) -> None:
    named = [(item.kind, *in_words(item).values()) for item in planned.items if item.kind != "provision"]
    assert named == [
        ("relative", "Mum, Delyth"),
        ("relative", "Uncle Rhys"),
        ("contributor", "Mrs Okoro", "SENCO"),
        ("contributor", "Mr Fairley", "Class teacher"),
        ("adviser", "Ms Lund", "Orthoptist"),
        ("subject", "Reading", "Year 3 secure"),
        ("subject", "Maths", "Year 4 secure"),
        ("outcome", "Nia will read a page of 120 words on her own, four days out of five."),
        ("outcome", "Nia will ask for a word that she cannot read, twice a day."),
    ]
    assert [len(planned.of("provision", one.id)) for one in planned.of("outcome")] == [2, 1]


def test_consent_and_agreement_are_facts_with_their_day(planned: Plan) -> None:
    signed = {(one.to, one.name): (one.answer, one.note) for one in planned.signatures}
    assert signed["talk", "Delyth Bramwell"] == ("agreed", "")
    assert signed["plan", "Delyth Bramwell"] == ("with_note", "Not while she has the choir at lunch.")
    assert {name for to, name in signed if to == "talk"} == {"Delyth Bramwell"}, "only parents are asked"
    (meeting,) = planned.planning
    assert planned.started == meeting.date == talk.TODAY
    assert meeting.next_date is not None
    assert (meeting.next_date - meeting.date).days == 84, "twelve weeks on, as was offered"
    assert [action.who for action in meeting.actions] == ["Mrs Okoro", "Mrs Okoro"]


def test_the_review_asks_after_what_was_promised_at_the_first_meeting(planned: Plan, tmp_path: Path) -> None:
    path = talk.write(tmp_path, planned)
    lines = ["today", "Delyth Bramwell, mum, parent", "next", "all", "no", "60", "no", "go to last actions"]
    _, said = talk.hold(path, "\n".join(lines) + "\n", later=84)
    assert "Mrs Okoro: “Make the word card” Did we do it?" in said


def test_a_word_plan_of_it_reads_as_it_was_meant(planned: Plan) -> None:
    made = new_word(Path("/nowhere/plan.docx"), planned)
    shown = made.word.plan
    assert made.word.problems == ()
    assert [item.fields for item in shown.items] == [in_words(item) for item in planned.items]
    for field in ("my_views", "sensory", "health", "curriculum", "care_grounds"):
        assert [one.value for one in shown.given(field)] == [one.value for one in planned.given(field)]
