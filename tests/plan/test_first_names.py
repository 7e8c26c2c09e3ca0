"""A child of whom nobody has said how they like to be called is called by the first name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.first_names import first_name
from facilitator.plan.people import Child

NAMES = {
    "Mina Farrow-Adeyemi": "Mina",
    "Mina": "Mina",
    "Anna Maria Shah": "Anna",
    "Mina-Rose Shah": "Mina-Rose",
    "FARROW, Mina": "Mina",
    "Farrow-Adeyemi, Mina Jane": "Mina",
    "FARROW Mina": "Mina",
    "O'NEILL Ava": "Ava",
    "Mina FARROW": "Mina",
    "MINA FARROW": "MINA",
    "TJ Smith": "TJ",
    "Miss Mina Farrow": "Mina",
    "Master Tom Shah": "Tom",
    "Dr. Ali Khan": "Ali",
    "Miss Farrow": "Miss Farrow",
    "M. J. Farrow": "M. J. Farrow",
    "J Farrow": "J Farrow",
    "Farrow,": "Farrow",
    "李小明": "李小明",
    "王 小明": "王 小明",
    "김 민아": "김 민아",
    "محمد علي": "محمد",
    "Ольга Иванова": "Ольга",
    "Ève d’Arc": "Ève",
    "मीना शर्मा": "मीना",
    "7": "7",
}


@pytest.mark.parametrize(("full", "first"), NAMES.items())
def test_the_first_name_is_taken_where_there_surely_is_one(full: str, first: str) -> None:
    assert Child(full_name=full).called == first


@pytest.mark.parametrize(("full", "surname"), [("Mina Farrow", "Farrow"), ("Farrow Mina", "Farrow")])
def test_a_surname_that_stands_in_its_own_box_is_not_the_first_name(full: str, surname: str) -> None:
    assert Child(full_name=full, surname=surname).called == "Mina"


def test_what_somebody_said_comes_before_the_first_name() -> None:
    child = Child(full_name="Mina Farrow", known_as="Minnie Mo")
    assert (child.called, child.on_record) == ("Minnie Mo", "Minnie Mo")


def test_the_record_keeps_the_full_name() -> None:
    assert Child(full_name="Mina Farrow").on_record == "Mina Farrow"


@given(st.text(min_size=1), st.text())
def test_every_name_gives_words_of_its_own(full: str, surname: str) -> None:
    found = first_name(full, surname)
    assert found
    assert found in full
