"""What stands in a form as a plan: the same values always make the same plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from facilitator.meeting.plan_after_review import decided
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.nouns import STRUCK, Ended, Mark
from facilitator.plan.people import CHILD, Child, Contact
from facilitator.plan.plan import Plan, School
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.layouts import Layout, is_of_review
from facilitator.word.answers.child_rows import ChildRows, Rows
from facilitator.word.answers.field_codecs import Language
from facilitator.word.answers.items import Items, ItemSpot, ended_with_above
from facilitator.word.answers.layout_places import Box
from facilitator.word.answers.listed_names import listed_names, not_among
from facilitator.word.answers.marks import read_end
from facilitator.word.answers.named_people import Names
from facilitator.word.answers.noted_actions import ActionSpot
from facilitator.word.answers.owners import Owners
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.review_from_form import ReviewReader
from facilitator.word.answers.statements import Speakers, Statements, names_in
from facilitator.word.answers.understood_answers import Answers, Problem
from facilitator.word.form.keys import Key, Values, is_answer
from facilitator.word.form.labels import read_number


def after_review(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the items of a plan after a review that was read.

    They are as the meeting leaves them (`meeting.plan_after_review`). But where the form has a box with the
    new words of an amended item, that is the new item.
    """
    fields = form.names("decision")
    about = {entry.about for entry in review.entries if entry.field in fields}
    told = [
        item.model_copy(update={"ended": None}) if item.id in about and item.ended == STRUCK else item
        for item in plan.items
    ]
    items = decided(plan.model_copy(update={"items": told}), review, form)
    struck = {item.id: item.ended for item in plan.items if item.ended == STRUCK}
    items = [  # what nothing that was decided has ended is as the form has it
        item if item.ended or item.id not in struck else item.model_copy(update={"ended": STRUCK})
        for item in items
    ]
    known = {item.id for item in plan.items}
    made = {item.id: item for item in items if item.id not in known}
    for new in [item for item in made.values() if item.replaces in known]:
        box = _same(new, items, known, form)
        if box is not None:
            gone = _with_parts(new, items) - known
            came = {_called(one, form): one.added for one in items if one.id in gone}
            mine = _with_parts(box, items) if box.number is not None else {box.id}
            items = [
                item.model_copy(update={"under": box.id}) if item.under == new.id else item
                for item in items
                if item.id not in gone
            ]
            instead = box.model_copy(update={"added": new.added, "replaces": new.replaces})
            items = [instead if item is box else item for item in items]
            items = [  # what simply goes on came when it did
                item.model_copy(update={"added": came.get(_called(item, form), new.added)})
                if item.id in mine and item.added == Mark()
                else item
                for item in items
            ]
    return items


def _called(item: Item, form: FormatFile) -> tuple[str, str]:
    return item.kind, fold(form.words_of(item))


def _same(new: Item, items: Sequence[Item], known: set[str], form: FormatFile) -> Item | None:
    """Return the item of a box behind that of the old one that has the words of the new one, or None."""
    field = form.items[new.kind].role_field("wording") or ""
    same = [item for item in items if item.kind == new.kind and item.id in known]
    later = same[[item.id for item in same].index(new.replaces or "") + 1 :]
    words = fold(new.words(field))
    return next((one for one in later if one.replaces is None and fold(one.words(field)) == words), None)


def _with_parts(of: Item, items: Sequence[Item]) -> set[str]:
    """Return the ids of an item and of what belongs to it, at whatever remove."""
    found = {of.id}
    for item in items:
        if item.under in found:
            found.add(item.id)
    return found


NOT_KNOWN = "word"
"""The id of a plan as long as nobody has looked up which one it is."""

_CLASS = re.compile(
    r"(?P<name>[^,]+),\s*(?P<class>(?:(?:year|yr|y)\.?\s*\d{1,2}|reception|nursery)\b.*)", re.IGNORECASE
)


def _without_class(name: str) -> tuple[str, str]:
    """Split a class off a name: "Ada T, Year 5"."""
    split = _CLASS.fullmatch(name)
    return (split["name"].strip(), split["class"]) if split else (name, "")


def _id_of_child(place: int) -> str:
    return CHILD if place == 1 else f"{CHILD}-{place}"


class ReadPlan(NamedTuple):
    """A plan as it stands in a form, and where each of its items does, by their ids.

    `rows` are those of reviews that say which item or child they are of, and the children's own; `actions`
    say where those of the reviews stand, by their ids.
    """

    plan: Plan
    spots: dict[str, ItemSpot]
    rows: Rows
    actions: dict[str, ActionSpot]


