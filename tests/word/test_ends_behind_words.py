"""What ended between reviews says so behind its words, where a form strikes nothing out; and is read back."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.plan.nouns import Ended
from facilitator.script.loading import find_prompts
from facilitator.script.phrases_in_forms import load_phrases
from facilitator.word.answers.marks import read_end, with_end


@pytest.mark.parametrize("because", ["", "he reads alone now", "no cover: nobody came"])
@pytest.mark.parametrize("how", ["achieved", "removed", "amended"])
def test_it_is_read_as_it_was_written(how: str, because: str) -> None:
    phrases = load_phrases(find_prompts())
    given = {"how": how, "on": date(2026, 3, 12), "by": "Ms Ash", "because": because}
    ended = Ended.model_validate(given)
    written = with_end("Talk group", ended, phrases, "%d/%m/%Y")
    assert not written.endswith((": ]", ":]"))
    assert read_end(written, phrases) == ("Talk group", ended)
