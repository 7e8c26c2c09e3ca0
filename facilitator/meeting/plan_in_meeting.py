"""The plan as a meeting changes it beside its questions, and what is put right at an answer instead."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.plan_after_review import as_it_stands, mark_of, with_changes
from facilitator.meeting.plan_changes import Change, made
from facilitator.meeting.review_record import to_record
from facilitator.plan.changes import MARKS, PlanChange
from facilitator.plan.field_values import UNKNOWN, Value, day_of
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.format_declaration import NEW, Path
from facilitator.script.plan_parts import ACTION, CHILD, PLAN, name_of

_OF_CHILD = ("known_as", "communication")
"""What the set-up of a meeting may say of a child, too."""


def drafted(minutes: Minutes) -> Plan:
    """Return the plan as it would be if the meeting ended now: with what was said, decided and changed."""
    record, form = to_record(minutes, None), minutes.script.format
    child = minutes.child.model_copy(update={"set_up": minutes.plan.child.set_up})
    return as_it_stands(minutes.began_with, record, form).with_child(child)


def changed_by(change: PlanChange, minutes: Minutes) -> Change:
    """Return what a change would come to; raises Refusal where it does not fit the plan as it stands."""
    record, form = to_record(minutes, None), minutes.script.format
    with_it = record.model_copy(update={"changes": [*record.changes, change]})
    with_changes(minutes.began_with, with_it, form)  # what ends by an answer alone goes on there
    return made(drafted(minutes), form, change, mark_of(change, record, minutes.plan))


def named(event: ev.PlanChanged, minutes: Minutes) -> PlanChange:
    """Return the change of an event, with the id that it gives to what is added."""
    new = {"part": minutes.new_id("c", event)} if event.change.deed == "added" else {}
    return event.change.model_copy(update=new)


def check(event: ev.PlanChanged, minutes: Minutes) -> None:
    """Raise Refusal for a change that does not fit the plan as it stands."""
    if event.change.kind == ACTION or (event.change.deed == "added" and event.change.part):
        raise Refusal("edit.part-gone")  # what became of an action is asked at its own question
    changed_by(event.change, minutes)


def record(event: ev.PlanChanged, minutes: Minutes) -> None:
    """Take a change into the minutes; of what only the answers bring into the plan it waits for them."""
    change = named(event, minutes)
    minutes.changes.append(change)
    minutes.plan, _ = with_changes(minutes.began_with, to_record(minutes, None), minutes.script.format)
    minutes.look_at_child_again()
    _follow_children(change, minutes)


def _follow_children(change: PlanChange, minutes: Minutes) -> None:
    """Put a child who comes into a group on the list of people; call each by the name that the plan has."""
    if change.kind != CHILD:
        return
    child = next(one for one in minutes.children if one.id == change.part)
    if child.id not in minutes.people:
        minutes.people[child.id] = Person(id=child.id, name=child.on_record, perspective="child", present=[])
    elif change.field in ("full_name", "known_as", "surname"):
        minutes.rename(child.id, child.called)
    minutes.tell_children_apart()


# What the meeting itself has said


def put_right(change: PlanChange, minutes: Minutes) -> ev.Event | None:
    """Return the event by which a change puts right what this meeting said itself, or None.

    Raises Refusal where that was said in several lines, which are changed one by one.
    """
    if change.deed == "put_back":
        return _goes_on(change, minutes)
    if change.deed in MARKS and change.part in minutes.said:
        return ev.LineChanged(line=change.part, not_shared=change.deed == "kept_back")
    if change.deed not in ("reworded", "emptied"):
        return None
    if change.part in minutes.said and _is_its_wording(change, minutes):
        return ev.LineChanged(line=change.part, text=_text(change.value))
    key = next(_askings(change, minutes), None)
    return _answered(key, None if change.deed == "emptied" else change.value, minutes) if key else None


def _is_its_wording(change: PlanChange, minutes: Minutes) -> bool:
    form = minutes.script.format
    return change.field == name_of(change.kind, form, change.field)


def _askings(change: PlanChange, minutes: Minutes) -> Iterator[Key]:
    """Yield the askings at which this meeting gave what a field says now."""
    for key in minutes.given.every_asking():
        if minutes.touched(key) and _gives(key, change, minutes):
            yield key


def _gives(key: Key, change: PlanChange, minutes: Minutes) -> bool:
    path = minutes.turns.path(key)
    if change.kind == PLAN:
        return path == Path(PLAN, change.field)
    if change.kind == CHILD:
        first = change.part == minutes.plan.child.id and change.field in _OF_CHILD
        return first and path == Path(CHILD, change.field)
    if key.parts[-1:] == (change.part,) and path == Path(NEW, change.kind, change.field):
        return True
    of_new_words = minutes.turns.role(key) == "new_wording" and _is_its_wording(change, minutes)
    return of_new_words and key.parts[-1:] == (_replaced_by(change, minutes),)


def _replaced_by(change: PlanChange, minutes: Minutes) -> str | None:
    """Return what an item took the place of by what this meeting decided."""
    if any(item.id == change.part for item in minutes.plan.items):
        return None
    return next((item.replaces for item in drafted(minutes).items if item.id == change.part), None)


def _answered(key: Key, value: Value | None, minutes: Minutes) -> ev.Event:
    """Return the event that gives another answer at an asking."""
    of, replies = key._asdict(), minutes.replies
    if key in replies.texts:
        return ev.TextGiven(**of, text=_text(value))
    if value is not None and key in replies.choices:
        return ev.ChoiceMade(**of, option=_TICKS.get(value, "") if isinstance(value, bool) else str(value))
    if value is not None and key in replies.dates:
        day = day_of(value)
        if day:
            return ev.DateGiven(**of, on=day)
    if key in replies.several:
        return ev.SeveralChosen(**of, options=value if isinstance(value, list) else [])
    lines = minutes.said.at(key)
    if len(lines) == 1:
        line = lines[0].id
        return ev.LineRemoved(line=line) if value is None else ev.LineChanged(line=line, text=_text(value))
    raise Refusal("edit.answered-here")


_TICKS: dict[object, str] = {True: "yes", False: "no", UNKNOWN: UNKNOWN}


def _text(value: Value | None) -> str:
    return "" if value is None else str(value)


def _goes_on(change: PlanChange, minutes: Minutes) -> ev.Event | None:
    """Return the answer by which something goes on that ends by what this meeting decided."""
    for key in minutes.replies.choices:
        if key.parts[-1:] != (change.part,) or minutes.turns.role(key) != "decision":
            continue
        declared = minutes.script.format.field(minutes.turns.path(key))
        options = [one.id for one in declared.options if one.ends is None] if declared else []
        if declared and declared.ends(minutes.replies.choices[key]) and options:
            return ev.ChoiceMade(**key._asdict(), option=options[0])
    return None
