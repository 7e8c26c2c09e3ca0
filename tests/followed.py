"""Plans whose last meeting agreed some actions, of every format that comes along, to be followed up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.follow_up import Followed, following
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.people import CHILD, Person, Perspective, Presence
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import find_prompts, load_script
from facilitator.work.edit import Done, Editing, word_choices
from tests.shapes import FORMATS

DEMO = find_prompts() / "demo" / "demo.plan.json"
OURS = (
    "support-plan",
    "coventry",
    "kirklees",
    "pupil-support-plan",
    "send-support-plan",
    "group-intervention",
)
HELD = date(2026, 11, 2)
TODAY = date(2026, 11, 30)

CARDS, RING, CLUB = "Print the cards", "Ring the nurse about glasses", "Find a club – near home, by bus"


def actions(about: str | None) -> list[Action]:
    """Return what a review agreed: one for an item, two of the whole plan, the last of them still open."""
    return [
        Action(id="new.a1", what=CARDS, who="Mr Okafor", by=date(2026, 12, 4), about=about),
        Action(id="new.a2", what=RING, who="Mrs Lee", by=date(2026, 11, 20)),
        Action(id="new.a3", what=CLUB, who="Dad", confirm=Confirmation(who="Mrs Lee", by=date(2026, 11, 9))),
    ]


def script_of(name: str) -> Script:
    """Return a format that comes along."""
    return load_script(name)


def reviewed(name: str) -> Plan:
    """Return a sample of a format with one review more, which agreed the actions."""
    source = DEMO if name == "support-plan" else FORMATS / name / "sample.plan.json"
    plan, script = open_plan(source).plan, script_of(name)
    kind = next(iter(script.format.kinds("outcome")), "")
    item = next((one.id for one in plan.items if one.kind == kind and plan.is_current(one)), None)
    people = [Person(id=child.id, name=child.on_record, perspective="child") for child in plan.members]
    views: dict[str, Perspective] = {"Mr Okafor": "school", "Mrs Lee": "school", "Dad": "parent"}
    people += [
        Person(id=f"p{number}", name=who, perspective=view, present=[Presence()])
        for number, (who, view) in enumerate(views.items())
    ]
    period = max((review.period for review in plan.reviews), default=0) + 1
    review = Review(id="new", period=period, date=HELD, people=people, actions=actions(item))
    assert any(person.id == CHILD for person in people) or len(plan.children) > 1
    return write_into(plan, review, script)


def plan_with_actions(name: str, folder: Path, ending: str = "json") -> Path:
    """Write such a plan into a folder, as a file of the program's own or as the format's Word document."""
    path = folder / ("child.docx" if ending == "docx" else "child.plan.json")
    new_plan(path, reviewed(name))
    return path


def copied(path: Path) -> Path:
    """Copy the demo's plan."""
    return Path(shutil.copy(DEMO, path))


def follow(editing: Editing, words: str, field: Followed, value: str, **more: str) -> Done:
    """Follow up the action of some words."""
    action = next(one for one in editing.asked_after.last_actions() if one.what == words)
    return editing.make(following(action.id, field, value, **more), word_choices(editing.opened))


def state(plan: Plan, words: str) -> Action:
    """Return the last action of some words."""
    return next(one for one in plan.last_actions() if one.what == words)
