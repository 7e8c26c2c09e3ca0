"""The line above the sentence: whose words come next, or what is being typed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
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
    words = _SAYS.get(question.answer)
    return words(session, question, speaker) if words else say(f"screen.says-{question.answer}")


def _lines(_session: Session, _question: Question, speaker: str) -> str:
    return say("screen.says", name=speaker) if speaker else say("screen.says-anyone")


def _scores(session: Session, question: Question, _speaker: str) -> str:
    scale = question.scale
    if not question.asks:
        return say("screen.says-all-shown")
    if question.asks == session.meeting.minutes.people.name_of(CHILD):
        return say("screen.says-face", name=question.asks)
    if scale.of_options:
        answers = ", ".join(point.adult for point in scale.points)
        return say("screen.says-score-named", name=question.asks, answers=answers)
    return say("screen.says-score", name=question.asks, lowest=scale.lowest, highest=scale.highest)


def _agree(_session: Session, question: Question, _speaker: str) -> str:
    return say(f"screen.says-agree{'-named' if question.scale.of_options else ''}")


def _action(_session: Session, question: Question, _speaker: str) -> str:
    return say(f"screen.says-action-{(question.part or 'what').replace('_', '-')}")


_SAYS: dict[str, Callable[[Session, Question, str], str]] = {
    "lines": _lines,
    "scores": _scores,
    "agree": _agree,
    "action": _action,
}
"""Kinds of answer of which it is not always the same."""
