"""What a person decides before a Word plan is filled in: each option in words, and the name of a copy."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from facilitator.files.choices import TO
from facilitator.plan.refusal import Refusal
from facilitator.script.words import say

_ENDINGS = (".docx", ".docm")


def kind_of(option: str) -> str:
    """Return what an option of a NeedsDecision decides, such as `append` for `--append`."""
    return option.split(maxsplit=1)[0].removeprefix("--")


def is_copy(option: str) -> bool:
    """Whether an option asks for the name of a copy."""
    return option.split(maxsplit=1)[0] == TO


def words_of(option: str) -> str:
    """Return an option in words for people."""
    return say(f"session.option-{kind_of(option)}")


def proposed_copy(plan: Path) -> Path:
    """Return a free name for a copy beside the plan."""
    names = (
        say("session.copy-name", name=plan.stem)
        if number == 1
        else say("session.copy-name-again", name=plan.stem, number=number)
        for number in count(1)
    )
    return next(path for name in names if not (path := plan.with_name(f"{name}{_ending(plan)}")).exists())


def copy_at(typed: str, plan: Path) -> Path:
    """Return where a copy goes that somebody named; a name alone is beside the plan, an ending is added.

    Raises Refusal for the plan itself, and for a name that Word would not open.
    """
    ending = _ending(plan)
    path = plan.parent / Path(typed.strip().strip('"')).expanduser()
    if path.suffix.lower() not in _ENDINGS:
        path = path.with_name(f"{path.name}{ending}")
    if path.suffix.lower() != ending:
        raise Refusal("session.copy-ending", ending=ending)
    if path.absolute() == plan.absolute():
        raise Refusal("session.copy-is-plan")
    return path


def _ending(plan: Path) -> str:
    """Return the ending of a copy: a document with macros keeps them, a template becomes a document."""
    return ".docm" if plan.suffix.lower() in (".docm", ".dotm") else ".docx"
