"""Words typed at a page of answers: notes beside the answer, both at once, and no answer by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.typed_answer import WhoIsMeant, interpret
from facilitator.plan.entries import Entry
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED
from tests.meeting.talk import Talk

Note = tuple[str, str]


def at(turn: str, item: str = "") -> Talk:
    talk = Talk()
    if turn == "goal.score":
        talk.answer("goal.delivered", "yes", item=f"{item}/{item}.p1")
        talk.answer("goal.show", "Ravi good", "Mum 3", "Mr Lacey 3", "Ms Okafor 3", item=item)
    if turn in ("setup.ways", "child.board"):
        talk.answer("setup.takes-part", "yes")
    if turn == "child.board":
        talk.answer("setup.says-by", "board")
    talk.go(turn, item)
    return talk


def what(event: ev.Event) -> tuple[object, Note | None]:
    """The answer that an event gives, None for none; and the note that it has."""
    answer = {
        ev.ChoiceMade: "option",
        ev.SeveralChosen: "options",
        ev.ScoreSettled: "number",
    }.get(type(event))
    note = getattr(event, "note", None)
    return getattr(event, answer) if answer else None, (note.speaker, note.text) if note else None


BOTH = [
    ("goal.delivered", "o1/o1.p1", "partly: no cover", "partly", (EVERYONE, "no cover")),
    ("goal.delivered", "o1/o1.p1", "partly - no cover", "partly", (EVERYONE, "no cover")),
    ("goal.delivered", "o1/o1.p1", "2 because nobody came", "partly", (EVERYONE, "nobody came")),
    ("goal.delivered", "o1/o1.p1", "Some of it – Mum: not on PE days", "partly", ("mum", "not on PE days")),
    ("goal.delivered", "o1/o1.p1", "3, the room was shut", "no", (EVERYONE, "the room was shut")),
    ("goal.delivered", "o1/o1.p1", "yes, as planned: every day", "yes", (EVERYONE, "every day")),
    ("goal.score", "o1", "3 because it varies", 3, (EVERYONE, "it varies")),
    ("goal.score", "o1", "three: on most days", 3, (EVERYONE, "on most days")),
    ("goal.score", "o1", "not agreed: home is harder", None, (EVERYONE, "home is harder")),
    (
        "setup.ways",
        "",
        "speaks, points: when she is tired",
        ["spoken", "pointed"],
        (EVERYONE, "when she is tired"),
    ),
    ("close.right", "mum", "yes, but: the hall is missing", "yes_but", ("mum", "the hall is missing")),
]


@pytest.mark.parametrize(("turn", "item", "text", "answer", "note"), BOTH)
def test_words_that_begin_with_an_answer_are_both(
    turn: str, item: str, text: str, answer: object, note: Note
) -> None:
    talk = at(turn, item)
    assert what(interpret(talk.meeting, text)) == (answer, note)


ALONE = [
    ("goal.delivered", "o1/o1.p1", "Mum: it stopped at half term", ("mum", "it stopped at half term")),
    (
        "goal.delivered",
        "o1/o1.p1",
        "Mr Lacey: in 4 months we had 2 sessions",
        ("lacey", "in 4 months we had 2 sessions"),
    ),
    ("goal.delivered", "o1/o1.p1", "all: 2 times a week", (EVERYONE, "2 times a week")),
    ("goal.delivered", "o1/o1.p1", "Mum: partly", ("mum", "partly")),
    ("goal.delivered", "o1/o1.p1", "Mum for Ravi: he liked it", (("child", "he liked it"))),
    ("goal.score", "o1", "Ms Okafor: a 4 in my room", ("okafor", "a 4 in my room")),
    ("close.right", "mum", "yes, but the hall is missing", ("mum", "yes, but the hall is missing")),
    ("close.right", "mum", "I would say more", ("mum", "I would say more")),
    ("setup.minutes", "", "Mum must go at 3", (EVERYONE, "Mum must go at 3")),
    ("setup.ways", "", "Mum: he signs a little", ("mum", "he signs a little")),
    ("child.board", "", "Mum: he hates the dinner hall", ("mum", "he hates the dinner hall")),
]


@pytest.mark.parametrize(("turn", "item", "text", "note"), ALONE)
def test_a_sentence_is_a_note_and_the_page_still_asks(turn: str, item: str, text: str, note: Note) -> None:
    talk = at(turn, item)
    here, before = talk.here, talk.question
    event = talk.type(text)
    assert isinstance(event, ev.NoteBeside)
    assert what(event) == (None, note)
    assert talk.here == here
    assert talk.question.chosen == before.chosen
    assert [(line.text, line.beside) for line in talk.question.said[-1:]] == [(note[1], True)]


@pytest.mark.parametrize("text", ["it came and went", "in 4 months", "partly it came", "4 of us saw it"])
def test_whose_note_it_is_is_asked_where_several_may_speak(text: str) -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    with pytest.raises(WhoIsMeant) as asks:
        talk.type(text)
    note = asks.value.by("lacey")
    assert what(note) == (None, ("lacey", text))


@pytest.mark.parametrize("text", ["5", "12", "maybe", "parly", "q"])
def test_a_word_that_is_no_answer_is_refused_and_kept_when_it_comes_again(text: str) -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    with pytest.raises(Refusal, match="which-option"):
        talk.type(text)
    talk.add(ev.SpeakerChosen(person="mum"))
    assert what(talk.type(text, insist=True)) == (None, ("mum", text))


def test_a_note_alone_answers_nothing_and_leads_nowhere() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    before = talk.asked
    talk.type("Mum: no")
    assert talk.asked == before
    assert talk.meeting.place is not None
    assert talk.meeting.place.status == "open"
    talk.tab()
    assert "goal.stopped" not in talk.asked
    assert "goal.barriers" in talk.asked


def test_a_note_is_taken_back_with_its_answer_and_put_back_with_it() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.type("partly - no cover")
    assert [line.text for line in talk.view.everything_said()] == ["no cover"]
    talk.add(ev.Undone())
    assert talk.view.everything_said() == []
    assert talk.question.chosen == ""
    talk.add(ev.Redone())
    assert [line.text for line in talk.view.everything_said()] == ["no cover"]
    assert talk.meeting.minutes.replies.choice("provision.delivered", "o1/o1.p1") == "partly"


def test_a_note_can_be_put_right_like_any_line() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.type("Mum: it stoped")
    (line,) = talk.view.everything_said()
    talk.add(ev.LineChanged(line=line.id, text="it stopped", speaker="lacey"))
    (changed,) = talk.question.said
    assert (changed.text, changed.speaker, changed.beside) == ("it stopped", "Mr Lacey", True)
    talk.add(ev.LineRemoved(line=line.id))
    assert talk.question.said == []


def test_a_note_at_an_answer_that_stands_stays_there() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.type("partly")
    talk.go("goal.delivered", "o1/o1.p1")
    here = talk.here
    talk.type("Mum: on Mondays")
    assert talk.here == here
    assert talk.question.chosen == "partly"


def entries(talk: Talk, words: str) -> list[Entry]:
    return [one for one in talk.review().entries if words in (one.text, one.note) or words in one.note]


def test_in_the_record_a_note_stands_with_its_answer() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.type("Mum: not on Mondays")
    talk.type("partly - no cover")
    (entry,) = entries(talk, "no cover")
    assert (entry.field, entry.value, entry.about) == ("delivered", "partly", "o1.p1")
    assert entry.note == "Mum: not on Mondays\nno cover"


def test_in_the_record_a_note_beside_a_score_is_a_reason_for_it() -> None:
    talk = at("goal.score", "o1")
    talk.type("Mum: only at home")
    talk.type("3")
    (entry,) = entries(talk, "only at home")
    assert (entry.field, entry.about, entry.by) == ("progress.reason", "o1", "mum")


def test_in_the_record_a_note_beside_what_is_no_field_is_put_aside_with_its_question() -> None:
    talk = at("setup.minutes")
    talk.type("Mum: I must go at 3")
    talk.type("45")
    (entry,) = entries(talk, "I must go at 3")
    assert (entry.field, entry.by, entry.manner.turn) == (PARKED, "mum", "setup.minutes")


def test_in_the_record_a_note_beside_how_a_concern_ends_is_its_reason() -> None:
    talk = Talk()
    talk.answer("home.not-working", "Mum: the hall is loud")
    (concern,) = talk.meeting.minutes.said.concerns()
    talk.go("next.concern", concern.id)
    talk.type("watch: Mum: ask again at half term")
    (entry,) = [one for one in talk.review().entries if one.id == concern.id]
    assert entry.match is not None
    assert (entry.match.kind, entry.match.because) == ("watch", "Mum: ask again at half term")


@given(st.text(alphabet="abcdefgh 1234.,-:", min_size=1, max_size=30))
def test_no_note_is_lost_and_no_typed_text_is_both_dropped_and_accepted(text: str) -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.add(ev.SpeakerChosen(person="mum"))
    try:
        event = talk.type(text)
    except (Refusal, ValueError):
        assert talk.view.everything_said() == []
        return
    said = "".join(line.text for line in talk.view.everything_said())
    if isinstance(event, ev.NoteBeside):
        assert said == text.strip() or text.strip().endswith(said)
    else:
        assert text.rstrip().endswith(said)
