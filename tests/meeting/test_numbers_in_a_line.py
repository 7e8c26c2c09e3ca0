"""Numbers as they are typed at a show: whole ones are taken, each for its person; others are asked about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.event_effects import check
from facilitator.meeting.typed_answer import WhoIsMeant, interpret, lines_of
from facilitator.plan.people import Person
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from tests.meeting.plans import PEOPLE, a_plan, person
from tests.meeting.talk import Talk

SCRIPT = load_script("support-plan")
WHO: list[Person] = [
    *PEOPLE,
    person("holroyd", "Mrs Holroyd", "school").model_copy(update={"role": "SENCO"}),
    person("sanchez", "Ana Sánchez-Iriarte", "practitioner").model_copy(update={"role": "speech therapist"}),
]
NAMES = {
    "mum": ["Mum", "mum", "MUM", "his mum"],
    "lacey": ["Mr Lacey", "mr lacey", "Lacey", "Mr. Lacey"],
    "okafor": ["Ms Okafor", "okafor"],
    "holroyd": ["Mrs Holroyd", "SENCO", "the senco", "Holroyd", "Mrs Holroyd, SENCO", "Mrs Holroyd (SENCO)"],
    "sanchez": ["Ana Sánchez-Iriarte", "Ana", "Sanchez-Iriarte", "speech therapist"],
    "child": ["Ravi", "ravi"],
}
"""What each may be called, with certainty."""

SHORT = {
    "lacey": ["Mr L", "mr l", "Lacy", "Mr Lacye", "Mr L."],
    "okafor": ["Ms O", "Ms Okafr", "MO"],
    "holroyd": ["Mrs H", "Mrs H.", "MH", "mrs holroid"],
}
"""What they may be called that a person must confirm."""

BEFORE_A_NUMBER = [" ", ": ", ":", " - ", " – ", " = ", " : ", "\t"]
BETWEEN_PEOPLE = [
    ", ",
    " and ",
    "; ",
    " ",
    " / ",
    " & ",
    ". ",
    ", and ",
    " + ",
    "\n",
    ",",
    ";",
    " then ",
    " | ",
]
WHOLE = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("three", 3), ("Two", 2), ("five", 5), ("04", 4)]
NOT_WHOLE = [
    "2 1/2", "2½", "2 ½", "2 and a half", "2 & a half", "2 and half", "two and a half", "2 a half", "2.5",
    "2,5", "2·5", "2 - 3", "2-3", "2–3", "2 – 3", "2—3", "2/3", "2 / 3", "2 or 3", "two or three", "2 to 3",
    "2 and 3", "2 3", "2 or so, 3", "2+", "2?", "2 ?", "3/5", "3 out of 5", "3 of 5", "2 1/4", "2 3/4",
    "2 and a bit", "2~3", "2 point 5", "two point five", "2 three quarters", "2, 3", "2; 3 or 4", "2: 3",
    "20%", "2:30",
]  # fmt: skip
NO_NUMBER = [
    "2nd",
    "2ish",
    "about 2",
    "a 2",
    "between 2 and 3",
    "half",
    "½",
    "a half",
    "lots",
    "-",
    "²",
    "2x",
]


def at_the_show() -> Talk:
    talk = Talk(a_plan(reviews=1), WHO, SCRIPT)
    talk.support("yes")
    talk.go("goal.show", "o1")
    return talk


SHOW = at_the_show()
Numbers = dict[str, tuple[int | None, str, str]]


def taken(line: str) -> tuple[Numbers, list[WhoIsMeant], list[str]]:
    """Take a line in as the front ends do: the scores it gives, who is asked about, and what is refused."""
    numbers: Numbers = {}
    asked, refused = [], []
    for part in lines_of(SHOW.meeting, line):
        try:
            numbers |= of(interpret(SHOW.meeting, part))
        except WhoIsMeant as who:
            asked.append(who)
        except Refusal as refusal:
            refused.append(refusal.code)
    return numbers, asked, refused


def of(event: ev.Event) -> Numbers:
    assert isinstance(event, ev.ScoreShown)
    check(event, SHOW.meeting.minutes)
    return {event.person: (event.number, event.word, event.reason)}


@st.composite
def several(draw: st.DrawFn) -> tuple[str, dict[str, int], dict[str, int]]:
    """Draw a line of several people's numbers: the numbers of those who are certain, and of the others."""
    people = draw(st.lists(st.sampled_from(list(NAMES)), min_size=2, max_size=5, unique=True))
    sure: dict[str, int] = {}
    unsure: dict[str, int] = {}
    parts = []
    before = draw(st.sampled_from(BEFORE_A_NUMBER))
    for who in people:
        is_short = who in SHORT and draw(st.booleans())
        name = draw(st.sampled_from(SHORT[who] if is_short else NAMES[who]))
        text, number = draw(st.sampled_from(WHOLE))
        (unsure if is_short else sure)[who] = number
        parts.append(f"{name}{before}{text}")
    line = parts[0]
    for part in parts[1:]:
        line += draw(st.sampled_from(BETWEEN_PEOPLE)) + part
    return line, sure, unsure


