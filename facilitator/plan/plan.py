"""The plan: what is agreed for one child, or for a group, with its meetings."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from facilitator.plan.actions import OVER, STATUSES, Action
from facilitator.plan.entries import Entry
from facilitator.plan.inconsistencies import at_odds, no_two, not_everyone
from facilitator.plan.items import Item, above
from facilitator.plan.nouns import Noun
from facilitator.plan.people import EVERYONE, Child, Contact
from facilitator.plan.reviews import HeldMeeting, MeetingRecord, PlanningMeeting, Review, Signature
from facilitator.plan.text import Id, Line, Words

SCHEMA_VERSION: Literal[4] = 4
SCHEMA_NAME = "facilitator-plan.schema.json"

HELD_NOW = "held_now"
"""In the context of a check: the number of the review that is being held, and is not in the plan yet."""


class School(Noun):
    """The setting that keeps the plan; `urn` is its number in the national register."""

    name: Line = ""
    urn: Line = ""


class Author(Noun):
    """Who wrote a part of the plan, and with whose help: ids of people, or the names as they stand."""

    part: Id
    by: Line
    helpers: list[Line] = []
    on: date | None = None


class Version(Noun):
    """One state of the plan that was shown to the family: a draft, or final, with what changed in it.

    `mark` is of what the plan said then: once it has another one, the plan was changed.
    """

    number: int = Field(ge=1)
    state: Literal["draft", "final"]
    on: date
    changed: Words = ""
    mark: Line = ""
    signatures: list[Signature] = []


class Plan(Noun):
    """A plan of one format: children, entries, items and meetings.

    `schema_name` is written as `$schema`. `number` counts the plans of a child, and `continues` is the one
    before. Reviews stand in the order of their periods, and no two are of the same one. Which kinds and
    fields there are, the plan format declares: `facilitator.script.conformity` holds a plan to it.
    """

    schema_name: Line = Field(default=SCHEMA_NAME, alias="$schema")
    schema_version: Literal[4] = 4
    id: Id
    format: Id
    number: int = Field(default=1, ge=1)
    continues: Id | None = None
    started: date | None = None
    school: School | None = None
    children: list[Child] = Field(min_length=1)
    people: list[Contact] = []
    entries: list[Entry] = []
    items: list[Item] = []
    authors: list[Author] = []
    signatures: list[Signature] = []
    versions: list[Version] = []
    planning: list[PlanningMeeting] = []
    reviews: list[Review] = []

    @property
    def child(self) -> Child:
        """The child whose plan this is; of a group's plan the first."""
        return self.children[0]

    @property
    def members(self) -> list[Child]:
        """The children that the plan is for now: of a group without those who have left it."""
        return [child for child in self.children if child.ended is None]

    @property
    def last_review(self) -> Review | None:
        """The review of the latest period that has one, or None."""
        return self.reviews[-1] if self.reviews else None

    def meetings(self) -> list[HeldMeeting]:
        """Return every meeting that was held of the plan: those that wrote it, then its reviews."""
        return [*self.planning, *self.reviews]

    def item(self, item_id: str) -> Item:
        """Return the item of that id."""
        return next(item for item in self.items if item.id == item_id)

    def of(self, kind: str, under: str | None = None, *, ended: bool = False) -> list[Item]:
        """Return the items of a kind, all or those under one item; the ended ones only if asked."""
        return [
            item
            for item in self.items
            if item.kind == kind and under in (None, item.under) and (ended or self.is_current(item))
        ]

    def headings(self) -> list[str]:
        """Return what the items that belong to nothing else are called: the first words of each."""
        texts = (
            [value for value in item.fields.values() if isinstance(value, str)]
            for item in self.items
            if item.under is None
        )
        return [words[0] for words in texts if words]

    def is_current(self, item: Item) -> bool:
        """Whether an item is still being worked on: neither it nor what it belongs to has ended."""
        while item.ended is None and item.under:
            item = self.item(item.under)
        return item.ended is None

    def made_by(self, meeting: HeldMeeting) -> set[str]:
        """Return the ids of the items that a meeting brought into the plan."""
        if isinstance(meeting, Review):
            return {item.id for item in self.items if item.added.review == meeting.period}
        return {item.id for item in self.items} & {entry.id for entry in meeting.entries}

    def given(self, field: str, about: str | None = None) -> list[Entry]:
        """Return what the plan itself has for a field, in order, without what has ended."""
        given = (entry for entry in self.entries if entry.field == field and entry.about == about)
        return [entry for entry in given if entry.ended is None]

    def said_ids(self) -> set[str]:
        """Return the ids of all that stands in the plan itself, or was said in its meetings."""
        return {entry.id for told in (self, *self.meetings()) for entry in told.entries}

    def last_actions(self) -> list[Action]:
        """Return what the next review asks after: of the last one, and of what wrote the plan since.

        Before these comes what an earlier one promised and nobody has got to, or is needed all the same.
        """
        asked: list[Action] = []
        planning = list(self.planning)
        for review in self.reviews:
            while planning and planning[0].date <= review.date:
                asked += planning.pop(0).actions
            asked = [*(action for action in asked if _is_left(action, review)), *review.actions]
        return [*asked, *(action for held in planning for action in held.actions)]

    def with_action(self, action: Action) -> Self:
        """Return the plan with one of the actions of its meetings as it is now."""

        def told(held: HeldMeeting) -> HeldMeeting:
            if all(one.id != action.id for one in held.actions):
                return held
            actions = [action if one.id == action.id else one for one in held.actions]
            return held.model_copy(update={"actions": actions})

        meetings = {"planning": list(map(told, self.planning)), "reviews": list(map(told, self.reviews))}
        return self.model_copy(update=meetings)

    def with_child(self, child: Child) -> Self:
        """Return the plan with one of its children as they are now."""
        children = [child if one.id == child.id else one for one in self.children]
        return self.model_copy(update={"children": children})

    @model_validator(mode="after")
    def _fits_together(self, info: ValidationInfo) -> Self:
        meetings = self.meetings()
        items = {item.id: item for item in self.items}
        children, contacts = [child.id for child in self.children], [person.id for person in self.people]
        no_two(children, "odds.two-children")
        no_two([*children, *contacts], "odds.two-people")
        no_two([item.id for item in self.items], "odds.two-items")
        no_two([*children, *contacts, *items], "odds.two-things")
        not_everyone([*children, *contacts, *items])
        no_two([(item.kind, item.number) for item in self.items if item.number], "odds.two-numbers")
        no_two([meeting.id for meeting in meetings], "odds.two-reviews")
        no_two([review.period for review in self.reviews], "odds.two-periods")
        no_two([entry.id for entry in self.entries], "odds.two-statements")
        self._items_fit(items, (info.context or {}).get(HELD_NOW))
        known = {*items, *children, *contacts}
        _about_known(self.entries, known)
        there = {person.id for meeting in meetings for person in meeting.people}
        speakers = {EVERYONE, *children, *contacts, *there}
        for entry in self.entries:
            if not {entry.by, entry.manner.helper} <= {*speakers, None}:
                raise at_odds("odds.unknown-speaker", line=entry.id)
        for meeting in meetings:
            known |= {action.id for action in meeting.actions}
        for meeting in meetings:
            _record_fits(meeting, known | {person.id for person in meeting.people})
        return self

    def _items_fit(self, items: dict[str, Item], held_now: int | None) -> None:
        held = {held_now, *(review.period for review in self.reviews)}
        for item in self.items:
            missing = [other for other in (item.under, item.replaces) if other and other not in items]
            if missing:
                raise at_odds("odds.unknown-item", item=item.id, other=missing[0])
            marks = [item.added, item.ended, *item.earlier]
            of_none = [mark.review for mark in marks if mark and mark.review and mark.review not in held]
            if of_none:
                raise at_odds("odds.mark-of-no-review", item=item.id, period=of_none[0])
            if any(one is item for one in above(item, items)):
                raise at_odds("odds.under-itself", item=item.id)


