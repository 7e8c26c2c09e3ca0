"""Opening a plan and its meeting, away from the screen; imported only after the first frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facilitator.files.choices import Choices
from facilitator.files.plans import OpenPlan, open_plan
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
        return Session.carry_on(self.opened, self.found.path, prompts=self.prompts, now=self.now)

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


def start_review(path: Path, prompts: Path | None, now: Now = local_now) -> Session | Unfinished:
    """Open the plan and begin a meeting, unless there is one to carry on; raises Refusal."""
    use_prompts(prompts)
    opened = open_plan(path, prompts)
    found = unfinished(opened, prompts)
    if found is not None:
        return Unfinished(opened, found, prompts, now)
    return Session.begin(opened, prompts=prompts, now=now)
