"""The plan after a review: the one place where a review is held to the plan and its decisions carried out."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.items import Ended, HowEnded, Item, Mark
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.values import Value
from facilitator.script.fields import NEW, FieldRole, Path, new_kind
from facilitator.script.models import FormatFile, Script


def write_into(
    plan: Plan, review: Review, script: Script, child: Child | None = None, *, before: Plan | None = None
) -> Plan:
    """Return the plan with a review added, its decisions carried out; the same rules for every review.

    `child` is the child as the meeting's set-up left them, kept for the next time; None = as in the plan.
    `before` is the plan as it was when the meeting began, where others may have written into it meanwhile.
    Raises a Refusal where the review does not fit the plan.
    """
    _fits(plan, review, script, before or plan)
    reviews = sorted([*plan.reviews, review], key=lambda held: held.period)
    after = plan.with_child(child) if child else plan
    return after.model_copy(update={"reviews": reviews, "items": decided(plan, review, script.format)})


def _fits(plan: Plan, review: Review, script: Script, before: Plan) -> None:
    form = script.format
    periods = len(form.period.names)
    if len(plan.reviews) >= periods:
        raise Refusal("review.plan-used-up", count=periods, noun=form.period.noun)
    if review.period > periods or review.period in {held.period for held in plan.reviews}:
        raise Refusal("review.period-taken", period=review.period)
    if review.id in {held.id for held in plan.reviews}:
        raise Refusal("review.already-written")
    items = {item.id: item for item in plan.items}
    last = {action.id for action in [*plan.last_actions(), *before.last_actions()]}
    children = {child.id for child in plan.children}
    people = {person.id for person in review.people} | {action.id for action in review.actions}
    people |= {entry.id for entry in review.entries if new_kind(entry.field)}
    for about in [entry.about for entry in review.entries] + [score.about for score in review.scores]:
        if about in items and not plan.is_current(items[about]):
            raise Refusal("review.no-such-outcome", outcome=about)
        if about is not None and about not in {*items, *last, *children, *people}:
            raise Refusal("review.no-such-item", about=about)
    for score in review.scores:
        kind = items[score.about].kind if score.about in items else "child"
        _on_scale(score.number, Path(kind, score.field), form)
        for position in (position for show in score.shows for position in show):
            _on_scale(position.number, Path(kind, score.field), form)


def _on_scale(number: int | None, path: Path, form: FormatFile) -> None:
    scale = form.scale_of(path)
    if number is not None and scale and not scale.lowest <= number <= scale.highest:
        raise Refusal("meeting.not-on-scale", lowest=scale.lowest, highest=scale.highest)


def decided(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the items of a plan as they are after what a review decided of them.

    One that is amended is ended, and a new one with the new words takes its place, with its own parts (seed
    000); without new words it stays as it is. One that is removed or achieved is ended. A line of the field
    `new.KIND` is a new item, with what else was agreed of it.
    """
    items: list[Item] = []
    added: list[Item] = []
    for item in plan.items:
        how, wording = _how_ended(item, review, form), _said(item, review, form, "new_wording")
        if how is None or item.ended or (how == "amended" and not wording):
            items.append(item)
            continue
        because = _said(item, review, form, "because")
        ended = Ended(on=review.date, review=review.period, how=how, because=because)
        items.append(item.model_copy(update={"ended": ended}))
        if how == "amended":
            alike = [one for one in (*plan.items, *added) if (one.kind, one.under) == (item.kind, item.under)]
            number = 1 + max(one.number or 0 for one in alike)
            added += _amended(item, wording, number, plan, review, form)
    return [*items, *added, *_new([*items, *added], review, form)]


def _new(items: list[Item], review: Review, form: FormatFile) -> Iterator[Item]:
    """Yield the items that a review made, marked with it; under an amended item, under the new one."""
    instead: dict[str, str | None] = {item.replaces: item.id for item in items if item.replaces}
    highest = {
        kind: max([item.number or 0 for item in items if item.kind == kind] or [0]) for kind in form.items
    }
    for entry in review.entries:
        kind = new_kind(entry.field)
        if kind not in form.items:
            continue
        declared = form.items[kind]
        highest[kind] += 1
        fields: dict[str, Value] = {declared.role_field("wording") or "": entry.text}
        for name in declared.fields:
            given = [one.value for one in review.about(entry.id) if one.field == str(Path(NEW, kind, name))]
            words = [value for value in given if isinstance(value, str)]
            fields |= {name: "\n".join(words) if words else given[0]} if given else {}
        yield Item(
            id=entry.id,
            kind=kind,
            under=instead.get(entry.about or "", entry.about),
            number=highest[kind] if declared.numbered else None,
            fields=fields,
            added=Mark(on=review.date, review=review.period),
        )


def _how_ended(item: Item, review: Review, form: FormatFile) -> HowEnded | None:
    """Return how a review ended an item, or None where it goes on."""
    for path in form.paths("decision"):
        declared = form.field(path) if path.of == item.kind else None
        chosen = review.chosen(path.field, item.id)
        if declared is not None and chosen in declared.option_ids:
            return declared.ends(chosen)
    return None


def _said(item: Item, review: Review, form: FormatFile, role: FieldRole) -> str:
    """Return all that was said of an item in the field of that role."""
    fields = [path.field for path in form.paths(role) if path.of == item.kind]
    return "\n".join(entry.text for entry in review.about(item.id) if entry.field in fields)


def _amended(
    item: Item, wording: str, number: int, plan: Plan, review: Review, form: FormatFile
) -> Iterator[Item]:
    """Yield the item that takes the place of an amended one, and copies of the parts that were under it."""
    mark = Mark(on=review.date, review=review.period)
    own = f"{item.kind[0]}{number}" if item.number is not None and item.under is None else item.id
    field = form.items[item.kind].role_field("wording") or ""
    new = item.model_copy(
        update={
            "id": f"{review.id}.{own}"[:80],
            "number": number if item.number is not None else None,
            "fields": {**item.fields, field: wording},
            "added": mark,
            "ended": None,
            "replaces": item.id,
            "earlier": [],
        }
    )
    yield new
    yield from _parts(item, new, mark, plan)


def _parts(old: Item, new: Item, mark: Mark, plan: Plan) -> Iterator[Item]:
    for part in plan.items:
        if part.under == old.id and part.ended is None:
            copy = part.model_copy(update={"id": f"{new.id}.{part.id}"[:80], "under": new.id, "added": mark})
            yield copy
            yield from _parts(part, copy, mark, plan)
