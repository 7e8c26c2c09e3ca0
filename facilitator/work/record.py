"""A review that was held elsewhere, from JSON: filled in, held to the meeting's rules, ready to be written.

What a review written by hand may leave out, and what stands there then:

- `id`: made from what the file says, so that the same review is never written twice;
- `period`: the only review of the plan that is still to be held; with several the caller must say;
- `people`: ids (those of the last review by name, else new ones) and the child, put down as not there;
  `present` may be true or false;
- ids of entries and actions; a person may stand by name wherever an id is asked for;
- an item may stand by its number where only one kind of item has numbers, and a child by name;
- whether an item's support was given, where each line of it is answered (`about` the line);
- `person` of an action whose `who` is on the list, the sides of a score that is not agreed (from the
  first show), and `support_not_given` (from what was said of the support).

A review in the shape of earlier versions (`statements`, `outcomes` ...) is taken as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_text import as_json, field_refusal, of_given, read_object
from facilitator.files.records import recorded
from facilitator.meeting.periods import free_periods, refuse_out_of_order, used_up
from facilitator.meeting.plan_after_review import write_into
from facilitator.meeting.plan_changed_meanwhile import before
from facilitator.meeting.who_is_meant import Names
from facilitator.phrases.person import people_of
from facilitator.plan import schema_3 as older
from facilitator.plan.entries import id_of_answer
from facilitator.plan.file_places import Origins, Place
from facilitator.plan.from_schema_3 import review_of, review_origins
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.plan.reviews import PARKED, Review
from facilitator.plan.similar_names import folded, unaccented
from facilitator.plan.text import joined_id
from facilitator.script.formats_and_turns import Script
from facilitator.script.whole_support import WholeSupport
from facilitator.work.review_conformity import misfits

if TYPE_CHECKING:
    from facilitator.word.written_already import Standing

Json = dict[str, Any]

_PERSON_FIELDS = ("speaker", "helper", "person")
_OF_ENTRIES = (*_PERSON_FIELDS, "by")
"""Where a person may stand by name; `by` is a person in an entry, and a day elsewhere."""

_OLDER = ("statements", "outcomes", "last_actions", "read_back", "parked", "choices", "chosen_how")
"""What only a review in the shape of schema 3 has."""
_LEFT_ALONE = ("people", "left_open")


def read_review(data: bytes, plan: Plan, script: Script, *, period: int | None = None) -> Review:
    """Return the review that a file's bytes hold, filled in for the plan.

    `period` is the number of the review, and stands above the file's own. Raises NeedsDecision where it is
    not clear which review of the plan this is, and Refusal, with the path to the field, for the rest, what
    its plan format does not know included.
    """
    try:
        given = read_object(data)
        _refuse_if_held(given, data, plan)
        given, unnamed = _filled(given, plan, review_id(given), script)
        given["period"] = _period(given, plan, script, period)
        return _review(given, plan, script, unnamed)
    except Refusal as refusal:
        raise of_given(refusal) from None


def _review(given: Json, plan: Plan, script: Script, unnamed: dict[str, Place]) -> Review:
    """Return the review of either shape, held to its plan's format; raises Refusal."""
    origins: Origins = {}
    try:
        if set(_OLDER).isdisjoint(given):
            review = Review.model_validate_json(as_json(given))
        else:
            as_before = older.Review3.model_validate_json(as_json(given))
            origins = review_origins(as_before)
            review = review_of(as_before)
    except ValidationError as error:
        raise field_refusal(error, origins, unnamed) from None
    for refusal in misfits(review, plan, script, origins):
        raise refusal
    return review


def _refuse_if_held(given: Json, data: bytes, plan: Plan) -> None:
    """Raise Refusal where the plan has the review by its id; an earlier version made that from the bytes."""
    if {review_id(given), _id(data)} & {held.id for held in plan.reviews}:
        raise Refusal("review.already-written")


