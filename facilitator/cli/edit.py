"""`facilitator edit PLAN`: look at a plan and change it, on the screen or plainly."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli import screen
from facilitator.cli.command_help import A_FILE, declare, option, prompts_option


@declare("edit")
@click.argument("plan", type=A_FILE)
@option("--plain", is_flag=True)
@option("--by", default="", metavar="NAME")
@prompts_option
def command(plan: Path, plain: bool, by: str, prompts: Path | None) -> int:
    """Look at a plan by section, and add to it, reword it, end parts of it, put them back."""
    return screen.edit(plan, plain=plain, by=by, prompts=prompts)
