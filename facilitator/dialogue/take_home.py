"""What people take home once a review is written: a paper for each audience, and the letter read aloud."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.dialogue.plan_that_follows import made_after
from facilitator.dialogue.requests import Ask, Asked, Dialogue, Do, Option, ReadOut, Written, or_why_not
from facilitator.files.kept_beside_form import with_kept
from facilitator.meeting.periods import is_over
from facilitator.phrases.review import meeting_key
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.summary.audiences import EVERYONE, Audience, audiences_of
from facilitator.summary.kinds import kinds_of

if TYPE_CHECKING:
    from facilitator.script.formats_and_turns import Script
    from facilitator.work.undo import Undone

READ, DONE, TAKE_BACK, NEXT = "letter", "done", "take-back", "next"


class TakeHome:
    """The offer. A summary is `needed` while what has no place in the plan's file is only in the record."""

    def __init__(self, written: Written, script: Script, prompts: Path | None) -> None:
        self._opened, self._review = written.closed.opened, written.closed.review
        self._script, self._prompts = script, prompts
        self.needed = bool(self._opened.left_out)
        self._undone: Undone | None = None

    def offer(self) -> Asked[Undone | None]:
        """Make what is wanted, until the chair has enough; all of it can be made at any time later.

        Returns the review where the chair took it back instead.
        """
        notice = ""
        while True:
            options = tuple(self._options())
            picked = yield Ask(
                say("dialogue.take-home"), options, at=len(options) - 1, notice=notice, stays=True
            )
            if isinstance(picked, Audience):
                notice = yield from self._make(picked)
            elif picked == NEXT:
                notice = yield from or_why_not(made_after(self._opened.path, self._prompts))
            elif picked == READ:
                notice = yield from or_why_not(self._read())
            elif picked == TAKE_BACK:
                notice = yield from or_why_not(self._take_back())
                if self._undone is not None:
                    self.needed = False
                    return self._undone
            else:
                return None

    def _options(self) -> list[Option]:
        """Return a paper for each audience, the letter where there is one child to read it to, and enough."""
        form = self._script.format
        papers = [
            Option(
                one,
                one.paper,
                say("dialogue.has-everything") if self.needed and one.id == EVERYONE else "",
                typed="paper-for",
                given={"name": one.id},
            )
            for one in audiences_of(form)
            if kinds_of(one.id, self._prompts)
        ]
        letter = Option(READ, say("dialogue.read-letter"), typed="read-letter")
        over = is_over(self._opened.plan, self._script)
        on = [Option(NEXT, say("next.make"), typed="home-next")] if over else []
        offer = say(meeting_key("undo.offer", self._review.period))
        last = [
            Option(TAKE_BACK, offer, typed="take-back-review"),
            Option(DONE, say("dialogue.take-home-done"), typed="take-nothing"),
        ]
        return [*papers, *([letter] if form.children.in_room else []), *on, *last]

    def _make(self, audience: Audience) -> Asked[str]:
        """Write the paper; return what is to be said of it."""
        from facilitator.work.evidence import export_evidence
        from facilitator.work.export import export

        kinds = kinds_of(audience.id, self._prompts)
        kind: str | None = kinds[0]
        if len(kinds) > 1:
            options = (Option(one, say(f"dialogue.paper-{one}"), typed=f"paper-{one}") for one in kinds)
            kind = yield Ask(audience.paper, tuple(options), stays=True)
        if kind is None:
            return ""
        writing = (
            partial(export_evidence, self._opened)
            if audience.of == "evidence"
            else partial(
                export, with_kept(self._opened), self._review, self._script, beside=self._opened.path
            )
        )
        try:
            path = yield Do(partial(writing, audience=audience.id, kind=kind, prompts=self._prompts))
        except Refusal as refusal:
            return explain(refusal)
        self.needed = self.needed and audience.id != EVERYONE
        told = say("review.paper-in", paper=audience.paper, path=path)
        others = "" if audience.id == EVERYONE or audience.of == "evidence" else (yield Do(self._others))
        return f"{told} {others}".strip()

    def _others(self) -> str:
        from facilitator.summary import others_named

        names = others_named(self._opened.plan, self._review, self._script)
        return say("review.others-named", names=", ".join(names)) if names else ""

    def _take_back(self) -> Dialogue:
        from facilitator.dialogue.taking_back import take_back

        path = self._opened.path
        self._undone = yield from take_back(path, review=self._review, prompts=self._prompts)

    def _read(self) -> Dialogue:
        from facilitator.summary import letter_sentences

        sentences = yield Do(partial(letter_sentences, self._opened.plan, self._review, self._script))
        yield ReadOut(say("dialogue.the-letter"), tuple(sentences))
