"""Who is meant by a name that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from facilitator.plan.people import CHILD, Child, Person

_NAMES_APART = re.compile(r",|\band\b|&")

OWN_TOPICS = frozenset(
    {
        "action_note",
        "amended_wording",
        "disagreement_next",
        "ended_because",
        "match_because",
        "objection_reason",
        "objection_would_change",
    }
)
"""Topics that the meeting itself gives where a format names none; `summary.topic.*` are their labels."""


def person_called(name: str, people: Mapping[str, Person], child: Child) -> Person | None:
    """Return the person whom a name means: in full, else the only one with that word in it.

    A name on the list comes before the child's other names, which somebody else may have too.
    """
    wanted = " ".join(name.casefold().split())
    if not wanted:
        return None
    names = {person.id: person.name.casefold() for person in people.values()}
    found = [person for person, known in names.items() if known == wanted]
    if not found and wanted in (child.called.casefold(), child.full_name.casefold()):
        found = [CHILD]
    found = found or [person for person, known in names.items() if wanted in known.split()]
    return people[found[0]] if len(found) == 1 else None


def owners_called(who: str, people: Mapping[str, Person], child: Child) -> list[Person]:
    """Return the people whom "Mum and Mr Lacey" names; none where one of them is not on the list."""
    whole = person_called(who, people, child)
    if whole is not None:
        return [whole]
    found = [person_called(name, people, child) for name in _NAMES_APART.split(who) if name.strip()]
    known = [person for person in found if person]
    return known if len(known) == len(found) else []


def together(people: Iterable[Person]) -> str:
    """Return the names of an action's owners as one."""
    return " and ".join(person.name for person in people)
