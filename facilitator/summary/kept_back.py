"""A plan and a meeting without what is kept back: from papers for others, or from a voice that all can hear.

What the chair marked as not for sharing, and what the form keeps private, is in no paper for others. What a
shared screen hides at first is not read aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from facilitator.plan.changes import MARKS, PlanChange
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, LeftOpen, MeetingRecord
from facilitator.plan.scores import Score
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import PLAN, Declaration, Path
from facilitator.script.formats_and_turns import Script, Turn
from facilitator.script.plan_parts import field_changed, unshared_items
from facilitator.script.review_by_role import paths_of

_Meeting = TypeVar("_Meeting", bound=MeetingRecord)


def for_others(
    plan: Plan, review: HeldMeeting, form: Declaration, turns: Mapping[str, Turn]
) -> tuple[Plan, HeldMeeting]:
    """Return the two without what is not shared, or is about something that is not.

    Nor have they what is private, or words that stand beside it.
    """
    hidden, items = set(unshared_items(plan)), {item.id for item in plan.items}
    for meeting in (*plan.planning, *plan.reviews, review):
        hidden |= {one.id for one in meeting.actions if one.not_shared or one.about in hidden}
        told = {one.id for one in meeting.entries if one.not_shared or one.about in hidden}
        hidden |= told - items  # a line may have made an item, which has a mark of its own
    hidden |= {one.id for one in plan.entries if one.not_shared or one.about in hidden}
    kept = _Kept(plan, form, turns, frozenset(hidden), lambda declared: declared.private)
    return kept.plan(form.without_private), kept.meeting(review)


def plan_in_sight(plan: Plan, script: Script) -> Plan:
    """Return a plan with its meetings without what a shared screen hides, or words that stand beside it."""
    return _in_sight(plan, script).plan(script.format.without_hidden)


def review_in_sight(plan: Plan, review: HeldMeeting, script: Script) -> HeldMeeting:
    """Return a meeting without what a shared screen hides, or words that stand beside it."""
    return _in_sight(plan, script).meeting(review)


def _in_sight(plan: Plan, script: Script) -> _Kept:
    turns = script.turns_by_id()
    return _Kept(plan, script.format, turns, frozenset(), lambda declared: declared.hidden)


class _Kept(NamedTuple):
    """What stays of a plan and its meetings: neither `hidden` by their ids, nor in a field that is `away`."""

    of: Plan
    form: Declaration
    turns: Mapping[str, Turn]
    hidden: frozenset[str]
    away: Callable[[DeclaredField], bool]

    def plan(self, bare: Callable[[Item], Item]) -> Plan:
        """Return the plan; `bare` leaves fields of an item away."""
        plan = self.of
        shown = {
            "entries": [
                one
                for one in plan.entries
                if not self._is_hidden(one) and not self._is_away(Path(PLAN, one.field))
            ],
            "items": [bare(item) for item in plan.items if item.id not in self.hidden],
            "planning": list(map(self.meeting, plan.planning)),
            "reviews": list(map(self.meeting, plan.reviews)),
        }
        return plan.model_copy(update=shown)

    def meeting(self, meeting: _Meeting) -> _Meeting:
        """Return a meeting."""
        shown = {
            "entries": [one for one in meeting.entries if self._stays(one, meeting)],
            "scores": [one for one in meeting.scores if self._score_stays(one)],
            "actions": [one for one in meeting.actions if one.id not in self.hidden],
            "left_open": list(map(self._left_open, meeting.left_open)),
            "changes": [one for one in meeting.changes if self._change_stays(one)],
        }
        return meeting.model_copy(update=shown)

    def _is_away(self, path: Path) -> bool:
        declared = self.form.field(path)
        return declared is not None and self.away(declared)

    def _is_hidden(self, entry: Entry) -> bool:
        return entry.not_shared or not {entry.id, entry.about}.isdisjoint(self.hidden)

    def _stays(self, entry: Entry, meeting: MeetingRecord) -> bool:
        of: HeldMeeting = meeting  # type: ignore[assignment]  # there is no other kind of record
        paths = paths_of(entry, self.of, of, self.form, self.turns)
        return not self._is_hidden(entry) and not any(map(self._is_away, paths))

    def _score_stays(self, score: Score) -> bool:
        kind = next((item.kind for item in self.of.items if item.id == score.about), "review")
        return score.about not in self.hidden and not self._is_away(Path(kind, score.field))

    def _change_stays(self, change: PlanChange) -> bool:
        declared = field_changed(change, self.of, self.form)
        of_hidden = {change.part, change.under, change.into} & self.hidden
        away = declared is not None and self.away(declared)
        return not (of_hidden or away or change.deed in MARKS)

    def _left_open(self, left: LeftOpen) -> LeftOpen:
        """Return a question that was left out; the reason is kept back as its answer would be."""
        turn = self.turns.get(left.turn)
        away = left.item in self.hidden or (turn is not None and self._is_away(turn.path))
        return left.model_copy(update={"because": ""}) if away else left
