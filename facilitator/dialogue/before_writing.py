"""Before a Word plan is filled in: what only a person can decide, and the name of a copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator.dialogue.requests import Ask, Asked, Option, Typed
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.word.writing_choices import Choices
from facilitator.work.writing_options import (
    is_copy,
    kind_of,
    new_copy_at,
    number_of,
    proposed_copy,
    words_of,
)


def decided(
    needs: NeedsDecision, choices: Choices, plan: Path, *, back: str, by_hand: bool = False
) -> Asked[Choices | None]:
    """Ask what must be decided; returns the choices with the answer, or None for the way `back`, in words.

    What only somebody `by_hand` is asked is raised where nobody is there and the next line does not say it.
    """
    options = [
        Option(
            option,
            words_of(option, **needs.values),
            typed=f"decide-{kind_of(option)}",
            given={"number": number_of(option)},
        )
        for option in needs.options
    ]
    options.append(Option(None, back, typed="back-out"))
    while True:
        title, asked = say("dialogue.decide-title"), needs if by_hand else None
        picked = yield Ask(title, tuple(options), explain(needs), at=None, stays=True, needs=asked)
        if not isinstance(picked, str):
            return None
        if not is_copy(picked):
            return choices.answering(picked)
        to = yield from name_of_copy(proposed_copy(plan), partial(new_copy_at, plan=plan))
        if isinstance(to, Path):
            return choices.answering(picked, to=to)


def name_of_copy(proposed: Path, named: Callable[[str], Path]) -> Asked[Path | None]:
    """Ask for the name of the copy, with one proposed that is free; returns its file, None for going back.

    `named` returns the file of a typed name, or raises a Refusal, which is told.
    """
    name, notice = proposed.name, ""
    while True:
        typed = Typed(name, say("dialogue.copy-type"))
        lead = say("dialogue.copy-lead")
        given = yield Ask(say("dialogue.copy-title"), lead=lead, typed=typed, notice=notice, stays=True)
        if not isinstance(given, str):
            return None
        try:
            return named(given)
        except Refusal as refusal:
            name, notice = given, explain(refusal)
