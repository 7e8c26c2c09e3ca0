"""Before a Word plan is filled in: what only a person can decide, as a question with typed words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plain.typed_words import understood
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words import explain, say
from facilitator.word.choices import Choices
from facilitator.work.deciding import copy_at, is_copy, kind_of, proposed_copy, words_of

if TYPE_CHECKING:
    from facilitator.plain.lines import Lines
    from facilitator.work.session import Closed, Session


class NotDecided(Exception):
    """Nobody decided; nothing was written. `ended` = the input is at its end."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__()
        self.ended = ended


def write_as_decided(session: Session, lines: Lines, write: Callable[[Choices], Closed]) -> Closed:
    """Write the review, asking as often as something must be decided; raises Refusal and NotDecided."""
    choices = Choices()
    while True:
        try:
            return write(choices)
        except NeedsDecision as needs:
            choices = _decided(needs, choices, session.opened.path, lines)
        except Refusal as refusal:
            if refusal.code != "file.already-there" or choices.to is None:
                raise
            lines.put(explain(refusal), 1)
            choices = choices._replace(to=_copy(session.opened.path, lines))


def _decided(needs: NeedsDecision, choices: Choices, plan: Path, lines: Lines) -> Choices:
    lines.put(explain(needs))
    for number, offered in enumerate(needs.options, start=1):
        typed = say(f"plain.type.decide-{kind_of(offered)}").split("|")[0].strip()
        lines.put(say("plain.decide-option", number=number, words=words_of(offered), typed=typed), 1)
    option = None
    while option is None:
        lines.say("plain.decide")
        option = _picked(_line(lines), needs.options)
    return choices.answering(option, to=_copy(plan, lines) if is_copy(option) else None)


def _picked(typed: str, options: tuple[str, ...]) -> str | None:
    """Return the option whose number or words were typed."""
    if typed.isdecimal() and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1]
    return next(
        (option for option in options if understood(typed, f"decide-{kind_of(option)}") is not None), None
    )


def _copy(plan: Path, lines: Lines) -> Path:
    """Ask for the name of a copy; an empty line by hand, or "yes", takes the one that is proposed."""
    proposed = proposed_copy(plan)
    while True:
        lines.say("plain.decide-copy", name=proposed.name)
        typed = _line(lines, empty=True)
        if not typed or understood(typed, "decide-yes") is not None:
            return proposed
        try:
            return copy_at(typed, plan)
        except Refusal as refusal:
            lines.put(explain(refusal), 1)


def _line(lines: Lines, *, empty: bool = False) -> str:
    """Return what is typed next; raises NotDecided at the end of the input, and for the way back."""
    while True:
        typed = lines.ask()
        if typed is None:
            raise NotDecided(ended=True)
        if understood(typed, "decide-back") is not None:
            raise NotDecided(ended=False)
        if typed or empty:
            return typed
