"""Carries a dialogue on pages: each question on one of its own, and what takes long behind the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from facilitator.dialogue.dialogue_carrier import Carried, Host
from facilitator.dialogue.requests import (
    KEYS,
    Ask,
    Asked,
    Do,
    Leave,
    LookAt,
    Option,
    ReadOut,
    Show,
    ShowPicture,
    Want,
    Words,
    Written,
    in_words,
)
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.ui.app_protocol import Front
from facilitator.ui.background_session import Desk
from facilitator.work.session import Session


class ScreenHost(Host):
    """Where on the screen a dialogue is carried."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._waits = ""
        self._for_dialogue = False

    async def carry(self, carried: Carried, wants: Want | None) -> object:
        """Carry a dialogue on to its end; returns what came of it, raises what it lets out."""
        try:
            while wants is not None:
                try:
                    answer = await self._given(wants)
                except Refusal as refusal:
                    wants = carried.go_on(fault=refusal)
                else:
                    wants = carried.go_on(answer)
        finally:
            carried.leave()
            words, self._waits = self._waits, ""
            if words.strip():
                self.meanwhile(words, for_dialogue=self._for_dialogue)
        return carried.result

    async def _given(self, wants: Want) -> object:
        """Return what a dialogue wants; raises what is refused of it."""
        if isinstance(wants, Ask):
            return await self.asked(wants)
        if isinstance(wants, Do):
            return await self.do(wants)
        if isinstance(wants, Show):
            from facilitator.ui.screens.dialogue_page import ShowPage

            await self.front.push_screen_wait(ShowPage(wants.title, wants.lines))
        elif isinstance(wants, ReadOut):
            from facilitator.ui.screens.aloud_pages import ReadingPage

            await self.front.push_screen_wait(ReadingPage(wants.title, wants.sentences))
        elif isinstance(wants, ShowPicture):
            return await self._shown(wants)
        elif isinstance(wants, Written | Leave | LookAt):
            self.over(wants)
        return None

    async def _shown(self, wants: ShowPicture) -> bool:
        """Show a picture until it is closed; False where this terminal cannot."""
        from facilitator.ui.drawing.half_blocks import can_show_half_blocks
        from facilitator.ui.screens.picture_page import PicturePage

        if not can_show_half_blocks(self.front):
            return False
        await self.front.push_screen_wait(PicturePage(wants.title, wants.picture))
        return True

    async def asked(self, ask: Ask) -> object:
        """Ask on a page; imported when something is asked first, so that nothing waits for it before."""
        from facilitator.ui.screens.dialogue_page import AskPage, UnsavedPage, WhichPage

        if ask.which is not None:
            page: AskPage = WhichPage(ask, ask.which, self._waits)
        else:
            page = UnsavedPage(ask, self._waits) if ask.lines else AskPage(ask, self._waits)
        answer = await self.front.push_screen_wait(page)
        self._for_dialogue |= page.left_over != self._waits and not page.comes_by_itself
        self._waits = page.left_over
        return answer

    def meanwhile(self, words: str, *, for_dialogue: bool) -> None:
        """Remember words that were typed on a page for what comes after the dialogue, which took none.

        They are `for_dialogue` where the chair saw a page of it, and was not typing on.
        """

    async def do(self, wants: Do) -> object:
        """Do something that may take long; raises Refusal."""
        raise NotImplementedError

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Go from the meeting to what comes after it, or instead of it."""
        raise NotImplementedError


class OutsideMeetings(ScreenHost):
    """Carries a dialogue where there is no meeting, and so no box for words that nothing took."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._left = ""

    async def carry(self, carried: Carried, wants: Want | None) -> object:
        """Carry a dialogue on to its end, and ask about words that nothing took."""
        try:
            result = await super().carry(carried, wants)
        except Refusal:
            await self._let_go()
            raise
        await self._let_go()
        return result

    async def _let_go(self) -> None:
        while self._left:
            words, self._left = self._left, ""
            option = Option(True, say("screen.let-go"))
            while not await self.asked(Ask(say("screen.nothing-took"), (option,), words, at=None)):
                pass
            self._left, self._waits = self._waits, ""

    def meanwhile(self, words: str, *, for_dialogue: bool) -> None:
        """Keep them, to be asked about."""
        del for_dialogue
        self._left = words

    def tell(self, words: Words) -> None:
        """Say it on the screen in front, and nothing on the cover."""
        if not self.front.covering.on:
            self.front.say(in_words(words, KEYS))

    async def do(self, wants: Do) -> object:
        """Do it in a thread: to write a Word plan takes a moment."""
        return await asyncio.to_thread(wants.work)


class Opens(ScreenHost):
    """Opens a meeting; `asked_first` says that something was asked, `told` what was said and seen nowhere.

    `typed` are words that were typed while it was asked.
    """

    def __init__(
        self, front: Front, in_thread: Callable[[Callable[[], object]], Awaitable[object]], screen: object
    ) -> None:
        super().__init__(front)
        self._in_thread, self._screen = in_thread, screen
        self.asked_first = False
        self.told = self.typed = ""

    async def opened(self, dialogue: Asked[Session | None]) -> Session | None:
        """Return the meeting to hold, None where there is none; says why where it cannot be held."""
        carried = Carried(dialogue, self)
        try:
            session = await self.carry(carried, carried.go_on())
        except Refusal as refusal:
            self.front.refused(refusal)
            close = Option("close", say("dialogue.go-back"))
            await super().asked(Ask(say("dialogue.cannot-open"), (close,), explain(refusal)))
            return None
        return session if isinstance(session, Session) else None

    async def asked(self, ask: Ask) -> object:
        """Ask it with what was told before it."""
        self.asked_first = True
        told, self.told = self.told, ""
        return await super().asked(ask._replace(notice=ask.notice or told))

    def tell(self, words: Words) -> None:
        """Keep it for the next page, or for the meeting."""
        self.told = f"{self.told} {in_words(words, KEYS)}".strip()

    def meanwhile(self, words: str, *, for_dialogue: bool) -> None:
        """Keep words for the sentence of the meeting."""
        del for_dialogue  # they are only put there
        self.typed = f"{self.typed}\n{words}".strip()

    async def do(self, wants: Do) -> object:
        """Do it in a thread."""
        return await self._in_thread(wants.work)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Show the plan alone."""
        if isinstance(wants, LookAt):
            self.front.look_only(self._screen, wants.path)


class Parted(ScreenHost):
    """What the dialogue before leaving needs of the app; nothing is recorded in it."""

    def __init__(self, front: Front, desk: Desk) -> None:
        super().__init__(front)
        self._desk = desk

    def tell(self, words: Words) -> None:
        """Say it on the screen in front, or on the cover."""
        if self.front.covering.on:  # no words under the cover: only that there are some, and how many
            self.front.covering.point_out(in_words(words, KEYS))
        else:
            self.front.say(in_words(words, KEYS))

    def meanwhile(self, words: str, *, for_dialogue: bool) -> None:
        """Keep words for the sentence, where the chair stays."""
        self.front.type_later(words, for_dialogue=for_dialogue)

    async def do(self, wants: Do) -> object:
        """Do it where the journal is written."""
        return await self._desk.do(wants)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Leave the program."""
        del wants
        self.front.exit(0)
