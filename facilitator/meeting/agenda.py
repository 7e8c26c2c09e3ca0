"""The agenda: every question that this meeting would ask as things stand, in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from facilitator.meeting.agenda_place import Place, Status
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.golden_thread import can_be_linked, is_loose
from facilitator.meeting.last_next_steps import last_next_steps
from facilitator.meeting.minutes import Key, Minutes
from facilitator.meeting.routes_offered import offered_now
from facilitator.meeting.score_shows import FIRST, SECOND
from facilitator.plan.people import CHILD, PERSPECTIVES, Perspective
from facilitator.script.beginnings import beginning
from facilitator.script.conditions import ANYTHING, NOTHING, Condition
from facilitator.script.format_declaration import NEW, any_kind, new_kind
from facilitator.script.formats_and_turns import CHILDREN, Segment, Turn
from facilitator.script.golden_thread import THREAD


class Agenda:
    """The places of a meeting as its minutes stood when it was made."""

    def __init__(self, minutes: Minutes) -> None:
        self._minutes = minutes
        # One that follows two answers is asked once.
        self.places = list({place.key: place for place in _places(minutes)}.values())
        self._index = {place.key: index for index, place in enumerate(self.places)}

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def index(self, key: Key) -> int:
        """Return where a question stands on the agenda."""
        return self._index[key]

    def place(self, key: Key) -> Place:
        """Return the question of that key; KeyError where it is not asked as things stand."""
        return self.places[self._index[key]]

    def next_open(self, start: int) -> Key | None:
        """Return the first open question from a place on, or None: then the meeting can close."""
        return next((place.key for place in self.places[start:] if place.status == "open"), None)

    def before(self, key: Key | None) -> Key | None:
        """Return the question before one (None: before the close), or None at the first."""
        index = self._index[key] if key is not None else len(self.places)
        return self.places[index - 1].key if index else None

    @cached_property
    def segments(self) -> list[Segment]:
        """The segments that have a question, in order."""
        return list({place.segment.id: place.segment for place in self.places}.values())

    def pages_of(self, segment_id: str) -> list[list[Place]]:
        """Return the questions of a segment, page by page: those that stand one after the other on one."""
        here = [place for place in self.places if place.segment.id == segment_id]
        return [list(page) for _, page in groupby(here, key=attrgetter("page"))]

    def page(self, key: Key) -> list[Place]:
        """Return the questions that are in sight together with one."""
        pages = self.pages_of(self.place(key).segment.id)
        return next(page for page in pages if any(place.key == key for place in page))

    def first_of(self, segment_id: str) -> Key | None:
        """Return the first open question of a segment, else its first, or None."""
        keys = [place for place in self.places if place.segment.id == segment_id]
        still_open = [place for place in keys if place.status == "open"]
        return next((place.key for place in still_open or keys), None)

    def segment_status(self, segment_id: str) -> Status:
        """Return *open* while a segment has an open question, *left* without any answer, else *answered*."""
        statuses = [place.status for place in self.places if place.segment.id == segment_id]
        if "open" in statuses or "parked" in statuses:
            return "open"
        return "answered" if "answered" in statuses else "left"


def _places(minutes: Minutes) -> Iterator[Place]:
    pools = {segment.id: {turn.id: turn for turn in segment.pool} for segment in minutes.script.segments}
    for segment in segments_in_order(minutes):
        for part in _items(segment.for_each, (), minutes):
            for turns in segment.together(minutes.length):
                yield from _thing_by_thing(turns, segment, part, minutes, pools[segment.id])


def _thing_by_thing(
    turns: list[Turn], segment: Segment, base: tuple[str, ...], minutes: Minutes, pool: dict[str, Turn]
) -> Iterator[Place]:
    whole = Key(turns[0].id, "/".join(base))
    each = None if base and minutes.touched(whole) else turns[0].for_each  # asked as one, a version before
    for parts in _items(each, base, minutes):
        for turn in turns:
            yield from _asked_of(turn, segment, parts, minutes, pool, ())


def segments_in_order(minutes: Minutes) -> list[Segment]:
    """Return the set-up, then the segments of the agenda that fits the meeting's length."""
    by_id = {segment.id: segment for segment in minutes.script.segments}
    chosen = minutes.script.agenda(minutes.length).segments
    setup = [segment for segment in minutes.script.segments if segment.setup]
    return setup + [by_id[name] for name in chosen if name in by_id and not by_id[name].setup]


