"""Before a meeting, in both front ends: is the review open elsewhere, and what is there to take up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.files import prompts_cache
from facilitator.files.folders import meetings_path
from facilitator.files.journal_shelf import DONE, JournalFile, in_use
from facilitator.files.lock_file import Note
from facilitator.files.meeting_lock import MeetingLock, PlanIsOpen
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.files.system_calls import sweep_once
from facilitator.meeting.events import MeetingEnded
from facilitator.meeting.periods import next_period
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import Choices
from facilitator.work.lost_reviews import Unwritten, first_unwritten
from facilitator.work.record_place import out_of_reach, record_at
from facilitator.work.session import Now, Session, local_now, unfinished

__all__ = ["AtThePlan", "PlanIsOpen", "come_to_the_plan"]


@dataclass(frozen=True)
class AtThePlan:
    """A plan that is opened for its review, with the meeting's lock.

    `found` is a meeting that was cut off, `unwritten` a review that was written here and is not in the plan
    now; at most one of them is there. `away` says what was saved where nothing can be reached now. `planning`
    = the next meeting is the one that writes the plan.
    """

    opened: OpenPlan
    lock: MeetingLock
    prompts: Path | None
    now: Now
    found: JournalFile | None = None
    unwritten: Unwritten | None = None
    away: Refusal | None = None
    planning: bool = False

    def begin(self, opened: OpenPlan | None = None) -> Session:
        """Begin a meeting; raises Refusal."""
        session = self._with_lock(
            Session.begin(opened or self.opened, planning=self.planning, prompts=self.prompts, now=self.now)
        )
        if opened is None and (another := self.another_today):
            session.notices = (say("session.held-today", **another), *session.notices)
        return session

    @property
    def may_be_written_first(self) -> bool:
        """Whether a review is to begin of a plan in which nothing stands, and that a meeting could write."""
        plan = self.opened.plan
        return not (self.planning or plan.items or plan.entries or plan.meetings() or not self.planning_name)

    @cached_property
    def planning_name(self) -> str:
        """What the meeting is called that writes a plan of this format; nothing where it has none."""
        form = load_script(self.opened.plan.format, self.prompts).format
        return form.planning.name if form.planning else ""

    @cached_property
    def another_today(self) -> dict[str, str]:
        """Which review was held today, and which one would begin now; empty where none was held today."""
        if self.planning:
            return {}
        last = as_held(self.opened, self.prompts).plan.last_review
        today = self.now().date()
        script = load_script(self.opened.plan.format, self.prompts)
        period = next_period(self.opened.plan, script, self.opened.next_period)
        if last is None or period is None:
            return {}
        if today not in (last.date, last.closed_at and last.closed_at.date()):
            return {}
        return {"period": script.period_name(last.period), "next": script.period_name(period)}

    def carry_on(self) -> Session:
        """Go on exactly where the meeting was cut off; raises Refusal."""
        assert self.found is not None  # noqa: S101 - for mypy: it was offered
        return self._taken_up(self.found.path, self.found.apart)

    def end_it_and_begin(self, because: str, choices: Choices) -> Session:
        """Write the meeting that was cut off as one that ended early, then begin another; raises Refusal.

        Also NeedsDecision, which `choices` answers.
        """
        session = self.carry_on()
        session.lock = None  # it is for the meeting that begins
        try:
            if not session.meeting.ended:
                session.record(MeetingEnded(early=True, because=because))
            closed = session.write(choices)
        except BaseException:
            session.leave()
            raise
        begun = self.begin(closed.opened)
        if closed.opened.left_out:
            without = say("session.written-without", what="; ".join(closed.opened.left_out))
            begun.notices = (without, *begun.notices)
        return begun

    def write_again(self) -> Session:
        """Take up the record of a review that is not in the plan, at its end; raises Refusal."""
        assert self.unwritten is not None  # noqa: S101 - for mypy: it was offered
        return self._taken_up(self.unwritten.taken_up())

    def let_go(self) -> None:
        """Leave the plan without a meeting."""
        self.lock.let_go()

    def _taken_up(self, record: Path, apart: tuple[Path, ...] = ()) -> Session:
        from facilitator.work.refused_writing import their_review

        session = Session.carry_on(self.opened, record, apart=apart, prompts=self.prompts, now=self.now)
        if theirs := their_review(session):
            period, day = session.meeting.script.period_name(theirs.period), in_full(theirs.date)
            session.notices = (say("session.their-review-first", period=period, day=day), *session.notices)
        return self._with_lock(session)

    def _with_lock(self, session: Session) -> Session:
        session.lock = self.lock
        return session


def come_to_the_plan(
    path: Path,
    *,
    prompts: Path | None = None,
    now: Now = local_now,
    over: Note | None = None,
    record: Path | None = None,
    child: str = "",
) -> AtThePlan:
    """Open a plan for its review; raises Refusal, and PlanIsOpen where it is open elsewhere.

    Also NeedsDecision where a person must first say which plan a document is (`files.document_id`), or whose:
    `child` is the name that answers it.
    `over` is what PlanIsOpen found, for a chair who knowingly takes the review over; `record` the file of an
    unfinished meeting that somebody named, so that no other is looked for.
    """
    prompts_cache.take_up()
    for folder in (path.absolute().parent, meetings_path(), meetings_path() / DONE):
        sweep_once(folder)
    opened = open_plan(path, prompts)
    if opened.maybe:
        from facilitator.files.document_id import settled

        opened = settled(opened)
    if opened.word:
        from facilitator.files.chosen_child import settled_child

        opened = settled_child(opened, child)
    lock = MeetingLock.of(opened, now(), over)
    try:
        found = record_at(opened, record) if record else unfinished(opened, prompts)
        if found is not None and over is not None and in_use(found.path):
            found = None  # it goes on in its own window, and keeps its record
        away = None if record else out_of_reach(opened, found)
        unwritten = None if found or away else first_unwritten(opened, prompts)
    except BaseException:
        lock.let_go()
        raise
    return AtThePlan(opened, lock, prompts, now, found, unwritten, away)
