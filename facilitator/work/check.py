"""Whether a plan is sound, and what in it is missing or odd, for `facilitator check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facilitator.meeting.periods import is_over
from facilitator.phrases.day import in_full
from facilitator.phrases.item import called, kind_inside, within
from facilitator.plan.actions import Action
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.consents import without_consent
from facilitator.script.declared_fields import FieldRole
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.work.check_sums import odd_sums
from facilitator.work.review_conformity import FEW_POSITIONS, misfits


@dataclass(frozen=True)
class Remark:
    """One thing about a plan: `wrong` ones make it unsound, the others are for people to decide."""

    wrong: bool
    code: str
    values: dict[str, object]


def remarks(plan: Plan, script: Script, today: date, *, of_form: bool = False) -> Iterator[Remark]:
    """Yield everything that is wrong with a plan, or missing or odd in it.

    Of a filled-in form nothing is asked that no form has a box for: what becomes of each concern, and what
    comes next where a score is not agreed, which stands among its actions; its empty boxes are told by the
    form.
    """
    form = script.format
    if form.kinds("outcome") and not form.of_role(plan, "outcome"):
        yield _odd("check.no-items", kind=kind_inside(form.kinds("outcome")[0], form))
    if form.children.in_room and plan.child.date_of_birth is None:
        yield _odd("check.no-birth-date")
    for code, values in odd_sums(plan, form):
        yield _odd(code, **values)
    for name in without_consent(plan, form):
        yield _odd("check.no-consent", label=form.label(name, "plan"))
    for outcome in form.of_role(plan, "outcome"):
        yield from _outcome(outcome, plan, script)
    for review in plan.reviews:
        yield from _ended_early(review, script)
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
            field = declared.role_field(role)
            if field and one.fields.get(field) in (None, ""):
                yield _odd(code, item=item, what=form.words_of(one))


def _review(review: Review, plan: Plan, script: Script, *, of_form: bool) -> Iterator[Remark]:
    names = script.format.period.names
    if review.period > len(names):
        yield Remark(True, "check.no-such-period", {"number": review.period, "count": len(names)})
        return
    period = script.period_name(review.period)
    for refusal in misfits(review, plan, script):
        wrong = refusal.code != FEW_POSITIONS  # a meeting may end so; somebody may have left
        yield Remark(wrong, "check.misfit", {"period": period, "problem": refusal})
    concerns = script.format.names("concern")
    people = {person.id: person.name for person in review.people}
    for entry in review.entries:
        if entry.field in concerns and entry.match is None and not of_form:
            yield _odd("check.unmatched", period=period, name=people.get(entry.by, entry.by), text=entry.text)
    for action in review.actions:
        if not action.now.who and not (of_form and _comes_after_disagreement(action, review)):
            yield _odd("check.action-who", period=period, what=action.what)
        if not action.now.by:
            yield _odd("check.action-by", period=period, what=action.what)
    for item in plan.items:
        if item.added.review != review.period and (review.about(item.id) or review.score(item.id)):
            yield from _looked_at(item, review, script, of_form=of_form)


def _ended_early(review: Review, script: Script) -> Iterator[Remark]:
    if review.ended == "early":
        why, period = review.ended_because, script.period_name(review.period)
        yield _odd("check.ended-early-because" if why else "check.ended-early", period=period, because=why)


def _comes_after_disagreement(action: Action, review: Review) -> bool:
    """Whether an action in a form may be what all do next where a score is not agreed: nobody owns that."""
    score = review.score(action.about) if action.about else None
    return score is not None and score.result == "not_agreed"


def _looked_at(item: Item, review: Review, script: Script, *, of_form: bool) -> Iterator[Remark]:
    """Yield what a review lacks of an item that it says something of."""
    period, name = script.period_name(review.period), within(item, script.format)
    for path in script.format.paths("progress"):
        if path.of == item.kind:
            yield from _score(review.score(item.id, path.field), name, period, of_form=of_form)
    yield from _ended_below_the_top(review, item, script, period)
    if not of_form and _lacks_next(review, item, script.format):
        yield _odd("check.no-next", period=period, item=name)


def _ended_below_the_top(review: Review, item: Item, script: Script, period: str) -> Iterator[Remark]:
    """Yield that an item ended as achieved though its score was not the highest."""
    decisions = {
        name: one for name, one in script.format.fields_of(item.kind).items() if one.role == "decision"
    }
    ends = [decisions[one.field].ends(one.value) for one in review.about(item.id) if one.field in decisions]
    score, name = review.score(item.id), within(item, script.format)
    if "achieved" in ends and score and score.number is not None and score.number < script.scale.highest:
        yield _odd("check.achieved-below-the-top", period=period, item=name, score=score.number)


def _lacks_next(review: Review, item: Item, form: FormatFile) -> bool:
    """Whether an item goes on, and a review says in no way what comes next for it."""
    fields = {
        name: one for name, one in form.fields_of(item.kind).items() if one.role in ("next", "decision")
    }
    told = [(fields[one.field], one.value) for one in review.about(item.id) if one.field in fields]
    if not form.names("next", item.kind):
        return False
    score, actions = review.score(item.id), [action.about for action in review.actions]
    ended = any(declared.ends(value) for declared, value in told)
    said = any(declared.role == "next" for declared, _ in told) or bool(score and score.next_step)
    return not (ended or said or item.id in actions)


def _score(score: Score | None, item: str, period: str, *, of_form: bool) -> Iterator[Remark]:
    if score is None or score.result == "not_settled":
        yield _odd("check.no-score", period=period, item=item)
    elif score.result == "not_agreed" and not of_form and not (score.next_step and score.by):
        yield _odd("check.disagreement-open", period=period, item=item)


def _next(plan: Plan, script: Script, today: date) -> Iterator[Remark]:
    last = plan.last_review
    if last is None or is_over(plan, script):
        return
    if last.next_date is None:
        yield _odd("check.no-next-date")
    elif last.next_date < today:
        yield _odd("check.next-date-past", day=in_full(last.next_date))
