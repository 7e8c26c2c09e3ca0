"""Any text that passes the gate can be written, as JSON and into Word, and comes back to the letter."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_text import parse, render
from facilitator.files.plans import open_plan
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter, to_json
from facilitator.plan.letters import clean
from facilitator.plan.people import CHILD
from facilitator.word.lines_to_write_on import without_leaders
from facilitator.work.session import Session
from tests.looking import every_word
from tests.making import support_answered
from tests.meeting.plans import a_plan
from tests.test_session import Clock
from tests.word.packing import MAIN, parts_of
from tests.word_plans import word_plan

ANY = st.text(st.characters(exclude_categories=()), min_size=1)
"""All of Unicode: halves of letters, non-characters, controls and letters that nobody has given a meaning."""

EVERY = [chr(code) for code in range(0x110000)]
TOLD = "The child's views: What's not working"
PIECE = 15_000
"""Letters of one line: a line takes 20,000."""


def held(words: list[str], plan: Path) -> tuple[list[str], OpenPlan, Path]:
    """Hold a review of a Word plan in which the child says these lines; what was said, and the plan."""
    session = Session.begin(open_plan(plan), now=Clock())
    session.record(ev.DateGiven(turn="setup.date", on=date(2027, 3, 12)))
    for text in words:
        session.record(ev.LineSaid(turn="child.hard", speaker=CHILD, text=text))
    # Without a score the document would look as if it were only prepared for a review.
    for answer in support_answered(session.opened.plan, "o1"):
        session.record(answer)
    session.record(ev.ScoreShown(turn="goal.show", item="o1", person=CHILD, number=4))
    session.record(ev.ScoreSettled(turn="goal.score", item="o1", number=4))
    session.record(ev.MeetingEnded(early=True, because=""))
    said = [one.entry.text for one in session.meeting.minutes.said.values()]
    closed = session.write()
    return said, closed.opened, plan


def in_word(said: list[str], opened: OpenPlan) -> None:
    """Hold that each line stands in the document, and is read from it again.

    What looks like a line of the form to write on cannot be told from one: the chair is told so.
    """
    again = open_plan(opened.path).plan
    review = again.last_review
    assert review is not None
    assert review.date == date(2027, 3, 12)
    read = "\n".join(one.text for one in every_word(review))
    for text in said:
        for line in filter(None, map(str.strip, text.split("\n"))):
            assert without_leaders(line) in read
            assert without_leaders(line) == line or any(one.startswith(TOLD) for one in opened.left_out)


@settings(max_examples=12, deadline=None)
@given(st.lists(ANY.filter(lambda text: clean(text).strip()), min_size=1, max_size=4))
@example(["_"])
@example(["Pages ______"])
@example(["☑☒"])
def test_what_is_said_in_any_letters_is_written_into_word_and_read_again(words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        said, opened, _ = held(words, word_plan(Path(folder) / "mina.docx"))
        assert said == [clean(text).strip() for text in words]
        in_word(said, opened)


@pytest.mark.parametrize(
    "words", ["☑ Yes ☐ No", "☐ Yes ☐ No", "☐ ☐", "[x] lunch [ ] maths", "n/a", "[Insert date]"]
)
def test_words_that_look_like_a_part_of_the_form_are_written_and_told(words: str, tmp_path: Path) -> None:
    """They stand in the document to the letter; what is read of them is what the form says by them."""
    said, opened, path = held([words], word_plan(tmp_path / "mina.docx"))
    assert said == [words]
    assert words in "".join(etree.fromstring(parts_of(path.read_bytes())[MAIN]).itertext())
    assert any(one.startswith(TOLD) for one in opened.left_out)


@pytest.mark.sampled(3)
@pytest.mark.slow
@pytest.mark.parametrize("plane", range(0, len(EVERY), 0x20000))
def test_every_letter_there_is_can_be_written_into_word(plane: int, tmp_path: Path) -> None:
    """In nine plans: one that held them all would be larger than any plan."""
    letters = EVERY[plane : plane + 0x20000]
    pieces = ["".join(letters[at : at + PIECE]) for at in range(0, len(letters), PIECE)]
    everything = [clean(piece).strip() for piece in pieces]
    said, opened, path = held(everything, word_plan(tmp_path / "mina.docx"))
    assert said == everything
    in_word(said, opened)
    assert parts_of(path.read_bytes())[MAIN].decode("utf-8")


@given(ANY)
def test_a_plan_and_a_record_keep_every_letter(text: str) -> None:
    plan = a_plan()
    child = plan.child.model_copy(update={"known_as": "", "communication": clean(text).strip()})
    plan = plan.with_child(child)
    assert parse(render(plan)) == plan
    if clean(text).strip():
        said = ev.LineSaid(turn="child.hard", speaker=CHILD, text=text)
        assert event_adapter().validate_python(json.loads(json.dumps(to_json(said)))) == said


@given(ANY)
def test_a_json_file_of_somebody_else_is_read_through_the_gate(text: str) -> None:
    """Escaped or not: half a letter was once read as a question mark."""
    plan = a_plan()
    data = json.loads(render(plan))
    data["children"][0]["communication"] = text
    assert parse(json.dumps(data).encode()).child.communication == clean(text).strip()


def test_the_gate_lets_every_letter_of_a_language_through() -> None:
    """What is replaced is a control, half a letter, no letter at all, or turns the words round it about."""
    for letter in EVERY:
        kind = unicodedata.category(letter)
        if kind not in {"Cc", "Cs", "Cn", "Cf", "Zl", "Zp"}:
            assert clean(letter) == letter, hex(ord(letter))
    for letter in "\u200c\u200d\u200e\u200f\u061c\u00ad\ufe0f\u2060\ufeff\ue000\U000f0000\U0001f9b0":
        assert clean(f"a{letter}b") == f"a{letter}b", hex(ord(letter))
