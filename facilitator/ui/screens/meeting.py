"""The meeting, one question at a time. It only wires, and imports nothing slow before it is painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from facilitator.plan.letters import clean_row
from facilitator.ui.drawing.text import wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.keys import ANYWHERE, MEETING, bindings
from facilitator.ui.screens.meeting_keys import MeetingKeys
from facilitator.ui.widgets.board import Board
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.drawn import Drawn
from facilitator.ui.widgets.moves import Moves
from facilitator.ui.widgets.sentence import Sentence
from facilitator.ui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from facilitator.meeting import events as ev
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.starting import Found, Unfinished
    from facilitator.work.before_meeting import AtThePlan
    from facilitator.work.session import Session

WARM_UP_AFTER_SECONDS = 0.3
"""When the parts that the next questions need are loaded: once the first one is being read."""

TICK_SECONDS = 10.0
"""How often the minutes are looked at, and the disk tried again after trouble."""


class MeetingScreen(MeetingKeys):
    """Holds a review. `start` opens plan and session; it is called in a thread after the first frame."""

    BINDINGS: ClassVar = bindings(MEETING, ANYWHERE)

    class Started(Message):
        """The plan and its meeting were opened, or there is something to ask first."""

        def __init__(self, found: Found) -> None:
            super().__init__()
            self.found = found

    class NotStarted(Message):
        """The plan could not be opened."""

        def __init__(self, refusal: Refusal) -> None:
            super().__init__()
            self.refusal = refusal

    def __init__(self, start: Callable[[], Found], name: str, opening: str) -> None:
        super().__init__()
        self._start, self._file_name, self._opening = start, name, opening
        self._refused = ""
        self._began = self._asked_first = False
        self.unfinished: Unfinished | None = None
        self.plan: AtThePlan | None = None
        self.typed_ahead: list[events.Key | events.Paste] = []

    def compose(self) -> ComposeResult:
        """Lay out the parts, from top to bottom."""
        yield self.too_small()
        yield Drawn(id="bar")
        yield Drawn(id="trouble")
        yield Drawn(id="agenda")
        with Horizontal(id="table"):
            with Vertical(id="middle"):
                yield Drawn(id="question")
                yield Choices(id="choices")
                yield Tiles(id="tiles")
                yield Board(id="board")
                yield Drawn(id="said")
                yield Drawn(id="says")
                yield Sentence(id="sentence")
                yield Drawn(id="notice")
                yield Moves(id="moves")
            yield Drawn(id="beside")
        yield Drawn(id="keys")

    def on_mount(self) -> None:
        """Paint a calm first frame at once, and only then open the plan."""
        for part in ("#trouble", "#agenda", "#choices", "#tiles", "#board", "#moves", "#beside", "#sentence"):
            self.query_one(part).display = False
        name = Content.styled(clean_row(self._file_name), "bold $ink")
        self.drawn("bar").draw(lambda width: [name.truncate(width, ellipsis=True)])
        self.drawn("question").draw(lambda width: wrapped(self._opening, width, "bold $ink"))

    def begin(self, start: Callable[[], Found]) -> None:
        """Open the plan and its meeting behind the screen."""
        self.run_worker(lambda: self._begin_in_thread(start), thread=True, group="opening")

    def _begin_in_thread(self, start: Callable[[], Found]) -> None:
        from facilitator.plan.refusal import Refusal

        try:
            found = start()
        except Refusal as refusal:
            self.post_message(self.NotStarted(refusal))
        else:
            import facilitator.ui.showing  # noqa: F401 - its imports are slow, so they are made here

            self.post_message(self.Started(found))

    def on_meeting_screen_started(self, event: Started) -> None:
        """Show the question, or ask what must be known before there is a meeting."""
        from facilitator.ui.starting import OpenElsewhere, Unfinished
        from facilitator.work.session import Session

        if isinstance(event.found, Session):
            self.take_up(event.found)
            return
        from facilitator.ui.flows.beginning import ask_first

        self._asked_first = True
        self.unfinished = event.found if isinstance(event.found, Unfinished) else None
        self.plan = None if isinstance(event.found, OpenElsewhere) else event.found.plan
        self.run_worker(ask_first(self, event.found))

    def take_up(self, session: Session) -> None:
        """Hold this meeting."""
        from facilitator.ui.background_session import Desk
        from facilitator.ui.showing import Showing

        self.desk = Desk(session, self._saved_or_not, self.facilitator.stop_after)
        self.facilitator.desk = self.desk
        self.facilitator.covering.stop_clock()
        self.showing = Showing(self, self.desk)
        self.laid_out = True
        self.set_interval(TICK_SECONDS, self._tick)
        self.show_question()
        self._say_notices(session.notices)
        if session.hindrance is not None:
            from facilitator.ui.flows.beginning import tell_hindrance

            self.flow(partial(tell_hindrance, session.hindrance))
        self._take_what_was_typed_ahead()
        self.call_after_refresh(self.facilitator.opened)
        self.set_timer(WARM_UP_AFTER_SECONDS, self._warm_up)
        if session.meeting.ended:  # it only waits to be written
            self.action_end()

    def _say_notices(self, notices: tuple[str, ...]) -> None:
        """Say what the chair should know about the file: how many things there are, and the first."""
        from facilitator.script.words import say

        if len(notices) == 1:
            self.say(notices[0])
        elif notices:
            self.say(say("screen.notices-several", count=len(notices), first=notices[0]))

    def _take_what_was_typed_ahead(self) -> None:
        """Take in what was typed while the plan was opened.

        It was meant for the first question. In a meeting that is carried on, or after something was asked
        first, another one stands there: then the words are only put into the sentence.
        """
        typed, self.typed_ahead = self.typed_ahead, []
        if not self._asked_first:
            self.facilitator.take_first(typed)
        elif self.sentence.display:
            self.sentence.take_paste("".join(map(_letters, typed)))

    def _warm_up(self) -> None:
        from facilitator.ui.warming import warm_up

        self.run_worker(warm_up, thread=True)

    def on_meeting_screen_not_started(self, event: NotStarted) -> None:
        """Say why the plan cannot be opened."""
        from facilitator.ui.flows.beginning import say_why_not

        self.run_worker(say_why_not(self, event.refusal))

    # Showing

    def show_question(self) -> None:
        """Show the meeting as it stands; after the last question, the closing page."""
        if self.showing is None:
            return
        self.showing.refresh()
        if self.showing.at_the_end:
            self.showing.at_the_end = False
            self.action_end()

    def say(self, words: str) -> None:
        """Say something calmly under the sentence, until the next thing happens."""
        if self.showing is not None:
            self.showing.notice(words)

    def on_resize(self, event: events.Resize) -> None:
        """Find room for what stands beside the question; the first time, open the plan after this frame."""
        super().on_resize(event)
        if not self._began:  # what is called next comes after this frame, and waits for no other
            self._began = True
            self.call_next(self.begin, self._start)
        if self.showing is not None:
            self.call_after_refresh(self.showing.resized)

    def on_screen_resume(self) -> None:
        """Come back from another page to where the chair was."""
        if self.showing is not None:
            self.showing.resized()

    def _tick(self) -> None:
        if self.showing is not None and self.desk is not None:
            self.desk.try_again()
            self.showing.refresh_time()
            if self.desk.session.taken_over():
                from facilitator.script.words import say

                self._saved_or_not()
                self.say(say("session.taken-over"))

    def _saved_or_not(self) -> None:
        closing_down = len(self.query("#trouble, #bar")) < 2
        if self.showing is not None and not closing_down:
            self.showing.saving.refresh()

    # Taking things in

    def take(self, event: ev.Event) -> ev.Event | None:
        """Take an event in and show what follows; None where it was refused, which is said."""
        from facilitator.plan.refusal import Refusal
        from facilitator.script.words import explain

        if self.desk is None:
            return None
        try:
            kept = self.desk.record(event)
        except Refusal as refusal:
            self.say(explain(refusal))
        else:
            self._refused = ""
            self.show_question()
            return kept
        return None

    def submit(self, text: str, *, then_on: bool = False) -> None:
        """Take in what was typed; a second Enter on the very same text insists."""
        from facilitator.ui.flows.typing import take_text

        if self.desk is not None:
            insist = bool(text.strip()) and text == self._refused
            self._refused = text
            take_text(self, text, insist=insist, then_on=then_on)

    def entered(self, text: str) -> None:
        """Take in a sentence."""
        self.submit(text)

    def on_text_area_changed(self) -> None:
        """Read back a day or a speaker while it is typed."""
        super().on_text_area_changed()
        if self.showing is not None:
            self.showing.preview(self.sentence.text)

    @property
    def half_typed(self) -> str:
        """The words that were typed here and not sent, with the child's own cards that are not sorted."""
        cards = self.showing.child.own_cards if self.showing else []
        return "".join([super().half_typed, *cards])

    def picked(self, value: object) -> None:
        """Take in an option, or make a move."""
        from facilitator.ui.flows.typing import take_option

        if self.desk is None:
            return
        match value:
            case ("move", str(move)):
                self.move(move)
            case ("ladder", _):
                self.pointed(value)
            case _:
                take_option(self, value)

    def pointed(self, value: object) -> None:
        """Take in what the child pointed at."""
        from facilitator.ui.flows.child import take_pointed

        if self.desk is not None:
            take_pointed(self, value)


def review_screen(path: Path, prompts: Path | None, record: Path | None = None) -> MeetingScreen:
    """Return the screen of a review, which opens the plan after its first frame."""

    def start() -> Found:
        from facilitator.ui.starting import start_review

        return start_review(path, prompts, record=record)

    return MeetingScreen(start, path.name, first_words("opening", prompts))


def _letters(event: events.Key | events.Paste) -> str:
    """Return the words that a key or pasted text holds; none for Enter and other keys that do something."""
    if isinstance(event, events.Paste):
        return event.text
    return event.character or "" if event.is_printable else ""
