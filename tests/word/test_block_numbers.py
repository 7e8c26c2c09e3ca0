"""Which number a block of a form gets where forms print none, the same one twice, or leave some out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from facilitator.word.form.form_reader import TakenNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable


def first_free(taken: Iterable[int], number: int) -> int:
    """Look at every number, one by one."""
    while number in set(taken):
        number += 1
    return number


@given(st.lists(st.integers(1, 30)), st.lists(st.tuples(st.integers(1, 30), st.booleans())))
def test_the_next_free_number_is_the_first_that_nothing_has(
    printed: list[int], asked: list[tuple[int, bool]]
) -> None:
    taken, every = TakenNumbers(printed), set(printed)
    for number, give in asked:
        assert taken.next_free(number) == first_free(every, number)
        if give:
            taken.give(number)
            every.add(number)
