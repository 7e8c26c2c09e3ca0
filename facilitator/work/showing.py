"""A plan as lines for people, and as data for scripts: outcomes, scores over the terms, actions."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from facilitator.meeting.dates import in_full
from facilitator.plan.actions import Action
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.models import Script
from facilitator.script.words import say


def as_lines(plan: Plan, script: Script, in_document: Container[int] = ()) -> Iterator[str]:
    """Yield the plan line by line: the child, each outcome with its scores, then each review.

    Of the reviews of the periods `in_document` only what stands in a Word document is known.
    """
    yield say("show.title", name=plan.child.full_name, format=script.format.name, count=len(plan.reviews))
    for outcome in plan.outcomes:
        yield ""
        yield from _outcome(outcome, plan, script)
    for review in plan.reviews:
        yield ""
        yield say(
            "show.review-in-document" if review.period in in_document else "show.review",
            period=script.period_name(review.period),
            day=in_full(review.date),
            count=len(list(review.every_statement())),
        )
        yield from _actions(review, plan)
        if review.next_date:
            yield say("show.next", day=in_full(review.next_date))


def _outcome(outcome: Outcome, plan: Plan, script: Script) -> Iterator[str]:
    status = "" if outcome.current else say(f"show.status-{outcome.status}", because=outcome.ended_because)
    yield say("show.outcome", number=outcome.number, wording=outcome.wording, status=status).rstrip()
    for review in plan.reviews:
        held = review.outcome_review(outcome.id)
        if held is None or held.score is None:
            continue
        period = script.period_name(review.period)
        yield say("show.score", period=period, score=_score(held.score, script))
        if held.score.disagreement:
            yield from _disagreement(held.score, held.score.disagreement, review)


def _score(score: Score, script: Script) -> str:
    if score.number is None:
        words = say(f"show.result-{score.result.replace('_', '-')}")
    else:
        label = script.scale.label_of(score.number)
        words = say(f"show.result-{score.result.replace('_', '-')}", number=score.number, label=label)
    return f"{words}{say('show.support-not-given')}" if score.support_not_given else words


def _disagreement(score: Score, disagreement: Disagreement, review: Review) -> Iterator[str]:
    """Yield each side in full: who, their number, why, what would change it; then what is next."""
    shows = [*score.positions, *score.second_positions]
    numbers = {position.person: position.number for position in shows if position.number is not None}
    for side in disagreement.sides:
        number = numbers.get(side.person)
        shown = say("show.no-number") if number is None else number
        yield say("show.side", name=review.person(side.person).name, number=shown, reason=side.reason)
        if side.would_change:
            yield say("show.would-change", words=side.would_change)
    if disagreement.next_step:
        by = in_full(disagreement.by) if disagreement.by else say("show.no-date")
        yield say("show.disagreement-next", words=disagreement.next_step, by=by)


def _actions(review: Review, plan: Plan) -> Iterator[str]:
    for action in review.actions:
        yield say(
            "show.action",
            what=action.what,
            who=action.who or say("show.nobody"),
            by=in_full(action.by) if action.by else say("show.no-date"),
            state=say(f"show.action-{_state(action, plan).replace('_', '-')}"),
        )


def _state(action: Action, plan: Plan) -> str:
    """Return what became of an action: as a later review found, else whether it is agreed."""
    for review in plan.reviews:
        for check in review.last_actions:
            if check.action == action.id and check.status:
                return check.status
    return "agreed" if action.agreed else "not_agreed"


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the same as JSON values; the ids are those of the plan file."""
    return {
        "plan": plan.id,
        "format": plan.format,
        "child": plan.child.called,
        "outcomes": [_outcome_data(outcome, plan) for outcome in plan.outcomes],
        "reviews": [
            {
                "id": review.id,
                "period": review.period,
                "date": review.date.isoformat(),
                "statements": len(list(review.every_statement())),
                "next_date": review.next_date.isoformat() if review.next_date else None,
                "actions": [
                    {**action.model_dump(mode="json"), "state": _state(action, plan)}
                    for action in review.actions
                ],
            }
            for review in plan.reviews
        ],
    }


def _outcome_data(outcome: Outcome, plan: Plan) -> dict[str, Any]:
    scores = [
        {"period": review.period, **held.score.model_dump(mode="json")}
        for review in plan.reviews
        if (held := review.outcome_review(outcome.id)) and held.score
    ]
    return {
        "id": outcome.id,
        "number": outcome.number,
        "wording": outcome.wording,
        "status": outcome.status,
        "scores": scores,
    }
