"""Several people who sign in one box of a form: each in a line with the day beside, read back one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.files.plans import Edit, new_plan, open_plan, save_plan
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.people import CHILD, Child, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PlanningMeeting, Signature
from facilitator.script.layouts import load_layout
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.word.answers.layout_places import boxes_of
from facilitator.word.writing_choices import REPLACE, Choices
from tests.cli.running import call

FIRST, SECOND, LATER = date(2026, 1, 8), date(2026, 1, 9), date(2026, 4, 20)
NAMES = [
    ("Mum", "Dad"),
    ("Shah, Mina (mum)", "Mr and Mrs O'Neil-Shah"),
    ("Ann & Bo; Gran", "Ann (B and C), Dr"),
]
CHOICES = Choices(append=True, one_value=REPLACE, add=True, seen=True)


def boxes(format_id: str) -> dict[tuple[str, str], bool]:
    """Return what is signed in the boxes of a format's form, by whom; and if with a day."""
    layout = load_layout(format_id, find_prompts())
    assert layout is not None
    keys = [box.key for box in boxes_of(layout).of_plan("signed")]
    days = {(key.path.field, key.of) for key in keys if key.path.part}
    return {(key.path.field, key.of): (key.path.field, key.of) in days for key in keys if not key.path.part}


BOXES = [
    (format_id, to, of, dated)
    for format_id in format_ids(find_prompts())
    for (to, of), dated in boxes(format_id).items()
]
OF_PARENTS = {one[0]: one for one in BOXES if one[2] == "parent"}.values()
"""One box of each format that the parents sign."""


def empty(format_id: str, *signed: Signature) -> Plan:
    return Plan(id="p", format=format_id, children=[Child(full_name="Ada Pell")], signatures=list(signed))


def signed_in(path: Path, to: str, of: str) -> list[tuple[str, date | None]]:
    return [(one.name, one.on) for one in open_plan(path).plan.signatures if (one.to, one.party) == (to, of)]


def signs(to: str, who: str, name: str, on: date) -> Signature:
    return Signature(to=to, party=who, name=name, on=on)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("format_id", "to", "of", "dated"), BOXES)
def test_each_who_signed_is_written_and_read_back_with_the_day(
    tmp_path: Path, format_id: str, to: str, of: str, dated: bool
) -> None:
    for place, (one, other) in enumerate(NAMES):
        last = SECOND if place else FIRST
        both = [signs(to, of, one, FIRST), signs(to, of, other, last)]
        path = new_plan(tmp_path / f"{place}.docx", empty(format_id, *both)).path
        assert signed_in(path, to, of) == [(one, FIRST if dated else None), (other, last if dated else None)]


def meeting(number: int, to: str, of: Perspective, on: date, **names: str) -> PlanningMeeting:
    people = [Person(id=CHILD, name="Ada", perspective="child")]
    people += [Person(id=one, name=name, perspective=of) for one, name in names.items() if of != CHILD]
    agreed = [signs(to, one, name, on) for one, name in names.items()]
    return PlanningMeeting(id=f"m{number}", date=on, people=people, signatures=agreed)


@pytest.mark.parametrize(
    ("ending", "format_id", "to", "of", "dated"),
    [(".plan.json", "coventry", "plan", "parent", True), *((".docx", *one) for one in OF_PARENTS)],
)
def test_a_second_planning_meeting_appends_and_never_doubles(
    tmp_path: Path, ending: str, format_id: str, to: str, of: Perspective, dated: bool
) -> None:
    script, path = (
        load_script(format_id, planning=True),
        new_plan(tmp_path / f"a{ending}", empty(format_id)).path,
    )

    def hold(record: PlanningMeeting) -> list[tuple[str, date | None]]:
        opened = open_plan(path)
        save_plan(opened, write_into(opened.plan, record, script), choices=CHOICES, edit=Edit())
        now = open_plan(path)
        assert now.word is None or [str(one) for one in now.word.problems] == []
        return [(one.name, one.on) for one in now.plan.signatures if one.to == to]

    def days(*on: date) -> list[date | None]:
        return list(on) if dated else [None] * len(on)

    one, other = "Shah, Mina (mum)", "Jo and Sam O'Neil"
    assert hold(meeting(1, to, of, FIRST, p1=one)) == [(one, days(FIRST)[0])]
    both = hold(meeting(2, to, of, LATER, p1=one, p2=other))
    assert both == list(zip((one, other), days(LATER, LATER), strict=True))
    third = hold(meeting(3, to, of, LATER, p3="Min"))
    assert third == [*both, ("Min", days(LATER)[0])]


def test_one_of_two_in_a_line_of_the_family_s_own_is_not_added_again(tmp_path: Path) -> None:
    there = signs("plan", "parent", "Mr Jo and Mrs Mina Shah", FIRST)
    path = new_plan(tmp_path / "a.docx", empty("coventry", there)).path
    opened, script = open_plan(path), load_script("coventry", planning=True)
    record = meeting(1, "plan", "parent", LATER, p1="Mina Shah")
    save_plan(opened, write_into(opened.plan, record, script), choices=CHOICES, edit=Edit())
    assert signed_in(path, "plan", "parent") == [("Mr Jo and Mrs Mina Shah", FIRST)]


def test_who_is_not_asked_again_has_signed_all_the_same() -> None:
    script = load_script("coventry", planning=True)
    plan = write_into(empty("coventry"), meeting(1, "plan", "parent", FIRST, p1="Mum"), script)
    again = meeting(2, "plan", "parent", LATER, p1="Mum")
    asked = [one.model_copy(update={"answer": "not_asked", "on": None}) for one in again.signatures]
    after = write_into(plan, again.model_copy(update={"signatures": asked}), script)
    assert [(one.name, one.on, one.answer) for one in after.signatures] == [("Mum", FIRST, "agreed")]


@pytest.mark.parametrize("format_id", [one[0] for one in OF_PARENTS])
def test_confirm_adds_one_more_who_agrees(tmp_path: Path, format_id: str) -> None:
    to = load_script(format_id).format.agreement
    path = new_plan(tmp_path / "a.docx", empty(format_id, signs(to, "parent", "Pell, Jo (mum)", FIRST))).path
    done = call("confirm", path, "--agreed", "Sam Pell and Gran", "--on", "12 March 2026")
    assert done.code == 0, done.err
    names = [name for name, _ in signed_in(path, to, "parent")]
    assert names == ["Pell, Jo (mum)", "Sam Pell and Gran"]
    opened = open_plan(path)
    assert len(opened.plan.signatures) == 2
