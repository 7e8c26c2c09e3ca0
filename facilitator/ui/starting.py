"""Opening a plan and its meeting, away from the screen; imported only after the first frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from facilitator.files.choices import Choices
from facilitator.files.plans import OpenPlan, open_plan
from facilitator.plan.refusal import Refusal
from facilitator.record_place import out_of_reach, record_at
from facilitator.script.words import say, use_prompts
from facilitator.session import Now, Session, local_now, unfinished

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.journal_shelf import JournalFile


@dataclass(frozen=True)
class Unfinished:
    """A plan with a meeting that was cut off; the chair says what becomes of it."""

    opened: OpenPlan
    found: JournalFile
    prompts: Path | None
    now: Now
    choices: Choices = field(default_factory=Choices)

    def carry_on(self) -> Session:
        """Go on exactly where it was cut off; raises Refusal."""
        found = self.found
        return Session.carry_on(
            self.opened, found.path, apart=found.apart, prompts=self.prompts, now=self.now
        )

    def start_anew(self) -> Session:
        """Begin another meeting; the record of the unfinished one is kept."""
        return Session.begin(self.opened, prompts=self.prompts, now=self.now)

    def end_it_and_begin(self, because: str) -> Session:
        """Write the unfinished one into the plan as ended early, then begin; raises Refusal.

        Also NeedsDecision, which `choices` answers.
        """
        from facilitator.meeting.events import MeetingEnded

        session = self.carry_on()
        try:
            if not session.meeting.ended:
                session.record(MeetingEnded(early=True, because=because))
            closed = session.write(self.choices)
        except BaseException:
            session.leave()
            raise
        begun = Session.begin(closed.opened, prompts=self.prompts, now=self.now)
        begun.notices = (*_left_out(closed.opened), *begun.notices)
        return begun


def _left_out(opened: OpenPlan) -> tuple[str, ...]:
    """Return what the chair should know about a meeting that was just written into a Word form."""
    if not opened.left_out:
        return ()
    return (say("session.written-without", what="; ".join(opened.left_out)),)


@dataclass(frozen=True)
class OutOfReach:
    """A meeting, or a part of it, was saved where nothing can be reached now; `why` says where."""

    why: Refusal
    look_again: Callable[[], Session | Unfinished | OutOfReach]
    go_on: Callable[[], Session | Unfinished]


def start_review(
    path: Path, prompts: Path | None, now: Now = local_now, *, record: Path | None = None
) -> Session | Unfinished | OutOfReach:
    """Open the plan and begin a meeting, unless there is one to carry on; raises Refusal.

    `record` is the file of an unfinished meeting that somebody named: no other is looked for.
    """
    use_prompts(prompts)
    opened = open_plan(path, prompts)
    found = record_at(opened, record) if record else unfinished(opened, prompts)
    going_on = partial(_go_on, opened, found, prompts, now)
    away = None if record else out_of_reach(opened, found)
    if away is not None:
        return OutOfReach(away, partial(start_review, path, prompts, now), going_on)
    return going_on()


def _go_on(
    opened: OpenPlan, found: JournalFile | None, prompts: Path | None, now: Now
) -> Session | Unfinished:
    if found is not None:
        return Unfinished(opened, found, prompts, now)
    return Session.begin(opened, prompts=prompts, now=now)