def review_id(given: Json) -> str:
    """Return the id of a review that a file holds; without one it is made from all that it says.

    But from the number of the review: the same words are the same review under another one.
    """
    said = given.get("id")
    if isinstance(said, str):
        return said
    rest = {key: value for key, value in given.items() if key not in ("id", "period")}
    return _id(json.dumps(rest, sort_keys=True).encode())


def _id(data: bytes) -> str:
    return f"r-{hashlib.sha256(data).hexdigest()[:10]}"


def _period(given: Json, plan: Plan, script: Script, period: int | None) -> object:
    """Return which review of the plan this is."""
    free, noun = free_periods(plan, script), script.format.period.noun
    wanted = period if period is not None else given.get("period")
    if not free:
        raise used_up(script.format)
    if wanted is None and len(free) == 1:
        return free[0]
    if isinstance(wanted, int) and wanted not in {review.period for review in plan.reviews}:
        refuse_out_of_order(plan, script, wanted)
    if wanted is None or (isinstance(wanted, int) and wanted not in free):
        options = tuple(f"--period {number}" for number in free)
        if wanted is None:
            raise NeedsDecision("record.which-period", options, noun=noun)
        raise NeedsDecision("record.period-taken", options, noun=noun, number=wanted)
    return wanted


# What may be left out


def _filled(given: Json, plan: Plan, new_id: str, script: Script) -> tuple[Json, dict[str, Place]]:
    """Return a review with all that may be left out, and where what had no id stands, by its new id."""
    review = {"id": new_id, **given}
    joined = [one.get("part") for one in _objects(review.get("changes")) if one.get("kind") == CHILD]
    people = _people(review.get("people"), plan, joined)
    known = _Known(people, plan, script)
    things = _by_number(plan) | _children(plan)
    review = {
        key: value if key in _LEFT_ALONE else _with_ids(value, known, things, (key,))
        for key, value in review.items()
    }
    review["people"] = people
    unnamed: dict[str, Place] = {}
    for letter, those in (("s", _entries(review)), ("a", _placed(review, "actions"))):
        for number, (place, one) in enumerate(those, start=1):
            if "id" not in one:
                one["id"] = joined_id(str(review["id"]), f"{letter}{number}")
                unnamed[one["id"]] = place
    support = _support(review, plan, script)
    for path, about, value in support.missing():
        whole = {"field": path.field, "about": about, "value": value}
        review["entries"].append({"id": id_of_answer(str(review["id"]), path.field, about), **whole})
    for action in _objects(review.get("actions")):
        if action.get("person") is None and (owner := known.id_of(str(action.get("who", "")))):
            action["person"] = owner
    for outcome in _objects(review.get("outcomes")):
        _fill_older_score(outcome)
    for score in _objects(review.get("scores")):
        _fill_score(score, support)
    return review, unnamed


def _by_number(plan: Plan) -> dict[object, str]:
    """Return the items that are going on by their number, where one kind alone has numbers."""
    numbered = [item for item in plan.items if item.number is not None and plan.is_current(item)]
    one_kind = len({item.kind for item in numbered}) == 1
    return {item.number: item.id for item in numbered if item.number is not None} if one_kind else {}


def _children(plan: Plan) -> dict[object, str]:
    """Return the ids of the children by their names, folded, as they are called and in full."""
    named = [(one.name, one.id) for one in people_of(plan, in_room=False)]
    named += [(one.full_name, one.id) for one in plan.children]
    return {unaccented(folded(name)): child for name, child in named}