def _asked_of(
    turn: Turn,
    segment: Segment,
    parts: tuple[str, ...],
    minutes: Minutes,
    pool: dict[str, Turn],
    above: tuple[str, ...],
) -> Iterator[Place]:
    """Yield a turn's place for an item, if it is asked, with its follow-ups straight after it.

    `above` holds the turns that led here, so that a loop of follow-ups ends where it began.
    """
    key = Key(turn.id, "/".join(parts))
    if not _asked(turn, segment, key, minutes):
        return
    yield Place(turn, segment, key, status_of(turn, key, minutes), segment.page_of(turn.id, minutes.length))
    for follow_up in turn.follow_ups:
        if follow_up.turn in above or not holds(follow_up.when, parts, minutes):
            continue
        next_turn = pool[follow_up.turn]
        for inner in _items(next_turn.for_each, parts, minutes):
            yield from _asked_of(next_turn, segment, inner, minutes, pool, (*above, turn.id))


def _asked(turn: Turn, segment: Segment, key: Key, minutes: Minutes) -> bool:
    """Whether a turn is asked for an item; what was answered stays, whatever changes later."""
    if minutes.touched(key) or key in minutes.standing.marks:
        return True
    if any(map(minutes.has_ended, key.parts)) or _came_today(turn, key, minutes):
        return False
    if "sent_in" not in (turn.for_each, segment.for_each) and _has_left(key, minutes):
        return False
    if not _is_wished(turn, minutes) or _is_of_nothing(turn, key, minutes):
        return False
    if turn.options_from == THREAD and not can_be_linked(turn.path.field, minutes):
        return False
    if _has_said_it(turn, key, minutes):
        return False
    return _somebody_to_ask(turn, minutes) and holds(turn.when, key.parts, minutes)


def _came_today(turn: Turn, key: Key, minutes: Minutes) -> bool:
    """Whether a question asks if something was given or goes on that only came into the plan at this meeting.

    Nor is a box of it asked for that was filled in when it came.
    """
    if not any(map(minutes.is_new, key.parts)):
        return False
    if turn.path.of == NEW and turn.path.part:
        return any(turn.path.part in item.fields for item in minutes.plan.items if item.id == key.parts[-1])
    return minutes.turns.role(key) in ("delivered", "decision")


def _is_of_nothing(turn: Turn, key: Key, minutes: Minutes) -> bool:
    """Whether a question is of parts that an item has none of, and no field of its own stands for them."""
    form = minutes.script.format
    if turn.for_each not in form.items or turn.path.of != turn.for_each or not key.parts:
        return False
    own = next((item.kind for item in minutes.plan.items if item.id == key.parts[-1]), turn.for_each)
    return own != turn.for_each and turn.path.field not in form.fields_of(own)


def _is_wished(turn: Turn, minutes: Minutes) -> bool:
    """Whether the child has not wished to be left alone with what a turn is about."""
    away = minutes.child.set_up.topics_away
    if not away or turn.to != "child":
        return True
    fields = [column.field for column in turn.columns] or [turn.path.field]
    return any(field not in away for field in fields)


def _has_left(key: Key, minutes: Minutes) -> bool:
    """Whether a question is about somebody who was in the room and is not any more."""
    person = minutes.people.get(key.parts[-1]) if key.parts else None
    return person is not None and not person.apologies and not minutes.people.in_room(person.id)


def _somebody_to_ask(turn: Turn, minutes: Minutes) -> bool:
    return turn.to not in PERSPECTIVES or _somebody_present(minutes, turn.to)


def _has_said_it(turn: Turn, key: Key, minutes: Minutes) -> bool:
    """Whether whoever is asked for a reason has given it together with the number."""
    if turn.path.part != "reason" or not key.parts:
        return False
    side = minutes.scores.sides(key.parts[0]).get(key.parts[-1])
    return side is not None and bool(side.reason)


