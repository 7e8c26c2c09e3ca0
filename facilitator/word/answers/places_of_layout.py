"""Which answers a layout has a place for, whatever the document."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.layouts import Block, LabelledField, Layout, Place
from facilitator.word.answers.agreed import read_action, read_ending
from facilitator.word.answers.phrasing import from_lines
from facilitator.word.form.keys import Key, Values, key_of


def keys_held(layout: Layout) -> frozenset[Key]:
    """Return the keys of a layout without outcome, line or review; review = 1 where it is a review's."""
    return frozenset(
        key_of(says, review=int(_is_reviews(block, places)))
        for block in layout.blocks
        for places in _answers(block)
        if "records" in (says := {name: said for place in places for name, said in place.says().items()})
    )


def held_beside(layout: Layout, field: str) -> list[str]:
    """Return what else goes into the cell of a field of an outcome review: fields, `actions`, `decision`."""
    for block in layout.blocks:
        for places in _answers(block):
            records = [place.records for place in places if place.records][-1:]
            if records == ["progress"] and [place.field for place in places if place.field][-1:] == [field]:
                return [name for place in places for name in place.also]
    return []


def has_agreed(values: Values, review: int, layout: Layout) -> bool:
    """Whether an action with its day, or a changed outcome, stands in a review in the layout's own words.

    These are agreed in a meeting: who prepares a review writes neither.
    """
    return any(
        ((action := read_action(text, layout)) and action.by)
        or ((ending := read_ending(text, layout)) and ending.text)
        for key, lines in values.items()
        if key.records == "progress" and key.review == review and held_beside(layout, key.of)
        for text in from_lines(lines)
    )


def _is_reviews(block: Block, places: list[Place]) -> bool:
    fixed = any(isinstance(place, LabelledField) and place.review for place in places)
    return fixed or block.each == "review" or block.review is not None


def _answers(block: Block) -> Iterator[list[Place]]:
    """Yield the places of each field, column, row and crossing of a block; what a later one says counts."""
    for field in block.fields:
        yield [field]
    for grid in block.grids:
        for column in grid.columns:
            if not grid.rows:
                yield [column]
            for row in grid.rows:
                yield [row, column]
