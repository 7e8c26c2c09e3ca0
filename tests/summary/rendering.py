"""A paper that is made of letters, as the text of its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.summary.aloud import sentences_of
from facilitator.summary.kept_back import review_in_sight
from facilitator.summary.kinds import Look
from facilitator.summary.pages import make_page
from facilitator.summary.papers import Papers

TEXTS = ("html", "txt")
"""The kinds of file that are made of letters."""


def render(plan: Plan, review: HeldMeeting, script: Script, **values: Any) -> str:
    """Return what stands in a page or a text."""
    return make_paper(plan, review, script, **values).decode()


def make_paper(
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    kind: str,
    audience: str = "everyone",
    prompts: Path | None = None,
    letterhead: Path | None = None,
    **values: Any,
) -> bytes:
    """Return the file of an audience; see `Papers`."""
    return Papers(plan, review, script, Look(prompts, letterhead), **values).paper(audience, kind)


def letter_aloud(plan: Plan, review: HeldMeeting, script: Script) -> list[str]:
    """Return the child's letter as it is read aloud."""
    return sentences_of(make_page(plan, review_in_sight(plan, review, script), script, audience="child"))
