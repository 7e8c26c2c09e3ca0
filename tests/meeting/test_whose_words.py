"""Whose words they are: never the last speaker's, the child's or everyone's in place of a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.typed_answer import interpret
from facilitator.meeting.who_is_speaking import WhoIsMeant
from facilitator.plan.people import CHILD, Person
from tests.meeting.spellings import ASKED, CERTAIN, NEW, ORDINARY, PEOPLE, TWO
from tests.meeting.talk import Talk

WORDS = "the pictures come first"


def at(turn: str, item: str = "") -> Talk:
    """Return a meeting at a question, with the people of the table."""
    talk = Talk(people=PEOPLE)
    talk.go(turn, item)
    return talk


CHILDS, ANYBODYS = at("child.going-well"), at("goal.achieved", "o1")
"""At the child's question somebody else's words would go under the child; at the other nobody is taken."""


def said(event: ev.Event) -> tuple[str, str]:
    assert isinstance(event, ev.LineSaid)
    return event.speaker, event.text


def interpreted(talk: Talk, text: str) -> ev.Event:
    return interpret(talk.meeting, text)


def whose(talk: Talk, text: str) -> list[str]:
    """Return the person whose words these are, or those who are named first in the question."""
    try:
        return [said(interpreted(talk, text))[0]]
    except WhoIsMeant as asked:
        return list(asked.likely)


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(person, before) for person, each in table.items() for before in each]


def test_the_tables_are_as_long_as_they_are_meant_to_be() -> None:
    assert len(pairs(CERTAIN)) + len(pairs(ASKED)) + len(TWO) + len(NEW) >= 150
    assert len(ORDINARY) >= 300
    assert len(set(ORDINARY)) == len(ORDINARY)


@pytest.mark.parametrize("talk", [CHILDS, ANYBODYS], ids=["child's", "anybody's"])
@pytest.mark.parametrize(("person", "before"), pairs(CERTAIN))
def test_a_name_however_it_is_written_is_the_persons(talk: Talk, person: str, before: str) -> None:
    assert said(interpreted(talk, f"{before} {WORDS}")) == (person, WORDS)


@pytest.mark.parametrize("talk", [CHILDS, ANYBODYS], ids=["child's", "anybody's"])
@pytest.mark.parametrize(("person", "before"), pairs(ASKED))
def test_what_may_be_a_name_is_asked_about(talk: Talk, person: str, before: str) -> None:
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(talk, f"{before} {WORDS}")
    assert person in asked.value.likely
    assert said(asked.value.by(person)) == (person, WORDS)
    whole = asked.value.by(CHILD, as_typed=True)
    assert said(whole) == (CHILD, f"{before} {WORDS}".strip())


@pytest.mark.parametrize("talk", [CHILDS, ANYBODYS], ids=["child's", "anybody's"])
@pytest.mark.parametrize("before", TWO)
def test_two_people_are_asked_about(talk: Talk, before: str) -> None:
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(talk, f"{before} {WORDS}")
    assert asked.value.likely


def test_two_people_on_the_list_may_have_a_line_each() -> None:
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(CHILDS, f"Mum and Mr Lindqvist: {WORDS}")
    assert [said(asked.value.by(person)) for person in asked.value.both] == [
        ("mum", WORDS),
        ("lindqvist", WORDS),
    ]


@pytest.mark.parametrize("before", ["Mum and Mr Lindquist:", "Mr Lindquist & Mum:", "Mum, Mr L:"])
def test_of_two_people_the_one_who_is_not_certain_is_likely_too(before: str) -> None:
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(CHILDS, f"{before} {WORDS}")
    assert {"mum", "lindqvist"} <= set(asked.value.likely)
    assert asked.value.both == ()


@pytest.mark.parametrize("talk", [CHILDS, ANYBODYS], ids=["child's", "anybody's"])
@pytest.mark.parametrize("before", NEW)
def test_somebody_new_is_asked_about(talk: Talk, before: str) -> None:
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(talk, f"{before} {WORDS}")
    assert asked.value.name


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_words_are_no_false_alarm(line: str) -> None:
    assert said(interpreted(CHILDS, line)) == (CHILD, line)


def _written(name: str, how: list[int]) -> str:
    """Return a name as somebody may write it who sees no difference."""
    ways: list[Callable[[str], str]] = [
        str.lower,
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: text.replace("'", "\u2019"),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", " "),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", ". ", 1),
        lambda text: f"\u200e{text}\u200f",
        lambda text: text[:2] + "\u200d" + text[2:],
        lambda text: f"  {text}  ",
    ]
    for one in how:
        name = ways[one % len(ways)](name)
    return name


@given(
    person=st.sampled_from([one for one in PEOPLE if one.id != CHILD]),
    how=st.lists(st.integers(0, 11), max_size=6),
    bullet=st.sampled_from(["", "- ", "• ", "* ", "1. ", "\u200e"]),
    colon=st.sampled_from([":", "：", " :", ": "]),
)
def test_whatever_nobody_sees_in_a_name_makes_no_difference(
    person: Person, how: list[int], bullet: str, colon: str
) -> None:
    text = f"{bullet}{_written(person.name, how)}{colon}{WORDS}"
    assert said(interpreted(CHILDS, text)) == (person.id, WORDS)


@given(
    person=st.sampled_from([one for one in PEOPLE if one.id not in (CHILD, "mum")]),
    place=st.integers(0, 30),
    letter=st.sampled_from("aeioudnrst"),
    slip=st.sampled_from(["wrong", "missing", "more", "round"]),
    small=st.booleans(),
)
def test_a_slip_in_a_name_never_puts_the_words_under_somebody_else(
    person: Person, place: int, letter: str, slip: str, small: bool
) -> None:
    title, _, name = person.name.partition(" ")
    at_letter = place % len(name)
    if slip == "wrong":
        name = name[:at_letter] + letter + name[at_letter + 1 :]
    elif slip == "missing":
        name = name[:at_letter] + name[at_letter + 1 :]
    elif slip == "more":
        name = name[:at_letter] + letter + name[at_letter:]
    else:
        name = name[:at_letter] + name[at_letter : at_letter + 2][::-1] + name[at_letter + 2 :]
    text = f"{title} {name}"
    assert person.id in whose(CHILDS, f"{text.lower() if small else text}: {WORDS}")


NEARLY_ONE_NAME = [
    Person(id=CHILD, name="Mina", perspective="child"),
    Person(id="mr", name="Mr Lacey", perspective="school", role="class teacher"),
    Person(id="mrs", name="Mrs Lacey", perspective="school", role="teacher"),
    Person(id="ann", name="Ann", perspective="parent", role="Mum"),
    Person(id="anna", name="Anna", perspective="practitioner", role="OT"),
]


@pytest.mark.parametrize(
    ("before", "likely"),
    [
        ("teacher:", {"mr", "mrs"}),
        ("The teacher:", {"mr", "mrs"}),
        ("Lacey:", {"mr", "mrs"}),
        ("Mr L:", {"mr", "mrs"}),
        ("A:", {"ann", "anna"}),
        ("An:", {"ann", "anna"}),
        ("M:", {CHILD}),
    ],
)
def test_what_may_be_two_people_of_nearly_one_name_or_role_is_asked_about(
    before: str, likely: set[str]
) -> None:
    talk = Talk(people=NEARLY_ONE_NAME)
    talk.go("child.going-well")
    with pytest.raises(WhoIsMeant) as asked:
        interpreted(talk, f"{before} {WORDS}")
    assert likely <= set(asked.value.likely)


def test_the_other_owners_own_it_all_the_same_where_one_of_them_is_asked_about() -> None:
    talk = at("next.more")
    talk.type("Buy a timer")
    with pytest.raises(WhoIsMeant) as asked:
        talk.type("Mum and Lindq")
    assert asked.value.name == "Lindq"
    talk.add(asked.value.by("lindqvist"))
    (action,) = talk.meeting.minutes.actions.values()
    assert action.owners == ("mum", "lindqvist")