def _items(for_each: str | None, base: tuple[str, ...], minutes: Minutes) -> Iterator[tuple[str, ...]]:
    if for_each is None:
        yield base
        return
    found = items_of(for_each, base, minutes)
    if not found and base and for_each in minutes.script.format.items:
        yield base  # nothing stands under it: it is asked about itself
    yield from ((*base, item) for item in found)


def items_of(for_each: str, base: tuple[str, ...], minutes: Minutes) -> list[str]:
    """Return the ids that a loop runs over, in order; people who have left stand among those of the room."""
    perspectives = {"parents": "parent", "school": "school", "practitioners": "practitioner"}
    if (items := _of_kind(for_each, base[-1] if base else None, minutes)) is not None:
        return items
    if for_each in (CHILDREN, "last_actions"):
        here = [one for one in minutes.plan.children if one.ended is None or minutes.has_ended(one.id)]
        return [one.id for one in (here if for_each == CHILDREN else minutes.plan.last_actions())]
    if for_each in ("concerns", "loose_actions"):
        concerns = for_each == "concerns"
        return [one.id for one in (minutes.said.concerns() if concerns else minutes.actions.unfinished())]
    if for_each == "sides":
        return minutes.scores.furthest_apart(base[0])
    if for_each == "sent_in":
        return [person.id for person in minutes.people.values() if _absent_but_sent_in(person.id, minutes)]
    there = [person for person in minutes.people.values() if not person.apologies]
    if for_each == "present":
        return [person.id for person in there]
    return [person.id for person in there if person.perspective == perspectives[for_each]]


def _of_kind(for_each: str, under: str | None, minutes: Minutes) -> list[str] | None:
    """Return the items of a loop over a kind: in the plan, new here, or both; None of another loop."""
    if for_each in minutes.script.format.items:
        return [item.id for item in minutes.items_of(for_each, under)]
    if kind := any_kind(for_each):
        return [*(item.id for item in minutes.items_of(kind, under)), *minutes.said.new_ids(kind, under)]
    kind = new_kind(for_each)
    if kind is None:
        return None
    came = [item.id for item in minutes.items_of(kind, under) if minutes.is_new(item.id)]
    return [*minutes.said.new_ids(kind, under), *came]


def _absent_but_sent_in(person: str, minutes: Minutes) -> bool:
    """Whether somebody sent words in and is not there; the child's are read out in the child's own turn."""
    return person != CHILD and not minutes.people.in_room(person) and minutes.said.sent_in[person] > 0


def status_of(turn: Turn, key: Key, minutes: Minutes) -> Status:
    """Return how a question stands.

    What was given answers it once its kind of answer is settled by that; else the chair must have moved on.
    """
    mark = minutes.standing.marks.get(key)
    if minutes.touched(key):
        done = (
            mark is not None
            or any(map(minutes.has_ended, key.parts))
            or KINDS[turn.answer].settled(turn, key, minutes)
        )
        # Where a number changed in talking, nobody else is asked to show again.
        done = done or (turn.path.part == SECOND and not holds(turn.when, key.parts, minutes))
        if done and _said_by_others_only(turn, key, minutes):
            return KINDS[turn.answer].when_done
        return "answered" if done else "open"
    if mark is None:
        return "open"
    if mark.kind == "done":
        return KINDS[turn.answer].when_done
    return mark.kind


def _said_by_others_only(turn: Turn, key: Key, minutes: Minutes) -> bool:
    """Whether one side of a disagreement was asked, and all that was said came from others."""
    if turn.path.part not in ("reason", "would_change") or not key.parts:
        return False
    said = minutes.said.at(key)
    return bool(said) and all(entry.by != key.parts[-1] for entry in said)


_OF_SCORES = {"spread", "second_spread", "score", "score_result", "low_before", "next_before", "before_known"}
_OF_PEOPLE = {"present", "absent", "sent_in", "not_sent_in"}
_OF_PLAN = {"had_review", "last_period", "offered", "loose"}
_OF_MEETING = {*_OF_PLAN, "school_year", "minutes", "age_known", "says_by", "pictures"}