def _people(given: object, plan: Plan, joined: Sequence[object] = ()) -> object:
    """Return the people with ids, and the children who are missing; `joined` came in this very review."""
    if given is None:
        given = []
    if not isinstance(given, list):
        return given
    last = plan.last_review.people if plan.last_review else []
    before = {(unaccented(folded(person.name)), str(person.perspective)): person.id for person in last}
    children = _children(plan)
    only = plan.child.id if len(plan.children) == 1 else None
    people: list[object] = []
    taken = {person.id for person in last} | {str(one.get("id")) for one in _objects(given)}
    for one in given:
        if not isinstance(one, dict):
            people.append(one)
            continue
        person = dict(one)
        if isinstance(person.get("present"), bool):
            person["present"] = [{}] if person["present"] else []
        if "id" not in person:
            name, perspective = (
                unaccented(folded(str(person.get("name")))),
                str(person.get("perspective", "")),
            )
            known = before.get((name, perspective))
            known = children.get(name, only) if perspective == "child" else known
            person["id"] = known or _free_id(taken)
            taken.add(str(person["id"]))
        people.append(person)
    for place, one in enumerate(people, start=1):
        if isinstance(one, dict) and one.get("id") not in joined and _is_odd(one, plan):
            raise Refusal("record.odd-person", where=f"people, item {place}", id=one["id"])
    there = [one.get("id") for one in _objects(people)]
    missing = [child for child in people_of(plan, in_room=False) if child.id not in there]
    return [*(child.model_dump(mode="json") for child in missing), *people]


def _is_odd(person: Json, plan: Plan) -> bool:
    """Whether somebody has the id that stands for a child, or for everyone together, and is not that."""
    is_child = person.get("perspective") == "child"
    is_named_so = person["id"] in [child.id for child in plan.children]  # it may be no text at all
    return is_child != is_named_so or bool(person["id"] == EVERYONE)


def _free_id(taken: set[str]) -> str:
    return next(f"p{number}" for number in range(1, len(taken) + 2) if f"p{number}" not in taken)


class _Known:
    """The people of the review, to be found by their ids or by their names however these are spelt."""

    def __init__(self, people: object, plan: Plan, script: Script) -> None:
        # Looked at as they stand: what is wrong in them is said later.
        named = [{key: one[key] for key in one if isinstance(one[key], str)} for one in _objects(people)]
        found = [
            Person.model_construct(**{"perspective": "", **one})
            for one in named
            if "id" in one and "name" in one
        ]
        self._ids = {person.id.casefold(): person.id for person in found}
        by_id = {person.id: person for person in found}
        self._people = by_id
        self._called = {folded(person.name) for person in found}
        self._names = Names(by_id, plan.children, script.vocabulary)
        self._children = {child.id for child in plan.children}
        self._everyone = script.vocabulary.everyone_words

    def id_of(self, name: str) -> str | None:
        """Return the id that a text is, or of the person whom it names; None where that is not certain."""
        if name.casefold() == EVERYONE or folded(name) in self._everyone:
            return None if folded(name) in self._called else EVERYONE
        by_id, person = self._ids.get(name.casefold()), self._names.meant(name).person
        if by_id and person and by_id != person.id:
            return None  # one person's id is another's name
        return by_id or (person.id if person else None)

    def child(self, name: str) -> str | None:
        """Return the id of the child whom a text names for certain, or None."""
        child = self.id_of(name)
        return child if child in self._children else None

    def refusal(self, name: str, path: tuple[str, ...]) -> Refusal:
        """Return the refusal of a name that is nobody's for certain."""
        likely = ", ".join(person.name for person in self._likely(name))
        code = "record.which-person" if likely else "record.no-such-person"
        return Refusal(code, where=", ".join(path), name=name, likely=likely)

    def _likely(self, name: str) -> list[Person]:
        """Return whom a name may mean, with the one whose id it is."""
        found = {person.id: person for person in self._names.meant(name).people}
        if by_id := self._ids.get(name.casefold()):
            found.setdefault(by_id, self._people[by_id])
        return list(found.values())


