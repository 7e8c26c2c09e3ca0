"""`facilitator review PLAN`: hold the meeting, on the screen or plainly; carries on an unfinished one."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli import screen
from facilitator.cli.command_help import A_FILE, declare, option, prompts_option


@declare("review")
@click.argument("plan", type=A_FILE)
@option("--plain", is_flag=True)
@option("--record", type=A_FILE, metavar="FILE")
@option("--same-plan", is_flag=True)
@option("--another-plan", is_flag=True)
@option("--child", default="")
@prompts_option
def command(plan: Path, plain: bool, record: Path | None, prompts: Path | None, **said: object) -> int:
    """Hold the meeting of a plan; where somebody says which plan it is, or whose, that is put down first."""
    if any(said.values()):
        from facilitator.files.chosen_child import settled_child
        from facilitator.files.document_id import ANOTHER_PLAN, SAME_PLAN, settled
        from facilitator.files.plans import open_plan

        which = SAME_PLAN if said["same_plan"] else ANOTHER_PLAN if said["another_plan"] else ""
        opened = open_plan(plan, prompts)
        settled_child(settled(opened, which) if which else opened, str(said["child"]))
    return screen.review(plan, plain=plain, record=record, prompts=prompts)
