"""Copies of a plan in its folder, as sync clients make them: found by the id inside, whatever their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_text import read_object
from facilitator.files.plans import is_plan_name, plans_in, read_bytes
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say

_NAMED = 4
"""So many files are named; the others are counted."""

_LOOKED_AT = 500
"""Of a larger folder the first alone are looked at: a meeting must not wait for it."""


def copies_beside(opened: OpenPlan) -> list[Path]:
    """Return the other files of a plan's folder that are the same plan; in a Word document stands no id."""
    if opened.word is not None:
        return []
    try:
        paths = plans_in(opened.path.parent)[:_LOOKED_AT]
    except Refusal:
        return []
    return [path for path in paths if is_plan_name(path.name) and _is_copy(path, opened)]


def told_of_copies(opened: OpenPlan) -> tuple[str, ...]:
    """Return what to say of them: nothing, or one sentence."""
    found = copies_beside(opened)
    if not found:
        return ()
    return (say("session.copies", count=len(found), files=_named([path.name for path in found])),)


def _is_copy(path: Path, opened: OpenPlan) -> bool:
    try:
        if path.samefile(opened.path):
            return False
        data = read_bytes(path)
        # Most files are of other children: those are not read as JSON.
        return opened.plan.id.encode() in data and read_object(data).get("id") == opened.plan.id
    except (Refusal, OSError):
        return False


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return say("session.copies-some", files=shown, count=more) if more > 0 else shown
