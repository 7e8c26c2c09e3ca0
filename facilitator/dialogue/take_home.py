"""What is offered once a review is written: papers, the letter read aloud, the next plan, taking it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.dialogue.papers import WHOLE_SET, PaperDesk, whole_set_option
from facilitator.dialogue.plan_that_follows import made_after
from facilitator.dialogue.requests import Ask, Asked, Dialogue, Do, Option, Written, or_why_not
from facilitator.files.kept_beside_form import with_kept
from facilitator.meeting.periods import is_over
from facilitator.phrases.review import meeting_key
from facilitator.script.words_by_key import say
from facilitator.summary.audiences import EVERYONE, audiences_of
from facilitator.work.papers_of_plan import PapersOfPlan

if TYPE_CHECKING:
    from facilitator.script.formats_and_turns import Script
    from facilitator.work.undo import Undone

PAPERS, READ, DONE, TAKE_BACK, NEXT = "papers", "letter", "done", "take-back", "next"


class TakeHome:
    """The offer."""

    def __init__(self, written: Written, script: Script, prompts: Path | None) -> None:
        self._opened, self._review = written.closed.opened, written.closed.review
        self._script, self._prompts = script, prompts
        self._needed = bool(self._opened.left_out)
        self._undone: Undone | None = None
        self._desk = PaperDesk(
            PapersOfPlan(self._opened, with_kept(self._opened), self._review, script, prompts)
        )

    @property
    def needed(self) -> bool:
        """Whether only a summary would have what the file has no place for, and none was made."""
        return self._needed and not self._desk.has_made(EVERYONE)

    def offer(self) -> Asked[Undone | None]:
        """Make what is wanted, until the chair has enough; all of it can be made at any time later.

        Returns the review where the chair took it back instead.
        """
        notice = yield Do(self._desk.in_part)
        while True:
            options = tuple(self._options())
            picked = yield Ask(
                say("dialogue.take-home"),
                options,
                self._desk.made(),
                at=len(options) - 1,
                notice=notice,
                stays=True,
            )
            if picked == WHOLE_SET:
                notice = yield from self._desk.whole_set()
            elif picked == PAPERS:
                notice = yield from or_why_not(self._desk.offer(needed=self.needed))
            elif picked == NEXT:
                notice = yield from or_why_not(made_after(self._opened.path, self._prompts))
            elif picked == READ:
                notice = yield from or_why_not(self._read())
            elif picked == TAKE_BACK:
                notice = yield from or_why_not(self._take_back())
                if self._undone is not None:
                    self._needed = False
                    return self._undone
            else:
                return None

    def _options(self) -> list[Option]:
        """Return all papers and one of them, the letter where one child can hear it, and enough."""
        everything = say("dialogue.has-everything") if self.needed else ""
        papers = [
            whole_set_option()._replace(note=everything),
            Option(PAPERS, say("papers.one"), typed="papers"),
        ]
        over = is_over(self._opened.plan, self._script)
        on = [Option(NEXT, say("next.make"), typed="home-next")] if over else []
        offer = say(meeting_key("undo.offer", self._review.period))
        last = [
            Option(TAKE_BACK, offer, typed="take-back-review"),
            Option(DONE, say("dialogue.take-home-done"), typed="take-nothing"),
        ]
        letter = [Option(READ, say("dialogue.read-letter"), typed="read-letter")]
        return [*papers, *(letter if self._script.format.children.in_room else []), *on, *last]

    def _read(self) -> Dialogue:
        letter = next(one for one in audiences_of(self._script.format) if one.of == "letter")
        return self._desk.read(letter, say("dialogue.the-letter"))

    def _take_back(self) -> Dialogue:
        from facilitator.dialogue.taking_back import take_back

        path = self._opened.path
        self._undone = yield from take_back(path, review=self._review, prompts=self._prompts)
