"""`facilitator confirm PLAN`: the family has seen the draft; then it is final."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import A_FILE, REFUSED, declare, option, prompts_option
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.dialogue.confirm_plan import Given

WAYS = ("--agreed NAME", "--note “NAME: WORDS”", "--not-asked NAME")


@declare("confirm")
@click.argument("plan", type=A_FILE)
@option("--agreed", multiple=True, metavar="NAME")
@option("--note", "notes", multiple=True, metavar="NAME: WORDS")
@option("--not-asked", multiple=True, metavar="NAME")
@option("--on", default="", metavar="DAY")
@option("--changed", default="", metavar="TEXT")
@prompts_option
def command(
    plan: Path, agreed: tuple[str, ...], notes: tuple[str, ...], not_asked: tuple[str, ...],
    prompts: Path | None, **told: str,
) -> int:  # fmt: skip
    """Ask who of the family has seen the plan, and make it final."""
    from facilitator.dialogue.confirm_plan import Told, confirm_plan
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines

    answers = tuple(_given(agreed, notes, not_asked))
    asked = confirm_plan(plan, prompts, told=Told(answers, **told))
    with Lines.between(sys.stdin, sys.stdout) as lines:
        try:
            final = carried_in_lines(asked, lines)
        except NeedsDecision as needs:
            if needs.code != "confirm.who":
                raise
            raise NeedsDecision(needs.code, WAYS, **needs.values) from None
        if final is None:
            lines.put(say("confirm.left"))
            return REFUSED
    return 0


def _given(agreed: tuple[str, ...], notes: tuple[str, ...], not_asked: tuple[str, ...]) -> Iterator[Given]:
    """Yield what the options say; raises Refusal for a note of nobody."""
    from facilitator.dialogue.confirm_plan import Given

    yield from (Given(name, "agreed") for name in agreed)
    for one in notes:
        name, colon, note = one.partition(":")
        if not (colon and name.strip()):
            raise Refusal("confirm.note-of", text=one)
        yield Given(name, "with_note", note)
    yield from (Given(name, "not_asked") for name in not_asked)
