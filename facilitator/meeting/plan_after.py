"""The plan after a review: the one place where a review is held to the plan and its decisions carried out."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.periods import refuse_out_of_order
from facilitator.meeting.rules import hold_to_scale
from facilitator.plan.items import Ended, HowEnded, Item, Mark, above
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.text import joined_id
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
    refuse_out_of_order(plan, script, review.period)
    if review.id in {held.id for held in plan.reviews}:
        raise Refusal("review.already-written")
    _ids_are_free(plan, review)
    items = {item.id: item for item in plan.items}
    last = {action.id for action in [*plan.last_actions(), *before.last_actions()]}
    children = {child.id for child in plan.children}
    people = {person.id for person in review.people} | {action.id for action in review.actions}
    people |= {entry.id for entry in review.entries if new_kind(entry.field)}
    for about in [entry.about for entry in review.entries] + [score.about for score in review.scores]:
        if about in items and not plan.is_current(items[about]):
            raise Refusal("review.item-over", about=about)
        if about is not None and about not in {*items, *last, *children, *people}:
            raise Refusal("review.no-such-item", about=about)
    for score in review.scores:
        scale = form.scale_of_score(score, plan)
        for number in (score.number, *(position.number for show in score.shows for position in show)):
            if scale:
                hold_to_scale(number, scale)


def _ids_are_free(plan: Plan, review: Review) -> None:
    """What a review makes anew is not taken for something that the plan has."""
    actions = [action.id for held in plan.reviews for action in held.actions]
    taken = {*actions, *(item.id for item in plan.items), *(child.id for child in plan.children)}
    made = [action.id for action in review.actions]
    made += [entry.id for entry in review.entries if new_kind(entry.field)]
    for one in made:
        if one in taken or made.count(one) > 1:
            raise Refusal("review.id-taken", id=one)


def decided(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the items of a plan as they are after what a review decided of them.

    One that is amended is ended, and a new one with the new words takes its place, with those of its parts
    that go on, each as the same review decided of it; without new words it stays as it is. One
    that is removed or achieved is ended. A line of the field `new.KIND` is a new item, with what else was
    agreed of it.
    """
    return _Decided(plan, review, form).items


class _Decided:
    """Carries out what one review decided of the items of a plan: `items` are those after it."""

    def __init__(self, plan: Plan, review: Review, form: FormatFile) -> None:
        self._review, self._form = review, form
        self._mark = Mark(on=review.date, review=review.period)
        self._amended: dict[str, str] = {}
        """The new words of each item that is amended."""
        self._instead: dict[str, str] = {}
        """What goes on in the place of an item: the one it was amended into, or its copy under one."""
        self._highest = {
            kind: max([item.number or 0 for item in plan.items if item.kind == kind] or [0])
            for kind in form.items
        }
        old = [self._ended(item) for item in plan.items]
        known, self.items = {item.id: item for item in old}, list(old)
        for item in old:
            if item.id in self._amended and not any(one.id in self._amended for one in above(item, known)):
                self._replace(item, item.under, old)
        self.items += list(self._new())

    def _ended(self, item: Item) -> Item:
        """Return an item as it is after the review, and note the new words of one that was amended."""
        how, wording = self._how_ended(item), self._said(item, "new_wording")
        if how is None or item.ended or (how == "amended" and not wording):
            return item
        if how == "amended":
            self._amended[item.id] = wording
        ended = Ended(**dict(self._mark), how=how, because=self._said(item, "because"))
        return item.model_copy(update={"ended": ended})

    def _replace(self, old: Item, under: str | None, every: list[Item]) -> None:
        """Put a new item in the place of one that was amended, or that was under one, with its parts."""
        number = self._next_number(old.kind) if old.number is not None else None
        update: dict[str, object] = {"under": under, "number": number, "added": self._mark}
        if old.id in self._amended:
            own = f"{old.kind}{number}" if number and old.under is None else old.id
            field = self._form.items[old.kind].role_field("wording") or ""
            fields = {**old.fields, field: self._amended[old.id]}
            update |= {"id": joined_id(self._review.id, own), "fields": fields, "ended": None}
            update |= {"replaces": old.id, "earlier": []}
        else:
            update["id"] = joined_id(under, old.id)
        new = old.model_copy(update=update)
        self.items.append(new)
        self._instead[old.id] = new.id
        for part in every:
            if part.under == old.id and (part.ended is None or part.id in self._amended):
                self._replace(part, new.id, every)

    def _next_number(self, kind: str) -> int:
        self._highest[kind] += 1
        return self._highest[kind]

    def _new(self) -> Iterator[Item]:
        """Yield the items that a review made, marked with it; under an amended item, under the new one."""
        for entry in self._review.entries:
            kind = new_kind(entry.field)
            if kind not in self._form.items:
                continue
            declared = self._form.items[kind]
            fields: dict[str, Value] = {declared.role_field("wording") or "": entry.text}
            for name in declared.fields:
                path = str(Path(NEW, kind, name))
                given = [one.value for one in self._review.about(entry.id) if one.field == path]
                words = [value for value in given if isinstance(value, str)]
                fields |= {name: "\n".join(words) if words else given[0]} if given else {}
            yield Item(
                id=entry.id,
                kind=kind,
                under=self._instead.get(entry.about or "", entry.about),
                number=self._next_number(kind) if declared.numbered else None,
                fields=fields,
                added=self._mark,
            )

    def _how_ended(self, item: Item) -> HowEnded | None:
        """Return how the review ended an item, or None where it goes on."""
        for path in self._form.paths("decision"):
            declared = self._form.field(path) if path.of == item.kind else None
            chosen = self._review.chosen(path.field, item.id)
            if declared is not None and chosen in declared.option_ids:
                return declared.ends(chosen)
        return None

    def _said(self, item: Item, role: FieldRole) -> str:
        """Return all that was said of an item in the field of that role."""
        fields = [path.field for path in self._form.paths(role) if path.of == item.kind]
        return "\n".join(entry.text for entry in self._review.about(item.id) if entry.field in fields)
