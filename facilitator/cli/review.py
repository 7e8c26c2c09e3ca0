"""`facilitator review PLAN`: hold the meeting, on the screen or plainly; carries on an unfinished one."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli import screen
from facilitator.cli.command_help import declare, option, prompts_option


@declare("review")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--plain", is_flag=True)
@option("--record", type=click.Path(path_type=Path), metavar="FILE")
@option("--same-plan", is_flag=True)
@option("--another-plan", is_flag=True)
@prompts_option
def command(
    plan: Path, plain: bool, record: Path | None, same_plan: bool, another_plan: bool, prompts: Path | None
) -> int:
    """Hold the meeting of a plan; where somebody says which plan it is, that is put down first."""
    if same_plan or another_plan:
        from facilitator.files.document_id import ANOTHER_PLAN, SAME_PLAN, settled
        from facilitator.files.plans import open_plan

        settled(open_plan(plan, prompts), SAME_PLAN if same_plan else ANOTHER_PLAN)
    return screen.review(plan, plain=plain, record=record, prompts=prompts)
