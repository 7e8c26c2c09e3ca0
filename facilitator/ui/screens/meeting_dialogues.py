"""The meeting on its screen: what is recorded in it, and its dialogues, one at a time."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from facilitator.ui.screens.meeting_parts import MeetingParts

if TYPE_CHECKING:
    from textual.worker import Worker

    from facilitator.dialogue.carrying import Carried
    from facilitator.dialogue.wants import Ask, Asked, Do, Leave, LookAt, Want, Words, Written
    from facilitator.meeting import events as ev
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.background_session import Desk
    from facilitator.ui.showing import Showing


class MeetingDialogues(MeetingParts):
    """Records what happens, shows what follows, and carries dialogues; without a meeting it does nothing."""

    desk: Desk | None = None
    showing: Showing | None = None
    typed_meanwhile: tuple[str, ...] = ()
    """What was typed while a page asked something, and is for the sentence afterwards."""

    insists_on = ""
    """What was typed last and nothing came of: the very same once more insists."""

    _flowing = False
    _flow_worker: Worker[None] | None = None

    # Recording

    def record(self, event: ev.Event) -> ev.Event:
        """Take an event in and show what follows; raises Refusal."""
        assert self.desk is not None  # noqa: S101 - dialogues start only then
        kept = self.desk.record(event)
        self.insists_on = ""
        self.show_question()
        return kept

    def take(self, event: ev.Event) -> ev.Event | None:
        """Take an event in; None where it was refused, which is said."""
        from facilitator.plan.refusal import Refusal

        if self.desk is None:
            return None
        try:
            return self.record(event)
        except Refusal as refusal:
            self._say_refused(refusal)
            return None

    def show_question(self) -> None:
        """Show the meeting as it stands; after the last question, the closing page."""
        if self.showing is not None:
            self.showing.refresh()
            self._come_to_the_end()

    def _come_to_the_end(self) -> None:
        if self.showing is not None and self.showing.at_the_end and not self._flowing:
            self.showing.at_the_end = False
            self.action_do("end")

    def say(self, words: str) -> None:
        """Say something calmly under the sentence, until the next thing happens."""
        if self.showing is not None:
            self.showing.notice(words)

    @property
    def noticed(self) -> str:
        """What was said under the sentence, and still stands there."""
        return self.showing.noticed if self.showing else ""

    # Dialogues

    def action_do(self, command: str, **given: object) -> None:
        """Do something that both front ends have, by its id."""
        from facilitator.dialogue.commands import COMMANDS

        if self.desk is not None and not self._flowing:
            self.start(COMMANDS[command](self.desk.session, **given))

    def start(self, dialogue: Asked[object], typed: str | None = None, *, picked: bool = False) -> None:
        """Carry a dialogue, at once as far as it goes without asking; one at a time.

        `typed` is what stands in the sentence where it came from there; what was `picked` is not given back.
        """
        from facilitator.dialogue.carrying import Carried
        from facilitator.plan.refusal import Refusal

        if self.desk is None or self._flowing:
            return
        host = _MeetingHost(self, typed, picked=picked)
        carried = Carried(dialogue, host)
        wants = None
        try:
            wants = carried.go_on()
        except Refusal as refusal:
            if self.takes_refused(refusal, typed):
                host.keep("")
            else:
                self._say_refused(refusal)
        if wants is not None and not self._flowing:
            self._flowing = True
            self._flow_worker = self.run_worker(self._carry(carried, wants, host))
            return
        carried.leave()  # where it has not ended, the closing page came up meanwhile
        host.give_back()

    def takes_refused(self, refusal: Refusal, typed: str | None) -> bool:
        """Whether the screen makes something else of typed words that were refused."""
        del refusal, typed
        return False

    async def _carry(self, carried: Carried, wants: Want, host: _MeetingHost) -> None:
        from facilitator.plan.refusal import Refusal
        from facilitator.ui.carrying import carry

        try:
            await carry(carried, wants, host)
        except Refusal as refusal:
            self._say_refused(refusal)
        finally:
            self._flowing = False
            host.give_back()
            self.give_typed_back()
        self._come_to_the_end()

    async def leave_dialogue(self) -> None:
        """Leave what was being asked, as if it had never been begun."""
        from textual.worker import WorkerCancelled, WorkerFailed

        if self._flowing and self._flow_worker is not None:
            self._flow_worker.cancel()
            with contextlib.suppress(WorkerCancelled, WorkerFailed):
                await self._flow_worker.wait()

    def give_typed_back(self) -> None:
        """Put what was typed while a page asked something behind what stands in the sentence."""
        typed, self.typed_meanwhile = self.typed_meanwhile, ()
        if typed and self.is_there:
            noticed = self.noticed
            self.sentence.put("\n".join(words for words in (self.sentence.text, *typed) if words.strip()))
            self.say(noticed)

    @property
    def is_there(self) -> bool:
        """Whether the meeting is still held here, and the screen is not being closed."""
        return self.desk is not None and bool(self.query("#sentence"))

    def _say_refused(self, refusal: Refusal) -> None:
        from facilitator.script.words import explain

        self.say(explain(refusal))

    @property
    def takes_keys(self) -> bool:
        """Whether the next key is for this screen: not while a dialogue is about to ask, or to finish."""
        return super().takes_keys and self.desk is not None and not self._flowing

    def spend(self) -> None:
        """Stop: the meeting is written, or was left."""
        self.desk = self.showing = None
        self.spent = True


class _MeetingHost:
    """What one dialogue needs of the screen; `typed` is what stood in the sentence, if it began there."""

    def __init__(self, screen: MeetingDialogues, typed: str | None, *, picked: bool) -> None:
        self._screen, self._typed, self._picked = screen, typed, picked
        self.front = screen.facilitator
        self._left = ""

    def record(self, event: ev.Event, words: Words | None = None) -> ev.Event:
        """Record an event; words of the sentence that are taken in stand there no more."""
        if self._typed is not None:
            self._screen.sentence.put("")
        kept = self._screen.record(event)
        if words is not None:
            self.tell(words)
        return kept

    def tell(self, words: Words) -> None:
        """Say something under the sentence."""
        from facilitator.dialogue.wants import KEYS, in_words

        self._screen.say(in_words(words, KEYS))

    def keep(self, words: str) -> None:
        """Remember what is not recorded yet of what was typed."""
        self._left = "" if self._picked else words

    def asking(self, ask: Ask) -> Ask:
        """Put a question as it is."""
        return ask

    def propose(self, words: str) -> None:
        """Put words into the sentence."""
        self._screen.sentence.put(words)

    def meanwhile(self, words: str) -> None:
        """Remember words for the sentence."""
        self._screen.typed_meanwhile += (words,)

    async def do(self, wants: Do) -> object:
        """Do it where the journal is written, so that nothing overtakes it."""
        assert self._screen.desk is not None  # noqa: S101 - dialogues start only then
        return await self._screen.desk.do(wants)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Show what was written, or leave the meeting."""
        from facilitator.dialogue.wants import Written

        if isinstance(wants, Written):
            self.front.written(self._screen, wants)
        else:
            self.front.leave_review(self._screen)

    def give_back(self) -> None:
        """Put what is not recorded where it was typed; what still stands there is left as it is."""
        left, self._left = self._left.strip(), ""
        if not left or not self._screen.is_there:
            return
        sentence, noticed = self._screen.sentence, self._screen.noticed
        if self._typed is None:
            self.meanwhile(left)
            self._screen.give_typed_back()
        elif sentence.text.strip() != left:
            sentence.put(left)
            self._screen.say(noticed)
