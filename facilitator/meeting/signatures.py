"""Who has signed a plan: what somebody signs again takes its old place, and nobody stands there twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import MeetingRecord, Signature
from facilitator.plan.similar_names import folded
from facilitator.script.consents import is_signed


def sides(plan: Plan, *more: MeetingRecord) -> dict[str, str]:
    """Return whose view everybody of a plan and its meetings gives, by their ids."""
    children = {child.id: "child" for child in plan.children}
    contacts = {one.id: one.perspective for one in plan.people if one.perspective}
    people = (person for held in (*plan.meetings(), *more) for person in held.people)
    return {**contacts, **{person.id: person.perspective for person in people}, **children}


def newest(before: Plan, after: Plan) -> Signature:
    """Return the signature that a plan has and had not before."""
    return next(one for one in reversed(after.signatures) if one not in before.signatures)


def with_signed(
    before: Sequence[Signature], answers: Iterable[Signature], side_of: Mapping[str, str]
) -> list[Signature]:
    """Return what was signed, with what is answered now.

    Who is not asked this time has signed all the same. A form knows names alone: where all words of one stand
    in a longer one there ("Jo and Mina Shah"), it is that.
    """
    found = list(before)
    for answer in answers:
        places = [at for at, one in enumerate(found) if is_same(one, answer, side_of)]
        if not places:
            found.append(answer)
        elif is_signed(answer) and not _names_more(found[places[0]], answer):
            found[places[0]] = answer
    return found


def is_same(one: Signature, other: Signature, side_of: Mapping[str, str]) -> bool:
    """Whether two signatures are of the same person, to the same."""
    if one.to != other.to:
        return False
    if one.party in side_of and other.party in side_of:
        return one.party == other.party
    here, there = (side_of.get(each.party, each.party) for each in (one, other))
    if EVERYONE not in (here, there) and here != there:
        return False
    return folded(one.name) == folded(other.name) or _names_more(one, other)


def _names_more(one: Signature, other: Signature) -> bool:
    """Whether all words of a name stand among more of another."""
    words, more = set(folded(other.name)), set(folded(one.name))
    return bool(words) and words < more
