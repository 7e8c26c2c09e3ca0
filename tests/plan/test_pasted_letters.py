"""White space as word processors write it comes out as spaces and lines, and no letter of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.letters import pasted, typed

SOFT = ["\v", "\f", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\n"]
WIDE = ["\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000", "\t"]

letters = st.text(alphabet="abcXYZ0123456789éß学.,:'-", min_size=1, max_size=8)
spaces = st.sampled_from([*SOFT, *WIDE, " "])


@pytest.mark.parametrize("soft", SOFT)
def test_every_kind_of_line_end_is_one_newline(soft: str) -> None:
    assert pasted(f"a{soft}b") == "a\nb"


@pytest.mark.parametrize("wide", WIDE)
def test_every_kind_of_space_is_one_space(wide: str) -> None:
    assert pasted(f"a{wide}b") == "a b"


def test_a_tab_that_is_typed_stays() -> None:
    assert typed("Mum\the sings") == "Mum\the sings"


@given(st.lists(st.tuples(letters, spaces)))
def test_words_stay_as_they_are_and_nothing_else_than_spaces_and_newlines_parts_them(
    parts: list[tuple[str, str]],
) -> None:
    out = pasted("".join(word + space for word, space in parts))
    assert out.split() == [word for word, _ in parts]
    assert {one for one in out if one.isspace()} <= {" ", "\n"}
    assert pasted(out) == out
