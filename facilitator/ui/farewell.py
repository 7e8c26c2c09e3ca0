"""Parting from a meeting, whatever ends the program: all is tried to save it, and the farewell is honest."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.ui.first_words import first_words

if TYPE_CHECKING:
    from facilitator.ui.app_protocol import Front
    from facilitator.ui.background_session import Desk

_SHOWN = 6


def report(error: BaseException | None) -> list[str]:
    """Return the lines to print: a sentence, the kind of error, and places in the program.

    The error's own message and all variables are left out, because they may hold a child's words.
    """
    lines = [first_words("crash") or "Something went wrong in the program."]
    if error is not None:
        lines.append(type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)[-_SHOWN:]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return lines


LOOK_SECONDS = 2.0
"""How often it is looked whether the terminal is still there: without one a program would run on unseen."""


class Parting:
    """Leaves when the chair wants it, or when the system or a fault does: then it is `forced`."""

    def __init__(self, app: Front) -> None:
        self.forced = False
        self._app = app
        self._leaving = False
        self._kept_in: Path | None = None

    # Because the chair wants it

    def leave(self) -> None:
        """Leave once all is saved, or the chair has been told twice that it is not."""
        from facilitator.ui.screens.dialogue_page import UnsavedPage

        app = self._app
        told = any(isinstance(screen, UnsavedPage) and screen.laid_out for screen in app.screen_stack)
        if app.desk is None or told:
            app.exit(0)
        elif not self._leaving:
            self._leaving = True
            app.run_worker(self._leave())

    async def _leave(self) -> None:
        from facilitator.dialogue.dialogue_carrier import Carried
        from facilitator.dialogue.leaving import leave
        from facilitator.ui.dialogue_on_pages import Parted

        try:
            if self._app.desk is not None:
                host = Parted(self._app, self._app.desk)
                dialogue = leave(self._app.desk.session, covered=self._app.covering.on)
                carried = Carried(dialogue, host)
                await host.carry(carried, carried.go_on())
        finally:
            self._leaving = False

    # Because something else does

    def listen(self) -> None:
        """End in good order when the system wants it, and when the terminal is gone."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP, and no such handlers
            number = getattr(signal, name, None)
            # Somebody who had it ignored, as nohup does, wants it ignored.
            if sys.platform != "win32" and number and signal.getsignal(number) is signal.SIG_DFL:
                loop.add_signal_handler(number, partial(self._stop, number))
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self._app.set_interval(LOOK_SECONDS, self._look_for_terminal)

    def _stop(self, number: int) -> None:
        self.forced = True
        self._app.half_typed_kept.look()
        self._app.exit(0, return_code=128 + number)

    def _look_for_terminal(self) -> None:
        if sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno()):
            self._stop(signal.SIGHUP if sys.platform != "win32" else signal.SIGTERM)

    # The last words

    def let_go(self, desk: Desk) -> None:
        """Finish writing and let go of the meeting; what is on no disk by then is listed for the farewell."""
        from facilitator.work.record_place import elsewhere
        from facilitator.work.unsaved_words import unsaved

        if not self.forced:
            self._app.half_typed_kept.drop()
        desk.leave(rescue=self.forced)
        self._kept_in = elsewhere(desk.session.journal)
        lost = unsaved(desk.session)
        if lost is None:
            return
        # No words under the cover, nor in what is printed after a fault.
        hidden = self._app.covering.on or self._app.return_code
        self._app.lost = [lost.farewell, *([] if hidden else [f"  {words}" for words in lost.words])]

    def say_farewell(self, *, held: bool) -> None:
        """Say that a meeting that was `held` to the last is kept, if it is, and in which other folder."""
        self._app.half_typed_kept.let_go(keep=self.forced)
        if held and not self._app.lost:
            from facilitator.script.words_by_key import say

            key = "screen.kept-in" if self._kept_in else "screen.kept"
            self._app.farewell.append(say(key, folder=self._kept_in))
