"""The measures of a new document: its page, the widths of columns and the heights of empty rows.

All in twentieths of a point (1440 to the inch, 567 to the centimetre), as Word counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.script.layouts import REVIEW, Column, Grid, LabelledField, Layout, Place

MARGIN = 1020
_SHORT, _LONG = 11906, 16838
"""The sides of A4."""

LABEL_SHARE, PAIR_LABEL_SHARE = 0.26, 0.19
_MOST_COLUMNS = 6
_LETTER, _PADDING = 138, 240
"""The width of a bold letter of 11 points, generously, and of a cell's two margins."""

SHORT_ANSWERS = {
    "child.full_name",
    "child.known_as",
    "child.date_of_birth",
    "child.class_name",
    "review.date",
    "review.next_date",
    "outcome.progress",
}
"""Answers of a line or less, of which two fit beside each other."""

_HEIGHTS = {
    "child.communication": 900,
    "outcome.wording": 860,
    "step.wording": 1300,
    "outcome.advice": 560,
    "provision.what": 1000,
    "provision.who": 1000,
    "provision.how_often": 1000,
}
_VIEWS, _OF_ITEM = 1300, 1400
"""The heights of boxes in which people's words stand: of the review itself, and of one item."""
LINE, HEADING = 480, 440
_NARROW = {"outcome.number", "outcome.progress"}
"""Columns that hold a number, and get no more width than their heading needs."""
_WEIGHTS = {"outcome.wording": 4, "provision.what": 4}


class Page(NamedTuple):
    """A page's sides; `text` is the width between the margins."""

    width: int
    height: int

    @property
    def text(self) -> int:
        """The width that a table may take."""
        return self.width - 2 * MARGIN

    @property
    def lies(self) -> bool:
        """Whether the page is wider than it is tall."""
        return self.width > self.height


def page_of(layout: Layout) -> Page:
    """Return A4 upright, or on its side where a grid has more columns than fit upright."""
    grids = [grid for block in layout.blocks for grid in block.grids]
    lies = any(len(grid.columns) + bool(grid.rows) > _MOST_COLUMNS for grid in grids)
    return Page(_LONG, _SHORT) if lies else Page(_SHORT, _LONG)


def height_of(places: Sequence[Place]) -> int:
    """Return how tall an empty row is that has answers of these places."""
    return max((_height(place) for place in places), default=LINE)


def _height(place: Place) -> int:
    written = _VIEWS if not place.records or place.path.of == REVIEW else _OF_ITEM
    if isinstance(place, LabelledField) and place.answer[:1] == ["under"] and place.path.of == "plan":
        return _VIEWS
    return _HEIGHTS.get(place.records, int(_of_words(place, written, LINE)))


def is_short(place: Place) -> bool:
    """Whether an answer is of a line or less, so that two fit beside each other."""
    return place.records in SHORT_ANSWERS or place.records.startswith("plan.")


def _of_words(place: Place, of_words: float, of_others: float) -> float:
    """Return the one for answers that people give in a review in their own words, or the other."""
    said = place.records.startswith(("review.", "outcome.")) and place.records not in {
        *SHORT_ANSWERS,
        *_NARROW,
    }
    return of_words if said else of_others


def shares(total: int, *parts: float) -> list[int]:
    """Return widths in these shares of a whole, which add up to it."""
    widths = [int(total * part / sum(parts)) for part in parts]
    widths[-1] += total - sum(widths)
    return widths


def grid_widths(grid: Grid, headings: Sequence[str], page: Page) -> list[int]:
    """Return the widths of a grid's columns, that of its row labels first, where it has any.

    Each column gets what the longest word of its heading needs; the rest goes where much is written.
    """
    total = page.text
    first = [int(total * LABEL_SHARE)] if grid.rows else []
    need = [_needed(heading) for heading in headings]
    left = total - sum(first)
    if sum(need) > left:
        return [*first, *shares(left, *need)]
    weights = [_weight(column) for column in grid.columns]
    return [*first, *_fair(left, need, weights if sum(weights) else [1] * len(need))]


def _fair(total: int, need: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Return widths by weight of which each is at least what it needs; they add up to the total."""
    kept = {place: width for place, width in enumerate(need) if not weights[place]}
    while True:
        rest = [place for place in range(len(need)) if place not in kept]
        given = dict(
            zip(rest, shares(total - sum(kept.values()), *(weights[place] for place in rest)), strict=True)
        )
        short = {place: need[place] for place in rest if given[place] < need[place]}
        if not short:
            return [kept.get(place, 0) or given[place] for place in range(len(need))]
        kept |= short


def _needed(heading: str) -> int:
    return max(map(len, heading.split()), default=1) * _LETTER + _PADDING


def _weight(column: Column) -> float:
    if column.records in _NARROW:
        return 0
    return _WEIGHTS.get(column.records, _of_words(column, 4, 2.5))
