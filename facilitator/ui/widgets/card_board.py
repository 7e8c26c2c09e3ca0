"""A board on which a child sorts cards into columns: with the arrows and Enter, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region

from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import cut, hanging, in_rows, side_by_side, wrapped
from facilitator.ui.widgets.choices import SIDEWAYS, Choices

if TYPE_CHECKING:
    from textual import events

_USUAL, _TALL, _BESIDES = 3, 8, 8
"""Rows of a column, of one where there is room, and rows for the cards, the prompt and the borders."""


SIDE_BY_SIDE_FROM = 56
"""From this width on the columns stand beside each other."""

PILE = -1
"""The place of the cards that are not sorted yet; columns count from 0."""

_GAP = 2
_LIGHT, _HEAVY = "┌─┐│└┘", "┏━┓┃┗┛"


class Column(NamedTuple):
    """One column: its heading with its sign, and its cards."""

    id: str
    heading: str
    cards: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """Where the pointer stands: in the pile or a column, and at which card."""

    zone: int
    index: int


class BoardState(NamedTuple):
    """All that is drawn: the pile, the columns, the pointer, the card in hand and the column it is held over.

    `loud` says that the board has the focus, `prompt` is the line that says what to do, and `least` the rows
    that a column has at least.
    """

    pile: Sequence[str]
    columns: Sequence[Column]
    at: Spot
    held: str
    into: int
    loud: bool
    prompt: str
    least: int = 3


@dataclass
class Drawing:
    """The lines, and what is where: each card by zone and index, and each column."""

    lines: list[Content] = field(default_factory=list)
    cards: dict[Spot, Region] = field(default_factory=dict)
    columns: dict[int, Region] = field(default_factory=dict)


def drawn_board(board: BoardState, width: int) -> Drawing:
    """Return the board for a width; while a card is in hand on a narrow screen the others are put away."""
    drawing = Drawing()
    narrow = width < SIDE_BY_SIDE_FROM
    if not (narrow and board.held):
        _draw_pile(drawing, board, width)
    drawing.lines += wrapped(board.prompt, width, "bold $accent-ink" if board.held else "$quiet")
    if narrow:
        _draw_stacked(drawing, board, width)
    else:
        _draw_beside(drawing, board, width)
    return drawing


def _draw_pile(drawing: Drawing, board: BoardState, width: int) -> None:
    chips = [_card(card, board, Spot(PILE, index), width) for index, card in enumerate(board.pile)]
    drawing.lines, places = in_rows(chips, 1, width)
    drawing.cards = {Spot(PILE, index): place for index, place in enumerate(places)}


def _card(card: str, board: BoardState, spot: Spot, width: int) -> Content:
    """Return a card in brackets; the one in hand or under the pointer is marked by a sign and a colour."""
    words = cut(Content(card), max(4, width - 4)).plain
    if board.held and card == board.held:
        return Content.styled(f"▸{words}◂", "bold $on-accent on $accent-ink")
    if spot == board.at and not board.held:
        style = "bold $on-accent on $accent-ink" if board.loud else "bold $accent-ink"
        return Content.styled(f"▸{words} ", style)
    return Content.assemble(("[", "$line"), (words, "$ink"), ("]", "$line"))


def _draw_stacked(drawing: Drawing, board: BoardState, width: int) -> None:
    for number, column in enumerate(board.columns):
        target = bool(board.held) and number == board.into
        style = "bold $on-accent on $accent-ink" if target and board.loud else "bold $ink"
        start = f"{'▸' if target else ' '} {column.heading}: "
        y = len(drawing.lines)
        cards: list[Content | str] = []
        for index, card in enumerate(column.cards):
            cards += [_card(card, board, Spot(number, index), width), " "]
        lines = hanging(start, Content.assemble(*cards), width, style)
        _find_cards(drawing, column, number, lines, y)
        drawing.columns[number] = Region(0, y, width, len(lines))
        drawing.lines += lines


def _find_cards(drawing: Drawing, column: Column, number: int, lines: list[Content], y: int) -> None:
    """Note on which line each card stands: a line of its own is near enough for pointer and finger."""
    row = x = 0
    for index, card in enumerate(column.cards):
        first = card.split()[0] if card.split() else card
        while row < len(lines) and (found := lines[row].plain.find(first, x)) < 0:
            row, x = row + 1, 0
        if row == len(lines):
            return
        drawing.cards[Spot(number, index)] = Region(max(0, found - 1), y + row, len(card) + 2, 1)
        x = found + len(first)


def _draw_beside(drawing: Drawing, board: BoardState, width: int) -> None:
    count = len(board.columns)
    if not count:
        return
    wide = (width - _GAP * (count - 1)) // count
    bodies = [_body(drawing, board, number, wide) for number in range(count)]
    most = max(board.least, *(len(body) for body in bodies))
    drawn = [_box(board, number, bodies[number], wide, most) for number in range(count)]
    y = len(drawing.lines)
    for number in range(count):
        drawing.columns[number] = Region(number * (wide + _GAP), y, wide, most + 2)
    drawing.lines += [side_by_side(parts, _GAP) for parts in zip(*drawn, strict=True)]


def _body(drawing: Drawing, board: BoardState, number: int, wide: int) -> list[Content]:
    """Return the lines inside a column, and note where its cards stand."""
    top, left = len(drawing.lines) + 1, number * (wide + _GAP) + 2
    lines: list[Content] = []
    for index, card in enumerate(board.columns[number].cards):
        spot = Spot(number, index)
        drawing.cards[spot] = Region(left, top + len(lines), wide - 4, 1)
        lines.append(_card(card, board, spot, wide - 4))
    if board.held and number == board.into and board.held not in board.columns[number].cards:
        lines.append(cut(Content.styled("▸ " + board.held, "bold $accent-ink"), wide - 4))
    return lines


def _box(board: BoardState, number: int, body: list[Content], wide: int, most: int) -> list[Content]:
    target = bool(board.held) and number == board.into
    edges, border = (_HEAVY, "bold $accent-ink") if target else (_LIGHT, "$line")
    heading = cut(Content(f" {board.columns[number].heading} "), wide - 4)
    rest = edges[1] * (wide - 3 - heading.cell_length)
    style = "bold $on-accent on $accent-ink" if target and board.loud else "bold $ink"
    top = Content.assemble((edges[0] + edges[1], border), (heading.plain, style), (rest + edges[2], border))
    rows = [*body, *[Content("")] * (most - len(body))]
    return [
        top,
        *(
            Content.assemble(
                (f"{edges[3]} ", border), row, " " * (wide - 4 - row.cell_length), (f" {edges[3]}", border)
            )
            for row in rows
        ),
        Content.styled(edges[4] + edges[1] * (wide - 2) + edges[5], border),
    ]


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

    def show_cards(self, pile: Sequence[str], columns: Sequence[Column]) -> None:
        """Show the cards as they lie now; the pointer stays near where it was."""
        if (list(pile), list(columns)) == (self.pile, self.columns):
            return
        self.pile, self.columns = list(pile), list(columns)
        if self.held not in self.every_card():
            self.held = ""
        self._keep_pointer()
        self.redraw()
        self._follow()

    def begin(self) -> None:
        """Stand at the first card, with none in hand."""
        self.held, self.spot = "", Spot(PILE, 0)
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
        self.redraw()

    @property
    def _pointed_place(self) -> Region | None:
        return self._drawing.columns.get(self.into) if self.held else self._drawing.cards.get(self.spot)

    def _draw_options(self, width: int) -> list[Content]:
        prompt = say("screen.board-where", card=self.held) if self.held else say("screen.board-pick")
        if not self.held and not self.pile:
            prompt = say("screen.board-done")
        least = _TALL if self.size.height >= _TALL + _BESIDES else _USUAL
        self._drawing = drawn_board(
            BoardState(
                self.pile, self.columns, self.spot, self.held, self.into, self.has_focus, prompt, least
            ),
            width,
        )
        return self._drawing.lines
