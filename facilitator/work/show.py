"""A plan as lines for people, and as data for scripts: its parts with their scores, actions."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from facilitator.phrases import action, score, sentence
from facilitator.phrases.decision import standing
from facilitator.phrases.item import line as item_line
from facilitator.phrases.person import children_called
from facilitator.phrases.review import next_review, of_period
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.formats_and_turns import Script
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say


def as_lines(plan: Plan, script: Script, in_document: Container[int] = ()) -> Iterator[str]:
    """Yield the plan line by line: the child, each outcome with its scores, then each review.

    Of the reviews of the periods `in_document` only what stands in a Word document is known.
    """
    yield say(
        "show.title",
        name=children_called(plan.children, in_full=True),
        format=script.format.name,
        count=len(plan.reviews),
    )
    for item in plan.items:
        if item.under is None:
            yield ""
            yield from _item(item, plan, script)
    for review in plan.reviews:
        yield ""
        yield say(
            "show.review-in-document" if review.period in in_document else "show.review",
            review=of_period(script.period_name(review.period), review.date),
            count=len(list(script.format.said(review))),
        )
        yield from _actions(review, script.format.became(plan))
        if review.next_date:
            yield say("show.next", words=next_review(review.next_date))


def _item(item: Item, plan: Plan, script: Script) -> Iterator[str]:
    form = script.format
    line = item_line(item, form)
    if item.added.review and item.replaces is None:
        line = say("show.added", line=line, period=script.period_name(item.added.review))
    if item.ended is not None:
        because = item.ended.because if item.ended.how == "removed" else ""
        line = say("show.item-ended", line=line, standing=standing(item.ended.how, because))
    yield line
    for review in plan.reviews:
        held = review.score(item.id)
        if held is None:
            continue
        scale = script.scale_of(held, plan)
        yield say("show.score", period=script.period_name(review.period), score=score.line(held, scale))
        if held.sides or held.next_step:
            yield from _disagreement(held, review, scale)
    for part in form.parts(plan, item):
        lines = list(_item(part, plan, script))
        if len(lines) > 1 or part.ended or (part.added.review and item.added.review is None):
            yield from (f"  {one}" for one in lines)


def _disagreement(held: Score, review: Review, scale: Scale) -> Iterator[str]:
    """Yield each side in full: who, their number, why, what would change it; then what is next."""
    shows = [*held.positions, *held.second_positions]
    numbers = {
        at.person: score.position(number, "", scale)
        for at in shows
        if (number := scale.number_of(at)) is not None
    }
    for side in held.sides:
        shown = numbers.get(side.person) or say("show.no-answer")
        yield say("show.side", side=score.of_person(review.person(side.person).name, shown, side.reason))
        if side.would_change:
            yield say("show.would-change", words=side.would_change)
    if held.next_step:
        yield say("show.disagreement-next", words=held.next_step, by=action.due(held.by))


def _actions(review: Review, became: dict[str, str]) -> Iterator[str]:
    for one in review.actions:
        if status := became.get(one.id):
            state = sentence.ended(sentence.capital(action.became(status)))
        else:
            state = action.state(one.who, one.by, to_be_asked=one.confirm is not None)
        yield say("show.action", action=action.sentence(one.what, one.who, one.by), state=state)


def as_data(plan: Plan, script: Script) -> dict[str, Any]:
    """Return the same as JSON values; the ids are those of the plan file."""
    form, became = script.format, script.format.became(plan)
    return {
        "plan": plan.id,
        "format": plan.format,
        "child": children_called(plan.children),
        "children": [{"id": child.id, "name": child.called} for child in plan.children],
        "items": [_with_kind(item, plan, script) for item in plan.items],
        "outcomes": [_item_data(item, plan, script) for item in form.of_role(plan, "outcome", ended=True)],
        "reviews": [
            {
                "id": review.id,
                "period": review.period,
                "date": review.date.isoformat(),
                "statements": len(list(form.said(review))),
                "next_date": review.next_date.isoformat() if review.next_date else None,
                "actions": [
                    {
                        **one.model_dump(mode="json"),
                        "state": became.get(one.id) or ("agreed" if one.agreed else "not_agreed"),
                    }
                    for one in review.actions
                ],
            }
            for review in plan.reviews
        ],
    }


def _with_kind(item: Item, plan: Plan, script: Script) -> dict[str, Any]:
    """Return an item with its kind, what it belongs to, its fields, and in which reviews it came and went."""
    return {
        **_item_data(item, plan, script),
        "kind": item.kind,
        "under": item.under,
        "fields": item.fields,
        "added": item.added.review,
        "ended": item.ended.review if item.ended else None,
    }


def _item_data(item: Item, plan: Plan, script: Script) -> dict[str, Any]:
    scores = [
        {"period": review.period, **held.model_dump(mode="json")}
        for review in plan.reviews
        if (held := review.score(item.id))
    ]
    return {
        "id": item.id,
        "number": item.number,
        "wording": script.format.words_of(item),
        "status": item.ended.how if item.ended else "current",
        "scores": scores,
    }
