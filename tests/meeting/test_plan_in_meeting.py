"""The plan is changed in a meeting by the rules of every change: it is the same plan then, but its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.answers.several import toggled
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.meeting.plan_after_review import write_into
from facilitator.meeting.plan_changes import made
from facilitator.meeting.plan_in_meeting import drafted, put_right
from facilitator.meeting.review_record import to_record, to_review
from facilitator.phrases.person import people_of
from facilitator.plan.changes import PlanChange
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Mark
from facilitator.plan.people import Child, Contact, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.conformity import misfits
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    Thing,
    bare_fields,
    entries_of,
    parts_of,
    said_fields,
)
from facilitator.work.demo import demo_plan
from tests.shapes import FORMATS

START = datetime(2027, 3, 12, 14, 0, tzinfo=UTC)
DAY = START.date()
OURS = format_ids(find_prompts())
CHAIR = Person(id="chair", name="Mr Lacey", perspective="school")
pick = st.integers(min_value=0, max_value=9_999)


def sample(name: str) -> Plan:
    """Return a plan of a format in which everything has something."""
    if name == "support-plan":
        return demo_plan(date(2026, 3, 12))
    return open_plan(FORMATS / name / "sample.plan.json").plan


def meeting_of(plan: Plan, script: Script) -> Meeting:
    people = [*people_of(plan, in_room=script.format.children.in_room), CHAIR]
    started = ev.MeetingStarted(
        at=START, plan=plan.id, format=plan.format, review="r-now", date=DAY, minutes=60, people=people
    )
    return Meeting(script, plan, started)


def every_part(plan: Plan, form: FormatFile) -> list[Part]:
    kinds = (PERSON, *form.items, *([] if form.children.most == 1 else [CHILD]))
    parts = [part for kind in kinds for part in parts_of(plan, kind)]
    return [Part(PLAN), *parts, *(one for field in said_fields(form) for one in entries_of(plan, field))]


def another(declared: DeclaredField, n: int) -> Value:
    """Return one of the values that a field may have."""
    if declared.type == "tick":
        return bool(n % 2)
    if declared.options:
        one = declared.option_ids[n % len(declared.options)]
        return [one] if declared.type == "several" else one
    others: dict[str, Value] = {"date": f"2027-0{1 + n % 2}-11", "number": n, "cost": f"£{n} a week"}
    return others.get(declared.type, f"Other words {n}")


def any_change(plan: Plan, form: FormatFile, n: int, m: int) -> PlanChange:
    """Return some change of some part of a plan, which may not fit."""
    parts = every_part(plan, form)
    part = parts[n % len(parts)]
    given: dict[str, object] = {"kind": part.kind, "part": part.id, "by": "Mr Lacey"}
    if m % 5 == 0:
        new = list(_to_be_added(part, form))
        return PlanChange.model_validate({"deed": "added", "by": "Mr Lacey", **new[m % len(new)]})
    if m % 5 in (1, 2):
        field = next((one.field for one in plan.entries if one.id == part.id), "")
        fields = bare_fields(part.kind, form, field)
        name = list(fields)[n % len(fields)]
        deed = {"deed": "reworded", "value": another(fields[name], m)} if m % 10 != 1 else {"deed": "emptied"}
        return PlanChange.model_validate({"field": name, **given, **deed})
    if m % 5 == 3:
        return PlanChange.model_validate({"deed": "put_back", **given})
    other = parts[m % len(parts)]
    how: dict[str, object] = {"how": "amended", "into": other.id or None} if m % 2 else {"how": "achieved"}
    return PlanChange.model_validate({"deed": "ended", "because": f"reason {m}", **given, **how})


def _to_be_added(part: Part, form: FormatFile) -> Iterator[Mapping[str, object]]:
    yield {"kind": PERSON, "value": "Dr Bell", "role": "nurse"}
    yield {"kind": CHILD, "value": "Dee Farr"}
    yield from ({"kind": ENTRY, "field": name, "value": "More words"} for name in said_fields(form))
    for kind, declared in form.items.items():
        yield {"kind": kind, "value": f"A new {kind}"}
        yield {"kind": kind, "value": f"A new {kind}", "under": part.id or None if declared.under else None}


def told(plan: Plan) -> dict[str, object]:
    """Return what a plan says, without its marks and meetings; what has an id is called by its place."""
    things: list[Thing] = [*plan.children, *plan.people, *plan.items, *plan.entries]
    places = {one.id: place for place, one in enumerate(things)}
    ends = {one.id: (one.ended.how, one.ended.because) for one in things if one.ended}
    items = [
        (one.kind, one.number, places.get(one.under or ""), one.fields, places.get(one.replaces or ""))
        for one in plan.items
    ]
    return {
        "items": items,
        "entries": [(one.field, one.value, places.get(one.by), one.about) for one in plan.entries],
        "people": [(one.name, one.role, one.relationship, one.reach, one.perspective) for one in plan.people],
        "children": [(one.full_name, one.known_as, one.class_name) for one in plan.children],
        "ended": {places[one]: how for one, how in ends.items()},
        "before": [[(was.field, was.value) for was in one.earlier] for one in things],
        "started": plan.started,
    }


@pytest.mark.parametrize("name", OURS)
@given(changes=st.lists(st.tuples(pick, pick), min_size=1, max_size=8), back=st.booleans())
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@pytest.mark.sampled(2)
def test_it_comes_to_the_same_plan_as_outside_but_for_the_marks(
    name: str, changes: list[tuple[int, int]], back: bool
) -> None:
    script, plan = load_script(name), sample(name)
    outside, meeting, held = plan, meeting_of(plan, script), 0
    for n, m in changes:
        change = any_change(outside, script.format, n, m)
        in_it = any_change(drafted(meeting.minutes), script.format, n, m)
        assert put_right(in_it, meeting.minutes) is None
        why = why_not = ""
        try:
            outside = made(outside, script.format, change, Mark(on=DAY, by="Mr Lacey")).plan
        except Refusal as refusal:
            why = refusal.code
        try:
            meeting.add(ev.PlanChanged(change=in_it), START)
            held += 1
        except Refusal as refusal:
            why_not = refusal.code
        assert why == why_not
        if back and not why:
            meeting.add(ev.Undone(), START)
            meeting.add(ev.Redone(), START)
    review = to_review(Meeting.replay(script, plan, meeting.events).minutes, START)
    after = write_into(plan, review, script)
    assert told(after) == told(outside)
    assert Plan.model_validate_json(after.model_dump_json(by_alias=True)) == after
    assert len(review.changes) == held
    assert {change.by for change in review.changes} <= {"Mr Lacey"}
    new = {change.part for change in review.changes if change.deed == "added"}
    parts: list[Item | Contact | Child] = [*after.items, *after.people, *after.children]
    marks = [one.added for one in parts if one.id in new]
    assert all((mark.on, mark.review, mark.by) == (DAY, review.period, "Mr Lacey") for mark in marks)


# What is asked then


class Held:
    """A meeting of a sample, and what is typed into it."""

    def __init__(self, name: str, *, planning: bool = False) -> None:
        self.script = load_script(name, planning=planning)
        self.meeting = meeting_of(sample(name), self.script)

    def add(self, event: ev.Event) -> ev.Event:
        return self.meeting.add(event, START)

    def change(self, **given: object) -> str:
        """Make a change; returns the id of what was added."""
        kept = self.add(ev.PlanChanged(change=PlanChange.model_validate({"by": "Mr Lacey", **given})))
        return f"r-now.c{kept.n}"

    def end(self, kind: str, part: str) -> None:
        self.change(deed="ended", kind=kind, part=part, how="removed", because="It is over.")

    def asked(self, *parts: str) -> list[str]:
        """Return the questions that are asked of something."""
        places = self.meeting.agenda.places
        return [place.turn.id for place in places if set(parts) & set(place.key.parts)]

    def item(self, kind: str, at: int = 0) -> str:
        return self.meeting.plan.of(kind)[at].id

    def written(self) -> Plan:
        review = to_record(self.meeting.minutes, START)
        return write_into(self.meeting.began_with, review, self.script, self.meeting.minutes.child)


def test_what_was_ended_is_asked_no_more_and_what_was_said_of_it_stays() -> None:
    held = Held("support-plan")
    outcome, provision = held.item("outcome"), held.item("provision")
    said = ev.LineSaid(turn="goal.achieved", item=outcome, speaker="chair", text="She tells it well")
    held.add(said)
    before = held.asked(outcome)
    held.end("outcome", outcome)
    assert held.asked(outcome) == ["goal.achieved"]
    assert held.meeting.agenda.place(said.key).status == "answered"
    assert [one.value for one in held.written().reviews[-1].about(outcome)] == ["She tells it well"]
    held.change(deed="put_back", kind="outcome", part=outcome)
    assert held.asked(outcome) == before
    held.end("provision", provision)
    assert not held.asked(provision)
    held.add(ev.Undone())
    assert held.asked(provision)


def test_a_new_outcome_is_still_to_be_scored_but_not_asked_if_it_goes_on() -> None:
    held = Held("support-plan")
    new = held.change(deed="added", kind="outcome", value="Tie her laces")
    help_with_it = held.change(deed="added", kind="provision", value="A lace board", under=new)
    assert {"goal.show", "goal.achieved"} <= set(held.asked(new))
    assert not {"goal.delivered", "decide.outcome"} & set(held.asked(new, help_with_it))
    held.add(ev.ScoreShown(turn="goal.show", item=new, person="chair", number=2))
    assert "goal.score" in held.asked(new)
    assert held.written().reviews[-1].score(new)
    for _ in range(3):
        held.add(ev.Undone())
    assert not held.asked(new)


def test_what_is_new_is_asked_for_what_it_lacks_alone() -> None:
    held = Held("send-support-plan")
    new = held.change(deed="added", kind="provision", value="A word mat", under=held.item("target"))
    assert {"new.who", "new.how-often"} <= set(held.asked(new))
    held.change(deed="reworded", kind="provision", part=new, field="who", value="Miss Hallam")
    assert "new.who" not in held.asked(new)
    held.add(ev.TextGiven(turn="new.how-often", item=new, text="Daily"))
    item = held.written().item(new)
    assert (item.fields["who"], item.fields["how_often"], item.added.by) == (
        "Miss Hallam",
        "Daily",
        "Mr Lacey",
    )


def test_what_the_meeting_said_itself_is_put_right_where_it_was_said() -> None:
    held = Held("kirklees")
    outcome, step = held.item("outcome"), held.item("step")
    kept = held.add(ev.LineSaid(turn="goal.new-step", item=outcome, speaker="everyone", text="Ask twice"))
    line = f"r-now.s{kept.n}"
    other = PlanChange(deed="reworded", kind="step", part=line, field="wording", value="Ask three times")
    assert put_right(other, held.meeting.minutes) == ev.LineChanged(line=line, text="Ask three times")
    target = held.change(deed="added", kind="target", value="Ask once", under=line)
    assert drafted(held.meeting.minutes).item(target).under == line
    assert held.written().item(target).added == Mark(on=DAY, review=1, by="Mr Lacey")
    held.add(ev.ChoiceMade(turn="steps.change", item=step, option="stop"))
    back = PlanChange(deed="put_back", kind="step", part=step)
    goes_on = ev.ChoiceMade(turn="steps.change", item=step, option="goes_on")
    assert put_right(back, held.meeting.minutes) == goes_on
    held.add(ev.LineRemoved(line=line))
    plan = held.written()
    assert [one.value for one in plan.reviews[-1].changes] == ["Ask once"]
    assert target not in {item.id for item in plan.items}


def test_an_answer_that_is_changed_as_a_box_of_the_plan_is_another_answer() -> None:
    held = Held("send-support-plan")
    new = held.add(ev.LineSaid(turn="new.target", speaker="everyone", text="Read ten words"))
    line = f"r-now.s{new.n}"
    boxes: dict[str, ev.Event] = {
        "area": ev.SeveralChosen(turn="new.area", item=line, options=["cognition"]),
        "start": ev.LineSaid(turn="new.start", item=line, speaker="everyone", text="Two words"),
    }
    for event in boxes.values():
        held.add(event)
    area = PlanChange(deed="reworded", kind="target", part=line, field="area", value=["physical"])
    answer = put_right(area, held.meeting.minutes)
    assert answer == ev.SeveralChosen(turn="new.area", item=line, options=["physical"])
    start = PlanChange(deed="emptied", kind="target", part=line, field="start")
    assert isinstance(put_right(start, held.meeting.minutes), ev.LineRemoved)
    held.add(boxes["start"])
    with pytest.raises(Refusal, match=r"edit\.answered-here"):
        put_right(start, held.meeting.minutes)


def test_an_outcome_is_linked_to_a_hope_of_the_meeting_until_that_is_taken_out() -> None:
    held = Held("pupil-support-plan", planning=True)
    key = {"turn": "plan-outcomes.serves", "item": held.item("outcome")}
    said = [ev.LineSaid(turn="plan-me.future", speaker=CHILD, text=text) for text in ("A boat", "A dog")]
    lines = [f"r-now.s{held.add(one).n}" for one in said]
    held.add(ev.SeveralChosen(**key, options=lines))
    held.change(
        deed="reworded", kind="outcome", part=held.item("outcome", 1), field="serves", value=lines[:1]
    )
    assert [item.fields.get("serves") for item in held.written().of("outcome")] == [lines, lines[:1], None]
    held.change(deed="reworded", kind="outcome", part=held.item("outcome", 1), field="serves", value=["e6"])
    assert held.written().of("outcome")[1].fields["serves"] == ["e6"]
    held.add(ev.Undone())
    held.add(ev.LineRemoved(line=lines[0]))
    assert [item.fields.get("serves") for item in held.written().of("outcome")] == [lines[1:], None, None]
    assert not list(misfits(held.written(), held.script.format))
    held.add(ev.LineMoved(line=lines[1], turn="plan-me.good-at"))
    place = held.meeting.agenda.place(Key(**key))
    assert toggled(held.meeting, place, "e6").options == ["e6"]


def test_a_pupil_who_joins_is_asked_about_and_one_who_left_is_not() -> None:
    held = Held("group-intervention")
    gone = held.meeting.plan.children[2]
    new = held.change(deed="added", kind=CHILD, value="Dee Farr")
    held.end(CHILD, gone.id)
    assert "pupil.after" in held.asked(new)
    assert not held.asked(gone.id)
    plan = held.written()
    assert [child.full_name for child in plan.members] == ["Asha Rai", "Ben Orr", "Ben Strand", "Dee Farr"]
    assert "Dee Farr" in [person.name for person in plan.reviews[-1].people]
    for at in (0, 1):
        held.end(CHILD, held.meeting.plan.children[at].id)
    with pytest.raises(Refusal, match=r"edit\.few-children"):
        held.end(CHILD, new)


def test_a_box_that_needs_consent_is_ticked_in_the_meeting_that_asks_for_it() -> None:
    held = Held("send-support-plan")
    plan = held.meeting.began_with.model_copy(update={"signatures": [], "entries": [], "planning": []})
    held.meeting = meeting_of(plan, held.script)
    tick = {"deed": "reworded", "kind": PLAN, "field": "register", "value": True}
    with pytest.raises(Refusal, match=r"meeting\.no-consent"):
        held.change(**tick)
