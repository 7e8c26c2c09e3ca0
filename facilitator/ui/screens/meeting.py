"""The meeting, one question at a time: opened behind its first frame, and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from facilitator import garbage
from facilitator.plan.letters import clean_row
from facilitator.ui.drawing.text import wrapped
from facilitator.ui.first_words import first_words
from facilitator.ui.keys import ANYWHERE, MEETING, bindings
from facilitator.ui.screens.meeting_dialogues import MeetingDialogues

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.dialogue.wants import Asked
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.aloud import Piece
    from facilitator.ui.review_opening import Begins
    from facilitator.work.session import Session

WARM_UP_AFTER_SECONDS = 0.3
"""When the parts that the next questions need are loaded: once the first one is being read."""

TICK_SECONDS = 10.0
"""How often the minutes are looked at, and the disk tried again after trouble."""

LONGEST_CARD = 60
"""Longer words are no card, but somebody's sentence without its place."""


class MeetingScreen(MeetingDialogues):
    """Holds a review, which `begins` opens."""

    BINDINGS: ClassVar = bindings(MEETING, ANYWHERE)

    def __init__(self, begins: Begins, name: str, opening: str) -> None:
        super().__init__()
        self._begins, self._file_name, self._opening = begins, name, opening
        self._began = False
        self.typed_ahead: list[events.Key | events.Paste] = []

    # Opening

    def on_mount(self) -> None:
        """Paint a calm first frame at once, and only then open the plan."""
        for part in ("#trouble", "#agenda", "#choices", "#tiles", "#board", "#moves", "#beside", "#sentence"):
            self.query_one(part).display = False
        name = Content.styled(clean_row(self._file_name), "bold $ink")
        self.drawn("bar").draw(lambda width: [name.truncate(width, ellipsis=True)])
        self.drawn("question").draw(lambda width: wrapped(self._opening, width, "bold $ink"))

    def _begin(self) -> None:
        self.run_worker(self._open())

    async def _open(self) -> None:
        from facilitator.ui.review_opening import opened, say_why_not

        found = await opened(self, self.facilitator, self._begins)
        if found.session is not None:
            self.take_up(found.session, asked=found.asked, told=found.told)
            return
        if found.refusal is not None:
            await say_why_not(self.facilitator, found.refusal)
        if not self.spent:
            self.facilitator.leave_review(self)

    @property
    def opening(self) -> bool:
        """Whether the plan is still being opened, and there is no question yet."""
        return self.desk is None and not self.spent

    def take_up(self, session: Session, *, asked: bool, told: str) -> None:
        """Hold this meeting; `asked` where something was asked before it, with what was told then."""
        from facilitator.ui.background_session import Desk
        from facilitator.ui.showing import Showing

        self.desk = Desk(session, self._saved_or_not, self.facilitator.stop_after)
        self.facilitator.desk = self.desk
        self.facilitator.covering.stop_clock()
        self.showing = Showing(self, self.desk)
        self.laid_out = True
        self.set_interval(TICK_SECONDS, self._tick)
        self.show_question()
        self._say_notices(session.notices, told)
        self._take_what_was_typed_ahead(asked=asked)
        self.call_after_refresh(garbage.take_up)
        self.set_timer(WARM_UP_AFTER_SECONDS, self._warm_up)
        if session.meeting.ended:  # it only waits to be written
            self.action_do("end")

    def _say_notices(self, notices: tuple[str, ...], told: str) -> None:
        """Say what the chair should know about the file: how many things there are, and the first."""
        from facilitator.script.words import say

        words = notices[0] if notices else ""
        if len(notices) > 1:
            words = say("screen.notices-several", count=len(notices), first=words)
        if told or words:
            self.say(f"{told} {words}".strip())

    def _take_what_was_typed_ahead(self, *, asked: bool) -> None:
        """Take in what was typed while the plan was opened.

        It was meant for the first question. In a meeting that is carried on, or after something was asked
        first, another one stands there: then the words are only put into the sentence.
        """
        typed, self.typed_ahead = self.typed_ahead, []
        if not asked:
            self.facilitator.take_first(typed)
        elif self.sentence.display:
            self.sentence.take_paste("".join(map(_letters, typed)))

    def _warm_up(self) -> None:
        from facilitator.ui.warming import warm_up

        self.run_worker(warm_up, thread=True)

    # Showing

    def on_resize(self, event: events.Resize) -> None:
        """Find room for what stands beside the question; the first time, open the plan after this frame."""
        super().on_resize(event)
        if not self._began:  # what is called next comes after this frame, and waits for no other
            self._began = True
            self.call_next(self._begin)
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

    def aloud(self) -> list[Piece]:
        """Return the question, to be read aloud."""
        return self.showing.aloud() if self.showing else []

    # Taking things in

    def submit(self, text: str, *, then_on: bool = False) -> None:
        """Take in what was typed; a second Enter on the very same text insists."""
        from facilitator.dialogue.typed import typed_text

        if self.desk is None:
            return
        insist = bool(text.strip()) and text == self.insists_on
        self.insists_on = text
        self.start(typed_text(self.desk.session, text, insist=insist, then_on=then_on), text)

    def takes_refused(self, refusal: Refusal, typed: str | None) -> bool:
        """Take a card of the child's own in hand where only its column is missing."""
        from facilitator.plan.text import clean_line

        card = clean_line(typed or "")
        if refusal.code != "typed.which-column" or not card or ":" in card or len(card) > LONGEST_CARD:
            return False
        assert self.showing is not None  # noqa: S101 - there is a question
        assert self.showing.question is not None  # noqa: S101 - there is a question
        self.sentence.put("")
        self.showing.child.add_card(self.showing.question.key, card)
        return True

    def entered(self, text: str) -> None:
        """Take in a sentence."""
        self.submit(text)

    def picked(self, value: object) -> None:
        """Take in an option, or make a move."""
        from facilitator.ui.picked import take_option

        if self.desk is None:
            return
        match value:
            case ("move", str(move)):
                self.move(move)
            case ("ladder", _):
                self.pointed(value)
            case _:
                take_option(self, self.desk.session, value)

    def pointed(self, value: object) -> None:
        """Take in what the child pointed at."""
        from facilitator.ui.picked import take_pointed

        if self.desk is not None:
            take_pointed(self, self.desk.session, value)

    def move(self, move: str) -> None:
        """Make one of the moves under the question."""
        if move == "aloud":
            self.facilitator.action_read_aloud()
        elif move == "read-on":
            self.read_on()
        elif move == "next":
            self.action_next()
        else:
            self.action_do({"easier": "another-way"}.get(move, move))

    # Keys that are of the screen alone

    def action_enter(self) -> None:
        """Do what Enter does; for the mouse."""
        if self.sentence.display and (self.sentence.text.strip() or not self.choices.has_focus):
            self.submit(self.sentence.text)
        else:
            self.choices.action_pick()

    def action_next(self) -> None:
        """Go to the next question; what is typed is added first, so that Tab never loses words.

        What is only proposed is left: nobody has said it.
        """
        if self.desk is None or self.desk.session.meeting.place is None:
            return
        if self.sentence.display and self.sentence.half_typed:
            self.submit(self.sentence.text, then_on=True)
        else:
            self.action_do("next")

    def action_go_to_part(self, segment: str) -> None:
        """Go to a part of the meeting; for the mouse."""
        self.action_do("go-to-part", segment=segment)

    def action_beside(self) -> None:
        """Show last term's words, or the question again."""
        if self.showing is not None:
            self.showing.turn_beside()

    def action_large(self) -> None:
        """Show the question in large letters, or in usual ones."""
        if self.showing is not None:
            self.showing.turn_large()

    async def end_now(self) -> None:
        """End the meeting from under the cover; what was being asked is left.

        But a meeting that is being written by now goes on by itself.
        """
        if self.desk is None or self.desk.session.meeting.ended:
            return
        await self.leave_dialogue()
        while self.app.screen is not self:
            await self.app.pop_screen()
        self.action_do("end-without-reason", and_write=True)


def review_screen(path: Path, prompts: Path | None, record: Path | None = None) -> MeetingScreen:
    """Return the screen of a review, which opens the plan after its first frame."""

    def begins() -> Asked[Session | None]:
        from facilitator.dialogue.beginning import begin

        return begin(path, prompts=prompts, record=record)

    return MeetingScreen(begins, path.name, first_words("opening", prompts))


def _letters(event: events.Key | events.Paste) -> str:
    """Return the words that a key or pasted text holds; none for Enter and other keys that do something."""
    if isinstance(event, events.Paste):
        return event.text
    return event.character or "" if event.is_printable else ""
