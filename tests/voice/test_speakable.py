"""What is written is said in words, names are kept, and every spoken letter knows where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.spoken import load_spoken
from facilitator.voice.spans import WordTracker, word_spans
from facilitator.voice.speakable import Speaking
from tests.voice.heard import SPEAKING

SAID = [
    ("Hello", "Hello."),
    ("Is it loud?", "Is it loud?"),
    ("The TA and the SaLT came", "The teaching assistant and the speech and language therapist came."),
    ("Two TAs, one SENCO", "Two teaching assistants, one senco."),
    ("crayons, paints etc. and glue", "crayons, paints and so on and glue."),
    ("We did PE. Then maths", "We did P E. Then maths."),
    ("a game (e.g. chess) i.e. fun", "a game (for example chess) that is fun."),
    ("Dr. Okoro & Mrs Lee", "Doctor Okoro and Missus Lee."),
    ("a score of 1-5", "a score of 1 to 5."),
    ("a score of 1–5.", "a score of 1 to 5."),
    ("80% of days", "80 per cent of days."),
    ("It costs £3.50, £1 or £1,200", "It costs 3 pounds 50, 1 pound or 1200 pounds."),
    ("£1.50 a day, £0.80 a snack", "1 pound 50 a day, 80 p a snack."),
    ("on 12/03/2026", "on 12th of March 2026."),
    ("by 2026-05-01.", "by 1st of May 2026."),
    ("31/31/2026", "31 or 31 or 2026."),
    ("at 9:00, 9:05 and 10:30am", "at 9 o'clock, 9 oh 5 and 10 30 in the morning."),
    ("at 2pm", "at 2 in the afternoon."),
    ("3/4 of it, 4/5 days, in 2025/26", "three quarters of it, 4 out of 5 days, in 2025 to 26."),
    ("Y6 in KS2", "Year 6 in Key Stage 2."),
    ("1:1 help and/or a buddy", "one to one help and or a buddy."),
    ("his/her book", "his or her book."),
    ("2 + 2 = 4", "2 plus 2 equals 4."),
    ("I like it – really", "I like it, really."),
    ("- one thing\n- two things", "one thing. two things."),
    ("a line that\nis wrapped", "a line that is wrapped."),
    ("She said “yes.”\nNext", "She said “yes.” Next."),
    ("Where: ........ Who: ____", "Where: Who:"),
    ("happy 😀👍🏽 now", "happy now."),
    ("well-being, don’t, O’Neill, Zoë, 3.5", "well-being, don’t, O’Neill, Zoë, 3.5."),
    ("☒ yes ☐ no", "yes yes no."),
    ("", ""),
    ("... – !", ""),
    ("😀", ""),
]


@pytest.mark.parametrize(("written", "spoken"), SAID)
def test_it_is_said_in_words(written: str, spoken: str) -> None:
    assert SPEAKING.speakable(written).spoken == spoken


@pytest.mark.parametrize(("written", "spoken"), SAID)
def test_each_word_that_is_said_lights_the_written_one(written: str, spoken: str) -> None:
    text = SPEAKING.speakable(written)
    tracker = WordTracker(written)
    lit = [tracker.heard(text.written_at(word.start)) for word in word_spans(spoken)]
    found = [written[slice(*word)] for word in lit if word]
    silent = {"–", "-", "☐", "😀", "😀👍🏽", "........", "____", "...", "!"}
    assert found == [word for word in written.split() if word not in silent]


def test_names_are_kept_as_they_are() -> None:
    with_names = Speaking(load_spoken(), ["Ed Sen TA", "Y7"])
    assert with_names.speakable("TA, TA's mum, Y7 and Sen").spoken == "TA, TA's mum, Y7 and Sen."
    assert SPEAKING.speakable("Ta and Ep").spoken == "Ta and Ep."


@given(st.text(max_size=80) | st.text(alphabet="TAe.g1-5/ &%£\n“”–😀☒2:pm ", max_size=60))
def test_every_spoken_letter_knows_a_written_place_and_never_goes_back(written: str) -> None:
    text = SPEAKING.speakable(written)
    assert len(text.origins) == len(text.spoken)
    assert list(text.origins) == sorted(text.origins)
    assert all(0 <= place < len(written) for place in text.origins)
    text.spoken.replace("\0", " ").encode("utf-8", "replace")
    for place in range(len(written) + 1):
        start = text.spoken_at(place)
        assert 0 <= start <= len(text.spoken)
        if start < len(text.spoken):
            words = word_spans(written)
            assert text.origins[start] >= min(
                (word.start for word in words if word.end > place), default=place
            )


def test_it_can_begin_at_any_word() -> None:
    text = SPEAKING.speakable("The TA gave 80% & left")
    begun = {place: text.spoken[text.spoken_at(place) :] for place in (0, 4, 5, 12, 16, 18)}
    assert begun[4].strip() == begun[5].strip() == "teaching assistant gave 80 per cent and left."
    assert begun[12].strip() == "80 per cent and left."
    assert begun[16].strip() == "and left."
    assert begun[18].strip() == "left."


def test_a_school_may_say_things_its_own_way_and_is_told_what_is_wrong(tmp_path: Path) -> None:
    own = (find_prompts() / "shared" / "spoken.yaml").read_text("utf-8")
    (tmp_path / "shared").mkdir()
    path = tmp_path / "shared" / "spoken.yaml"
    path.write_text(own.replace("TA: teaching assistant", "TA: helper"), encoding="utf-8")
    assert Speaking(load_spoken(tmp_path)).speakable("the TA").spoken == "the helper."
    assert check_prompts(tmp_path) == []
    path.write_text(own.replace("percent:", "percents:"), encoding="utf-8")
    codes = {finding.code for finding in check_prompts(tmp_path)}
    assert codes == {"script.unknown-key", "script.missing-key"}
    with pytest.raises(Refusal, match=r"script\.unknown-key"):
        load_spoken(tmp_path)
