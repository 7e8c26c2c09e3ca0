"""Minutes into a review, and a review into the plan: the one way in which a review is written."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.meeting.minutes import Held, Key, Minutes, Said
from facilitator.meeting.open_ends import match_of
from facilitator.meeting.score_shows import FIRST, SECOND
from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome
from facilitator.plan.people import EVERYONE, Child
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import (
    NOT_WORKING,
    Action,
    ActionCheck,
    Confirmation,
    Disagreement,
    LeftOpen,
    Manner,
    Objection,
    OutcomeReview,
    ProgressScore,
    ReadBack,
    Review,
    Statement,
)
from facilitator.script.models import Script

AMENDED, ENDED = "amended_wording", "ended_because"
_OF_ITEM = (
    "outcome_statement",
    "action_note",
    "objection_reason",
    "objection_would_change",
    "disagreement_next",
    AMENDED,
)


def to_review(minutes: Minutes, closed_at: datetime | None) -> Review:
    """Return the review that the minutes add up to; every line stands in it once, under its speaker."""
    return Review.model_validate(
        {
            "id": minutes.started.review,
            "period": minutes.period,
            "date": minutes.review_date,
            "minutes": minutes.length,
            "ended": "early" if minutes.standing.ended and minutes.standing.ended.early else "in_full",
            "ended_because": minutes.standing.ended.because if minutes.standing.ended else "",
            "closed_at": closed_at,
            "people": list(minutes.people.values()),
            "statements": _views(minutes),
            "last_actions": _last_actions(minutes),
            "outcomes": _outcomes(minutes),
            "actions": [_action(held, minutes) for held in minutes.actions.values()],
            "choices": _own_choices(minutes, "choice", ""),
            "chosen_how": _chosen_how(minutes, "choice", ""),
            "next_date": minutes.replies.day("next_date"),
            "read_back": _read_back(minutes),
            "parked": minutes.said.parked(),
            "left_open": _left_open(minutes),
        }
    )


def _records(key: Key, minutes: Minutes) -> str | None:
    return minutes.turns.records(key)


def _views(minutes: Minutes) -> list[Statement]:
    """Return what stands at the review itself: views, and lines of turns whose item has since gone."""
    known = {outcome.id for outcome in minutes.plan.outcomes}
    known |= {action.id for action in minutes.plan.last_actions()}
    return [
        _matched(said.statement, minutes)
        for said in minutes.said.values()
        if said.key
        and not _stands_elsewhere(said, said.key, minutes)
        and not _is_of_item(said.key, known, minutes)
    ]


def _is_of_item(key: Key, items: set[str], minutes: Minutes) -> bool:
    return _records(key, minutes) in _OF_ITEM and bool(key.parts) and key.parts[0] in items


def _stands_elsewhere(said: Said, key: Key, minutes: Minutes) -> bool:
    """Whether words are kept as part of a disagreement or of a concern's end, under the same person."""
    records, speaker = _records(key, minutes), said.statement.speaker
    if records == "match_because":
        concern = minutes.said.get(key.parts[0])  # it may have been taken out since
        match = match_of(key.parts[0], minutes) if concern else None
        return speaker == EVERYONE and match is not None and match.kind == "not_now"
    if not key.parts or not _disputed(key.parts[0], minutes):
        return False
    if records in ("objection_reason", "objection_would_change"):
        return speaker == key.parts[-1] and speaker in minutes.scores.sides(key.parts[0])
    return records == "disagreement_next" and speaker == EVERYONE


def _disputed(outcome: str, minutes: Minutes) -> bool:
    return bool(minutes.scores.sides(outcome)) and minutes.scores.result(outcome) == "not_agreed"


def _matched(statement: Statement, minutes: Minutes) -> Statement:
    match = match_of(statement.id, minutes) if statement.topic == NOT_WORKING else None
    return statement.model_copy(update={"match": match}) if match else statement


def _said_of(item: str, minutes: Minutes) -> list[Statement]:
    return [
        _matched(said.statement, minutes)
        for said in minutes.said.values()
        if said.key
        and _is_of_item(said.key, {item}, minutes)
        and not _stands_elsewhere(said, said.key, minutes)
    ]


