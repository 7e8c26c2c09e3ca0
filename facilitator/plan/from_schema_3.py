"""A plan of schema 3, or a review of one, as it is kept today: nothing added, nothing left out.

The fields have the names that the support-plan format declares; only that format had plans then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitator.plan import schema_3 as old
from facilitator.plan.entries import Entry, Manner, id_of_answer
from facilitator.plan.field_values import UNKNOWN, Value
from facilitator.plan.file_places import Origins, Place
from facilitator.plan.items import Item
from facilitator.plan.nouns import Ended, Mark
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review

Json = dict[str, Any]

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
    return Plan.model_validate(
        {
            "id": plan.id,
            "format": plan.format,
            "number": plan.number,
            "started": plan.started,
            "children": [plan.child],
            "entries": [_tick(other) for other in plan.other_plans if _says(other)],
            "items": [item for _, item in _items(plan)],
            "reviews": [_parts(review) for review in plan.reviews],
        }
    )


def plan_origins(plan: old.Plan3) -> Origins:
    """Return where each part of the plan as it is kept today stood in the old one."""
    origins: dict[Place, Place] = {("children", 0): ("child",)}
    ticks = [place for place, other in enumerate(plan.other_plans) if _says(other)]
    origins |= {("entries", new): ("other_plans", place) for new, place in enumerate(ticks)}
    origins |= {("items", new): place for new, (place, _) in enumerate(_items(plan))}
    for which, review in enumerate(plan.reviews):
        at: Place = ("reviews", which)
        origins |= {(*at, *new): (*at, *before) for new, before in review_origins(review).items()}
    return origins


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


def _items(plan: old.Plan3) -> Iterator[tuple[Place, Item]]:
    """Yield the items with where they stood; the ids of an earlier outcome's parts are taken by then."""
    amended, taken = _amended(plan), set[str]()
    for which, outcome in enumerate(plan.outcomes):
        at: Place = ("outcomes", which)
        before, review = amended.get(outcome.id, (outcome.replaces, None))
        added = Mark(on=review.date, review=review.period) if review else Mark()
        yield (
            at,
            Item(
                id=outcome.id,
                kind="outcome",
                number=outcome.number,
                fields=_filled(wording=outcome.wording, advice=outcome.advice_from),
                added=added,
                ended=_ended(outcome, plan),
                replaces=outcome.replaces or before,
            ),
        )
        taken.add(outcome.id)
        for place, kind, part, fields in _parts_of(outcome):
            # An amended outcome had copies of the old one's parts under the same ids.
            own = part if part not in taken else f"{outcome.id}.{part}"
            taken.add(own)
            yield (*at, *place), Item(id=own, kind=kind, under=outcome.id, fields=fields, added=added)


def _parts_of(outcome: old.Outcome3) -> Iterator[tuple[Place, str, str, dict[str, Value]]]:
    """Yield where each part of an outcome stood in it, its kind, its id and its fields."""
    for at, step in enumerate(outcome.steps):
        yield ("steps", at), "step", step.id, _filled(wording=step.text)
    for at, one in enumerate(outcome.provision):
        fields = _filled(place=one.where, what=one.what, who=one.who, how_often=one.how_often)
        yield ("provision", at), "provision", one.id, fields


def _filled(**fields: str) -> dict[str, Value]:
    return {name: words for name, words in fields.items() if words}


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
    return Review.model_validate(_parts(review))


def review_origins(review: old.Review3) -> Origins:
    """Return where each part of the record as it is kept today stood in the old one."""
    origins: dict[Place, Place] = {}
    for new, (place, entry) in enumerate(_entries(review)):
        at: Place = ("entries", new)
        origins[at] = place
        if "match" in entry:  # something that was said, and no answer
            own = {"field": "topic", "value": "text", "match": "match"}
            origins |= {(*at, part): (*place, old_name) for part, old_name in own.items()}
        if entry["about"]:
            kind, which, *_ = place
            origins[(*at, "about")] = (kind, which, "outcome" if kind == "outcomes" else "action")
    origins |= {("actions", at, "about"): ("actions", at, "outcome") for at in range(len(review.actions))}
    scored = [which for which, of in enumerate(review.outcomes) if of.score]
    for new, which in enumerate(scored):
        at, place = ("scores", new), ("outcomes", which, "score")
        origins[at] = place
        origins |= {(*at, "number"): (*place, "number"), (*at, "about"): ("outcomes", which, "outcome")}
        origins |= {(*at, "shows"): (*place, "positions"), (*at, "shows", 1): (*place, "second_positions")}
    return origins


