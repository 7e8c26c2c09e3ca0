"""What people take home once a review is written: a paper for each audience, and the letter read aloud."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.dialogue.requests import Ask, Asked, Dialogue, Do, Option, ReadOut, Written, or_why_not
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.summary.audiences import EVERYONE, Audience, audiences_of, kinds_of

if TYPE_CHECKING:
    from facilitator.script.formats_and_turns import Script

READ, DONE = "letter", "done"


class TakeHome:
    """The offer. A summary is `needed` while what has no place in the plan's file is only in the record."""

    def __init__(self, written: Written, script: Script, prompts: Path | None) -> None:
        self._opened, self._review = written.closed.opened, written.closed.review
        self._script, self._prompts = script, prompts
        self.needed = bool(self._opened.left_out)

    def offer(self) -> Dialogue:
        """Make what is wanted, until the chair has enough; all of it can be made at any time later."""
        notice = ""
        while True:
            options = tuple(self._options())
            picked = yield Ask(
                say("dialogue.take-home"), options, at=len(options) - 1, notice=notice, stays=True
            )
            if isinstance(picked, Audience):
                notice = yield from self._make(picked)
            elif picked == READ:
                notice = yield from or_why_not(self._read())
            else:
                return

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
        done = Option(DONE, say("dialogue.take-home-done"), typed="take-nothing")
        return [*papers, *([letter] if form.children.in_room else []), done]

    def _make(self, audience: Audience) -> Asked[str]:
        """Write the paper; return what is to be said of it."""
        from facilitator.work.export import export

        kinds = kinds_of(audience.id, self._prompts)
        kind: str | None = kinds[0]
        if len(kinds) > 1:
            options = (Option(one, say(f"dialogue.paper-{one}"), typed=f"paper-{one}") for one in kinds)
            kind = yield Ask(audience.paper, tuple(options), stays=True)
        if kind is None:
            return ""
        writing = partial(export, self._opened.plan, self._review, self._script, audience=audience.id)
        try:
            path = yield Do(partial(writing, kind=kind, beside=self._opened.path, prompts=self._prompts))
        except Refusal as refusal:
            return explain(refusal)
        self.needed = self.needed and audience.id != EVERYONE
        return say("review.paper-in", paper=audience.paper, path=path)

    def _read(self) -> Dialogue:
        from facilitator.summary import letter_sentences

        sentences = yield Do(partial(letter_sentences, self._opened.plan, self._review, self._script))
        yield ReadOut(say("dialogue.the-letter"), tuple(sentences))
