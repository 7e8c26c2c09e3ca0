"""The meeting that writes a SEND support plan, whole, and what it takes to put a name on the register."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from facilitator.files.folders import school_path
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.entries import Entry
from facilitator.plan.people import Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting, Signature
from facilitator.script.loading import find_prompts, load_script
from facilitator.work.check import remarks
from tests.plain import talk
from tests.shapes import FORMATS, OURS, typed_in

FORMAT = "send-support-plan"
SCRIPT = load_script(FORMAT, find_prompts(), planning=True)
TODAY = date(2026, 1, 6)
OFFER_TAKEN = "Mrs Pell: The small group needs somebody who stays."
"""What follows the choice of the panel, in the first review."""


def empty() -> Plan:
    child = Child(full_name="Jonah Pell", date_of_birth=date(2018, 6, 11))
    return Plan(id="plan-of-the-term", format=FORMAT, children=[child])


def written(folder: Path) -> Path:
    return new_plan(folder / "new.plan.json", empty()).path


def test_a_whole_planning_meeting_writes_the_plan_that_was_agreed(tmp_path: Path) -> None:
    path = written(tmp_path)
    code, said = talk.hold(path, "\n".join(typed_in("send-plan")), planning=True)
    assert code == 0
    assert re.findall(r"Not recorded: (.*)", said) == ["four", "about a tenner"]
    plan = open_plan(path).plan
    form, (held,) = SCRIPT.format, plan.planning
    assert [form.words_of(item) for item in plan.of("target")] == [
        "Jonah reads 30 of the 40 sounds at sight.",
        "Jonah follows a job of three parts, 4 times out of 5.",
    ]
    assert plan.of("target")[0].fields["area"] == ["cognition"]
    assert [(one.fields["what"], one.fields.get("cost")) for one in plan.of("provision", ended=True)] == [
        ("Sounds with picture cards", "£82.40"),
        ("Now-and-next board", None),
        ("Memory games", "£79.30"),
    ]
    said_by = {entry.text: held.person(entry.by).name for entry in plan.given("strengths")}
    assert said_by == {
        "I build bridges.": "Jonah Pell",
        "He waits for his sister at the gate.": "Mrs Pell",
        "He helps to clear up each day.": "Miss Hallam",
    }
    ticked = {name: plan.given(name)[0].value for name in ("register", "range_cognition", "review_on")}
    assert ticked == {"register": True, "range_cognition": 4, "review_on": "2026-05-28"}
    assert [(one.to, one.name, one.answer) for one in plan.signatures] == [
        ("plan", "Jonah", "agreed"),
        ("plan", "Mrs Pell", "agreed"),
        ("plan", "Miss Hallam", "agreed"),
        ("register", "Mrs Pell", "agreed"),
    ]
    assert not [one for one in remarks(plan, SCRIPT, talk.TODAY) if one.wrong or "consent" in one.code]


def test_without_consent_nobody_is_asked_whether_the_name_is_on_the_register(tmp_path: Path) -> None:
    path = written(tmp_path)
    typed = "\n".join(typed_in("send-plan")).replace("yes\nyes\nwrite", "not yet\nwrite")
    code, said = talk.hold(path, typed, planning=True)
    assert code == 0
    assert "Is the name on the register now?" not in said
    assert open_plan(path).plan.given("register") == []


def test_a_yes_before_the_consent_is_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    prompts = Path(shutil.copytree(find_prompts(), tmp_path / "prompts"))
    end = prompts / FORMAT / "segments" / "plan-end.yaml"
    condition = "    when: {answers: {plan-end.consent: [agreed, with_note]}}\n"
    assert condition in end.read_text(encoding="utf-8")
    end.write_text(end.read_text(encoding="utf-8").replace(condition, ""), encoding="utf-8")
    path = written(tmp_path)
    typed = "\n".join(typed_in("send-plan")).replace("yes\nyes\nwrite", "not yet\nyes\nno\nwrite")
    code, said = talk.hold(path, typed, prompts=prompts, planning=True)
    assert code == 0
    assert "“Name on the SEND register” needs a parent's consent first" in said
    assert open_plan(path).plan.given("register")[0].value is False


def meeting(*signatures: Signature) -> PlanningMeeting:
    people = [
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id="child", name="Jonah", perspective="child"),
        Person(id="hallam", name="Miss Hallam", perspective="school"),
    ]
    tick = Entry(id="now.register", field="plan.register", value=True)
    return PlanningMeeting(id="now", date=TODAY, people=people, entries=[tick], signatures=list(signatures))


@pytest.mark.parametrize("party", ["mum", "parent"])
@pytest.mark.parametrize("answer", ["agreed", "with_note"])
def test_a_parent_s_consent_lets_the_tick_be_written(party: str, answer: str) -> None:
    signed = Signature.model_validate({"to": "register", "party": party, "answer": answer})
    after = write_into(empty(), meeting(signed), SCRIPT)
    assert after.given("register")[0].value is True


@pytest.mark.parametrize(
    "signed",
    [
        [],
        [{"to": "plan", "party": "mum"}],
        [{"to": "register", "party": "child"}],
        [{"to": "register", "party": "hallam"}],
        [{"to": "register", "party": "mum", "answer": "not_asked"}],
    ],
)
def test_no_other_signature_stands_for_it(signed: list[dict[str, str]]) -> None:
    with pytest.raises(Refusal, match=r"review\.no-consent"):
        write_into(empty(), meeting(*map(Signature.model_validate, signed)), SCRIPT)


def test_a_plan_that_was_ticked_elsewhere_without_consent_is_told_of() -> None:
    tick = Entry(id="e1", field="register", value=True)
    plan = empty().model_copy(update={"entries": [tick]})
    assert "check.no-consent" in [one.code for one in remarks(plan, SCRIPT, TODAY)]
    signed = Signature(to="register", party="parent")
    plan = plan.model_copy(update={"signatures": [signed]})
    assert "check.no-consent" not in [one.code for one in remarks(plan, SCRIPT, TODAY)]


def test_a_school_s_own_sum_decides_whether_the_panel_is_offered(tmp_path: Path) -> None:
    school_path().parent.mkdir(parents=True, exist_ok=True)
    school_path().write_text("weekly_cost: {against: Our share, pounds_a_year: 20000}\n", encoding="utf-8")
    shape = next(shape for shape in OURS if shape.format == FORMAT)
    lines = typed_in("send-r1")
    first, last = (lines.index(words) for words in (OFFER_TAKEN, "in 15 days"))
    typed = "\n".join([*lines[: first - 1], *lines[last + 1 :]])
    code, said = talk.hold(shape.plan(tmp_path), typed)
    assert code == 0
    assert "There is more that we could ask for." not in said
    assert "Not recorded" not in said


def codes(**stated: str) -> list[str]:
    """Return what is told of the sample where its cover states something else."""
    plan = open_plan(FORMATS / FORMAT / "sample.plan.json").plan
    entries = [one.model_copy(update={"value": stated.get(one.field, one.value)}) for one in plan.entries]
    return [one.code for one in remarks(plan.model_copy(update={"entries": entries}), SCRIPT, TODAY)]


def test_a_day_before_the_start_and_a_total_that_is_another_are_told() -> None:
    assert codes() == []
    assert codes(review_on="2026-01-05") == ["check.days-backwards"]
    assert codes(review_on="2026-01-06") == []
    assert codes(weekly_total="£236.19") == ["check.total-differs"]
    assert codes(weekly_total="about £200") == []