def holds(when: Condition, parts: tuple[str, ...], minutes: Minutes) -> bool:
    """Whether every part of a condition holds for one item (its ids, outermost first)."""
    given = when.model_fields_set
    if not given:  # most turns have no condition, and the agenda is made anew after every event
        return True
    return (
        all(_answered(minutes, turn, values, parts) for turn, values in when.answers.items())
        and (given.isdisjoint(_OF_SCORES) or _scores_hold(when, parts[0] if parts else "", minutes))
        and (given.isdisjoint(_OF_PEOPLE) or _people_hold(when, minutes))
        and (given.isdisjoint(_OF_MEETING) or _meeting_holds(when, minutes))
    )


def _answered(minutes: Minutes, turn: str, values: list[str], parts: tuple[str, ...]) -> bool:
    """Look up a turn for this item, or for one that holds it or that it holds."""
    given = [key for key in minutes.given.askings(turn, parts) if minutes.touched(key)]
    if NOTHING in values and not given:
        return True
    if ANYTHING in values:
        return bool(given)
    return any(not minutes.answers_at(key).isdisjoint(values) for key in given)


def _scores_hold(when: Condition, outcome: str, minutes: Minutes) -> bool:
    scores = minutes.scores
    # Where no adult has a number, nothing is apart: a number may still be agreed.
    if when.spread and not when.spread.holds(scores.spread(scores.shown(FIRST, outcome)) or 0):
        return False
    if when.second_spread and not when.second_spread.holds(scores.spread(scores.shown(SECOND, outcome))):
        return False
    if when.score and not when.score.holds(scores.agreed(outcome)):
        return False
    if when.score_result and scores.result(outcome) not in when.score_result:
        return False
    began = when.before_known is not None and beginning(outcome, minutes.plan, minutes.script.format)
    if when.before_known not in (None, bool(began)):
        return False
    if when.next_before is not None:
        said = last_next_steps(outcome, minutes.plan, minutes.script.format)
        if when.next_before != bool(said):
            return False
    return when.low_before is None or when.low_before == _low_before(minutes, outcome)


def _low_before(minutes: Minutes, outcome: str) -> bool:
    """Whether the last review agreed a number that is low."""
    last = minutes.plan.last_review
    score = last.score(outcome) if last else None
    if score is None:
        return False
    scale = minutes.script.scale_of(score, minutes.plan)
    number = scale.number_of(score)
    return number is not None and number <= scale.low


def _people_hold(when: Condition, minutes: Minutes) -> bool:
    return (
        all(_somebody_present(minutes, perspective) for perspective in when.present)
        and not any(_somebody_present(minutes, perspective) for perspective in when.absent)
        and all(sent_in(minutes, perspective) for perspective in when.sent_in)
        and not any(sent_in(minutes, perspective) for perspective in when.not_sent_in)
    )


def _somebody_present(minutes: Minutes, perspective: str) -> bool:
    if perspective == "child":
        return minutes.people.in_room(CHILD)
    return bool(minutes.people.present(perspective))


def sent_in(minutes: Minutes, perspective: Perspective) -> bool:
    """Whether somebody of a perspective sent words in before the meeting."""
    return any(
        count and minutes.people.perspective_of(speaker) == perspective
        for speaker, count in minutes.said.sent_in.items()
    )


def _meeting_holds(when: Condition, minutes: Minutes) -> bool:
    last = minutes.period == len(minutes.script.format.period.names)
    if when.had_review not in (None, bool(minutes.plan.reviews)) or when.last_period not in (None, last):
        return False
    if when.minutes and not when.minutes.holds(minutes.length):
        return False
    child = minutes.child
    if when.age_known is not None and when.age_known != (child.date_of_birth is not None):
        return False
    if when.pictures not in (None, minutes.script.pictures):
        return False
    if when.says_by and (child.set_up.says_by or "talk") not in when.says_by:
        return False
    year = child.school_year(minutes.review_date)
    if when.school_year is not None and not when.school_year.holds(year):
        return False
    if when.loose is not None and when.loose != is_loose(minutes):
        return False
    return not when.offered or not offered_now(minutes).isdisjoint(when.offered)