def _about_known(entries: Sequence[Entry], known: set[str]) -> None:
    for entry in entries:
        if entry.about is not None and entry.about not in known:
            raise at_odds("odds.about-nothing", line=entry.id, about=entry.about)


def _is_left(action: Action, review: Review) -> bool:
    """Whether a review has left an action open: nothing was said of it before an early end, or it goes on.

    What became of it may be noted since, and a new action may carry it on.
    """
    before = [one.status for one in action.changes if one.status and one.on < review.date]
    if (before and before[-1] in OVER) or any(one.continues == action.id for one in review.actions):
        return False
    told = {entry.value for entry in review.entries if entry.about == action.id}
    needed = [one.value for one in review.entries if (one.about, one.field) == (action.id, "still_needed")]
    if not told & set(STATUSES):
        return review.ended == "early"
    return not told & set(OVER) and "no" not in needed


def _record_fits(meeting: MeetingRecord, known: set[str]) -> None:
    _about_known(meeting.entries, known)
    for score in meeting.scores:
        if score.about not in known:
            raise at_odds("odds.score-of-nothing", about=score.about)
    for action in meeting.actions:
        if action.about is not None and action.about not in known:
            raise at_odds("odds.action-about-nothing", action=action.id, about=action.about)
    for entry in meeting.entries:
        if entry.match and entry.match.kind == "outcome" and entry.match.target not in known:
            raise at_odds("odds.about-nothing", line=entry.id, about=entry.match.target or "")
