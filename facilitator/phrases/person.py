"""A person in words: name and role, whose view they give, and whether they are in the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.plan.people import ADULTS, Child, Person, Presence
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
    if in_full:
        return listed([child.full_name for child in children])
    called = Counter(child.called for child in children)
    return listed([one.called if called[one.called] == 1 else one.on_record for one in children])


def children_on_record(children: Sequence[Child]) -> str:
    """Return the names under which the plan has its children, for a list of plans."""
    return listed([child.on_record for child in children])


def people_of(plan: Plan, *, in_room: bool) -> list[Person]:
    """Return the children of a plan as a meeting records them, by full names where two have the same."""
    named = Counter(child.on_record.casefold() for child in plan.members)
    return [
        Person.model_construct(
            id=child.id,
            name=child.on_record if named[child.on_record.casefold()] == 1 else child.full_name,
            perspective="child",
            present=[Presence.model_construct()] if in_room else [],
        )
        for child in plan.members
    ]


def people_met(plan: Plan) -> list[Person]:
    """Return who came to the last meeting of a plan, or sent apologies, beside its children.

    A form that names nobody says only whose side it was: such a person cannot be asked for a number.
    """
    last = plan.meetings()[-1].people if plan.meetings() else []
    nameless = {say(f"word.person-{perspective}") for perspective in ADULTS} if last else set()
    children = {child.id for child in plan.children}
    return [one for one in last if one.id not in children and one.name not in nameless]


def described(name: str, role: str, perspective: str) -> str:
    """Return a name with the role, else with whose view it is."""
    return with_role(name, role_beside(name, role) or whose_view(perspective))


def whose_view(perspective: str, *, tell: Say = say) -> str:
    """Return whose view somebody gives: `perspective` such as `parent`."""
    return tell(f"person.{perspective}")


def presence(*, here: bool, apologies: bool) -> str:
    """Return whether somebody is in the room now, has left it, or never came."""
    return say("person.here" if here else "person.not-here" if apologies else "person.has-left")