def _last_actions(minutes: Minutes) -> list[ActionCheck]:
    checks = []
    for action in minutes.plan.last_actions():
        status, said = minutes.replies.choice("action_status", action.id), _said_of(action.id, minutes)
        if status is not None or said:
            checks.append(
                ActionCheck.model_validate({"action": action.id, "status": status, "statements": said})
            )
    return checks


def _outcomes(minutes: Minutes) -> list[OutcomeReview]:
    reviews = [_outcome(outcome.id, minutes) for outcome in minutes.plan.current_outcomes]
    return [review for review in reviews if review != OutcomeReview(outcome=review.outcome)]


def _outcome(outcome: str, minutes: Minutes) -> OutcomeReview:
    return OutcomeReview.model_validate(
        {
            "outcome": outcome,
            "delivered": minutes.replies.choice("delivered", outcome),
            "statements": _said_of(outcome, minutes),
            "choices": _own_choices(minutes, "outcome_choice", outcome),
            "chosen_how": _chosen_how(minutes, "outcome_choice", outcome),
            "score": _score(outcome, minutes),
            "decision": minutes.replies.choice("decision", outcome),
        }
    )


def _own_choices(minutes: Minutes, records: str, item: str) -> dict[str, str]:
    """Return the format's own choices for an item (empty: of the review itself), by their field."""
    return {
        minutes.turns.field(key): option
        for key, option in minutes.replies.choices.items()
        if _is_choice_of(key, records, item, minutes)
    }


def _chosen_how(minutes: Minutes, records: str, item: str) -> dict[str, Manner]:
    """Return how the child chose, where that is noted, under the same fields."""
    return {
        minutes.turns.field(key): manner
        for key, manner in minutes.replies.chosen_how.items()
        if manner.noted and _is_choice_of(key, records, item, minutes)
    }


def _is_choice_of(key: Key, records: str, item: str, minutes: Minutes) -> bool:
    return _records(key, minutes) == records and (key.parts[:1] == (item,) if item else not key.item)


def _score(outcome: str, minutes: Minutes) -> ProgressScore | None:
    """Return the score, or None where nothing was shown; shown but not talked through is *not settled*."""
    first, second = minutes.scores.shown(FIRST, outcome), minutes.scores.shown(SECOND, outcome)
    result = minutes.scores.result(outcome)
    if result is None and not first:
        return None
    return ProgressScore.model_validate(
        {
            "result": result or "not_settled",
            "number": minutes.scores.agreed(outcome),
            "positions": list(first.values()),
            "second_positions": list(second.values()),
            "support_not_given": minutes.replies.choice("delivered", outcome) == "no",
            "disagreement": _disagreement(outcome, minutes) if _disputed(outcome, minutes) else None,
        }
    )


def _disagreement(outcome: str, minutes: Minutes) -> Disagreement:
    return Disagreement(
        sides=[
            Objection(
                person=person,
                reason=_words("objection_reason", outcome, person, minutes) or position.reason,
                would_change=_words("objection_would_change", outcome, person, minutes),
            )
            for person, position in minutes.scores.sides(outcome).items()
        ],
        next_step=_words("disagreement_next", outcome, None, minutes),
        by=minutes.replies.day("disagreement_date", outcome),
    )


def _is_of(key: Key, outcome: str, records: str, minutes: Minutes) -> bool:
    return key.parts[:1] == (outcome,) and _records(key, minutes) == records


def _words(records: str, outcome: str, side: str | None, minutes: Minutes) -> str:
    """Return what was said to that of an outcome: by a person on their own side, or (None) by anybody."""
    return "\n".join(
        said.statement.text
        for said in minutes.said.values()
        if said.key
        and _is_of(said.key, outcome, records, minutes)
        and (side is None or side == said.statement.speaker == said.key.parts[-1])
    )


def _action(held: Held, minutes: Minutes) -> Action:
    confirm = Confirmation(who=held.confirm_who, by=held.confirm_by) if held.absent else None
    known = {outcome.id for outcome in minutes.plan.outcomes}
    return Action(
        id=held.id,
        what=held.what,
        who=held.who,
        person=held.owners[0] if held.owners else None,
        by=held.by,
        confirm=confirm,
        outcome=next((part for part in held.key.parts if part in known), None),
    )


