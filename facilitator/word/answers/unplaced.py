"""What of a plan a form does not show: everything that was meant and does not come back when it is read.

Both plans are taken apart into facts, by what they say and not by their ids; those that are missing are told
under the labels that the format declares, so that the chair hears of them and nothing is lost unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, MeetingRecord, Review, Signature
from facilitator.plan.scores import Score
from facilitator.script.fields import Declaration, Path
from facilitator.script.layouts import OF_CHILD
from facilitator.script.words import say
from facilitator.word.answers.labels import about_of, called, label_of
from facilitator.word.answers.phrasing import fold
from facilitator.word.form.keys import kind_label

_MOST_NAMED = 4
"""More things than that are only counted."""


@dataclass(frozen=True)
class Unplaced:
    """Something of a plan that its form does not show: what it is about, and how many there are of it."""

    about: str
    count: int
    facts: tuple[Hashable, ...]


class _Fact(NamedTuple):
    """One thing that a plan says: whose or which it is, and what.

    `about` tells of one, `each` of the same of several items, whose name is `thing`.
    """

    about: str
    what: tuple[Hashable, ...]
    each: str = ""
    thing: str = ""


def unplaced(
    meant: Plan, shown: Plan, form: Declaration, *, reviews: Collection[int], items: Collection[str] = ()
) -> list[Unplaced]:
    """Return what `shown`, as it was read from a form, lacks of the meant plan.

    `reviews` are the periods that are to be compared, `items` the ids of items; no item = the whole plan,
    which may have been in the document before, is not.
    """
    found: list[_Fact] = []
    if items:
        found += _lacking(_of_items(meant, form, items), _of_items(shown, form, None))
    for period in sorted(reviews):
        mine = next(one for one in meant.reviews if one.period == period)
        other = next((one for one in shown.reviews if one.period == period), None)
        there = _Facts(shown, form, other, shown=True).all() if other else iter(())
        found += _lacking(_Facts(meant, form, mine).all(), there)
    return _told(found)


def unplaced_of_plan(meant: Plan, shown: Plan, form: Declaration) -> list[Unplaced]:
    """Return what a new form lacks of a whole plan."""
    own = _told(_lacking(_of_plan(meant, form), _of_plan(shown, form)))
    everything = {item.id for item in meant.items}
    periods = {review.period for review in meant.reviews}
    return [*own, *unplaced(meant, shown, form, reviews=periods, items=everything)]


def _lacking(meant: Iterator[_Fact], shown: Iterator[_Fact]) -> list[_Fact]:
    there = Counter(fact.what for fact in shown)
    found = []
    for fact in meant:
        if there[fact.what]:
            there[fact.what] -= 1
        else:
            found.append(fact)
    return found


def _told(facts: Sequence[_Fact]) -> list[Unplaced]:
    """Put facts together by what they are about; what several items have is said once."""
    things: dict[str, set[str]] = {}
    for fact in facts:
        if fact.each:
            things.setdefault(fact.each, set()).add(fact.thing)
    groups: dict[str, list[_Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.each if len(things.get(fact.each, ())) > 1 else fact.about, []).append(fact)
    found = []
    for about, mine in groups.items():
        of = list(dict.fromkeys(fact.thing for fact in mine))
        if len(of) > 1 and all(fact.each == about for fact in mine):
            names = ", ".join(of) if len(of) <= _MOST_NAMED else say("word.several-of-them", count=len(of))
            words = say("word.left-out-of-several", about=about, things=names)
        else:
            words = say("word.left-out", about=about, count=len(mine))
        found.append(Unplaced(words, len(mine), tuple(fact.what for fact in mine)))
    return found


# The plan


def _of_plan(plan: Plan, form: Declaration) -> Iterator[_Fact]:
    for number, child in enumerate(plan.children):
        for field in OF_CHILD:
            value = getattr(child, field, None)
            if value:
                yield _Fact(label_of(Path("child", field), form), ("child", number, field, str(value)))
    names = {person.id: person.name for person in plan.people} | {EVERYONE: EVERYONE, CHILD: CHILD}
    for entry in plan.entries:
        about = about_of(Path("plan", entry.field), form)
        value = ("plan", entry.field, str(entry.value), entry.note, names.get(entry.by, entry.by))
        yield _Fact(about, value)
    yield from _signed(plan.signatures)
    yield from _around(plan, form)


def _around(plan: Plan, form: Declaration) -> Iterator[_Fact]:
    """Yield what is kept of the plan as a whole: its number, what it continues, its school, its people."""
    contacts = [(one.name, one.role, one.relationship, one.reach) for one in plan.people]
    known: list[tuple[str, object]] = [
        (label_of(Path("plan", "number"), form), plan.number if plan.number != 1 else None),
        (label_of(Path("plan", "started"), form), plan.started),
        (say("word.unplaced-continues"), plan.continues),
        (say("word.unplaced-school"), plan.school and (plan.school.name or plan.school.urn)),
        *((say("word.unplaced-contacts"), contact) for contact in contacts if any(contact[1:])),
        *((say("word.unplaced-authors"), one.model_dump_json()) for one in plan.authors),
        *((say("word.unplaced-versions"), one.model_dump_json()) for one in plan.versions),
        *((say("word.unplaced-planning"), one.model_dump_json()) for one in plan.planning),
    ]
    yield from (_Fact(about, (about, str(value))) for about, value in known if value)


def _signed(signatures: Sequence[Signature]) -> Iterator[_Fact]:
    for one in signatures:
        what = ("signed", one.to, one.party, one.name, one.on, one.answer, one.note)
        yield _Fact(say("word.about-signature", to=one.to), what)


def _of_items(plan: Plan, form: Declaration, ids: Collection[str] | None) -> Iterator[_Fact]:
    for item in plan.items:
        if ids is not None and item.id not in ids:
            continue
        name = called(item.id, plan, form)
        for field, value in item.fields.items():
            path = Path(item.kind, field)
            about = about_of(path, form, thing=name)
            yield _Fact(about, (name, field, str(value)), label_of(path, form), name)
        yield from _came_and_went(item, name, plan)


def _came_and_went(item: Item, name: str, plan: Plan) -> Iterator[_Fact]:
    replaced = next((one for one in plan.items if one.id == item.replaces), None)
    if item.ended:
        what = (name, "ended", item.ended.on, item.ended.how, fold(item.ended.because))
        yield _Fact(say("word.unplaced-ended", thing=name), what, say("word.unplaced-ended-each"), name)
    if replaced:
        words = tuple(str(value) for value in replaced.fields.values())
        about = say("word.unplaced-replaces", thing=name)
        yield _Fact(about, (name, "replaces", *words), say("word.unplaced-replaces-each"), name)
    for before in item.earlier:
        about = say("word.unplaced-earlier", thing=name)
        yield _Fact(about, (name, "earlier", str(before.value)), say("word.unplaced-earlier-each"), name)


# One review


class _Facts:
    """The facts of one review; `shown` = it was read from a form, which tells of nobody that they came."""

    def __init__(self, plan: Plan, form: Declaration, review: Review, *, shown: bool = False) -> None:
        self._plan, self._form, self._review, self._shown = plan, form, review, shown
        self._names: dict[str, str] = {}
        self._people = {person.id: person for person in review.people}
        self._actions = {action.id: action for one in plan.reviews for action in one.actions}

    def all(self) -> Iterator[_Fact]:
        """Yield everything that the review says, in the order in which it is told."""
        if not self._shown:
            yield from self._of_people()
        yield from self._of_meeting(self._review)
        for entry in self._review.entries:
            yield from self._of_entry(entry)
        for score in self._review.scores:
            yield from self._of_score(score)
        for action in self._review.actions:
            yield from self._of_action(action)
        if self._review.next_date:
            yield _Fact(say("word.about-next-date"), ("next", self._review.next_date))
        yield from _signed(self._review.signatures)
        for mark in self._review.left_open:
            what = ("open", mark.turn, mark.item, mark.kind, mark.because)
            yield _Fact(say("word.unplaced-left-open"), what)

    def _of_people(self) -> Iterator[_Fact]:
        for person in self._review.people:
            yield _Fact(
                say("word.unplaced-people"), ("was there", person.name, person.role, person.perspective)
            )

    def _of_meeting(self, review: MeetingRecord) -> Iterator[_Fact]:
        about = say("word.unplaced-meeting")
        if review.minutes is not None:
            yield _Fact(about, ("minutes", review.minutes))
        if review.ended == "early" or review.ended_because:
            yield _Fact(about, ("ended", review.ended, review.ended_because))
        if review.closed_at:
            yield _Fact(about, ("closed", review.closed_at))
        for sitting in review.sittings:
            yield _Fact(about, ("sitting", sitting.on, sitting.minutes))

    # Entries

    def _who(self, person: str | None) -> str:
        return self._people[person].name if person in self._people else person or ""

    def _thing(self, about: str | None) -> str:
        if about and about not in self._names:
            self._names[about] = called(about, self._plan, self._form)
        return self._names.get(about or "", "")

    def _of_entry(self, entry: Entry) -> Iterator[_Fact]:
        thing, path = self._thing(entry.about), self._path(entry)
        declared = self._form.field(path)
        about, each = self._told_as(entry, path, thing)
        value = "; ".join(entry.value) if isinstance(entry.value, list) else str(entry.value)
        yield _Fact(about, ("entry", thing, entry.field, value, entry.note, self._who(entry.by)), each, thing)
        manner = entry.manner
        given = manner.given not in (None, "spoken") and declared is not None and not declared.options
        if manner.how != "own_words" or manner.when == "sent_in" or manner.helper or given or manner.asked:
            said = (value, self._who(entry.by), manner.how, self._who(manner.helper), manner.when)
            yield _Fact(say("word.unplaced-how"), ("how", *said, manner.given if given else "", manner.asked))
        if entry.match:
            target = self._actions.get(entry.match.target or "")
            what = target.what if target else self._thing(entry.match.target)
            yield _Fact(
                say("word.unplaced-concerns"), ("match", value, entry.match.kind, what, entry.match.because)
            )
        for before in entry.earlier:
            yield _Fact(about, ("earlier", thing, entry.field, str(before.value)), each, thing)

    def _path(self, entry: Entry) -> Path:
        kinds = {item.id: item.kind for item in self._plan.items}
        kinds |= dict.fromkeys(self._actions, "action")
        kinds |= {child.id: "child" for child in self._plan.children}
        return Path(kinds.get(entry.about or "", "review"), *entry.field.split(".", 1))

    def _told_as(self, entry: Entry, path: Path, thing: str) -> tuple[str, str]:
        """Return what an entry is told under: of one, and of several items together."""
        declared = self._form.field(path)
        if path.of == "action":
            return say("word.unplaced-last-actions"), ""
        if path.part and declared is not None and declared.type == "score":
            return say("word.unplaced-disagreement", thing=thing), say("word.unplaced-disagreement-each")
        if entry.field == PARKED:
            return say("word.unplaced-parked"), ""
        if declared is not None and declared.role == "read_back":
            return say("word.unplaced-read-back"), ""
        if path.of == "review" and declared is not None and declared.options:
            return say("word.unplaced-choices"), ""
        whose = self._people[entry.by].perspective if entry.by in self._people else EVERYONE
        views = declared is not None and declared.role in ("working", "concern")
        about = about_of(Path(path.of, path.field), self._form, whose if views else "", thing)
        return about, label_of(Path(path.of, path.field), self._form) if thing else ""

    # Scores and actions

    def _of_score(self, score: Score) -> Iterator[_Fact]:
        thing = self._thing(score.about)
        path = Path(
            self._path(Entry(id="x", field=score.field, value=True, about=score.about)).of, score.field
        )
        label = label_of(path, self._form)
        result = score.result.removesuffix("_after_talking")
        what = ("score", thing, score.field, result, score.number, score.option, score.support_not_given)
        yield _Fact(about_of(path, self._form, thing=thing), what, label, thing)
        showed, each = say("word.unplaced-scores", thing=thing), say("word.unplaced-scores-each")
        if score.result == "agreed_after_talking":
            yield _Fact(showed, ("after talking", thing, score.field), each, thing)
        for at in [position for show in score.shows for position in show]:
            name = self._who(at.person)
            yield _Fact(showed, ("showed", thing, name, at.number, at.option, at.word), each, thing)
            if at.reason:
                yield _Fact(showed, ("because", thing, name, at.reason), each, thing)
        sides, each = say("word.unplaced-disagreement", thing=thing), say("word.unplaced-disagreement-each")
        for side in score.sides:
            yield _Fact(
                sides, ("side", thing, self._who(side.person), side.reason, side.would_change), each, thing
            )
        if score.next_step or score.by:
            yield _Fact(sides, ("next", thing, score.next_step, score.by), each, thing)

    def _of_action(self, action: Action) -> Iterator[_Fact]:
        thing = self._thing(action.about)
        kind = next(iter([*self._form.kinds("outcome"), *self._form.items, "item"]))
        alone = say("word.unplaced-actions", kind=kind_label(kind, self._form).lower())
        about = say("word.unplaced-actions-of", thing=thing) if thing else alone
        yield _Fact(about, ("action", thing, action.what, action.who, action.by, action.confirm and (
            action.confirm.who, action.confirm.by)))  # fmt: skip
        if action.continues or action.changes:
            yield _Fact(
                say("word.unplaced-last-actions"),
                ("continues", action.what, action.continues, len(action.changes)),
            )
