"""A conversation that was pasted in becomes one line for each thing that was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting.typed_answer import interpret, lines_of
from facilitator.meeting.who_is_speaking import WhoIsMeant
from tests.meeting.spellings import ORDINARY, PEOPLE
from tests.meeting.test_whose_words import CHILDS, at, interpreted, said, whose


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("Mum: one\nMr Lindqvist: two", ["Mum: one", "Mr Lindqvist: two"]),
        ("Mum: one\r\n\r\n  mr lindquist: two".replace("\r", ""), ["Mum: one", "mr lindquist: two"]),
        ("I like cards\nMum: he does", ["I like cards", "Mum: he does"]),
        ("- Mum: one\n- Mrs Holroyd – two", ["- Mum: one", "- Mrs Holroyd – two"]),
        ("Mum: one\nand more\nSENCO: two", ["Mum: one", "and more", "SENCO: two"]),
        ("Mum: cards\n- blue\n- red", ["Mum: cards\n- blue\n- red"]),
        ("Mum: cards\n- blue\nSENCO: yes", ["Mum: cards\n- blue", "SENCO: yes"]),
        ("Mum: the hall is loud\nand the bus", ["Mum: the hall is loud", "and the bus"]),
        ("blue\nred\nlunch: pasta", ["blue\nred\nlunch: pasta"]),
        ("Mum\nI like it", ["Mum – I like it"]),
        ("Mum\nMr Lindqvist", ["Mum\nMr Lindqvist"]),
        ("Mum\nMr Lindqvist: two", ["Mum", "Mr Lindqvist: two"]),
        ("one line", ["one line"]),
    ],
)
def test_which_lines_a_conversation_has(pasted: str, lines: list[str]) -> None:
    assert lines_of(CHILDS.meeting, pasted) == lines


def test_numbers_are_a_line_each_and_no_reason_of_somebody_else() -> None:
    talk = at("goal.delivered", "o1/o1.p1")
    talk.type("yes")
    talk.go("goal.show", "o1")
    assert lines_of(talk.meeting, "Mum 2 because of tears\nMr Lindqvist 3") == [
        "Mum 2 because of tears",
        "Mr Lindqvist 3",
    ]


def test_a_date_is_never_cut_into_lines() -> None:
    assert lines_of(at("setup.date").meeting, "12 March\nMum: 13 March") == ["12 March\nMum: 13 March"]


@given(spoken=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(ORDINARY)), min_size=2, max_size=8))
def test_each_of_a_conversation_says_what_they_said(spoken: list[tuple[object, str]]) -> None:
    pasted = "\n".join(f"{person.name}: {words}" for person, words in spoken)  # type: ignore[attr-defined]
    events = [interpreted(CHILDS, line) for line in lines_of(CHILDS.meeting, pasted)]
    assert [said(event) for event in events] == [
        (person.id, words)  # type: ignore[attr-defined]
        for person, words in spoken
    ]


def test_a_line_without_a_name_in_a_conversation_is_asked_about_where_several_may_speak() -> None:
    talk = at("goal.achieved", "o1")
    first, second, third = lines_of(talk.meeting, "Mum: one\nand more\nMrs Holroyd: two")
    assert whose(talk, first) == ["mum"]
    with pytest.raises(WhoIsMeant, match="who-said"):
        interpreted(talk, second)
    assert whose(talk, third) == ["holroyd"]


@pytest.mark.parametrize("turn", ["child.going-well", "goal.achieved"])
def test_a_further_line_without_a_name_is_nobodys_even_where_one_person_is_asked(turn: str) -> None:
    talk = at(turn, "o1" if turn == "goal.achieved" else "")
    talk.type("Mum: none yet")
    first, second, third = lines_of(talk.meeting, "Mum: he likes cards\nbut not always\nSENCO: in class")
    assert whose(talk, first) == ["mum"]
    with pytest.raises(WhoIsMeant, match="who-said"):
        interpret(talk.meeting, second, follows=True)
    assert said(interpret(talk.meeting, third, follows=True)) == ("holroyd", "in class")
