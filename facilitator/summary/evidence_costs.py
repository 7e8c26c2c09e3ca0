"""What the support of a plan costs by the week, the term and the year, and what that is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from facilitator.phrases import cost as phrases
from facilitator.phrases.item import called, kind_inside
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.sentence import capital
from facilitator.plan.field_values import cost_of
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.script.costs import Figures, PaidYear, figures, summed
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.routes import WeeklyCost
from facilitator.script.school_days import terms_of_year
from facilitator.summary.evidence_shapes import Costs, Line, Lines
from facilitator.summary.told_plan import ToldPlan

_WHO_AND_HOW_OFTEN: tuple[Literal["who", "how_often"], ...] = ("who", "how_often")


def budget_of(script: Script) -> WeeklyCost | None:
    """Return what the school counts costs against, else the format; None where neither says."""
    return script.weekly_cost or script.format.weekly_cost


def paid_year(script: Script, day: date | None) -> PaidYear:
    """Return how many weeks are paid in the school year of a day, and how many terms it has."""
    budget = budget_of(script)
    terms = terms_of_year(script.terms, day) if day else []
    return PaidYear(budget.weeks if budget else None, len(terms) or None)


def cost_field(kind: str, form: FormatFile) -> str | None:
    """Return the field in which support of a kind has its cost; None where it has no place."""
    return form.items[kind].role_field("cost")


def costs_of(items: Iterable[Item], form: FormatFile, paid: PaidYear) -> list[Figures]:
    """Return what each line of support costs, as far as it is known."""
    return [_figures(item, form, paid) for item in items]


def _figures(item: Item, form: FormatFile, paid: PaidYear) -> Figures:
    name = cost_field(item.kind, form)
    cost = cost_of(item.words(name)) if name else None
    return figures(cost, form.items[item.kind].fields[name].per, paid) if name and cost else Figures()


def support(told: ToldPlan, items: list[Item], paid: PaidYear, marks: dict[str, list[str]]) -> Lines | None:
    """Return lines of support with who, how often and the cost, as far as the format has places for these."""
    if not items:
        return None
    form, tell = told.form, told.tell
    kinds = [form.items[kind] for kind in form.kinds("provision")]
    roles = [role for role in _WHO_AND_HOW_OFTEN if any(kind.role_field(role) for kind in kinds)]
    costed = any(kind.role_field("cost") for kind in kinds)
    head = [tell(f"evidence.column.{one.replace('_', '-')}") for one in ("what", *roles)]
    rows = []
    for item in items:
        cells = [form.words_of(item, role) or tell("evidence.not-written") for role in roles]
        cells += phrases.in_columns(_figures(item, form, paid), tell=tell) if costed else []
        notes = [*_details(item, told), *_as_written(item, told), *marks.get(item.id, [])]
        rows.append(Line(form.words_of(item), "", notes, cells))
    return Lines([*head, *(_columns(told) if costed else [])], rows)


def _columns(told: ToldPlan) -> list[str]:
    return [told.tell(f"evidence.column.{per}") for per in Figures._fields]


def _details(item: Item, told: ToldPlan) -> Iterator[str]:
    """Yield what else the form has of a line of support, such as the kind of it and who pays."""
    for name, declared in told.form.items[item.kind].fields.items():
        if declared.role in ("wording", *_WHO_AND_HOW_OFTEN, "cost") or declared.options_from:
            continue
        if value := value_told(item.fields.get(name) or None, declared):
            yield told.tell("evidence.field", label=declared.label or name, value=value)


def _as_written(item: Item, told: ToldPlan) -> Iterator[str]:
    """Yield the cost as the plan has it, where that is no sum that can be counted."""
    name = cost_field(item.kind, told.form)
    if name and (words := item.words(name)) and cost_of(words) is None:
        label = told.form.items[item.kind].fields[name].label or name
        yield told.tell("evidence.field", label=label, value=phrases.as_written(words, tell=told.tell))


def make_costs(told: ToldPlan, paid: PaidYear) -> Costs:
    """Return what the support that goes on costs, with the sum, and what it is held against."""
    form, tell = told.form, told.tell
    items = [item for item in form.of_role(told.plan, "provision") if cost_field(item.kind, form)]
    known = costs_of(items, form, paid)
    rows = [
        Line(
            form.words_of(item),
            _under(item, told.plan, form),
            list(_as_written(item, told)),
            phrases.in_columns(one, tell=tell),
        )
        for item, one in zip(items, known, strict=True)
    ]
    total = summed(known)
    lines = [tell("evidence.total"), *phrases.in_columns(total, tell=tell)] if rows else []
    table = Lines([tell("evidence.column.what"), *_columns(told)], rows, lines)
    if not any(cost_field(kind, form) for kind in form.kinds("provision")):
        return Costs(table, [tell("evidence.costs.no-place")], [])
    if not rows:
        return Costs(table, [tell("evidence.costs.no-support")], [])
    return Costs(table, list(_counted(known, paid, told)), list(_against(total, known, told)))


def _under(item: Item, plan: Plan, form: FormatFile) -> str:
    above = next((one for one in plan.items if one.id == item.under), None)
    return called(above, form) if above else ""


def _counted(known: list[Figures], paid: PaidYear, told: ToldPlan) -> Iterator[str]:
    """Yield how the figures were counted, and which are left out of the sums."""
    tell = told.tell
    if paid.weeks:
        yield tell("evidence.costs.weeks", count=paid.weeks)
    if paid.terms:
        yield tell("evidence.costs.terms", count=paid.terms)
    for per, column in zip(Figures._fields, zip(*known, strict=True), strict=True):
        if (left_out := column.count(None)) and left_out < len(column):
            yield tell(f"evidence.costs.left-out-{per}", count=left_out, all=len(column))
    yield tell("evidence.costs.rounded")


def _against(total: Figures, known: list[Figures], told: ToldPlan) -> Iterator[str]:
    """Yield what a year is held against, and by how much it is more or less, as far as that is known."""
    tell, budget = told.tell, budget_of(told.script)
    if budget is None:
        yield tell("evidence.costs.no-budget")
        return
    if budget.pounds_a_year is None:
        yield tell("evidence.costs.budget-unknown", name=budget.against)
        return
    whole = 100 * budget.pounds_a_year
    yield tell("evidence.costs.budget", name=budget.against, money=phrases.a_year(whole, tell=tell))
    if total.year is None:
        yield tell("evidence.costs.no-year")
        return
    part = any(one.year is None for one in known)
    how = "more" if total.year > whole else "less" if total.year < whole else "same"
    key = f"evidence.costs.{how}{'-of-part' if part else ''}"
    year = phrases.a_year(total.year, tell=tell)
    yield tell(key, money=year, difference=phrases.money(abs(total.year - whole)))


def stated_totals(told: ToldPlan) -> Iterator[tuple[str, str, int, str]]:
    """Yield each sum of all support that the plan itself states: label, words, pence and what it is for."""
    for name, declared in told.form.plan.items():
        for entry in told.plan.given(name) if declared.role == "total" else ():
            cost = cost_of(entry.text)
            if cost is not None:
                yield declared.label or name, entry.text, cost.pence, cost.per or declared.per or "year"


def name_of_line(item: Item, told: ToldPlan) -> str:
    """Return what a line of support is called in a sentence: its words, and what it is under."""
    form, tell = told.form, told.tell
    words = form.words_of(item) or kind_inside(item.kind, form)
    above = _under(item, told.plan, form)
    if not above:
        return capital(tell("evidence.line-alone", words=words))
    return tell("evidence.line-under", above=above, words=words)
