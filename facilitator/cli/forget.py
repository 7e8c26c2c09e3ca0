"""`facilitator forget [WHOM | --old]`: what this computer keeps of whom, and removing it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from facilitator.cli.command_help import REFUSED, WRONG_USAGE, declare, option, prompts_option, words
from facilitator.printing import put


@declare("forget")
@click.argument("whom", required=False)
@option("--old", is_flag=True)
@option("--months", type=click.IntRange(min=1, max=10_000), metavar="N")
@option("--yes", is_flag=True)
@prompts_option
def command(whom: str | None, old: bool, months: int | None, yes: bool, prompts: Path | None) -> int:
    """List what is kept, or say what goes, ask, and remove it."""
    from facilitator.dialogue.forgetting import forget_child, forget_old, what_is_kept
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    old = old or months is not None
    if whom is not None and old:
        put(words("forget.one-of"), err=True)
        return WRONG_USAGE
    with Lines.between(sys.stdin, sys.stdout) as lines:
        if whom is not None:
            done = carried_in_lines(forget_child(whom, prompts, sure=yes), lines)
        elif old:
            done = carried_in_lines(forget_old(months, prompts, sure=yes), lines)
        else:
            carried_in_lines(what_is_kept(), lines)
            done = True
    return 0 if done else REFUSED
