"""A plan of schema 3, or a review of one, as it is kept today: nothing added, nothing left out.

The fields have the names that the support-plan format declares; only that format had plans then.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan import schema_3 as old
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry, Manner, Match, id_of_answer
from facilitator.plan.items import Ended, Item, Mark
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.plan.values import UNKNOWN, Value

_FIELDS = {
    "action_note": "note",
    "match_because": "match.because",
    "objection_reason": "progress.reason",
    "objection_would_change": "progress.would_change",
    "disagreement_next": "progress.next_step",
}
"""The fields of what went under the name of its kind of record."""


def plan_of(plan: old.Plan3) -> Plan:
    """Return the plan as it is kept today; ValidationError where its parts do not go together."""
    amended = _amended(plan)
    items: list[Item] = []
    for outcome in plan.outcomes:
        items.extend(_items(outcome, plan, amended, {item.id for item in items}))
    return Plan.model_validate(
        {
            "id": plan.id,
            "format": plan.format,
            "number": plan.number,
            "started": plan.started,
            "children": [plan.child],
            "entries": [_tick(other) for other in plan.other_plans if _says(other)],
            "items": items,
            "reviews": [review_of(review) for review in plan.reviews],
        }
    )


def _says(other: old.OtherPlan3) -> bool:
    return other.in_place is not None or bool(other.note)


def _tick(other: old.OtherPlan3) -> Entry:
    value = UNKNOWN if other.in_place is None else other.in_place
    return Entry(id=id_of_answer("plan", other.kind), field=other.kind, value=value, note=other.note)


def _amended(plan: old.Plan3) -> dict[str, tuple[str, old.Review3]]:
    """Return, for each outcome that a review made out of another, that other and the review."""
    replaces = {outcome.replaces: outcome.id for outcome in plan.outcomes if outcome.replaces}
    found: dict[str, tuple[str, old.Review3]] = {}
    for review in plan.reviews:
        for of in review.outcomes:
            new = of.amended_to or (replaces.get(of.outcome) if of.decision == "amend" else None)
            if new:
                found[new] = (of.outcome, review)
    return found


def _items(
    outcome: old.Outcome3, plan: old.Plan3, amended: dict[str, tuple[str, old.Review3]], taken: set[str]
) -> Iterator[Item]:
    before, review = amended.get(outcome.id, (outcome.replaces, None))
    added = Mark(on=review.date, review=review.period) if review else Mark()
    fields: dict[str, Value] = {"wording": outcome.wording, "advice": outcome.advice_from}
    yield Item(
        id=outcome.id,
        kind="outcome",
        number=outcome.number,
        fields={name: words for name, words in fields.items() if words},
        added=added,
        ended=_ended(outcome, plan),
        replaces=outcome.replaces or before,
    )
    taken.add(outcome.id)

    def own(old_id: str) -> str:
        """Return the id of a part; an amended outcome had copies of the old one's under the same ids."""
        new = old_id if old_id not in taken else f"{outcome.id}.{old_id}"
        taken.add(new)
        return new

    for step in outcome.steps:
        yield Item(id=own(step.id), kind="step", under=outcome.id, fields={"wording": step.text}, added=added)
    for one in outcome.provision:
        given = {"place": one.where, "what": one.what, "who": one.who, "how_often": one.how_often}
        held: dict[str, Value] = {name: words for name, words in given.items() if words}
        yield Item(id=own(one.id), kind="provision", under=outcome.id, fields=held, added=added)


def _ended(outcome: old.Outcome3, plan: old.Plan3) -> Ended | None:
    if outcome.status == "current":
        return None
    decided = (
        review.period
        for review in plan.reviews
        if review.date == outcome.ended
        and any(of.outcome == outcome.id and of.decision for of in review.outcomes)
    )
    return Ended(
        on=outcome.ended, review=next(decided, None), how=outcome.status, because=outcome.ended_because
    )


def review_of(review: old.Review3) -> Review:
    """Return the record of a review as it is kept today, its entries in the order of the old file."""
    return Review.model_validate(
        {
            **{name: getattr(review, name) for name in _UNCHANGED},
            "entries": list(_entries(review)),
            "scores": [_score(of) for of in review.outcomes if of.score],
            "actions": [_action(action) for action in review.actions],
        }
    )


_UNCHANGED = (
    *("id", "period", "date", "minutes", "ended", "ended_because", "closed_at"),
    *("people", "next_date", "left_open"),
)


def _entries(review: old.Review3) -> Iterator[Entry]:
    yield from (_said(statement) for statement in review.statements)
    for check in review.last_actions:
        yield from (_said(statement, check.action) for statement in check.statements)
        if check.status:
            yield _answer(review, "status", check.status, check.action)
    for of in review.outcomes:
        yield from (_said(statement, of.outcome) for statement in of.statements)
        for field, option in (("delivered", of.delivered), *of.choices.items(), ("decision", of.decision)):
            if option:
                yield _answer(review, field, option, of.outcome, of.chosen_how.get(field))
    yield from (_said(statement) for statement in review.parked)
    for field, option in review.choices.items():
        yield _answer(review, field, option, None, review.chosen_how.get(field))
    for answer in review.read_back:
        how = old.How3(given=answer.given, rung=answer.rung)
        yield _answer(review, "read_back", answer.answer, None, how, by=answer.person)


def _answer(
    review: old.Review3,
    field: str,
    option: str,
    about: str | None,
    how: old.How3 | None = None,
    *,
    by: str | None = None,
) -> Entry:
    """Return a choice; one of which it is noted how the child chose is the child's."""
    noted = how is not None and bool(how.given or how.rung)
    by = by or (CHILD if noted else EVERYONE)
    manner = Manner(given=how.given, rung=how.rung) if how else Manner()
    return Entry(
        id=id_of_answer(review.id, field, about, by),
        field=field,
        value=option,
        about=about,
        by=by,
        manner=manner,
    )


def _said(statement: old.Statement3, about: str | None = None) -> Entry:
    match = statement.match
    return Entry(
        id=statement.id,
        field=_FIELDS.get(statement.topic, statement.topic),
        value=statement.text,
        about=about,
        by=statement.speaker,
        manner=Manner(
            how=statement.how,
            helper=statement.helper,
            when=statement.when,
            given=statement.given,
            rung=statement.rung,
            turn=statement.turn,
            asked=statement.asked,
        ),
        match=Match(kind=match.kind, target=match.action or match.outcome, because=match.because)
        if match
        else None,
    )


def _score(of: old.OutcomeReview3) -> Score:
    score = of.score
    assert score is not None  # noqa: S101 - only those with a score are asked for
    shows = [score.positions, score.second_positions] if score.second_positions else [score.positions]
    not_agreed = score.disagreement
    return Score(
        field="progress",
        about=of.outcome,
        result=score.result,
        number=score.number,
        shows=[[_position(at) for at in show] for show in shows if show or score.second_positions],
        support_not_given=score.support_not_given,
        sides=not_agreed.sides if not_agreed else [],
        next_step=not_agreed.next_step if not_agreed else "",
        by=not_agreed.by if not_agreed else None,
    )


def _position(at: old.Position3) -> Position:
    return Position(
        person=at.person,
        number=at.number,
        word=at.word,
        reason=at.reason,
        manner=Manner(given=at.given, rung=at.rung),
    )


def _action(action: old.Action3) -> Action:
    return Action(
        id=action.id,
        what=action.what,
        who=action.who,
        person=action.person,
        by=action.by,
        confirm=action.confirm,
        about=action.outcome,
    )
