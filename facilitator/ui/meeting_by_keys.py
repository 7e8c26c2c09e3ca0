"""The meeting at its screen: what is recorded, what follows on the screen, and one dialogue at a time."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled, WorkerFailed

from facilitator.dialogue.commands import dialogue_of
from facilitator.dialogue.dialogue_carrier import Carried
from facilitator.dialogue.requests import (
    KEYS,
    Asked,
    Do,
    Leave,
    LookAt,
    PointOut,
    Want,
    Words,
    Written,
    in_words,
)
from facilitator.files.prompts_cache import keep
from facilitator.meeting import events as ev
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import clean_line
from facilitator.script.words_by_key import explain, say
from facilitator.ui.background_session import Desk
from facilitator.ui.dialogue_on_pages import ScreenHost
from facilitator.ui.meeting_shown import Showing
from facilitator.ui.screens.meeting_parts import MeetingParts
from facilitator.ui.typed_on import TypedOn
from facilitator.ui.typed_picture import TypedPicture
from facilitator.ui.widgets.sentence_box import in_lines

if TYPE_CHECKING:
    from textual.worker import Worker

_NEEDED_SOON = (
    "facilitator.dialogue.child_answers",
    "facilitator.dialogue.ending",
    "facilitator.dialogue.lines_and_actions",
    "facilitator.dialogue.agenda_moves",
    "facilitator.dialogue.people_list",
    "facilitator.dialogue.changes_in_meeting",
    "facilitator.dialogue.nudges",
    "facilitator.dialogue.read_back",
    "facilitator.dialogue.given_in_short",
    "facilitator.ui.screens.dialogue_page",
    "facilitator.dialogue.typed_at_question",
    "facilitator.ui.screens.help",
    "facilitator.ui.widgets.card_board",
    "facilitator.ui.widgets.moves_row",
    "facilitator.ui.widgets.tiles",
    "jinja2.sandbox",
    "facilitator.dialogue.days_to_come",
    "facilitator.meeting.typed_action",
    "facilitator.meeting.typed_scores",
    "holidays.countries.united_kingdom",
)


class MeetingByKeys:
    """Records what happens, shows what follows, and carries dialogues, as long as the screen is not spent."""

    def __init__(self, screen: MeetingParts, desk: Desk) -> None:
        self.screen, self.desk, self.session = screen, desk, desk.session
        self.showing = Showing(screen, desk)
        self.flowing = False
        self._worker: Worker[None] | None = None
        self.typing = TypedOn(screen, self.session, self.take)
        self.picture = TypedPicture(screen, self.session, self.showing)
        self._insists_on = ""
        self._meanwhile: tuple[str, ...] = ()
        self._of_dialogue = False
        self._asked_about = ""

    # Recording

    def record(self, event: ev.Event) -> ev.Event:
        """Take an event in and show what follows; raises Refusal."""
        kept = self.desk.record(event)
        self._insists_on = ""
        self.show_question()
        return kept

    def take(self, event: ev.Event) -> ev.Event | None:
        """Take an event in; None where it was refused, which is said."""
        try:
            return self.record(event)
        except Refusal as refusal:
            self.screen.say(explain(refusal))
            return None

    def show_question(self) -> None:
        """Show the meeting as it stands; after the last question, the closing page."""
        self.showing.refresh()
        self.picture.changed()
        self._come_to_the_end()

    def _come_to_the_end(self) -> None:
        if self.showing.at_the_end and not self.flowing and not self.screen.spent:
            self.showing.at_the_end = False
            self.do("end")

    # What is typed, picked, or pointed at

    def submit(self, text: str, *, then_on: bool = False) -> None:
        """Take in what was typed; a second Enter on the very same text, of which nothing came, insists."""
        from facilitator.dialogue.typed_at_question import typed_text

        if self._asks_first(text):
            return
        insist = bool(text.strip()) and text == self._insists_on
        self._insists_on = text
        self.start(typed_text(self.session, text, insist=insist, then_on=then_on), text)

    def picked(self, value: object) -> None:
        """Take in an option that was picked: an answer, words, a score or a person."""
        from facilitator.dialogue.typed_at_question import typed_text

        place = self.session.meeting.place
        if place is None or not isinstance(value, tuple):
            return
        kind, what = value
        if kind == "option":
            self._picked(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=what))
        elif kind == "tick":
            from facilitator.meeting.typed_answer import toggled

            self.take(toggled(self.session.meeting, place, what))
        elif kind == "text" and self._words_beside:
            from facilitator.meeting.typed_answer import interpret

            event = interpret(self.session.meeting, what)
            assert isinstance(event, ev.WithNote)  # noqa: S101 - where an answer is picked there are no others
            self._picked(event)
        elif kind in ("text", "score"):  # a score of None is "don't know", in whatever words the script has
            self.start(typed_text(self.session, what or self._dont_know), picked=True)
        elif kind == "person":
            from facilitator.dialogue.people_list import person_menu

            self.start(person_menu(self.session, what))

    def _picked(self, event: ev.WithNote) -> None:
        """Take in an answer, with what stands typed beside it."""
        from facilitator.dialogue.typed_at_question import picked

        words = self._words_beside
        if self._asks_first(words):
            return
        self.start(picked(self.session, event, words), words or None, picked=not words)

    @property
    def _words_beside(self) -> str:
        """The words that stand typed where the answer is picked."""
        sentence, question = self.screen.sentence, self.showing.question
        typed = question is not None and question.only_picked and sentence.display and sentence.half_typed
        return sentence.text if typed else ""

    def pointed(self, value: object) -> None:
        """Take in what the child pointed at; half-typed words stay where they are."""
        place, options = self.session.meeting.place, self.screen.choices
        if place is None or not isinstance(value, tuple):
            return
        kind, what = value
        if kind == "ladder":
            self._no_answer(what)
        elif kind == "card":
            card, column = what
            event = ev.CardSorted(turn=place.key.turn, item=place.key.item, card=card, column=column)
            self.take(self.picture.with_card(event))
        elif kind == "option":
            key = place.key
            self._picked(ev.ChoiceMade(turn=key.turn, item=key.item, option=what, given="pointed"))
        elif kind == "text" and any(choice.chosen and choice.value == value for choice in options.options):
            options.stand_nowhere()  # it was given already, and an Enter too many says it once
        else:
            self._take_words(what or self._dont_know)

    @property
    def _dont_know(self) -> str:
        return self.session.meeting.script.vocabulary.dont_know[0]

    def _take_words(self, words: str) -> None:
        """Take in the words of a tile: an answer of the ladder, or a face."""
        from facilitator.meeting.typed_answer import interpret

        try:
            event = interpret(self.session.meeting, words)
        except Refusal as refusal:
            self.screen.say(explain(refusal))
            return
        if isinstance(event, ev.LineSaid | ev.ScoreShown):
            event = event.model_copy(update={"given": "pointed"})
        self.take(event)

    def _no_answer(self, what: str) -> None:
        """Go on from a tile that is no answer: other words are needed, or the child's own are typed."""
        if what == "not-understood":
            self.do("another-way", not_understood=True)
            return
        self.screen.set_focus(self.screen.sentence, scroll_visible=False)
        self.screen.say(say("screen.say-what-else"))

    # Dialogues

    def do(self, command: str, **given: object) -> None:
        """Do a command, by its id."""
        if not self.flowing:
            self.start(dialogue_of(command)(self.session, **given))

    def start(self, dialogue: Asked[object], typed: str | None = None, *, picked: bool = False) -> None:
        """Carry a dialogue, at once as far as it goes without asking; one at a time.

        `typed` is what stands in the sentence where it came from there; what was `picked` is not given back.
        """
        if self.flowing:
            return
        host = _MeetingHost(self, typed, picked=picked)
        carried = Carried(dialogue, host)
        wants = None
        try:
            wants = carried.go_on()
        except Refusal as refusal:
            if self._is_card(refusal, typed):
                host.keep("")
            else:
                self.screen.say(explain(refusal))
        if wants is not None and not self.flowing:
            self.flowing = True
            self._worker = self.screen.run_worker(self._carry(carried, wants, host))
            return
        carried.leave()  # where it has not ended, the closing page came up meanwhile
        host.give_back()

    def _is_card(self, refusal: Refusal, typed: str | None) -> bool:
        """Whether words are a card of the child's own that only lacks its column: it is taken in hand."""
        from facilitator.meeting.answers.board import is_card

        question, words = self.showing.question, typed or ""
        lacks_column = refusal.code == "typed.which-column" and is_card(words)
        if lacks_column and question is not None:
            self.picture.take_in_hand(question.key, self.picture.sent(words))
            self.screen.sentence.put("")
            self.showing.child.add_card(question.key, clean_line(words))
        return lacks_column

    async def _carry(self, carried: Carried, wants: Want, host: _MeetingHost) -> None:
        try:
            await host.carry(carried, wants)
        except Refusal as refusal:
            self.screen.say(explain(refusal))
        finally:
            self.flowing = False
            host.give_back()
            self.give_typed_back()
        self._come_to_the_end()

    async def leave_dialogue(self) -> None:
        """Leave what was being asked, as if it had never been begun."""
        if self.flowing and self._worker is not None:
            self._worker.cancel()
            with contextlib.suppress(WorkerCancelled, WorkerFailed):
                await self._worker.wait()

    def type_later(self, words: str, *, for_dialogue: bool = False) -> None:
        """Remember what was typed while a page asked something: it is for the sentence afterwards.

        What was meant for a page, and not for the sentence, is taken in there only once that was asked.
        """
        self._meanwhile += (words,)
        self._of_dialogue |= for_dialogue

    def give_typed_back(self) -> None:
        """Put what was typed while a page asked something behind what stands in the sentence."""
        typed, self._meanwhile = self._meanwhile, ()
        if typed and self.is_there:
            sentence = self.screen.sentence
            self.type_again(in_lines(sentence.text, *typed))
            if self._of_dialogue:
                self._asked_about = sentence.text
                self.screen.say(f"{self.showing.noticed} {say('screen.of-page')}".strip())
        self._of_dialogue = False

    def _asks_first(self, text: str) -> bool:
        """Whether the words were typed on a page: they answer the question only by a further Enter."""
        asked, self._asked_about = self._asked_about, ""
        if not text.strip() or text != asked:
            return False
        self.screen.say(f"{say('screen.of-page-asked')} {say('screen.enter-keeps-it')}")
        return True

    def type_again(self, text: str) -> None:
        """Let words stand in the sentence; what was said under it stays."""
        noticed = self.showing.noticed
        self.screen.sentence.put(text)
        self.screen.say(noticed)

    @property
    def is_there(self) -> bool:
        """Whether the meeting is still held here, and the screen is not being closed."""
        return not self.screen.spent and bool(self.screen.query("#sentence"))


