"""A meeting room for tests: the app on a screen in memory, a chair who types, and what can be read."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.plans import new_plan
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.widgets.sentence_box import Sentence
from tests.ui.plans import START, a_plan
from tests.ui.quick_pilot import QuickPilot, quick_pilot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.screen import Screen

    from facilitator.meeting.meeting import Meeting
    from facilitator.plan.plan import Plan

SIZES = [(40, 15), (80, 24), (120, 40)]
PATIENCE = 500
_BAR = re.compile(r" [▁-█↑↓]$", re.MULTILINE)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, minutes: int) -> None:
        """Let time pass."""
        self.at += timedelta(minutes=minutes)


class Room:
    """The app, and the chair's hands and eyes."""

    def __init__(self, app: FacilitatorApp, pilot: QuickPilot, clock: Clock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    async def settle(self) -> None:
        """Wait until the screen shows everything and all is durable."""
        for _ in range(PATIENCE):
            await self.pilot.pause()
            if self.app.return_value is not None or not self.app.is_running:
                return
            waits = self.app._looks_again or (self.app.desk and self.app.desk.pending)
            if not waits and not self.pilot.in_threads:
                return
            await asyncio.sleep(0.001)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type a sentence and press Enter."""
        self.app.screen.query_one(Sentence).focus()
        self.app.screen.query_one(Sentence).put(words)
        await self.pilot.pause()
        await self.press("enter")

    async def go_to(self, turn: str, item: str = "") -> None:
        """Go to a question."""
        from facilitator.meeting.events import WentTo

        self.screen.take(WentTo(turn=turn, item=item))
        await self.settle()

    @property
    def screen(self) -> MeetingScreen:
        """The meeting's screen."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MeetingScreen))

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        assert self.app.desk is not None
        return self.app.desk.session.meeting

    @property
    def turn(self) -> str:
        """The question that is put now, or nothing after the last."""
        place = self.meeting.place
        return place.key.turn if place else ""

    @property
    def lines(self) -> list[str]:
        """What can be read on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """Everything that can be read, with line breaks as they are."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """Everything that can be read, in one line with single spaces; the bar at the edge is none of it."""
        return " ".join(_BAR.sub("", self.text).split())


async def until(room: Room, words: str) -> None:
    """Wait until words can be read: what is saved is saved in a thread."""
    for _ in range(PATIENCE):
        await room.settle()
        if words in room.words:
            return
    pytest.fail(f"{words!r} never came:\n{room.text}")


@asynccontextmanager
async def open_app(
    first: Callable[[], Screen[Any]], size: tuple[int, int] = (80, 24), clock: Clock | None = None
) -> AsyncIterator[Room]:
    """Open the app with a first screen."""
    app = FacilitatorApp(first)
    with quick_pilot(app) as pilot:
        async with app.run_test(size=size):
            room = Room(app, pilot, clock or Clock())
            await room.settle()
            yield room


@asynccontextmanager
async def open_room(
    folder: Path, size: tuple[int, int] = (80, 24), plan: Plan | None = None
) -> AsyncIterator[Room]:
    """Open the review of a plan, which is written into the folder unless it is there already."""
    path = folder / "ravi.plan.json"
    if not path.exists():
        new_plan(path, plan or a_plan())
    clock = Clock()
    screen = lambda: MeetingScreen(lambda: begin(path, now=clock), path.name, "Opening the plan")  # noqa: E731
    async with open_app(screen, size, clock) as room:
        yield room
