"""Where a plan is in the stages of its format, and what comes next: told from the plan, and never chosen."""

from __future__ import annotations

from typing import Literal, NamedTuple

from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import PLAN, SIGNED, Path
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_facts import stands
from facilitator.script.routes import Facts, hold
from facilitator.script.stages import Stage

Standing = Literal["done", "not_noted", "now", "later", "people"]
"""`now` comes after the last one that is done; of one before it that is `not_noted` the plan says nothing."""


class StageShown(NamedTuple):
    """One stage of a plan: how it stands, and the labels of what is not there yet."""

    number: int
    words: str
    to_do: str
    standing: Standing
    missing: list[str]


def stages_of(plan: Plan, form: FormatFile, facts: Facts) -> list[StageShown]:
    """Return the stages of a plan in order; none where its format has none."""
    stages = [stage for stage in form.stages if _is_of(plan, stage)]
    missing = [_missing(plan, form, stage) for stage in stages]
    done = [
        not (stage.is_left_to_people or lacks) and hold(stage.done, facts)
        for stage, lacks in zip(stages, missing, strict=True)
    ]
    last = max((place for place, one in enumerate(done) if one), default=-1)
    now = next(
        (at for at, stage in enumerate(stages) if at > last and not stage.is_left_to_people), len(stages)
    )
    return [
        StageShown(at + 1, stage.words, stage.to_do, _standing(at, stage, now, is_done=done[at]), missing[at])
        for at, stage in enumerate(stages)
    ]


def _standing(at: int, stage: Stage, now: int, *, is_done: bool) -> Standing:
    if is_done:
        return "done"
    if stage.is_left_to_people:
        return "people"
    return "now" if at == now else "later" if at > now else "not_noted"


def _is_of(plan: Plan, stage: Stage) -> bool:
    """Whether a stage is one of this plan, as its last review decided."""
    last = plan.last_review
    return all(
        last is not None and any(entry.value in wanted for entry in last.given(Path.read(name).field))
        for name, wanted in stage.only.items()
    )


def _missing(plan: Plan, form: FormatFile, stage: Stage) -> list[str]:
    """Return the labels of what a stage needs and the plan does not have."""
    lacks = [path for path in stage.needs if not stands(path, plan)]
    return [_called(path, form) for path in lacks]


def _called(path: Path, form: FormatFile) -> str:
    if path.of == SIGNED:
        return form.sign_label(path.field)
    return form.label(path.field, PLAN) if path.of == PLAN else form.items[path.of].label