def _read_back(minutes: Minutes) -> list[ReadBack]:
    return [
        ReadBack.model_validate(
            {
                "person": key.parts[-1],
                "answer": option,
                **minutes.replies.chosen_how.get(key, Manner()).model_dump(),
            }
        )
        for key, option in minutes.replies.choices.items()
        if _records(key, minutes) == "read_back"
    ]


def _left_open(minutes: Minutes) -> list[LeftOpen]:
    return [
        LeftOpen.model_validate(
            {"turn": key.turn, "item": key.item, "kind": mark.kind, "because": mark.because},
        )
        for key, mark in minutes.standing.marks.items()
        if mark.kind != "done"
    ]


# Into the plan


def write_into(
    plan: Plan, review: Review, script: Script, child: Child | None = None, *, before: Plan | None = None
) -> Plan:
    """Return the plan with a review added, its decisions carried out; the same rules for every review.

    `child` is the child as the meeting's set-up left them, kept for the next time; None = as in the plan.
    `before` is the plan as it was when the meeting began, where others may have written into it meanwhile.

    An outcome that is amended is ended and a new one takes its place (seed 000); one that is removed or
    achieved is ended. Raises a Refusal where the review does not fit the plan.
    """
    _fits(plan, review, script, before or plan)
    review, added = _amended(plan, review)
    decisions = {outcome.outcome: outcome for outcome in review.outcomes if outcome.decision}
    outcomes = [_decided(outcome, decisions.get(outcome.id), review.date) for outcome in plan.outcomes]
    reviews = sorted([*plan.reviews, review], key=lambda held: held.period)
    update = {"outcomes": outcomes + added, "reviews": reviews, "child": child or plan.child}
    return plan.model_copy(update=update)


def _fits(plan: Plan, review: Review, script: Script, before: Plan) -> None:
    periods = len(script.format.period.names)
    if len(plan.reviews) >= periods:
        raise Refusal("review.plan-used-up", count=periods, noun=script.format.period.noun)
    if review.period > periods or review.period in {held.period for held in plan.reviews}:
        raise Refusal("review.period-taken", period=review.period)
    if review.id in {held.id for held in plan.reviews}:
        raise Refusal("review.already-written")
    current = {outcome.id for outcome in plan.current_outcomes}
    last = {action.id for action in [*plan.last_actions(), *before.last_actions()]}
    scale = script.format.scale
    for outcome in review.outcomes:
        if outcome.outcome not in current:
            raise Refusal("review.no-such-outcome", outcome=outcome.outcome)
        score = outcome.score
        numbers = (
            [score.number, *(at.number for at in [*score.positions, *score.second_positions])]
            if score
            else []
        )
        if any(number is not None and not scale.lowest <= number <= scale.highest for number in numbers):
            raise Refusal("meeting.not-on-scale", lowest=scale.lowest, highest=scale.highest)
    for check in review.last_actions:
        if check.action not in last:
            raise Refusal("review.no-such-action", action=check.action)


def _amended(plan: Plan, review: Review) -> tuple[Review, list[Outcome]]:
    """Return the review naming its new outcomes, and those; one without new wording stays as it is."""
    number = max((outcome.number for outcome in plan.outcomes), default=0)
    added: list[Outcome] = []
    outcomes = []
    for held in review.outcomes:
        wording = "\n".join(said.text for said in held.statements if said.topic == AMENDED)
        if held.decision == "amend" and wording:
            number += 1
            old = plan.outcome(held.outcome)
            new = Outcome(
                id=f"{review.id}.o{number}",
                number=number,
                wording=wording,
                steps=old.steps,
                provision=old.provision,
                advice_from=old.advice_from,
                replaces=old.id,
            )
            added.append(new)
            held = held.model_copy(update={"amended_to": new.id})  # noqa: PLW2901
        outcomes.append(held)
    return review.model_copy(update={"outcomes": outcomes}), added


def _decided(outcome: Outcome, held: OutcomeReview | None, on: date) -> Outcome:
    if held is None or held.decision == "keep" or (held.decision == "amend" and not held.amended_to):
        return outcome
    status = {"amend": "amended", "remove": "removed", "achieved": "achieved"}[held.decision or ""]
    because = "\n".join(said.text for said in held.statements if said.topic == ENDED)
    return outcome.model_copy(update={"status": status, "ended": on, "ended_because": because})
