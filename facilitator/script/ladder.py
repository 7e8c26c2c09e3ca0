"""The rewording ladder: the same question said another way, rung by rung, when no answer comes."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.script.models import Turn
from facilitator.script.words import say


def rungs(turn: Turn, fill: Callable[[str], str]) -> list[str]:
    """Return what to say, in order, to a child who has not answered; `fill` puts in the variables.

    The same words, simpler words, two choices or something else, yes or no, a trusted person, pass:
    MEETING, rule 1. Rungs that the turn has no words for are left out. Each is followed by a wait.
    """
    ways = turn.another_way
    said = [fill(turn.child)]
    if ways.simpler:
        said.append(fill(ways.simpler))
    if len(ways.choices) >= 2:
        first, second = (fill(choice) for choice in ways.choices[:2])
        said.append(say("ladder.choices", first=first, second=second))
    if ways.yes_no:
        said.append(say("ladder.yes-no", question=fill(ways.yes_no)))
    return [*said, say("ladder.trusted"), say("ladder.pass")]
