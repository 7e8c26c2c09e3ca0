"""A plan as what stands in a form: each answer under its key, in lines, with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from facilitator.plan.items import Item, Mark
from facilitator.plan.people import CHILD, Child
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review, Signature
from facilitator.plan.values import Value
from facilitator.script.layouts import NUMBER, ON, SIGNED, Layout
from facilitator.script.models import Script
from facilitator.word.answers.boxes import Box
from facilitator.word.answers.child_rows import Rows, rows_to_write
from facilitator.word.answers.fields import TICK, Language
from facilitator.word.answers.items import NOTHING, ItemSpot
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.marked import with_mark
from facilitator.word.answers.phrasing import to_lines
from facilitator.word.answers.review_writing import ReviewWriter, Sayings
from facilitator.word.answers.spots import Spots
from facilitator.word.form.keys import Key


class Piece(NamedTuple):
    """One answer of a plan: where it belongs, its lines, and what it is about in people's words.

    `adds` = it comes behind what stands there. `strikes` = what stands there is struck through, of a list its
    one line `place`, and the lines follow in the same line.
    """

    key: Key
    lines: list[str]
    about: str
    adds: bool = False
    strikes: bool = False
    place: int | None = None


def pieces_of(plan: Plan, script: Script, layout: Layout) -> list[Piece]:
    """Return the answers of a plan in the order of a form: child, the plan itself, items, reviews."""
    writer = Writer(plan, Language(script, layout))
    pieces = [*writer.of_children(), *writer.of_plan(), *writer.of_items(plan.items)]
    for review in plan.reviews:
        pieces += writer.of_review(review)
    return pieces


def pieces_of_review(
    review: Review, plan: Plan, script: Script, layout: Layout, rows: Rows | None = None
) -> list[Piece]:
    """Return the answers of one review that the layout has a place for; `plan` as it is with the review.

    `rows` are those of the children in a document.
    """
    return list(Writer(plan, Language(script, layout), rows=rows).of_review(review))


class Writer:
    """Writes a plan as the answers of a form; `spots` are where the items of a document stand in it.

    What is not to be shared is left out: a plan's document is a paper for others.
    """

    def __init__(
        self,
        plan: Plan,
        language: Language,
        spots: Mapping[str, ItemSpot] | None = None,
        rows: Rows | None = None,
    ) -> None:
        self._plan, self._language = plan, language
        self._form, self._boxes = language.form, language.boxes
        self._labels = Labels(plan, language.form)
        self._spots, self._known, self._rows = Spots(plan, language, spots, rows), spots or {}, rows or {}
        self._sayings = Sayings(plan, language)

    def _written(self, value: Value | None, box: Box, note: str = "") -> str:
        field = self._language.field(box.path)
        return field.write(value, note) if field and value is not None and value != "" else ""

    # The children and the plan itself

    def of_children(self) -> Iterator[Piece]:
        """Yield the particulars of the children."""
        for child, box, key in self._of_each_child(self._boxes.of_plan(CHILD)):
            yield from _piece(key, self._of_child(child, box), self._labels.about(box.path))

    def _of_child(self, child: Child, box: Box) -> list[str]:
        return self._written(_particular(child, box.path.field), box).split("\n")

    def _of_each_child(self, boxes: Iterable[Box], review: int = 0) -> Iterator[tuple[Child, Box, Key]]:
        """Yield the boxes of the children with their keys; a box outside all rows is the first one's."""
        for row, child in rows_to_write(self._plan, review, self._rows):
            for box in boxes:
                if child is self._plan.child or box.rowed:
                    yield child, box, box.key._replace(item=row if box.rowed else 0, review=review)

    def of_plan(self) -> Iterator[Piece]:
        """Yield what the plan itself says, and who signed it."""
        for box in self._boxes.of_plan("plan"):
            lines = self._of_plan(box)
            yield from _piece(box.key, lines, self._labels.about(box.path, box.key.of))
        yield from self._signed(self._boxes.of_plan(SIGNED), self._plan.signatures, 0)

    def _of_plan(self, box: Box) -> list[str]:
        field = box.path.field
        if field == NUMBER:
            return [str(self._plan.number)]
        if field == "started":
            on = self._plan.started
            return [self._written(on.isoformat(), box)] if on else []
        entries = [entry for entry in self._plan.given(field) if not entry.not_shared]
        if box.declared.type == "said":
            return self._sayings.lines(box, entries, self._plan.people)
        if box.key.option:
            return [TICK] if any(_chooses(entry.value, box.key.option) for entry in entries) else []
        return [line for one in entries for line in self._written(one.value, box, one.note).split("\n")]

    def _signed(self, boxes: Iterable[Box], signed: Sequence[Signature], review: int) -> Iterator[Piece]:
        for box in boxes:
            mine = [one for one in signed if one.to == box.path.field and box.key.of in ("", one.party)]
            for one in mine[:1]:
                on = one.on.isoformat() if one.on else ""
                text = self._written(on if box.path.part == ON else one.name, box)
                about = self._labels.about(box.path)
                yield from _piece(box.key._replace(review=review), [text], about)

    # Items

    def of_items(self, items: Iterable[Item]) -> Iterator[Piece]:
        """Yield what stands of some items in the plan's own boxes; a list has those of a row in one cell."""
        lists: dict[Key, Piece] = {}
        for item in (item for item in items if not item.not_shared):
            for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
                if not box.says.lists and box.key.each and self._spots.shares(item):
                    continue  # what stands there once is of all in the row
                lines = self._of_item(item, box)
                if not box.says.lists:
                    yield from _piece(key, lines, about)
                else:
                    before = lists.get(key, Piece(key, [], about, self._is_there(item, box)))
                    lists[key] = before._replace(lines=[*before.lines, *lines])
        for key, one in lists.items():
            if set(one.lines) - {NOTHING} or key.path.field == self._wording(key.path.of):
                yield one

    def _places(
        self, item: Item, boxes: Iterable[Box], review: int = 0, rows: Mapping[str, int] | None = None
    ) -> Iterator[tuple[Box, Key, str]]:
        """Yield those boxes that an item has, with the key of its own and what stands there is about."""
        for box in boxes:
            at = self._spots.at(item, box, rows)
            if at is not None:
                key = box.key._replace(item=at[0], line=at[1], review=review)
                yield box, key, self._labels.about(box.path, thing=self._labels.called(item.id))

    def of_changes(self, item: Item, was: Item) -> Iterator[Piece]:
        """Yield what is to be struck through of an item that stands in the document, and its new words.

        All of it where it has ended since; else what other words take the place of, which follow behind.
        """
        for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
            field, value = box.path.field, item.fields.get(box.path.field)
            shared = not box.says.lists and self._spots.shares(item, lasting=True)
            if not box.marks.ended or not value or shared or item.id not in self._known:
                continue
            struck = Piece(
                key, [], about, strikes=True, place=self._spots.place(item) if box.says.lists else None
            )
            if item.ended and not was.ended:
                yield struck
            if field in was.fields and value != was.fields[field]:
                change = next((one for one in reversed(item.earlier) if one.field == field), Mark())
                text = with_mark(self._written(value, box), change, box.marks, self._language.layout.date)
                yield struck._replace(lines=[text])

    def _wording(self, kind: str) -> str | None:
        return self._form.items[kind].role_field("wording")

    def _is_there(self, item: Item, box: Box) -> bool:
        """Whether the document has other items in the list that an item is to come into."""
        row = self._spots.at(item, box)
        return any(
            self._spots.at(one, box) == row
            for one in self._plan.items
            if one.kind == item.kind and one.id in self._known
        )

    def _of_item(self, item: Item, box: Box) -> list[str]:
        field = box.path.field
        value = self._spots.number(item) if field == NUMBER else item.fields.get(field)
        if box.key.option:
            return [TICK] if value is not None and _chooses(value, box.key.option) else []
        text = self._written(value, box)
        if text and field == (self._wording(item.kind) or field):
            text = with_mark(text, item.added, box.marks, self._language.layout.date)
        if box.says.lists:
            return to_lines(text) if text else [NOTHING]
        return text.split("\n")

    # Reviews

    def of_review(self, review: Review) -> Iterator[Piece]:
        """Yield what stands of one review, in the order of the layout."""
        writer = ReviewWriter(review, self._plan, self._language, self._sayings, self._labels)
        for box in self._boxes.of_review("review"):
            about = self._labels.about(box.path, box.key.of)
            yield from _piece(box.key._replace(review=review.period), writer.of_review(box), about)
        yield from self._signed(self._boxes.of_review(SIGNED), review.signatures, review.period)
        boxes = [*self._boxes.repeated(CHILD), *self._boxes.of_review(CHILD)]
        for child, box, key in self._of_each_child(boxes, review.period):
            about = self._labels.about(box.path, thing=child.called)
            repeats = self._boxes.is_repeated(box.key)
            if not repeats:
                yield from _piece(key, writer.of_thing(box, child.id), about)
            elif child.id in writer.looked_at() and (review.period, child.id) not in self._rows:
                yield from _piece(key, self._of_child(child, box), about)
        yield from self._of_things(review.period, writer)

    def _of_things(self, review: int, writer: ReviewWriter) -> Iterator[Piece]:
        lists: dict[Key, Piece] = {}
        related, rows = self._related(writer.looked_at()), self._spots.rows(review, writer.looked_at())
        for item in (item for item in self._plan.items if item.id in related and not item.not_shared):
            boxes = [*self._boxes.repeated(item.kind), *self._boxes.of_review(item.kind)]
            for box, key, about in self._places(item, boxes, review, rows):
                repeats = self._boxes.is_repeated(box.key)
                lines = self._of_item(item, box) if repeats else writer.of_thing(box, item.id)
                if not box.says.lists:
                    yield from _piece(key, lines, about)
                else:
                    before = lists.get(key, Piece(key, [], about))
                    lists[key] = before._replace(lines=[*before.lines, *(lines or [NOTHING])])
        yield from (one for one in lists.values() if set(one.lines) - {NOTHING})

    def _related(self, looked_at: set[str]) -> set[str]:
        """Return the items in whose rows something stands: with their parts, and what they are under."""
        related: set[str] = set()
        for item in self._plan.items:
            chain = self._spots.chain(item)
            if not looked_at.isdisjoint(chain):
                related.add(item.id)
            if item.id in looked_at:
                related.update(chain)
        return related


def _piece(key: Key, lines: list[str], about: str) -> Iterator[Piece]:
    if any(lines):
        yield Piece(key, lines, about)


def _particular(child: Child, field: str) -> Value | None:
    born = child.date_of_birth
    first = child.full_name.removesuffix(child.surname).rstrip() if child.surname else child.full_name
    if field == "date_of_birth":
        return born.isoformat() if born else None
    return first if field == "first_name" else getattr(child, field, None)


def _chooses(value: Value, option: str) -> bool:
    return option in value if isinstance(value, list) else value == option
