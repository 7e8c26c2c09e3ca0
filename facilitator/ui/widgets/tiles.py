"""Tiles: large boxes with a word and a drawing, side by side, or one under the other where there is no room.

Boxes are drawn in the plainest box characters, which every terminal has. The tile at the pointer has a
heavy border and a sign besides its colour, and one that was chosen before a tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.visual import Visual

from facilitator.ui.drawing.drawn_text import centred, side_by_side
from facilitator.ui.drawing.half_blocks import half_blocks
from facilitator.ui.widgets.choices import SIDEWAYS, Choice, Choices

if TYPE_CHECKING:
    from facilitator.pictures.small_picture import SmallPicture
    from facilitator.ui.drawing.half_blocks import Pictured, Size

GAP = 2
WIDEST, NARROWEST = 28, 12
POINTER, CHOSEN = "▸", "✓"

_LIGHT, _HEAVY = "┌─┐│└┘", "┏━┓┃┗┛"


class Layout(NamedTuple):
    """How tiles stand: how many in a row, how wide each is, and how many lines its drawing and words take."""

    in_row: int
    width: int
    drawing: int
    words: int

    @property
    def height(self) -> int:
        """The rows of one tile, with its border."""
        return self.drawing + self.words + 2

    def region(self, index: int) -> Region:
        """Return where a tile stands."""
        row, column = divmod(index, self.in_row)
        return Region(column * (self.width + GAP), row * self.height, self.width, self.height)


def layout(choices: Sequence[Choice], width: int, rows: int) -> Layout | None:
    """Return the largest layout that fits, or None where only a list does."""
    for large in (True, False):
        drawing = max((len(_drawing(choice, large=large)) for choice in choices), default=0)
        for in_row in range(len(choices), 0, -1):
            found = _try(choices, width, in_row, drawing)
            if found and found.height * -(-len(choices) // in_row) <= rows:
                return found
    return None


def pictured_layout(
    choices: Sequence[Choice], width: int, rows: int, sizes: Sequence[Size]
) -> tuple[Layout, Size] | None:
    """Return one row of tiles with the largest pictures that fit, and their size; None = there is no room."""
    for columns, high in sizes:
        found = _try(choices, width, len(choices), high)
        if found and found.width >= columns + 2 and found.height <= rows:
            return found, (columns, high)
    return None


def _try(choices: Sequence[Choice], width: int, in_row: int, drawing: int) -> Layout | None:
    wide = min(WIDEST, (width - GAP * (in_row - 1)) // in_row)
    words = [word for choice in choices for word in choice.text.split()]
    longest = max((Content(word).cell_length for word in words), default=1)
    if wide < max(NARROWEST, longest + 4):
        return None
    lines = max(len(_words(choice, wide - 4)) for choice in choices)
    return Layout(in_row, wide, drawing, lines)


def _drawing(choice: Choice, *, large: bool) -> tuple[str, ...]:
    if large and choice.drawing:
        return choice.drawing
    return (choice.sign,) if choice.sign else ()


def _words(choice: Choice, width: int) -> list[Content]:
    return Content(choice.text).wrap(max(1, width)) or [Content("")]


class Look(NamedTuple):
    """Whether the tile at the pointer has the focus; the larger drawings, or pictures of a size instead."""

    loud: bool
    large: bool
    pictures: Sequence[SmallPicture | None] = ()
    size: Size = (0, 0)


def tile_lines(choices: Sequence[Choice], at: int | None, stands: Layout, look: Look) -> list[Content]:
    """Return the tiles row by row."""
    tiles = [tile(choice, stands, look, index, here=index == at) for index, choice in enumerate(choices)]
    return _in_rows(tiles, stands)


def _in_rows(tiles: Sequence[list[Content]], stands: Layout) -> list[Content]:
    rows = (tiles[first : first + stands.in_row] for first in range(0, len(tiles), stands.in_row))
    return [side_by_side(line, GAP) for row in rows for line in zip(*row, strict=True)]


def _picture(look: Look, index: int) -> list[Content]:
    """Return the rows of an option's picture, or none."""
    if not look.pictures:
        return []
    return half_blocks(look.pictures[index], look.size)


def tile(choice: Choice, stands: Layout, look: Look, index: int, *, here: bool) -> list[Content]:
    """Return the lines of one tile."""
    picture = _picture(look, index)
    shown = here and look.loud
    style = "bold $on-accent on $accent-ink" if shown else "bold $ink"
    border = style if shown else "bold $accent-ink" if here else "$line"
    edges = _HEAVY if here else _LIGHT
    inner = stands.width - 2
    drawing = () if picture else _drawing(choice, large=look.large)
    above = (stands.drawing - len(drawing)) // 2
    rows = [""] * above + list(drawing) + [""] * (stands.drawing - above - len(drawing))
    middle = [_centred(row, inner) for row in ([] if picture else rows)]
    words = [line.plain.strip() for line in _words(choice, inner - 2)]
    words += [""] * (stands.words - len(words))
    middle += [_centred(word, inner) for word in words]
    top = _edge(f" {choice.label} " if choice.label else "", inner, edges[1], left=True)
    marks = "".join(mark for mark, on in ((POINTER, here), (CHOSEN, choice.chosen)) if on)
    bottom = _edge(f" {marks} " if marks else "", inner, edges[1], left=False)
    return [
        Content.styled(edges[0] + top + edges[2], border),
        *(
            Content.assemble((edges[3], border), centred(row, inner, style), (edges[3], border))
            for row in picture
        ),
        *(Content.assemble((edges[3], border), (row, style), (edges[3], border)) for row in middle),
        Content.styled(edges[4] + bottom + edges[5], border),
    ]


