"""What a review says of one thing of the plan, brought together by the roles of its format."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.plan.entries import Entry
from facilitator.plan.items import HowEnded, Item
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.plan.values import Value
from facilitator.script.fields import DeclaredField, FieldRole, Path
from facilitator.script.models import FormatFile


@dataclass(frozen=True)
class Reviewed:
    """An item of the plan, or a child, as a review has it.

    `said` is everything in words but what goes with the decision, which is `decided`; `answers` are the
    choices and the like by field, without those that have a place of their own: whether the support was
    given, and the decision. `became` is the item that an amended one was made into.
    """

    about: str
    item: Item | None = None
    child: Child | None = None
    said: list[Entry] = field(default_factory=list)
    answers: dict[str, Value] = field(default_factory=dict)
    delivered: str | None = None
    decision: str | None = None
    how_ended: HowEnded | None = None
    decided: list[Entry] = field(default_factory=list)
    score: Score | None = None
    became: Item | None = None

    @property
    def empty(self) -> bool:
        """Whether the review says nothing of it."""
        return not (
            self.said or self.decided or self.answers or self.delivered or self.decision or self.score
        )


def reviewed(plan: Plan, review: Review, form: FormatFile) -> list[Reviewed]:
    """Return everything that a review speaks of, children first, then items in the order of the plan."""
    things = [_of(child.id, None, child, plan, review, form) for child in plan.children]
    things += [_of(item.id, item, None, plan, review, form) for item in plan.items]
    return [thing for thing in things if not thing.empty]


def not_reviewed(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the outcomes of the day of a review that it says nothing about."""
    told = {thing.about for thing in reviewed(plan, review, form)}
    return [
        item
        for item in form.of_role(plan, "outcome", ended=True)
        if item.id not in told and _was_current(item, review)
    ]


def _was_current(item: Item, review: Review) -> bool:
    """Whether an item was there on the day of a review, and neither made nor ended by it or before."""
    if item.added.review is not None and item.added.review >= review.period:
        return False
    ended = item.ended
    return ended is None or (ended.on is not None and ended.on > review.date)


def _of(
    about: str, item: Item | None, child: Child | None, plan: Plan, review: Review, form: FormatFile
) -> Reviewed:
    kind = item.kind if item else "child"
    fields = form.about.get(kind, {})
    decision = _chosen("decision", kind, about, review, form)
    how = _how_ended(decision, kind, form)
    with_decision = {name for name, one in fields.items() if one.role == _TOLD.get(how)}
    entries = review.about(about)
    said = [entry for entry in entries if _in_words(entry, fields)]
    own = {name for name, one in fields.items() if one.role in ("delivered", "decision")}
    became = next((one for one in plan.items if one.replaces == about and how == "amended"), None)
    return Reviewed(
        about=about,
        item=item,
        child=child,
        said=[entry for entry in said if entry.field not in with_decision],
        answers={
            entry.field: entry.value for entry in entries if entry not in said and entry.field not in own
        },
        delivered=_chosen("delivered", kind, about, review, form),
        decision=decision,
        how_ended=how,
        decided=[entry for entry in said if entry.field in with_decision],
        score=review.score(about),
        became=became if became and became.added.review == review.period else None,
    )


_TOLD: dict[HowEnded | None, FieldRole] = {
    "amended": "new_wording",
    "removed": "because",
    "achieved": "because",
    None: "",
}
"""What is said together with a decision; nothing where an item goes on."""


def _in_words(entry: Entry, fields: dict[str, DeclaredField]) -> bool:
    declared = fields.get(entry.field)
    return declared is None or declared.type in ("said", "words")


def _chosen(role: FieldRole, kind: str, about: str, review: Review, form: FormatFile) -> str | None:
    paths = [path for path in form.paths(role) if path.of == kind]
    return next((chosen for path in paths if (chosen := review.chosen(path.field, about))), None)


def _how_ended(decision: str | None, kind: str, form: FormatFile) -> HowEnded | None:
    declared = [form.field(path) for path in form.paths("decision") if path.of == kind]
    options = {option.id: option.ends for one in declared if one for option in one.options}
    return options.get(decision or "")


def path_of_score(thing: Reviewed) -> Path | None:
    """Return the field in which a thing was scored, or None."""
    if thing.score is None:
        return None
    return Path(thing.item.kind if thing.item else "child", thing.score.field)
