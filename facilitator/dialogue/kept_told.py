"""What this computer keeps, by plan: which plan is meant, and how much of it there is, in a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from facilitator.files.folders import typed_path
from facilitator.files.kept_here import KeptFile, KeptPlan, is_file
from facilitator.files.plans import open_plan
from facilitator.phrases.day import in_full
from facilitator.phrases.person import listed
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.words_by_key import say
from facilitator.work.forget import ToForget

_KILOBYTE = 1000


def plans_meant(wanted: str, kept: list[KeptPlan], prompts: Path | None, *, of: str) -> list[KeptPlan]:
    """Return what is kept of the plan that is meant by a child's name, its file, or its number in the list.

    A file that is damaged or gone is known by where it lay. `of` is the command that asks: its words say
    where nothing is kept of anybody called so, or several plans may be meant. Raises Refusal.
    """
    path = typed_path(wanted)
    found = _at(path, kept, prompts)
    if not found:
        found = [one for one in kept if one.is_called(wanted)]
        in_full = [one for one in found if folded(wanted) in map(folded, one.full_names)]
        found = in_full or found
        called = dict.fromkeys(names_of(one) for one in found)
        if len(called) > 1:
            raise Refusal(f"{of}.which", wanted=wanted, names="; ".join(called))
    if not found:
        raise Refusal(f"{of}.nobody", wanted=wanted)
    return found


def _at(path: Path, kept: list[KeptPlan], prompts: Path | None) -> list[KeptPlan]:
    """Return what is kept of the plan at a path; raises Refusal where there is a file that says nothing."""
    lay_there = [one for one in kept if path.absolute() in one.places]
    if not is_file(path):
        return lay_there
    try:
        ids = set(open_plan(path, prompts).ids)
    except Refusal:
        if lay_there:
            return lay_there
        raise
    found = [one for one in kept if ids & one.ids]
    for one in found:  # it is looked for there first
        one.places = {path.absolute(): None, **one.places}
    return found


def _days(files: tuple[KeptFile, ...]) -> tuple[date, date]:
    days = [file.at.date() for file in files]
    return min(days), max(days)


def names_of(kept: KeptPlan) -> str:
    """Return whose plan it is, or that nobody can tell."""
    return listed(kept.called) if kept.called else say("forget.no-name")


def kept_told(kept: KeptPlan, wanted: ToForget | None = None) -> str:
    """Return what is kept of a plan, or what of it is to go, in a line."""
    files = wanted.files if wanted else tuple(kept.files)
    first, last = (in_full(day) for day in _days(files))
    told = say(
        "forget.line",
        names=names_of(kept),
        count=len(files),
        size=max(1, sum(file.size for file in files) // _KILOBYTE),
        days=say("forget.days", first=first, last=last) if first != last else say("forget.day", day=last),
        number=kept.short,
    )
    of_files = say("forget.of-files", files=", ".join(str(place) for place in kept.places))
    unfinished = say("forget.unfinished") if kept.open_meetings and wanted is None else ""
    unread = say("forget.unread") if kept.unread and wanted is None else ""
    return " ".join(filter(None, (told, of_files if kept.places else "", unread or unfinished)))
