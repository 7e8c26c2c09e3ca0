"""What is known of a plan by the roles of its format, as its last review leaves it: it decides on ways on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facilitator.plan.field_values import cost_of
from facilitator.plan.people import CHILD, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.beginnings import beginning
from facilitator.script.costs import PaidYear, a_year
from facilitator.script.format_declaration import PLAN, SIGNED, Path
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.routes import Facts, Need, WeeklyCost, hold

_TERMS = 3
_WHOLE = re.compile(r"\d{1,3}")


def facts_of(plan: Plan, form: FormatFile, budget: WeeklyCost | None = None) -> Facts:
    """Return what is known of a plan; `budget` is the school's own, else that of the format counts."""
    last, before = (*reversed(plan.reviews), None, None)[:2]
    low = _low(last, plan, form)
    budget = budget or form.weekly_cost
    costs = list(_costs(plan, form, budget))
    return {
        "low": len(low),
        "low_twice": len(low & _low(before, plan, form)),
        "not_agreed": _not_agreed(last),
        "unreached": _unreached(last, plan, form),
        "not_given": len(_not_given(last, plan, form)) if last else 0,
        "unmeasured": _unmeasured(last, plan, form),
        "reviews": len(plan.reviews),
        "uncosted": costs.count(None),
        "over_budget": _over(costs, budget),
        "range": max(_ranges(plan, form), default=None),
        "planned": len(plan.planning),
        "final": sum(version.state == "final" for version in plan.versions),
        "words_of_child": _words_of("child", last, form),
        "words_of_parents": _words_of("parent", last, form),
        "words_of_practitioners": _words_of("practitioner", last, form),
    }


class RouteShown(NamedTuple):
    """One way on that is offered; of each need whether it is there, None = nobody can tell.

    `chosen` = the last review decided for it.
    """

    option: str
    words: str
    needs: list[tuple[str, bool | None]]
    notes: list[str]
    chosen: bool = False


def shown(script: Script, facts: Facts, plan: Plan, of: Path | None = None) -> list[RouteShown]:
    """Return the ways on that a format offers where this is known of a plan, in its order.

    All of them, or those among which one choice decides.
    """
    form, last = script.format, plan.last_review
    return [
        RouteShown(
            option,
            route.label or form.option_label(route.path.field, option, route.path.of),
            [
                *((need.words, _is_there(need, facts, plan)) for need in route.needs),
                *((paper, None) for paper in script.papers.get(route.papers, ())),
            ],
            [note.words for note in route.notes if hold(note.when, facts)],
            chosen=last is not None and last.chosen(route.path.field) == option,
        )
        for option, route in form.routes.items()
        if of in (None, route.path) and route.is_offered(facts)
    ]


def _is_there(need: Need, facts: Facts, plan: Plan) -> bool | None:
    """Return whether something that is needed is there; None where the plan cannot tell."""
    if not (need.there or need.has) or any(facts.get(fact) is None for fact in need.there):
        return None
    return hold(need.there, facts) and all(stands(Path.read(name), plan) for name in need.has)


def stands(path: Path, plan: Plan) -> bool:
    """Return whether something stands in a plan: a box of its own, a signature, or an item of a kind."""
    if path.of == PLAN:
        return bool(plan.given(path.field))
    if path.of == SIGNED:
        return any(one.to == path.field and one.answer != "not_asked" for one in plan.signatures)
    return bool(plan.of(path.of))


def _low(review: Review | None, plan: Plan, form: FormatFile) -> set[str]:
    """Return the ids of what a review judged to be low."""
    found, of_support = set(), set(form.names("delivered"))
    for score in review.scores if review else ():
        if score.field in of_support:  # how much was given is no judgement of what came of it
            continue
        scale = form.scale_of_score(score, plan)
        number = scale.number_of(score) if scale else None
        if scale and number is not None and number <= scale.low:
            found.add(score.about)
    return found


def _not_agreed(review: Review | None) -> int | None:
    """Return on how many judgements people did not agree; None where nothing was judged."""
    if review is None or not review.scores:
        return None
    return sum(score.result == "not_agreed" for score in review.scores)


def _unreached(review: Review | None, plan: Plan, form: FormatFile) -> int | None:
    """Return how many things that are judged and go on were not judged to be at the top; None without any."""
    kinds = {path.of for path in form.paths("progress")}
    judged = [item for item in plan.items if item.kind in kinds]
    if review is None or not judged:
        return None
    going_on = [item.id for item in judged if plan.is_current(item)]
    return sum(not _is_at_top(about, review, plan, form) for about in going_on)


def _is_at_top(about: str, review: Review, plan: Plan, form: FormatFile) -> bool:
    score = review.score(about)
    scale = form.scale_of_score(score, plan) if score else None
    return score is not None and scale is not None and scale.number_of(score) == scale.highest


def _unmeasured(review: Review | None, plan: Plan, form: FormatFile) -> int | None:
    """Return how many things have no measure where they began, or none at a review; None without any."""
    paths = form.paths("after")
    children = [child.id for child in plan.children]
    things = {path: children if path.of == CHILD else [one.id for one in plan.of(path.of)] for path in paths}
    if review is None or not any(things.values()):
        return None
    return sum(
        not (review.given(path.field, thing) and beginning(thing, plan, form))
        for path, ids in things.items()
        for thing in ids
    )


def _not_given(review: Review, plan: Plan, form: FormatFile) -> set[str]:
    """Return the ids of the items whose support was not given in full, each once for all of its lines."""
    kinds = {item.id: item.kind for item in plan.items}
    whole = {path.of: path.field for path in form.paths("delivered") if form.whole_support(path.of) is None}
    found = set()
    for entry in review.entries:
        declared = form.fields_of(kinds.get(entry.about or "", "")).get(entry.field)
        if declared and whole.get(kinds[entry.about or ""]) == entry.field and entry.about:
            found |= {entry.about} if entry.value != declared.option_ids[0] else set()
    return found


def _costs(plan: Plan, form: FormatFile, budget: WeeklyCost | None) -> Iterator[int | None]:
    """Yield what each line of support costs a year, in pence; None where that cannot be counted."""
    paid = PaidYear(budget.weeks if budget else 0, _TERMS)
    for item in form.of_role(plan, "provision"):
        name = form.items[item.kind].role_field("cost")
        if name is not None:
            cost = cost_of(item.words(name))
            yield a_year(cost, form.items[item.kind].fields[name].per, paid) if cost else None


def _over(costs: list[int | None], budget: WeeklyCost | None) -> int | None:
    """Return 1 where the support costs more than the budget, 0 where it does not; None = cannot be told."""
    if budget is None or budget.pounds_a_year is None or not costs:
        return None
    known = sum(cost for cost in costs if cost is not None)
    if known > 100 * budget.pounds_a_year:
        return 1
    return None if None in costs else 0


def _ranges(plan: Plan, form: FormatFile) -> Iterator[int]:
    """Yield each range of need that the plan has: a number, or the first one in a line of words."""
    names = {name for name, declared in form.plan.items() if declared.role == "range"}
    for entry in plan.entries:
        if entry.field in names and entry.about is None:
            found = _WHOLE.search(str(entry.value))
            if found:
                yield int(found[0])


def _words_of(perspective: Perspective, review: Review | None, form: FormatFile) -> int:
    """Return how much somebody of a perspective said at a review."""
    if review is None:
        return 0
    side = {person.id for person in review.people if person.perspective == perspective}
    return sum(entry.by in side for entry in form.said(review))
