"""`facilitator export PLAN [--for AUDIENCE --to KIND -o FILE | --all DIR]`: papers to give to people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import (
    A_FILE,
    REFUSED,
    STOPPED,
    WRONG_USAGE,
    declare,
    option,
    prompts_option,
    words,
)
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
    from facilitator.work.papers_of_plan import PapersOfPlan


def _audiences() -> str:
    from facilitator.summary.audiences import audiences

    return ", ".join(audiences())


def _kinds() -> str:
    from facilitator.summary.kinds import KINDS

    return ", ".join(KINDS)


@declare("export")
@click.argument("plan", type=A_FILE)
@option("--for", "--audience", "audience", default="everyone", show_default=True, known=_audiences)
@option("--to", "kind", default="html", show_default=True, known=_kinds)
@option("--period", type=click.IntRange(min=1), metavar="N")
@option("-o", "--output", type=A_FILE, metavar="FILE")
@option("--all", "folder", type=A_FILE, metavar="DIR")
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
    from facilitator.summary.audiences import EVERYONE, audience_of

    wanted = audience_of(audience)
    if folder is not None and (output is not None or (audience, kind) != (EVERYONE, "html")):
        put(words("export.all-alone"), err=True)
        return WRONG_USAGE
    opened = open_plan(plan, prompts)
    papers = _papers(opened, period, prompts, of_whole=wanted.of == "evidence")
    if folder is not None:
        return _whole_set(papers, folder)
    written = papers.write(audience, kind, target=output)
    put(papers.told(audience, written))
    if known := papers.to_be_known(audience, kind):
        put(known, err=True)
    return 0


def _papers(
    opened: OpenPlan, period: int | None, prompts: Path | None, *, of_whole: bool = False
) -> PapersOfPlan:
    """Return the papers of the review of a period, or of the last one; says where its record is not whole.

    Those of the whole plan need no review.
    """
    from facilitator.script.loading import load_script
    from facilitator.work.papers_of_plan import PapersOfPlan, known_reviews

    script = load_script(opened.plan.format, prompts)
    if of_whole:
        return PapersOfPlan(opened, opened.plan, None, script, prompts)
    known = known_reviews(opened, prompts)
    periods = [one for one in known if period in (None, one)]
    if not periods:
        raise Refusal("commands.export.no-review" if period is None else "commands.export.no-such-review")
    held = known[max(periods)]
    if held.told:
        put(words(held.told), err=True)
    return PapersOfPlan(opened, held.plan, held.review, script, prompts)


def _whole_set(papers: PapersOfPlan, folder: Path) -> int:
    """Make every paper of the set, and tell each that was made or refused; meanwhile a bar fills."""
    from facilitator.plain.line_by_line import ToldToStop, listening
    from facilitator.work.paper_set import Made, export_set, papers_in_set

    wanted, done = len(papers_in_set(papers.script.format, papers.prompts)), list[Made]()
    bar = click.progressbar(
        export_set(papers, folder),
        wanted,
        words("export.set-bar"),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )
    try:
        with listening(), bar as making:
            for one in making:
                done.append(one)
    except (KeyboardInterrupt, ToldToStop):
        made = sum(one.refused is None for one in done)
        put(words("export.set-stopped", made=made, count=wanted, folder=folder), err=True)
        return STOPPED
    for one in done:
        if one.path is not None:
            put(papers.told(one.wanted.audience.id, one.path))
        else:
            put(one.why_not, err=True)
    made = sum(one.refused is None for one in done)
    for told in filter(None, dict.fromkeys(one.told for one in done)):
        put(told, err=True)
    count = len(done)
    whole = made == count
    told = (
        say("papers.set-made", count=made, folder=folder)
        if whole
        else words("export.set-in-part", made=made, count=count, folder=folder)
    )
    put(told, err=not whole)
    return 0 if whole else REFUSED
