"""What both front ends do alike to carry a dialogue: record, tell, and hand on whatever was refused."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from facilitator.dialogue.requests import Asked, Left, Noted, PointOut, Propose, Tell, Want, Words, too_long
from facilitator.meeting import events as ev
from facilitator.plan.refusal import Refusal


class Host:
    """A front end, as far as a dialogue needs it all the time; what is here is enough before a meeting."""

    def record(self, event: ev.Event, words: Words | None = None) -> ev.Event:
        """Record an event and say so, in these words or in its own way; raises Refusal."""
        raise NotImplementedError

    def tell(self, words: Words) -> None:
        """Say something to the chair."""
        raise NotImplementedError

    def point_out(self, wants: PointOut) -> bool:
        """Say something of what was typed; returns whether it is taken in now."""
        self.tell(wants.words)
        return True

    def keep(self, words: str) -> None:
        """Remember what is not recorded yet of what was typed."""

    def propose(self, words: str) -> None:
        """Let words stand where the chair types next."""


class Carried:
    """A dialogue under way; `result` is what came of it, once it is over."""

    def __init__(self, dialogue: Asked[object], host: Host) -> None:
        self._dialogue, self._host = dialogue, host
        self.result: object = None

    def go_on(self, answer: object = None, fault: Exception | None = None) -> Want | None:
        """Carry on with an answer, or with what was raised in its place; do all that can be done at once.

        Returns what has to be waited for, None at the end. Raises what the dialogue lets out: Refusal, and
        NotMeant where typed words only looked like its command.
        """
        while True:
            try:
                wants = self._dialogue.send(answer) if fault is None else self._dialogue.throw(fault)
            except StopIteration as over:
                self.result = over.value
                return None
            except ValidationError:  # never its own text, which holds what was typed
                raise too_long() from None
            answer = fault = None
            if isinstance(wants, Noted):
                answer, fault = self._recorded(wants.event, wants.words)
            elif isinstance(wants, ev.Happening):
                answer, fault = self._recorded(wants)
            elif isinstance(wants, Tell):
                self._host.tell(wants.words)
            elif isinstance(wants, PointOut):
                answer = self._host.point_out(wants)
            elif isinstance(wants, Left):
                self._host.keep(wants.words)
            elif isinstance(wants, Propose):
                self._host.propose(wants.words)
            else:
                return wants

    def go_on_with(self, given: Callable[[Want], object], wants: Want) -> Want | None:
        """Carry on with what is `given` for a want, or with what is refused of it."""
        try:
            answer = given(wants)
        except Refusal as refusal:
            return self.go_on(fault=refusal)
        return self.go_on(answer)

    def leave(self) -> None:
        """Leave the dialogue as it is."""
        self._dialogue.close()

    def _recorded(
        self, event: ev.Event, words: Words | None = None
    ) -> tuple[ev.Event | None, Refusal | None]:
        try:
            return self._host.record(event, words), None
        except Refusal as refusal:
            return None, refusal
