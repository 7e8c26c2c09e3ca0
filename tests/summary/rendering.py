"""A paper that is made of letters, as the text of its file."""

from __future__ import annotations

from typing import Any

from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.summary import make_paper
from facilitator.summary.aloud import sentences_of
from facilitator.summary.kept_back import review_in_sight
from facilitator.summary.pages import make_page

TEXTS = ("html", "txt")
"""The kinds of file that are made of letters."""


def render(plan: Plan, review: HeldMeeting, script: Script, **values: Any) -> str:
    """Return what stands in a page or a text; see `make_paper`."""
    return make_paper(plan, review, script, **values).decode()


def letter_aloud(plan: Plan, review: HeldMeeting, script: Script) -> list[str]:
    """Return the child's letter as it is read aloud."""
    return sentences_of(make_page(plan, review_in_sight(plan, review, script), script, audience="child"))
