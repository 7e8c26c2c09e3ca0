"""A plan from one kind of file into the other: what would be lost first, and then the writing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from facilitator.files import os_errors
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import fresh_id
from facilitator.files.plans import is_plan_name, is_word_name, new_plan, open_plan, would_leave_out
from facilitator.files.records import keep_recorded
from facilitator.files.reviews_as_held import AsHeld, as_held
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script


@dataclass(frozen=True)
class Conversion:
    """A plan that is ready to be written into another kind of file; `left_out` is what that cannot hold.

    `changed` names the reviews whose words were changed in a Word document after they were held: their words
    are taken as they stand there, and what has no place there stays behind in their records.
    """

    source: Path
    target: Path
    plan: Plan
    left_out: tuple[str, ...]
    prompts: Path | None
    changed: tuple[str, ...] = ()

    @property
    def into_word(self) -> bool:
        """Whether it becomes a Word document."""
        return is_word_name(self.target.name)

    def write(self) -> OpenPlan:
        """Write the new file; raises Refusal, also where there is such a file by now."""
        made = new_plan(self.target, self.plan, prompts=self.prompts)
        keep_recorded(made, self.plan, [review.id for review in self.plan.reviews], made)
        return made


def conversion(source: Path, target: Path, prompts: Path | None) -> Conversion:
    """Read a plan and find out what another kind of file cannot hold of it; nothing is written.

    Raises Refusal: both files are of one kind, the new one is there already, or the plan cannot be read.
    """
    into_word = target.suffix.lower() == ".docx"
    if not into_word and not is_plan_name(target.name):
        raise Refusal("commands.convert.which-kind")
    if is_word_name(source.name) == into_word:
        raise Refusal("commands.convert.same-kind")
    with contextlib.suppress(OSError):  # writing says what is wrong with it
        if target.exists():
            raise os_errors.of_file("file.already-there", target)
    opened = open_plan(source, prompts)
    if opened.word is None:
        left_out = would_leave_out(target, opened.plan, prompts=prompts)
        return Conversion(source, target, opened.plan, left_out, prompts)
    # The id of a Word plan is made from the child's name: the new file is a plan of its own.
    held = as_held(opened, prompts)
    plan = held.plan.model_copy(update={"id": fresh_id()})
    return Conversion(source, target, plan, _not_understood(opened), prompts, _changed(held, prompts))


def _changed(held: AsHeld, prompts: Path | None) -> tuple[str, ...]:
    if not held.changed:
        return ()
    script = load_script(held.plan.format, prompts)
    return tuple(script.period_name(period) for period in sorted(held.changed))


def _not_understood(opened: OpenPlan) -> tuple[str, ...]:
    if opened.word is None:
        return ()
    odd = [line for line in opened.word.report() if line.problem]
    return (*(f"{line.field} ({line.where}): {line.problem}" for line in odd), *opened.word.unread)
