"""The golden thread of a plan: from hopes and needs to outcomes, and from these to steps and support.

What is linked is what the chair linked: nothing is guessed from words. Source: the guidance of Kirklees,
which asks that each part of a plan can be followed to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeVar

from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.text import in_short
from facilitator.script.declared_fields import BEGINNINGS, DeclaredField, DeclaredOption, ItemKind, KindRole
from facilitator.script.format_declaration import PLAN, Declaration
from facilitator.script.plan_parts import everybody

THREAD = "thread"
"""What a field or a turn takes its options from, whose options are hopes and needs."""

Side = Literal["hope", "need"]
Missing = Literal["help", "step", "beginning"]
AnyForm = TypeVar("AnyForm", bound=Declaration)

_LONGEST = 100
"""Letters of words that are only there to be known again."""


class Strand(NamedTuple):
    """A hope or a need, and the outcomes that serve it; none = it hangs loose."""

    side: Side
    entry: Entry
    served_by: list[Item]


class End(NamedTuple):
    """An outcome, its support that goes on, and what it has none of though the format has a place for it."""

    outcome: Item
    help: list[Item]
    missing: list[Missing]


class Thread(NamedTuple):
    """All that can be followed in a plan; empty where its format tells nothing that could be."""

    strands: list[Strand]
    ends: list[End]

    @property
    def is_loose(self) -> bool:
        """Whether something in it leads nowhere, or comes from nowhere."""
        return any(not one.served_by for one in self.strands) or any(end.missing for end in self.ends)


def thread_of(plan: Plan, form: Declaration) -> Thread:
    """Return the golden thread of a plan as it stands: what has ended is no longer in it."""
    outcomes = form.of_role(plan, "outcome")
    serves = {item.id: set(served(item, plan, form)) for item in outcomes}
    can_be_linked = any(_links(kind, form) for kind in form.kinds("outcome"))
    strands = [
        Strand(side, entry, [item for item in outcomes if entry.id in serves[item.id]])
        for side, entry in (beginnings(plan, form) if can_be_linked else ())
    ]
    known = {strand.entry.id for strand in strands}
    ends = [_end(item, plan, form, serves[item.id] & known, linked=bool(known)) for item in outcomes]
    return Thread(strands, ends)


def beginnings(plan: Plan, form: Declaration) -> Iterator[tuple[Side, Entry]]:
    """Yield the hopes and needs that can be told to others: hopes before needs, and the child's own first.

    They stand in the plan's own boxes, and in what was said in the meetings that wrote it and in the last
    review.
    """
    children = {CHILD, *(child.id for child in plan.children)}
    order = [*form.plan, *form.review]
    told = sorted(_told(plan, form), key=lambda one: (one.by not in children, order.index(one.field)))
    yield from ((side, entry) for side in BEGINNINGS for entry in told if _role(entry, form) == side)


def with_options(form: AnyForm, plan: Plan) -> AnyForm:
    """Return a format in which what links an outcome has the plan's hopes and needs as its options.

    Where there is nothing to link to, there is no such field.
    """
    kinds = {kind: _with_options(kind, declared, plan, form) for kind, declared in form.items.items()}
    changed = any(kinds[kind] is not declared for kind, declared in form.items.items())
    return form.model_copy(update={"items": kinds}) if changed else form


def _with_options(kind: str, declared: ItemKind, plan: Plan, form: Declaration) -> ItemKind:
    names = form.linking(kind)
    if not names:
        return declared
    entries = {one.id: one for one in (*to_link(kind, plan, form), *_linked(kind, names, plan, form))}
    options = [DeclaredOption(id=one.id, label=told(one, plan, form)) for one in entries.values()]
    fields = dict(declared.fields)
    for name in names:
        if options or any(name in item.fields for item in plan.items if item.kind == kind):
            fields[name] = fields[name].model_copy(update={"options": options})
        else:
            del fields[name]
    return declared.model_copy(update={"fields": fields})


def _linked(kind: str, names: list[str], plan: Plan, form: Declaration) -> Iterator[Entry]:
    """Yield what outcomes of a kind are or were linked to, also what has ended or was said long ago."""
    items = [item for item in plan.items if item.kind == kind]
    values = [value for item in items for name, value in item.fields.items() if name in names]
    values += [before.value for item in items for before in item.earlier if before.field in names]
    ids = {one for value in values if isinstance(value, list) for one in value}
    for meeting in (plan, *plan.meetings()):
        yield from (one for one in meeting.entries if one.id in ids and _role(one, form))


def to_link(kind: str, plan: Plan, form: Declaration) -> Iterator[Entry]:
    """Yield the hopes and needs that the chair links to an outcome of a kind."""
    fields = fields_to_link(kind, form)
    yield from (entry for _, entry in beginnings(plan, form) if entry.field in fields)


def fields_to_link(kind: str, form: Declaration) -> set[str]:
    """Return the fields of hopes and needs to which the chair links an outcome of a kind.

    A need that the form itself has in a list of needs is linked by that list.
    """
    listed = {option.need for one in _links(kind, form).values() for option in one.options}
    begin = (name for name, one in {**form.review, **form.plan}.items() if one.role in BEGINNINGS)
    return {name for name in begin if name not in listed}


def told(entry: Entry, plan: Plan, form: Declaration) -> str:
    """Return a hope with whose it is, or a need with its box; of what is sensitive its box alone."""
    declared = _declared(entry, form)
    label = (declared.label if declared else "") or entry.field
    if declared and declared.sensitive:
        return label
    words = in_short(entry.text, _LONGEST).rstrip(".")
    if declared and declared.role == "need":
        return f"{label}: {words}"
    called = {child.id: child.called for child in plan.children}
    name = called.get(entry.by) or everybody(plan).get(entry.by)
    return f"{words} ({name})" if name else words


def _told(plan: Plan, form: Declaration) -> Iterator[Entry]:
    yield from (entry for entry in plan.entries if entry.ended is None and entry.field in form.plan)
    for meeting in (*plan.planning, *plan.reviews[-1:]):
        yield from (entry for entry in meeting.entries if entry.field in form.review)


def _role(entry: Entry, form: Declaration) -> str:
    declared = _declared(entry, form)
    can_be_told = declared and entry.about is None and entry.text and not declared.private
    return declared.role if declared and can_be_told else ""


def _declared(entry: Entry, form: Declaration) -> DeclaredField | None:
    """Return what is declared of the words of a review, or of those for the plan, also in its meeting."""
    name = entry.field.removeprefix(f"{PLAN}.")
    return form.plan.get(name) or form.review.get(name)


def _links(kind: str, form: Declaration) -> dict[str, DeclaredField]:
    """Return the fields of a kind of item that link it to hopes or needs."""
    return {
        name: one
        for name, one in form.items[kind].fields.items()
        if one.options_from == THREAD or any(option.need for option in one.options)
    }


def served(item: Item, plan: Plan, form: Declaration) -> Iterator[str]:
    """Yield the ids of the hopes and needs that an outcome serves: linked, or told in a box of its needs."""
    for name, declared in _links(item.kind, form).items():
        value = item.fields.get(name)
        chosen = value if isinstance(value, list) else []
        boxes = {option.need for option in declared.options if option.id in chosen}
        yield from chosen if declared.options_from == THREAD else ()
        yield from (entry.id for entry in plan.entries if entry.field in boxes)


def _end(item: Item, plan: Plan, form: Declaration, served: set[str], *, linked: bool) -> End:
    below = list(_below(item, plan, form))
    missing: list[Missing] = ["beginning"] if linked and not served else []
    roles: tuple[tuple[KindRole, Missing], ...] = (("step", "step"), ("provision", "help"))
    for role, what in roles:
        asked = [kind for kind in form.kinds(role) if item.kind in form.upwards(kind)]
        if asked and not any(one.kind in asked for one in below):
            missing.append(what)
    return End(item, [one for one in below if form.items[one.kind].role == "provision"], missing)


def _below(item: Item, plan: Plan, form: Declaration) -> Iterator[Item]:
    for kind in form.items:
        for one in plan.of(kind, item.id):
            yield one
            yield from _below(one, plan, form)
