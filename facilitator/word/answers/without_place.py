"""What of a plan a form does not show: everything that was meant and does not come back when it is read.

Both plans are taken apart into facts, by what they say and not by their ids; those that are missing are told
under the labels that the format declares, so that the chair hears of them and nothing is lost unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import above
from facilitator.plan.people import EVERYONE, Contact, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, Review, Signature, is_beside
from facilitator.plan.scores import Score
from facilitator.script.conformity import WAITS
from facilitator.script.format_declaration import NEW, Declaration, Path
from facilitator.script.layouts import OF_CHILD
from facilitator.script.plan_parts import PERSON, unshared_actions
from facilitator.script.words_by_key import say
from facilitator.word.answers.item_spots import same_items
from facilitator.word.answers.labels import Labels
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
    shown = _in_order_of(meant, shown)
    if items:
        every = {item.id for item in shown.items}
        found += _lacking(_Facts(meant, form).of_items(items), _Facts(shown, form).of_items(every))
    there = {review.period: review for review in shown.reviews}
    for review in sorted(meant.reviews, key=lambda one: one.period):
        if review.period in reviews:
            mine = _Facts(meant, form, review)
            other = there.get(review.period)
            found += mine.of_people(review)  # a form tells of nobody that they came
            found += _lacking(
                mine.of_review(review), _Facts(shown, form, other).of_review(other) if other else ()
            )
    return _told(found)


def _in_order_of(meant: Plan, shown: Plan) -> Plan:
    """Return a plan with its items in the order of another: one without a number is called by its place."""
    same = same_items(meant, shown)
    places = {same[item.id].id: place for place, item in enumerate(meant.items) if item.id in same}
    ordered = sorted(shown.items, key=lambda item: places.get(item.id, len(places)))
    return shown.model_copy(update={"items": ordered})


def unplaced_of_plan(meant: Plan, shown: Plan, form: Declaration) -> list[Unplaced]:
    """Return what a new form lacks of a whole plan."""
    own = _told(_lacking(_Facts(meant, form).of_plan(), _Facts(shown, form).of_plan()))
    everything = {item.id for item in meant.items}
    periods = {review.period for review in meant.reviews}
    return [*own, *unplaced(meant, shown, form, reviews=periods, items=everything)]


def _lacking(meant: Iterable[_Fact], shown: Iterable[_Fact]) -> list[_Fact]:
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
            between = "; " if any(", " in name for name in of) else ", "
            names = between.join(of) if len(of) <= _MOST_NAMED else say("word.several-of-them", count=len(of))
            words = say("word.left-out-of-several", about=about, things=names)
        else:
            words = say("word.left-out", about=about, count=len(mine))
        found.append(Unplaced(words, len(mine), tuple(fact.what for fact in mine)))
    return found


def _text_of(entry: Entry) -> str:
    return "; ".join(entry.value) if isinstance(entry.value, list) else str(entry.value)


class _Facts:
    """The facts of a plan, or of one review of it, by what they say."""

    def __init__(self, plan: Plan, form: Declaration, review: Review | None = None) -> None:
        self._plan, self._form = plan, form
        own = {child.id for child in plan.children}
        there = [one for meeting in plan.planning for one in meeting.people if one.id not in own]
        people: list[Person | Contact] = [*review.people] if review else [*plan.people, *there]
        self._people = {one.id: one for one in people}
        self._actions = {action.id: action for one in plan.reviews for action in one.actions}
        self._kinds = {item.id: item.kind for item in plan.items} | dict.fromkeys(self._actions, "action")
        self._kinds |= dict.fromkeys(self._people, PERSON)
        self._kinds |= {child.id: "child" for child in plan.children}
        self._items, self._review = {item.id: item for item in plan.items}, review
        self._labels = Labels(plan, form)
        self._thing = self._labels.called

    def _who(self, person: str | None) -> str:
        return self._people[person].name if person in self._people else person or ""

    def _at(self, path: Path, *what: Hashable, thing: str = "", whose: str = "") -> _Fact:
        """Return a fact that is told under the label of a field."""
        each = self._labels.of(path) if thing else ""
        return _Fact(self._labels.about(path, whose, thing), (path.field, thing, *what), each, thing)

    @staticmethod
    def _under(code: str, *what: Hashable, thing: str | None = None) -> _Fact:
        """Return a fact that is told in a sentence of its own; one of a thing has one for several, too."""
        if thing is None:
            return _Fact(say(code), (code, *what))
        return _Fact(say(code, thing=thing), (code, thing, *what), say(f"{code}-each"), thing)

    # The plan

    def of_plan(self) -> Iterator[_Fact]:
        """Yield what the plan says of the children and as a whole, and what is kept with it."""
        plan = self._plan
        for number, child in enumerate(plan.children):
            for field in OF_CHILD:
                if value := getattr(child, field, None):
                    yield self._at(Path("child", field), number, str(value))
            if ended := child.ended:
                because = fold(ended.because)
                yield self._under("word.unplaced-ended", ended.on, ended.how, because, thing=child.on_record)
        for entry in plan.entries:
            path = Path("plan", entry.field)
            yield self._at(path, str(entry.value), entry.note, self._who(entry.by))
            yield from self._how_given(entry, path)
        yield from self._signed(plan.signatures)
        if plan.number != 1:
            yield self._at(Path("plan", "number"), plan.number)
        if plan.started:
            yield self._at(Path("plan", "started"), plan.started)
        contacts = [(one.name, one.role, one.relationship, one.reach) for one in plan.people]
        known: dict[str, list[object]] = {
            "word.unplaced-continues": [plan.continues],
            "word.unplaced-school": [plan.school and (plan.school.name or plan.school.urn)],
            "word.unplaced-contacts": [contact for contact in contacts if any(contact[1:])],
            "word.unplaced-authors": [one.model_dump_json() for one in plan.authors],
            "word.unplaced-versions": [one.model_dump_json() for one in plan.versions],
            "word.unplaced-planning": [one.model_dump_json() for one in plan.planning],
        }
        for code, values in known.items():
            yield from (self._under(code, str(value)) for value in values if value)

    def _signed(self, signatures: Sequence[Signature]) -> Iterator[_Fact]:
        for one in signatures:
            party = self._people.get(one.party)
            side = (party and party.perspective) or one.party
            name = one.name or (party.name if party else "")
            what = ("signed", one.to, side, name, one.on, one.answer, one.note)
            yield _Fact(say("word.about-signature", to=self._form.sign_label(one.to)), what)

    def of_items(self, ids: Collection[str]) -> Iterator[_Fact]:
        """Yield what the plan says of some of its items, and how they came and went."""
        for item in self._plan.items:
            if item.id not in ids:
                continue
            thing, ended = self._thing(item.id), item.ended
            links = self._form.linking(item.kind)  # they are kept beside the document
            for field, value in item.fields.items():
                if field in links:
                    continue
                yield self._at(Path(item.kind, field), str(value), thing=thing)
            if ended:
                because = fold(ended.because)
                yield self._under("word.unplaced-ended", ended.on, ended.how, because, thing=thing)
            for one in (one for one in self._plan.items if one.id == item.replaces):
                yield self._under("word.unplaced-replaces", *map(str, one.fields.values()), thing=thing)
            for before in item.earlier:
                yield self._under("word.unplaced-earlier", str(before.value), thing=thing)

    # One review

    def of_people(self, review: Review) -> Iterator[_Fact]:
        """Yield who was there."""
        for one in review.people:
            yield self._under("word.unplaced-people", one.name, one.role, one.perspective)

    def of_review(self, review: Review) -> Iterator[_Fact]:
        """Yield everything else that a review says, in the order in which it is told.

        What is not for sharing is not to be in a form, and nothing more is told of it.
        """
        early = review.ended == "early" or review.ended_because
        meeting: list[tuple[Hashable, ...]] = [
            *([("minutes", review.minutes)] if review.minutes is not None else []),
            *([("ended", review.ended, review.ended_because)] if early else []),
            *([("closed", review.closed_at)] if review.closed_at else []),
            *(("sitting", sitting.on, sitting.minutes) for sitting in review.sittings),
        ]
        yield from (self._under("word.unplaced-meeting", *what) for what in meeting)
        private = unshared_actions(self._plan)
        for entry in review.entries:
            if entry.not_shared or entry.about in private:
                yield self._under("word.unplaced-not-shared", entry.id)
            else:
                yield from self._of_entry(entry)
                if entry.picture:
                    yield self._under("word.unplaced-pictures", _text_of(entry), entry.picture)
        for score in review.scores:
            yield from self._of_score(score)
        for action in review.actions:
            if action.not_shared:
                yield self._under("word.unplaced-not-shared", action.id)
            else:
                yield from self._of_action(action)
        if review.next_date:
            yield self._under("word.about-next-date", review.next_date)
        yield from self._signed(review.signatures)
        for mark in review.left_open:
            yield self._under("word.unplaced-left-open", mark.turn, mark.item, mark.kind, mark.because)

    def _of_entry(self, entry: Entry) -> Iterator[_Fact]:
        path = Path.read(entry.field)
        if path.of == NEW and path.part in self._form.linking(path.field):
            return
        path = self._form.path_of(entry, self._kinds.get(entry.about or "", "review"))
        value, told = _text_of(entry), self._told_as(entry, path)
        whole = self._whole_support(entry, path)
        if whole is not None:
            if (entry.value, entry.note) == (whole.value, ""):
                return  # it says no more than the one answer for all lines of support
            of = self._told_as(whole, Path(self._kinds[whole.about or ""], whole.field))
            told = of._replace(what=told.what)
        if path.of != NEW or entry.by != EVERYONE:  # of what is new, the items tell
            yield told._replace(what=("entry", told.what, value, entry.note, self._who(entry.by)))
        yield from self._how_given(entry, path)
        if entry.match:
            target = self._actions.get(entry.match.target or "")
            what = target.what if target else self._thing(entry.match.target)
            yield self._under("word.unplaced-concerns", value, entry.match.kind, what, entry.match.because)
        for before in entry.earlier:
            yield told._replace(what=("earlier", told.what, str(before.value)))

    def _whole_support(self, entry: Entry, path: Path) -> Entry | None:
        """Return the answer that stands for all lines of an item's support, where an entry is of one line."""
        item, whole = self._items.get(entry.about or ""), self._form.whole_support(path.of)
        if item is None or whole is None or path.field not in self._form.names("delivered", path.of):
            return None
        ups = [one.id for one in above(item, self._items)]
        given = self._review.entries if self._review else []
        return next((one for one in given if one.about in ups and one.field == whole.field), None)

    def _how_given(self, entry: Entry, path: Path) -> Iterator[_Fact]:
        """Yield how an answer was given, where that is more than spoken in one's own words."""
        declared, manner = self._form.field(path), entry.manner
        given = manner.given not in (None, "spoken") and declared is not None and not declared.options
        if manner.how != "own_words" or manner.when == "sent_in" or manner.helper or given or manner.asked:
            how = (manner.how, self._who(manner.helper), manner.when, manner.given if given else "")
            yield self._under("word.unplaced-how", _text_of(entry), self._who(entry.by), *how, manner.asked)

    def _told_as(self, entry: Entry, path: Path) -> _Fact:
        """Return what an entry is told under, as a fact of its field alone."""
        declared, thing = self._form.field(path), self._thing(entry.about)
        role, field = declared.role if declared else "", entry.field
        if path.of == "action":
            return self._under("word.unplaced-last-actions", thing, field)
        if field == WAITS:
            return self._in_list("word.unplaced-waits", self._named(entry), field)
        if path.part and self._form.is_score(path):
            return self._of_judgement(entry, path, thing)
        if field == PARKED:
            return self._under(f"word.unplaced-{'beside' if is_beside(entry) else 'parked'}", thing, field)
        if role == "read_back":
            return self._under("word.unplaced-read-back", thing, field)
        if path.of == "review" and declared is not None and declared.options:
            label = self._labels.of(path)
            return self._in_list("word.unplaced-choices", label, field)._replace(about=label)
        if path.of == "review" and declared is None and (gone := self._labels.of_gone(path)):
            return _Fact(gone, ("gone", field))
        whose = self._people[entry.by].perspective if entry.by in self._people else EVERYONE
        views = role in ("working", "concern")
        bare = path if path.of == NEW else path._replace(part="")
        return self._at(bare, field, thing=thing, whose=whose or "" if views else "")

    def _named(self, entry: Entry) -> str:
        """Return who said something, in a list of names."""
        return say("word.by-everybody") if entry.by == EVERYONE else self._who(entry.by)

    @staticmethod
    def _in_list(code: str, thing: str, *what: Hashable) -> _Fact:
        """Return a fact that is told in one row with all of its kind, each named in it."""
        about = say("word.left-out-of-several", about=say(code), things=thing)
        return _Fact(about, (code, *what), say(code), thing)

    def _of_judgement(self, entry: Entry, path: Path, thing: str) -> _Fact:
        """Return what was said to a judgement as a fact: as a side of it only where people did not agree."""
        score = self._review.score(entry.about or "", path.field) if self._review else None
        apart = score is None or score.result == "not_agreed"
        code = "word.unplaced-disagreement" if apart else "word.unplaced-scores"
        return self._under(code, thing=thing)._replace(what=("of-score", thing, entry.field))

    def _of_score(self, score: Score) -> Iterator[_Fact]:
        thing = self._thing(score.about)
        path = Path(self._kinds.get(score.about, "review"), score.field)
        result = score.result.removesuffix("_after_talking")
        declared = self._form.field(path)
        if declared is None or declared.type == "score":
            judged = (result, score.number, score.option, score.support_not_given)
            yield self._at(path, "score", *judged, thing=thing)
        elif score.result == "not_agreed":  # what was agreed of a choice stands as its answer
            yield self._under("word.unplaced-disagreement", score.field, thing=thing)
        if score.result == "agreed_after_talking":
            yield self._under("word.unplaced-scores", "after talking", score.field, thing=thing)
        for at in [position for show in score.shows for position in show]:
            name = self._who(at.person)
            yield self._under("word.unplaced-scores", name, at.number, at.option, at.word, thing=thing)
            if at.reason:
                yield self._under("word.unplaced-scores", "because", name, at.reason, thing=thing)
        for side in score.sides:
            what = (self._who(side.person), side.reason, side.would_change)
            yield self._under("word.unplaced-disagreement", *what, thing=thing)
        if score.next_step or score.by:
            told = self._under("word.unplaced-disagreement", thing=thing)
            yield told._replace(what=("action", thing, score.next_step, "", score.by, None))

    def _of_action(self, action: Action) -> Iterator[_Fact]:
        thing, confirm = self._thing(action.about), action.confirm
        kind = next(iter([*self._form.kinds("outcome"), *self._form.items, "item"]))
        alone = say("word.unplaced-actions", kind=kind_label(kind, self._form).lower())
        about = say("word.unplaced-actions-of", thing=thing) if thing else alone
        asks = confirm and (confirm.who, confirm.by)
        yield _Fact(about, ("action", thing, action.what, action.who, action.by, asks))
        if action.continues:
            yield self._under("word.unplaced-last-actions", action.what, action.continues)
        for change in action.changes:
            yield self._under("word.unplaced-last-actions", action.what, change.model_dump_json())
