"""Two versions of a plan side by side: what came by the other one, and which stands where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show
from facilitator.files.open_plan import OpenPlan
from facilitator.meeting.merged_plan import MINE, THEIRS, Clash
from facilitator.phrases.place_in_plan import is_hidden, place_told, said_there, told_with_words
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.words_by_key import say
from facilitator.work.edit import Editing
from facilitator.work.merge import Merge, come_to_merge
from facilitator.work.session import Now, local_now

GO_ON = "go-on"


class Told(NamedTuple):
    """What is known before anything is asked: who does it, and what to `take` wherever the two differ.

    That is MINE or THEIRS; empty = somebody is asked of each. Who is `sure` is not asked whether to write.
    """

    by: str = ""
    take: str = ""
    sure: bool = False


def merge_plans(
    path: Path,
    other: Path,
    prompts: Path | None = None,
    *,
    told: Told | None = None,
    now: Now = local_now,
) -> Asked[OpenPlan | None]:
    """Bring into a plan what another version of its file has, and return it; None = it was left.

    Raises Refusal, and NeedsDecision where nobody can be asked.
    """
    told = told or Told()
    editing: Editing = yield Do(partial(Editing.begin, path, prompts, by=told.by, now=now))
    try:
        merge: Merge = yield Do(partial(come_to_merge, editing, other))
        if (yield Do(lambda: merge.says_nothing_new)):
            key = "was-before" if merge.was_before else "nothing-new"
            yield Show(say("merge.title"), (say(f"merge.{key}", file=other.name),))
            return editing.opened
        picked = yield from _picked(merge, told.take)
        if picked is None or not (yield from _is_wanted(merge, picked, sure=told.sure)):
            yield Show(say("merge.title"), (say("merge.left"),))
            return None
        saved: OpenPlan = yield Do(partial(merge.write, picked))
        done = say("merge.done", file=other.name, plan=path.name)
        left_out = (say("merge.no-place", what=what) for what in saved.left_out)
        yield Show(say("merge.title"), (done, *left_out))
        return saved
    finally:
        editing.let_go()


def _picked(merge: Merge, take: str) -> Asked[list[str] | None]:
    """Return what stands of each thing that the two versions say differently; None = it was left."""
    clashes = merge.found.clashes
    if take:
        return [take] * len(clashes)
    if any(is_hidden(one.place, _either(merge), merge.editing.script) for one in clashes):
        options = (
            Option(GO_ON, say("merge.alone"), typed="go-on"),
            Option("leave", say("merge.leave"), typed="leave-written"),
        )
        needs = _needs(merge)
        if (yield Ask(say("merge.private"), options, at=None, stays=True, needs=needs)) != GO_ON:
            return None
    picked: list[str] = []
    while len(picked) < len(clashes):
        answer = yield _asked(clashes[len(picked)], len(picked) + 1, merge)
        if answer is not None:
            picked.append(answer)
        elif picked:
            picked.pop()
        else:
            return None
    return picked


def _asked(clash: Clash, number: int, merge: Merge) -> Ask:
    plan, script = _either(merge), merge.editing.script
    both = ((MINE, clash.mine, "merge.mine", "mine"), (THEIRS, clash.theirs, "merge.theirs", "theirs"))
    options = tuple(
        Option(
            value,
            say("edit.quoted-ended", words=said_there(said, clash.place, plan, script)),
            say(key, file=merge.other.path.name),
            typed=typed,
        )
        for value, said, key, typed in both
    )
    lead = say("merge.which", number=number, count=len(merge.found.clashes))
    return Ask(place_told(clash.place, plan, script), options, lead, at=None, stays=True, needs=_needs(merge))


def _needs(merge: Merge) -> NeedsDecision:
    options = (f"--take {MINE}", f"--take {THEIRS}")
    return NeedsDecision("merge.which-stands", options, count=len(merge.found.clashes))


def _either(merge: Merge) -> Plan:
    """Return a plan with everything that either version has, to call things by their names."""
    return merge.plan([MINE] * len(merge.found.clashes))


def _is_wanted(merge: Merge, picked: Sequence[str], *, sure: bool) -> Asked[bool]:
    lines = tuple(_lines(merge, picked))
    if sure:
        yield Show(say("merge.title"), lines)
        return True
    options = (
        Option(GO_ON, say("merge.write"), typed="merge"),
        Option("leave", say("merge.leave"), typed="leave-written"),
    )
    needs = NeedsDecision("merge.not-sure", ("--yes",))
    title = say("merge.ask")
    answer = yield Ask(title, options, "\n".join(lines), at=None, stays=True, needs=needs)
    return bool(answer == GO_ON)


def _lines(merge: Merge, picked: Sequence[str]) -> Iterator[str]:
    plan, script, found = merge.plan(picked), merge.editing.script, merge.found
    if found.came:
        yield say("merge.comes", file=merge.other.path.name, count=len(found.came))
    else:
        yield say("merge.comes-none", file=merge.other.path.name)
    for place in found.came:
        yield say("merge.line", what=told_with_words(found.at(place), place, plan, script))
    for clash, pick in zip(found.clashes, picked, strict=True):
        yield say(f"merge.stands-{pick}", what=place_told(clash.place, plan, script))
    for _ in found.left[:1]:
        yield say("merge.stays-back", count=len(found.left))
