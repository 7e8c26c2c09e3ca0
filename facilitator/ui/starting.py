"""Opening a plan and its meeting, away from the screen; imported only after the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.files.meeting_lock import Waiting
from facilitator.script.words import say, use_prompts
from facilitator.word.choices import Choices
from facilitator.work.before_meeting import AtThePlan, PlanIsOpen, come_to_the_plan
from facilitator.work.session import Now, Session, local_now

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.journal_shelf import JournalFile
    from facilitator.files.lock_file import Note
    from facilitator.files.opened import OpenPlan
    from facilitator.plan.refusal import Refusal
    from facilitator.work.unwritten import Unwritten


class Unfinished(NamedTuple):
    """A plan with a meeting that was cut off; the chair says what becomes of it."""

    plan: AtThePlan
    found: JournalFile
    choices: Choices = Choices()

    @property
    def opened(self) -> OpenPlan:
        """The plan file."""
        return self.plan.opened

    def carry_on(self) -> Session:
        """Go on exactly where it was cut off; raises Refusal."""
        return self.plan.carry_on()

    def start_anew(self) -> Session:
        """Begin another meeting; the record of the unfinished one is kept."""
        return self.plan.begin()

    def end_it_and_begin(self, because: str) -> Session:
        """Write the unfinished one into the plan as ended early, then begin; raises Refusal.

        Also NeedsDecision, which `choices` answers.
        """
        from facilitator.meeting.events import MeetingEnded

        session = self.carry_on()
        session.lock = None  # it is for the meeting that begins
        try:
            if not session.meeting.ended:
                session.record(MeetingEnded(early=True, because=because))
            closed = session.write(self.choices)
        except BaseException:
            session.leave()
            raise
        begun = self.plan.begin(closed.opened)
        begun.notices = (*_left_out(closed.opened), *begun.notices)
        return begun


class Missing(NamedTuple):
    """A plan without a review that was written here; the chair says what becomes of that."""

    plan: AtThePlan
    unwritten: Unwritten

    def write_again(self) -> Session:
        """Take its meeting up again, at its end; raises Refusal."""
        return self.plan.write_again()

    def leave_it_and_begin(self) -> Found:
        """Do without it in this plan, never ask again, and go on to what is next; raises Refusal."""
        self.unwritten.leave_it()
        self.plan.let_go()
        return start_review(self.plan.opened.path, self.plan.prompts, self.plan.now)


class AnotherToday(NamedTuple):
    """A plan whose last review was held today; `names` are the terms of that one and of the next."""

    plan: AtThePlan
    names: dict[str, str]

    def begin(self) -> Session:
        """Begin the next one knowingly; raises Refusal."""
        return _begin(self.plan)


class OpenElsewhere(NamedTuple):
    """A plan whose review is open in another window or on another computer."""

    is_open: PlanIsOpen
    waiting: Waiting
    path: Path
    prompts: Path | None
    now: Now
    record: Path | None = None

    def take_over(self) -> Found:
        """Open the plan all the same, knowing that another chair has it; raises Refusal."""
        return start_review(self.path, self.prompts, self.now, self.is_open.found, record=self.record)


def _left_out(opened: OpenPlan) -> tuple[str, ...]:
    """Return what the chair should know about a meeting that was just written into a Word form."""
    if not opened.left_out:
        return ()
    return (say("session.written-without", what="; ".join(opened.left_out)),)


class OutOfReach(NamedTuple):
    """A meeting, or a part of it, was saved where nothing can be reached now; `plan.away` says where."""

    plan: AtThePlan

    @property
    def why(self) -> Refusal:
        """What cannot be reached, in words."""
        assert self.plan.away is not None  # noqa: S101 - for mypy: it is asked about
        return self.plan.away

    def look_again(self) -> Found:
        """Look once more, with the drive put in perhaps; raises Refusal."""
        self.plan.let_go()
        return start_review(self.plan.opened.path, self.plan.prompts, self.plan.now)

    def go_on(self) -> Found:
        """Go on without what is out of reach; raises Refusal."""
        return _go_on(self.plan)


Found = Session | Unfinished | Missing | AnotherToday | OpenElsewhere | OutOfReach


def start_review(
    path: Path,
    prompts: Path | None,
    now: Now = local_now,
    over: Note | None = None,
    *,
    record: Path | None = None,
) -> Found:
    """Open the plan and begin a meeting, unless there is something to ask first; raises Refusal.

    `over` is what was found by a chair who takes over a review that is open elsewhere; `record` the file of
    an unfinished meeting that somebody named: no other is looked for.
    """
    use_prompts(prompts)
    try:
        plan = come_to_the_plan(path, prompts=prompts, now=now, over=over, record=record)
    except PlanIsOpen as is_open:
        return OpenElsewhere(is_open, Waiting(is_open), path, prompts, now, record)
    return OutOfReach(plan) if plan.away is not None else _go_on(plan)


def _go_on(plan: AtThePlan) -> Found:
    if plan.found is not None:
        return Unfinished(plan, plan.found)
    if plan.unwritten is not None:
        return Missing(plan, plan.unwritten)
    if names := plan.another_today:
        return AnotherToday(plan, names)
    return _begin(plan)


def _begin(plan: AtThePlan) -> Session:
    try:
        return plan.begin()
    except BaseException:
        plan.let_go()
        raise
