"""Changes to a plan, one at a time, as tests make them: by the rules of every change."""

from __future__ import annotations

from facilitator.meeting.plan_changes import Change, made
from facilitator.plan.changes import PlanChange
from facilitator.plan.field_values import Value
from facilitator.plan.nouns import HowEnded, Mark
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import ENTRY, PERSON, Part


def adding(kind: str, words: Value, under: str | None = None) -> PlanChange:
    return PlanChange(deed="added", kind=kind, value=words, under=under)


def saying(field: str, words: str, by: str = EVERYONE) -> PlanChange:
    return PlanChange(deed="added", kind=ENTRY, field=field, value=words, speaker=by)


def rewording(part: Part, field: str, value: Value | None) -> PlanChange:
    deed: str = "emptied" if value is None else "reworded"
    given = {"deed": deed, "kind": part.kind, "part": part.id, "field": field, "value": value}
    return PlanChange.model_validate(given)


def ending(part: Part, how: HowEnded, because: str) -> PlanChange:
    return PlanChange(deed="ended", kind=part.kind, part=part.id, how=how, because=because)


def putting_back(part: Part) -> PlanChange:
    return PlanChange(deed="put_back", kind=part.kind, part=part.id)


def add_item(
    plan: Plan, form: FormatFile, kind: str, words: Value, mark: Mark, under: str | None = None
) -> Change:
    return made(plan, form, adding(kind, words, under), mark)


def add_person(plan: Plan, form: FormatFile, name: str, mark: Mark) -> Change:
    return made(plan, form, adding(PERSON, name), mark)


def add_words(plan: Plan, form: FormatFile, field: str, words: str, by: str = EVERYONE) -> Change:
    return made(plan, form, saying(field, words, by), Mark())


def reword(plan: Plan, form: FormatFile, part: Part, field: str, value: Value | None, mark: Mark) -> Change:
    return made(plan, form, rewording(part, field, value), mark)


def end(plan: Plan, form: FormatFile, part: Part, how: HowEnded, because: str, mark: Mark) -> Change:
    return made(plan, form, ending(part, how, because), mark)


def put_back(plan: Plan, form: FormatFile, part: Part) -> Change:
    return made(plan, form, putting_back(part), Mark())
