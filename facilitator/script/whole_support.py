"""The one answer for the support of an item, from what was answered line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from facilitator.plan.items import Item, above
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Declaration, Path


class WholeSupport:
    """What is known of the support of items: `answers` by the field and the id of what they are about.

    On those that are `apart`, by their ids, people did not agree.
    """

    def __init__(
        self,
        answers: Mapping[tuple[str, str], object],
        items: Iterable[Item],
        form: Declaration,
        apart: Collection[str] = (),
    ) -> None:
        self._answers, self._form, self._apart = answers, form, apart
        self._items = {item.id: item for item in items}

    def missing(self) -> Iterator[tuple[Path, str, str]]:
        """Yield the answers for items of which only the lines were answered: path, id and option."""
        for item in self._items.values():
            for path in self._form.paths("delivered"):
                if path.of == item.kind and (path.field, item.id) not in self._answers:
                    value, _ = self._of_lines(item)
                    if value is not None:
                        yield path, item.id, value

    def not_given(self, thing: str) -> bool:
        """Whether the support of an item was not given at all."""
        item = self._items.get(thing)
        if item is None:
            return False
        own = self._answered([item])
        value, declared = own[0] if own else self._of_lines(item)
        return value in declared.low if declared else False

    def _of_lines(self, item: Item) -> tuple[str | None, DeclaredField | None]:
        under = [line for line in self._items.values() if item in above(line, self._items)]
        if any(line.id in self._apart for line in under):
            return None, None
        lines = self._answered(under)
        declared = lines[0][1] if lines else None
        return (declared.whole(value for value, _ in lines) if declared else None), declared

    def _answered(self, items: Iterable[Item]) -> list[tuple[object, DeclaredField | None]]:
        """Return what is known of the support of each of some items, with the field that it answers."""
        return [
            (self._answers[path.field, item.id], self._form.field(path))
            for item in items
            for path in self._form.paths("delivered")
            if path.of == item.kind and (path.field, item.id) in self._answers
        ]
