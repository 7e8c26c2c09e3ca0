"""`facilitator export PLAN [--for AUDIENCE --to KIND -o FILE | --all DIR]`: papers to give to people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import REFUSED, WRONG_USAGE, declare, option, prompts_option, words
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import explain, say

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
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
@option("--all", "folder", type=click.Path(path_type=Path), metavar="DIR")
@prompts_option
def command(  # noqa: PLR0913, PLR0917 - one for each option
    plan: Path,
    audience: str,
    kind: str,
    period: int | None,
    output: Path | None,
    folder: Path | None,
    prompts: Path | None,
) -> int:
    """Write the summary of a review, the last one unless another is named; evidence is of the whole plan."""
    from facilitator.files.plans import open_plan
    from facilitator.script.loading import load_script
    from facilitator.summary import others_named
    from facilitator.summary.audiences import EVERYONE, audience_of
    from facilitator.work.evidence import export_evidence
    from facilitator.work.export import export

    wanted = audience_of(audience)
    if folder is not None and (output is not None or (audience, kind) != ("everyone", "html")):
        put(words("export.all-alone"), err=True)
        return WRONG_USAGE
    opened = open_plan(plan, prompts)
    if folder is not None:
        return _whole_set(opened, period, folder, prompts)
    if wanted.of == "evidence":
        written = export_evidence(opened, audience=audience, kind=kind, target=output, prompts=prompts)
        put(say("review.paper-in", paper=wanted.paper, path=written))
        return 0
    held, review = _review(opened, period, prompts)
    script = load_script(opened.plan.format, prompts)
    where = {"target": output, "beside": opened.path}
    written = export(held, review, script, audience=audience, kind=kind, prompts=prompts, **where)
    put(say("review.paper-in", paper=wanted.paper, path=written))
    others = others_named(held, review, script) if audience != EVERYONE else []
    if others:
        put(say("review.others-named", names=", ".join(others)), err=True)
    return 0


def _review(opened: OpenPlan, period: int | None, prompts: Path | None) -> tuple[Plan, HeldMeeting]:
    """Return the review of a period, or the last one, with its plan; says where its record is not whole."""
    from facilitator.files.records import planning_of, recorded
    from facilitator.plan.reviews import PLANNING_PERIOD

    held: dict[int, tuple[Plan, HeldMeeting]] = {
        one.period: (opened.plan, one) for one in opened.plan.meetings()
    }
    # A Word form has no place for everything; the records of the meetings held here have.
    records = {record.review.period: record for record in recorded(opened, prompts)}
    held |= {number: (record.plan, record.review) for number, record in records.items()}
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
    return held[max(periods)]


def _whole_set(opened: OpenPlan, period: int | None, folder: Path, prompts: Path | None) -> int:
    """Make every paper of the set, a line for each as it is made or refused."""
    from facilitator.script.loading import load_script
    from facilitator.summary import others_named
    from facilitator.work.paper_set import export_set

    held, review = _review(opened, period, prompts)
    script = load_script(opened.plan.format, prompts)
    made = count = 0
    for one in export_set(opened, held, review, script, folder, prompts):
        count += 1
        paper = one.wanted.audience.paper
        if one.path is not None:
            made += 1
            put(say("review.paper-in", paper=paper, path=one.path))
        elif one.refused is not None:
            why = explain(one.refused)
            put(say("summary.paper-not-made", paper=paper, kind=one.wanted.kind, why=why), err=True)
    if others := others_named(held, review, script):
        put(say("review.others-named", names=", ".join(others)), err=True)
    whole = made == count
    key = "export.set-whole" if whole else "export.set-in-part"
    put(words(key, made=made, count=count, folder=folder), err=not whole)
    return 0 if whole else REFUSED
