"""Pictures of the screens that a room sees most: colours, weight and borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files.journal import JournalBroken
from facilitator.files.plans import new_plan
from facilitator.meeting.events import ChoiceMade
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.screens.meeting_screen import MeetingScreen
from facilitator.ui.screens.plan_page import PlanPage
from tests.ui.plans import START, a_plan
from tests.ui.quick_pilot import quick_pilot
from tests.ui.room import Clock, Room

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot


class Compare(Protocol):
    """Compares a picture of the app with the one that is kept."""

    def __call__(
        self,
        app: FacilitatorApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[Any]], Awaitable[None]],
    ) -> bool:
        """Return whether they are the same."""


async def childs_turn(room: Room) -> None:
    """The child's turn, with two lines."""
    await room.go_to("child.going-well")
    await room.type("I like my cards. Mr Lacey comes.")
    await room.type("Mum for Ravi: Lunch club.")


async def childs_turn_at_night(room: Room) -> None:
    """The same in the dark theme."""
    await childs_turn(room)
    await room.press("ctrl+t")


async def a_choice(room: Room) -> None:
    """A question with set answers."""
    await room.go_to("goal.delivered", "o1/o1.p1")


async def scores(room: Room) -> None:
    """A show of fingers, half way round."""
    await a_choice(room)
    await room.press("1")
    await room.go_to("goal.show", "o1")
    await room.press("down", "down", "enter")
    await room.type("2 because homework ends in tears")


async def closing(room: Room) -> None:
    """What is still open."""
    await room.go_to("child.hard")
    await room.type("The hall is too loud")
    await room.press("f6")
    await room.type("Mum: ask about the bus")
    await room.press("f10")


async def not_saved(room: Room) -> None:
    """A disk that fails."""
    await childs_turn(room)
    assert room.app.desk is not None
    room.app.desk.session.trouble = JournalBroken(START, room.app.desk.session.opened.path, "No space left")
    room.screen._saved_or_not()
    await room.settle()


async def what_was_said(room: Room) -> None:
    """Every line, to be put right."""
    await childs_turn(room)
    await room.press("f4")


async def a_rung_of_the_ladder(room: Room) -> None:
    """Yes, no, don't know, and not understood, as tiles; one is pointed at."""
    await room.go_to("child.going-well")
    await room.press("ctrl+e", "ctrl+e", "ctrl+e", "ctrl+e", "right")


async def faces(room: Room) -> None:
    """The child's own score, as faces with words."""
    await room.go_to("goal.delivered", "o1/o1.p1")
    await room.press("1")
    await room.go_to("goal.show", "o1")
    await room.press("right", "right")


async def marks_for_the_oldest(room: Room) -> None:
    """The same for a child of sixteen, with marks in place of faces; in the dark."""
    room.screen.take(ChoiceMade(turn="setup.age", option="12-18"))
    await faces(room)
    room.app.theme = "facilitator-night"
    await room.settle()


async def a_board(room: Room) -> None:
    """Cards that are sorted, and one in hand."""
    await room.go_to("setup.takes-part")
    room.screen.take(ChoiceMade(turn="setup.takes-part", option="yes"))
    room.screen.take(ChoiceMade(turn="setup.says-by", option="board"))
    await room.go_to("child.board")
    await room.type("lunch: good")
    await room.type("maths: so-so")
    await room.type("noise: hard")
    await room.type("the school bus")
    await room.press("right")


PICTURES = [
    (a_rung_of_the_ladder, (80, 24)),
    (faces, (120, 40)),
    (faces, (40, 15)),
    (marks_for_the_oldest, (80, 24)),
    (a_board, (80, 24)),
    (a_board, (40, 15)),
    (childs_turn, (80, 24)),
    (childs_turn, (40, 15)),
    (childs_turn_at_night, (80, 24)),
    (a_choice, (120, 40)),
    (scores, (80, 24)),
    (closing, (80, 24)),
    (not_saved, (80, 24)),
    (what_was_said, (80, 24)),
]


@pytest.mark.parametrize(
    ("prepare", "size"),
    PICTURES,
    ids=lambda value: getattr(value, "__name__", None) or f"{value[0]}x{value[1]}",
)
def test_the_meeting_looks_like_this(
    tmp_path: Path,
    snap_compare: Compare,
    prepare: Callable[[Room], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    clock = Clock()
    app = FacilitatorApp(lambda: MeetingScreen(lambda: begin(path, now=clock), path.name, "Opening the plan"))

    async def before(_: Pilot[Any]) -> None:
        with quick_pilot(app) as pilot:
            room = Room(app, pilot, clock)
            await room.settle()
            await prepare(room)

    assert snap_compare(app, terminal_size=size, run_before=before)


def test_the_plan_looks_like_this(tmp_path: Path, snap_compare: Compare) -> None:
    path = tmp_path / "ravi.plan.json"
    new_plan(path, a_plan())
    app = FacilitatorApp(lambda: PlanPage(path, None))

    async def before(_: Pilot[Any]) -> None:
        with quick_pilot(app) as pilot:
            await Room(app, pilot, Clock()).settle()

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
