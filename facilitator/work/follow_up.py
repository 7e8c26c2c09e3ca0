"""What becomes of an action, in a document: in the box where it stands, else kept on this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files.change_record import kept_changes
from facilitator.files.kept_follow_up import kept_of, known_by, to_keep
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import Edit, save_plan
from facilitator.meeting.follow_up import last_entry
from facilitator.meeting.plan_changes import Change
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.word.writing_choices import Choices

if TYPE_CHECKING:
    from facilitator.word.filled_document import Filled

_NO_ROOM = ("edit.no-place", "edit.changes-more", "word.not-the-same")
"""What a document is refused with in which the box of an action takes no more."""


class FollowUp(NamedTuple):
    """What was noted of an action, and what it is known by."""

    of: tuple[str, ...]
    noted: dict[str, str]


def save_follow_up(opened: OpenPlan, after: Change, mark: Mark, choices: Choices) -> FollowUp | None:
    """Save what was noted of an action in a document; returns it where it is to be kept beside that instead.

    Raises NeedsDecision, and Refusal with nothing changed.
    """
    action, noted = last_entry(after.plan, after.done.part)
    own = known_by(after.plan)[action.id]
    there = next((one for one in opened.plan.last_actions() if one.id == action.id), None)
    beside = FollowUp(own, to_keep(noted))
    if there is None or own in kept_of(kept_changes(opened.ids)):  # what came before it is kept there, too
        return beside
    now = there.model_copy(update={"changes": [*there.changes, noted]})
    assert opened.word is not None  # noqa: S101 - for mypy: a native plan has room for everything
    check = partial(_refuse_other, opened.word.plan.with_action(now), opened)
    try:
        save_plan(opened, opened.plan.with_action(now), choices=choices, edit=Edit(mark.by, check))
    except Refusal as refusal:
        if refusal.code not in _NO_ROOM:
            raise
        return beside
    return None


def _refuse_other(meant: Plan, before: OpenPlan, filled: Filled) -> None:
    """Raise the Refusal of a document that would not say just what is meant, and nothing else."""
    same = before.word is not None and filled.data == before.word.package.data
    if same or filled.closed or filled.left:
        raise Refusal("edit.no-place")
    if filled.word.plan != meant:
        raise Refusal("edit.changes-more")