@given(several())
def test_several_peoples_numbers_are_each_their_own(
    drawn: tuple[str, dict[str, int], dict[str, int]],
) -> None:
    line, sure, unsure = drawn
    numbers, asked, refused = taken(line)
    assert numbers == {who: (number, "", "") for who, number in sure.items()}
    assert refused == []
    assert len(asked) == len(unsure)
    for who, (person_id, number) in zip(asked, unsure.items(), strict=True):
        assert person_id in who.likely
        assert of(who.by(person_id)) == {person_id: (number, "", "")}


@given(
    st.sampled_from([None, "Mum", "Mr Lacey", "senco", "Ravi"]),
    st.sampled_from(BEFORE_A_NUMBER),
    st.sampled_from([*NOT_WHOLE, *NO_NUMBER]),
    st.sampled_from(["", " because he tries", ", he tries", ".", " "]),
)
def test_what_is_no_whole_number_is_asked_about(
    name: str | None, before: str, number: str, after: str
) -> None:
    """Never cut to a whole one, and never somebody's reason."""
    numbers, asked, refused = taken(f"{name or ''}{before if name else ''}{number}{after}")
    assert numbers == {}
    assert asked or refused


@given(
    st.sampled_from([one for one in NOT_WHOLE if "," not in one and ";" not in one]),
    st.sampled_from(BETWEEN_PEOPLE),
    st.booleans(),
)
def test_beside_one_that_is_not_whole_the_others_are_taken(number: str, between: str, first: bool) -> None:
    parts = [f"Mum {number}", "Mr Lacey 4"]
    numbers, asked, refused = taken(between.join(parts if first else parts[::-1]))
    assert numbers == {"lacey": (4, "", "")}
    assert (asked, len(refused)) == ([], 1)


@given(
    st.sampled_from(
        [("good", "good"), ("so-so", "so_so"), ("So so", "so_so"), ("hard", "hard"), ("(^_^)", "good")]
    ),
    st.sampled_from(["", "Ravi ", "Ravi: ", "Ravi - "]),
    st.sampled_from([" because ", ", ", ": ", " - ", " – ", "; ", ". ", " cos "]),
    st.sampled_from(["PE is loud", "I like art and PE", "it was hard", "we did 3 jobs"]),
)
def test_a_childs_word_or_face_takes_a_reason(
    word: tuple[str, str], name: str, between: str, reason: str
) -> None:
    numbers, asked, refused = taken(f"{name}{word[0]}{between}{reason}")
    assert (asked, refused) == ([], [])
    assert numbers == {"child": (None, word[1], reason)}


@pytest.mark.parametrize("typed", ["good fun", "hard to say", "goodness", "so"])
def test_words_that_only_begin_like_a_childs_word_are_asked_about(typed: str) -> None:
    assert taken(typed) == ({}, [], ["typed.no-face"])


@given(
    st.sampled_from(["Mum", "Mr Lacey", "Ravi"]),
    st.sampled_from(["don't know", "k", "not sure", "pass", "passes"]),
    st.sampled_from([("", ""), (" because I was away", "I was away"), (", I was away", "I was away")]),
)
def test_who_does_not_know_or_passes_has_no_number(name: str, word: str, reason: tuple[str, str]) -> None:
    numbers, asked, refused = taken(f"{name} {word}{reason[0]}")
    assert (asked, refused) == ([], [])
    assert list(numbers.values()) == [(None, "", reason[1])]


@pytest.mark.parametrize("typed", ["3 Mr Lacey 4", "2 Mum, 4 Mr Lacey", "2 Mum 4 Mr Lacey", "3 Mum"])
def test_numbers_before_their_names_are_asked_about(typed: str) -> None:
    assert taken(typed) == ({}, [], ["typed.whose-number"])


@pytest.mark.parametrize("typed", ["Mum and Mr Lacey 3", "Mum & Lacey: 3", "Mum, Mr Lacey 3"])
def test_one_number_of_several_people_is_asked_about_for_each(typed: str) -> None:
    numbers, asked, refused = taken(typed)
    assert (numbers, refused) == ({}, [])
    assert [who.both for who in asked] == [("mum", "lacey")]


@pytest.mark.parametrize("typed", ["three", "Three.", "3", "3."])
def test_an_agreed_number_may_be_written_out(typed: str) -> None:
    talk = at_the_show()
    talk.answer("goal.show", "so-so", "3", "3", "3", "3", "3", item="o1")
    event = talk.type(typed)
    assert isinstance(event, ev.ScoreSettled)
    assert event.number == 3


@pytest.mark.parametrize("number", NOT_WHOLE)
def test_an_agreed_number_is_a_whole_one(number: str) -> None:
    talk = at_the_show()
    talk.answer("goal.show", "so-so", "3", "3", "3", "3", "3", item="o1")
    with pytest.raises(Refusal, match="number-or-not-agreed"):
        talk.type(number)
