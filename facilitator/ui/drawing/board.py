"""A board in lines: the cards that are left, and columns to put them in; and where each thing stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region

from facilitator.ui.drawing.text import hanging, wrapped

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


class Board(NamedTuple):
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

    def cards(self, zone: int) -> Sequence[str]:
        """Return the cards of the pile or of a column."""
        return self.pile if zone == PILE else self.columns[zone].cards


@dataclass
class Drawing:
    """The lines, and what is where: each card by zone and index, and each column."""

    lines: list[Content] = field(default_factory=list)
    cards: dict[Spot, Region] = field(default_factory=dict)
    columns: dict[int, Region] = field(default_factory=dict)

    def add(self, lines: Sequence[Content]) -> None:
        """Put lines under those that are there."""
        self.lines += lines


def drawn_board(board: Board, width: int) -> Drawing:
    """Return the board for a width; while a card is in hand on a narrow screen the others are put away."""
    drawing = Drawing()
    narrow = width < SIDE_BY_SIDE_FROM
    if not (narrow and board.held):
        _draw_pile(drawing, board, width)
    drawing.add(wrapped(board.prompt, width, "bold $accent-ink" if board.held else "$quiet"))
    if narrow:
        _draw_stacked(drawing, board, width)
    else:
        _draw_beside(drawing, board, width)
    return drawing


def _draw_pile(drawing: Drawing, board: Board, width: int) -> None:
    rows: list[list[Content | str]] = [[]]
    x = 0
    for index, card in enumerate(board.pile):
        chip = _card(card, board, Spot(PILE, index), width)
        if x and x + chip.cell_length > width:
            rows.append([])
            x = 0
        drawing.cards[Spot(PILE, index)] = Region(x, len(rows) - 1, chip.cell_length, 1)
        rows[-1] += [chip, " "]
        x += chip.cell_length + 1
    drawing.add([Content.assemble(*row).truncate(width) for row in rows if row])


def _card(card: str, board: Board, spot: Spot, width: int) -> Content:
    """Return a card in brackets; the one in hand or under the pointer is marked by a sign and a colour."""
    words = Content(card).truncate(max(4, width - 4), ellipsis=True).plain
    if board.held and card == board.held:
        return Content.styled(f"▸{words}◂", "bold $on-accent on $accent-ink")
    if spot == board.at and not board.held:
        style = "bold $on-accent on $accent-ink" if board.loud else "bold $accent-ink"
        return Content.styled(f"▸{words} ", style)
    return Content.assemble(("[", "$line"), (words, "$ink"), ("]", "$line"))


def _draw_stacked(drawing: Drawing, board: Board, width: int) -> None:
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
        drawing.add(lines)


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


def _draw_beside(drawing: Drawing, board: Board, width: int) -> None:
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
    for parts in zip(*drawn, strict=True):
        joined: list[Content | str] = []
        for part in parts:
            joined += [part, " " * _GAP]
        drawing.lines.append(Content.assemble(*joined[:-1]))


def _body(drawing: Drawing, board: Board, number: int, wide: int) -> list[Content]:
    """Return the lines inside a column, and note where its cards stand."""
    top, left = len(drawing.lines) + 1, number * (wide + _GAP) + 2
    lines: list[Content] = []
    for index, card in enumerate(board.columns[number].cards):
        spot = Spot(number, index)
        drawing.cards[spot] = Region(left, top + len(lines), wide - 4, 1)
        lines.append(_card(card, board, spot, wide - 4))
    if board.held and number == board.into and board.held not in board.columns[number].cards:
        lines.append(Content.styled("▸ " + board.held, "bold $accent-ink").truncate(wide - 4, ellipsis=True))
    return lines


def _box(board: Board, number: int, body: list[Content], wide: int, most: int) -> list[Content]:
    target = bool(board.held) and number == board.into
    edges, border = (_HEAVY, "bold $accent-ink") if target else (_LIGHT, "$line")
    heading = Content(f" {board.columns[number].heading} ").truncate(wide - 4, ellipsis=True)
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
