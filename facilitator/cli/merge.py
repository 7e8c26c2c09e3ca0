"""`facilitator merge PLAN OTHER`: bring into a plan what another version of its file has."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from facilitator.cli.command_help import REFUSED, declare, option, prompts_option


@declare("merge")
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path))
@option("--take", type=click.Choice(["mine", "theirs"]), default=None)
@option("--by", default="", metavar="NAME")
@option("--yes", is_flag=True)
@prompts_option
def command(plan: Path, other: Path, take: str | None, by: str, yes: bool, prompts: Path | None) -> int:
    """Show what the other version has, ask where the two differ, and write the plan."""
    from facilitator.dialogue.merging import Told, merge_plans
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    with Lines.between(sys.stdin, sys.stdout) as lines:
        asked = merge_plans(plan, other, prompts, told=Told(by, take or "", sure=yes))
        return 0 if carried_in_lines(asked, lines) is not None else REFUSED
