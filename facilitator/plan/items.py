"""What a plan is made of: rows that can be added, looked at and ended, and never deleted."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from facilitator.plan.field_values import Value
from facilitator.plan.nouns import Earlier, Ended, Mark, Noun
from facilitator.plan.text import Id


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


def in_tree(items: Sequence[Item]) -> list[Item]:
    """Return items with what is under each straight behind it, else in their order."""
    known, places = {item.id: item for item in items}, {item.id: at for at, item in enumerate(items)}
    return sorted(items, key=lambda item: [places[one.id] for one in reversed([item, *above(item, known)])])
