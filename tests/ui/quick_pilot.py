"""A pilot that knows when the app is at rest; Textual's own looks how busy the computer is."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from textual.pilot import Pilot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from facilitator.ui.app import FacilitatorApp

GRAIN_SECONDS = 0.02
"""How long a pause waits for a thread, which may be one that a test holds up."""


class QuickPilot(Pilot[int]):
    """Presses and clicks as any pilot, and goes on as soon as there is nothing left that could run."""

    app: FacilitatorApp

    def __init__(self, app: FacilitatorApp) -> None:
        super().__init__(app)
        self.in_threads: set[asyncio.Future[Any]] = set()

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has done all that it does."""
        for key in keys:
            await super().press(key)

    async def rest(self, *_: float) -> None:
        """Let everything run that can, and draw what it left to draw, until nothing can."""
        loop: Any = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(0)
            if loop._ready:
                continue
            if self.app._running and self.app.screen_stack:
                self.app.screen._on_timer_update()
            if not loop._ready:
                if self.app._resize_timer is None:
                    return
                await asyncio.sleep(0.001)  # a new size is told a hundredth of a second later

    async def _wait_for_screen(self, timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - as in the Pilot
        """Be at rest, and give a thread a moment to be done."""
        del timeout
        await self.rest()
        if self.in_threads:
            await asyncio.wait(self.in_threads, timeout=GRAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            await self.rest()
        return True


@contextmanager
def quick_pilot(app: FacilitatorApp) -> Iterator[QuickPilot]:
    """Return a pilot that knows of all that is done in threads from here on."""
    pilot = QuickPilot(app)
    loop: Any = asyncio.get_running_loop()
    give: Callable[..., asyncio.Future[Any]] = loop.run_in_executor

    def given(*work: Any) -> asyncio.Future[Any]:
        future = give(*work)
        pilot.in_threads.add(future)
        future.add_done_callback(pilot.in_threads.discard)
        return future

    with (
        patch.object(loop, "run_in_executor", given),
        patch("textual.app.wait_for_idle", pilot.rest),
        patch("textual.pilot.wait_for_idle", pilot.rest),
    ):
        yield pilot
