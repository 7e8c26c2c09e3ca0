"""`facilitator show PLAN [--json]`: outcomes, reviews, scores over the terms, disagreements, actions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from facilitator.cli.command_help import A_FILE, declare, option, prompts_option
from facilitator.printing import put
from facilitator.script.words_by_key import say


@declare("show")
@click.argument("plan", type=A_FILE)
@option("--json", "as_json", is_flag=True)
@prompts_option
def command(plan: Path, as_json: bool, prompts: Path | None) -> int:
    """Say what is in a plan, for people or for scripts."""
    from facilitator.files.plans import open_plan
    from facilitator.files.reviews_as_held import as_held
    from facilitator.script.loading import load_script
    from facilitator.work.own_school import of_school, own_school
    from facilitator.work.plan_before import plans_before, told_of_plan_before
    from facilitator.work.show import as_data, as_lines

    opened = open_plan(plan, prompts)
    held = as_held(opened, prompts)
    script = of_school(load_script(held.plan.format, prompts), own_school(prompts))
    for period in sorted(held.changed):
        put(say("show.changed-since", period=script.period_name(period)), err=True)
    if as_json:
        put(json.dumps(as_data(held.plan, script), indent=2, ensure_ascii=False))
        return 0
    before = plans_before(held.plan, plan, prompts)
    told = told_of_plan_before(held.plan, plan, before)
    lines = as_lines(held.plan, script, held.in_document, [one.held for one in before])
    for line in [*lines, *([""] if told else []), *told]:
        put(line)
    return 0
