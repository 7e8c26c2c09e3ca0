"""`facilitator undo PLAN [--yes]`: take back the review that was written last."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from facilitator.cli.command_help import A_FILE, REFUSED, declare, option, prompts_option
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say


@declare("undo")
@click.argument("plan", type=A_FILE)
@option("--yes", is_flag=True)
@prompts_option
def command(plan: Path, yes: bool, prompts: Path | None) -> int:
    """Say which review it is, ask, and put the plan file back."""
    from facilitator.dialogue.taking_back import take_back_last
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    with Lines.between(sys.stdin, sys.stdout) as lines:
        try:
            undone = carried_in_lines(take_back_last(plan, prompts=prompts, sure=yes), lines)
        except NeedsDecision as needs:
            if not needs.code.startswith("undo.not-sure"):
                raise
            raise NeedsDecision(needs.code, ("--yes",)) from None
        if undone is None:
            lines.put(say("undo.left"))
            return REFUSED
    return 0
