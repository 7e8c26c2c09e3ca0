"""What a review says of one thing of the plan, brought together by the roles of its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item, above
from facilitator.plan.nouns import HowEnded
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Review
from facilitator.plan.scores import Score
from facilitator.script.declared_fields import DeclaredField, FieldRole
from facilitator.script.format_declaration import Declaration, Path, new_kind
from facilitator.script.formats_and_turns import FormatFile, Turn


@dataclass(frozen=True)
class Reviewed:
    """An item of the plan, a child or a person, as a review has it; `kind` is empty where it has gone since.

    `said` is everything in words but what goes with the decision, which is `decided`; `answers` are the
    choices and the like, without those that have a place of their own: whether the support was given, and
    the decision. `actions` are what was agreed to be done on it: its next step. `lines` are the parts of an
    item of which the review says no more than whether that support was given. `became` is the item that an
    amended one was made into.
    """

    about: str
    kind: str = ""
    item: Item | None = None
    said: list[Entry] = field(default_factory=list)
    answers: list[Entry] = field(default_factory=list)
    delivered: Entry | None = None
    lines: list[Reviewed] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    decision: Entry | None = None
    how_ended: HowEnded | None = None
    decided: list[Entry] = field(default_factory=list)
    score: Score | None = None
    became: Item | None = None

    @property
    def empty(self) -> bool:
        """Whether the review says nothing of it."""
        told = (self.said, self.decided, self.answers, self.actions)
        return not (any(told) or self.delivered or self.decision or self.score)


def reviewed(plan: Plan, review: HeldMeeting, form: FormatFile) -> list[Reviewed]:
    """Return everything that a review speaks of but actions: children, items, people.

    Items stand under what they belong to; what the plan does not hold any more comes last. A line of support
    of which it is only told whether it was given stands with the item whose support it is.
    """
    things = [_of(about, plan, review, form) for about in _things(plan, review)]
    lines: dict[str | None, list[Reviewed]] = {}
    answered = {thing.about for thing in things if thing.delivered}
    for thing in things:
        if _is_line(thing, form) and thing.item and thing.item.under in answered:
            lines.setdefault(thing.item.under, []).append(thing)
    apart = {line.about for some in lines.values() for line in some}
    whole = [replace(thing, lines=lines.get(thing.about, [])) for thing in things]
    return [thing for thing in whole if not thing.empty and thing.about not in apart]


def _is_line(thing: Reviewed, form: FormatFile) -> bool:
    """Whether a review says of an item only if it was given, and one answer stands for that and more."""
    return (
        form.whole_support(thing.kind) is not None
        and thing.delivered is not None
        and not thing.delivered.note
        and replace(thing, delivered=None).empty
    )


def not_reviewed(plan: Plan, review: HeldMeeting, form: FormatFile) -> list[Item]:
    """Return the items of the day of a review that it says nothing about, though its format would ask.

    One of which a part was spoken of was spoken of too, and what belongs to one of them is not named as well.
    A line of support needs no words of its own: there is one answer for all of them. A meeting that writes
    the plan asks after none.
    """
    if not isinstance(review, Review):
        return []
    items = {item.id: item for item in plan.items}
    held = reviewed(plan, review, form)
    told = {one.about for thing in held for one in (thing, *thing.lines)}
    told |= {one.id for about in told & items.keys() for one in above(items[about], items)}
    missed: dict[str, Item] = {}
    for item in _in_order(plan.items):
        ups = above(item, items)
        own = item.kind in form.about and not _only_support(item.kind, form)
        asked = own and item.id not in told and not any(one.id in missed for one in ups)
        if asked and all(was_there(one, review) for one in (item, *ups)):
            missed[item.id] = item
    return list(missed.values())


def _only_support(kind: str, form: FormatFile) -> bool:
    """Whether a review says of a kind no more than if it was given, and one answer stands for all of it."""
    of_line = ("delivered", "decision", "because")  # what is over ends by itself
    others = [one for one in form.about[kind].values() if one.role not in of_line]
    return not others and form.whole_support(kind) is not None


def was_there(item: Item, review: HeldMeeting) -> bool:
    """Whether an item was there on the day of a review, and neither made nor ended by it or before."""
    if item.added.review is not None and item.added.review >= review.period:
        return False
    ended = item.ended
    return ended is None or (ended.on is not None and ended.on > review.date)


def _things(plan: Plan, review: HeldMeeting) -> list[str]:
    """Return the ids of all that a review may speak of, and of what it speaks of besides."""
    meetings = (*plan.planning, *plan.reviews, review)
    actions = {action.id for meeting in meetings for action in meeting.actions}
    held = [child.id for child in plan.children] + [item.id for item in _in_order(plan.items)]
    spoken_of = [entry.about for entry in review.entries] + [score.about for score in review.scores]
    others = [about for about in spoken_of if about is not None and about not in actions]
    return list(dict.fromkeys([*held, *others]))


def _in_order(items: list[Item]) -> list[Item]:
    """Return items in the order of the plan, each followed by those that belong to it."""
    ids = {item.id for item in items}
    under: dict[str | None, list[Item]] = {}
    for item in items:
        under.setdefault(item.under if item.under in ids else None, []).append(item)
    return list(_below(None, under))


def _below(above: str | None, under: dict[str | None, list[Item]]) -> Iterator[Item]:
    for item in under.get(above, ()):
        yield item
        yield from _below(item.id, under)


def kind_of(about: str, plan: Plan, review: HeldMeeting) -> str:
    """Return what an id is of: `child`, a kind of item, `person`; nothing where there is no such thing."""
    if any(child.id == about for child in plan.children):
        return "child"
    item = next((one for one in plan.items if one.id == about), None)
    if item is not None:
        return item.kind
    people = {person.id for person in review.people} | {person.id for person in plan.people}
    return "person" if about in people else ""


def paths_of(
    entry: Entry, plan: Plan, review: HeldMeeting, form: Declaration, turns: Mapping[str, Turn]
) -> list[Path]:
    """Return where what an entry has is declared, and where the question records at which it was said."""
    kind = kind_of(entry.about, plan, review) or "action" if entry.about else ""
    asked = turns.get(entry.manner.turn)
    return [form.path_of(entry, kind), *([asked.path] if asked else [])]


def _of(about: str, plan: Plan, review: HeldMeeting, form: FormatFile) -> Reviewed:
    kind = kind_of(about, plan, review)
    fields, entries = {**form.about.get(kind, {}), **form.of_new(kind)}, review.about(about)
    delivered = _first(entries, fields, "delivered")
    decision = _first(entries, fields, "decision")
    how = fields[decision.field].ends(decision.value) if decision else None
    with_decision = {name for name, one in fields.items() if one.role == _TOLD[how]}
    of_gone = [one for one in form.said(review) if one.about == about]
    said = [entry for entry in entries if _in_words(entry, fields)] if kind else of_gone
    apart = {one.id for one in (*said, delivered, decision) if one}
    of_period = [one for one in plan.items if one.added.review == review.period]
    became = next((one for one in of_period if one.replaces == about and how == "amended"), None)
    return Reviewed(
        about=about,
        kind=kind,
        item=next((one for one in plan.items if one.id == about), None),
        said=[entry for entry in said if entry.field not in with_decision],
        answers=[entry for entry in entries if entry.id not in apart],
        delivered=delivered,
        actions=[action for action in review.actions if action.about == about],
        decision=decision,
        how_ended=how,
        decided=[entry for entry in said if entry.field in with_decision],
        score=review.score(about),
        became=became,
    )


_TOLD: dict[HowEnded | None, FieldRole | None] = {
    "amended": "new_wording",
    "removed": "because",
    "achieved": "because",
    None: None,
}
"""What is said together with a decision; nothing where an item goes on."""


def _in_words(entry: Entry, fields: dict[str, DeclaredField]) -> bool:
    declared = None if new_kind(entry.field) else fields.get(entry.field)
    return declared is None or declared.type in ("said", "words")


def _first(entries: list[Entry], fields: dict[str, DeclaredField], role: FieldRole) -> Entry | None:
    return next((one for one in entries if one.field in fields and fields[one.field].role == role), None)
