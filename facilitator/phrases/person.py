"""A person in words: name and role, whose view they give, and whether they are in the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.plan.people import Child, Person, Presence
from facilitator.plan.plan import Plan
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def with_role(name: str, role: str, *, tell: Say = say) -> str:
    """Return a name with a role, unless there is none, or the name says it already."""
    return tell("person.with-role", name=name, role=role) if role_beside(name, role) else name


def role_beside(name: str, role: str) -> str:
    """Return a role as it stands beside a name: nothing where the name is the role, as with Mum."""
    return "" if role.casefold() == name.casefold() else role


def listed(names: Sequence[str]) -> str:
    """Return several names, or numbers, as they stand in a sentence: "Mina, Tom and Ali"."""
    if len(names) < 2:
        return "".join(names)
    return say("person.and", first=say("person.between").join(names[:-1]), last=names[-1])


def children_called(children: Sequence[Child], *, in_full: bool = False) -> str:
    """Return the names of a plan's children, as they are called or in full: "Asha, Ben and Cy"."""
    return listed([child.full_name if in_full else child.called for child in children])


def people_of(plan: Plan, *, in_room: bool) -> list[Person]:
    """Return a plan's children as people of a meeting, by their full names where two are called the same."""
    called = Counter(child.called.casefold() for child in plan.children)
    return [
        Person.model_construct(
            id=child.id,
            name=child.called if called[child.called.casefold()] == 1 else child.full_name,
            perspective="child",
            present=[Presence.model_construct()] if in_room else [],
        )
        for child in plan.children
    ]


def described(name: str, role: str, perspective: str) -> str:
    """Return a name with the role, else with whose view it is."""
    return with_role(name, role_beside(name, role) or whose_view(perspective))


def whose_view(perspective: str, *, tell: Say = say) -> str:
    """Return whose view somebody gives: `perspective` such as `parent`."""
    return tell(f"person.{perspective}")


def presence(*, here: bool, apologies: bool) -> str:
    """Return whether somebody is in the room now, has left it, or never came."""
    return say("person.here" if here else "person.not-here" if apologies else "person.has-left")
