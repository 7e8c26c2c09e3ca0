"""Draft or final: a plan is a draft until the family has seen it, and again once it has been changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from facilitator.meeting.signatures import sides, with_signed
from facilitator.meeting.what_a_plan_says import mark_of
from facilitator.plan.people import Child, Contact, Person
from facilitator.plan.plan import Plan, Version
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, Signature
from facilitator.script.consents import is_signed
from facilitator.script.format_declaration import Declaration


class Standing(NamedTuple):
    """How a plan stands: a draft that nobody was shown, final, or changed since `version` was final."""

    state: Literal["draft", "final", "changed"]
    version: Version | None = None


def standing_of(plan: Plan, form: Declaration) -> Standing:
    """Return how a plan stands today."""
    last = last_final(plan)
    if last is None:
        return Standing("draft")
    return Standing("final" if last.mark in ("", mark_of(plan, form)) else "changed", last)


def last_final(plan: Plan) -> Version | None:
    """Return the version that was made final last, or None."""
    return next((one for one in reversed(plan.versions) if one.state == "final"), None)


def family_of(plan: Plan) -> list[Child | Contact | Person]:
    """Return who of the family may have seen a plan: its only child, and those whose view is the family's."""
    found: list[Child | Contact | Person] = [plan.child] if len(plan.children) == 1 else []
    found += [one for one in plan.people if one.perspective == "parent" and one.ended is None]
    names = {one.name.casefold() for one in plan.people}
    for meeting in reversed(plan.meetings()):
        for person in meeting.people:
            if person.perspective == "parent" and person.name.casefold() not in names:
                names.add(person.name.casefold())
                found.append(person)
    return found


def meetings_since(plan: Plan, version: Version) -> list[HeldMeeting]:
    """Return the meetings of a plan that were held after a version was final."""
    return [meeting for meeting in plan.meetings() if meeting.date > version.on]


def confirmed(
    plan: Plan, form: Declaration, answers: Sequence[Signature], on: date, today: date, changed: str = ""
) -> Plan:
    """Return a plan made final: its next version, with who agrees, on which day, and what has changed.

    Raises Refusal where it is final already, nobody of the family has agreed, or the day cannot be.
    """
    standing = standing_of(plan, form)
    if standing.state == "final" and standing.version:
        raise Refusal("confirm.final-already", number=standing.version.number)
    if not any(is_signed(one) for one in answers):
        raise Refusal("confirm.nobody")
    noted = [one for answer, one in ((each.answer, each) for each in answers) if answer == "with_note"]
    if any(not one.note.strip() for one in noted):
        raise Refusal("confirm.no-note")
    if on > today:
        raise Refusal("confirm.day-to-come")
    held = [meeting.date for meeting in plan.meetings()]
    if any(day > on for day in [*held, *(one.on for one in plan.versions)]):
        raise Refusal("confirm.day-before")
    version = Version(
        number=max((one.number for one in plan.versions), default=0) + 1,
        state="final",
        on=on,
        changed=changed if standing.version else "",
        signatures=list(answers),
        mark=mark_of(plan, form),
    )
    return plan.model_copy(update={"versions": [*plan.versions, version]})


def signed(plan: Plan, answers: Sequence[Signature]) -> Plan:
    """Return a plan with who agrees to it among what was signed, in place of what they signed before."""
    given = with_signed(plan.signatures, filter(is_signed, answers), sides(plan))
    return plan.model_copy(update={"signatures": given})


def by_perspective(answers: Sequence[Signature], plan: Plan) -> list[Signature]:
    """Return what was answered as a form has it: it knows a child, and a parent, and nobody's id."""
    children = {child.id for child in plan.children}
    return [one if one.party in children else one.model_copy(update={"party": "parent"}) for one in answers]
