"""Forgetting a child: what this computer keeps of whom, the chair's word for it, and what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from facilitator.dialogue.kept_told import kept_told, names_of, plans_meant
from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show
from facilitator.files.kept_here import KeptPlan, kept_plans
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import say
from facilitator.work.forget import ToForget, all_of, forget, older_than
from facilitator.work.own_school import own_school
from facilitator.work.session import Now, local_now

SURE = "forget"


def what_is_kept() -> Asked[None]:
    """Show what this computer keeps, a line for each plan."""
    kept: list[KeptPlan] = yield Do(kept_plans)
    lines = tuple(kept_told(one) for one in kept)
    yield Show(say("forget.title"), lines or (say("forget.nothing"),))


def forget_child(wanted: str, prompts: Path | None = None, *, sure: bool = False) -> Asked[bool]:
    """Remove all that is kept of a child, by the name, the plan's file or its number in the list.

    Returns whether everything is gone. Raises Refusal: nothing is kept of anybody called so, or several
    plans may be meant.
    """
    kept: list[KeptPlan] = yield Do(kept_plans)
    meant = yield Do(partial(plans_meant, wanted, kept, prompts, of="forget"))
    return (yield from _forget(all_of(meant), sure=sure))


def forget_old(
    months: int | None = None, prompts: Path | None = None, *, sure: bool = False, now: Now = local_now
) -> Asked[bool]:
    """Remove what is older than so many months, None = than the school keeps it; see `forget_child`."""
    months = months or own_school(prompts).records_kept_months
    if months is None:
        raise Refusal("forget.no-age")
    kept: list[KeptPlan] = yield Do(kept_plans)
    old = older_than(kept, months, now())
    unread = tuple(f"{names_of(one)}: {say('forget.unread')}" for one in kept if one.unread)
    if not old:
        yield Show(say("forget.title"), (say("forget.nothing-old", count=months), *unread))
        return True
    if unread:
        yield Show(say("forget.title"), unread)
    return (yield from _forget(old, sure=sure))


def _forget(wanted: list[ToForget], *, sure: bool) -> Asked[bool]:
    """Show what goes, ask, and remove it."""
    lines = [kept_told(one.kept, one) for one in wanted]
    lines += [say("forget.open-goes", names=names_of(one.kept)) for one in wanted if _loses_meeting(one)]
    lines.append(say("forget.for-good"))
    places = dict.fromkeys(str(place) for one in wanted for place in one.kept.places if place.exists())
    if places:
        lines.append(say("forget.stays", files=", ".join(places)))
    if not sure:
        options = (
            Option(SURE, say("forget.do"), typed="forget"),
            Option("leave", say("forget.leave"), typed="leave-written"),
        )
        needs = NeedsDecision("forget.not-sure", ("--yes",))
        lead = "\n".join(lines)
        picked = yield Ask(say("forget.ask"), options, lead, at=None, stays=True, needs=needs)
        if picked != SURE:
            yield Show(say("forget.title"), (say("forget.left"),))
            return False
    left: list[tuple[Path, str]] = yield Do(partial(forget, wanted))
    count = sum(len(one.files) for one in wanted) - len(left)
    told = [
        say("forget.done", count=count),
        *(say("forget.failed", path=path, why=why) for path, why in left),
    ]
    yield Show(say("forget.title"), (*(lines if sure else []), *told))
    return not left


def _loses_meeting(one: ToForget) -> bool:
    return bool(one.kept.open_meetings & {file.meeting for file in one.files})
