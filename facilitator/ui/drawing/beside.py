"""What stands beside an outcome: last term's words and the scores over the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import score
from facilitator.phrases.field import labelled
from facilitator.script.words import say
from facilitator.ui.drawing.text import blank_between, hanging, wrapped

if TYPE_CHECKING:
    from facilitator.meeting.question import Beside, Spoken
    from facilitator.plan.plan import Plan
    from facilitator.plan.scores import Score
    from facilitator.script.models import Scale, Script

_SHORT = 1_200
"""Characters of one statement of last time that are shown; the plan page has all of it."""


def beside_lines(beside: Beside, plan: Plan, script: Script, width: int) -> list[Content]:
    """Return last time's scores and words, a block each."""
    scores = [
        line
        for period, held in beside.scores
        for line in wrapped(
            f"{script.period_name(period)}: {score.line(held, script.scale_of(held, plan))}", width
        )
    ]
    topics = dict.fromkeys(said.topic for said in beside.said)
    said = [
        _topic(topic, [line for line in beside.said if line.topic == topic], script, width)
        for topic in topics
    ]
    return blank_between([wrapped(say("screen.last-time"), width, "bold $accent-ink"), scores, *said])


def _topic(topic: str, said: list[Spoken], script: Script, width: int) -> list[Content]:
    lines = wrapped(labelled(topic, script.format), width, "bold $quiet")
    for line in said:
        words = line.text if len(line.text) <= _SHORT else line.text[:_SHORT] + "…"
        lines += hanging("▏ ", Content.styled(words, "$ink"), width, "$accent-ink")
        lines += hanging("  ", Content.styled(line.speaker, "$quiet"), width)
    return lines


def score_bar(held: Score, scale: Scale) -> str:
    """Return a score as filled and empty squares, one for each point of the scale."""
    number = scale.number_of(held)
    filled = 0 if number is None else number - scale.lowest + 1
    return "■" * filled + "□" * (scale.highest - scale.lowest + 1 - filled)
