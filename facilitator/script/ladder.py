"""The rewording ladder: the same question said another way, rung by rung, when no answer comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from facilitator.plan.manners import Band, Rung
from facilitator.script.answer_kinds import IN_SCRIPT, OWN
from facilitator.script.models import Turn

Say = Callable[..., str]
"""Looks words up in the catalogue: `say("ladder.pass")`."""


class Step(NamedTuple):
    """One rung: the words that are put, and the set answers that they offer."""

    rung: Rung
    words: str
    answers: tuple[str, ...] = ()


def rungs(turn: Turn, band: Band, fill: Callable[[str], str], say: Say, *, trusted: str = "") -> list[Step]:
    """Return what to say, in order, to a child who has not answered; `fill` puts in the variables.

    The same words, simpler words, two choices or something else, yes or no, a trusted person (by name where
    the child's set-up has one), pass: MEETING, rule 1. Rungs that the turn has no words for are left out.
    Each is followed by a wait.
    """
    ways, own = turn.another_way, IN_SCRIPT[turn.answer].rungs
    steps = [Step("same", fill(turn.child.at(band)))]
    if ways.simpler and "simpler" in own:
        steps.append(Step("simpler", fill(ways.simpler.at(band))))
    if len(ways.choices) >= 2 and "choices" in own:
        first, second = (fill(choice.at(band)) for choice in ways.choices[:2])
        steps.append(Step("choices", say("ladder.choices", first=first, second=second), (first, second)))
    if ways.yes_no and "yes_no" in own:
        answers = (say("ladder.yes"), say("ladder.no"), say("ladder.dont-know"))
        steps.append(Step("yes_no", say("ladder.yes-no", question=fill(ways.yes_no.at(band))), answers))
    named = say("ladder.trusted-named", name=trusted) if trusted else say("ladder.trusted")
    return [*steps, Step("trusted", named), Step("pass", say("ladder.pass"))]


def missing(turn: Turn) -> list[Rung]:
    """Return the rungs that a turn needs for its kind of answer and has no words for."""
    has: dict[Rung, bool] = {
        "simpler": bool(turn.another_way.simpler),
        "choices": len(turn.another_way.choices) >= 2,
        "yes_no": bool(turn.another_way.yes_no),
    }
    return [rung for rung in IN_SCRIPT[turn.answer].rungs if not has[rung]]


def needless(turn: Turn) -> list[Rung]:
    """Return the rungs that a turn has words for, though its kind of answer has no use for them."""
    has = {"choices": bool(turn.another_way.choices), "yes_no": bool(turn.another_way.yes_no)}
    return [rung for rung in OWN if has.get(rung) and rung not in IN_SCRIPT[turn.answer].rungs]


def child_words(turn: Turn, band: Band) -> list[str]:
    """Return all that a turn says to a child of an age: the question, its other ways, and set answers."""
    ways = turn.another_way
    parts = [turn.child, ways.simpler, *ways.choices, ways.yes_no]
    parts += [option.child for option in turn.options]
    parts += [column.child for column in turn.columns]
    return [part.at(band) for part in parts if part]
