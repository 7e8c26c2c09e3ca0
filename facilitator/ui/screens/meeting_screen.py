"""The meeting, one question at a time: opened behind its first frame, and what its keys do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.content import Content
from textual.worker import WorkerCancelled, WorkerFailed

from facilitator import garbage_collection
from facilitator.plan.letters import clean_row, typed
from facilitator.ui.first_words import first_words
from facilitator.ui.key_table import ANYWHERE, MEETING, bindings
from facilitator.ui.screens.meeting_parts import MeetingParts

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.dialogue.requests import Asked
    from facilitator.meeting import events as ev
    from facilitator.meeting.minutes_parts import Key
    from facilitator.ui.aloud_on_screens import Piece
    from facilitator.ui.background_session import Desk
    from facilitator.ui.dialogue_on_pages import Opens
    from facilitator.ui.meeting_by_keys import MeetingByKeys
    from facilitator.ui.meeting_shown import Showing
    from facilitator.work.session import Session

    Begins = Callable[[], Asked[Session | None]]
    """Makes the dialogue that opens the plan and its meeting; called in a thread, after the first frame."""

Result = TypeVar("Result")

WARM_UP_AFTER_SECONDS = 0.3
"""When the parts that the next questions need are loaded: once the first one is being read."""

TICK_SECONDS = 10.0
"""How often the minutes are looked at, and the disk tried again after trouble."""


class MeetingScreen(MeetingParts):
    """Holds a review, which `begins` opens."""

    BINDINGS: ClassVar = bindings(MEETING, ANYWHERE)

    def __init__(self, begins: Begins, name: str, opening: str) -> None:
        super().__init__()
        self._begins, self._file_name, self._opening = begins, name, opening
        self._began = False
        self.by_keys: MeetingByKeys | None = None
        """The meeting, once it is open and until it is written or left."""
        self.typed_ahead: list[events.Key | events.Paste] = []

    # Opening

    def on_mount(self) -> None:
        """Paint a calm first frame at once, and only then open the plan."""
        for part in ("#trouble", "#agenda", "#choices", "#beside", "#sentence"):
            self.query_one(part).display = False
        name = Content.styled(clean_row(self._file_name), "bold $ink")
        self.drawn("bar").draw(lambda width: [name.truncate(width, ellipsis=True)])
        self.drawn("question").write(self._opening)

    def _begin(self) -> None:
        self.run_worker(self._open())

    async def _open(self) -> None:
        opens, dialogue = await self._in_thread(self._loaded)
        session = await opens.opened(dialogue)
        if session is not None:
            self.take_up(session, opens)
        elif not self.spent:
            self.facilitator.leave_review(self)

    def _loaded(self) -> tuple[Opens, Asked[Session | None]]:
        """Return the dialogue that opens the plan, with everything imported that the meeting needs: slow."""
        import facilitator.ui.meeting_by_keys  # noqa: F401
        from facilitator.ui.dialogue_on_pages import Opens

        return Opens(self.facilitator, self._in_thread, self), self._begins()

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        """Return what work in a thread comes to; raises what it raises."""
        worker = self.run_worker(work, thread=True, exit_on_error=False)
        try:
            return await worker.wait()
        except WorkerCancelled:  # the program ends
            raise asyncio.CancelledError from None
        except WorkerFailed as failed:
            raise failed.error from None

    @property
    def opening(self) -> bool:
        """Whether the plan is still being opened, and there is no question yet."""
        return self.by_keys is None and not self.spent

    @property
    def desk(self) -> Desk | None:
        """Where the meeting is written."""
        return self.by_keys.desk if self.by_keys else None

    @property
    def showing(self) -> Showing | None:
        """What shows the meeting."""
        return self.by_keys.showing if self.by_keys else None

    def take_up(self, session: Session, opens: Opens) -> None:
        """Hold this meeting, with what was told and typed while it was opened."""
        from facilitator.ui.background_session import Desk
        from facilitator.ui.half_typed_kept import give_back
        from facilitator.ui.meeting_by_keys import MeetingByKeys, warm_up

        kept = self.facilitator.half_typed_kept
        desk = self.facilitator.desk = Desk(session, self._saved_or_not, self.facilitator.stop_after)
        self.facilitator.covering.stop_clock()
        self.by_keys = MeetingByKeys(self, desk)
        self.laid_out = True
        self.set_interval(TICK_SECONDS, self._tick)
        self.show_question()
        self._say_notices(session.notices, f"{opens.told} {give_back(self.by_keys, kept)}".strip())
        self._take_what_was_typed_ahead(asked=opens.asked_first, meanwhile=opens.typed)
        self.call_after_refresh(garbage_collection.take_up)
        self.set_timer(WARM_UP_AFTER_SECONDS, partial(self.run_worker, warm_up, thread=True))
        if session.meeting.ended:  # it only waits to be written
            self.action_do("end")

    def _say_notices(self, notices: tuple[str, ...], told: str) -> None:
        """Say what the chair should know about the file: how many things there are, and the first."""
        from facilitator.script.words_by_key import say

        words = notices[0] if notices else ""
        if len(notices) > 1:
            words = say("screen.notices-several", count=len(notices), first=words)
        if told or words:
            self.say(f"{told} {words}".strip())

    def _take_what_was_typed_ahead(self, *, asked: bool, meanwhile: str) -> None:
        """Take in what was typed while the plan was opened.

        It was meant for the first question. In a meeting that is carried on, or after something was asked
        first, another one stands there: then the words are only put into the sentence.
        """
        typed, self.typed_ahead = self.typed_ahead, []
        if not asked:
            self.facilitator.take_first(typed)
        elif words := "".join([*map(_letters, typed), meanwhile]):
            self.paste(words)

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
        if self.by_keys is not None:
            self.by_keys.desk.try_again()
            self.by_keys.showing.refresh_time()
            if self.by_keys.session.taken_over():
                from facilitator.script.words_by_key import say

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
            self._fit_box()
            self.call_after_refresh(self.showing.box_changed)

    @property
    def loose_cards(self) -> list[tuple[Key, str]]:
        """The child's own cards that are not sorted, each with the question that it is for."""
        return self.showing.child.own_cards if self.showing else []

    def aloud(self) -> list[Piece]:
        """Return the question, to be read aloud."""
        return self.showing.aloud() if self.showing else []

    def say(self, words: str) -> None:
        """Say something calmly under the sentence, until the next thing happens."""
        if self.showing is not None:
            self.showing.notice(words)

    def show_question(self) -> None:
        """Show the meeting as it stands; after the last question, the closing page."""
        if self.by_keys is not None:
            self.by_keys.show_question()

    def spend(self) -> None:
        """Stop: the meeting is written, or was left."""
        self.by_keys = None
        self.spent = True

    # Taking things in

    @property
    def takes_keys(self) -> bool:
        """Whether the next key is for this screen: not while a dialogue is about to ask, or to finish."""
        return super().takes_keys and self.by_keys is not None and not self.by_keys.flowing

    def take(self, event: ev.Event) -> ev.Event | None:
        """Take an event in; None where it was refused, which is said."""
        return self.by_keys.take(event) if self.by_keys else None

    def submit(self, text: str, *, then_on: bool = False) -> None:
        """Take in what was typed."""
        if self.by_keys is not None:
            self.by_keys.submit(text, then_on=then_on)

    def entered(self, text: str) -> None:
        """Take in a sentence."""
        self.submit(text)

    def picked(self, value: object) -> None:
        """Take in an option, or make a move."""
        match value:
            case ("move", str(move)):
                self.move(move)
            case ("ladder", _):
                self.pointed(value)
            case _ if self.by_keys is not None:
                self.by_keys.picked(value)

    def pointed(self, value: object) -> None:
        """Take in what the child pointed at."""
        if self.by_keys is not None:
            self.by_keys.pointed(value)

    async def take_key(self, event: events.Key | events.Paste) -> bool:
        """Take a key in; one that goes on with a sentence whose first letter picked an answer, there."""
        typing = self.by_keys.typing if self.by_keys else None
        if typing is None:
            return await super().take_key(event)
        if typing.goes_on(event):
            return True
        with typing.watching(event):
            return await super().take_key(event)

    def typed(self, character: str) -> None:
        """Take a letter that was typed among the options for one of words beside the answer."""
        self.show_box()
        super().typed(character)

    def paste(self, text: str) -> None:
        """Take in pasted text; where the answer is picked, as words beside it."""
        self.show_box()
        if self.by_keys is not None:
            from facilitator.meeting.typed_answer import without_tabs

            text = without_tabs(self.by_keys.session.meeting, typed(text))
        super().paste(text)

    def show_box(self) -> None:
        """Show where words beside an answer are typed, where a question takes them and nothing else."""
        self._turn_box(on=True)

    def _fit_box(self) -> None:
        """Show it where words came into it in another way, and hide it once nothing stands in it."""
        question = self.showing.question if self.showing else None
        on = bool(self.sentence.text) or (question is not None and question.waits_for_note)
        if self._turn_box(on=on) and self.is_current:
            self.set_focus(self.sentence if on else self.choices, scroll_visible=False)

    def _turn_box(self, *, on: bool) -> bool:
        """Show or hide it, where there is one; whether it was otherwise before."""
        question = self.showing.question if self.showing else None
        if (
            self.showing is None
            or question is None
            or not question.only_picked
            or self.sentence.display == on
        ):
            return False
        self.sentence.display = on
        self.query_one("#middle").set_class(on, "-noting")
        self.showing.show_keys()
        return True

    def action_do(self, command: str, **given: object) -> None:
        """Do a command, by its id; before it goes on what is typed is added, so that Tab never loses words.

        What is only proposed is left: nobody has said it.
        """
        if self.by_keys is None:
            return
        if command == "next" and self.sentence.display and self.sentence.half_typed:
            self.submit(self.sentence.text, then_on=True)
        else:
            self.by_keys.do(command, **given)

    def move(self, move: str) -> None:
        """Make one of the moves under the question."""
        if move == "aloud":
            self.facilitator.action_read_aloud()
        elif move == "read-on":
            self.read_on()
        else:
            self.action_do(move)

    # Keys that are of the screen alone

    def action_enter(self) -> None:
        """Do what Enter does; for the mouse."""
        if self.sentence.display and (self.sentence.text.strip() or not self.choices.has_focus):
            self.submit(self.sentence.text)
        else:
            self.choices.action_pick()

    def action_go_to_part(self, segment: str) -> None:
        """Go to a part of the meeting; for the mouse."""
        if self.by_keys is not None:
            from facilitator.dialogue.agenda_moves import go_to_part

            self.by_keys.start(go_to_part(self.by_keys.session, segment))

    def action_go_to_question(self, turn: str, item: str) -> None:
        """Go to another question of the page; for the mouse."""
        if self.by_keys is not None:
            from facilitator.meeting import events as ev

            self.take(ev.WentTo(turn=turn, item=item))

    def action_beside(self) -> None:
        """Show last term's words, or the question again."""
        if self.showing is not None:
            self.showing.turn_beside()

    def action_reveal(self) -> None:
        """Show what is hidden on the shared screen, or hide it again."""
        from facilitator.script.words_by_key import say

        if self.showing is None:
            return
        told = self.showing.session.view.toggle_hidden()
        self.showing.refresh()
        self.showing.notice(say(told))

    def action_large(self) -> None:
        """Show the question in large letters, or in usual ones."""
        if self.showing is not None:
            self.showing.turn_large()

    async def end_now(self) -> None:
        """End the meeting from under the cover; what was being asked is left.

        But a meeting that is being written by now goes on by itself.
        """
        if self.by_keys is None or self.by_keys.session.meeting.ended:
            return
        from facilitator.dialogue.ending import end_without_reason

        await self.by_keys.leave_dialogue()
        while self.app.screen is not self:
            await self.app.pop_screen()
        self.by_keys.start(end_without_reason(self.by_keys.session, and_write=True))


def review_screen(
    path: Path, prompts: Path | None, record: Path | None = None, *, planning: bool = False
) -> MeetingScreen:
    """Return the screen of a meeting, which opens the plan after its first frame."""

    def begins() -> Asked[Session | None]:
        from facilitator.dialogue.unfinished_meetings import begin

        return begin(path, prompts=prompts, record=record, planning=planning)

    return MeetingScreen(begins, path.name, first_words("opening", prompts))


def _letters(event: events.Key | events.Paste) -> str:
    """Return the words that a key or pasted text holds; none for Enter and other keys that do something."""
    if isinstance(event, events.Paste):
        return event.text
    return event.character or "" if event.is_printable else ""
