"""`facilitator export PLAN --for everyone|child --to html|txt [-o FILE]`: a summary to give to people."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.worded import WRONG_USAGE, declare, option, prompts_option, words
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words import say

AUDIENCES, KINDS = ("everyone", "family", "child", "actions"), ("html", "txt", "pdf", "docx", "ics")
"""What DESIGN promises; `everyone` and `child`, as `html` and `txt`, are here today."""


@declare("export")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--for", "audience", type=click.Choice(AUDIENCES), default="everyone", show_default=True)
@option("--to", "kind", type=click.Choice(KINDS), default="html", show_default=True)
@option("--period", type=click.IntRange(min=1), metavar="N")
@option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@prompts_option
def command(
    plan: Path, audience: str, kind: str, period: int | None, output: Path | None, prompts: Path | None
) -> int:
    """Write the summary of a review, the last one unless another is named."""
    if audience not in ("everyone", "child") or kind not in ("html", "txt"):
        put(words("export.later", audience=audience, kind=kind), err=True)
        return WRONG_USAGE
    from facilitator.files.plans import open_plan
    from facilitator.files.records import recorded
    from facilitator.script.loading import load_script
    from facilitator.work.exporting import export

    opened = open_plan(plan, prompts)
    held = {review.period: (opened.plan, review) for review in opened.plan.reviews}
    # A Word form has no place for everything; the records of the meetings held here have.
    records = {record.review.period: record for record in recorded(opened, prompts)}
    held |= {period: (record.plan, record.review) for period, record in records.items()}
    periods = [one for one in held if period in (None, one)]
    if not periods:
        raise Refusal("commands.export.no-review" if period is None else "commands.export.no-such-review")
    record = records.get(max(periods))
    if opened.word is not None and record is None:
        put(words("export.form-only"), err=True)
    elif record is not None and record.changed:
        put(words("export.changed-since"), err=True)
    script = load_script(opened.plan.format, prompts)
    written = export(
        *held[max(periods)],
        script,
        audience="child" if audience == "child" else "everyone",
        kind="html" if kind == "html" else "txt",
        target=output,
        beside=opened.path,
        prompts=prompts,
    )
    key = "commands.export.written-child" if audience == "child" else "review.summary-in"
    put(say(key, path=written))
    return 0
