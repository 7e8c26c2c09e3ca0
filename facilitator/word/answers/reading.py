"""What stands in a form as a plan: the same values always make the same plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from facilitator.meeting.plan_after import decided
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Contact
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.layouts import Layout, is_of_review
from facilitator.script.models import FormatFile, Script
from facilitator.word.answers.answers import Answers, Problem
from facilitator.word.answers.child_rows import ChildRows, Rows
from facilitator.word.answers.fields import Language
from facilitator.word.answers.items import STRUCK, Items, ItemSpot
from facilitator.word.answers.names import Names
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.review_reading import ReviewReader
from facilitator.word.answers.statements import Speakers, Statements, names_in
from facilitator.word.form.keys import Key, Values
from facilitator.word.form.labels import read_number


def after_review(plan: Plan, review: Review, form: FormatFile) -> list[Item]:
    """Return the items of a plan after a review that was read.

    They are as the meeting leaves them (`meeting.plan_after`). But where the form has a box with the new
    words of an amended item, that is the new item.
    """
    fields = {path.field for path in form.paths("decision")}
    about = {entry.about for entry in review.entries if entry.field in fields}
    told = [
        item.model_copy(update={"ended": None}) if item.id in about and item.ended == STRUCK else item
        for item in plan.items
    ]
    items = decided(plan.model_copy(update={"items": told}), review, form)
    known = {item.id for item in plan.items}
    made = {item.id: item for item in items if item.id not in known}
    for new in [item for item in made.values() if item.replaces in known]:
        box = _same(new, items, known, form)
        if box is not None:
            gone = _with_parts(new, items)
            mine = _with_parts(box, items)
            items = [item for item in items if item.id not in gone]
            items = [
                item.model_copy(
                    update={"added": new.added, **({"replaces": new.replaces} if item is box else {})}
                )
                if item.id in mine
                else item
                for item in items
            ]
    return items


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


class ReadPlan(NamedTuple):
    """A plan as it stands in a form, and where each of its items does, by their ids.

    `rows` are those of reviews that say which item or child they are of, and the children's own.
    """

    plan: Plan
    spots: dict[str, ItemSpot]
    rows: Rows


def read_plan(
    values: Values,
    script: Script,
    layout: Layout,
    *,
    held: Collection[int],
    problems: list[Problem],
    path: object = "",
) -> ReadPlan:
    """Return the plan that stands in a form, and where its items do; `held` are the reviews that were held.

    The plan's id is NOT_KNOWN, since a form has no place for one: `files.identity` gives it. Whatever stands
    in the values is in the plan or is added to `problems`; a held review without a day is all problems.
    Raises Refusal word.no-name, for the file at `path`, where there is no child's name: a plan cannot be
    without; and word.mark-of-no-review where something is marked with a review that was not held.
    """
    language = Language(script, layout)
    return _Reader(language, Answers(values, problems, language), held, path).read()


class _Reader:
    """Reads one plan."""

    def __init__(self, language: Language, answers: Answers, held: Collection[int], path: object) -> None:
        self._language, self._answers, self._held, self._path = language, answers, sorted(held), path

    def read(self) -> ReadPlan:
        """Return the plan with its reviews, and where its items stand."""
        language, answers = self._language, self._answers
        numbered = self._children()
        children, rows = [*numbered.values()], ChildRows(numbered, language.boxes, answers)
        items = Items(language, answers)
        items.read()
        known = names_in(items.items, answers, self._held, language)
        names = Names(language.phrases, language.script.vocabulary, children[0], known)
        speakers = Speakers(names, children)
        speakers.meet_those_of_views(answers, self._held)
        own = Statements(NOT_KNOWN, language, answers, speakers)
        entries = [entry for field in language.form.plan for entry in own.of_plan(field)]
        plan = Plan.model_construct(  # what stands in the form is held to a plan's rules as a whole, below
            id=NOT_KNOWN,
            format=language.form.id,
            number=self._number(),
            started=answers.day(Key("plan.started")),
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
        for period in self._held:
            day = answers.day(Key("review.date", review=period))
            if day is None:
                keys = [key for key in answers.every_key(period) if key.records != "review.date"]
                answers.give_up(keys, "word.no-review-date")
                continue
            theirs = rows.in_review(period)
            review = ReviewReader(period, day, children, theirs, items, language, answers, speakers).review()
            after = after_review(plan, review, language.form)
            plan = plan.model_copy(update={"items": after, "reviews": [*plan.reviews, review]})
        self._refuse_marks(plan)
        self._name_the_rest()
        plan = Plan.model_validate({name: getattr(plan, name) for name in plan.model_fields_set})
        return ReadPlan(plan, items.spots(), items.rows_of_reviews() | rows.rows())

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
        found: dict[int, Child] = {}
        for number in numbers:
            child = self._child(number, f"{CHILD}-{len(found) + 1}" if found else CHILD)
            found |= {max(number, 1): child} if child else {}
        if not found:
            raise Refusal("word.no-name", path=self._path)
        return found

    def _child(self, number: int, child_id: str) -> Child | None:
        answers = self._answers

        def key(field: str) -> Key:
            return Key(f"{CHILD}.{field}", item=number)

        whole = key("full_name")
        name, class_name = answers.line(whole, " "), answers.line(key("class_name"))
        first, surname = answers.line(key("first_name"), " "), answers.line(key("surname"), " ")
        name = name or " ".join(part for part in (first, surname) if part)
        split = _CLASS.fullmatch(name)
        if split:
            name = split["name"].strip()
            if class_name and fold(class_name) != fold(split["class"]):
                answers.problem(whole, split["class"], "word.other-class")
            class_name = class_name or split["class"]
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

    # The plan itself

    def _number(self) -> int:
        key = Key("plan.number")
        text = self._answers.words(key)
        number = read_number(text)
        if text and not number:
            self._answers.problem(key, text, "word.unclear-number")
        return number or 1

    def _name_the_rest(self) -> None:
        answers, form = self._answers, self._language.form
        for key in answers.left():
            if key.is_number and not key.review:
                answers.check_number(key)
            elif key.review and key.review not in self._held:
                answers.give_up([key], "word.not-held")
            elif key.path.of in form.items and not is_of_review(key.path, form):
                answers.give_up([key], "word.no-wording", number=key.item, kind=answers.called(key))
            else:
                answers.give_up([key], "word.no-place")
