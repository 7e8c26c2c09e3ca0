"""`facilitator new [PLAN] [--format NAME]`: start a plan, asking for what was not given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import A_FILE, REFUSED, declare, option, prompts_option, words
from facilitator.plan.letters import clean_line
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.printing import put

if TYPE_CHECKING:
    from facilitator.dialogue.new_plan import Told
    from facilitator.files.open_plan import OpenPlan

_WAYS = {
    "next.what-goes-on": ("--keep all", "--keep none", "--keep 1,3-5"),
    "given.has-reviews": ("--early",),
}
"""How options answer what is asked of an old plan."""


@declare("new")
@click.argument("plan", type=A_FILE, required=False)
@option("--format", "format_id", metavar="NAME")
@option("--name", "--child", "names", multiple=True, metavar="TEXT")
@option("--known-as", metavar="TEXT")
@option("--born", metavar="DAY")
@option("--class", "class_name", metavar="TEXT")
@option("--communication", metavar="TEXT")
@option("--outcome", "outcomes", multiple=True, metavar="TEXT")
@option("--from", "source", type=A_FILE, metavar="FILE")
@option("--keep", metavar="all|none|NUMBERS")
@option("--early", is_flag=True)
@prompts_option
def command(
    plan: Path | None, format_id: str | None, names: tuple[str, ...], outcomes: tuple[str, ...],
    source: Path | None, prompts: Path | None, **details: str | bool | None,
) -> int:  # fmt: skip
    """Write a new plan to a file that must not exist yet."""
    from facilitator.dialogue.new_plan import Told, started_lines
    from facilitator.files.plans import refuse_new_name
    from facilitator.script.loading import load_script

    if plan is not None:
        refuse_new_name(plan)
    given, early = details.pop("keep"), bool(details.pop("early"))
    keep = None if given is None else str(given)
    if source is None and (early or keep is not None):
        raise click.UsageError(words("new.keep-from"))
    if not all(map(clean_line, names)):
        raise click.UsageError(words("new.a-name"))
    known = {name: str(value) for name, value in details.items() if value}
    told = Told(Path.cwd(), plan, format_id or "", names, known, outcomes)
    opened = _asked(told, source, prompts, keep=keep, early=early)
    if opened is None:
        put(words("new.stopped"))
        return REFUSED
    for line in started_lines(opened, load_script(opened.plan.format, prompts).format):
        put(line)
    return 0


def _asked(
    told: Told, source: Path | None, prompts: Path | None, *, keep: str | None, early: bool
) -> OpenPlan | None:
    """Return the plan that was started, None where the chair went back; raises what is wrong or missing."""
    from facilitator.dialogue.new_plan import start_plan
    from facilitator.dialogue.plan_that_follows import next_plan
    from facilitator.files.open_plan import OpenPlan
    from facilitator.plain.lines_in_and_out import Lines
    from facilitator.plain.outside_meetings import carried_in_lines
    from facilitator.work.session import local_now

    today = local_now().date()
    asked = start_plan(told, today, prompts)
    if source:
        asked = next_plan(told, source, today, prompts, keep=keep, early=early)
    with Lines.between(sys.stdin, sys.stdout) as lines:
        try:
            opened = carried_in_lines(asked, lines)
        except NeedsDecision as needs:
            if needs.code in _WAYS:
                raise NeedsDecision(needs.code, _WAYS[needs.code], **needs.values) from None
            if needs.code != "commands.new.which-format":
                raise
            raise _with_formats(needs, prompts) from None
        except Refusal as refusal:
            if refusal.code != "commands.new.of-one-child":
                raise
            raise click.UsageError(words("new.of-one-child")) from None
        if not (isinstance(opened, OpenPlan) or lines.by_hand or (source and told.path)):
            raise click.UsageError(words("new.name-needed"))
    return opened if isinstance(opened, OpenPlan) else None


def _with_formats(needs: NeedsDecision, prompts: Path | None) -> NeedsDecision:
    from facilitator.script.loading import find_prompts, format_ids

    known = format_ids(prompts or find_prompts())
    return NeedsDecision(needs.code, tuple(f"--format {name}" for name in known))
