"""The rewording ladder: the same question said another way, rung by rung, when no answer comes.

Which rungs and which keys a turn has in the script, its kind of answer says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from facilitator.plan.manners import Band, Rung
from facilitator.script.formats_and_turns import AnswerKind, Turn
from facilitator.script.prompt_data import ByAge, Loc

Say = Callable[..., str]
"""Looks words up in the catalogue: `say("ladder.pass")`."""


OWN: tuple[Rung, ...] = ("simpler", "choices", "yes_no")
"""The rungs that a turn has words of its own for; the same words, a trusted person and a pass need none."""

KEYS = ("options", "options_from", "columns", "suggests")
"""Keys of a turn that make sense with some kinds of answer alone."""


class InScript(NamedTuple):
    """The rungs that a turn of a kind needs words for (others make no sense there), and its keys."""

    rungs: tuple[Rung, ...] = ("simpler",)
    keys: tuple[str, ...] = ()


IN_SCRIPT: dict[AnswerKind, InScript] = {
    "lines": InScript(OWN),
    # Its set answers are the choices already, and a yes or no would leave some of them out.
    "choice": InScript(keys=("options",)),
    "outcome": InScript(),
    "several": InScript(keys=("options", "options_from")),
    # The cards are what there is to choose from.
    "board": InScript(keys=("columns",)),
    # A face or a number is picked from those that are shown, and nobody halves the scale for a child.
    "scores": InScript(),
    "agree": InScript(),
    # A day is no choice of two, and who acts by when is for adults to offer.
    "date": InScript(keys=("suggests",)),
    "action": InScript(keys=("suggests",)),
    # Put to the chair.
    "people": InScript(()),
    "period": InScript(()),
    "text": InScript(()),
}


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
    return [words.at(band) for _, words in child_texts(turn) if words]


def child_texts(turn: Turn) -> Iterator[tuple[Loc, ByAge]]:
    """Yield what a turn says to the child, for every age, with where it stands in the turn."""
    ways = turn.another_way
    yield ("child",), turn.child
    yield ("another_way", "simpler"), ways.simpler
    yield from ((("another_way", "choices", index), words) for index, words in enumerate(ways.choices))
    yield ("another_way", "yes_no"), ways.yes_no
    yield from ((("options", index, "child"), option.child) for index, option in enumerate(turn.options))
    yield from ((("columns", index, "child"), column.child) for index, column in enumerate(turn.columns))
