"""Bringing words back: what this computer keeps of a plan, what is different in it, and a new file of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.kept_told import kept_told, names_of, plans_meant
from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show, Typed
from facilitator.files.folders import typed_path
from facilitator.files.kept_here import KeptPlan, kept_plans
from facilitator.phrases.sentence import capital
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.work.recover import Beside
from facilitator.work.recoverable import RECORD, Recoverable, recoverable, standing_told, what_told


class Thing(NamedTuple):
    """Something that is kept, and of which plan."""

    kept: KeptPlan
    one: Recoverable


def _things(kept: Sequence[KeptPlan]) -> list[Thing]:
    return [Thing(plan, one) for plan in kept for one in recoverable(plan)]


def what_can_be_brought_back(wanted: str = "", prompts: Path | None = None) -> Asked[None]:
    """Show all that could bring words back, with the numbers by which it is named, plan by plan."""
    kept = yield from _meant(wanted, prompts)
    things: list[Thing] = yield Do(partial(_things, kept))
    lines: list[str] = []
    of: KeptPlan | None = None
    number = 0
    for thing in things:
        # Every plan is numbered from 1 where all are listed: it is named before the number.
        number = number + 1 if thing.kept is of or (wanted and of is not None) else 1
        if thing.kept is not of:
            of = thing.kept
            lines.append(kept_told(of))
        told = say(
            "recover.line", number=number, what=capital(what_told(thing.one)), how=standing_told(thing.one)
        )
        lines.append(f"  {told}")
    more = (say("recover.how-on"),) if things else ()
    yield Show(say("recover.title"), (*(lines or [say("forget.nothing")]), *more))


def tell_one(wanted: str, number: int, prompts: Path | None = None) -> Asked[None]:
    """Show what one thing is, and how it differs from the plan as it is now; raises Refusal."""
    thing = yield from _numbered(wanted, number, prompts)
    beside: Beside = yield Do(partial(Beside, thing.kept, thing.one, prompts))
    lines: list[str] = yield Do(beside.difference)
    yield Show(beside.title, (*_about(thing.one), *lines))


def bring_out_one(wanted: str, number: int, to: Path, prompts: Path | None = None) -> Asked[None]:
    """Make a new file of one thing; raises Refusal."""
    thing = yield from _numbered(wanted, number, prompts)
    beside: Beside = yield Do(partial(Beside, thing.kept, thing.one, prompts))
    yield from _out(beside, to)


def carry_on_one(wanted: str, number: int, prompts: Path | None = None) -> Asked[None]:
    """Have the next review carry on the meeting of a record; raises Refusal."""
    thing = yield from _numbered(wanted, number, prompts)
    beside: Beside = yield Do(partial(Beside, thing.kept, thing.one, prompts))
    yield from _on(beside)


def recovering(wanted: str = "", prompts: Path | None = None) -> Asked[None]:
    """Ask which plan and which thing it is, and what is to be done with it, until nothing more is."""
    use_prompts(prompts)
    kept = yield from _meant(wanted, prompts)
    things: list[Thing] = yield Do(partial(_things, kept))
    if not things:
        yield Show(say("recover.title"), (say("forget.nothing"),))
        return
    lead = kept_told(kept[0]) if len(kept) == 1 else ""
    before: KeptPlan | None = None
    options = []
    for thing in things:
        heading = "" if lead or thing.kept is before else names_of(thing.kept)
        before = thing.kept
        words = capital(what_told(thing.one))
        options.append(Option(thing, words, standing_told(thing.one), heading=heading))
    while True:
        picked = yield Ask(say("recover.which-one"), (*options, _back()), lead, at=None, stays=True)
        if not isinstance(picked, Thing):
            return
        yield from _with_one(picked, prompts)


def _with_one(thing: Thing, prompts: Path | None) -> Asked[None]:
    beside: Beside = yield Do(partial(Beside, thing.kept, thing.one, prompts))
    notice = ""
    while True:
        options = [
            Option("look", say("recover.look"), typed="recover-look"),
            Option("out", say("recover.out"), say("recover.out-note"), typed="recover-out"),
        ]
        if thing.one.kind == RECORD and beside.why_not_on() is None:
            options.append(Option("on", say("dialogue.carry-on"), say("recover.on-note"), typed="carry-on"))
        lead = "\n".join(_about(thing.one))
        asked = Ask(beside.title, (*options, _back()), lead, at=None, notice=notice, stays=True)
        picked, notice = (yield asked), ""
        try:
            if picked == "look":
                lines: list[str] = yield Do(beside.difference)
                yield Show(beside.title, tuple(lines))
            elif picked == "out":
                yield from _asked_out(beside)
            elif picked == "on":
                yield from _on(beside)
                return
            else:
                return
        except Refusal as refusal:
            notice = explain(refusal)


def _asked_out(beside: Beside) -> Asked[None]:
    """Ask for the name of the new file until there is one; None for going back."""
    typed, notice = str(_free_name(beside)), ""
    while True:
        words = Typed(typed, say("recover.type-file"))
        title, lead = say("recover.out-title"), say("recover.out-lead", ending=beside.ending)
        given = yield Ask(title, (), lead, typed=words, notice=notice, stays=True)
        if given is None:
            return
        typed = str(given)
        try:
            yield from _out(beside, typed_path(typed))
        except Refusal as refusal:
            notice = explain(refusal)
        else:
            return


def _free_name(beside: Beside) -> Path:
    """Return a name for the new file beside the plan that no file has; it says of which day it is."""
    place = next((one for one in beside.kept.places if one.parent.is_dir()), Path.cwd() / "plan")
    at, ending = beside.one.at.astimezone(), beside.ending
    stem = place.name.partition(".")[0]
    first = say("recover.file-name", name=stem, day=f"{at:%Y-%m-%d}", time=f"{at:%H%M}")
    names = [f"{first}{ending}", *(f"{first} {number}{ending}" for number in range(2, 1000))]
    return next(path for name in names if not (path := place.with_name(name)).exists())


def _out(beside: Beside, to: Path) -> Asked[None]:
    made: Path = yield Do(partial(beside.bring_out, to))
    lines = [say("recover.brought-out", path=made)]
    if beside.one.damaged:
        lines.append(say("recover.out-damaged"))
    yield Show(beside.title, tuple(lines))


def _on(beside: Beside) -> Asked[None]:
    path: Path = yield Do(beside.carry_on)
    found, lines = beside.found, [say("recover.on-ready", path=path)]
    holds = beside.one.holds
    if found is not None and holds is not None and (count := len(holds.lost) + len(found.left_out)):
        lines.append(say("recover.on-lost", count=count))
    yield Show(beside.title, tuple(lines))


def _about(one: Recoverable) -> list[str]:
    """Return what became of a thing, and where its files are."""
    folders = ", ".join(str(folder) for folder in one.folders)
    return [say("recover.about", what=capital(what_told(one)), how=standing_told(one), folders=folders)]


def _meant(wanted: str, prompts: Path | None) -> Asked[list[KeptPlan]]:
    use_prompts(prompts)
    kept: list[KeptPlan] = yield Do(kept_plans)
    if wanted:
        found: list[KeptPlan] = yield Do(partial(plans_meant, wanted, kept, prompts, of="recover"))
        return found
    return kept


def _numbered(wanted: str, number: int, prompts: Path | None) -> Asked[Thing]:
    kept = yield from _meant(wanted, prompts)
    things: list[Thing] = yield Do(partial(_things, kept))
    if not 1 <= number <= len(things):
        raise Refusal("recover.no-number", number=number, count=len(things))
    return things[number - 1]


def _back() -> Option:
    return Option("back", say("dialogue.go-back"), typed="back-out")
