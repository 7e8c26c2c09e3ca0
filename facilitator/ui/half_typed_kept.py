"""Keeps what is half typed on any screen, at most a second old, where a kill does not take it.

The one place that writes it down. No key waits for it: a key only says that something has changed, and what
stands in the boxes is looked at, and written in a thread, at most once a second. Nothing is looked at under
the cover, and nothing is kept of a box whose words are private.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.ui.screens.base_screen import CalmScreen

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from facilitator.dialogue.requests import Asked
    from facilitator.files.half_typed import HalfTyped
    from facilitator.ui.app_protocol import Front, Typing
    from facilitator.ui.meeting_by_keys import MeetingByKeys
    from facilitator.work.session import Session

LOOK_SECONDS = 1.0
"""How often it is written down while somebody types."""

_SOON_SECONDS = 0.02


class HalfTypedKept:
    """What is half typed in the app; `offered` is what is asked about, which stands in no box meanwhile."""

    def __init__(self, app: Front) -> None:
        self.offered: tuple[HalfTyped, ...] = ()
        self._app = app
        self._kept: tuple[Path | None, list[HalfTyped]] = (None, [])
        self._looks_soon = self._looks_on = self._told = self._over = False
        self._looked_at = float("-inf")
        self._writer: ThreadPoolExecutor | None = None
        self._writes: asyncio.Future[None] | None = None

    def changed(self) -> None:
        """Have it written down soon, since something was typed, sent or cleared."""
        if self._looks_soon or self._over:
            return
        self._looks_soon = True
        wait = self._looked_at + LOOK_SECONDS - time.monotonic()
        self._app.set_timer(max(_SOON_SECONDS, wait), self._look_soon)
        if not self._looks_on:  # also at what changes without a letter: a page that is closed
            self._looks_on = True
            self._app.set_interval(LOOK_SECONDS, self._look_again)

    def take_up(self, path: Path, words: list[HalfTyped]) -> None:
        """Go on with what is kept already."""
        self._kept = path, words

    def _look_soon(self) -> None:
        self._looks_soon = False
        self.look()

    def _look_again(self) -> None:
        if time.monotonic() >= self._looked_at + LOOK_SECONDS:
            self.look()

    def look(self) -> None:
        """Look at what stands in the boxes, and have it written down where it is otherwise than before."""
        if self._app.covering.on or self._over or (self._writes is not None and not self._writes.done()):
            return
        path, words = self._path(), [*self._in_boxes(), *self.offered]
        before, kept = self._kept
        if (path == before and words == kept) or not (words or kept):
            return
        self._looked_at = time.monotonic()
        self._kept = path, words
        self._writes = asyncio.get_running_loop().run_in_executor(
            self._thread, _write, before if before != path and kept else None, path, words
        )
        self._writes.add_done_callback(self._written)

    def let_go(self, *, keep: bool) -> None:
        """Come to the end: what is kept stays for the next start, or goes, since it was left knowingly."""
        if self._over:
            return
        if not keep:
            self.drop()
        self._over = True
        if self._writer is not None:
            self._writer.shutdown(wait=True)

    def drop(self) -> None:
        """Forget what is kept: the meeting is written, or was left knowingly."""
        from facilitator.files import half_typed

        path, self.offered = self._kept[0], ()
        self._kept = None, []
        if path is not None:
            self._thread.submit(half_typed.forget, path)

    @property
    def _thread(self) -> ThreadPoolExecutor:
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="half-typed")
        return self._writer

    def _written(self, done: asyncio.Future[None]) -> None:
        """Say once that the words are not kept, until they are again; what is typed goes on all the same."""
        failed = not done.cancelled() and done.exception() is not None
        if failed:
            self._kept = self._kept[0], []
        if failed and not self._told and not self._app.covering.on:
            from facilitator.script.words_by_key import say

            self._app.say(say("screen.half-typed-not-kept"))
        self._told = failed

    def _path(self) -> Path | None:
        """Return where it is kept: with the meeting, or with the plan whose page it is; None for nowhere."""
        from facilitator.files import half_typed

        if self._app.desk is not None:
            return half_typed.path_of_meeting(self._app.desk.session.journal.header)
        found = [
            path for screen in self._app.screen_stack if (path := getattr(screen, "half_typed_at", None))
        ]
        return found[-1] if found else None

    def _in_boxes(self) -> Iterator[HalfTyped]:
        """Yield what stands in the boxes of all screens, but for those whose words are private."""
        session = self._app.desk.session if self._app.desk is not None else None
        if self._path() is None or (session is not None and _is_private(session)):
            return
        from facilitator.files.half_typed import HalfTyped

        place = _place(session) if session is not None else HalfTyped("")
        for screen in self._app.screen_stack:
            if isinstance(screen, CalmScreen) and not screen.is_private:
                for page, words in screen.typed_here():
                    yield replace(place, words=words, page=page)
        if session is not None:
            yield from self._loose_cards(place)

    def _loose_cards(self, place: HalfTyped) -> Iterator[HalfTyped]:
        """Yield the child's own cards that have no column yet."""
        for screen in self._app.screen_stack:
            for key, card in getattr(screen, "loose_cards", ()):
                yield replace(place, words=card, turn=key.turn, item=key.item, card=True)


def _place(session: Session) -> HalfTyped:
    """Return where words stand that are typed now: at which question, and who is speaking."""
    from facilitator.files.half_typed import HalfTyped

    standing = session.meeting.minutes.standing
    turn, item = standing.current or ("", "")
    return HalfTyped("", turn, item, standing.speaker or "", len(session.meeting.events))


def _is_private(session: Session) -> bool:
    """Whether a question stands there whose words are hidden, or hidden ones are shown."""
    hidden = session.view.hidden
    return hidden.declared(session.meeting.minutes.standing.current) is not None or hidden.are_shown


def _write(before: Path | None, path: Path | None, words: list[HalfTyped]) -> None:
    from facilitator.files import half_typed

    if before is not None:
        half_typed.keep(before, [])
    if path is not None:
        half_typed.keep(path, words)


def give_back(by_keys: MeetingByKeys, kept: Typing) -> str:
    """Put what was half typed before the program stopped where it belongs; return what to say of it."""
    from facilitator.dialogue.half_typed_words import about_half_typed, half_typed_then
    from facilitator.files import half_typed
    from facilitator.script.words_by_key import say

    session = by_keys.session
    path = half_typed.path_of_meeting(session.journal.header)
    found = half_typed_then(session)
    kept.take_up(path, half_typed.kept(path) or [])
    if found.damaged:
        return say("dialogue.half-typed-damaged")
    others = []
    for one in found.others:
        question = by_keys.showing.question
        if one.card and question is not None and question.key == (one.turn, one.item):
            by_keys.showing.child.add_card(question.key, one.words)
        else:
            others.append(one)
    if found.here:
        by_keys.type_again(found.here)
    if others:
        kept.offered = tuple(others)

        def asked() -> Asked[None]:
            yield from about_half_typed(session, others)
            kept.offered = ()

        by_keys.start(asked())
    kept.changed()
    return say("screen.half-typed-before") if found.here else ""
