"""`facilitator recover [WHOM [NUMBER]]`: what could bring words back, what is in it, and a new file of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from facilitator.cli.command_help import WRONG_USAGE, declare, option, prompts_option, words
from facilitator.printing import put


@declare("recover")
@click.argument("whom", required=False, default="")
@click.argument("number", required=False, type=click.IntRange(min=1))
@option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE")
@option("--carry-on", is_flag=True)
@prompts_option
def command(whom: str, number: int | None, out: Path | None, carry_on: bool, prompts: Path | None) -> int:
    """List what is kept, tell one thing, or bring it out; somebody at a terminal is asked."""
    from facilitator.dialogue import recovering
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    if (out is not None or carry_on) and number is None:
        put(words("recover.needs-number"), err=True)
        return WRONG_USAGE
    if out is not None and carry_on:
        put(words("recover.one-of"), err=True)
        return WRONG_USAGE
    with Lines.between(sys.stdin, sys.stdout) as lines:
        if number is None and lines.by_hand:
            dialogue = recovering.recovering(whom, prompts)
        elif number is None:
            dialogue = recovering.what_can_be_brought_back(whom, prompts)
        elif out is not None:
            dialogue = recovering.bring_out_one(whom, number, out, prompts)
        elif carry_on:
            dialogue = recovering.carry_on_one(whom, number, prompts)
        else:
            dialogue = recovering.tell_one(whom, number, prompts)
        carried_in_lines(dialogue, lines)
    return 0
