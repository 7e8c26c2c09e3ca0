"""A review that could not be written into its plan: what can be done now, for both front ends.

Whatever happened to the plan file, the meeting can be written to a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_ids import fresh_id
from facilitator.files.plans import is_plan_name, is_word_name, new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.periods import free_periods
from facilitator.meeting.plan_changed_meanwhile import with_review
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.words_by_key import explain, say
from facilitator.word.writing_choices import Choices
from facilitator.work.session import COPIED, Closed, Session
from facilitator.work.writing_options import new_copy_at, proposed_copy

WITH_THEIRS, NEXT_PERIOD, AGAIN, COPY = "with-theirs", "next-period", "again", "copy"

_ONLY_ELSEWHERE = (
    "file.changed-elsewhere",
    "review.period-taken",
    "review.plan-used-up",
    "review.item-over",
    "review.no-such-action",
)
"""Refusals that trying again meets again."""


@dataclass(frozen=True)
class WaysOn:
    """What can be done after a refusal. `now` is the plan as it stands, None where it cannot be opened.

    `theirs` is the review of the same period that somebody else wrote, `next_period` the period that is free
    after it.
    """

    session: Session
    refusal: Refusal
    now: OpenPlan | None
    theirs: HeldMeeting | None
    next_period: int | None

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen, the likeliest first."""
        options = []
        if self.now is not None and self.now.base != self.session.opened.base and self.theirs is None:
            options.append(WITH_THEIRS)
        if self.theirs is not None and self.next_period is not None:
            options.append(NEXT_PERIOD)
        if self.refusal.code not in _ONLY_ELSEWHERE:
            options.append(AGAIN)
        return (*options, COPY)

    def words_of(self, option: str) -> str:
        """Return an option in words."""
        script = self.session.meeting.script
        period = script.period_name(self.next_period) if self.next_period else ""
        return say(f"session.way-{option}", period=period)

    def explained(self) -> str:
        """Return whose review stands there by now, which says why; else why it was not written."""
        sentence = explain(self.refusal)
        if self.theirs is None:
            return sentence
        theirs = _of_theirs("their-review", self.theirs, self.session)
        return theirs if self.refusal.code in _ONLY_ELSEWHERE else f"{theirs} {sentence}"

    def write(self, option: str, choices: Choices) -> Closed:
        """Write the review in one of these ways but to a copy; raises Refusal and NeedsDecision."""
        if option in (WITH_THEIRS, NEXT_PERIOD) and self.now is not None:
            self.session.opened = self.now
        if option == NEXT_PERIOD and self.next_period is not None:
            _hold_as(self.session, self.next_period)
        return self.session.write(choices)


def ways_on(session: Session, refusal: Refusal) -> WaysOn:
    """Return what can be done after a refusal; the plan is looked at as it is now."""
    try:
        now = open_plan(session.opened.path, session.prompts)
    except Refusal:
        return WaysOn(session, refusal, None, None, None)
    if now.plan.id != session.opened.plan.id:  # another child's document lies there now, or another year's
        return WaysOn(session, refusal, None, None, None)
    theirs = _another_of(session.review(), now)
    free = free_periods(now.plan, session.meeting.script)
    return WaysOn(session, refusal, now, theirs, free[0] if free else None)


def their_review(session: Session) -> HeldMeeting | None:
    """Return somebody else's review of this meeting's period that stands in its plan, as it was opened."""
    return _another_of(session.review(), session.opened)


def _another_of(mine: HeldMeeting, opened: OpenPlan) -> HeldMeeting | None:
    """Return the review of the same period that stands in a plan and is another one."""
    reviews = opened.plan.reviews
    return next((one for one in reviews if one.period == mine.period and one.id != mine.id), None)


def copy_in_words(plan: Path, closed: Closed, session: Session) -> str:
    """Say that what was written is a copy, and whether the plan has somebody else's review of that period."""
    try:
        theirs = _another_of(closed.review, open_plan(plan, session.prompts))
    except Refusal:
        theirs = None
    return _of_theirs("is-copy-theirs", theirs, session) if theirs else say("session.is-copy")


def _of_theirs(key: str, theirs: HeldMeeting, session: Session) -> str:
    period = session.meeting.script.period_name(theirs.period)
    return say(f"session.{key}", period=period, day=in_full(theirs.date))


def copy_named(typed: str, session: Session) -> Path:
    """Return where a copy goes that somebody named; raises Refusal, also where there is a file."""
    return new_copy_at(typed, session.opened.path, native=_native(session))


def copy_proposed(session: Session) -> Path:
    """Return a free name for a copy."""
    return proposed_copy(session.opened.path, native=_native(session))


def write_copy(session: Session, path: Path, choices: Choices) -> Closed:
    """Write the plan with the review to a new file; raises Refusal and NeedsDecision.

    Where the plan has a review of this period by now, the copy is of the plan as the meeting began.
    """
    if is_word_name(path.name):
        return session.write(choices._replace(to=path))
    plan = with_review([session.opened.plan, session.meeting.began_with], session.review(), session.meeting)
    if session.opened.word is not None:  # its id is made from the child's name: a plan of its own
        plan = plan.model_copy(update={"id": fresh_id()})
    return session.written(new_plan(path, plan), COPIED)


def _hold_as(session: Session, period: int) -> None:
    """Let a meeting be another review of the plan, also where it has ended; raises Refusal."""
    ended, turns = session.meeting.minutes.standing.ended, session.meeting.script.turns_by_id().values()
    turn = next(turn.id for turn in turns if turn.answer == "period")
    if ended is not None:
        session.record(ev.Undone())
    session.record(ev.ChoiceMade(turn=turn, option=str(period)))
    if ended is not None:
        session.record(ev.MeetingEnded(early=ended.early, because=ended.because))


def _native(session: Session) -> bool:
    """Whether a copy is a native plan: also of a Word document that has no place for this review now."""
    return is_plan_name(session.opened.path.name) or their_review(session) is not None
