"""The meeting's keys: each does one small thing, or starts a flow that asks for more."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from facilitator.ui.screens.calm import CalmScreen
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from facilitator.meeting import events as ev
    from facilitator.ui.desk import Desk
    from facilitator.ui.showing import Showing

Flow = Callable[[Any], Coroutine[Any, Any, None]]


class MeetingKeys(CalmScreen[None]):
    """The parts of the meeting's screen and what its keys do; without a meeting they do nothing."""

    desk: Desk | None = None
    showing: Showing | None = None
    _flowing = False

    def drawn(self, name: str) -> Drawn:
        """Return one of the drawn parts."""
        return self.query_one(f"#{name}", Drawn)

    def take(self, event: ev.Event) -> ev.Event | None:
        """Take an event in and show what follows; None where it was refused, which is said."""
        raise NotImplementedError

    def submit(self, text: str, *, then_on: bool = False) -> None:
        """Take in what was typed."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say something under the sentence."""
        raise NotImplementedError

    @property
    def noticed(self) -> str:
        """What was said under the sentence, and still stands there."""
        return self.showing.noticed if self.showing else ""

    def flow(self, flow: Flow) -> None:
        """Start something that asks the chair; one at a time."""
        if self.desk is None or self._flowing:
            return
        self._flowing = True
        self.run_worker(self._flow(flow))

    async def _flow(self, flow: Flow) -> None:
        from pydantic import ValidationError

        from facilitator.script.words import say

        try:
            await flow(self)
        except ValidationError:  # never its own text, which holds what was typed
            self.say(say("screen.too-long"))
        finally:
            self._flowing = False

    @property
    def opening(self) -> bool:
        """Whether the plan is still being opened, and there is no question yet."""
        return self.desk is None and not self.spent

    @property
    def takes_keys(self) -> bool:
        """Whether the next key is for this screen: not while a flow is about to ask, or to finish."""
        return super().takes_keys and self.desk is not None and not self._flowing

    def spend(self) -> None:
        """Stop: the meeting is written, or was left."""
        self.desk = self.showing = None
        self.spent = True

    # Moving on

    def action_enter(self) -> None:
        """Do what Enter does; for the mouse."""
        if self.sentence.display and (self.sentence.text.strip() or not self.choices.has_focus):
            self.submit(self.sentence.text)
        else:
            self.choices.action_pick()

    def action_next(self) -> None:
        """Go to the next question; what is typed is added first."""
        from facilitator.ui.flows.moving import go_on

        if self.desk is not None:
            go_on(self)

    def action_back(self) -> None:
        """Go back one question."""
        from facilitator.meeting.events import WentBack

        if self.desk is not None:
            self.take(WentBack())

    def action_pass(self) -> None:
        """Let the person who is asked pass."""
        from facilitator.ui.flows.moving import pass_on

        if self.desk is not None:
            pass_on(self)

    def action_go_to_part(self, segment: str) -> None:
        """Go to a part of the meeting; for the mouse."""
        from facilitator.ui.flows.moving import go_to_part

        if self.desk is not None:
            go_to_part(self, segment)

    def action_undo(self) -> None:
        """Take back what was recorded last."""
        from facilitator.ui.flows.undoing import undo

        if self.desk is not None:
            undo(self)

    def action_redo(self) -> None:
        """Put back what was taken back."""
        from facilitator.ui.flows.undoing import redo

        if self.desk is not None:
            redo(self)

    # Flows

    def action_agenda(self) -> None:
        """Choose a question to go to."""
        from facilitator.ui.flows.moving import choose_question

        self.flow(choose_question)

    def action_skip(self) -> None:
        """Leave the question out, with a reason."""
        from facilitator.ui.flows.moving import skip

        self.flow(skip)

    def action_park(self) -> None:
        """Put the question, or a note, aside for later."""
        from facilitator.ui.flows.moving import park

        self.flow(park)

    def action_people(self) -> None:
        """See and change who is here."""
        from facilitator.ui.flows.people import see_people

        self.flow(see_people)

    def action_speaker(self) -> None:
        """Say who is speaking."""
        from facilitator.ui.flows.people import choose_speaker

        self.flow(choose_speaker)

    def action_said(self) -> None:
        """See and put right what was said."""
        from facilitator.ui.flows.words import see_words

        self.flow(see_words)

    def action_end(self) -> None:
        """End the meeting, or look at what is open before that."""
        from facilitator.ui.flows.ending import before_we_close

        self.flow(before_we_close)

    def action_elsewhere(self) -> None:
        """Keep the record in another folder."""
        from facilitator.ui.flows.ending import save_elsewhere

        self.flow(save_elsewhere)

    # Looking

    def action_easier(self) -> None:
        """Put the question another way."""
        if self.showing is not None:
            self.showing.another_way()

    def action_beside(self) -> None:
        """Show last term's words, or the question again."""
        if self.showing is not None:
            self.showing.turn_beside()

    def key_pageup(self) -> None:
        """Read further up."""
        self._reading().scroll_page_up(animate=False)

    def key_pagedown(self) -> None:
        """Read further down."""
        self._reading().scroll_page_down(animate=False)

    def _reading(self) -> Drawn:
        names = ("said", "beside", "question")
        parts = [self.drawn(name) for name in names]
        return next((part for part in parts if part.display and part.max_scroll_y), parts[0])
