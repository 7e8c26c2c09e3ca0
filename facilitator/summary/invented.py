"""Plans and meetings that nobody had, of any format: what the templates of its papers are tried with.

Their words are the names of what the format declares, so that nothing here has wording of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle
from typing import Any, NamedTuple

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Manner, Match, id_of_answer
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Presence
from facilitator.plan.plan import Plan, School, Version
from facilitator.plan.reviews import PARKED, HeldMeeting, LeftOpen, PlanningMeeting, Review, Signature
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.declared_fields import VIEWS, DeclaredField, Fields
from facilitator.script.formats_and_turns import Script

DAY = date(2027, 3, 12)
_LINES = 16
"""What a child says of each of three fields where it says much: more than one page holds."""


class Invented(NamedTuple):
    """A meeting of a plan, with the script of its format."""

    plan: Plan
    review: HeldMeeting
    script: Script


def invented(reviews: Script, planning: Script | None, *, much: bool = False) -> Iterator[Invented]:
    """Yield meetings of a format: one with everything, one without items and the child, and an empty one.

    The last is the one that writes a plan, where the format has it. In the first people agree on some things
    and not on others; with `much` a child says more in it than has room on one page.
    """
    maker = _Maker(reviews)
    full, bare = maker.plan(), maker.plan(items=[], entries=[], signatures=[], versions=[], school=None)
    last = min(2, len(reviews.format.period.names))
    before = [maker.review(one) for one in range(1, last)]
    yield maker.held(full, maker.review(last, much=much), *before)
    early: dict[str, Any] = {"ended": "early", "ended_because": "x", "next_date": None}
    nothing: dict[str, Any] = {"left_open": [], "signatures": [], "actions": []}
    away = maker.review(1, items=False, there=False)
    yield maker.held(bare, away.model_copy(update=early | nothing))
    yield maker.held(bare, Review(id="r1", period=1, date=DAY, people=[]))
    if planning is not None:
        meeting = _Maker(planning).planning()
        yield Invented(full.model_copy(update={"planning": [meeting]}), meeting, planning)


class _Maker:
    """Makes the parts of one format's plans and meetings."""

    def __init__(self, script: Script) -> None:
        self._script, self._form = script, script.format
        self._ids = count(1)
        several = max(1, self._form.children.least)
        ids = [CHILD, *(f"{CHILD}-{number}" for number in range(2, several + 1))]
        self._children = [
            Child(id=one, full_name=f"{one} x", known_as=one, date_of_birth=date(2017, 2, 3)) for one in ids
        ]
        self._items = [
            Item(
                id=f"{kind}-{number}",
                kind=kind,
                under=f"{declared.under}-{number}" if declared.under in self._form.items else None,
                number=number if declared.numbered else None,
                fields={name: value for name, one in declared.fields.items() if (value := _value(name, one))},
            )
            for kind, declared in self._form.items.items()
            for number in ((1,) if declared.under else (1, 2))
        ]

    def plan(self, **given: Any) -> Plan:
        """Return a plan without meetings."""
        signed = [Signature(to=to, party="parent", name="parent", on=DAY) for to in self._form.signs]
        about_child = [
            Entry(id=f"plan.{name}", field=name, value=value, by=EVERYONE)
            for name, one in self._form.plan.items()
            if (value := _value(name, one))
        ]
        versions = [
            Version(number=1, state="final", on=DAY - timedelta(60), changed="x", signatures=signed),
            Version(number=2, state="draft", on=DAY),
        ]
        parts: dict[str, Any] = {
            "items": self._items,
            "entries": about_child,
            "signatures": signed,
            "versions": versions,
            "school": School(name="x", urn="123456"),
        }
        return Plan(id="p1", format=self._form.id, children=self._children, **(parts | given))

    def held(self, plan: Plan, review: Review, *before: Review) -> Invented:
        """Return a plan with a review of it and those before."""
        own = plan.model_copy(update={"reviews": [*before, review]})
        return Invented(own, review, self._script)

    def review(self, period: int, *, items: bool = True, there: bool = True, much: bool = False) -> Review:
        """Return a review, of items and with a child, or without; `much` is more than fits on one page."""
        about: list[Item | Child] = [*(self._items if items else ()), *self._children]
        people = self._people(there=there)
        speakers = [one.id for one in people]
        return Review(
            period=period,
            entries=[
                *self._answers("review", self._form.review, None, speakers, last=there),
                *(self._much() if much else ()),
                *(one for thing in about for one in self._on(thing, speakers[:2])),
                *self._on_actions(period),
                *self._aside(),
            ],
            scores=[
                score for thing in about for score in self._scores(thing, disputed=_is_first(thing) and there)
            ],
            **self._common(f"r{period}", people, about[0].id),
        )

    def planning(self) -> PlanningMeeting:
        """Return a meeting that wrote the plan."""
        people = self._people(there=True)
        speakers = [one.id for one in people]
        new = [
            Entry(id=one.id, field=f"new.{one.kind}", value=one.kind, about=one.under, by=EVERYONE)
            for one in self._items
        ]
        fields = {**self._form.review, **self._form.of_plan()}
        return PlanningMeeting(
            parts=list(self._form.segments),
            entries=[*self._answers("review", fields, None, speakers, last=False), *new, *self._aside()],
            **self._common("planning", people, self._children[0].id),
        )

    def _common(self, meeting: str, people: list[Person], about: str) -> dict[str, Any]:
        first = next(iter(self._script.turns_by_id()), "x")
        by = DAY + timedelta(7)
        return {
            "id": meeting,
            "date": DAY,
            "minutes": 60,
            "closed_at": datetime(2027, 3, 12, 10, 58, tzinfo=UTC),
            "people": people,
            "next_date": DAY + timedelta(90),
            "signatures": [Signature(to=to, party="parent", name="x", on=DAY) for to in self._form.signs],
            "actions": [
                Action(id=f"{meeting}.a1", what="x", who="school", person="school", by=by, about=about),
                Action(id=f"{meeting}.a2", what="x", who="away", by=by, confirm=Confirmation(who="x", by=by)),
                Action(id=f"{meeting}.a3", what="x", who=CHILD, person=CHILD),
                Action(id=f"{meeting}.a4", what="x"),
            ],
            "left_open": [
                LeftOpen(turn=first, kind="skipped", because="x"),
                LeftOpen(turn=first, kind="passed"),
            ],
        }

    def _people(self, *, there: bool) -> list[Person]:
        whole, part = [Presence()], [Presence(arrived=self._script.segments[-1].id)]
        children = [
            Person(id=one.id, name=one.called, perspective="child", present=whole if there else [])
            for one in self._children
            if self._form.children.in_room
        ]
        return [
            *children,
            Person(id="parent", name="parent", perspective="parent", role="x", present=whole),
            Person(id="school", name="school", perspective="school", role="x", present=part),
            Person(id="other", name="other", perspective="practitioner", present=whole),
            Person(id="away", name="away", perspective="parent", present=[]),
        ]

    def _fields(self, thing: Item | Child) -> Fields:
        return self._form.about.get(thing.kind if isinstance(thing, Item) else CHILD, {})

    def _on(self, thing: Item | Child, speakers: list[str]) -> Iterator[Entry]:
        return self._answers(thing.id, self._fields(thing), thing.id, speakers, last=_is_first(thing))

    def _answers(
        self, of: str, fields: Fields, about: str | None, speakers: list[str], last: bool
    ) -> Iterator[Entry]:
        """Yield what is given for each field: words by one after the other, an answer by the room or each."""
        ends, in_turn = cycle(("watch", "not_now", None)), cycle(speakers)
        for name, one in fields.items():
            if one.type == "said":
                for by in speakers if one.role in VIEWS else [next(in_turn)]:
                    kind = next(ends) if one.role == "concern" else None
                    match = Match(kind=kind, because="x") if kind else None  # type: ignore[arg-type]
                    yield self._said(name, by, about, match=match)
            elif one.type != "score" and (value := _value(name, one, last=last)):
                each = speakers if one.role == "read_back" else [EVERYONE]
                for by in each:
                    own = id_of_answer(of, name, about, by)
                    yield Entry(id=own, field=name, value=value, about=about, by=by, note="x")

    def _said(self, field: str, by: str, about: str | None = None, **more: Any) -> Entry:
        number = next(self._ids)
        how = ("own_words", "with_help", "said_for")[number % 3] if by == CHILD else "own_words"
        manner = {"how": how, "when": "sent_in" if by == "away" else "in_meeting"} | more.pop("manner", {})
        own = f"s{number}"
        return Entry(id=own, field=field, value=own, about=about, by=by, manner=Manner(**manner), **more)

    def _much(self) -> Iterator[Entry]:
        said = [name for name, one in self._form.review.items() if one.type == "said"]
        if self._form.children.in_room:
            yield from (self._said(name, CHILD) for name in said[:3] for _ in range(_LINES))

    def _aside(self) -> Iterator[Entry]:
        turn = next(iter(self._script.turns_by_id()), "")
        yield self._said(PARKED, "parent")
        yield self._said(PARKED, "school", manner={"turn": turn})

    def _on_actions(self, period: int) -> Iterator[Entry]:
        """Yield what became of the actions of the review before."""
        if period > 1:
            fields = self._form.about.get("action", {})
            for number in (1, 2):
                about = f"r{period - 1}.a{number}"
                yield from self._answers("action", fields, about, ["school"], last=number > 1)

    def _scores(self, thing: Item | Child, *, disputed: bool) -> Iterator[Score]:
        numbers = [{"number": number} for number in self._form.ends_of_scale]
        for name, one in self._fields(thing).items():
            if one.type != "score":
                continue
            options = [{"option": option} for option in one.option_ids]
            ends: list[dict[str, Any]] = [*options] or [*numbers]
            shown = [
                Position(person="parent", reason="x", **ends[0]),
                Position(person="school", reason="x", **ends[-1]),
                Position(person="other"),
                *([Position(person=CHILD, word="x", reason="x")] if self._form.children.in_room else []),
            ]
            held: dict[str, Any] = {"field": name, "about": thing.id, "shows": [shown, shown[:2]]}
            if disputed:
                sides = [Side(person="parent", reason="x", would_change="x")]
                yield Score(**held, result="not_agreed", sides=sides, next_step="x", by=DAY)
            else:
                yield Score(**held, result="agreed", support_not_given=True, **ends[-1])


def _is_first(thing: Item | Child) -> bool:
    return thing.id == CHILD or thing.id.endswith("-1")


def _value(name: str, declared: DeclaredField, *, last: bool = False) -> Value:
    """Return something that a field may hold; nothing where only what is in a plan may be chosen."""
    options = declared.option_ids
    values: dict[str, Value] = {
        "date": DAY.isoformat(),
        "number": 3,
        "cost": "£12 a week",
        "tick": True,
        "choice": options[-1 if last else 0] if options else "",
        "several": options,
    }
    return values.get(declared.type, declared.sample or name)
