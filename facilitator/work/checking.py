"""Whether a plan is sound, and what in it is missing or odd, for `facilitator check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facilitator.phrases.day import in_full
from facilitator.plan.models import Plan
from facilitator.plan.outcomes import Outcome
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import NOT_WORKING, ProgressScore, Review
from facilitator.script.models import Script
from facilitator.work.fitting import misfits


@dataclass(frozen=True)
class Remark:
    """One thing about a plan: `wrong` ones make it unsound, the others are for people to decide."""

    wrong: bool
    code: str
    values: dict[str, object]


def remarks(plan: Plan, script: Script, today: date, *, of_form: bool = False) -> Iterator[Remark]:
    """Yield everything that is wrong with a plan, or missing or odd in it.

    Of a filled-in form nothing is asked that no form has a box for: what becomes of each concern, and what
    comes next where a score is not agreed.
    """
    if not plan.current_outcomes:
        yield _odd("check.no-outcomes")
    if plan.child.date_of_birth is None:
        yield _odd("check.no-birth-date")
    for outcome in plan.current_outcomes:
        yield from _outcome(outcome)
    for review in plan.reviews:
        yield from _review(review, plan, script, of_form=of_form)
    yield from _next(plan, script, today)


def _odd(code: str, **values: object) -> Remark:
    return Remark(False, code, values)


def _wrong(refusal: Refusal) -> Remark:
    return Remark(True, refusal.code, refusal.values)


def _outcome(outcome: Outcome) -> Iterator[Remark]:
    if not outcome.steps:
        yield _odd("check.no-steps", number=outcome.number)
    if not outcome.provision:
        yield _odd("check.no-provision", number=outcome.number)
    for provision in outcome.provision:
        if not provision.who:
            yield _odd("check.provision-who", number=outcome.number, what=provision.what)
        if not provision.how_often:
            yield _odd("check.provision-how-often", number=outcome.number, what=provision.what)


def _review(review: Review, plan: Plan, script: Script, *, of_form: bool) -> Iterator[Remark]:
    names = script.format.period.names
    if review.period > len(names):
        yield _wrong(Refusal("check.no-such-period", number=review.period, count=len(names)))
        return
    period = script.period_name(review.period)
    for refusal in misfits(review, script):
        yield Remark(True, "check.misfit", {"period": period, "refusal": refusal})
    for statement in review.every_statement():
        if statement.topic == NOT_WORKING and statement.match is None and not of_form:
            name = _name(statement.speaker, review)
            yield _odd("check.unmatched", period=period, name=name, text=statement.text)
    for action in review.actions:
        if not action.who:
            yield _odd("check.action-who", period=period, what=action.what)
        if not action.by:
            yield _odd("check.action-by", period=period, what=action.what)
    for held in review.outcomes:
        yield from _score(held.score, plan.outcome(held.outcome).number, period, script, of_form=of_form)


def _name(speaker: str, review: Review) -> str:
    return next((person.name for person in review.people if person.id == speaker), speaker)


def _score(
    score: ProgressScore | None, number: int, period: str, script: Script, *, of_form: bool
) -> Iterator[Remark]:
    if score is None or score.result == "not_settled":
        yield _odd("check.no-score", period=period, number=number)
        return
    scale = script.format.scale
    given = [score.number, *(one.number for one in [*score.positions, *score.second_positions])]
    if any(one is not None and not scale.lowest <= one <= scale.highest for one in given):
        values = {"period": period, "number": number, "lowest": scale.lowest, "highest": scale.highest}
        yield _wrong(Refusal("check.off-scale", **values))
    if score.result == "not_agreed" and not of_form:
        disagreement = score.disagreement
        if disagreement is None or not disagreement.next_step or not disagreement.by:
            yield _odd("check.disagreement-open", period=period, number=number)


def _next(plan: Plan, script: Script, today: date) -> Iterator[Remark]:
    last = plan.last_review
    if last is None or len(plan.reviews) >= len(script.format.period.names):
        return
    if last.next_date is None:
        yield _odd("check.no-next-date")
    elif last.next_date < today:
        yield _odd("check.next-date-past", day=in_full(last.next_date))
