"""The plan after a review: the one place where a review is held to the plan and its decisions carried out."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.event_rules import hold_to_scale
from facilitator.meeting.periods import refuse_out_of_order, used_up
from facilitator.meeting.plan_changes import made_again, sound
from facilitator.meeting.signatures import sides, with_signed
from facilitator.plan.changes import PlanChange
from facilitator.plan.entries import Entry, id_of_answer
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item, above, in_tree
from facilitator.plan.nouns import Earlier, Ended, HowEnded, Mark
from facilitator.plan.people import CHILD, EVERYONE, Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.plan.text import joined_id
from facilitator.script.consents import refuse_without_consent
from facilitator.script.declared_fields import DeclaredField, FieldRole
from facilitator.script.format_declaration import NEW, PLAN, Path, new_kind
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.plan_parts import Part, has_part, people_who_speak


def write_into(
    plan: Plan, review: HeldMeeting, script: Script, child: Child | None = None, *, before: Plan | None = None
) -> Plan:
    """Return the plan with a meeting added, its decisions carried out; the same rules for every one.

    What was said for a box of the plan goes into it, and what was signed where the plan is written. `child`
    is the child as the meeting's set-up left them, kept for the next time; None = as in the plan. `before`
    is the plan as it was when the meeting began, where others may have written into it meanwhile.
    Raises a Refusal where the review does not fit the plan.
    """
    changed, later = with_changes(plan, review, script.format)
    _fits(plan, changed, review, script, before or plan)
    written = _after(changed, review, script.format, later, child)
    if review.changes:
        written = sound(written, plan, script.format)
    refuse_without_consent(plan, written, script.format)
    return written


def as_it_stands(plan: Plan, review: HeldMeeting, form: FormatFile) -> Plan:
    """Return what a plan would be if a meeting ended as it stands, whether or not it could be written so.

    `plan` is the one that the meeting began with.
    """
    changed, later = with_changes(plan, review, form)
    return _after(changed, review, form, later)


def _after(
    changed: Plan,
    review: HeldMeeting,
    form: FormatFile,
    later: list[PlanChange],
    child: Child | None = None,
) -> Plan:
    """Return a plan as a meeting has changed it with all that was decided, and the meeting itself."""
    update: dict[str, object] = {
        "items": decided(changed, review, form),
        "entries": filled(changed, review, form),
    }
    if isinstance(review, Review):
        update["reviews"] = sorted([*changed.reviews, review], key=lambda held: held.period)
    else:
        signed = with_signed(changed.signatures, review.signatures, sides(changed, review))
        update |= {"planning": [*changed.planning, review], "signatures": signed}
        new = not (changed.meetings() or changed.items or changed.entries)
        update["started"] = review.date if new else changed.started or review.date
    after = (changed.with_child(child) if child else changed).model_copy(update=update)
    for change in later:
        if is_of(change, after, form):  # what it is of may have been taken out again
            after = made_again(after, form, change, mark_of(change, review, changed)).plan
    return after


# What was changed beside the questions


def with_changes(plan: Plan, review: HeldMeeting, form: FormatFile) -> tuple[Plan, list[PlanChange]]:
    """Return a plan with what a meeting changed in it beside its questions, before these decide anything.

    With it those changes that are of something which only the answers bring into the plan, and what was done
    after one of these to the same part.
    """
    later: list[PlanChange] = []
    for change in review.changes:
        waits = change.part in {one.part for one in later}
        if is_of(change, plan, form) and not waits:
            plan = made_again(plan, form, change, mark_of(change, review, plan)).plan
        else:
            later.append(change)
    return plan, later


def is_of(change: PlanChange, plan: Plan, form: FormatFile) -> bool:
    """Whether a plan has everything that a change is about, or links to."""
    items = {None, *(item.id for item in plan.items)}
    speakers = {None, EVERYONE, *people_who_speak(plan)}
    there = change.deed == "added" or has_part(plan, Part(change.kind, change.part))
    links = change.value if change.field in form.linking(change.kind) else None
    linked = set(links) if isinstance(links, list) else set[str]()
    there = there and linked <= plan.said_ids()
    return there and {change.under, change.into} <= items and change.speaker in speakers


def mark_of(change: PlanChange, review: HeldMeeting, plan: Plan) -> Mark:
    """Return the mark of a change that a meeting made: its own, with who made it."""
    own = _mark(review, plan)
    on = own.on if change.deed == "added" else review.date
    return own.model_copy(update={"on": on, "by": change.by})


def _fits(plan: Plan, changed: Plan, review: HeldMeeting, script: Script, before: Plan) -> None:
    form = script.format
    if isinstance(review, Review):
        _comes_next(plan, review, script)
    if review.id in {held.id for held in plan.meetings()}:
        raise Refusal("review.already-written")
    _ids_are_free(plan, review)
    # What was said of something is in order although the meeting itself ended it then.
    items = {item.id: item for item in [*changed.items, *plan.items]}
    last = {action.id for action in [*plan.last_actions(), *before.last_actions()]}
    children = {child.id for child in changed.children}
    people = {person.id for person in review.people} | {action.id for action in review.actions}
    people |= {entry.id for entry in review.entries if new_kind(entry.field)}
    for about in [entry.about for entry in review.entries] + [score.about for score in review.scores]:
        if about in items and items[about] in plan.items and not plan.is_current(items[about]):
            raise Refusal("review.item-over", about=about)
        if about is not None and about not in {*items, *last, *children, *people}:
            raise Refusal("review.no-such-item", about=about)
    for score in review.scores:
        scale = form.scale_of_score(score, plan)
        for number in (score.number, *(position.number for show in score.shows for position in show)):
            if scale:
                hold_to_scale(number, scale)


def _comes_next(plan: Plan, review: Review, script: Script) -> None:
    periods = len(script.format.period.names)
    if len(plan.reviews) >= periods:
        raise used_up(script.format)
    if review.period > periods or review.period in {held.period for held in plan.reviews}:
        raise Refusal("review.period-taken", period=review.period)
    refuse_out_of_order(plan, script, review.period)


def _ids_are_free(plan: Plan, review: HeldMeeting) -> None:
    """What a review makes anew is not taken for something that the plan has."""
    actions = [action.id for held in plan.meetings() for action in held.actions]
    taken = {*actions, *(item.id for item in plan.items), *(child.id for child in plan.children)}
    new = [action.id for action in review.actions]
    new += [entry.id for entry in review.entries if new_kind(entry.field)]
    new += [change.part for change in review.changes if change.deed == "added"]
    for one in new:
        if one in taken or new.count(one) > 1:
            raise Refusal("review.id-taken", id=one)


def filled(plan: Plan, review: HeldMeeting, form: FormatFile) -> list[Entry]:
    """Return what the boxes of a plan hold after a meeting.

    Words are added, those that are agreed to what stands in their one box; any other answer takes the place
    of the one before. What stood in a box before the meeting is kept with it.
    """
    entries, before = list(plan.entries), {one.id for one in plan.entries}
    for given in (*review.entries, *_due(review, form)):
        path = Path.read(given.field)
        declared, field = form.plan.get(path.field) if path.of == PLAN else None, path.field
        if given.about is not None:
            declared, field = _measured_first(given, plan, review, form), given.field
        if declared is None:
            continue
        new = given.model_copy(update={"field": field})
        there = [at for at, one in enumerate(entries) if (one.field, one.about) == (new.field, new.about)]
        if declared.type == "said" or not there:
            entries.append(new)
            continue
        old = entries[there[0]]
        if declared.type == "words":
            new = _with_more(old, new)
        if (old.value, old.note) != (new.value, new.note):
            was = Earlier(**dict(_mark(review, plan)), field=old.field, value=old.value)
            earlier = [*old.earlier, was] if old.id in before and was.value != new.value else old.earlier
            entries[there[0]] = new.model_copy(update={"id": old.id, "earlier": earlier})
            before.discard(old.id)
    return entries


def _with_more(old: Entry, new: Entry) -> Entry:
    """Return what was agreed for a box with more of it, a line each: such a box tells no names."""
    there = old.text.split("\n")
    words = "\n".join([*there, *(line for line in new.text.split("\n") if line not in there)])
    note = "; ".join(dict.fromkeys(filter(None, (old.note, new.note))))
    by, private = old.by if old.by == new.by else EVERYONE, old.not_shared or new.not_shared
    update = {"value": words, "note": note, "by": by, "not_shared": private}
    return old.model_copy(update=update if words == old.value else {**update, "picture": ""})


def _measured_first(given: Entry, plan: Plan, review: HeldMeeting, form: FormatFile) -> DeclaredField | None:
    """Return the box of a measure that is taken of a child before anything is done; None = it is no such."""
    is_first = not isinstance(review, Review) and given.field in form.names("before", CHILD)
    of_child = any(child.id == given.about for child in plan.children)
    return form.about[CHILD][given.field] if is_first and of_child else None


def _due(review: HeldMeeting, form: FormatFile) -> Iterator[Entry]:
    """Yield the day on which a plan is looked at first, for its own box, as its planning meeting says."""
    if isinstance(review, Review) or review.next_date is None:
        return
    for name, declared in form.plan.items():
        if declared.role == "due":
            field = str(Path(PLAN, name))
            made = id_of_answer(review.id, field)
            yield Entry(id=made, field=field, value=review.next_date.isoformat())


def _mark(review: HeldMeeting, plan: Plan) -> Mark:
    """Return the mark of what a meeting changed; what was there before the first review needs none."""
    if isinstance(review, Review):
        return Mark(on=review.date, review=review.period)
    return Mark(on=review.date) if plan.reviews else Mark()


def decided(plan: Plan, review: HeldMeeting, form: FormatFile) -> list[Item]:
    """Return the items of a plan as they are after what a review decided of them.

    One that is amended is ended, and a new one with the new words takes its place, with those of its parts
    that go on, each as the same review decided of it: under a new number they are new, else they come under
    the new one as they are. Without new words it stays as it is. One
    that is removed or achieved is ended. A line of the field `new.KIND` is a new item, with what else was
    agreed of it. What was agreed of one in the plan, `new.KIND.FIELD`, takes the place of what it had.
    """
    return in_tree(_Decided(plan, review, form).items)


class _Decided:
    """Carries out what one review decided of the items of a plan: `items` are those after it."""

    def __init__(self, plan: Plan, review: HeldMeeting, form: FormatFile) -> None:
        self._review, self._form = review, form
        self._mark = _mark(review, plan)
        self._amended: dict[str, str] = {}
        """The new words of each item that is amended."""
        self._instead: dict[str, str] = {}
        """What goes on in the place of an item: the one it was amended into, or its copy under one."""
        self._highest = {
            kind: max([item.number or 0 for item in plan.items if item.kind == kind] or [0])
            for kind in form.items
        }
        old = [self._ended(self._filled(item)) for item in plan.items]
        known, self.items = {item.id: item for item in old}, list(old)
        for item in old:
            if item.id in self._amended and not any(one.id in self._amended for one in above(item, known)):
                self._replace(item, item.under, old, copies=item.number is not None)
        self.items += list(self._new())

    def _filled(self, item: Item) -> Item:
        """Return an item with what the meeting agreed for its boxes; what stood there is kept with it."""
        given = self._agreed(item.kind, item.id, private=item.not_shared)
        changed = {name: value for name, value in given.items() if item.fields.get(name) != value}
        if not changed:
            return item
        were = {name: item.fields[name] for name in changed if name in item.fields}
        earlier = [Earlier(**dict(self._mark), field=name, value=value) for name, value in were.items()]
        fields = {**item.fields, **changed}
        return item.model_copy(update={"fields": fields, "earlier": [*item.earlier, *earlier]})

    def _agreed(self, kind: str, about: str, *, private: bool) -> dict[str, Value]:
        """Return what was agreed for the boxes of one item: words line by line, else the one answer.

        What is not for sharing goes only into those of an item that is `private`, too.
        """
        found: dict[str, Value] = {}
        for name in self._form.items[kind].fields if kind in self._form.items else ():
            path = str(Path(NEW, kind, name))
            told = (one for one in self._review.about(about) if private or not one.not_shared)
            given = [one.value for one in told if one.field == path]
            words = [value for value in given if isinstance(value, str)]
            if given:
                found[name] = "\n".join(words) if words else given[0]
        return found

    def _ended(self, item: Item) -> Item:
        """Return an item as it is after the review, and note the new words of one that was amended."""
        how, wording = self._how_ended(item), self._words(item, "new_wording")
        if how is None or item.ended or (how == "amended" and not wording):
            return item
        if how == "amended":
            self._amended[item.id] = wording
        ended = Ended(**dict(self._mark), how=how, because=self._words(item, "because", shared=True))
        return item.model_copy(update={"ended": ended})

    def _replace(self, old: Item, under: str | None, every: list[Item], *, copies: bool) -> None:
        """Put a new item in the place of one that was amended, or that was under one, with its parts.

        `copies` = the parts are new ones, too; what simply goes on came when it did.
        """
        number = self._next_number(old.kind) if old.number is not None else None
        update: dict[str, object] = {"under": under, "number": number}
        if old.id in self._amended:
            own = f"{old.kind}{number}" if number and old.under is None else old.id
            field = self._form.items[old.kind].role_field("wording") or ""
            fields = {**old.fields, field: self._amended[old.id]}
            update |= {"id": joined_id(self._review.id, own), "fields": fields, "ended": None}
            update |= {"replaces": old.id, "earlier": [], "added": self._mark}
            private = any(one.not_shared for one in self._said(old, "new_wording"))
            update["not_shared"] = old.not_shared or private
        else:
            update |= {"id": joined_id(under, old.id), "replaces": None}
        new = old.model_copy(update=update)
        self.items.append(new)
        self._instead[old.id] = new.id
        for part in (one for one in every if one.under == old.id):
            if not copies:
                self._move(part, new.id)
            if part.id in self._amended or (copies and part.ended is None):
                self._replace(part, new.id, every, copies=copies)

    def _move(self, part: Item, under: str) -> None:
        """Put a part under the item in the place of its own: what has no number goes on as one line."""
        moved = part.model_copy(update={"under": under})
        self.items = [moved if one.id == part.id else one for one in self.items]

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
            fields |= self._agreed(kind, entry.id, private=entry.not_shared)
            yield Item(
                id=entry.id,
                kind=kind,
                under=self._instead.get(entry.about or "", entry.about),
                number=self._next_number(kind) if declared.numbered else None,
                fields=fields,
                added=self._mark,
                not_shared=entry.not_shared,
            )

    def _how_ended(self, item: Item) -> HowEnded | None:
        """Return how the review ended an item, or None where it goes on."""
        for path in self._form.paths("decision"):
            declared = self._form.field(path) if path.of == item.kind else None
            chosen = self._review.chosen(path.field, item.id)
            if declared is not None and chosen in declared.option_ids:
                return declared.ends(chosen)
        return None

    def _words(self, item: Item, role: FieldRole, *, shared: bool = False) -> str:
        """Return all that was said of an item in the field of that role, or what of it is `shared`."""
        said = self._said(item, role)
        return "\n".join(entry.text for entry in said if not (shared and entry.not_shared))

    def _said(self, item: Item, role: FieldRole) -> list[Entry]:
        fields = self._form.names(role, item.kind)
        return [entry for entry in self._review.about(item.id) if entry.field in fields]
