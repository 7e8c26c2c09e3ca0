"""Actions of no item: where a form has no box for them, they can stand with the next steps of one item."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from facilitator.plan.actions import Action
from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.reviews import Review
from facilitator.script.layouts import REVIEW
from facilitator.word.answers.field_codecs import Language
from facilitator.word.form.keys import Key
from facilitator.word.form.prepared_layout import quoted
from facilitator.word.writing_choices import ACTIONS_IN

_NAMED = 4


def kinds_with_actions(period: int, found: Collection[Key], language: Language) -> set[str]:
    """Return of what the boxes of a review in a document take actions: kinds of items, or REVIEW."""
    boxes = (language.boxes.of(key) for key in found if key.review == period)
    fields = (field for box in boxes if box for field in language.fields_of(box))
    return {field.path.of for field in fields if field.is_actions}


def host_of_actions(
    reviews: Sequence[Review], plan: Plan, found: Collection[Key], language: Language, chosen: int | None
) -> str:
    """Return the id of the item with whose next steps the actions stand that have no box; empty = of none.

    `found` are the keys of a document's answers, `chosen` the number of the item that a person chose, 0 = of
    none. Raises NeedsDecision where there are such actions and nobody has chosen.
    """
    for review in reviews:
        kinds = kinds_with_actions(review.period, found, language)
        actions = list(_without_box(review, plan, kinds))
        hosts = {number: item for number, item in _numbered(plan) if item.kind in kinds}
        if not actions or not hosts or chosen == 0:
            continue
        if chosen in hosts:
            return hosts[chosen].id
        options = (*(f"{ACTIONS_IN} {number}" for number in hosts), f"{ACTIONS_IN} 0")
        kind = language.called(next(iter(hosts.values())).kind)
        what = quoted([action.what for action in actions[:_NAMED]])
        values = {"count": len(actions), "kind": kind, "what": what}
        raise NeedsDecision("word.actions-without-box", options, **values)
    return ""


def _without_box(review: Review, plan: Plan, kinds: set[str]) -> Iterator[Action]:
    of = {item.id: item.kind for item in plan.items}
    for action in review.actions:
        if REVIEW not in kinds and not action.not_shared and of.get(action.about or "") not in kinds:
            yield action


def _numbered(plan: Plan) -> Iterator[tuple[int, Item]]:
    """Yield the items that go on, with their numbers, or else their places."""
    for kind in dict.fromkeys(item.kind for item in plan.items):
        for place, item in enumerate(plan.of(kind), 1):
            if not item.not_shared:
                yield item.number or place, item
