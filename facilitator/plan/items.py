"""What a plan is made of: rows that can be added, looked at and ended, and never deleted."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from facilitator.plan.field_values import Value
from facilitator.plan.nouns import Earlier, Ended, Mark, Noun
from facilitator.plan.text import Id, joined_id


class Item(Noun):
    """A row of the plan: an outcome, a step, a target, provision, a subject, a document ...

    The plan format declares `kind` and the names and types of `fields`; `under` is the item that this one
    belongs to, `replaces` the one that was amended into it. What is `not_shared` is in no paper for others.
    """

    id: Id
    kind: Id
    under: Id | None = None
    number: int | None = Field(default=None, ge=1)
    fields: dict[Id, Value] = {}
    added: Mark = Mark.model_construct()
    ended: Ended | None = None
    replaces: Id | None = None
    earlier: list[Earlier] = []
    not_shared: bool = False

    def words(self, field: str) -> str:
        """Return what a field of words holds; nothing where it holds none."""
        value = self.fields.get(field, "")
        return value if isinstance(value, str) else ""


def above(item: Item, items: Mapping[str, Item]) -> list[Item]:
    """Return the items above one, the nearest first; each once, also where they go round in a circle."""
    found: dict[str, Item] = {}
    while item.under and item.under not in found and item.under in items:
        found[item.under] = items[item.under]
        item = items[item.under]
    return list(found.values())


def went_on_from(item: Item, items: Mapping[str, Item]) -> list[Item]:
    """Return what an item was before, the newest first: what was amended into it, or what it is a copy of.

    Where what stands above was amended, its parts go on as copies below the new one.
    """
    found: dict[str, Item] = {}
    while (old := _before(item, items)) is not None and old.id not in found:
        found[old.id] = item = old
    return list(found.values())


def _before(item: Item, items: Mapping[str, Item]) -> Item | None:
    if item.replaces or not item.under or item.under not in items:
        return items.get(item.replaces or "")
    old_above = {one.id for one in went_on_from(items[item.under], items)}
    old = (one for one in items.values() if one.under in old_above and one.kind == item.kind)
    return next((one for one in old if joined_id(item.under, one.id) == item.id), None)


def in_tree(items: Sequence[Item]) -> list[Item]:
    """Return items with what is under each straight behind it, else in their order."""
    known, places = {item.id: item for item in items}, {item.id: at for at, item in enumerate(items)}
    return sorted(items, key=lambda item: [places[one.id] for one in reversed([item, *above(item, known)])])
