"""`facilitator review PLAN [--plain] [--record FILE]`: hold the meeting; carries on an unfinished one."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli import screen
from facilitator.cli.worded import command as worded_command
from facilitator.cli.worded import option


@worded_command("review")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--plain", is_flag=True)
@option("--record", type=click.Path(path_type=Path), metavar="FILE")
@option("--prompts", type=click.Path(path_type=Path), metavar="DIR")
def command(plan: Path, plain: bool, record: Path | None, prompts: Path | None) -> int:
    """Hold the meeting of a plan."""
    return screen.review(plan, plain=plain, record=record, prompts=prompts)
