"""`facilitator record PLAN REVIEW.json [--term N]`: write a review that was held elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.worded import command as worded_command
from facilitator.cli.worded import option


@worded_command("record")
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("review", type=click.Path(path_type=Path), metavar="REVIEW.json")
@option("--term", type=click.IntRange(min=1), metavar="N")
@option("--prompts", type=click.Path(path_type=Path), metavar="DIR")
def command(plan: Path, review: Path, term: int | None, prompts: Path | None) -> int:
    """Write a review by the code that closes a meeting."""
    from facilitator.files.folders import backups_folder
    from facilitator.files.plans import open_plan, read_bytes, save_plan
    from facilitator.meeting.writing import write_into
    from facilitator.paperwork.fitting import misfits
    from facilitator.paperwork.recording import read_review
    from facilitator.plan.text import clean
    from facilitator.script.loading import load_script
    from facilitator.script.words import say

    opened = open_plan(plan)
    script = load_script(opened.plan.format, prompts)
    held = read_review(read_bytes(review), opened.plan, script, term=term)
    for refusal in misfits(held, script):
        raise refusal
    save_plan(opened, write_into(opened.plan, held, script))
    click.echo(say("record.written", period=script.period_name(held.period), name=plan.name))
    click.echo(say("record.backup", folder=backups_folder(opened.plan.id)))
    for action in held.actions:
        if not (action.who and action.by):
            click.echo(clean(say("record.not-agreed", what=action.what)))
    return 0
