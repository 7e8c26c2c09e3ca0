"""`facilitator record PLAN REVIEW.json [--period N]`: write a review that was held elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import A_FILE, declare, option, prompts_option, words
from facilitator.printing import put
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan
    from facilitator.word.writing_choices import Choices


@declare("record")
@click.argument("plan", type=A_FILE)
@click.argument("review", type=A_FILE, metavar="REVIEW.json")
@option("--period", type=click.IntRange(min=1), metavar="N")
@option("--append", is_flag=True)
@option("--replace/--leave", "one_value", default=None)
@option("--actions-in", type=click.IntRange(min=0), metavar="NUMBER")
@option("--add-block", is_flag=True)
@option("--tracked/--untracked", default=None)
@option("--make-visible/--leave-hidden", default=None)
@option("--despite-protection", is_flag=True)
@option("--to", type=A_FILE, metavar="COPY.docx")
@option("--backup-beside", is_flag=True)
@option("--without-backup", is_flag=True)
@option("--same-plan", is_flag=True)
@option("--another-plan", is_flag=True)
@option("--child", default="")
@prompts_option
def command(plan: Path, review: Path, period: int | None, prompts: Path | None, **decided: object) -> int:
    """Write a review by the code that closes a meeting."""
    from facilitator.files.chosen_child import settled_child
    from facilitator.files.document_id import settled
    from facilitator.files.plans import given_bytes, open_plan, save_plan
    from facilitator.files.records import keep_recorded
    from facilitator.script.loading import load_script
    from facilitator.word.writing_choices import Choices
    from facilitator.work.record import read_review, refuse_if_written
    from facilitator.work.review_conformity import written_into

    opened = settled_child(settled(open_plan(plan, prompts), _which(decided)), str(decided["child"]))
    choices = _choices(decided, plan)
    if opened.word is None and choices._replace(backup="") != Choices():
        raise click.UsageError(words("record.word-only"))
    script = load_script(opened.plan.format, prompts)
    data = given_bytes(review)
    refuse_if_written(data, opened, script, prompts)
    held = read_review(data, opened.plan, script, period=period)
    opened.ready_for_review()
    after = written_into(opened.plan, held, script)
    saved = save_plan(opened, after, choices=choices)
    keep_recorded(opened, after, [held.id], saved)
    put(say("review.written", period=script.period_name(held.period), name=saved.path.name))
    _put_where(saved, choices, review)
    for action in held.actions:
        if not (action.who and action.by):
            put(say("record.not-agreed", what=action.what))
    return 0


def _which(decided: dict[str, object]) -> str:
    from facilitator.files.document_id import ANOTHER_PLAN, SAME_PLAN

    return SAME_PLAN if decided["same_plan"] else ANOTHER_PLAN if decided["another_plan"] else ""


def _choices(decided: dict[str, object], plan: Path) -> Choices:
    from facilitator.word.writing_choices import BESIDE, LEAVE, REPLACE, WITHOUT, Choices
    from facilitator.work.writing_options import copy_at

    tracked, to, one_value = decided["tracked"], decided["to"], decided["one_value"]
    seen = decided["make_visible"]
    actions_in = decided["actions_in"]
    return Choices(
        append=bool(decided["append"]),
        one_value="" if one_value is None else REPLACE if one_value else LEAVE,
        actions_in=actions_in if isinstance(actions_in, int) else None,
        add=bool(decided["add_block"]),
        tracked=None if tracked is None else bool(tracked),
        unprotected=bool(decided["despite_protection"]),
        seen=None if seen is None else bool(seen),
        to=copy_at(str(Path(str(to)).absolute()), plan) if to else None,
        backup=BESIDE if decided["backup_beside"] else WITHOUT if decided["without_backup"] else "",
    )


def _put_where(saved: OpenPlan, choices: Choices, review: Path) -> None:
    """Say where the version before is, and what the document has no place for."""
    if choices.to:
        put(say("record.copy", path=saved.path))
    elif saved.before:
        put(say("review.backup", folder=saved.before))
    else:
        put(say("review.no-backup"))
    if saved.left_out:
        put(say("record.left-out", source=review))
    for line in saved.left_out:
        put(line, indent=1)
