"""Whether a plan is sound, and what in it is missing or odd, for `facilitator check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facilitator.phrases.day import in_full
from facilitator.phrases.item import called, kind_inside, within
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.fields import FieldRole
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
    form = script.format
    if form.kinds("outcome") and not form.of_role(plan, "outcome"):
        yield _odd("check.no-items", kind=kind_inside(form.kinds("outcome")[0], form))
    if form.children.in_room and plan.child.date_of_birth is None:
        yield _odd("check.no-birth-date")
    for outcome in form.of_role(plan, "outcome"):
        yield from _outcome(outcome, plan, script)
    for review in plan.reviews:
        yield from _review(review, plan, script, of_form=of_form)
    yield from _next(plan, script, today)


def _odd(code: str, **values: object) -> Remark:
    return Remark(False, code, values)


def _outcome(outcome: Item, plan: Plan, script: Script) -> Iterator[Remark]:
    form, item = script.format, called(outcome, script.format)
    if form.kinds("step") and not form.of_role(plan, "step", outcome.id):
        yield _odd("check.no-part", item=item, kind=kind_inside(form.kinds("step")[0], form))
    provision = form.of_role(plan, "provision", outcome.id)
    if form.kinds("provision") and not provision:
        yield _odd("check.no-part", item=item, kind=kind_inside(form.kinds("provision")[0], form))
    for one in provision:
        declared = form.items[one.kind]
        wanted: dict[FieldRole, str] = {
            "who": "check.provision-who",
            "how_often": "check.provision-how-often",
        }
        for role, code in wanted.items():
            if declared.role_field(role) and not form.words_of(one, role):
                yield _odd(code, item=item, what=form.words_of(one))


def _review(review: Review, plan: Plan, script: Script, *, of_form: bool) -> Iterator[Remark]:
    names = script.format.period.names
    if review.period > len(names):
        yield Remark(True, "check.no-such-period", {"number": review.period, "count": len(names)})
        return
    period = script.period_name(review.period)
    for refusal in misfits(review, plan, script):
        yield Remark(True, "check.misfit", {"period": period, "refusal": refusal})
    concerns = {path.field for path in script.paths_of("concern")}
    people = {person.id: person.name for person in review.people}
    for entry in review.entries:
        if entry.field in concerns and entry.match is None and not of_form:
            yield _odd("check.unmatched", period=period, name=people.get(entry.by, entry.by), text=entry.text)
    for action in review.actions:
        if not action.who:
            yield _odd("check.action-who", period=period, what=action.what)
        if not action.by:
            yield _odd("check.action-by", period=period, what=action.what)
    scored = {path.of: path.field for path in script.paths_of("progress")}
    for item in plan.items:
        spoken_of = review.about(item.id) or review.score(item.id)
        if item.kind in scored and item.added.review != review.period and spoken_of:
            score = review.score(item.id, scored[item.kind])
            yield from _score(score, within(item, script.format), period, of_form=of_form)


def _score(score: Score | None, item: str, period: str, *, of_form: bool) -> Iterator[Remark]:
    if score is None or score.result == "not_settled":
        yield _odd("check.no-score", period=period, item=item)
    elif score.result == "not_agreed" and not of_form and not (score.next_step and score.by):
        yield _odd("check.disagreement-open", period=period, item=item)


def _next(plan: Plan, script: Script, today: date) -> Iterator[Remark]:
    last = plan.last_review
    if last is None or len(plan.reviews) >= len(script.format.period.names):
        return
    if last.next_date is None:
        yield _odd("check.no-next-date")
    elif last.next_date < today:
        yield _odd("check.next-date-past", day=in_full(last.next_date))
