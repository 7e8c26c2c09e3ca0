"""The conversation: records and says what was noted, puts a dialogue's questions, and ends the meeting."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitator.dialogue.dialogue_carrier import Carried, Host
from facilitator.dialogue.leaving import leave
from facilitator.dialogue.requests import (
    LINES,
    Ask,
    Asked,
    Leave,
    NotTaken,
    ReadOut,
    Want,
    Words,
    Written,
    in_words,
)
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.plain.aloud_in_lines import Aloud
from facilitator.plain.confirmations import Confirmations
from facilitator.plain.dialogue_in_lines import InputEnded, done_at_once, put, put_hint, under_cover
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.question_in_lines import Asking
from facilitator.plain.written_review import put_written
from facilitator.script.words_by_key import explain, say
from facilitator.work.record_place import elsewhere
from facilitator.work.session import Session
from facilitator.work.unsaved_words import unsaved

DONE, LOST, NOT_WRITTEN = 0, 1, 3


@dataclass(frozen=True)
class Waiting:
    """A dialogue whose question makes way for any other line; `typed` is the line that led to it.

    `left` is what is not recorded of that line until the question is answered. `offered` is a name that was
    typed and can be put on the list by typing it once more.
    """

    carried: Carried
    ask: Ask
    typed: str
    left: str = ""
    offered: str = ""


class Conversation(Host):
    """One meeting, line by line. `code` is None until the conversation is over."""

    def __init__(self, session: Session, lines: Lines, prompts: Path | None) -> None:
        self.session = session
        self.prompts = prompts
        self.lines = lines
        self.confirmations = Confirmations(session)
        self.asking = Asking(session, lines)
        self.aloud = Aloud(session)
        self.code: int | None = None
        self.covered = False
        self.ready_to_write = False
        self.not_recorded: list[str] = []
        self.refused: str | None = None
        self.waiting: Waiting | None = None
        self._left = ""
        self._farewell = ("plain.left", DONE)

    @property
    def minutes(self) -> Minutes:
        """The meeting's minutes as they stand."""
        return self.session.meeting.minutes

    # What a dialogue needs all the time

    def record(self, event: ev.Event, words: Words | None = None) -> ev.Event:
        """Record an event and say so, in those words or its own; *Saved* only once the journal has it."""
        before = self.asking.question
        kept = self.session.record(event)
        self.ready_to_write = False
        self.asking.close_again()
        noted = self.confirmations.sentence(kept, before) if words is None else in_words(words, LINES)
        if self.session.trouble:
            self.lines.put(noted, 1)
            self.lines.put(explain(self.session.trouble), 1)
            self.lines.say("plain.save-elsewhere")
        elif noted:
            self.lines.put(f"{noted} {say('plain.saved')}", 1)
        if isinstance(event, ev.WentTo | ev.Resumed):
            self.asking.forget()
        elif isinstance(event, ev.AskedAnotherWay):
            self.asking.put_easier()
        return kept

    def tell(self, words: Words) -> None:
        """Say something."""
        self.lines.put(in_words(words, LINES), 1)

    def keep(self, words: str) -> None:
        """Remember what is not recorded yet of a line that several people share."""
        self._left = words

    # Carrying one

    def carry(self, dialogue: Asked[object], typed: str = "") -> None:
        """Carry a dialogue that a typed line began, as far as that line goes; raises what it lets out."""
        self._left = typed
        self.go_on(Carried(dialogue, self), typed)

    def go_on(self, carried: Carried, typed: str, answer: object = None) -> None:
        """Carry on with an answer, to the end or to the next question that waits for a line."""
        wants = carried.go_on(answer)
        while wants is not None:
            if isinstance(wants, Ask) and not wants.stays:
                self._wait(wants, carried, typed)
                return
            wants = carried.go_on_with(self._given, wants)
        self.is_recorded(typed)

    def _given(self, wants: Want) -> object:
        """Return what a dialogue wants; raises what is refused of it."""
        if isinstance(wants, Written):
            put_written(wants, self.lines)
            self._offer(wants)
            self.finish()
        elif isinstance(wants, ReadOut):
            missing = self.aloud.read(wants.sentences, to_the_end=True)
            self.lines.put(missing or say("plain.was-read"), 1)
        elif isinstance(wants, Leave):
            self.go(*self._farewell)
        elif isinstance(wants, NotTaken) and not self.lines.by_hand:
            self._note(wants.words)
        return done_at_once(wants, self.lines, self._cover_question)

    def _offer(self, written: Written) -> None:
        """Offer what people take home, for as long as somebody answers."""
        from facilitator.dialogue.take_home import TakeHome  # not before: it brings what lays out pages

        home = TakeHome(written, self.session.meeting.script, self.prompts)
        key = "plain.offer-summary-now" if home.needed else "plain.offer-summary"
        self.lines.say(key, path=written.closed.opened.path)
        carried = Carried(home.offer(), self)
        with suppress(InputEnded):
            wants = carried.go_on()
            while wants is not None:
                wants = carried.go_on_with(self._given, wants)
        carried.leave()
        if home.needed:
            self.lines.say("plain.no-summary")

    def _cover_question(self) -> None:
        """Cover a question that stays; the record shows a pause, unless the clock stands already."""
        meeting = self.session.meeting
        runs = not (meeting.clock.paused or meeting.ended)
        if runs:
            self.record(ev.Paused(), "")
        under_cover(self.lines)
        if runs:
            self.record(ev.Resumed(), "")

    def _wait(self, ask: Ask, carried: Carried, typed: str) -> None:
        put(ask, self.lines)
        put_hint(ask, self.lines)
        left = self._left_of(typed) if ask.which is not None and ask.which.by_itself else ""
        self.waiting = Waiting(carried, ask, typed, left)
        if not left:
            return
        self._note(left)
        if not self.lines.by_hand:
            self.lines.put(say("plain.not-recorded", typed=left), 1)

    # What is not recorded

    def note_left(self, typed: str) -> None:
        """Remember what of a line is not recorded, and say so; by hand only where the rest of it is."""
        left = self._left_of(typed)
        if left != typed or not self.lines.by_hand:
            self._note(left)
            self.lines.put(say("plain.not-recorded", typed=left), 1)

    def is_recorded(self, typed: str) -> None:
        """Forget what was not recorded before."""
        if typed in self.not_recorded:
            self.not_recorded.remove(typed)

    def _left_of(self, typed: str) -> str:
        """Return what is not recorded of a line, as it can be typed again."""
        return self._left.replace("\n", "; ") or typed

    def _note(self, left: str) -> None:
        if left not in self.not_recorded:
            self.not_recorded.append(left)

    # The end

    def leave(self) -> None:
        """Leave the meeting as it is, once the chair knows what would be lost."""
        self._farewell = ("plain.left", DONE)
        self.carry(leave(self.session, covered=self.covered))

    def cut_off(self) -> None:
        """Stop here, with nothing in the plan; a chair at the keyboard is told first what is on no disk."""
        self.waiting = None
        self._farewell = ("plain.cut-off", NOT_WRITTEN)
        if self.lines.by_hand:
            self.carry(leave(self.session, covered=self.covered))
        else:
            self.forced()

    def forced(self) -> int:
        """End with nobody there to ask: what no disk took is put into the user's own folder."""
        self.session.catch_up()
        self._try_again()
        if unsaved(self.session) is not None and (told := self.session.rescue()):
            self.lines.put(told, 1)
        return self.go("plain.cut-off", NOT_WRITTEN)

    def go(self, key: str, code: int) -> int:
        """Say that all is kept, in a key's words, or what is lost; return the exit code."""
        self._try_again()
        lost = unsaved(self.session)
        command = self._command_to_go_on()
        if lost is None:
            self.lines.say(key, command=command)
            if folder := elsewhere(self.session.journal):
                self.lines.say("plain.kept-in", folder=folder)
        else:
            self.lines.put(lost.farewell)
            for words in [] if self.covered else lost.words:
                self.lines.put(words, 1)
            self.lines.say("plain.unsaved-go-on", command=command)
            code = LOST
        self.finish(code)
        return code

    def finish(self, code: int = DONE) -> None:
        """End the conversation after the review was written, or because the chair leaves."""
        if self.not_recorded:
            self.lines.say("plain.not-recorded-list", count=len(self.not_recorded))
            for typed in self.not_recorded:
                self.lines.put(typed, 1)
        self.lines.put_guessed()
        self.code = code

    def _try_again(self) -> None:
        if not self.session.saved:
            self.session.try_again()

    def _command_to_go_on(self) -> str:
        """Return the command that carries this meeting on."""
        meeting = "planning" if self.session.meeting.script.planning else "review"
        command = say("plain.command-to-go-on", meeting=meeting, path=self.session.opened.path)
        if self.prompts is None:
            return command
        return say("plain.command-with-prompts", command=command, folder=self.prompts)