def read_plan(  # noqa: PLR0913 - a form, how it is read, and what is known of it
    values: Values,
    script: Script,
    layout: Layout,
    *,
    held: Collection[int],
    problems: list[Problem],
    path: object = "",
    owners: Owners | None = None,
) -> ReadPlan:
    """Return the plan that stands in a form, and where its items do; `held` are the reviews that were held.

    `owners` = what its parts were put under, where that is known.

    The plan's id is NOT_KNOWN, since a form has no place for one: `files.document_id` gives it. Whatever
    stands in the values is in the plan or is added to `problems`; a held review without a day is all
    problems. Raises Refusal word.no-name, for the file at `path`, where there is no child's name: a plan
    cannot be without; and word.mark-of-no-review where something is marked with a review that was not held.
    """
    language = Language(script, layout)
    return _Reader(language, Answers(values, problems, language), held, path, owners or {}).read()


class _Reader:
    """Reads one plan."""

    def __init__(
        self, language: Language, answers: Answers, held: Collection[int], path: object, owners: Owners
    ) -> None:
        self._language, self._answers, self._held, self._path = language, answers, sorted(held), path
        self._owners = owners

    def read(self) -> ReadPlan:
        """Return the plan with its reviews, and where its items stand."""
        language, answers = self._language, self._answers
        numbered = self._children()
        children, rows = [*numbered.values()], ChildRows(numbered, language.boxes, answers)
        items = Items(language, answers, self._owners)
        items.read()
        known = names_in(items.items, answers, self._held, language)
        names = Names(language.phrases, language.script.vocabulary, children[0], known)
        speakers = Speakers(names, children)
        speakers.meet_those_of_views(answers, self._held)
        own = Statements(NOT_KNOWN, language, answers, speakers)
        entries = [entry for field in language.form.plan for entry in own.of_plan(field)]
        entries += self._beginnings(rows, own)
        plan = Plan.model_construct(  # what stands in the form is held to a plan's rules as a whole, below
            id=NOT_KNOWN,
            format=language.form.id,
            number=self._number(),
            started=answers.day(Key("plan.started")),
            school=self._school(),
            children=children,
            people=[
                Contact(id=one.id, name=one.name, perspective=one.perspective, role=one.role)
                for one in speakers.people(own.spoke - {CHILD})
            ],
            entries=entries,
            signatures=list(own.signatures(0)),
            items=items.items,
            reviews=[],
        )
        actions: dict[str, ActionSpot] = {}
        for period in self._held:
            day = answers.day(Key("review.date", review=period))
            if day is None:
                keys = [key for key in answers.every_key(period) if key.records != "review.date"]
                answers.give_up(keys, "word.no-review-date")
                continue
            theirs = rows.in_review(period)
            reader = ReviewReader(period, day, children, theirs, items, language, answers, speakers)
            review = reader.review()
            actions |= reader.actions_at
            after = after_review(plan, review, language.form)
            after = ended_with_above(after)
            plan = plan.model_copy(update={"items": after, "reviews": [*plan.reviews, review]})
        self._refuse_marks(plan)
        self._name_the_rest()
        plan = Plan.model_validate({name: getattr(plan, name) for name in plan.model_fields_set})
        return ReadPlan(plan, items.spots(), items.rows_of_reviews() | rows.rows(), actions)

    def _refuse_marks(self, plan: Plan) -> None:
        """Raise a Refusal where an item came in a review that has not been held."""
        held = {review.period for review in plan.reviews}
        for item in plan.items:
            for mark in (item.added, *item.earlier):
                if mark.review is not None and mark.review not in held:
                    period = self._language.script.period_name(mark.review)
                    text = next(iter(str(value) for value in item.fields.values()), "")
                    values = {"mark": f"R{mark.review}", "text": text[:80], "period": period}
                    raise Refusal("word.mark-of-no-review", **values)

    # The children

    def _children(self) -> dict[int, Child]:
        """Return the children by the numbers of their rows."""
        numbers = sorted({key.item for key in self._answers.keys(CHILD)} - {0}) or [0]
        found = self._listed_children()
        if found:
            return found
        for number in numbers:
            child = self._child(number, _id_of_child(len(found) + 1))
            found |= {max(number, 1): child} if child else {}
        if not found:
            raise Refusal("word.no-name", path=self._path)
        return found

    def _listed_children(self) -> dict[int, Child]:
        """Return the children whose names stand in one box, and those that rows of reviews alone have."""
        boxes, answers = self._language.boxes, self._answers
        box, naming = boxes.listing_children(), boxes.naming(CHILD)
        found = [*self._named_in(box)] if box else []
        for review in sorted(answers.reviews()) if box and naming else ():
            keys = (key for key in answers.every_key(review) if naming and key.path == naming.path)
            rows = [" ".join(answers.glance(key)) for key in keys]
            found += [(name, "", None) for name in not_among(rows, [name for name, _, _ in found])]
        return {
            place: Child(id=_id_of_child(place), full_name=name, class_name=class_name, ended=ended)
            for place, (name, class_name, ended) in enumerate(found, 1)
        }

    def _named_in(self, box: Box) -> Iterator[tuple[str, str, Ended | None]]:
        """Yield the names that stand in one box with their classes; who has left stands in an own line."""
        words = self._answers.words(box.key)
        lines = [read_end(line.strip(), self._language.phrases) for line in words.split("\n")]
        apart = ";" in "".join(text for text, ended in lines if not ended)
        for text, ended in lines:
            for name in [text] if ended else listed_names(text, apart=apart):
                yield (*_without_class(name), ended)

    def _child(self, number: int, child_id: str) -> Child | None:
        answers = self._answers

        def key(field: str) -> Key:
            return Key(f"{CHILD}.{field}", item=number)

        whole = key("full_name")
        name, class_name = answers.line(whole, " "), answers.line(key("class_name"))
        first, surname = answers.line(key("first_name"), " "), answers.line(key("surname"), " ")
        name = name or " ".join(part for part in (first, surname) if part)
        name, other_class = _without_class(name)
        if other_class and class_name and fold(class_name) != fold(other_class):
            answers.problem(whole, other_class, "word.other-class")
        class_name = class_name or other_class
        if not name:
            return None
        return Child(
            id=child_id,
            full_name=name,
            surname=surname,
            known_as=answers.line(key("known_as"), " "),
            date_of_birth=answers.day(key("date_of_birth")),
            class_name=class_name,
            pupil_number=answers.line(key("pupil_number")),
            communication=answers.whole(key("communication")),
        )

    def _beginnings(self, rows: ChildRows, own: Statements) -> Iterator[Entry]:
        """Yield where each child began, as the row of a review to come has it: the plan's own."""
        answers, boxes = self._answers, self._language.boxes
        measures = [box for box in boxes.of_review(CHILD) if box.declared.role == "before"]
        naming, known = boxes.naming(CHILD), set[tuple[str, str]]()
        for review in sorted(answers.reviews() - set(self._held)) if measures else ():
            for row, child in rows.in_review(review).items():
                named = naming.key._replace(item=row, review=review) if naming else None
                if named and fold(answers.words(named)) not in ("", fold(child.full_name)):
                    answers.give_up([named], "word.no-place")
                for box in measures:
                    key, mine = box.key._replace(item=row, review=review), (box.path.field, child.id)
                    for entry in own.values([key], child.id) if mine not in known else ():
                        known.add(mine)
                        yield entry

    # The plan itself

    def _school(self) -> School | None:
        name = self._answers.line(Key("plan.school"), " ")
        return School(name=name) if name else None

    def _number(self) -> int:
        key = Key("plan.number")
        text = self._answers.words(key)
        number = read_number(text)
        if text and not number:
            self._answers.problem(key, text, "word.unclear-number")
        return number or 1

    def _is_planned(self, key: Key) -> bool:
        """Whether an answer is the day of a review of which nothing else stands in the form yet."""
        answers, form = self._answers, self._language.form
        told = any(is_answer(one, form) for one in answers.every_key(key.review))
        return key.records == "review.date" and not told and answers.day(key) is not None

    def _name_the_rest(self) -> None:
        answers, form = self._answers, self._language.form
        for key in answers.left():
            if key.is_number and not key.review:
                answers.check_number(key)
            elif key.review and key.review not in self._held:
                if not self._is_planned(key):
                    answers.give_up([key], "word.not-held")
            elif key.path.of in form.items and not is_of_review(key.path, form):
                answers.give_up([key], "word.no-wording", number=key.item, kind=answers.called(key))
            else:
                answers.give_up([key], "word.no-place")
