"""Writes the summary of a review to a file that may be sent to everyone who was there."""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.models import Script
from facilitator.script.words import say
from facilitator.summary.pages import Audience, Kind, render, seal_of
from facilitator.summary.saving import save_at, save_beside

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_PLAN_ENDINGS = (".json", ".age", ".docx")


def export(  # noqa: PLR0913 - a contract that the commands and both front ends rely on
    plan: Plan,
    review: Review,
    script: Script,
    *,
    audience: Audience = "everyone",
    kind: Kind = "html",
    target: Path | None = None,
    beside: Path | None = None,
    prompts: Path | None = None,
) -> Path:
    """Write the summary of a review and return the file: `target`, else a name of its own beside the plan.

    For the `child` it is the child's letter, whose name is another one.
    `beside` is the plan's file, whose name the summary's begins with, so that no child's name gets into a
    file name. The same summary written again replaces itself; a file that is not ours, or that
    somebody has changed, stays: then `target` is refused, and beside the plan the next free name is taken.
    The file is whole or not there. Raises Refusal, never OSError.
    """
    data = render(plan, review, script, kind=kind, audience=audience, prompts=prompts).encode()
    seal = seal_of(review, audience)
    if target is not None:
        return save_at(target, data, seal)
    if beside is None:
        raise Refusal("summary.no-place")
    name = _file_name(
        "file-name" if audience == "everyone" else f"file-name-{audience}", beside, review, script
    )
    return save_beside(beside.with_name(f"{name}.{kind}"), data, seal)


def _file_name(key: str, plan_file: Path, review: Review, script: Script) -> str:
    period = script.period_name(review.period)
    name = say(
        f"summary.{key}",
        plan=_without_endings(plan_file.name) or plan_file.stem,
        period=_NOT_IN_NAMES.sub("-", period.casefold()).strip("-."),
    )
    return name.replace("/", "-").replace(chr(92), "-")


def _without_endings(name: str) -> str:
    while name.endswith(_PLAN_ENDINGS):
        name = name.rpartition(".")[0]
    return name.removesuffix(".plan")
