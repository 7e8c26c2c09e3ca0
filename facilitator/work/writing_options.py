"""What a person decides before a plan is written: each option in words, and the name of a copy."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from facilitator.files import os_errors
from facilitator.files.folders import typed_path
from facilitator.files.plans import ENDING, is_plan_name, native_ending
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import TO

_ENDINGS = (".docx", ".docm")


def kind_of(option: str) -> str:
    """Return what an option of a NeedsDecision decides, such as `append` for `--append`."""
    kind = option.split(maxsplit=1)[0].removeprefix("--")
    return f"{kind}-none" if number_of(option) == "0" else kind


def is_copy(option: str) -> bool:
    """Whether an option asks for the name of a copy."""
    return option.split(maxsplit=1)[0] == TO


def words_of(option: str, **values: object) -> str:
    """Return an option in words for people, who know what it is about by the `values` of the question."""
    return say(f"session.option-{kind_of(option)}", **{**values, "number": number_of(option)})


def number_of(option: str) -> str:
    """Return the number that an option gives, such as `2` of `--actions-in 2`; empty where it gives none."""
    return option.partition(" ")[2]


def new_copy_at(typed: str, plan: Path, *, native: bool = False) -> Path:
    """Return where a copy goes that somebody named, as `copy_at`; Refusal where a file is, or none can be."""
    path = copy_at(typed, plan, native=native)
    try:
        taken = path.exists()
    except OSError as error:
        raise os_errors.refusal("file.cannot-write", error, path, path.parent) from error
    if taken:
        raise os_errors.of_file("file.already-there", path)
    return path


def proposed_copy(plan: Path, *, native: bool = False) -> Path:
    """Return a free name for a copy beside the plan; `native` for one that is no Word document."""
    stem = plan.name[: -len(native_ending(plan.name))] if is_plan_name(plan.name) else plan.stem
    ending = native_ending(plan.name) if native else _ending(plan)
    names = (
        say("session.copy-name", name=stem)
        if number == 1
        else say("session.copy-name-again", name=stem, number=number)
        for number in count(1)
    )
    return next(path for name in names if not (path := plan.with_name(f"{name}{ending}")).exists())


def copy_at(typed: str, plan: Path, *, native: bool = False) -> Path:
    """Return where a copy goes that somebody named; a name alone is beside the plan, an ending is added.

    Raises Refusal for the plan itself, and for a name of another kind of file.
    """
    ending = native_ending(plan.name) if native else _ending(plan)
    path = plan.parent / typed_path(typed)
    if not path.name.lower().endswith((*_ENDINGS, *((ENDING, ending) if native else ()))):
        path = path.with_name(f"{path.name}{ending}")
    if not path.name.lower().endswith(ending):
        raise Refusal("session.copy-native" if native else "session.copy-ending", ending=ending)
    if path.absolute() == plan.absolute():
        raise Refusal("session.copy-is-plan")
    return path


def _ending(plan: Path) -> str:
    """Return the ending of a copy: a document with macros keeps them, a template becomes a document."""
    return ".docm" if plan.suffix.lower() in (".docm", ".dotm") else ".docx"
