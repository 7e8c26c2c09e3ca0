"""`facilitator planning PLAN`: hold the meeting that writes the plan, on the screen or plainly."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli import screen
from facilitator.cli.command_help import A_FILE, declare, option, prompts_option


@declare("planning")
@click.argument("plan", type=A_FILE)
@option("--plain", is_flag=True)
@prompts_option
def command(plan: Path, plain: bool, prompts: Path | None) -> int:
    """Hold the planning meeting of a plan; carries on whichever of its meetings was not finished."""
    return screen.review(plan, plain=plain, prompts=prompts, planning=True)