class _MeetingHost(ScreenHost):
    """What one dialogue needs of the screen; `typed` is what stood in the sentence, if it began there."""

    def __init__(self, meeting: MeetingByKeys, typed: str | None, *, picked: bool) -> None:
        super().__init__(meeting.screen.facilitator)
        self._meeting, self._typed, self._picked = meeting, typed, picked
        self._sent = meeting.picture.sent(typed or "")
        self._left = ""

    def record(self, event: ev.Event, words: Words | None = None) -> ev.Event:
        """Record an event; words of the sentence that are taken in stand there no more."""
        if self._typed is not None:
            self._meeting.screen.sentence.put("")
        kept = self._meeting.record(self._sent.with_picture(event))
        if words is not None:
            self.tell(words)
        elif isinstance(event, ev.NoteBeside):
            name = self._meeting.session.view.name(event.note.speaker)
            self.tell(say("screen.note-kept", name=name, words=event.note.text))
        return kept

    def tell(self, words: Words) -> None:
        """Say something under the sentence."""
        self._meeting.screen.say(in_words(words, KEYS))

    def point_out(self, wants: PointOut) -> bool:
        """Say something of what was typed while it still stands there; a further Enter takes it in."""
        self.tell(f"{in_words(wants.words, KEYS)} {say('screen.enter-keeps-it')}")
        return False

    def keep(self, words: str) -> None:
        """Remember what is not recorded yet of what was typed."""
        self._left = "" if self._picked else words

    def propose(self, words: str) -> None:
        """Put words into the sentence."""
        self._meeting.screen.sentence.put(words)

    def meanwhile(self, words: str, *, for_dialogue: bool) -> None:
        """Remember words for the sentence."""
        self._meeting.type_later(words, for_dialogue=for_dialogue)

    async def do(self, wants: Do) -> object:
        """Do it where the journal is written, so that nothing overtakes it."""
        return await self._meeting.desk.do(wants)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Show what was written, or leave the meeting."""
        if isinstance(wants, Written):
            self.front.written(self._meeting.screen, wants)
        else:
            self.front.leave_review(self._meeting.screen)

    def give_back(self) -> None:
        """Put what is not recorded where it was typed; what still stands there is left as it is."""
        left, self._left = self._left.strip(), ""
        if not left or not self._meeting.is_there:
            return
        if self._typed is None:
            self._meeting.type_later(left)
            self._meeting.give_typed_back()
        elif self._meeting.screen.sentence.text.strip() != left:
            self._meeting.type_again(left)


def warm_up() -> None:
    """Import what would otherwise be imported at the first key that needs it; for a thread."""
    for module in _NEEDED_SOON:
        import_module(module)
    keep()
