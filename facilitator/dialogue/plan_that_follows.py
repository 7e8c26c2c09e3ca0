"""The plan that follows an old one: what goes on is chosen line by line, and then the new plan is started."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from facilitator.dialogue.command_shapes import commands_in, understood
from facilitator.dialogue.new_plan import Told, start_plan, started_lines
from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show
from facilitator.files.open_plan import OpenPlan
from facilitator.phrases.person import children_called
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say
from facilitator.work.new import Start
from facilitator.work.next_plan import OldPlan, name_after, start_from
from facilitator.work.session import local_now
from facilitator.work.what_goes_on import BOX, Offered, with_above, with_parts

ALL, NONE, ENOUGH = "all", "none", "=enough"
EARLY = "--early"
_COMMANDS = ("next-done", "next-all", "next-none", "next-leave", "next-keep", "next-turn")
_NUMBERS = re.compile(r"\d+(?: ?- ?\d+)?(?:(?:,| |, )\d+(?: ?- ?\d+)?)*")


def next_plan(
    told: Told,
    source: Path,
    today: date,
    prompts: Path | None = None,
    *,
    keep: str | None = None,
    early: bool = False,
) -> Asked[OpenPlan | None]:
    """Start the plan that a file is taken from: an old plan of ours, or what somebody wrote by hand.

    `keep` answers what goes on: ALL, NONE or numbers of the list, None = it is asked; `early` that it is made
    though reviews were not held. Returns None where the chair went back. Raises Refusal, and NeedsDecision
    where nobody says what goes on, or that it is early.
    """
    start: Start | OldPlan = yield Do(partial(start_from, source, prompts))
    if isinstance(start, Start):
        if keep is not None or early:
            raise Refusal("next.nothing-to-keep")
        return (yield from start_plan(replace(told, start=start), today, prompts))
    if start.to_come and not early and not (yield from _early(start.to_come)):
        return None
    offers = start.offers()
    kept: Collection[str] = {one.key for one in offers}
    told = replace(told, suggested=name_after(source) if source.parent == told.folder else "")
    while True:
        if keep is not None:
            kept = kept_by(keep, offers)
        elif offers:
            chosen = yield from _choose(start, offers, kept)
            if chosen is None:
                return None
            kept = chosen
        made = yield from start_plan(replace(told, start=start.start(kept, today)), today, prompts)
        if made is not None or keep is not None or not offers:
            return made


def _early(reviews: Sequence[str]) -> Asked[bool]:
    """Ask whether a plan is to be followed though some of its reviews were not held."""
    names = ", ".join(reviews)
    options = (
        Option(None, say("dialogue.go-back"), typed="next-not-early"),
        Option(EARLY, say("next.make"), typed="next-early"),
    )
    needs = NeedsDecision("given.has-reviews", (EARLY,), reviews=names)
    title, lead = say("next.early-title"), say("next.early-lead", reviews=names)
    answer: object = yield Ask(title, options, lead, stays=True, needs=needs)
    return answer == EARLY


def made_after(source: Path, prompts: Path | None = None) -> Asked[Path | None]:
    """Make the plan that follows an old one, and show where it is; returns its file, None for going back.

    Raises Refusal.
    """
    made = yield from next_plan(Told(source.parent), source, local_now().date(), prompts)
    if made is None:
        return None
    lines = started_lines(made, load_script(made.plan.format, prompts).format)
    yield Show(say("commands.new.started"), tuple(lines))
    return made.path


def kept_by(text: str, offers: Sequence[Offered]) -> set[str]:
    """Return the keys of what is kept: all, none, or numbers of the list; raises Refusal."""
    if text.strip().casefold() in (ALL, NONE):
        return {one.key for one in offers} if text.strip().casefold() == ALL else set()
    kept = {one.key for one in _numbered(text, offers)}
    for one in offers:
        if one.key in kept and one.under and one.under not in kept:
            places = {other.key: place for place, other in enumerate(offers, 1)}
            raise Refusal("next.belongs-to", number=places[one.key], above=places[one.under])
    return kept


def _numbered(text: str, offers: Sequence[Offered]) -> list[Offered]:
    """Return the offers of some numbers, such as "2, 5-7"; raises Refusal."""
    found: list[Offered] = []
    line = " ".join(text.replace(" and ", ", ").split())
    if not _NUMBERS.fullmatch(line):
        raise Refusal("next.no-numbers", text=text, count=len(offers))
    for part in re.findall(r"\d+(?: ?- ?\d+)?", line):
        first, _, last = part.partition("-")
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= len(offers):
            raise Refusal("next.no-such-number", text=part, count=len(offers))
        found += offers[low - 1 : high]
    return found


def _choose(start: OldPlan, offers: Sequence[Offered], kept: Collection[str]) -> Asked[set[str] | None]:
    """Ask what goes on until that is all; returns the keys of it, None for going back."""
    name = children_called(start.plan.members, in_full=True)
    chosen, at, notice, first = set(kept), 0, "", True
    needs = NeedsDecision("next.what-goes-on", (ENOUGH,), list=_listed(offers, chosen))
    while True:
        options = [_option(place, one, offers, chosen) for place, one in enumerate(offers)]
        options.append(Option(ENOUGH, say("next.enough"), heading=say("edit.more"), typed="next-done"))
        sentence = say("next.in-lines", name=name, list=_listed(offers, chosen)) if first else ""
        picked = yield Ask(
            say("next.title", name=name),
            tuple(options),
            say("next.lead"),
            at=at,
            notice=notice,
            sentence=sentence,
            stays=True,
            needs=needs if first else None,
            takes_lines=True,
        )
        first, notice = False, ""
        keys = [one.key for one in offers]
        if picked is None or (isinstance(picked, str) and understood(picked, "back") is not None):
            return None
        if picked == ENOUGH:
            return chosen
        before = set(chosen)
        if isinstance(picked, Offered):
            at = keys.index(picked.key)
            chosen = _turned(chosen, [picked], offers)
        else:
            try:
                after = _typed(str(picked), chosen, offers)
            except Refusal as refusal:
                notice = explain(refusal)
                continue
            if after is None:
                return chosen
            chosen = after
        notice = _told(before, chosen, keys)


def _option(place: int, one: Offered, offers: Sequence[Offered], chosen: Collection[str]) -> Option:
    words = f"{'  ' * (len(with_above(one.key, offers)) - 1)}{one.words}"
    boxes = one.key.startswith(BOX) and not (place and offers[place - 1].key.startswith(BOX))
    heading = say("next.boxes") if boxes else say("next.items") if place == 0 else ""
    kept = one.key in chosen
    return Option(one, words, say("next.kept" if kept else "next.left"), heading=heading, chosen=kept)


def _listed(offers: Sequence[Offered], chosen: Collection[str]) -> str:
    """Return the list with its numbers, a line each."""
    lines = []
    for place, one in enumerate(offers, 1):
        words = one.words if one.key in chosen else say("next.line-left", words=one.words)
        deep = "  " * (len(with_above(one.key, offers)) - 1)
        lines.append(f"{deep}{say('plain.option', number=place, words=words)}")
    return "\n".join(lines)


def _typed(line: str, chosen: set[str], offers: Sequence[Offered]) -> set[str] | None:
    """Return what is kept after a typed line, None where that was all; raises Refusal."""
    for command, found in commands_in(line, _COMMANDS):
        if command == "next-done":
            return None
        if command in ("next-all", "next-none"):
            return kept_by(command.removeprefix("next-"), offers)
        meant = _numbered(found["words"], offers)
        if command == "next-leave":
            return chosen.difference(*(with_parts(one.key, offers) for one in meant))
        if command == "next-keep":
            return chosen.union(*(with_above(one.key, offers) for one in meant))
        return _turned(chosen, meant, offers)
    raise Refusal("next.no-numbers", text=line, count=len(offers))


def _turned(chosen: set[str], meant: Sequence[Offered], offers: Sequence[Offered]) -> set[str]:
    """Return what is kept once each of some things is turned: what goes takes its parts with it."""
    for one in meant:
        if one.key in chosen:
            chosen = chosen - with_parts(one.key, offers)
        else:
            chosen = chosen | with_above(one.key, offers) | with_parts(one.key, offers)
    return chosen


def _told(before: set[str], after: set[str], keys: Sequence[str]) -> str:
    """Return what was turned, by its numbers."""
    ways = {"next.now-kept": after - before, "next.now-left": before - after}
    told = [
        say(key, numbers=", ".join(str(place) for place, one in enumerate(keys, 1) if one in some))
        for key, some in ways.items()
        if some
    ]
    return " ".join(told) or say("next.as-before")
