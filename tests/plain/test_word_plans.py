"""Word plans line by line: what must be decided is asked in typed words, and a whole meeting can be piped."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.dialogue.command_shapes import understood
from facilitator.files.plans import open_plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import say
from tests.plain import talk
from tests.plain.test_leaving import by_hand
from tests.plain.test_transcripts import hold
from tests.word_plans import CHILD, OTHER_NAME, word_plan, words_in

MEETING = "today\nMum, parent\nnext\nall\n2\nno\n60\nno\ngo to 4\nMina: I like my cards.\n"
END = "end early because of tea\nwrite\n"
DECISIONS = (
    "append",
    "add-block",
    "tracked",
    "untracked",
    "make-visible",
    "leave-hidden",
    "despite-protection",
    "to",
)


def test_a_whole_meeting_of_a_word_plan_can_be_piped(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half", "tracks", "protected")
    code, said = hold("word-plan", path)
    assert code == 0
    assert "Not recorded" not in said
    text = words_in(path)
    assert text.index("Written in January.") < text.index("I like my cards.")
    assert [review.period for review in open_plan(path).plan.reviews] == [1, 2]
    assert sorted(found.suffix for found in tmp_path.glob("mina*")) == [".docx", ".html"]


def test_of_two_names_the_childs_is_asked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word_plan(tmp_path / "mina.docx", "names")
    code, said = by_hand(path, f"somebody\n2\n{MEETING}leave\n", monkeypatch)
    assert code == 0
    assert said.index(f"1. {OTHER_NAME}") < said.index(f"2. {CHILD}")
    assert open_plan(path).plan.child.full_name == CHILD
    _, again = by_hand(path, "1\nleave\n", monkeypatch)
    assert say("dialogue.which-name") not in again


def test_who_would_rather_not_say_whose_plan_it_is_begins_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = word_plan(tmp_path / "mina.docx", "names")
    assert by_hand(path, "3\n", monkeypatch)[0] == 0
    assert open_plan(path).word is not None
    assert open_plan(path).word.names_to_choose == (OTHER_NAME, CHILD)  # type: ignore[union-attr]


def test_where_two_names_stand_a_piped_meeting_says_which_first(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "names")
    with pytest.raises(NeedsDecision) as asked:
        talk.hold(path, MEETING)
    assert asked.value.options == (f'--child "{OTHER_NAME}"', f'--child "{CHILD}"')


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_decision_has_words_to_read_and_words_to_type(decision: str) -> None:
    assert say(f"session.option-{decision}")
    for shape in say(f"plain.type.decide-{decision}").split("|"):
        assert understood(shape.strip().upper(), f"decide-{decision}") is not None


@pytest.mark.parametrize(
    ("typed", "name"),
    [("yes\n", "mina reviewed.docx"), ("spring\n", "spring.docx"), ("mina\nspring.docx\n", "spring.docx")],
)
def test_a_copy_is_asked_for_its_name(tmp_path: Path, typed: str, name: str) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected")
    before = path.read_bytes()
    code, said = talk.hold(path, f"{MEETING}{END}copy\n{typed}")
    assert code == 0
    assert path.read_bytes() == before
    assert "I like my cards." in words_in(tmp_path / name)
    assert say("plain.ask-type-or-take", text="mina reviewed.docx") in said
    assert say("session.is-copy") in said
    assert (say("session.copy-is-plan") in said) == typed.startswith("mina")


def test_a_name_that_is_taken_is_asked_for_again(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected")
    (tmp_path / "spring.docx").write_bytes(b"somebody's")
    code, said = talk.hold(path, f"{MEETING}{END}2\nspring\nsummer\n")
    assert code == 0
    assert "There is a file of that name already" in said
    assert (tmp_path / "spring.docx").read_bytes() == b"somebody's"
    assert "I like my cards." in words_in(tmp_path / "summer.docx")


@pytest.mark.parametrize("typed", ["~nobody-here/spring\ncopy", "s" * 300])
def test_a_name_that_no_file_can_have_is_asked_for_again(tmp_path: Path, typed: str) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected")
    code, _ = talk.hold(path, f"{MEETING}{END}2\n{typed}\nsummer\n")
    assert code == 0
    assert "I like my cards." in words_in(tmp_path / "summer.docx")


@pytest.mark.parametrize("typed", ["", "copy\n", "back\n", "copy\nback\n"])
def test_an_input_that_ends_before_it_is_decided_writes_nothing(tmp_path: Path, typed: str) -> None:
    path = word_plan(tmp_path / "mina.docx", "protected")
    before = path.read_bytes()
    code, said = talk.hold(path, f"{MEETING}{END}{typed}")
    assert code == 3
    assert path.read_bytes() == before
    assert said.count("To carry on exactly here:") == 1
    code, said = talk.hold(path, "write\ndespite protection\n")
    assert code == 0
    assert words_in(path).count("I like my cards.") == 1


def test_what_the_chair_should_know_is_said_at_the_beginning(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "half")
    notice, *_ = open_plan(path).notices
    code, said = talk.hold(path, "today\nleave\n")
    assert code == 0
    assert said.index(say("plain.notices")) < said.index(notice) < said.index("> today")
    assert notice in talk.hold(path, "leave\n")[1], "and when it is carried on"


def test_without_a_summary_it_is_said_where_the_rest_is_kept(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx")
    said = talk.hold(path, f"{MEETING}{END}")[1]
    offer = say("plain.offer-summary-now", path="<folder>/mina.docx")
    assert said.index(say("review.left-out")) < said.index(offer)
    assert say("plain.no-summary") in said


def test_a_review_that_cannot_be_held_is_refused_before_it_begins(tmp_path: Path) -> None:
    path = word_plan(tmp_path / "mina.docx", "undated")
    with pytest.raises(Refusal, match="held-without-date"):
        talk.hold(path, MEETING)
