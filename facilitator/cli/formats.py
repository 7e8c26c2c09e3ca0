"""`facilitator formats [check [DIR] [--worst]]`: the plan formats; checks a folder of prompts."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.command_help import A_FILE, declare, option, prompts_option, words
from facilitator.printing import put
from facilitator.script.words_by_key import say

_OF_PAPERS = ("summaries", "words")
"""The folders of a folder of prompts that hold its papers; it may have nothing else."""


@declare("formats")
@click.argument("action", type=click.Choice(["check"]), required=False)
@click.argument("folder", type=A_FILE, metavar="[DIR]", required=False)
@prompts_option
@option("--worst", is_flag=True)
def command(action: str | None, folder: Path | None, prompts: Path | None, worst: bool) -> int:
    """List the plan formats, or check a folder of them."""
    from facilitator.script.loading import find_prompts, formats

    if action == "check":
        found = folder or prompts or find_prompts()
        code = _check(found)
        if worst and not code:
            _worst(found)
        return code
    for listed in formats(prompts):
        put(words("formats.line", id=listed.id, name=listed.name, about=listed.about))
    return 0


def _check(folder: Path) -> int:
    from facilitator.pictures.pictures_check import drawing_findings
    from facilitator.script.check import check_prompts
    from facilitator.script.loading import format_ids
    from facilitator.script.pictures import PICTURES_FILE
    from facilitator.script.school import SCHOOL_FILE
    from facilitator.summary.paper_check import with_papers
    from facilitator.word.empty_form import form_findings

    alone = (SCHOOL_FILE, PICTURES_FILE, *_OF_PAPERS)
    if not format_ids(folder) and not any((folder / name).exists() for name in alone):
        put(words("formats.none", folder=folder))
        return 1
    found = [*check_prompts(folder), *form_findings(folder), *drawing_findings(folder)]
    findings = with_papers(folder, found)
    for finding in findings:
        sentence = say(finding.code, file=finding.file, line=finding.line, **finding.values)
        if finding.formats:
            sentence = say("script.in-formats", sentence=sentence, formats=", ".join(finding.formats))
        put(words("formats.finding", file=finding.file, line=finding.line, sentence=sentence))
    put(words("formats.found", count=len(findings)) if findings else words("formats.sound"))
    return 1 if findings else 0


def _worst(folder: Path) -> None:
    """List the ten hardest turns for children and for adults, hardest first."""
    from facilitator.script.hard_wording import hardest

    for whom, found in zip(("child", "adult"), hardest(folder), strict=True):
        put(words(f"formats.hardest-{whom}"))
        for one in found:
            ages = words("formats.hardest-ages", ages=", ".join(one.ages)) if one.ages else ""
            values = {"turn": one.turn, "ages": ages, "grade": f"{one.grade:.1f}"}
            put(words("formats.hardest", count=one.count, sentence=one.longest, **values))
