"""Changes to a plan outside its meetings keep the rules that its meetings keep."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting.plan_versions import confirmed, standing_of
from facilitator.meeting.what_a_plan_says import said_by
from facilitator.plan.entries import Entry
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, Child, Contact, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting, Signature
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import PLAN, Part
from facilitator.script.words_by_key import say
from facilitator.work.what_goes_on import offered
from tests.changing import add_item, add_person, reword

SEND = load_script("send-support-plan").format
SUPPORT = load_script("support-plan").format
DAY = date(2026, 3, 12)
MARK = Mark(on=DAY, by="Ms Khan")


def a_plan(form_id: str, **more: object) -> Plan:
    child = Child(id=CHILD, full_name="Jonah Pell")
    return Plan.model_validate({"id": "p", "format": form_id, "children": [child], **more})


def test_the_register_is_not_ticked_without_a_parents_consent() -> None:
    with pytest.raises(Refusal, match=r"meeting\.no-consent"):
        reword(a_plan("send-support-plan"), SEND, Part(PLAN), "register", True, MARK)
    signed = Signature(to="register", party="parent", on=DAY)
    after = reword(a_plan("send-support-plan", signatures=[signed]), SEND, Part(PLAN), "register", True, MARK)
    assert after.plan.given("register")[0].value is True


def test_what_was_ticked_before_without_consent_stands_in_no_other_change_s_way() -> None:
    tick = Entry(id="e1", field="register", value=True)
    plan = a_plan("send-support-plan", entries=[tick])
    assert add_item(plan, SEND, "target", "Reads ten words", MARK).plan.of("target")


def test_a_private_box_shows_no_words_in_the_list_of_what_goes_on() -> None:
    tick = Entry(id="e1", field="pep", value=True)
    (box,) = offered(a_plan("support-plan", entries=[tick]), SUPPORT)
    assert say("edit.hidden-box") in box.words
    assert say("edit.tick-yes") not in box.words


def test_nothing_new_takes_an_id_of_the_planning_meeting() -> None:
    people = [
        Person(id=CHILD, name="Jonah", perspective="child"),
        Person(id="person1", name="Mum", perspective="parent"),
    ]
    held = PlanningMeeting(id="m", date=DAY, people=people)
    plan = a_plan("send-support-plan", planning=[held])
    assert add_person(plan, SEND, "Ms Ash", MARK).plan.people[0].id != "person1"


def test_whether_it_is_final_hangs_on_no_wording() -> None:
    mum = Contact(id="mum", name="Mum", perspective="parent")
    said = Entry(id="e1", field="strengths", value="He waits for others.")
    plan = a_plan("send-support-plan", people=[mum], entries=[said])
    assert not [one for one in said_by(plan, SEND) if say("edit.everyone") in one]
    answer = Signature(to="plan", party="mum", name="Mum", on=DAY)
    final = confirmed(plan, SEND, [answer], DAY, DAY)
    assert standing_of(final, SEND).state == "final"
    changed = reword(final, SEND, Part(PLAN), "review_on", "2026-06-12", MARK)
    assert standing_of(changed.plan, SEND).state == "changed"
