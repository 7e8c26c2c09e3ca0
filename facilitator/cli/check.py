"""`facilitator check PLAN...`: is each file sound; what is missing or odd, in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import A_FILE, declare, option, prompts_option
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import explain, say

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
    from facilitator.script.formats_and_turns import Script
    from facilitator.word.form_report import ReportLine
    from facilitator.word.plan import WordPlan
    from facilitator.work.check import Remark

_SHOWN = 12
"""Labels that are named in one line: a line of fifty is read by nobody."""


@declare("check")
@click.argument("plans", type=A_FILE, metavar="PLAN...", nargs=-1, required=True)
@prompts_option
@option("--why", is_flag=True)
def command(plans: tuple[Path, ...], prompts: Path | None, why: bool) -> int:
    """Check plan files, one after the other; 1 where any is not sound."""
    sound = [_check(path, prompts, why=why) for path in plans]
    return 0 if all(sound) else 1


def _check(path: Path, prompts: Path | None, *, why: bool) -> bool:
    from facilitator.files.kept_beside_form import with_kept
    from facilitator.files.plans import open_plan
    from facilitator.script.loading import load_script
    from facilitator.summary.standing import standing_told
    from facilitator.work.check import remarks
    from facilitator.work.session import local_now

    try:
        opened = open_plan(path, prompts)
        script = load_script(opened.plan.format, prompts)
        found = list(remarks(opened.plan, script, local_now().date(), of_form=opened.word is not None))
    except Refusal as refusal:
        put(say("check.unsound", path=path))
        put(explain(refusal), indent=1)
        return False
    sentences = [*_missing(opened, prompts), *_of_the_file(opened), *map(_sentence, found)]
    cannot = _why_no_review(opened, script)
    wrong = bool(cannot) or any(remark.wrong for remark in found)
    if wrong:
        put(say("check.unsound", path=path))
    else:
        put(say("check.sound-but" if sentences else "check.sound", path=path, count=len(sentences)))
    put(standing_told(with_kept(opened), script.format), indent=1)
    for sentence in [*cannot, *sentences]:
        put(sentence, indent=1)
    if opened.word is not None:
        _put_understood(opened.word)
        for line in opened.word.why() if why else ():
            put(line, indent=2)
    return not wrong


def _why_no_review(opened: OpenPlan, script: Script) -> list[str]:
    """Return why the next review cannot be held with a Word document as it is, if there is one to hold."""
    from facilitator.meeting.periods import free_periods

    try:
        if free_periods(opened.plan, script):
            opened.ready_for_review()
    except Refusal as refusal:
        return [explain(refusal)]
    return []


def _missing(opened: OpenPlan, prompts: Path | None) -> list[str]:
    """Return which reviews this computer wrote into the plan that are not in it now."""
    from facilitator.work.lost_reviews import unwritten

    try:
        lost = [say(one.code, **one.values) for one in unwritten(opened, prompts)]
    except Refusal as refusal:  # the records cannot be read
        return [explain(refusal)]
    return [say("check.missing", sentence=sentence) for sentence in lost]


def _of_the_file(opened: OpenPlan) -> list[str]:
    """Return what is odd about a file itself: notices; of a document also what was not understood or lost."""
    if opened.word is None:
        from facilitator.work.copies_beside import told_of_copies

        return [*opened.notices, *told_of_copies(opened)]
    odd = [line for line in opened.word.report() if line.problem]
    missing = _some([f"“{label}”" for label in opened.word.not_found])
    return [
        *opened.notices,
        *(say("check.field-odd", field=_label(one), where=one.where, problem=one.problem) for one in odd),
        *(say("check.unread", line=line) for line in opened.word.unread),
        *([say("check.labels-missing", labels=missing)] if missing else []),
    ]


def _put_understood(word: WordPlan) -> None:
    """Show a Word document field by field, as it was understood; its empty answers in one line."""
    put(word.recognised, indent=1)
    lines = word.report()
    given = [line for line in lines if line.understood]
    if given:
        put(say("check.understood"), indent=1)
    for line in given:
        put(say("check.field", field=_label(line), where=line.where, understood=line.understood), indent=2)
    empty = [line for line in lines if not line.understood]
    if empty:
        labels = _some(list(dict.fromkeys(label for line in empty if (label := _label(line)))))
        put(say("check.empty", count=len(empty), labels=labels), indent=1)


def _some(labels: list[str]) -> str:
    """Return the first of some labels in a line, and how many more there are."""
    shown, more = ", ".join(labels[:_SHOWN]), len(labels) - _SHOWN
    return say("check.some-labels", labels=shown, count=more) if more > 0 else shown


def _label(line: ReportLine) -> str:
    return line.field.strip().rstrip(":").rstrip()


def _sentence(remark: Remark) -> str:
    return explain(Refusal(remark.code, **remark.values))
