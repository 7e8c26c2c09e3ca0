"""What stands at a place of a plan, and what it says there, in words: for two versions side by side."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from facilitator.phrases import score
from facilitator.phrases.came_and_went import went
from facilitator.phrases.day import in_full
from facilitator.phrases.item import called
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import part_called, value_told, words_of_part
from facilitator.phrases.review import of_period
from facilitator.phrases.signature import line
from facilitator.phrases.version import history
from facilitator.plan.field_values import day_of
from facilitator.plan.nouns import Ended, Noun
from facilitator.plan.plan import Plan, Version
from facilitator.plan.reviews import HeldMeeting, Signature
from facilitator.plan.scores import Score
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import Script
from facilitator.script.plan_parts import (
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    Part,
    everybody,
    has_part,
    is_private,
    thing_of,
    unshared_items,
)
from facilitator.script.words_by_key import known, say

Place = tuple[str, ...]

_KINDS = {"entries": ENTRY, "people": PERSON, "children": CHILD}
_LONGEST = 400

MEETINGS = ("reviews", "planning")


def place_told(place: Place, plan: Plan, script: Script) -> str:
    """Return what stands at a place: "Outcome 2, how often", "Term 1 of 3 March: what Mum said"."""
    if place[0] in MEETINGS and place[1:]:
        held = next((one for one in plan.meetings() if one.id == place[1]), None)
        if held is not None:
            meeting = of_period(script.period_name(held.period), held.date)
            inner = _in_meeting(place[2:], held, plan, script)
            return say("merge.in-meeting", meeting=meeting, what=inner) if inner else meeting
    part = _part(place, plan)
    if part is None:
        return _named(place[0])
    name = part_called(plan, part, script.format)
    field = _field(place, part, plan, script)
    if len(place) == 2 or part.kind == ENTRY:  # it has one thing to say
        return name
    return say("edit.field-of", part=name, label=(field.label if field else "") or _named(place[-1]))


def is_hidden(place: Place, plan: Plan, script: Script) -> bool:
    """Whether what stands at a place is not for everybody who sees a screen."""
    part, form = _part(place, plan), script.format
    if part is not None:
        thing = thing_of(plan, part)
        field = _field(place, part, plan, script)
        unshared = part.id in unshared_items(plan) or getattr(thing, "not_shared", False)
        return unshared or (field is not None and field.hidden)
    held = next((one for one in plan.meetings() if one.id in place[1:2]), None)
    if held is None or place[0] not in MEETINGS:
        return False
    if len(place) < 4:
        return True  # a whole review, with whatever is in it
    entries = [one for one in held.entries if place[2] == "entries" and one.id == place[3]]
    actions = [one for one in held.actions if place[2] == "actions" and one.id == place[3]]
    return any(
        one.not_shared or form.is_hidden(form.path_of(one, _kind_of(one.about, plan))) for one in entries
    ) or any(is_private(one, plan) for one in actions)


def said_there(value: Any, place: Place, plan: Plan, script: Script) -> str:
    """Return what one version says at a place."""
    part = _part(place, plan)
    field = _field(place, part, plan, script) if part is not None else None
    if value is None or value in ("", [], {}):
        return say("merge.nothing")
    if isinstance(value, dict):
        return _whole(value, plan, script)
    if isinstance(value, str | bool | int | float) or (isinstance(value, list) and _are_words(value)):
        on = day_of(value) if isinstance(value, str) and field is None else None
        return in_full(on) if on else value_told(value, field)  # type: ignore[arg-type]
    return "; ".join(_leaves(value))[:_LONGEST]


def _whole(value: dict[str, Any], plan: Plan, script: Script) -> str:
    """Return in words what stands or falls as a whole: a review, an end, a version, a signature, a score."""
    if "entries" in value:
        day = in_full(dt.date.fromisoformat(value["date"]))
        return say("merge.whole-review", day=day, lines=len(value["entries"]), actions=len(value["actions"]))
    for model, told in _WHOLE:
        with contextlib.suppress(ValidationError):
            return told(model.model_validate_json(json.dumps(value)), plan, script)
    return "; ".join(_leaves(value))[:_LONGEST]


_WHOLE: tuple[tuple[type[Noun], Callable[[Any, Plan, Script], str]], ...] = (
    (Ended, lambda one, _plan, script: went(one, script.format)),
    (Version, lambda one, _plan, _script: "; ".join(line.strip() for line in history(one))),
    (Signature, lambda one, plan, script: line(one, script.format.sign_label(one.to), _whose(one, plan))),
    (Score, lambda one, plan, script: score.line(one, script.scale_of(one, plan))),
)


def _whose(one: Signature, plan: Plan) -> str:
    return everybody(plan).get(one.party, one.party)


def told_with_words(value: Any, place: Place, plan: Plan, script: Script) -> str:
    """Return what stands at a place, and what it says there, but what not everybody may see."""
    part, told = _part(place, plan), place_told(place, plan, script)
    if part is None or is_hidden(place, plan, script):
        return told
    if len(place) > 2:
        words = said_there(value, place, plan, script)
    else:
        words = words_of_part(plan, part, script.format)
    return say("edit.field", label=told, value=words) if words else told


def _part(place: Place, plan: Plan) -> Part | None:
    if len(place) < 2:
        return None
    kind = _KINDS.get(place[0], "")
    if place[0] == "items":
        kind = next((item.kind for item in plan.items if item.id == place[1]), "")
    part = Part(kind, place[1])
    return part if kind and has_part(plan, part) else None


def _field(place: Place, part: Part, plan: Plan, script: Script) -> DeclaredField | None:
    if part.kind == ENTRY:
        entry = next(one for one in plan.entries if one.id == part.id)
        return fields_of(ENTRY, script.format, entry.field).get(entry.field)
    return fields_of(part.kind, script.format).get(place[-1])


def _in_meeting(place: Place, held: HeldMeeting, plan: Plan, script: Script) -> str:
    """Return what of a meeting is meant; nothing for the meeting itself."""
    if not place:
        return ""
    name = place[1] if place[1:] else ""
    entry = next((one for one in held.entries if place[0] == "entries" and one.id == name), None)
    if entry is not None:
        return script.format.label(entry.field, _kind_of(entry.about, plan))
    action = next((one for one in held.actions if place[0] == "actions" and one.id == name), None)
    if action is not None:
        return action.what
    item = next((one for one in plan.items if one.id == name.partition("\n")[0]), None)
    return called(item, script.format) if item is not None else _named(place[0])


def _kind_of(about: str | None, plan: Plan) -> str:
    return next((item.kind for item in plan.items if item.id == about), PLAN)


def _named(key: str) -> str:
    """Return what a field of every plan is called; one without words of its own is a detail."""
    words = f"merge.of-{key.replace('_', '-')}"
    return say(words if known(words) else "merge.detail")


def _are_words(value: list[Any]) -> bool:
    return all(isinstance(one, str) for one in value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value not in (None, "", False, True):
        yield str(value)