def _with_ids(value: object, known: _Known, things: dict[object, str], path: tuple[str, ...]) -> Any:
    """Return a value with people, items and children named by their ids; Refusal for a stranger."""
    if isinstance(value, list):
        return [
            _with_ids(item, known, things, (*path, f"item {place}"))
            for place, item in enumerate(value, start=1)
        ]
    if isinstance(value, dict):
        return {key: _with_ids(item, known, things, (*path, key)) for key, item in value.items()}
    names = _OF_ENTRIES if path[0] == "entries" else _PERSON_FIELDS
    if path[-1] in names and isinstance(value, str):
        found = known.id_of(value)
        if found is None:
            raise known.refusal(value, path)
        return found
    if path[-1] in ("outcome", "about") and type(value) is int:
        return things.get(value, str(value))
    if path[-1] == "about" and isinstance(value, str):
        return things.get(unaccented(folded(value))) or known.child(value) or value
    return value


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _placed(of: Json, name: str, at: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Yield the objects of a list with their places."""
    value = of.get(name)
    for place, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield (*at, name, place), one


def _entries(review: Json) -> Iterator[tuple[Place, Json]]:
    """Yield everything that was said with its place, in either shape; notes put aside are so called."""
    yield from _placed(review, "entries")
    yield from _placed(review, "statements")
    for name in ("last_actions", "outcomes"):
        for place, of in _placed(review, name):
            yield from _placed(of, "statements", place)
    for place, parked in _placed(review, "parked"):
        parked.setdefault("topic", PARKED)
        yield place, parked


def _support(review: Json, plan: Plan, script: Script) -> WholeSupport:
    """Return what is said of the support of the plan's items."""
    given = reversed(_objects(review.get("entries")))  # the first of two counts
    answers = {(str(one.get("field")), str(one.get("about"))): one.get("value") for one in given}
    scores = _objects(review.get("scores"))
    apart = {str(one.get("about")) for one in scores if one.get("result") == "not_agreed"}
    return WholeSupport(answers, plan.items, script.format, apart)


def _fill_score(score: Json, support: WholeSupport) -> None:
    """Fill in whether the support was given, and the sides of a score that is not agreed."""
    score.setdefault("support_not_given", support.not_given(str(score.get("about"))))
    shows = score.get("shows")
    if score.get("result") == "not_agreed" and "sides" not in score and isinstance(shows, list) and shows:
        score["sides"] = _sides(shows[0])


def _fill_older_score(outcome: Json) -> None:
    score = outcome.get("score")
    if not isinstance(score, dict):
        return
    score.setdefault("support_not_given", outcome.get("delivered") == "no")
    if score.get("result") == "not_agreed":
        if not isinstance(score.get("disagreement"), dict):
            score["disagreement"] = {}
        score["disagreement"].setdefault("sides", _sides(score.get("positions")))


def _sides(positions: object) -> list[Json]:
    """Return each person with a number or an answer of their own as one side, with their reason."""
    own = [at for at in _objects(positions) if at.get("number") is not None or at.get("option") is not None]
    return [{"person": at.get("person"), "reason": at.get("reason", "")} for at in own]


# Whether it stands in a Word plan already: a document keeps no ids


def refuse_if_written(data: bytes, opened: OpenPlan, script: Script, prompts: Path | None = None) -> None:
    """Raise Refusal where the review that a file's bytes hold stands in a Word plan, whoever wrote it there.

    In whatever period it stands, and also where it has been put right in Word since.
    """
    if opened.word is None:
        return
    try:
        given = review_id(read_object(data))
    except Refusal:  # told where the review is read
        return
    records = recorded(opened, prompts)
    written = given in {record.review.id for record in records}
    earlier = [(before(record.plan, [record.review]), record.review.period) for record in records]
    earlier += [(before(opened.plan, [held]), held.period) for held in reversed(opened.plan.reviews)]
    earlier += [(opened.plan, period) for period in sorted(opened.word.prepared)]
    if written or any(there.nearly_whole for there in _standings(data, earlier, opened, script)):
        raise Refusal("review.already-written")


def _standings(
    data: bytes, earlier: list[tuple[Plan, int]], opened: OpenPlan, script: Script
) -> Iterator[Standing]:
    """Yield how the review stands in the document, were it the one of each of these periods."""
    for plan, period in earlier:
        try:
            review = read_review(data, plan, script, period=period)
            after = write_into(plan, review, script)
        except Refusal:  # it does not fit there, and what is wrong with it is told when it is read
            continue
        if opened.word is not None:
            yield opened.word.standing(next(one for one in after.reviews if one.id == review.id), after)
