"""Large letters: block letters where there is room, else space and weight; nothing of the words is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.ui.drawing import block_font
from facilitator.ui.drawing.drawn_text import lit_rows
from facilitator.ui.drawing.large import large_lines
from facilitator.voice.spans import Span
from tests.ui.room import open_room

QUESTION = "What is going well at school?"


NOT_DRAWN = "#$*;<=>@[\\]^_`{|}~"


@pytest.mark.parametrize("letter", [chr(code) for code in range(33, 127) if chr(code) not in NOT_DRAWN])
def test_every_letter_is_drawn_and_no_two_look_alike(letter: str) -> None:
    rows = block_font.glyph(letter)
    assert rows is not None
    assert len(rows) == block_font.HEIGHT
    assert {len(row) for row in rows} == {len(rows[0])}
    assert any(row.strip() for row in rows)
    assert set("".join(rows)) <= set(" ▀▄█")
    others = [chr(code) for code in range(33, 127) if chr(code) != letter]
    assert not [other for other in others if block_font.glyph(other) == rows]
    narrow = block_font.glyph(letter, narrow=True)
    assert narrow is not None
    assert len(narrow) == block_font.HEIGHT
    assert {len(row) for row in narrow} == {(len(rows[0]) + 1) // 2}
    assert not [other for other in others if block_font.glyph(other, narrow=True) == narrow]


@pytest.mark.parametrize(
    ("width", "rows", "size"),
    [(70, 12, "broad"), (70, 11, "narrow"), (40, 20, "broad"), (36, 19, "narrow"), (20, 4, "usual")],
)
def test_letters_are_as_large_as_there_is_room_for(width: int, rows: int, size: str) -> None:
    lines = large_lines(QUESTION, None, width, rows)
    signs = set("".join(line.plain for line in lines))
    assert ("█" in signs, "▌" in signs) == (size == "broad", size == "narrow")
    assert all(line.cell_length <= width for line in lines)
    if size != "usual":
        assert len(lines) <= rows


@pytest.mark.parametrize("width", range(10, 120, 7))
@pytest.mark.parametrize("rows", range(1, 30, 3))
def test_letters_of_a_word_are_never_set_apart(width: int, rows: int) -> None:
    lines = large_lines("Is school hard for you?", None, width, rows)
    words = " ".join(line.plain for line in lines)
    assert "s c h" not in words
    assert "school" in words or {*words} & {*"█▌"}


async def test_a_question_beside_cards_is_large_and_can_be_read(tmp_path: Path) -> None:
    async with open_room(tmp_path, (80, 24)) as room:
        await room.go_to("child.hard")
        await room.press("ctrl+e", "ctrl+e", "ctrl+e", "ctrl+e", "ctrl+b")
        assert "▌" in room.text
        assert "Don't know" in room.words
        assert "Type what they say" in room.words
        assert "s c h" not in room.words


@pytest.mark.parametrize("text", ["Zoë 日本", "", "Supercalifragilisticexpialidocious"])
def test_what_was_never_drawn_or_does_not_fit_is_shown_all_the_same(text: str) -> None:
    lines = large_lines(text, None, 40, 12)
    assert "".join("".join(line.plain.split()) for line in lines) == text.replace(" ", "")


@pytest.mark.parametrize(("width", "rows"), [(70, 12), (70, 5), (20, 3)])
def test_the_word_that_is_said_is_lit_however_it_is_drawn(width: int, rows: int) -> None:
    plain = large_lines(QUESTION, None, width, rows)
    assert lit_rows(plain) is None
    at = QUESTION.index("well")
    lines = large_lines(QUESTION, Span(at, at + 4), width, rows)
    assert [line.plain for line in lines] == [line.plain for line in plain]
    found = lit_rows(lines)
    assert found is not None
    assert len(found) == (block_font.HEIGHT if rows == 12 else 1)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40), (20, 5)])
async def test_a_key_makes_the_question_large_and_usual_again(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_room(tmp_path, size) as room:
        await room.go_to("child.going-well")
        usual = room.text
        await room.press("ctrl+b")
        if size[0] >= 80:
            assert "▀▀▀" in room.text
        elif size[0] == 40:
            assert "W h a t" in room.text or "What is" in room.text
        await room.pilot.resize_terminal(40, 15)
        await room.settle()
        await room.pilot.resize_terminal(*size)
        await room.settle()
        if size[0] >= 40:
            await room.type("I like my cards")
            assert "I like my cards" in room.words
            await room.press("ctrl+z")
        await room.press("ctrl+b")
        await room.settle()
        assert "▀▀▀" not in room.text
        assert room.lines[3:6] == usual.split("\n")[3:6]
