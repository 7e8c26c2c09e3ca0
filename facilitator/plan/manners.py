"""How an answer was given, how far the question was reworded for it, and for which age the words are."""

from __future__ import annotations

from typing import Literal

Given = Literal["spoken", "signed", "pointed", "written", "drawn"]
"""How somebody gave an answer; that it was said for them is a statement's `how`."""

GIVEN: tuple[Given, ...] = ("spoken", "signed", "pointed", "written", "drawn")

Rung = Literal["same", "simpler", "choices", "yes_no", "trusted", "pass"]
"""One step of the ladder of other words for a question, from the same words to a pass (MEETING, rule 1)."""

Band = Literal["4-7", "8-11", "12-18"]
"""The ages, in whole years, that wording for a child is written for; a grown-up tone from 12 on."""

BANDS: tuple[Band, ...] = ("4-7", "8-11", "12-18")
MIDDLE: Band = "8-11"
"""What is taken where nobody knows how old a child is."""


def band_of(age: int) -> Band:
    """Return the band of an age in whole years."""
    return "4-7" if age <= 7 else "8-11" if age <= 11 else "12-18"
