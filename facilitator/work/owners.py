"""Who may be meant where an action is handed on: those whom a plan knows, by their names and roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.who_is_meant import Names, together
from facilitator.phrases.person import people_met, people_of
from facilitator.plan.letters import clean_line
from facilitator.plan.people import Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.work.first_event import plan_asked_after
from facilitator.work.own_school import of_school, own_school


class Owner(NamedTuple):
    """Who a typed name means: the name as the plan has it, or those whom it may mean, likeliest first.

    `typed` is the name as it was typed, on a line.
    """

    typed: str
    name: str = ""
    perhaps: tuple[str, ...] = ()


def people_known(plan: Plan) -> list[Person]:
    """Return those who may do something for a plan: its children, who met, its people, who does something."""
    found: dict[tuple[str, ...], Person] = {}
    for one in _everybody(plan):
        found.setdefault(folded(one.name), one)
    return list(found.values())


def _everybody(plan: Plan) -> Iterator[Person]:
    yield from people_met(plan)
    for one in plan.people:
        if one.ended is None:
            yield Person(id=one.id, name=one.name, perspective=one.perspective or "school", role=one.role)
    yield from people_of(plan, in_room=False)
    owners = [*(action.now.who for action in plan.last_actions()), *(one.who for one in plan.last_actions())]
    for number, who in enumerate(filter(None, owners)):
        yield Person(id=f"owner-{number}", name=who, perspective="school")


def owner_in(path: Path, text: str, prompts: Path | None = None) -> Owner:
    """Return who is meant by a name that was typed for a plan file; raises Refusal."""
    plan = _as_met(path, prompts)
    return owner_named(text, plan, of_school(load_script(plan.format, prompts), own_school(prompts)))


def names_in(path: Path, prompts: Path | None = None) -> list[str]:
    """Return the names of those whom a plan file knows; raises Refusal."""
    return [one.name for one in people_known(_as_met(path, prompts))]


def _as_met(path: Path, prompts: Path | None) -> Plan:
    """Return a plan with who met, as this computer knows it, or with what the planning meeting agreed."""
    opened = open_plan(path, prompts)
    plan = as_held(opened, prompts).plan
    return plan if plan.meetings() else plan_asked_after(opened, prompts)


def owner_named(text: str, plan: Plan, script: Script) -> Owner:
    """Return who is meant by a typed name; raises Refusal where it is none."""
    name = clean_line(text)
    if not name:
        raise Refusal("follow.no-name")
    if len(name) > LONGEST_LINE:
        raise Refusal("edit.too-long", most=LONGEST_LINE)
    known = people_known(plan)
    meant = Names({one.id: one for one in known}, plan.children, script.vocabulary).meant(name)
    if meant.person is not None:
        return Owner(name, meant.person.name)
    if meant.both:
        return Owner(name, together(meant.both))
    return Owner(name, perhaps=tuple(dict.fromkeys(one.name for one in meant.people)))
