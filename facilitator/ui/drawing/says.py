"""The line above the sentence: whose words come next, or what is being typed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from facilitator.meeting.typed import WhoIsMeant, default_speaker, split_speaker
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.script.words import say

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.work.session import Session


def speaker_of(session: Session, text: str) -> str:
    """Return the name under which these words would be written down, or nothing while it is not known."""
    found = None
    with contextlib.suppress(Refusal):
        try:
            found = split_speaker(session.meeting, text)
        except WhoIsMeant:
            return ""
    speaker = found[0] if found else default_speaker(session.meeting)
    return session.view.name(speaker) if speaker else ""


def says_words(session: Session, question: Question | None, speaker: str) -> str:
    """Return what stands above the sentence."""
    if question is None:
        return ""
    if question.answer == "lines":
        return say("screen.says", name=speaker) if speaker else say("screen.says-anyone")
    if question.answer == "scores":
        scale = session.meeting.script.scale
        if not question.asks:
            return say("screen.says-all-shown")
        if question.asks == session.meeting.minutes.people[CHILD].name:
            return say("screen.says-face", name=question.asks)
        return say("screen.says-score", name=question.asks, lowest=scale.lowest, highest=scale.highest)
    if question.answer == "action":
        return say(f"screen.says-action-{(question.part or 'what').replace('_', '-')}")
    return say(f"screen.says-{question.answer}")
