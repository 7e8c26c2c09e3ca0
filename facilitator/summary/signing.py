"""Who signed: what, for whom, on which day; the program guesses none of it."""

from __future__ import annotations

from typing import get_args

from facilitator.phrases.field import labelled
from facilitator.phrases.person import whose_view, with_role
from facilitator.phrases.sentence import capital
from facilitator.plan.people import Perspective
from facilitator.plan.reviews import Signature
from facilitator.summary.names import Names
from facilitator.summary.shapes import Signed


def signed(signature: Signature, names: Names) -> Signed:
    """Return a signature as it is read; one that was simply agreed says no more than who and when."""
    party = signature.party
    side = whose_view(party, tell=names.speak) if party in get_args(Perspective) else names.person(party)
    who = with_role(signature.name, side, tell=names.speak) if signature.name else capital(side)
    values = {"to": labelled(signature.to, names.script.format), "who": who, "day": names.day(signature.on)}
    how = signature.answer.replace("_", "-")
    return Signed(
        line=names.say("signed-on" if signature.on else "signed", **values),
        how="" if how == "agreed" else names.say(f"signed-{how}"),
        note=signature.note,
    )
