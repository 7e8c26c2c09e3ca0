"""What is open, as lines for people: under whoever does it, or under the day by which it is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from facilitator.phrases.action import became
from facilitator.phrases.day import in_full
from facilitator.phrases.sentence import capital
from facilitator.plan.similar_names import folded, unaccented
from facilitator.script.words_by_key import say
from facilitator.work.open_actions import Followed, PlanActions, Shown, names_several

Order = Literal["person", "date"]
ORDERS: tuple[Order, ...] = ("person", "date")


def groups(actions: Iterable[Followed], order: Order) -> list[tuple[str, list[Followed]]]:
    """Return actions under headings: by name, what nobody does last; or by day, what has none last."""
    found: dict[object, tuple[str, list[Followed]]] = {}
    for one in sorted(actions, key=_by_day):
        who, by = one.now.who, one.now.by
        key: object = by if order == "date" else unaccented(folded(who))
        heading = (in_full(by) if by else "") if order == "date" else who
        found.setdefault(key, (heading, []))[1].append(one)
    nothing = capital(say("action.no-day" if order == "date" else "action.nobody"))
    named = [(heading, some) for heading, some in found.values() if heading]
    if order == "person":
        named.sort(key=lambda group: unaccented(folded(group[0])))
    return [*named, *((nothing, some) for heading, some in found.values() if not heading)]


def _by_day(one: Followed) -> tuple[bool, date, str, int]:
    return one.now.by is None, one.now.by or date.max, str(one.path), one.number


def beside(one: Followed, order: Order, today: date, *, child: str = "") -> list[str]:
    """Return what stands beside the words of an action: who or by when, for what, how it stands, of whom."""
    now = one.now
    when = say("action.by-day", day=in_full(now.by)) if now.by else say("action.no-day")
    who = now.who or say("action.nobody")
    parts = [say("follow.overdue")] if now.is_overdue(today) else []
    parts += [who if order == "date" else when]
    parts += [became(now.status)] if now.status else []
    parts += [say("follow.for", item=one.about)] if one.about else []
    parts += [say("manner.not-shared")] if one.private else []
    return [*parts, *([child] if child else [])]


def children_of(plans: Sequence[PlanActions]) -> dict[str, str]:
    """Return what tells the plans apart, by their files: whose they are; of two of a child, with the file."""
    same = Counter(plan.called for plan in plans)
    if len(plans) < 2:
        return {}
    return {
        str(plan.path): plan.called
        if same[plan.called] == 1
        else say("follow.of-file", name=plan.called, file=plan.path.name)
        for plan in plans
    }


def as_lines(
    plans: Sequence[PlanActions],
    shown: Shown,
    order: Order,
    today: date,
    number: Callable[[Followed], int] | None = None,
) -> Iterator[str]:
    """Yield what is open, under headings; that it is not for families where it names several children.

    `number` counts the actions, where they are named by that; else each has the number in its plan.
    """
    actions, apart = shown.of(plans), children_of(plans)
    yield title(plans)
    if warning := not_for_families(plans):
        yield warning
    if not actions:
        yield ""
        yield say("follow.nothing-of", name=shown.person) if shown.person else say("follow.nothing")
    for heading, some in groups(actions, order):
        yield ""
        yield heading
        for one in some:
            yield _line(one, order, today, apart, number)
    yield from _more(plans, shown, actions, typed=number is not None)
    if number is None and len(plans) > 1 and actions:
        yield ""
        yield say("follow.how-of-several")


def title(plans: Sequence[PlanActions]) -> str:
    """Return what the list is of: a child's plan, or several plans."""
    if len(plans) == 1:
        return say("follow.title", name=plans[0].called)
    return say("follow.title-of-plans", count=len(plans))


def not_for_families(plans: Sequence[PlanActions]) -> str:
    """Return that a list is for the school alone, where it names more than one child; else nothing."""
    return say("follow.several-children") if names_several(plans) else ""


def _line(
    one: Followed,
    order: Order,
    today: date,
    apart: dict[str, str],
    number: Callable[[Followed], int] | None,
) -> str:
    """Return an action on a line, with its number; of several plans, whose that is."""
    child, what = apart.get(str(one.path), ""), " ".join(one.action.what.split())
    if child and number is None:
        words = "; ".join(beside(one, order, today))
        return say("follow.line-of", number=one.number, what=what, beside=words, child=child)
    words = "; ".join(beside(one, order, today, child=child))
    return say("follow.line", number=number(one) if number else one.number, what=what, beside=words)


def _more(
    plans: Sequence[PlanActions], shown: Shown, actions: Sequence[Followed], *, typed: bool
) -> Iterator[str]:
    """Yield what the next reviews ask after besides, and what is not listed."""
    steps = [step for plan in plans for step in plan.steps] if not shown.person else []
    if steps:
        yield ""
        yield say("follow.steps")
        yield from (say("follow.step", words=step) for step in steps)
    hidden = len(shown._replace(private=True).of(plans)) - len(actions)
    over = len(shown._replace(over=True).of(plans)) - len(actions)
    if hidden or over:
        yield ""
    if over:
        yield say("follow.over-count", count=over)
    if hidden:
        yield say("follow.private-typed" if typed else "follow.private-count", count=hidden)
