"""SEND support plans as schools have them: read whole, written into, and read again."""

from __future__ import annotations

import pytest

from tests.word.holding import opened
from tests.word.own_forms import Variant
from tests.word.packing import sample
from tests.word.test_own_forms import lost_in, read_and_written
from tests.word.variants_of_send_plans import SEND, send_parts, send_review


@pytest.mark.sampled(2)
@pytest.mark.parametrize("variant", SEND, ids=lambda one: one.name)
def test_an_awkward_send_support_plan_is_read_and_written(variant: Variant) -> None:
    read_and_written(variant, send_parts, send_review, frozenset())


def test_a_document_of_the_form_takes_a_review_and_loses_no_word() -> None:
    word = opened(sample("s004_01_word"))
    assert (word.problems, word.unread) == ((), ())
    assert lost_in(word, send_review, frozenset()) == []
