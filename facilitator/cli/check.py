"""`facilitator check PLAN...`: is each file sound; what is missing or odd, in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.worded import command as worded_command
from facilitator.cli.worded import option

if TYPE_CHECKING:
    from facilitator.paperwork.checking import Remark


@worded_command("check")
@click.argument("plans", type=click.Path(path_type=Path), metavar="PLAN...", nargs=-1, required=True)
@option("--prompts", type=click.Path(path_type=Path), metavar="DIR")
def command(plans: tuple[Path, ...], prompts: Path | None) -> int:
    """Check plan files, one after the other; 1 where any is not sound."""
    sound = [_check(path, prompts) for path in plans]
    return 0 if all(sound) else 1


def _check(path: Path, prompts: Path | None) -> bool:
    from facilitator.files.plans import open_plan
    from facilitator.paperwork.checking import remarks
    from facilitator.plan.refusal import Refusal
    from facilitator.script.loading import load_script
    from facilitator.script.words import explain, say
    from facilitator.session import local_now

    try:
        plan = open_plan(path).plan
        found = list(remarks(plan, load_script(plan.format, prompts), local_now().date()))
    except Refusal as refusal:
        _put(say("check.unsound", path=path), 0)
        _put(explain(refusal), 1)
        return False
    wrong = any(remark.wrong for remark in found)
    if wrong:
        _put(say("check.unsound", path=path), 0)
    else:
        _put(say("check.sound-but" if found else "check.sound", path=path, count=len(found)), 0)
    for remark in found:
        _put(_sentence(remark), 1)
    return not wrong


def _sentence(remark: Remark) -> str:
    from facilitator.plan.refusal import Refusal
    from facilitator.script.words import explain, say

    refusal = remark.values.get("refusal")
    if isinstance(refusal, Refusal):
        return say(remark.code, problem=explain(refusal), **remark.values)
    return say(remark.code, **remark.values)


def _put(text: str, indent: int) -> None:
    from facilitator.plan.text import clean

    click.echo(f"{'  ' * indent}{clean(text)}")
