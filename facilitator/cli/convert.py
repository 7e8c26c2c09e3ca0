"""`facilitator convert A B`: a Word plan from a native one, or the other way round."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import A_FILE, REFUSED, declare, option, prompts_option, words
from facilitator.plan.refusal import NeedsDecision
from facilitator.printing import put

if TYPE_CHECKING:
    from facilitator.work.convert import Conversion


@declare("convert")
@click.argument("source", type=A_FILE, metavar="A")
@click.argument("target", type=A_FILE, metavar="B")
@option("--yes", is_flag=True)
@prompts_option
def command(source: Path, target: Path, yes: bool, prompts: Path | None) -> int:
    """Say what the new file has no place for, and then write it."""
    from facilitator.work.convert import conversion

    planned = conversion(source, target, prompts)
    _list(planned)
    if (planned.left_out or planned.changed) and not yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NeedsDecision("commands.convert.loses", ("--yes",))
        if not click.confirm(words("convert.ask")):
            put(words("convert.stopped"))
            return REFUSED
    planned.write()
    put(words("convert.written", path=target.absolute(), source=source.name))
    return 0


def _list(planned: Conversion) -> None:
    if planned.left_out:
        key = "convert.no-place" if planned.into_word else "convert.not-understood"
        put(words(key, name=(planned.target if planned.into_word else planned.source).name))
    for line in planned.left_out:
        put(line, indent=1)
    for period in planned.changed:
        put(words("convert.changed-since", period=period, name=planned.source.name))
