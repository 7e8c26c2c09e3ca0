"""The conversation: put the question, take a line, say what was noted; until the review is written."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from facilitator.files import parsed_prompts
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.typed import NotUnderstood, WhoIsMeant, WhosePerspective, interpret, lines_of
from facilitator.plain import commands
from facilitator.plain.aloud import Aloud
from facilitator.plain.asking import Asking
from facilitator.plain.beginning import begin
from facilitator.plain.confirmations import Noted
from facilitator.plain.leaving import NOT_WRITTEN, ToldToStop, forced, go, listening, may_leave
from facilitator.plain.lines import Lines
from facilitator.plain.moving import put_another_way
from facilitator.plain.typed_words import understood
from facilitator.plan.people import EVERYONE, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.words import explain, say
from facilitator.work.refused_writing import WaysOn
from facilitator.work.session import Session

DONE = 0
_PERSPECTIVES: tuple[Perspective, ...] = ("parent", "school", "practitioner")


def hold(
    path: Path, lines: Lines, *, prompts: Path | None, now: Callable[[], datetime], record: Path | None = None
) -> int:
    """Hold the meeting of a plan and return the exit code; raises Refusal before it has begun."""
    session = begin(path, lines, prompts=prompts, now=now, record=record)
    if session is None:
        return DONE
    conversation = Conversation(session, lines, prompts)
    gc.freeze()
    gc.enable()  # `cli.screen` put it off
    try:
        with listening():
            return conversation.hold()
    except ToldToStop:
        return forced(conversation)
    finally:
        conversation.aloud.close()
        session.leave()
        parsed_prompts.keep()


class Conversation:
    """One meeting, line by line. `code` is None until the conversation is over."""

    def __init__(self, session: Session, lines: Lines, prompts: Path | None) -> None:
        self.session = session
        self.prompts = prompts
        self.lines = lines
        self.noted = Noted(session)
        self.asking = Asking(session, lines)
        self.aloud = Aloud(session)
        self.code: int | None = None
        self.covered = False
        self.ready_to_write = False
        self.ways_on: WaysOn | None = None
        self.not_recorded: list[str] = []
        self.told_of_unsaved = 0
        self._refused: str | None = None
        self._waiting: tuple[str, Refusal] | None = None

    @property
    def minutes(self) -> Minutes:
        """The meeting's minutes as they stand."""
        return self.session.meeting.minutes

    def hold(self) -> int:
        """Ask and take lines until the meeting is written or left, or the input ends; the exit code."""
        while self.code is None:
            try:
                self._go_on()
            except KeyboardInterrupt:
                self.lines.put()
                self.session.catch_up()
                self.cut_off()
            if self.session.taken_over():
                self.lines.say("session.taken-over")
        return self.code

    def _go_on(self) -> None:
        """Put the question, and take the line that is typed."""
        if not self.covered:
            self.asking.put_question(self)
        typed = self.lines.ask(hidden=self.covered)
        if typed is None:
            self.cut_off()
        elif typed:
            self.take(typed)

    def cut_off(self) -> None:
        """Stop here, with nothing in the plan; a chair at the keyboard is told first what is on no disk."""
        if not self.lines.by_hand:
            forced(self)
        elif may_leave(self):
            go(self, "plain.cut-off", NOT_WRITTEN)

    def command_to_go_on(self) -> str:
        """Return the command that carries this meeting on."""
        command = say("plain.command-to-go-on", path=self.session.opened.path)
        if self.prompts is None:
            return command
        return say("plain.command-with-prompts", command=command, folder=self.prompts)

    # Taking a line

    def take(self, typed: str) -> None:
        """Do what a typed line means, or say why not; nothing that was typed is dropped unseen."""
        lines = [typed] if self.covered else lines_of(self.session.meeting, typed)
        for at, line in enumerate(lines):
            self._take(line, follows=at > 0)

    def _take(self, typed: str, *, follows: bool) -> None:
        self.aloud.stop()
        insist, self._refused = typed == self._refused, None
        waiting, self._waiting = self._waiting, None
        try:
            if insist:
                self.record(self._as_typed(typed, waiting))
                self._recorded(typed)
            elif not (self._completes(waiting, typed) or commands.run(self, typed)):
                self.record(self._event(typed, follows=follows))
        except NotUnderstood:
            put_another_way(self, not_understood=True)
        except Refusal as refusal:
            self._refuse(typed, refusal)
        except ValidationError:
            # Never its own text, which holds what was typed.
            self._refuse(typed, Refusal("plain.too-long", words=LONGEST_WORDS, line=LONGEST_LINE))

    def _as_typed(self, typed: str, waiting: tuple[str, Refusal] | None) -> ev.Event:
        """Return the event of a line that comes a second time: what looks like a name in it is none."""
        refusal = waiting[1] if waiting else None
        if isinstance(refusal, WhoIsMeant) and refusal.kept is not None:
            return refusal.kept
        return self._event(typed, insist=True)

    def _event(self, typed: str, *, insist: bool = False, follows: bool = False) -> ev.Event:
        if self.covered:
            raise Refusal("plain.covered")
        question = self.asking.question
        suggestion = question.suggestion if question else ""
        meeting = self.session.meeting
        return interpret(meeting, typed, insist=insist, suggestion=suggestion, follows=follows)

    def _completes(self, waiting: tuple[str, Refusal] | None, typed: str) -> bool:
        """Whether a line answers what the last refusal asked: who is meant, or whose view a person gives."""
        if waiting is None:
            return False
        words, refusal = waiting
        events = (
            self._meant(refusal, typed)
            if isinstance(refusal, WhoIsMeant)
            else self._with_perspective(refusal, typed)
        )
        for event in events:
            self.record(event)
        if events:
            self._recorded(words)
        elif self.lines.by_hand:  # in a transcript it was said at once
            self.lines.put(say("plain.not-recorded", typed=words), 1)
        return bool(events)

    def _meant(self, refusal: WhoIsMeant, typed: str) -> list[ev.Event]:
        """Return the events of words whose speaker a line names: one person, everyone, or each of several."""
        name, yes = typed.rstrip(":").strip(), self.session.meeting.script.vocabulary.yes
        if self.minutes.people.means_everyone(name) and refusal.sought != "score":
            return [refusal.by(EVERYONE)]
        if refusal.both and understood(typed, "each") is not None:
            return [refusal.by(person) for person in refusal.both]
        if len(refusal.likely) == 1 and name.casefold() in yes:
            return [refusal.by(refusal.likely[0])]
        person = self.minutes.people.called(name)
        return [refusal.by(person.id)] if person else []

    def _with_perspective(self, refusal: Refusal, typed: str) -> list[ev.Event]:
        given = [one for one in _PERSPECTIVES if understood(typed, one) is not None]
        if not given or not isinstance(refusal, WhosePerspective):
            return []
        name, role, present = refusal.name, refusal.role, refusal.present
        return [ev.PersonAdded(name=name, perspective=given[0], role=role, present=present)]

    def _recorded(self, words: str) -> None:
        """Take words off the list of what was not recorded."""
        if words in self.not_recorded:
            self.not_recorded.remove(words)

    def record(self, event: ev.Event, sentence: str | None = None) -> ev.Event:
        """Record an event and say so, in that sentence or its own; *Saved* only once the journal has it."""
        before = self.asking.question
        kept = self.session.record(event)
        self.ready_to_write = False
        self.asking.close_again()
        noted = self.noted.sentence(kept, before) if sentence is None else sentence
        if self.session.trouble:
            self.lines.put(noted, 1)
            self.lines.put(explain(self.session.trouble), 1)
            self.lines.say("plain.save-elsewhere")
        elif noted:
            self.lines.put(f"{noted} {say('plain.saved')}", 1)
        return kept

    def _refuse(self, typed: str, refusal: Refusal) -> None:
        self.lines.put(explain(refusal), 1)
        if self.covered or isinstance(refusal, commands.Misused):
            return
        asks = isinstance(refusal, WhosePerspective | WhoIsMeant)
        if asks:
            self._waiting = (typed, refusal)
        if isinstance(refusal, commands.Unsure) or (isinstance(refusal, WhoIsMeant) and refusal.name):
            self._refused = typed
        if asks or not self.lines.by_hand:
            self.not_recorded.append(typed)
        if not self.lines.by_hand:
            self.lines.put(say("plain.not-recorded", typed=typed), 1)

    def _list_not_recorded(self) -> None:
        if self.not_recorded:
            self.lines.say("plain.not-recorded-list", count=len(self.not_recorded))
            for typed in self.not_recorded:
                self.lines.put(typed, 1)
        self.lines.put_guessed()

    def finish(self, code: int = DONE) -> None:
        """End the conversation after the review was written, or because the chair leaves."""
        self._list_not_recorded()
        self.code = code
