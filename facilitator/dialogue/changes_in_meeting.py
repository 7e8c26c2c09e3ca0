"""Changes to a plan inside a meeting of it: they belong to the meeting, and go into the plan with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.dialogue.asked_now import is_childs_turn, part_asked_about
from facilitator.dialogue.edit_plan import edit_plan
from facilitator.dialogue.nudges import about_change
from facilitator.dialogue.place_of_changes import Made, PlaceOfChanges
from facilitator.dialogue.plan_editor import PlanEditor
from facilitator.dialogue.plan_told import changes_of_meetings, history_lines, kept_of
from facilitator.dialogue.requests import Asked, ByHands, Dialogue, Misused, Noted, Words
from facilitator.files.change_record import kept_changes
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.plan_changes import Change, made
from facilitator.meeting.plan_in_meeting import changed_by, drafted, put_right
from facilitator.phrases.plan_change import change_told
from facilitator.plan.changes import PlanChange
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.golden_thread import with_options
from facilitator.script.plan_parts import Part
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def change_plan(session: Session) -> Dialogue:
    """Look at the plan as it stands at this meeting, and change it; Misused while the child is asked."""
    if is_childs_turn(session):
        raise Misused("edit.meeting.childs-turn", name=session.meeting.minutes.child.called)
    if session.meeting.ended:
        raise Misused("meeting.ended")
    yield from edit_plan(PlanEditor(ChangesInMeeting(session)))


class ChangesInMeeting(PlaceOfChanges):
    """The plan as a meeting has made it so far; what is changed is an event of the meeting."""

    words = "edit.meeting"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._own: dict[int, str] = {}
        changes = self._minutes.changes
        self.by = changes[-1].by if changes else ""
        self.at = part_asked_about(session)
        self._plan: tuple[int, Plan] | None = None

    @property
    def _minutes(self) -> Minutes:
        return self._session.meeting.minutes

    @property
    def plan(self) -> Plan:
        """The plan as it would be if the meeting ended now."""
        so_far = len(self._session.meeting.events)
        if self._plan is None or self._plan[0] != so_far:
            self._plan = (so_far, drafted(self._minutes))
        return self._plan[1]

    @property
    def form(self) -> FormatFile:
        """What the plan may hold; an outcome may be linked to the hopes and needs that are in it now."""
        return with_options(self._session.meeting.script.format, self.plan)

    @property
    def today(self) -> date:
        """The day of a change."""
        return self._minutes.today

    @property
    def last(self) -> str:
        """What undo would take back, in words: what was changed here last, if nothing was noted since."""
        event = self._session.meeting.to_take_back
        if isinstance(event, ev.PlanChanged) and event.n not in self._own:
            return change_told(self._minutes.changes[-1], self.plan, self.form, shared=True)
        return self._own.get(event.n, "") if event else ""

    def begin(self) -> Asked[None]:
        """Begin at once: the meeting is open."""
        yield from ()

    def look_again(self) -> None:
        """Nobody else changes a meeting."""

    def made(self, change: PlanChange) -> Change:
        """Return what a change would come to; raises Refusal."""
        if put_right(change, self._minutes):
            return made(self.plan, self.form, change, Mark())
        return changed_by(change, self._minutes)

    def make(self, change: PlanChange) -> Asked[Made]:
        """Record a change, or what puts right what the meeting said itself; raises Refusal."""
        after = self.made(change)
        told = change_told(after.done, after.where_told(self.plan), self.form, shared=True)
        done = after.done.model_copy(update={"part": change.part})
        event = put_right(change, self._minutes) or ev.PlanChanged(change=done)
        asked = about_change(self._session, change)
        kept: ev.Event = yield Noted(event, "")
        self._own[kept.n] = told
        new = change.deed == "added"
        part = Part(change.kind, self._minutes.new_id("c", kept) if new else change.part)
        return Made(self._said_of(told), part, asked)

    def _said_of(self, told: str) -> Words:
        """Return what is said of what was recorded; line by line it is known by then if it is saved."""
        return ByHands("edit.meeting.told", {"told": told}) if self._session.saved else told

    def undo(self) -> Asked[Words]:
        """Take back what was changed here last, if nothing was noted since; raises Refusal."""
        last = self.last
        if not last:
            raise Refusal("edit.nothing-to-undo")
        yield Noted(ev.Undone(), "")
        return self._said_of(say("edit.undone", told=last))

    def history(self) -> list[str]:
        """Return what was changed at this meeting and, as far as is known, before; the newest first."""
        kept = kept_changes(self._session.opened.ids)
        return history_lines([*kept, *changes_of_meetings(self.plan, self.form)])

    def earlier(self, part: Part) -> list[str]:
        """Return what this computer has kept of a part of a document, which has no place for it."""
        if self._session.opened.word is None:
            return []
        return kept_of(part, self.plan, self.form, kept_changes(self._session.opened.ids))

    def names(self) -> Iterator[str]:
        """Yield the names of the adults in the room, those of the school first."""
        for perspective in ("school", "practitioner", "parent"):
            yield from (person.name for person in self._minutes.people.present(perspective))

    def let_go(self) -> None:
        """The meeting goes on."""
