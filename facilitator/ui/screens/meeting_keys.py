"""The meeting's keys: each does one small thing, or starts a flow that asks for more."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.board import Board
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.moves import Moves
from facilitator.ui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.worker import Worker

    from facilitator.meeting import events as ev
    from facilitator.ui.aloud import Piece
    from facilitator.ui.background_session import Desk
    from facilitator.ui.showing import Showing

Flow = Callable[[Any], Coroutine[Any, Any, None]]


class MeetingKeys(CalmScreen[None]):
    """The parts of the meeting's screen and what its keys do; without a meeting they do nothing."""

    desk: Desk | None = None
    showing: Showing | None = None
    _flowing = False
    _flow_worker: Worker[None] | None = None

    typed_meanwhile: tuple[str, ...] = ()
    """What was typed while a page asked something, and is for the sentence afterwards."""

    tiled = False
    """Whether the options are tiles now."""

    @property
    def choices(self) -> Choices:
        """The options, in whichever way they are shown now."""
        return self.tiles if self.tiled else self.plain_choices

    @property
    def plain_choices(self) -> Choices:
        """The options as a list."""
        return self.query_one("#choices", Choices)

    @property
    def tiles(self) -> Tiles:
        """The options as large tiles."""
        return self.query_one(Tiles)

    @property
    def board(self) -> Board:
        """The board with cards to sort."""
        return self.query_one(Board)

    @property
    def moves(self) -> Moves:
        """The row of moves under a question to the child."""
        return self.query_one(Moves)

    def leave_answers(self) -> None:
        """Put away everything that can be answered with."""
        for part in (self.plain_choices, self.tiles, self.board, self.sentence, self.moves):
            part.display = False

    def left(self, step: int) -> None:
        """Go to what stands above or below where something can be done, and from an end to the other."""
        parts: list[Widget] = [self.choices, self.board, self.sentence, self.moves]
        there = [part for part in parts if part.display]
        if self.focused not in there or len(there) == 1:
            return
        found = there[(there.index(self.focused) + step) % len(there)]
        self.set_focus(found, scroll_visible=False)
        if found is self.tiles:
            self.tiles.place(self.tiles.at or 0)
        elif found is self.choices:
            self.choices.action_edge(-step)

    def move(self, move: str) -> None:
        """Make one of the moves under the question."""
        doing = {
            "stop": self.action_break,
            "pass": self.action_pass,
            "aloud": self.facilitator.action_read_aloud,
            "easier": self.action_easier,
            "read-on": self.read_on,
            "next": self.action_next,
        }
        doing[move]()

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
        self._flow_worker = self.run_worker(self._flow(flow))

    async def leave_flow(self) -> None:
        """Leave what was being asked, as if it had never been begun."""
        from textual.worker import WorkerCancelled, WorkerFailed

        if self._flowing and self._flow_worker is not None:
            self._flow_worker.cancel()
            with contextlib.suppress(WorkerCancelled, WorkerFailed):
                await self._flow_worker.wait()

    async def _flow(self, flow: Flow) -> None:
        from pydantic import ValidationError

        from facilitator.plan.refusal import Refusal
        from facilitator.script.words import explain, say

        try:
            await flow(self)
        except Refusal as refusal:
            self.say(explain(refusal))
        except ValidationError:  # never its own text, which holds what was typed
            self.say(say("screen.too-long"))
        finally:
            self._flowing = False
            self._give_back()

    def _give_back(self) -> None:
        """Put what was typed while a flow asked something behind what stands in the sentence."""
        typed, self.typed_meanwhile = self.typed_meanwhile, ()
        if typed and self.desk is not None:
            noticed = self.noticed
            self.sentence.put("\n".join(words for words in (self.sentence.text, *typed) if words.strip()))
            self.say(noticed)

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

    def action_break(self) -> None:
        """Stop at once, because somebody asks for it."""
        from facilitator.ui.flows.child import stop

        self.flow(stop)

    def action_given(self) -> None:
        """Say how the child gave the last answer."""
        from facilitator.ui.flows.child import how_given

        self.flow(how_given)

    def action_heard(self) -> None:
        """See who has been heard."""
        from facilitator.ui.flows.child import who_was_heard

        self.flow(who_was_heard)

    def action_elsewhere(self) -> None:
        """Keep the record in another folder."""
        from facilitator.ui.flows.ending import save_elsewhere

        self.flow(save_elsewhere)

    # Looking

    def action_easier(self) -> None:
        """Put the question another way."""
        self.put_another_way()

    def put_another_way(self, *, not_understood: bool = False) -> None:
        """Put the question another way; it may be that the child did not understand the words before."""
        if self.showing is not None:
            self.showing.another_way(not_understood=not_understood)

    def show_question(self) -> None:
        """Show the meeting as it stands."""
        raise NotImplementedError

    def action_beside(self) -> None:
        """Show last term's words, or the question again."""
        if self.showing is not None:
            self.showing.turn_beside()

    def action_large(self) -> None:
        """Show the question in large letters, or in usual ones."""
        if self.showing is not None:
            self.showing.turn_large()

    def aloud(self) -> list[Piece]:
        """Return the question, to be read aloud."""
        return self.showing.aloud() if self.showing else []

    def key_pageup(self) -> None:
        """Read further up."""
        self._reading().scroll_page_up(animate=False)

    def key_pagedown(self) -> None:
        """Read further down."""
        self._reading().scroll_page_down(animate=False)

    def read_on(self) -> None:
        """Read further down, and from the top again after the end."""
        part = self._reading()
        if part.scroll_offset.y >= part.max_scroll_y:
            part.scroll_home(animate=False)
        else:
            part.scroll_page_down(animate=False)

    def _reading(self) -> Drawn:
        names = ("said", "beside", "question")
        parts = [self.drawn(name) for name in names]
        return next((part for part in parts if part.display and part.max_scroll_y), parts[0])
