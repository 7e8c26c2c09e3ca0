"""A plan as what stands in a form: each answer under its key, in lines, with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Mark
from facilitator.plan.people import CHILD, Child
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review, Signature
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import NUMBER, ON, REVIEW, SCHOOL, SIGNED, Layout
from facilitator.script.words_by_key import say
from facilitator.word.answers.child_rows import Rows, particular, rows_to_write
from facilitator.word.answers.days import write_day
from facilitator.word.answers.field_codecs import TICK, WORDY, Language
from facilitator.word.answers.item_spots import Spots
from facilitator.word.answers.items import ItemSpot
from facilitator.word.answers.labels import Labels
from facilitator.word.answers.layout_places import Box
from facilitator.word.answers.listed_names import lines_of_names
from facilitator.word.answers.marks import with_end, with_mark
from facilitator.word.answers.phrasing import NOTHING, filled, to_lines
from facilitator.word.answers.pieces import Piece
from facilitator.word.answers.review_to_form import ReviewWriter, Sayings
from facilitator.word.form.keys import Key
from facilitator.word.tick_boxes import UNTICKED


def pieces_of(plan: Plan, script: Script, layout: Layout) -> list[Piece]:
    """Return the answers of a plan in the order of a form: child, the plan itself, items, reviews."""
    writer = Writer(plan, Language(script, layout))
    pieces = [*writer.of_children(), *writer.of_plan(), *writer.of_items(plan.items)]
    pieces += writer.of_beginnings()
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

    `host` as `ReviewWriter` has it; `was` is the plan that stands in the document.
    What is not to be shared is left out: a plan's document is a paper for others.
    """

    def __init__(
        self,
        plan: Plan,
        language: Language,
        spots: Mapping[str, ItemSpot] | None = None,
        rows: Rows | None = None,
        host: str = "",
        was: Plan | None = None,
    ) -> None:
        self._plan, self._language, self._host, self._was = plan, language, host, was or plan
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
        listing = self._boxes.listing_children()
        if listing:
            yield Piece(
                listing.key,
                list(lines_of_names(self._plan.children, self._language)),
                self._labels.about(listing.path),
            )
        for child, box, key in self._of_each_child(self._boxes.of_plan(CHILD)):
            if box == listing:
                continue
            yield from _piece(key, self._of_child(child, box), self._labels.about(box.path))

    def of_beginnings(self) -> Iterator[Piece]:
        """Yield where each child began, in the rows of the review that is to come, with the names there."""
        review = max((one.period for one in self._plan.reviews), default=0) + 1
        measures = [box for box in self._boxes.of_review(CHILD) if box.declared.role == "before"]
        naming = self._boxes.naming(CHILD)
        for child, box, key in self._of_each_child(measures, review):
            for entry in self._plan.given(box.path.field, child.id):
                about = self._labels.about(box.path, thing=child.on_record)
                yield from _piece(key, self._written(entry.value, box, entry.note).split("\n"), about)
                if naming:
                    named = naming.key._replace(item=key.item, review=review)
                    yield Piece(named, self._of_child(child, naming), self._labels.about(naming.path))

    def _of_child(self, child: Child, box: Box) -> list[str]:
        return self._written(particular(child, box.path.field), box).split("\n")

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
        yield from self._planned()

    def _planned(self) -> Iterator[Piece]:
        """Yield the day that is planned for the review, where a form has room for one alone."""
        several = any(block.each == REVIEW for block in self._language.layout.blocks)
        day = self._plan.planning[-1].next_date if self._plan.planning and not self._plan.reviews else None
        if day is None or several:
            return
        for box in (one for one in self._boxes.of_review(REVIEW) if str(one.path) == "review.date"):
            yield Piece(box.key, [self._written(day.isoformat(), box)], self._labels.about(box.path))

    def _of_plan(self, box: Box) -> list[str]:
        field = box.path.field
        if field == NUMBER:
            return [str(self._plan.number)]
        if field == "started":
            on = self._plan.started
            return [self._written(on.isoformat(), box)] if on else []
        if field == SCHOOL:
            return [self._written(self._plan.school.name, box)] if self._plan.school else []
        if box.declared.type == "said":
            given = (one for one in self._plan.entries if one.field == field and one.about is None)
            said = [self._with_end(one) for one in given if not one.not_shared]
            there = [person for held in self._plan.meetings() for person in held.people]
            return self._sayings.lines(box, said, [*there, *self._plan.people])
        entries = [entry for entry in self._plan.given(field) if not entry.not_shared]
        if box.key.option:
            return [TICK] if any(_chooses(entry.value, box.key.option) for entry in entries) else []
        return [line for one in entries for line in self._written(one.value, box, one.note).split("\n")]

    def _with_end(self, entry: Entry) -> Entry:
        """Return words of the plan itself with how they ended behind them."""
        text = with_end(entry.text, entry.ended, self._language.phrases, self._language.layout.date)
        return entry.model_copy(update={"value": text})

    def _signed(self, boxes: Iterable[Box], signed: Sequence[Signature], review: int) -> Iterator[Piece]:
        """Yield who signed in each box, a line each; their days stand in lines of the same order."""
        whose = {one.id: one.perspective for one in self._plan.people}
        whose |= {person.id: person.perspective for held in self._plan.meetings() for person in held.people}
        for box in boxes:
            to = [one for one in signed if one.to == box.path.field and one.answer != "not_asked"]
            mine = [one for one in to if box.key.of in ("", one.party, whose.get(one.party))]
            on = [one.on.isoformat() if one.on else "" for one in mine]
            said = on if box.path.part == ON else [one.name for one in mine]
            if any(said):
                lines = [self._written(one, box) or NOTHING for one in said]
                yield Piece(box.key._replace(review=review), lines, self._labels.about(box.path))

    # Items

    def of_items(self, items: Iterable[Item]) -> Iterator[Piece]:
        """Yield what stands of some items in the plan's own boxes; a list has those of a row in one cell."""
        lists: dict[Key, Piece] = {}
        for item in (item for item in items if not item.not_shared):
            for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
                if not box.says.lists and box.key.each and self._spots.shares(item, box):
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

        All of it where it has ended since, also with what it belongs to; where nothing is struck its own end
        stands behind it. Else what changed.
        """
        is_over = not self._plan.is_current(item) and self._was.is_current(was)
        for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
            field = box.path.field
            value, before = (
                self._with_cost(one, box, self._written(one.fields.get(field), box)) for one in (item, was)
            )
            shared = not box.says.lists and self._spots.shares(item, box, lasting=True)
            ticked = bool(box.key.option)  # what it is beside says that it ended
            if item.ended and not was.ended and not (box.marks.ended or shared or ticked):
                yield from self._with_end_behind(item, was, box, Piece(key, [], about, replaces=True))
            if not box.marks.ended or not value or shared or ticked or item.id not in self._known:
                continue
            struck = Piece(
                key, [], about, strikes=True, place=self._spots.place(item, box) if box.says.lists else None
            )
            if is_over:
                yield struck
            if before and value != before and item.fields.get(field) != was.fields.get(field):
                change = next((one for one in reversed(item.earlier) if one.field == field), Mark())
                text = with_mark(value, change, box.marks, self._language.layout.date)
                yield struck._replace(lines=[text])
            elif (
                before and value != before and not is_over
            ):  # what stands with the words changed, and not they
                yield struck._replace(lines=[value], strikes=False, replaces=True, before=(before,))

    def _with_end_behind(self, item: Item, was: Item, box: Box, piece: Piece) -> Iterator[Piece]:
        """Yield an item with how a review ended it behind its words, where no box of a review says so."""
        if not (item.ended and item.ended.review):
            return
        by = item.ended.by or say("word.ended-by-review")
        over = item.ended.model_copy(update={"review": None, "by": by})
        is_told = self._is_told_by_review(item)
        item = item.model_copy(update={"ended": over})
        now = self._of_item(item, box)
        if now != self._of_item(was, box) and item.id in self._known and not is_told:
            yield piece._replace(lines=now, place=self._spots.place(item, box) if box.says.lists else None)

    def _is_told_by_review(self, item: Item) -> bool:
        """Whether a box of the review in which an item ended says that it was decided so."""
        boxes = (path.field for one in self._boxes.of_review(item.kind) for path in (one.path, *one.also))
        fields = {*boxes} & {*self._form.names("decision", item.kind)}
        held = (one for one in self._plan.reviews if item.ended and one.period == item.ended.review)
        return any(entry.field in fields for review in held for entry in review.about(item.id))

    def of_edits(self, item: Item, was: Item) -> Iterator[Piece]:
        """Yield what is to be changed of an item that stands in the document, where no review changes it."""
        goes_on = self._plan.is_current(item) and not self._was.is_current(was)
        for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
            now, before = self._of_item(item, box), self._of_item(was, box)
            apart = box.says.lists or not self._spots.shares(item, box, lasting=True)
            if box.path.field == NUMBER or item.id not in self._known or not apart:
                continue
            place = self._spots.place(item, box) if box.says.lists else None
            changed = Piece(key, now, about, place=place, replaces=True, before=tuple(before))
            if box.key.option:
                yield from (changed._replace(lines=now or [UNTICKED]),) if now != before else ()
            elif not box.marks.ended:
                yield from (changed,) if now != before else ()
            elif goes_on:
                yield changed._replace(lines=self._as_last_marked(item, box), replaces=False, goes_on=True)
            elif any(before) and not any(now):
                yield changed._replace(lines=[], replaces=False, strikes=True)
            elif any(now) and not any(before):
                yield changed._replace(adds=True, replaces=False)
        yield from self.of_changes(item, was)

    def cleared(self, item: Item) -> Iterator[Piece]:
        """Yield what is to be taken out of the boxes of an item that goes into another row."""
        for box, key, about in self._places(item, self._boxes.of_plan(item.kind)):
            if any(self._of_item(item, box)) and not box.key.option and box.path.field != NUMBER:
                place = self._spots.place(item, box) if box.says.lists else None
                yield Piece(key, [], about, place=place, replaces=True)

    def _as_last_marked(self, item: Item, box: Box) -> list[str]:
        """Return the words of an item as they came last: behind the mark of their change, or as they are."""
        field = box.path.field
        text = self._with_cost(item, box, self._written(item.fields.get(field), box))
        change = next((one for one in reversed(item.earlier) if one.field == field), item.added)
        return [with_mark(text, change, box.marks, self._language.layout.date), text]

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
        text = self._with_cost(item, box, self._written(value, box))
        if text and field == (self._wording(item.kind) or field):
            form = self._language.layout.date
            text = with_mark(text, item.added, box.marks, form)
            ended = None if box.marks.ended or field != self._wording(item.kind) else item.ended
            text = with_end(text, ended, self._language.phrases, form)
        if box.says.lists:
            return to_lines(text) if text else [NOTHING]
        return [*self._own_lines(item, box), *text.split("\n")]

    def _with_cost(self, item: Item, box: Box, text: str) -> str:
        """Return the words of a box with the cost that stands among them."""
        for path in box.also:
            field = self._language.field(path)
            if field is not None and field.declared.type == "cost" and path.of == item.kind:
                text = " ".join(part for part in (text, item.words(path.field)) if part)
        return text

    def _own_lines(self, item: Item, box: Box) -> Iterator[str]:
        """Yield the lines of a box for other fields of its item, each behind its label."""
        for line in box.says.own_lines:
            field, value = self._language.field(line.path), item.fields.get(line.path.field)
            if field is not None and value:
                said = field.write(value)
                yield from to_lines(filled(self._language.phrases.said_by, name=line.labels[0], text=said))

    # Reviews

    def of_review(self, review: Review) -> Iterator[Piece]:
        """Yield what stands of one review, in the order of the layout."""
        writer = ReviewWriter(review, self._plan, self._language, self._sayings, self._labels, self._host)
        for box in self._boxes.of_review("review"):
            about = self._labels.about(box.path, box.key.of)
            yield from _piece(box.key._replace(review=review.period), writer.of_review(box), about)
        planned = self._boxes.planned(review.period + 1)
        if planned and review.next_date:
            day = write_day(review.next_date, self._language.layout.date)
            yield from _piece(planned, [day], self._labels.about(planned.path))
        yield from self._signed(self._boxes.of_review(SIGNED), review.signatures, review.period)
        boxes = [*self._boxes.repeated(CHILD), *self._boxes.of_review(CHILD)]
        for child, box, key in self._of_each_child(boxes, review.period):
            about = self._labels.about(box.path, thing=child.on_record)
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
        for key, one in lists.items():
            of = self._boxes.of(key)
            alike = of is not None and of.declared.type not in WORDY and len(set(one.lines)) == 1
            if set(one.lines) - {NOTHING}:
                yield one._replace(lines=one.lines[:1]) if alike else one

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


def _chooses(value: Value, option: str) -> bool:
    return option in value if isinstance(value, list) else value == option
