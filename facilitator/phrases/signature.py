"""A signature in words: what was signed, by whom, on which day, and with which note."""

from __future__ import annotations

from typing import get_args

from facilitator.phrases.day import in_full
from facilitator.phrases.person import whose_view, with_role
from facilitator.phrases.sentence import capital
from facilitator.plan.people import Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Signature
from facilitator.script.format_declaration import Declaration
from facilitator.script.ladder import Say
from facilitator.script.plan_parts import everybody
from facilitator.script.words_by_key import say


def signed(signature: Signature, to: str, name: str, *, tell: Say = say) -> str:
    """Return what was signed, by whom and when; `to` is its label, `name` that of a party who is a person."""
    of_a_side = signature.party in get_args(Perspective)
    side = whose_view(signature.party, tell=tell) if of_a_side else name
    who = with_role(signature.name, side, tell=tell) if signature.name else capital(side)
    day = in_full(signature.on) if signature.on else ""
    return tell("signature.signed-on" if day else "signature.signed", to=to, who=who, day=day)


def how(signature: Signature, *, tell: Say = say) -> str:
    """Return how it was answered; nothing where it was simply agreed."""
    answer = signature.answer.replace("_", "-")
    return "" if answer == "agreed" else tell(f"signature.{answer}")


def line(one: Signature, to: str, name: str) -> str:
    """Return a signature as a line, with how it was answered and its note."""
    told = how(one)
    if not told:
        return signed(one, to, name)
    key = "signature.line-with-note" if one.note else "signature.line"
    return say(key, signed=signed(one, to, name), how=told, note=one.note)


def lines(plan: Plan, form: Declaration) -> list[str]:
    """Return who has signed a plan, a line each."""
    names = everybody(plan)
    return [line(one, form.sign_label(one.to), names.get(one.party, one.party)) for one in plan.signatures]
