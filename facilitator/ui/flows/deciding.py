"""Before a Word plan is filled in: what only a person can decide, each on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.flows.asking import ask, ask_or_type
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.widgets.choices import Choice
from facilitator.work.deciding import copy_at, is_copy, proposed_copy, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from facilitator.plan.refusal import NeedsDecision
    from facilitator.word.choices import Choices


async def decide(
    screen: Screen[Any], needs: NeedsDecision, choices: Choices, plan: Path, *, back: str
) -> Choices | None:
    """Ask what must be decided; the choices with the answer, or None for the way `back`, in words."""
    options = [Choice(option, words_of(option)) for option in needs.options]
    while True:
        picked = await ask(
            screen, say("screen.decide-title"), [*options, Choice(None, back)], lead=explain(needs), at=None
        )
        if not isinstance(picked, str):
            return None
        if not is_copy(picked):
            return choices.answering(picked)
        to = await name_of_copy(screen, proposed_copy(plan), lambda typed: _free(copy_at(typed, plan)))
        if to is not None:
            return choices.answering(picked, to=to)


async def name_of_copy(screen: Screen[Any], proposed: Path, named: Callable[[str], Path]) -> Path | None:
    """Ask for the name of the copy, with one proposed that is free; None for the way back.

    `named` returns the file of a typed name, or raises a Refusal, which is said.
    """
    name, notice = proposed.name, ""
    while True:
        typed = Typed(name, say("screen.copy-type"))
        page = Ask(say("screen.copy-title"), lead=say("screen.copy-lead"), typed=typed, notice=notice)
        given = await ask_or_type(screen, page)
        if not isinstance(given, str):
            return None
        try:
            return named(given)
        except Refusal as refusal:
            name, notice = given, explain(refusal)


def _free(copy: Path) -> Path:
    if copy.exists():
        raise Refusal("file.already-there", path=str(copy), folder=str(copy.parent))
    return copy
