"""What a turn of each kind of answer has in the script: words of its own for the ladder, and keys."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.plan.manners import Rung
from facilitator.script.models import AnswerKind

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
    "date": InScript(),
    "action": InScript(keys=("suggests",)),
    # Put to the chair.
    "people": InScript(()),
    "period": InScript(()),
    "text": InScript(()),
}
