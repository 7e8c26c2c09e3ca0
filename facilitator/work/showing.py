"""A plan as lines for people, and as data for scripts: outcomes, scores over the terms, actions."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from facilitator.phrases import action, score, sentence
from facilitator.phrases.decision import standing
from facilitator.phrases.review import next_review, of_period
from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome
from facilitator.plan.reviews import Action, Disagreement, ProgressScore, Review
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
            review=of_period(script.period_name(review.period), review.date),
            count=len(list(review.every_statement())),
        )
        yield from _actions(review, plan)
        if review.next_date:
            yield say("show.next", words=next_review(review.next_date))


def _outcome(outcome: Outcome, plan: Plan, script: Script) -> Iterator[str]:
    line = say("show.outcome", number=outcome.number, wording=outcome.wording)
    if not outcome.current:
        because = outcome.ended_because if outcome.status == "removed" else ""
        line = say("show.outcome-ended", line=line, standing=standing(outcome.status, because))
    yield line
    for review in plan.reviews:
        held = review.outcome_review(outcome.id)
        if held is None or held.score is None:
            continue
        period = script.period_name(review.period)
        yield say("show.score", period=period, score=score.line(held.score, script.format.scale))
        if held.score.disagreement:
            yield from _disagreement(held.score, held.score.disagreement, review)


def _disagreement(held: ProgressScore, disagreement: Disagreement, review: Review) -> Iterator[str]:
    """Yield each side in full: who, their number, why, what would change it; then what is next."""
    shows = [*held.positions, *held.second_positions]
    numbers = {position.person: position.number for position in shows if position.number is not None}
    for side in disagreement.sides:
        number = numbers.get(side.person)
        shown = say("show.no-number") if number is None else str(number)
        yield say("show.side", side=score.of_person(review.person(side.person).name, shown, side.reason))
        if side.would_change:
            yield say("show.would-change", words=side.would_change)
    if disagreement.next_step:
        yield say("show.disagreement-next", words=disagreement.next_step, by=action.due(disagreement.by))


def _actions(review: Review, plan: Plan) -> Iterator[str]:
    for one in review.actions:
        yield say(
            "show.action",
            action=action.sentence(one.what, one.who, one.by),
            state=_state_in_words(one, _became(one, plan)),
        )


def _became(one: Action, plan: Plan) -> str:
    """Return what a later review found of an action, or nothing."""
    checks = (check for review in plan.reviews for check in review.last_actions if check.action == one.id)
    return next((check.status for check in checks if check.status), "")


def _state_in_words(one: Action, became: str) -> str:
    if became:
        return sentence.ended(sentence.capital(action.became(became)))
    return action.state(one.who, one.by, to_be_asked=one.confirm is not None)


def _state(one: Action, plan: Plan) -> str:
    return _became(one, plan) or ("agreed" if one.agreed else "not_agreed")


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
                    {**one.model_dump(mode="json"), "state": _state(one, plan)} for one in review.actions
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
