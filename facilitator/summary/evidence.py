"""The evidence pack of a plan, for a panel that decides on funding or on a request for an assessment.

It holds what the plan holds and says what it lacks: nothing is guessed, and nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.phrases import signature
from facilitator.phrases.item import line, several
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.route import rows
from facilitator.plan.items import Item
from facilitator.plan.plan import Version
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Signature
from facilitator.script.ladder import Say
from facilitator.script.plan_facts import facts_of, shown
from facilitator.script.plan_parts import CHILD, PLAN, Part, everybody, said_fields, value_in
from facilitator.summary.evidence_costs import make_costs, paid_year
from facilitator.summary.evidence_cycles import make_cycles, roots
from facilitator.summary.evidence_meetings import decisions, disagreements, meetings
from facilitator.summary.evidence_missing import missing
from facilitator.summary.evidence_shapes import Evidence, HeldPlan, Papers
from facilitator.summary.summary_shapes import Answer, Signed, Topic
from facilitator.summary.told_plan import ToldPlan
from facilitator.summary.words_by_person import topics


def make_evidence(plans: Sequence[HeldPlan], tell: Say) -> Evidence:
    """Return the pack of the last of these plans; the others are those that it follows, the oldest first.

    Raises Refusal for a plan of several children: a pack is of one.
    """
    if any(len(held.plan.children) > 1 for held in plans):
        raise Refusal("evidence.for-one")
    every = [ToldPlan(held, tell) for held in plans]
    told = every[-1]
    paid = [paid_year(one.script, one.last_day) for one in every]
    return Evidence(
        child=told.plan.child.full_name,
        format=told.form.name,
        day=told.names.day(told.last_day),
        standing=told.standing,
        versions=[_version(one, told) for one in told.plan.versions],
        head=list(_head(told)),
        about=_about(told),
        cycles=make_cycles(every, paid),
        costs=make_costs(told, paid[-1]),
        meetings=[meeting for one in every for meeting in meetings(one)],
        disagreements=[found for one in every for found in disagreements(one)],
        decisions=[found for one in every for found in decisions(one)],
        ways=_ways(told),
        signed=list(_signed(told)),
        papers=_papers(told),
        missing=list(missing(every, paid)),
    )


def _head(told: ToldPlan) -> Iterator[Answer]:
    """Yield who the child is, what the plan is, and what stands in the boxes at its head."""
    plan, form, tell = told.plan, told.form, told.tell
    for name, declared in fields_of(CHILD, form).items():
        if name != "surname" and (value := value_in(plan, Part(CHILD, plan.child.id), name)):
            yield Answer(declared.label, value_told(value, declared))
    if plan.school and plan.school.name:
        yield Answer(tell("evidence.school"), plan.school.name)
    yield Answer(tell("evidence.plan"), tell("evidence.plan-number", format=form.name, number=plan.number))
    for name, declared in fields_of(PLAN, form).items():
        value = value_in(plan, Part(PLAN), name)
        if not declared.private and value not in (None, "", []):
            yield Answer(declared.label or name, value_told(value, declared))
    judged = {item.id for item in roots(told)}
    tops = [item for item in plan.items if item.under is None and item.id not in judged and not item.replaces]
    for kind in form.items:
        if lines := [_in_full(one, told) for one in tops if one.kind == kind and _stands_alone(one, told)]:
            yield Answer(several(kind, form), "\n".join(lines))


def _stands_alone(item: Item, told: ToldPlan) -> bool:
    """Whether an item is neither judged nor worked on: a person of the team, a paper."""
    return (
        not told.form.items[item.kind].role
        and told.plan.is_current(item)
        and item.kind not in told.form.about
    )


def _in_full(item: Item, told: ToldPlan) -> str:
    """Return an item with all that its fields hold, in one line."""
    fields = told.form.items[item.kind].fields
    wording = told.form.items[item.kind].role_field("wording")
    more = (value_told(item.fields.get(name) or None, one) for name, one in fields.items() if name != wording)
    return ", ".join([line(item, told.form), *filter(None, more)])


def _about(told: ToldPlan) -> list[Topic]:
    """Return the plan's own words on the child, by the boxes in which they stand."""
    fields = said_fields(told.form)
    entries = [
        one for one in told.plan.entries if one.field in fields and one.about is None and not one.ended
    ]
    return topics(entries, told.names, {}, "plan")


def _version(version: Version, told: ToldPlan) -> Answer:
    label = told.tell("version.was-final", number=version.number, day=told.names.day(version.on))
    return Answer(label.removesuffix(":"), "", version.changed)


def _ways(told: ToldPlan) -> list[Answer]:
    """Return the ways on that the format offers as things stand, with what each needs and what is there."""
    facts = facts_of(told.plan, told.form, told.script.weekly_cost)
    offered = shown(told.script, facts, told.plan) if told.plan.reviews else []
    return [Answer(label, words) for label, words in rows(offered, told.tell)]


def _signed(told: ToldPlan) -> Iterator[Signed]:
    """Yield each signature once: of the plan, of its versions, and of its meetings."""
    plan, names = told.plan, everybody(told.plan)
    every = [*plan.signatures, *(one for version in plan.versions for one in version.signatures)]
    every += [one for meeting in told.meetings for one in meeting.review.signatures]
    found: dict[object, Signature] = {}
    for one in every:
        found.setdefault((one.to, one.name or one.party, one.on, one.answer, one.note), one)
    for one in found.values():
        party = names.get(one.party) or ("" if one.name else one.party)
        said = signature.signed(one, told.form.sign_label(one.to), party, tell=told.tell)
        yield Signed(said, signature.how(one, tell=told.tell), one.note)


def _papers(told: ToldPlan) -> list[Papers]:
    """Return the school's lists of papers: those that the ways on name, else all of them."""
    named = [route.papers for route in told.form.routes.values() if route.papers in told.script.papers]
    lists = {purpose: told.script.papers[purpose] for purpose in named} or told.script.papers
    return [Papers(purpose, list(papers)) for purpose, papers in lists.items()]
