"""The desk: a session whose events are made durable behind the screen, which no slow disk holds up."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.dialogue.requests import Do
    from facilitator.meeting import events as ev
    from facilitator.work.session import Session

QUICK_SECONDS = 0.02
"""So long a line is waited for with the screen, so that a quick disk has it before the line is in sight."""

PATIENCE_SECONDS = 10.0
"""How long leaving waits for a disk before it tells that something is still being written."""


class Desk:
    """Takes events in at once, and writes them one after the other behind the screen.

    On the screen's own loop `told` is called whenever what is saved has changed, and `failed` after a fault
    of ours: then nobody knows what is saved.
    """

    def __init__(
        self, session: Session, told: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        self.session = session
        self.pending = 0
        self._told, self._failed = told, failed
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._left = False

    def record(self, event: ev.Event) -> ev.Event:
        """Take an event in; raises Refusal with nothing changed. The tick comes when it is durable."""
        kept = self.session.take_in(event)
        self._behind(self.session.make_durable, kept)
        return kept

    def try_again(self) -> None:
        """Write what could not be written, if there is any."""
        if self.session.trouble and not self.pending:
            self._behind(self.session.try_again)

    async def do(self, wants: Do) -> object:
        """Do what a dialogue wants after all that is being written, or beside it; raises what it raises."""
        if wants.beside:
            return await asyncio.to_thread(wants.work)
        done = asyncio.get_running_loop().run_in_executor(self._writer, wants.work)
        self.pending += 1
        try:
            return await asyncio.wait_for(done, PATIENCE_SECONDS if wants.impatient else None)
        except TimeoutError:
            return None
        finally:
            self.pending -= 1
            self._told()

    def leave(self, *, rescue: bool = False) -> None:
        """Finish writing and let go of the journal; it can be carried on later. May be called twice.

        To `rescue` is to put what no disk took into the user's own folder, where nobody can be asked.
        """
        if self._left:
            return
        self._left = True
        self._writer.shutdown(wait=True)
        self.session.catch_up()
        if rescue and self.session.journal.unsaved:
            self.session.try_again()
            if not self.session.saved:
                self.session.rescue()
        self.session.leave()

    def _behind(self, work: Callable[..., None], *arguments: object) -> None:
        self.pending += 1
        writing = self._writer.submit(work, *arguments)
        if self.pending == 1 and wait([writing], QUICK_SECONDS).done:
            self.pending -= 1
            asyncio.get_running_loop().call_soon(self._tell, writing)
        else:
            asyncio.wrap_future(writing).add_done_callback(self._one_done)

    def _one_done(self, done: asyncio.Future[None]) -> None:
        self.pending -= 1
        self._tell(done)

    def _tell(self, done: asyncio.Future[None] | Future[None]) -> None:
        fault = None if done.cancelled() else done.exception()
        if isinstance(fault, Exception):
            self._failed(fault)
        else:
            self._told()
