"""Making a plan final: the version that the family has seen is kept, in the file and on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files.atomic_saving import Conflict
from facilitator.files.change_record import KeptChange, keep_change
from facilitator.files.kept_beside_form import keep_beside, with_kept
from facilitator.files.plans import Edit, open_plan, save_plan
from facilitator.meeting.plan_versions import by_perspective, confirmed, last_final, meetings_since, signed
from facilitator.meeting.what_a_plan_says import said_by
from facilitator.phrases.day import in_full
from facilitator.phrases.review import of_period
from facilitator.plan.plan import Plan, Version
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PlanningMeeting, Signature
from facilitator.script.words_by_key import say
from facilitator.work.edit import Editing, word_choices

if TYPE_CHECKING:
    from facilitator.word.filled_document import Filled

AGREED = "agreed"
"""What an answer is to, in a format that has no words for it."""


class Final(NamedTuple):
    """The version that was made final; `in_form` = boxes of a form were filled, None = it is no form."""

    version: Version
    in_form: bool | None = None


def make_final(editing: Editing, answers: Sequence[Signature], on: date, changed: str = "") -> Final:
    """Make a plan final; raises Refusal with nothing changed."""
    if editing.look_again():
        raise Refusal("edit.changed-meanwhile")
    opened, form = editing.opened, editing.form
    after = confirmed(with_kept(opened), form, answers, on, editing.today, changed)
    version, in_form = after.versions[-1], None
    if opened.word is not None:
        if not keep_beside(after):
            raise Refusal("confirm.no-room")
        in_form = _in_form(editing, answers)
    else:
        try:
            save_plan(opened, signed(after, answers) if form.agreement else after)
        except Conflict as conflict:
            editing.look_again()
            raise Refusal("edit.changed-meanwhile") from conflict
    editing.opened = open_plan(opened.path, editing.prompts)
    told = say("confirm.did", number=version.number, day=in_full(version.on))
    at = editing.now().isoformat(timespec="seconds")
    kept = KeptChange(
        at, editing.by, told, before=opened.base, after=editing.opened.base, version=version.number
    )
    keep_change(editing.plan.id, kept)
    return Final(version, in_form)


def _in_form(editing: Editing, answers: Sequence[Signature]) -> bool:
    """Fill in a form's own boxes for who agrees, where it has any that take it; whether it was done."""
    opened, form = editing.opened, editing.form
    if not form.agreement:
        return False
    before = said_by(opened.plan, form)

    def check(filled: Filled) -> None:
        nothing = opened.word is not None and filled.data == opened.word.package.data
        if nothing or filled.closed or filled.left or said_by(filled.word.plan, form) != before:
            raise Refusal("edit.no-place")

    try:
        save_plan(
            opened,
            signed(opened.plan, by_perspective(answers, opened.plan)),
            choices=word_choices(opened),
            edit=Edit(editing.by, check),
        )
    except Refusal:
        return False
    return True


def what_changed(editing: Editing) -> str:
    """Return what has changed since the last final version, a line each, as far as this computer knows."""
    plan = with_kept(editing.opened)
    last = last_final(plan)
    if last is None:
        return ""
    lines: list[str] = []
    for one in editing.history():
        if one.version:
            lines = []
        elif not (one.back or one.followed):  # what becomes of an action is no other plan
            lines.append(one.what)
        elif one.what in lines:
            lines.remove(one.what)
    held = [_meeting_told(editing, plan, place) for place in range(len(plan.meetings()))]
    since = [meeting.id for meeting in meetings_since(plan, last)]
    lines += [words for words, one in zip(held, plan.meetings(), strict=True) if one.id in since]
    return "\n".join(lines) or say("confirm.changed-somehow")


def _meeting_told(editing: Editing, plan: Plan, place: int) -> str:
    meeting, form = plan.meetings()[place], editing.form
    if isinstance(meeting, PlanningMeeting):
        return of_period(form.planning.name if form.planning else say("edit.the-plan"), meeting.date)
    return of_period(editing.script.period_name(meeting.period), meeting.date)
