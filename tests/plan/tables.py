"""Flattens a plan into the rows of tables for questions over many plans; only closed answers become rows.

It shows that everything such tables need stands in the model and the format, and nothing must be guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Cost, cost_of
from facilitator.plan.items import Item
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import MeetingRecord
from facilitator.plan.scores import Position, Score
from facilitator.script.declared_fields import DeclaredField, FieldRole
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import FormatFile

Row = dict[str, Any]
Tables = dict[str, list[Row]]

_WEEKS, _TERMS = 39, 3
_MEASURES: dict[FieldRole, str] = {
    "progress": "progress",
    "delivered": "delivered",
    "decision": "decision",
    "before": "attainment",
    "after": "attainment",
}


def tables(plan: Plan, form: FormatFile) -> Tables:
    """Return the rows of each table: plans, items, reviews, observations and actions."""
    return {
        "plans": [_plan(plan, form)],
        "items": [_item(item, form) | {"plan": plan.id} for item in plan.items],
        "reviews": [_review(review, form) | {"plan": plan.id} for review in plan.reviews],
        "observations": [
            row | {"plan": plan.id, "review": review.period}
            for review in plan.reviews
            for row in _observations(review, plan, form)
        ],
        "actions": list(_actions(plan, form)),
    }


def _school_year(day: date | None) -> int | None:
    return None if day is None else day.year if day.month >= 9 else day.year - 1


def _plan(plan: Plan, form: FormatFile) -> Row:
    child = plan.child
    started = plan.started or (plan.reviews[0].date if plan.reviews else None)
    needs = [
        entry.value for name, field in form.plan.items() if field.role == "need" for entry in plan.given(name)
    ]
    last = plan.last_review
    return {
        "plan": plan.id,
        "school": plan.school.urn if plan.school else None,
        "format": plan.format,
        "number": plan.number,
        "continues": plan.continues,
        "started": plan.started,
        "school_year": _school_year(started),
        "need": needs[0] if needs else None,
        "year_group": child.school_year(started) if started else None,
        "children": len(plan.children),
        "ended_on": last.date if last and last.period == len(form.period.names) else None,
    }


def _pence_a_year(cost: Cost | None) -> int | None:
    if cost is None:
        return None
    return cost.pence * {"week": _WEEKS, "term": _TERMS}.get(cost.per, 1)


def _item(item: Item, form: FormatFile) -> Row:
    def of(role: FieldRole) -> Any:
        name = form.items[item.kind].role_field(role)
        return item.fields.get(name) if name else None

    end, cost = item.ended, of("cost")
    return {
        "item": item.id,
        "kind": item.kind,
        "role": form.items[item.kind].role or None,
        "under": item.under,
        "number": item.number,
        "need": of("need"),
        "place": of("place"),
        "paid_by": of("paid_by"),
        "cost_year_pence": _pence_a_year(cost_of(cost)) if isinstance(cost, str) else None,
        "added_on": item.added.on,
        "added_review": item.added.review,
        "ended_on": end.on if end else None,
        "ended_review": end.review if end else None,
        "ended_how": end.how if end else None,
        "replaces": item.replaces,
    }


def _review(review: MeetingRecord, form: FormatFile) -> Row:
    period = getattr(review, "period", 0)
    return {
        "review": period,
        "held_on": review.date,
        "school_year": _school_year(review.date),
        "term": form.period.names[period - 1] if period <= len(form.period.names) else None,
        "in_full": review.ended == "in_full",
        "minutes": review.minutes,
        "next_on": review.next_date,
    }


def _observations(review: MeetingRecord, plan: Plan, form: FormatFile) -> Iterator[Row]:
    kinds = {item.id: item.kind for item in plan.items} | {child.id: "child" for child in plan.children}
    kinds |= {action.id: "action" for held in plan.reviews for action in held.actions}
    views = {person.id: person.perspective for person in review.people}
    for score in review.scores:
        yield from _of_score(score, kinds[score.about], views, form)
    for entry in review.entries:
        kind = kinds.get(entry.about or "", "review")
        declared = form.field(Path(kind, entry.field))
        if declared is not None and declared.type in ("choice", "several", "tick", "number", "date"):
            yield from _of_entry(entry, kind, declared, views)


def _of_score(score: Score, kind: str, views: dict[str, Any], form: FormatFile) -> Iterator[Row]:
    path = Path(kind, score.field)
    scale, declared = form.scale_of(path), form.field(path)
    measure = _MEASURES.get(declared.role if declared else "", "answer")

    def row(who: str, moment: str | None, number: int | None, option: str | None, result: str | None) -> Row:
        points = scale.points if scale else []
        place = next(
            (at for at, one in enumerate(points, start=1) if (one.id or one.number) == (option or number)),
            None,
        )
        low = scale is not None and place is not None and points[place - 1].number <= scale.low
        return {
            "about_kind": kind,
            "about": score.about,
            "measure": measure,
            "field": score.field,
            "who": who,
            "moment": moment,
            "result": result,
            "code": option,
            "num": number,
            "level": place,
            "levels": len(points) or None,
            "low": low,
            "on_day": None,
        }

    yield row("room", None, score.number, score.option, score.result)
    for moment, show in zip(("first", "second"), score.shows, strict=False):
        for at in show:
            yield row(views[at.person], moment, at.number, at.option or _word(at), None)


def _word(at: Position) -> str | None:
    return at.word or None


def _of_entry(entry: Entry, kind: str, declared: DeclaredField, views: dict[str, Any]) -> Iterator[Row]:
    options = declared.option_ids
    for value in entry.value if isinstance(entry.value, list) else [entry.value]:
        code = str(value) if declared.type in ("choice", "several", "tick") else None
        yield {
            "about_kind": kind,
            "about": entry.about,
            "measure": _MEASURES.get(declared.role, "answer"),
            "field": entry.field,
            "who": "room" if entry.by == EVERYONE else views.get(entry.by, "room"),
            "moment": declared.role if declared.role in ("before", "after") else None,
            "result": None,
            "code": code,
            "num": value if declared.type == "number" else None,
            "level": options.index(code) + 1 if code in options else None,
            "levels": len(options) or None,
            "low": code in declared.low,
            "on_day": value if declared.type == "date" else None,
        }


def _actions(plan: Plan, form: FormatFile) -> Iterator[Row]:
    became = form.became(plan)
    checked = {
        entry.about: review.period
        for review in plan.reviews
        for path in form.paths("status")
        for entry in review.entries
        if entry.field == path.field and entry.about
    }
    for review in plan.reviews:
        views = {person.id: person.perspective for person in review.people}
        for action in review.actions:
            yield {
                "plan": plan.id,
                "action": action.id,
                "review": review.period,
                "about": action.about,
                "owner": action.who or None,
                "owner_is": views.get(action.person or ""),
                "due_on": action.by,
                "agreed": action.agreed,
                "status": became.get(action.id),
                "checked_review": checked.get(action.id),
                "continues": action.continues,
            }
