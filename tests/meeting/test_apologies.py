"""Whose apologies stand in a plan before the meeting: in whatever words, and nobody else's."""

from __future__ import annotations

import pytest

from facilitator.meeting.apologies import away
from facilitator.plan.people import CHILD, Person
from facilitator.script.loading import load_script

PEOPLE = [
    Person(id=CHILD, name="Mina", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="dad", name="Dad", perspective="parent"),
    Person(id="teacher", name="Ms Lacey", perspective="school", role="class teacher"),
    Person(id="ep", name="Ms N. Okafor-Lind", perspective="practitioner", role="educational psychologist"),
    Person(id="slt", name="Mr Lee", perspective="practitioner", role="SLT"),
]
EP, BOTH = {"ep"}, {"ep", "slt"}

WORDINGS = {
    "Apologies from Ms Okafor-Lind": EP,
    "Apologies from Ms Okafor-Lind.": EP,
    "Apologies: Ms Okafor-Lind, Mr Lee": BOTH,
    "Apologies - Ms Okafor-Lind and Mr Lee": BOTH,
    "Apologies \u2013 Ms Okafor-Lind": EP,
    "Apologies received from Ms N. Okafor-Lind (EP); Mr Lee came.": EP,
    "Apologies for absence: Mr Lee": {"slt"},
    "APOLOGIES: MR LEE": {"slt"},
    "Ms Okafor-Lind sent apologies": EP,
    "Ms Okafor-Lind, educational psychologist, sent her apologies.": EP,
    "Ms Okafor-Lind and Mr Lee send apologies": BOTH,
    "Ms Okafor-Lind has sent apologies, Mr Lee came": EP,
    "Mr Lee came, Ms Okafor-Lind sent apologies": EP,
    "Mum, Dad and Ms Lacey came. Ms Okafor-Lind could not attend.": EP,
    "Ms Okafor-Lind (apologies)": EP,
    "Mum, Ms Lacey, Ms Okafor-Lind (apologies), Mr Lee": EP,
    "Present: Mum, Dad. Apologies: Mr Lee": {"slt"},
    "Apologies: Mr Lee. Present: Mum, Dad": {"slt"},
    "Apologies from Mr Lee, Mum came": {"slt"},
    "Mr Lee \u2013 apologies": {"slt"},
    "Ms Okafor-Lind could not attend": EP,
    "Ms Okafor-Lind couldn\u2019t attend the review": EP,
    "Ms Okafor-Lind is unable to attend due to illness": EP,
    "Ms Okafor-Lind was not able to come.": EP,
    "Ms Okafor-Lind can't make it today": EP,
    "Dad cannot come": {"dad"},
    "Dad will not be here, he is at work": {"dad"},
    "Absent: Dad": {"dad"},
    "Not present: Dad, Mr Lee": {"dad", "slt"},
    "Dad absent": {"dad"},
    "Apologies from the educational psychologist": EP,
    "Apologies from SLT": {"slt"},
    "Unable to attend: Mr Lee": {"slt"},
    "First line.\nApologies: Mr Lee\nLast line.": {"slt"},
    "Mr. Lee sent apologies": {"slt"},
}

NOBODY = [
    "",
    "Apologies: none",
    "No apologies",
    "Apologies from the school nurse",
    "Mum: she could not attend assembly",
    "Mum says that Mina could not attend the club",
    "Mina could not attend PE",
    "Ms Okafor-Lind uses colour cards with Mina.",
    "Mum came, Dad came, Ms Okafor-Lind came",
    "Mr Lee: the hall is too loud",
    "Ms Lacey apologises to Mina when it is loud",
    "Present: Mum, Dad, Ms Okafor-Lind",
]


@pytest.mark.parametrize("text", WORDINGS)
def test_whose_apologies_stand_there_is_away(text: str) -> None:
    assert away(text, PEOPLE, load_script("support-plan").vocabulary) == WORDINGS[text]


@pytest.mark.parametrize("text", NOBODY)
def test_all_others_are_there(text: str) -> None:
    assert away(text, PEOPLE, load_script("support-plan").vocabulary) == set()