def _parts(review: old.Review3) -> Json:
    """Return what a review is made of, not yet held to the rules: these tell what is wrong with its place."""
    return {
        **{name: getattr(review, name) for name in _UNCHANGED},
        "entries": [entry for _, entry in _entries(review)],
        "scores": [_score(of.score, of.outcome) for of in review.outcomes if of.score],
        "actions": [_action(action) for action in review.actions],
    }


_UNCHANGED = (
    *("id", "period", "date", "minutes", "ended", "ended_because", "closed_at"),
    *("people", "next_date", "left_open"),
)


def _entries(review: old.Review3) -> Iterator[tuple[Place, Json]]:
    """Yield the entries with where they stood."""
    yield from _said(("statements",), review.statements)
    for which, check in enumerate(review.last_actions):
        at: Place = ("last_actions", which)
        yield from _said((*at, "statements"), check.statements, check.action)
        if check.status:
            yield (*at, "status"), _answer(review, "status", check.status, check.action)
    for which, of in enumerate(review.outcomes):
        at = ("outcomes", which)
        yield from _said((*at, "statements"), of.statements, of.outcome)
        for place, field, option in _choices_of(of):
            how = of.chosen_how.get(field)
            yield (*at, *place), _answer(review, field, option, of.outcome, how)
    yield from _said(("parked",), review.parked)
    for field, option in review.choices.items():
        yield ("choices", field), _answer(review, field, option, None, review.chosen_how.get(field))
    for which, answer in enumerate(review.read_back):
        how = old.How3(given=answer.given, rung=answer.rung)
        entry = _answer(review, "read_back", answer.answer, None, how, by=answer.person)
        yield ("read_back", which), entry


def _choices_of(of: old.OutcomeReview3) -> Iterator[tuple[Place, str, str]]:
    if of.delivered:
        yield ("delivered",), "delivered", of.delivered
    for field, option in of.choices.items():
        yield ("choices", field), field, option
    if of.decision:
        yield ("decision",), "decision", of.decision


def _answer(
    review: old.Review3,
    field: str,
    option: str,
    about: str | None,
    how: old.How3 | None = None,
    *,
    by: str | None = None,
) -> Json:
    """Return a choice; one of which it is noted how the child chose is the child's."""
    noted = how is not None and bool(how.given or how.rung)
    by = by or (CHILD if noted else EVERYONE)
    return {
        "id": id_of_answer(review.id, field, about, by),
        "field": field,
        "value": option,
        "about": about,
        "by": by,
        "manner": Manner(given=how.given, rung=how.rung) if how else Manner(),
    }


def _said(
    at: Place, statements: list[old.Statement3], about: str | None = None
) -> Iterator[tuple[Place, Json]]:
    for which, statement in enumerate(statements):
        yield (*at, which), _statement(statement, about)


def _statement(statement: old.Statement3, about: str | None) -> Json:
    match = statement.match
    manner = {name: getattr(statement, name) for name in Manner.model_fields}
    return {
        "id": statement.id,
        "field": _FIELDS.get(statement.topic, statement.topic),
        "value": statement.text,
        "about": about,
        "by": statement.speaker,
        "manner": Manner(**manner),
        "match": {"kind": match.kind, "target": match.action or match.outcome, "because": match.because}
        if match
        else None,
    }


def _score(score: old.Score3, about: str) -> Json:
    shows = [score.positions, score.second_positions] if score.second_positions else [score.positions]
    not_agreed = score.disagreement
    return {
        "field": "progress",
        "about": about,
        "result": score.result,
        "number": score.number,
        "shows": [[_position(at) for at in show] for show in shows if show or score.second_positions],
        "support_not_given": score.support_not_given,
        "sides": not_agreed.sides if not_agreed else [],
        "next_step": not_agreed.next_step if not_agreed else "",
        "by": not_agreed.by if not_agreed else None,
    }


def _position(at: old.Position3) -> Json:
    own = at.model_dump(exclude={"given", "rung"})
    return {**own, "manner": Manner(given=at.given, rung=at.rung)}


def _action(action: old.Action3) -> Json:
    return {**action.model_dump(exclude={"outcome"}), "about": action.outcome}
