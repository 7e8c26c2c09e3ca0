"""Carries a dialogue on pages: each question on one of its own, and what takes long behind the screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from facilitator.dialogue.carrying import Carried, Host, Unrecorded
from facilitator.dialogue.wants import KEYS, Ask, Do, Leave, LookAt, Show, Want, Words, Written, in_words
from facilitator.plan.refusal import Refusal
from facilitator.ui.background_session import Desk
from facilitator.ui.front import Front


class ScreenHost(Host, Protocol):
    """Where on the screen a dialogue is carried."""

    front: Front

    async def do(self, wants: Do) -> object:
        """Do something that may take long; raises Refusal."""

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Go from the meeting to what comes after it, or instead of it."""

    def asking(self, ask: Ask) -> Ask:
        """Return a question as it is put here."""

    def meanwhile(self, words: str) -> None:
        """Remember words that were typed on a page for what comes after it."""


async def carry(carried: Carried, wants: Want | None, host: ScreenHost) -> object:
    """Carry a dialogue on to its end; returns what came of it, raises what it lets out."""
    try:
        while wants is not None:
            answer, fault = await _given(wants, host)
            wants = carried.go_on(answer, fault)
    finally:
        carried.leave()
    return carried.result


async def _given(wants: Want, host: ScreenHost) -> tuple[object, Refusal | None]:
    """Return what a dialogue wants, or what was refused of it."""
    if isinstance(wants, Ask):
        return await _asked(host.asking(wants), host), None
    if isinstance(wants, Do):
        try:
            return await host.do(wants), None
        except Refusal as refusal:
            return None, refusal
    if isinstance(wants, Show):
        from facilitator.ui.screens.ask import ShowPage

        await host.front.push_screen_wait(ShowPage(wants.title, wants.lines))
    elif isinstance(wants, Written | Leave | LookAt):
        host.over(wants)
    return None, None


async def _asked(ask: Ask, host: ScreenHost) -> object:
    """Ask on a page; imported when something is asked first, so that nothing waits for it before."""
    from facilitator.ui.screens.ask import AskPage, UnsavedPage, WhichPage

    if ask.which is not None:
        page = WhichPage(ask, ask.which)
        picked = await host.front.push_screen_wait(page)
        if page.left_over.strip():
            host.meanwhile(page.left_over)
        return picked
    return await host.front.push_screen_wait(UnsavedPage(ask) if ask.lines else AskPage(ask))


class Opens(Unrecorded):
    """What the dialogue needs of the screen while there is no meeting to record in."""

    def __init__(
        self, front: Front, in_thread: Callable[[Callable[[], object]], Awaitable[object]], screen: object
    ) -> None:
        self.front, self._in_thread, self._screen = front, in_thread, screen
        self.asked = False
        self.told = ""

    def asking(self, ask: Ask) -> Ask:
        """Put it, with what was told before it."""
        self.asked = True
        told, self.told = self.told, ""
        return replace(ask, notice=ask.notice or told)

    def tell(self, words: Words) -> None:
        """Keep it for the next page, or for the meeting."""
        self.told = f"{self.told} {in_words(words, KEYS)}".strip()

    async def do(self, wants: Do) -> object:
        """Do it in a thread."""
        return await self._in_thread(wants.work)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Show the plan alone."""
        if isinstance(wants, LookAt):
            self.front.look_only(self._screen, wants.path)


class Parted(Unrecorded):
    """What the dialogue before leaving needs of the app; nothing is recorded in it."""

    def __init__(self, front: Front, desk: Desk) -> None:
        self.front, self._desk = front, desk

    def tell(self, words: Words) -> None:
        """Say it on the screen in front, or on the cover."""
        if self.front.covering.on:  # no words under the cover: only that there are some, and how many
            self.front.covering.point_out(in_words(words, KEYS))
        else:
            self.front.say(in_words(words, KEYS))

    def asking(self, ask: Ask) -> Ask:
        """Put it as it is."""
        return ask

    async def do(self, wants: Do) -> object:
        """Do it where the journal is written."""
        return await self._desk.do(wants)

    def over(self, wants: Written | Leave | LookAt) -> None:
        """Leave the program."""
        del wants
        self.front.exit(0)