def _edge(words: str, width: int, line: str, *, left: bool) -> str:
    rest = line * (width - len(words) - 1)
    return f"{line}{words}{rest}" if left else f"{rest}{words}{line}"


def _centred(text: str, width: int) -> str:
    cells = Content(text).cell_length
    before = max(0, (width - cells) // 2)
    return " " * before + text + " " * max(0, width - cells - before)


class Shown(NamedTuple):
    """A tile as it stands: which one, whether the pointer is there, and whether with the focus."""

    place: int
    here: bool
    loud: bool


class KeptTiles:
    """Tiles with pictures, each in every way that it was shown since they are what they are."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self.now: list[Shown] = []
        self.tiles: dict[Shown, list[Content]] = {}
        self.strips: dict[tuple[Shown, int], Strip] = {}

    def begin(self, of: tuple[object, ...]) -> None:
        """Forget what was drawn of anything else."""
        if of != self._of:
            self._of = of
            self.forget()
        self.now = []

    def forget(self) -> None:
        """Forget all, because the colours changed."""
        self.tiles.clear()
        self.strips.clear()

    def tile(self, choices: Sequence[Choice], stands: Layout, look: Look, shown: Shown) -> list[Content]:
        """Return the lines of a tile."""
        if shown not in self.tiles:
            self.tiles[shown] = tile(choices[shown.place], stands, look, shown.place, here=shown.here)
        return self.tiles[shown]


class Tiles(Choices, can_focus=True):
    """Options as boxes; `room` is how many rows they may take, and with too few they are a list.

    An arrow that leads out of the tiles is told to the screen, and so is that one was pointed at.
    """

    BINDINGS = SIDEWAYS

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.room = 0
        self._stands: Layout | None = None
        self._pictured: Pictured | None = None
        self._kept = KeptTiles()

    def take_pictures(self, pictures: Pictured | None) -> None:
        """Show pictures in place of the drawings where there is room; None = none."""
        self._pictured = pictures
        self.has_colours_of_its_own = pictures is not None

    def notify_style_update(self) -> None:
        """Draw pictures for another ground."""
        super().notify_style_update()
        self._kept.forget()

    def picture_rows(self, width: int, rows: int) -> int:
        """Return how high pictures would be within so many rows; 0 = there are none, or no room for them."""
        if not self._pictured or not self.options:
            return 0
        found = pictured_layout(self.options, width, rows, self._pictured.sizes)
        return found[1][1] if found else 0

    def give_room(self, rows: int) -> None:
        """Draw within so many rows."""
        if rows != self.room:
            self.room = rows
            self.redraw()

    def action_step(self, step: int) -> None:
        """Move the pointer up or down, or out of the tiles."""
        in_row = self._stands.in_row if self._stands else 1
        if self.at is None and step > 0:
            self.action_edge(-1)
        elif self.at is not None and 0 <= self.at + step * in_row < len(self.options):
            self.place(self.at + step * in_row)
        elif self.at is None or not self._goes_to_last_row(step, in_row):
            self._hears.left(step)

    def _goes_to_last_row(self, step: int, in_row: int) -> bool:
        """Go down from above a gap in the last row to the last tile; False where there is none below."""
        assert self.at is not None  # noqa: S101 - the caller has looked
        last = len(self.options) - 1
        if step < 0 or self.at // in_row == last // in_row:
            return False
        self.place(last)
        return True

    def action_pick(self) -> None:
        """Pick the tile at the pointer: it was pointed at."""
        if self.at is not None and self.options:
            self._hears.pointed(self.options[self.at].value)

    def _draw_options(self, width: int) -> list[Content]:
        look = self._with_pictures(width)
        if look is None:
            self._stands = layout(self.options, width, self.room) if self.options else None
        self._points_into = Offset(1, 1) if self._stands else Offset()
        if self._stands is None:
            return super()._draw_options(width)
        self._places = [self._stands.region(index) for index in range(len(self.options))]
        large = max((len(option.drawing) for option in self.options), default=0) <= self._stands.drawing
        if look is None:
            self._kept.begin(())
            return tile_lines(self.options, self.at, self._stands, Look(self.has_focus, large))
        self._kept.begin((self._stands, look.size, *look.pictures, *self.options))
        self._kept.now = [
            Shown(at, at == self.at, at == self.at and self.has_focus) for at in range(len(self.options))
        ]
        tiles = [self._kept.tile(self.options, self._stands, look, at) for at in self._kept.now]
        return _in_rows(tiles, self._stands)

    def _strip(self, row: int, width: int) -> Strip:
        """Put a row together of what each tile was before: pictures are slow to draw, and most stay."""
        here = row < len(self.lines(width))
        kept, stands, style = self._kept, self._stands, self.visual_style
        if stands is None or not kept.now or not here:
            return super()._strip(row, width)
        parts: list[Strip] = []
        for shown in kept.now:
            if (shown, row) not in kept.strips:
                line = kept.tiles[shown][row]
                kept.strips[shown, row] = Visual.to_strips(
                    self, line, stands.width, 1, style, apply_selection=False
                )[0]
            gap = [Strip.blank(GAP, style.rich_style)] if parts else []
            parts += [*gap, kept.strips[shown, row]]
        return Strip.join(parts).adjust_cell_length(width, style.rich_style)

    def _with_pictures(self, width: int) -> Look | None:
        """Return the look with pictures where there is room, with the tiles standing as they want it."""
        if not self._pictured or not self.options:
            return None
        found = pictured_layout(self.options, width, self.room, self._pictured.sizes)
        pictures = self._pictured.draw(found[1]) if found else None
        if not found or pictures is None:
            return None
        self._stands = found[0]
        return Look(self.has_focus, large=True, pictures=pictures, size=found[1])
