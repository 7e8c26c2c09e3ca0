"""Tiles and the board as lines: nothing is wider than its place, and a click finds what is drawn there."""

from __future__ import annotations

import pytest

from facilitator.ui.drawing.board_lines import PILE, BoardState, Column, Spot, drawn_board
from facilitator.ui.drawing.option_lines import drawing_of, sign_of
from facilitator.ui.widgets.choices import Choice
from facilitator.ui.widgets.tiles import Look, layout, tile_lines

WORDS = [
    "Yes",
    "No",
    "Don't know",
    "I don't get the question",
    "漢字かな交じり文",
    "[b]bold[/b]",
    "e\u0301te\u0301",
]
CHOICES = [
    Choice(words, words, sign=sign_of("yes"), drawing=drawing_of("yes"), key=str(number))
    for number, words in enumerate(WORDS, start=1)
]
CARDS = ["Break time", "Lunch", "漢字かな交じり文", "[b]bold[/b]", "a card of many words that go on and on"]


@pytest.mark.parametrize("count", range(1, len(CHOICES) + 1))
@pytest.mark.parametrize("width", [24, 38, 60, 76, 110])
def test_tiles_stay_within_their_rows_and_columns(width: int, count: int) -> None:
    for rows in (3, 4, 6, 12, 30):
        choices = CHOICES[:count]
        stands = layout(choices, width, rows)
        if stands is None:
            continue
        lines = tile_lines(choices, 0, stands, Look(loud=True, large=stands.drawing > 1))
        assert len(lines) <= rows
        assert all(line.cell_length <= width for line in lines)
        for index in range(count):
            region = stands.region(index)
            assert region.right <= width
            assert region.bottom <= len(lines)


def test_every_word_of_every_tile_is_drawn_in_its_own_place() -> None:
    choices = CHOICES[:4]
    stands = layout(choices, 76, 8)
    assert stands is not None
    lines = tile_lines(choices, 2, stands, Look(loud=False, large=True))
    for index, choice in enumerate(choices):
        place = stands.region(index)
        shown = " ".join(line.plain[place.x : place.right] for line in lines[place.y : place.bottom])
        assert all(word in shown for word in choice.text.split())
        assert ("┏" in shown) == (index == 2)


def test_where_only_a_list_fits_there_are_no_tiles() -> None:
    assert layout(CHOICES, 40, 3) is None
    assert layout(CHOICES[:2], 11, 30) is None


@pytest.mark.parametrize("width", [24, 38, 60, 76, 110])
@pytest.mark.parametrize("held", ["", "Lunch", "a card of its own"])
def test_the_board_is_no_wider_than_its_place_and_cards_are_where_they_are_clicked(
    width: int, held: str
) -> None:
    columns = [
        Column("good", "(^_^) Good", tuple(CARDS[:2])),
        Column("so_so", "(-_-) So-so", ()),
        Column("hard", "(>_<) Hard", tuple(CARDS[2:])),
    ]
    pile = ["Reading", "Writing", *(["a card of its own"] if held else [])]
    drawing = drawn_board(BoardState(pile, columns, Spot(PILE, 0), held, 1, True, "Choose a card."), width)
    assert all(line.cell_length <= width for line in drawing.lines)
    for number, column in enumerate(columns):
        place = drawing.columns[number]
        assert place.bottom <= len(drawing.lines)
        shown = "".join(line.plain for line in drawing.lines[place.y : place.bottom])
        assert column.heading in shown
    for spot, place in drawing.cards.items():
        card = (pile if spot.zone == PILE else columns[spot.zone].cards)[spot.index]
        assert card[:3] in drawing.lines[place.y].plain
