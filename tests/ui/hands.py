"""A child's hands: nothing but the arrows and Enter, or nothing but the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.ui.drawing.board_lines import PILE
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.choices import Choices
from facilitator.ui.widgets.moves_row import Moves
from facilitator.ui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from tests.ui.room import Room

MOST_STEPS = 30


class Arrows:
    """Presses the arrows and Enter, and nothing else."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def pick(self, words: str) -> None:
        """Pick a tile or an option by its words."""
        assert isinstance(self.room.app.screen, CalmScreen)
        await self._reach(self.room.app.screen.choices)
        await self._choose(words)

    async def move(self, words: str) -> None:
        """Make a move, such as Stop or Next."""
        await self._reach(self.room.screen.moves)
        await self._choose(words)

    async def sort(self, card: str, column: str) -> None:
        """Put a card into a column of the board."""
        await self._reach(self.room.screen.board)
        board = self.room.screen.board
        zone = next((n for n, one in enumerate(board.columns) if card in one.cards), PILE)
        for step in _steps():
            if board.cards(board.spot.zone)[board.spot.index] == card:
                break
            await self.room.press(self._towards(zone, list(board.cards(zone)).index(card)))
            assert step, f"{card} was not reached"
        await self.room.press("enter")
        wanted = next(n for n, one in enumerate(board.columns) if one.heading.endswith(column))
        while board.into != wanted:
            await self.room.press("right" if board.into < wanted else "left")
        await self.room.press("enter")

    def _towards(self, zone: int, index: int) -> str:
        spot = self.room.screen.board.spot
        if spot.zone != zone and PILE in (spot.zone, zone):
            return "down" if spot.zone == PILE else "up"
        if spot.zone == zone == PILE:
            return "right" if spot.index < index else "left"
        if spot.zone == zone:
            return "down" if spot.index < index else "up"
        return "right" if spot.zone < zone else "left"

    async def _reach(self, wanted: Choices) -> None:
        for step in _steps():
            if self.room.app.screen.focused is wanted:
                return
            await self.room.press("down" if isinstance(wanted, Moves) else "up")
            assert step, f"{wanted} was not reached"

    async def _choose(self, words: str) -> None:
        focused = self.room.app.screen.focused
        assert isinstance(focused, Choices)
        wanted = next(n for n, option in enumerate(focused.options) if option.text.startswith(words))
        sideways = isinstance(focused, Tiles | Moves)
        for step in _steps():
            if focused.at == wanted:
                break
            forward = focused.at is None or focused.at < wanted
            await self.room.press(
                ("right" if forward else "left") if sideways else "down" if forward else "up"
            )
            assert step, f"{words} was not reached"
        await self.room.press("enter")


class Mouse:
    """Clicks on what can be read on the screen, and nothing else; with no haste, so never twice at once."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def pick(self, words: str) -> None:
        """Click on a tile or an option."""
        await self._click(words)

    async def move(self, words: str) -> None:
        """Click on a move."""
        await self._click(words, last=True)

    async def sort(self, card: str, column: str) -> None:
        """Click on a card, and then on a column."""
        await self._click(card)
        await self._click(column)

    async def _click(self, words: str, *, last: bool = False) -> None:
        rows = [(y, line.index(words)) for y, line in enumerate(self.room.lines) if words in line]
        keys = self.room.app.screen.query_one("#keys").region.y
        rows = [(y, x) for y, x in rows if y < keys and not self._is_question(y)]
        assert rows, f"{words!r} cannot be read:\n{self.room.text}"
        y, x = rows[-1] if last else rows[0]
        self.room.app._click_chain_last_time = None
        await self.room.pilot.click(offset=(x + len(words) // 2, y))
        await self.room.settle()

    def _is_question(self, y: int) -> bool:
        parts = self.room.app.screen.query("#question, #agenda, #title, #said, #lead")
        return any(part.display and part.region.y <= y < part.region.bottom for part in parts)


def _steps() -> range:
    return range(MOST_STEPS, -1, -1)
