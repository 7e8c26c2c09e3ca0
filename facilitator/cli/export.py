"""`facilitator export PLAN --for AUDIENCE --to KIND [-o FILE]`: a summary to give to people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import declare, option, prompts_option, words
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import HeldMeeting


def _audiences() -> str:
    from facilitator.summary.audiences import audiences

    return ", ".join(audiences())


def _kinds() -> str:
    from facilitator.summary.kinds import KINDS

    return ", ".join(KINDS)


@declare("export")
@click.argument("plan", type=click.Path(path_type=Path))
@option("--for", "--audience", "audience", default="everyone", show_default=True, known=_audiences)
@option("--to", "kind", default="html", show_default=True, known=_kinds)
@option("--period", type=click.IntRange(min=1), metavar="N")
@option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@prompts_option
def command(
    plan: Path, audience: str, kind: str, period: int | None, output: Path | None, prompts: Path | None
) -> int:
    """Write the summary of a review, the last one unless another is named; evidence is of the whole plan."""
    from facilitator.files.plans import open_plan
    from facilitator.files.records import planning_of, recorded
    from facilitator.plan.reviews import PLANNING_PERIOD
    from facilitator.script.loading import load_script
    from facilitator.summary import others_named
    from facilitator.summary.audiences import EVERYONE, audience_of
    from facilitator.work.evidence import export_evidence
    from facilitator.work.export import export

    wanted = audience_of(audience)
    opened = open_plan(plan, prompts)
    if wanted.of == "evidence":
        written = export_evidence(opened, audience=audience, kind=kind, target=output, prompts=prompts)
        put(say("review.paper-in", paper=wanted.paper, path=written))
        return 0
    held: dict[int, tuple[Plan, HeldMeeting]] = {
        one.period: (opened.plan, one) for one in opened.plan.meetings()
    }
    # A Word form has no place for everything; the records of the meetings held here have.
    records = {record.review.period: record for record in recorded(opened, prompts)}
    held |= {period: (record.plan, record.review) for period, record in records.items()}
    if not held and (planned := planning_of(opened)):
        held[PLANNING_PERIOD] = planned.plan, planned.review
    periods = [one for one in held if period in (None, one)]
    if not periods:
        raise Refusal("commands.export.no-review" if period is None else "commands.export.no-such-review")
    record = records.get(max(periods))
    if opened.word is not None and record is None and max(periods) != PLANNING_PERIOD:
        put(words("export.form-only"), err=True)
    elif record is not None and record.changed:
        put(words("export.changed-since"), err=True)
    script = load_script(opened.plan.format, prompts)
    written = export(
        *held[max(periods)],
        script,
        audience=audience,
        kind=kind,
        target=output,
        beside=opened.path,
        prompts=prompts,
    )
    put(say("review.paper-in", paper=wanted.paper, path=written))
    others = others_named(*held[max(periods)], script) if audience != EVERYONE else []
    if others:
        put(say("review.others-named", names=", ".join(others)), err=True)
    return 0
