"""Who is here, and who cannot come, in whatever words: nobody is asked what the list says already."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.typed_answer import WhosePerspective, interpret, lines_of, read_attendance
from facilitator.plan.people import Person
from facilitator.plan.refusal import Refusal
from tests.meeting.talk import Talk


def at_list() -> Talk:
    talk = Talk()
    talk.go("setup.people")
    return talk


def called(talk: Talk, name: str) -> Person:
    person = next((one for one in talk.meeting.minutes.people.values() if one.name == name), None)
    assert person is not None, [one.name for one in talk.meeting.minutes.people.values()]
    return person


CANNOT = [
    "{} cannot come", "{} can't come", "{} can\u2019t come", "{}, apologies", "{} - apologies",
    "{} \u2013 apologies", "{} (apologies)", "apologies from {}", "Apologies: {}", "apologies {}",
    "{} sends apologies", "{}: apologies", "{} is away", "{} not here", "{} won't come.", "Absent: {}",
    "APOLOGIES FROM {}",
]  # fmt: skip


@pytest.mark.parametrize("words", CANNOT)
def test_somebody_new_who_cannot_come_is_on_the_list_and_not_here(words: str) -> None:
    talk = at_list()
    talk.type(words.format("Dad"))
    dad = called(talk, "Dad")
    assert (dad.perspective, dad.role, dad.apologies) == ("parent", "", True)


@pytest.mark.parametrize("words", CANNOT)
def test_somebody_on_the_list_who_cannot_come_is_not_here_any_more(words: str) -> None:
    talk = at_list()
    count = len(talk.meeting.minutes.people)
    talk.type(words.format("Mum"))
    assert called(talk, "Mum").apologies
    assert len(talk.meeting.minutes.people) == count


@pytest.mark.parametrize("words", ["Dr Shah", "dr shah", "Dr Shah is here", "Shah", "Dr Shah, paediatrician"])
def test_somebody_on_the_list_as_not_here_is_here_by_name_alone(words: str) -> None:
    talk = at_list()
    count = len(talk.meeting.minutes.people)
    talk.type(words)
    assert talk.meeting.minutes.people.in_room("shah")
    assert len(talk.meeting.minutes.people) == count


def test_a_role_stands_beside_the_words_for_not_being_here() -> None:
    talk = at_list()
    talk.type("Ms Grey, school nurse, cannot come")
    grey = called(talk, "Ms Grey")
    assert (grey.perspective, grey.role, grey.apologies) == ("practitioner", "school nurse", True)


def test_who_is_here_already_is_said() -> None:
    talk = at_list()
    with pytest.raises(Refusal, match="already-here"):
        talk.type("Mum")


def test_who_is_not_here_already_stays_so_and_nobody_is_stuck() -> None:
    talk = at_list()
    talk.type("Dr Shah cannot come")
    assert not talk.meeting.minutes.people.in_room("shah")


@pytest.mark.parametrize("name", ["Mr Hathaway", "Ms Present", "Mrs Here-Adams", "Away"])
def test_a_name_with_such_letters_in_it_is_a_name(name: str) -> None:
    talk = at_list()
    event = interpret(talk.meeting, f"{name}, teacher")
    assert isinstance(event, ev.PersonAdded)
    assert (event.name, event.role, event.present) == (name, "teacher", True)


SCHOOL = ["SENDCo", "SENDCO", "SENCo", "SEN Co-ordinator", "SEND co-ordinator", "SEND Lead",
          "Inclusion Lead", "ELSA", "Nursery nurse", "Deputy Head"]  # fmt: skip


@pytest.mark.parametrize("role", SCHOOL)
@pytest.mark.parametrize("words", ["{role}", "Mrs Hollis, {role}", "Mrs Hollis ({role})"])
def test_roles_of_a_school_are_known(role: str, words: str) -> None:
    event = interpret(at_list().meeting, words.format(role=role))
    assert isinstance(event, ev.PersonAdded)
    assert event.perspective == "school"


def test_whose_view_is_asked_of_somebody_who_cannot_come_too() -> None:
    with pytest.raises(WhosePerspective) as asks:
        interpret(at_list().meeting, "Ms Hay cannot come")
    assert (asks.value.name, asks.value.present) == ("Ms Hay", False)


def begun() -> Talk:
    talk = Talk()
    talk.go("home.working")
    return talk


def test_somebody_who_never_came_has_no_part_in_the_meeting() -> None:
    talk = begun()
    talk.add(ev.PersonLeft(person="okafor", never_came=True))
    assert called(talk, "Ms Okafor").apologies
    talk.add(ev.Undone())
    talk.add(ev.PersonLeft(person="okafor"))
    assert [one.left for one in called(talk, "Ms Okafor").present] == ["home"]
    talk.add(ev.PersonLeft(person="okafor", never_came=True))
    assert called(talk, "Ms Okafor").apologies, "a mistake can be put right"
    with pytest.raises(Refusal, match="not-here"):
        talk.add(ev.PersonLeft(person="okafor", never_came=True))


def test_somebody_who_was_heard_was_here() -> None:
    talk = begun()
    talk.type("Mum: he sleeps well")
    with pytest.raises(Refusal, match="was-here"):
        talk.add(ev.PersonLeft(person="mum", never_came=True))


@pytest.mark.parametrize("words", CANNOT)
def test_words_for_apologies_mean_them_in_the_middle_of_a_meeting_too(words: str) -> None:
    talk = begun()
    talk.add(read_attendance(talk.meeting, words.format("Ms Okafor")))
    assert called(talk, "Ms Okafor").apologies


def test_every_word_for_being_away_may_be_typed() -> None:
    vocabulary = begun().script.vocabulary
    assert not set(vocabulary.apologies) & set(vocabulary.away), "each stands once"
    for words in (*vocabulary.apologies, *vocabulary.away):
        talk = at_list()
        talk.type(f"Mum {words}")
        assert called(talk, "Mum").apologies, words


SEVERAL = {
    "Dad, Gran": ["Dad", "Gran"],
    "gran and dad": ["gran", "dad"],
    "Ravi, Dad & Ms Reed the SENCO": ["Dad", "Ms Reed: SENCO"],
    "Dad, Ms Reed, SENCO, Mr Oak, class teacher": ["Dad", "Ms Reed: SENCO", "Mr Oak: class teacher"],
    "Dad and Ms Reed our SENCO": ["Dad", "Ms Reed: SENCO"],
    "Dad, Ms Reed The SENCO": ["Dad", "Ms Reed: SENCO"],
    "Dad, Ms Reed the SENCO and Mr Oak (TA)": ["Dad", "Ms Reed: SENCO", "Mr Oak (TA)"],
    "Jo Bell, father; Dr Lind, speech and language therapist": [
        "Jo Bell: father",
        "Dr Lind: speech and language therapist",
    ],
    "Ms Khan the SENCO, Gran, Dad, Dr Bell the nurse": ["Ms Khan: SENCO", "Gran", "Dad", "Dr Bell: nurse"],
    "Ann Andrews the TA and Sandra Landon, mother": ["Ann Andrews: TA", "Sandra Landon: mother"],
    "Jo Bell my TA, Mr Oak, teacher": ["Jo Bell: TA", "Mr Oak: teacher"],
    "Sarah (auntie), Gran": ["Sarah (auntie)", "Gran"],
    "Dad and Ms Petrova, teacher": ["Dad", "Ms Petrova: teacher"],
    "Dad and Gran are here": ["Dad", "Gran"],
    "Dad + Gran": ["Dad", "Gran"],
    "Sarah (auntie) and Tom (father)": ["Sarah (auntie)", "Tom (father)"],
    "Sarah (auntie), Tom Bell (father), Ms Reed (SENCO)": [
        "Sarah (auntie)",
        "Tom Bell (father)",
        "Ms Reed (SENCO)",
    ],
    "Apologies: Dad, Gran": ["Dad, away", "Gran, away"],
    "Gran, Dad cannot come": ["Gran", "Dad, away"],
    "Jo Bell, mother, Tom Bell, father": ["Jo Bell: mother", "Tom Bell: father"],
    "Gran Sarah, Dad Tom and Auntie Jo": ["Gran Sarah", "Dad Tom", "Auntie Jo"],
    "Dad (Tom O'Brien-Smith), Gran (Ann)": ["Dad (Tom O'Brien-Smith)", "Gran (Ann)"],
}
ONE = {
    "Dad, father": "Dad: father",
    "Dad, Ravi's father": "Dad: Ravi's father",
    "Anderson Sandland, mother": "Anderson Sandland: mother",
    "Gran, carer": "Gran: carer",
    "Jo Bell, Dad": "Jo Bell: Dad",
    "Ms Bell, mother": "Ms Bell: mother",
    "Dad, Mr Bell": "Dad: Mr Bell",
    "Dr Lind, speech and language therapist": "Dr Lind: speech and language therapist",
    "Ms Grey, school nurse, practitioner": "Ms Grey: school nurse",
    "Ms Reed, SENCO, Deputy Head": "Ms Reed: SENCO, Deputy Head",
    "Ms Bell, teacher, Oak Class": "Ms Bell: teacher, Oak Class",
    "Mr and Mrs Bell, parents": "Mr and Mrs Bell: parents",
}


@pytest.mark.parametrize(("words", "people"), [*SEVERAL.items(), *((one, [who]) for one, who in ONE.items())])
def test_several_people_in_a_line_are_a_person_each(words: str, people: list[str]) -> None:
    talk = at_list()
    before = set(talk.meeting.minutes.people)
    for line in lines_of(talk.meeting, words):
        talk.type(line)
    new = [one for name, one in talk.meeting.minutes.people.items() if name not in before]
    told = [
        f"{one.name}{f': {one.role}' if one.role else ''}{', away' if one.apologies else ''}" for one in new
    ]
    assert told == people


@pytest.mark.parametrize("name", ["1", "12/3", "2."])
def test_a_number_is_nobodys_name(name: str) -> None:
    with pytest.raises(Refusal, match="no-name"):
        at_list().type(name)
