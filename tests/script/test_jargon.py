"""Words of the trade are found as they are written, and everyday words that look alike are left alone."""

from __future__ import annotations

import pytest

from facilitator.script.jargon import load_jargon

FOUND = {
    "The SENCO will ring on Friday": "SENCO",
    "SALT twice a week": "SALT",
    "Ask the OT about the chair": "OT",
    "Refer to CAMHS": "CAMHS",
    "An EHCP is asked for": "EHCP",
    "TAs read with her": "TA",
    "the TA's notes": "TA",
    "He was dysregulated after lunch": "dysregulated",
    "Work on Working memory": "Working memory",
    "pre-teaching of new words": "pre-teaching",
    "Speech (SLCN) first": "SLCN",
    "EP to visit": "EP",
    "Sensory circuits at nine": "Sensory circuits",
    "In KS2 she reads": "KS2",
    "his fine motor skills": "fine motor skills",
}
LEFT = [
    "Pass the salt at lunch",
    "Say ta to the cook",
    "They are in the hall",
    "It was an odd day",
    "la la la with the choir",
    "A pep talk before the race",
    "The meeting is at 1:15",
    "OTHER CHILDREN ARE KIND",
    "ALL IN CAPITALS ABOUT THE TA AND SALT",
    "Hit the ball",
    "A smart shirt for the photo",
    "Her cap and coat",
    "He can rag a rope",
    "Mash and peas for lunch",
    "We are near",
]


@pytest.mark.parametrize(("words", "term"), FOUND.items())
def test_what_not_everybody_knows_is_found(words: str, term: str) -> None:
    assert [found for found, _ in load_jargon().found_in(words)][:1] == [term]


@pytest.mark.parametrize("words", LEFT)
def test_everyday_words_are_left_alone(words: str) -> None:
    assert list(load_jargon().found_in(words)) == []


def test_what_means_two_things_has_both() -> None:
    ((_, term),) = load_jargon().found_in("Ask SLT")
    assert len(term.means) == 2


def test_no_spelling_stands_twice() -> None:
    says = [one for term in load_jargon().terms for one in term.says]
    assert len(says) == len(set(says))
