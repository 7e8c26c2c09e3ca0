"""The lines of a board: the pile of cards, and the columns that they are sorted into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region

from facilitator.ui.drawing.drawn_text import centred, cut, hanging, in_rows, side_by_side, wrapped

SIDE_BY_SIDE_FROM = 56
"""From this width on the columns stand beside each other."""

PILE = -1
"""The place of the cards that are not sorted yet; columns count from 0."""

GAP = 2
_LIGHT, _HEAVY = "┌─┐│└┘", "┏━┓┃┗┛"


class Column(NamedTuple):
    """One column: its heading with its sign, its cards, and the heading's word for under a picture's sign."""

    id: str
    heading: str
    cards: tuple[str, ...]
    word: str = ""


class BoardPictures(NamedTuple):
    """The rows of each column's face, and of the card at the pointer, which has its words under it.

    `wide` is how many columns the card's place is; 0 = there is none. No faces: the signs of today.
    """

    faces: Sequence[Sequence[Content]] = ()
    card: Sequence[Content] = ()
    words: str = ""
    wide: int = 0


@dataclass(frozen=True)
class Spot:
    """Where the pointer stands: in the pile or a column, and at which card."""

    zone: int
    index: int


class BoardState(NamedTuple):
    """All that is drawn: the pile, the columns, the pointer, the card in hand and the column it is held over.

    `loud` says that the board has the focus, `prompt` is the line that says what to do, and `least` the rows
    that a column has at least, with its face.
    """

    pile: Sequence[str]
    columns: Sequence[Column]
    at: Spot
    held: str
    into: int
    loud: bool
    prompt: str
    least: int = 3
    pictures: BoardPictures = BoardPictures()

    @property
    def left(self) -> int:
        """Where the columns begin."""
        return self.pictures.wide + GAP if self.pictures.wide else 0


@dataclass
class Drawing:
    """The lines, and what is where: each card by zone and index, and each column."""

    lines: list[Content] = field(default_factory=list)
    cards: dict[Spot, Region] = field(default_factory=dict)
    columns: dict[int, Region] = field(default_factory=dict)
    parts: dict[int, tuple[Content, ...]] = field(default_factory=dict)
    """The parts of lines with pictures, by the line: of these only one changes at a key."""


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


def rows_above(board: BoardState, width: int) -> int:
    """Return the rows of the pile and of what is to be done, which stand above the columns."""
    drawing = Drawing()
    _draw_pile(drawing, board, width)
    return len(drawing.lines) + len(wrapped(board.prompt, width))


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


def column_width(width: int, count: int, card: int) -> int:
    """Return how wide each of so many columns is beside a card's place of so many columns, or none."""
    return (width - (card + GAP if card else 0) - GAP * (count - 1)) // max(1, count)


def _draw_beside(drawing: Drawing, board: BoardState, width: int) -> None:
    count = len(board.columns)
    if not count:
        return
    wide = column_width(width, count, board.pictures.wide)
    bodies = [_body(drawing, board, number, wide) for number in range(count)]
    most = max(board.least, *(len(body) for body in bodies))
    drawn = [_box(board, number, bodies[number], wide, most) for number in range(count)]
    y = len(drawing.lines)
    for number in range(count):
        drawing.columns[number] = Region(board.left + number * (wide + GAP), y, wide, most + 2)
    columns = [side_by_side(parts, GAP) for parts in zip(*drawn, strict=True)]
    if board.pictures.wide:
        for row, parts in enumerate(zip(_card_place(board, most + 2), columns, strict=True), start=y):
            drawing.parts[row] = parts
            drawing.lines.append(side_by_side(parts, GAP))
    else:
        drawing.lines += columns


def _card_place(board: BoardState, rows: int) -> list[Content]:
    """Return the picture of the card at the pointer with its words under it; empty where it has none."""
    wide, words = board.pictures.wide, board.pictures.words
    style = "bold $on-accent on $accent-ink" if board.held else "bold $ink"
    under = [centred(line, wide, style) for line in wrapped(words, wide, style)]
    lines = [*(centred(row, wide) for row in board.pictures.card), *under]
    return [*lines, *[Content(" " * wide)] * (rows - len(lines))][:rows]


def _body(drawing: Drawing, board: BoardState, number: int, wide: int) -> list[Content]:
    """Return the lines inside a column, and note where its cards stand."""
    top, left = len(drawing.lines) + 1, board.left + number * (wide + GAP) + _edge(board)
    room = wide - 2 * _edge(board)
    face = board.pictures.faces[number] if board.pictures.faces else ()
    lines: list[Content] = [centred(row, room) for row in face]
    for index, card in enumerate(board.columns[number].cards):
        spot = Spot(number, index)
        drawing.cards[spot] = Region(left, top + len(lines), room, 1)
        lines.append(_card(card, board, spot, room + (2 if face else 0)))
    if board.held and number == board.into and board.held not in board.columns[number].cards:
        lines.append(cut(Content.styled("▸ " + board.held, "bold $accent-ink"), room))
    return lines


def _edge(board: BoardState) -> int:
    """Return what stands before and after a line of a column: its border, and a space where there is room."""
    return 1 if board.pictures.wide else 2


def _box(board: BoardState, number: int, body: list[Content], wide: int, most: int) -> list[Content]:
    target = bool(board.held) and number == board.into
    edges, border = (_HEAVY, "bold $accent-ink") if target else (_LIGHT, "$line")
    column, gap = board.columns[number], " " * (_edge(board) - 1)
    called = column.word if board.pictures.faces and column.word else column.heading
    heading = cut(Content(f" {called} "), wide - 4)
    rest = edges[1] * (wide - 3 - heading.cell_length)
    style = "bold $on-accent on $accent-ink" if target and board.loud else "bold $ink"
    top = Content.assemble((edges[0] + edges[1], border), (heading.plain, style), (rest + edges[2], border))
    rows = [*body, *[Content("")] * (most - len(body))]
    return [
        top,
        *(
            Content.assemble(
                (edges[3] + gap, border),
                row,
                " " * (wide - 2 * _edge(board) - row.cell_length),
                (gap + edges[3], border),
            )
            for row in rows
        ),
        Content.styled(edges[4] + edges[1] * (wide - 2) + edges[5], border),
    ]
