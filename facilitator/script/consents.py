"""What a plan may say only where a parent has agreed to it, such as that a name stands on a register."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.people import PARENT
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, Signature
from facilitator.script.format_declaration import Declaration

GIVEN = ("agreed", "with_note")
"""What somebody who is asked to sign may answer, so that it counts."""


def without_consent(plan: Plan, form: Declaration) -> list[str]:
    """Return the boxes of a plan that are ticked though no parent has agreed to them, by their names."""
    ticked = {entry.field for entry in plan.entries if entry.value is True and entry.about is None}
    return [
        name
        for name, declared in form.plan.items()
        if declared.consent and name in ticked and not is_given(declared.consent, plan)
    ]


def refuse_without_consent(
    before: Plan | None, after: Plan, form: Declaration, code: str = "review.no-consent"
) -> None:
    """Raise the Refusal of a box that is ticked without a parent's consent, unless it was so `before`."""
    known = without_consent(before, form) if before else []
    for name in without_consent(after, form):
        if name not in known:
            raise Refusal(code, label=form.plan[name].label or name)


def is_signed(one: Signature) -> bool:
    """Whether what somebody answered, asked to sign, counts as signed."""
    return one.answer in GIVEN


def is_given(to: str, plan: Plan, *more: HeldMeeting) -> bool:
    """Whether a parent has agreed to something, in a plan or in a meeting that is not in it yet."""
    parents = {PARENT, *_parents(plan, *more)}
    signatures = [*plan.signatures, *(one for held in (*plan.meetings(), *more) for one in held.signatures)]
    return any(one.to == to and one.party in parents and is_signed(one) for one in signatures)


def _parents(plan: Plan, *more: HeldMeeting) -> Iterator[str]:
    yield from (person.id for person in plan.people if person.perspective == PARENT)
    for held in (*plan.meetings(), *more):
        yield from (person.id for person in held.people if person.perspective == PARENT)
