"""A board on which a child sorts cards into columns: with the arrows and Enter, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.strip import Strip
from textual.visual import Visual

from facilitator.pictures.small_picture import SIZES
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.board_lines import (
    GAP,
    PILE,
    SIDE_BY_SIDE_FROM,
    BoardPictures,
    BoardState,
    Column,
    Drawing,
    Spot,
    column_width,
    drawn_board,
    rows_above,
)
from facilitator.ui.drawing.half_blocks import half_blocks
from facilitator.ui.widgets.choices import SIDEWAYS, Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.content import Content
    from textual.geometry import Offset, Region

    from facilitator.ui.drawing.half_blocks import Pictured

_USUAL, _TALL, _BESIDES = 3, 8, 8
"""Rows of a column, of one where there is room, and rows for the cards, the prompt and the borders."""

_SPARE = 2
"""Rows for cards that a column keeps under its face."""

_LEAST_COLUMN = 18
"""How wide a column has to be beside a card's picture."""

_ANY_HEIGHT = 1000


class Board(Choices, can_focus=True):
    """Cards and columns. Enter or a click takes a card in hand; a second puts it into a column.

    A card that lies in a column is moved in the same way. Nothing is written down before it is put.
    """

    BINDINGS = [
        *SIDEWAYS,
        Binding("escape", "let_go", show=False),
        Binding("backspace", "let_go", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pile: list[str] = []
        self.columns: list[Column] = []
        self.held = ""
        self.into = 0
        self.spot = Spot(PILE, 0)
        self._drawing = Drawing()
        self._faces: Pictured | None = None
        self._of_card: Callable[[str], Pictured | None] = _no_picture
        self._highest_face = 0
        self._kept: dict[tuple[object, ...], Strip] = {}

    def take_pictures(self, faces: Pictured | None, of_card: Callable[[str], Pictured | None]) -> None:
        """Show the columns' faces and the card at the pointer as pictures where there is room."""
        self._faces, self._of_card = faces, of_card
        self.has_colours_of_its_own = faces is not None
        self.redraw()

    @property
    def has_pictures(self) -> bool:
        """Whether pictures may stand on the board."""
        return self._faces is not None

    def notify_style_update(self) -> None:
        """Draw pictures for another ground."""
        super().notify_style_update()
        self._kept.clear()

    def show_cards(self, pile: Sequence[str], columns: Sequence[Column]) -> None:
        """Show the cards as they lie now; the pointer stays near where it was."""
        if (list(pile), list(columns)) == (self.pile, self.columns):
            return
        self.pile, self.columns = list(pile), list(columns)
        self._kept.clear()
        if self.held not in self.every_card():
            self.held = ""
        self._keep_pointer()
        self.redraw()
        self._follow()

    def begin(self) -> None:
        """Stand at the first card, with none in hand."""
        self.held, self.spot = "", Spot(PILE, 0)
        self._highest_face = _ANY_HEIGHT
        self._keep_pointer()
        self.redraw()

    def take_in_hand(self, card: str) -> None:
        """Take a card in hand: where it goes is asked next."""
        self.held = card
        self.into = next((n for n, column in enumerate(self.columns) if card in column.cards), 0)
        self.redraw()
        self._follow()

    def every_card(self) -> list[str]:
        """Return every card that is here, sorted or not."""
        return [*self.pile, *(card for column in self.columns for card in column.cards)]

    def cards(self, zone: int) -> Sequence[str]:
        """Return the cards of the pile or of a column."""
        return self.pile if zone == PILE else self.columns[zone].cards

    def _keep_pointer(self) -> None:
        """Put the pointer on a card that is there."""
        zone = min(self.spot.zone, len(self.columns) - 1)
        if not self.cards(zone):
            zone = next((one for one in (PILE, *range(len(self.columns))) if self.cards(one)), PILE)
        self.spot = Spot(zone, max(0, min(self.spot.index, len(self.cards(zone)) - 1)))

    # The arrows

    def action_across(self, step: int) -> None:
        """Move to the next card or column; with a card in hand, to the next column for it."""
        zone, index = self.spot.zone, self.spot.index
        if self.held:
            self.into = max(0, min(self.into + step, len(self.columns) - 1))
        elif zone == PILE:
            self.spot = Spot(PILE, max(0, min(index + step, len(self.pile) - 1)))
        else:
            beyond = range(zone + step, len(self.columns) if step > 0 else -1, step)
            zone = next((one for one in beyond if self.cards(one)), zone)
            self.spot = Spot(zone, min(index, len(self.cards(zone)) - 1))
        self.redraw()
        self._follow()

    def action_step(self, step: int) -> None:
        """Move up or down; out of the board at its ends. With a card in hand it is the same as across."""
        if self.held:
            self.action_across(step)
            return
        found = self._next_row(step) if self.spot in self._drawing.cards else None
        if found is None:
            self._hears.left(step)
            return
        self.spot = found
        self.redraw()
        self._follow()

    def _next_row(self, step: int) -> Spot | None:
        """Return the card on the nearest row above or below, as straight from the pointer as can be."""
        places = self._drawing.cards
        here = places[self.spot]
        beyond = [(spot, place) for spot, place in places.items() if (place.y - here.y) * step > 0]
        if not beyond:
            return None
        nearest = min(abs(place.y - here.y) for _, place in beyond)
        row = [(spot, place) for spot, place in beyond if abs(place.y - here.y) == nearest]
        return min(row, key=lambda one: abs(one[1].x - here.x))[0]

    def action_pick(self) -> None:
        """Take the card at the pointer in hand, or put the one in hand where it is held."""
        if self.held:
            self._put(self.into)
        elif self.cards(self.spot.zone):
            self.take_in_hand(self.cards(self.spot.zone)[self.spot.index])

    def action_let_go(self) -> None:
        """Put the card in hand back to where it was."""
        self.held = ""
        self.redraw()
        self._follow()

    def _put(self, column: int) -> None:
        card, self.held = self.held, ""
        self.redraw()
        self._hears.pointed(("card", (card, self.columns[column].id)))

    # The mouse

    def click_at(self, place: Offset) -> None:
        """Take the card that is drawn at a place in hand, or put the one in hand into the column there."""
        over = next((n for n, region in self._drawing.columns.items() if region.contains_point(place)), None)
        card = next(
            (spot for spot, region in self._drawing.cards.items() if region.contains_point(place)), None
        )
        if self.held and over is not None:
            self._put(over)
        elif card is not None:
            self.spot = card
            self.take_in_hand(self.cards(card.zone)[card.index])

    # Drawing

    def on_resize(self, event: events.Resize) -> None:
        """Draw columns as high as there is room for now; Textual calls the base class's own besides."""
        del event
        self._highest_face = _ANY_HEIGHT
        self.redraw()

    @property
    def _pointed_place(self) -> Region | None:
        return self._drawing.columns.get(self.into) if self.held else self._drawing.cards.get(self.spot)

    def _draw_options(self, width: int) -> list[Content]:
        prompt = say("screen.board-where", card=self.held) if self.held else say("screen.board-pick")
        if not self.held and not self.pile:
            prompt = say("screen.board-done")
        least = _TALL if self.size.height >= _TALL + _BESIDES else _USUAL
        board = BoardState(
            self.pile, self.columns, self.spot, self.held, self.into, self.has_focus, prompt, least
        )
        if self._faces and self.columns and width >= SIDE_BY_SIDE_FROM:
            rows = self.size.height - rows_above(board, width) - 2
            board = self._with_pictures(board, self._faces, width, rows)
        self._drawing = drawn_board(board, width)
        return self._drawing.lines

    def _strip(self, row: int, width: int) -> Strip:
        """Put a row together of its parts as they were before: pictures are slow to draw, and most stay."""
        self.lines(width)
        parts, style = self._drawing.parts.get(row), self.visual_style
        if not parts:
            return super()._strip(row, width)
        strips: list[Strip] = []
        for part in parts:
            key = (part.plain, *part.spans)
            if key not in self._kept:
                wide = part.cell_length
                self._kept[key] = Visual.to_strips(self, part, wide, 1, style, apply_selection=False)[0]
            strips += [*([Strip.blank(GAP, style.rich_style)] if strips else []), self._kept[key]]
        return Strip.join(strips).adjust_cell_length(width, style.rich_style)

    def _with_pictures(self, board: BoardState, faces: Pictured, width: int, rows: int) -> BoardState:
        """Return the board with pictures in columns of so many rows, as far as there is room for them."""
        at = self.cards(self.spot.zone)
        words = self.held or (at[self.spot.index] if at else "")
        wide = self._card_place(width, rows)
        card = self._of_card(words) if wide and words else None
        size = (
            next((size for size in card.sizes if size[0] <= wide and size[1] < rows), None) if card else None
        )
        drawn = card.draw(size) if card and size else None
        rows_of_card = half_blocks(drawn[0], size) if drawn and size else ()
        most = max(len(column.cards) for column in self.columns)
        room = min(rows - max(_SPARE, most + bool(self.held)), self._highest_face)
        inner = column_width(width, len(self.columns), wide) - 2
        size = next((size for size in faces.sizes if size[0] <= inner and size[1] <= room), None)
        found = faces.draw(size) if size else None
        if not size or found is None:
            return board
        self._highest_face = size[1]
        pictures = BoardPictures([half_blocks(one, size) for one in found], rows_of_card, words, wide)
        return board._replace(pictures=pictures, least=min(rows, size[1] + _TALL))

    def _card_place(self, width: int, rows: int) -> int:
        """Return how wide the place of a card's picture is, or 0 where there is no room for one."""
        for wide, high in SIZES:
            if high + 1 < rows + 2 and column_width(width, len(self.columns), wide) >= _LEAST_COLUMN:
                return wide
        return 0


def _no_picture(_card: str) -> Pictured | None:
    return None
