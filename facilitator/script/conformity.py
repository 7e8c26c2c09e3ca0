"""Whether a plan holds what its format declares: kinds, fields, types, options, people and scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from facilitator.plan.entries import Entry
from facilitator.plan.field_values import UNKNOWN, Value, cost_of, day_of
from facilitator.plan.file_places import Place
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED, MeetingRecord, Signature
from facilitator.plan.scores import Score
from facilitator.plan.similar_names import folded
from facilitator.script.declared_fields import DeclaredField, Fields
from facilitator.script.format_declaration import NEW, PLAN, Path, new_kind
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import ENTRY, PERSON, bare_fields, name_of

WAITS = "match.because"
"""The field of what makes people wait with something that is not working; every format has it."""

OF_EVERY_FORMAT: Fields = dict.fromkeys((PARKED, WAITS), DeclaredField.model_construct())
"""What a review may record whatever its format: notes put aside, and why a concern ended."""

PARTS_OF_SCORE = ("reason", "would_change", "next_step")
"""What may be said to a score, by anybody: `progress.reason`."""


class Misfit(NamedTuple):
    """One thing that a plan holds and its format does not know; `where` is the path to it."""

    code: str
    where: Place
    values: Mapping[str, object]


def misfits(plan: Plan, form: FormatFile) -> Iterator[Misfit]:
    """Yield everything in a plan that its format does not declare, in the order of the file."""
    most = form.children.most
    count = len(plan.members)
    if count < form.children.least or (most is not None and count > most):
        yield Misfit("conformity.children", ("children",), {"count": count})
    elif most == 1 and plan.child.id != CHILD:  # the questions of the child's own are put under that id
        yield Misfit("conformity.child-id", ("children", 0, "id"), {"given": plan.child.id, "id": CHILD})
    for place, name in _same_names(plan):
        yield Misfit("conformity.same-name", ("children", place), {"name": name})
    kinds = {item.id: item.kind for item in plan.items}
    began = {name: form.about[CHILD][name] for name in form.names("before", CHILD)}
    of_plan: dict[str | None, Fields] = {None: form.plan, **{child.id: began for child in plan.children}}
    yield from _entries(plan.entries, of_plan, ("entries",))
    for place, item in enumerate(plan.items):
        yield from _item(item, kinds, form, ("items", place))
        yield from _links(item, plan, form, ("items", place))
    yield from _signatures(plan.signatures, form, ("signatures",))
    for place, version in enumerate(plan.versions):
        if form.agreement:
            yield from _signatures(version.signatures, form, ("versions", place, "signatures"))
    about = fields_about(plan, form)
    for name, meetings in (("planning", plan.planning), ("reviews", plan.reviews)):
        for place, meeting in enumerate(meetings):
            yield from _meeting(meeting, about, form, (name, place))
    yield from _periods(plan, form)


def refuse_children(plan: Plan, form: FormatFile) -> None:
    """Raise a Refusal where a group has too few children for a meeting, or two that nobody can tell apart.

    A Word form is read whatever stands in it.
    """
    if len(plan.members) < form.children.least:
        names = ", ".join(child.full_name for child in plan.members)
        raise Refusal("conformity.few-children", least=form.children.least, names=names)
    for _, name in _same_names(plan):
        raise Refusal("conformity.same-name", name=name)


def _same_names(plan: Plan) -> Iterator[tuple[int, str]]:
    """Yield the children who have the name of one before them, each by its place."""
    known: set[tuple[str, ...]] = set()
    for place, child in enumerate(plan.children):
        if folded(child.on_record) in known:
            yield place, child.on_record
        known.add(folded(child.on_record))


def review_misfits(review: MeetingRecord, plan: Plan, form: FormatFile) -> Iterator[Misfit]:
    """Yield everything in one review of a plan that the format does not declare."""
    about = fields_about(plan, form, review)
    yield from _meeting(review, about, form, ())
    for place, change in enumerate(review.changes):
        kinds, at = (*form.items, CHILD, PERSON, PLAN, ENTRY), ("changes", place)
        if change.kind not in kinds:
            yield Misfit("conformity.no-kind", (*at, "kind"), _not_one_of(change.kind, kinds))
        old = change.part if change.kind in (*form.items, CHILD) and change.deed != "added" else None
        fields = bare_fields(change.kind, form, change.field)
        name = change.field or name_of(change.kind, form)
        if change.value is not None and change.kind in kinds and name in fields:
            yield from _value(name, change.value, fields, at, to="field")
        for given, to in ((old, "part"), (change.under, "under"), (change.into, "into")):
            if given is not None and given not in about:
                yield _of_nothing(given, about, at, to)


def _periods(plan: Plan, form: FormatFile) -> Iterator[Misfit]:
    """A plan has as many reviews as its format names; those of a continued one may have had more."""
    for place, review in enumerate(plan.reviews):
        if review.period > len(form.period.names):
            values = {"period": review.period, "count": len(form.period.names), "noun": form.period.noun}
            yield Misfit("conformity.period", ("reviews", place, "period"), values)


def fields_about(plan: Plan, form: FormatFile, *more: MeetingRecord) -> dict[str | None, Fields]:
    """Return the fields that a review may record, by the id of what they are about.

    Words on an item that went while the meeting was held are kept with the review itself.
    """
    own = {**form.review, **OF_EVERY_FORMAT}
    of_gone = {name: field for fields in form.about.values() for name, field in fields.items()}
    about: dict[str | None, Fields] = {
        None: own | {name: of_gone[name] for name in of_gone if name not in own}
    }
    about[None] |= form.new_under(None) | form.of_plan()
    about |= {child.id: form.about.get("child", {}) for child in plan.children}
    about |= {item.id: _about_item(item.kind, form) for item in plan.items}
    for meeting in (*plan.planning, *plan.reviews, *more):
        about |= {action.id: form.about.get("action", {}) for action in meeting.actions}
        about |= {
            person.id: form.about.get("person", {}) for person in meeting.people if person.id not in about
        }
        for entry in meeting.entries:
            kind = new_kind(entry.field)
            if kind in form.items:
                about[entry.id] = _about_item(kind, form)
        for change in (one for one in meeting.changes if one.deed == "added"):
            about[change.part] = _about_item(change.kind, form)
    return about


def _about_item(kind: str, form: FormatFile) -> Fields:
    return {**form.about.get(kind, {}), **form.new_under(kind), **form.of_new(kind)}


def no_costs(plan: Plan, form: FormatFile) -> Iterator[tuple[str, str]]:
    """Yield what stands for a cost in a plan and is none, after the label of its field."""
    about = fields_about(plan, form)
    held: list[tuple[Fields, str, Value]] = [
        (form.items[item.kind].fields, *field) for item in plan.items for field in item.fields.items()
    ]
    held += [(form.plan, entry.field, entry.value) for entry in plan.entries if entry.about is None]
    for meeting in plan.meetings():
        held += [(about.get(entry.about, {}), entry.field, entry.value) for entry in meeting.entries]
    for fields, name, value in held:
        declared = fields.get(name)
        if declared and declared.type == "cost" and cost_of(str(value)) is None:
            yield declared.label or name, str(value)


def _item(item: Item, kinds: dict[str, str], form: FormatFile, at: Place) -> Iterator[Misfit]:
    kind = form.items.get(item.kind)
    if kind is None:
        yield Misfit("conformity.no-kind", (*at, "kind"), _not_one_of(item.kind, form.items))
        return
    under = kinds.get(item.under) if item.under else None
    if under != kind.under:
        values = {"kind": item.kind, "under": under or "", "should": kind.under or ""}
        yield Misfit("conformity.under", (*at, "under"), values)
    if item.ended and not kind.ends:
        yield Misfit("conformity.never-ends", (*at, "ended"), {"kind": item.kind})
    if kind.numbered and item.number is None:
        yield Misfit("conformity.no-number", at, {"kind": item.kind})
    for name, value in item.fields.items():
        yield from _value(name, value, kind.fields, (*at, "fields", name))
    for place, before in enumerate(item.earlier):
        yield from _value(before.field, before.value, kind.fields, (*at, "earlier", place))


def _links(item: Item, plan: Plan, form: FormatFile, at: Place) -> Iterator[Misfit]:
    """What an outcome serves is in the plan, or was said in one of its meetings."""
    for name in form.linking(item.kind):
        value = item.fields.get(name)
        known = plan.said_ids() if value else set()
        for given in value if isinstance(value, list) else ():
            if given not in known:
                yield Misfit("conformity.no-option", (*at, "fields", name), _not_one_of(given, sorted(known)))


def _entries(entries: Sequence[Entry], about: dict[str | None, Fields], at: Place) -> Iterator[Misfit]:
    for place, entry in enumerate(entries):
        if entry.about not in about:
            yield _of_nothing(entry.about, about, (*at, place))
            continue
        fields = about[entry.about]
        if _is_part_of_score(entry.field, fields):
            continue
        yield from _value(entry.field, entry.value, fields, (*at, place), to="field")
        for which, before in enumerate(entry.earlier):
            yield from _value(entry.field, before.value, fields, (*at, place, "earlier", which))


def is_declared(name: str, fields: Fields) -> bool:
    """Whether something may be recorded under a name where these fields are declared."""
    return name in fields or _is_part_of_score(name, fields)


def _is_part_of_score(name: str, fields: Fields) -> bool:
    base, _, part = name.partition(".")
    return part in PARTS_OF_SCORE and base in fields and fields[base].type in ("score", "choice")


def _value(name: str, value: Value, fields: Fields, at: Place, to: str = "") -> Iterator[Misfit]:
    declared = fields.get(name)
    if declared is None:
        where = (*at, to) if to else at
        own = [one for one in fields if Path.read(one).of not in (NEW, PLAN)]
        yield Misfit("conformity.no-field", where, _not_one_of(name, own))
        return
    where = (*at, "value") if to else at
    options = declared.option_ids
    wrong = wrong_type(value, declared)
    if wrong:
        yield Misfit("conformity.wrong-type", where, {"field": name, "type": declared.type})
    elif declared.type == "choice" and value not in options:
        yield Misfit("conformity.no-option", where, _not_one_of(value, options))
    elif declared.type == "several" and isinstance(value, list) and not declared.options_from:
        for given in [one for one in value if one not in options]:
            yield Misfit("conformity.no-option", where, _not_one_of(given, options))


def _not_one_of(given: object, known: Iterable[str]) -> dict[str, object]:
    return {"given": given, "known": ", ".join(known)}


def wrong_type(value: Value, declared: DeclaredField) -> bool:
    """Return whether a value is not of the type that its field has; a score is no value at all."""
    if declared.type == "score":
        return True
    if declared.type == "tick":
        return not isinstance(value, bool) and value != UNKNOWN
    if declared.type == "date":
        return day_of(value) is None
    if declared.type == "number":
        return isinstance(value, bool) or not isinstance(value, int)
    if declared.type == "several":
        return not isinstance(value, list)
    return not isinstance(value, str) or not value


def _meeting(
    meeting: MeetingRecord, about: dict[str | None, Fields], form: FormatFile, at: Place
) -> Iterator[Misfit]:
    yield from _entries(meeting.entries, about, (*at, "entries"))
    for place, score in enumerate(meeting.scores):
        if score.about in about:
            yield from _score(score, about[score.about], form, (*at, "scores", place))
        else:
            yield _of_nothing(score.about, about, (*at, "scores", place))
    for place, action in enumerate(meeting.actions):
        if action.about not in about:
            yield _of_nothing(action.about, about, (*at, "actions", place))
    yield from _signatures(meeting.signatures, form, (*at, "signatures"))


def _of_nothing(
    given: str | None, about: Mapping[str | None, Fields], at: Place, to: str = "about"
) -> Misfit:
    """Only in a review that is not in the plan yet: a plan names nothing that it does not have."""
    known = [thing for thing in about if thing]
    return Misfit("conformity.of-nothing", (*at, to), _not_one_of(given, known))


def _score(score: Score, fields: Fields, form: FormatFile, at: Place) -> Iterator[Misfit]:
    declared = fields.get(score.field)
    on_options = declared is not None and bool(declared.options)
    if declared is None or (declared.type != "score" and not on_options):
        known = [name for name, one in fields.items() if one.type == "score" or one.options]
        yield Misfit("conformity.no-field", (*at, "field"), _not_one_of(score.field, known))
        return
    positions = [position for show in score.shows for position in show]
    for given in [score.option, *(position.option for position in positions)]:
        if given is not None and given not in declared.option_ids:
            yield Misfit("conformity.no-option", (*at, "option"), _not_one_of(given, declared.option_ids))
    scale = None if on_options else form.scale
    for number in [score.number, *(position.number for position in positions)]:
        if number is None:
            continue
        if scale is None or not scale.lowest <= number <= scale.highest:
            points = [str(point.number) for point in scale.points] if scale else []
            yield Misfit("conformity.not-on-scale", (*at, "number"), _not_one_of(number, points))


def _signatures(signatures: Sequence[Signature], form: FormatFile, at: Place) -> Iterator[Misfit]:
    for place, one in enumerate(signatures):
        if one.to not in form.signs:
            yield Misfit("conformity.not-signed", (*at, place, "to"), {"given": one.to})
