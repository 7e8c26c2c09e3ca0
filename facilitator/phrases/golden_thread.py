"""The golden thread in words: what hangs loose, and what leads where."""

from __future__ import annotations

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.text import in_short
from facilitator.script.format_declaration import Declaration
from facilitator.script.golden_thread import End, Strand, Thread, told
from facilitator.script.ladder import Say

_LONGEST = 60
"""Letters of an outcome's words that are only there for it to be known again."""


def rows(thread: Thread, plan: Plan, form: Declaration, tell: Say) -> list[tuple[str, str]]:
    """Return a thread as lines with a label before each: what hangs loose first, then what leads where."""
    loose = [
        (tell(f"thread.loose-{one.side}"), told(one.entry, plan, form))
        for one in thread.strands
        if not one.served_by
    ]
    for end in thread.ends:
        loose += [(tell(f"thread.no-{what}"), _in_short(end.outcome, form, tell)) for what in end.missing]
    followed = [one for one in thread.strands if one.served_by]
    waiting = [one for one in followed if _waits(one, thread)]
    rest = [one for one in followed if one not in waiting]
    return [
        *loose,
        *((tell("thread.waits"), _leads_to(one, thread, plan, form, tell)) for one in waiting),
        *((tell("thread.followed"), _leads_to(one, thread, plan, form, tell)) for one in rest),
    ]


def _in_short(outcome: Item, form: Declaration, tell: Say) -> str:
    """Return an outcome with as many of its words as let it be known again."""
    name, words = form.called(outcome), in_short(form.words_of(outcome), _LONGEST).rstrip(".")
    if outcome.number is None:
        return words or name
    return tell("item.line", item=name, wording=words) if words else name


def _served(strand: Strand, thread: Thread) -> list[End]:
    return [end for end in thread.ends if end.outcome in strand.served_by]


def _waits(strand: Strand, thread: Thread) -> bool:
    """Whether there is no help yet for what a hope or need leads to, though the format has a place for it."""
    served = _served(strand, thread)
    return not any(end.help for end in served) and any("help" in end.missing for end in served)


def _leads_to(strand: Strand, thread: Thread, plan: Plan, form: Declaration, tell: Say) -> str:
    outcomes = ", ".join(map(form.called, strand.served_by))
    count = sum(len(end.help) for end in _served(strand, thread))
    key = "thread.leads-to" if count else "thread.leads-to-outcomes"
    return tell(key, words=told(strand.entry, plan, form), outcomes=outcomes, count=count)
