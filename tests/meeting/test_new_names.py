"""A name that is put on the list is one by which its person can be told apart."""

from __future__ import annotations

import copy

import pytest

from facilitator.meeting.typed_answer import check_name, read_person
from facilitator.plan.people import CHILD, Person
from facilitator.plan.refusal import Refusal
from tests.meeting.talk import Talk

PEOPLE = [
    Person(id=CHILD, name="Mina", perspective="child"),
    Person(id="sian", name="Siân O'Neill-Day", perspective="school"),
]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Everyone", "name-of-all"),
        ("all", "name-of-all"),
        (":", "no-name"),
        ("...", "no-name"),
        ("A: B", "no-name"),
        ("Jo：", "no-name"),
        ("Sia\u0302n O\u2019Neill Day", "name-taken"),
        ("SIÂN O'NEILL\u2011DAY", "name-taken"),
        ("mina", "name-taken"),
    ],
)
def test_a_name_that_would_be_somebody_elses_is_refused(name: str, code: str) -> None:
    talk = Talk(people=PEOPLE)
    talk.go("setup.people")
    with pytest.raises(Refusal, match=code):
        read_person(talk.meeting, f"{name}, TA")
    with pytest.raises(Refusal, match=code):
        check_name(talk.meeting, name, "new")


@pytest.mark.parametrize("name", ["李", "A", "Next", "Will", "Mum (Jo)", "Mrs Mina", "Mr All", "Ọlá"])
def test_other_names_are_put_on_the_list(name: str) -> None:
    talk = Talk(people=PEOPLE)
    talk.go("setup.people")
    talk.add(read_person(talk.meeting, f"{name}, TA"))
    person = talk.meeting.minutes.people.called(name)
    assert person is not None
    assert person.name == name


def test_a_name_may_be_put_right_to_the_same_name_in_other_letters() -> None:
    check_name(Talk(people=PEOPLE).meeting, "Sian O'Neill Day", "sian")


def test_looking_a_name_up_is_no_change_of_the_minutes() -> None:
    minutes = Talk(people=PEOPLE).meeting.minutes
    before = copy.deepcopy(minutes)
    assert minutes.people.called("Mina") is not None
    assert minutes == before
