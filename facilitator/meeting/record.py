"""What the minutes add up to: the record of a review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter

from facilitator.meeting.kept import Held, Key, Said
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.open_ends import match_of
from facilitator.meeting.score_shows import FIRST, SECOND
from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Manner, id_of_answer
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import PARKED, LeftOpen, Review
from facilitator.plan.scores import Position, Score, Side
from facilitator.plan.values import UNKNOWN, Value
from facilitator.script.fields import NEW, DeclaredField, FieldRole, Path

_OF_A_SIDE = ("reason", "would_change")
_COMES: dict[FieldRole, int] = {"delivered": -1, "decision": 1, "read_back": 2}
"""Where an answer of that role stands among those about one thing; the others are between, as they came."""
_TICKS: dict[str, Value] = {"yes": True, "no": False, "unknown": UNKNOWN}


def to_review(minutes: Minutes, closed_at: datetime | None) -> Review:
    """Return the review that the minutes add up to; every line stands in it once, under its speaker."""
    ended = minutes.standing.ended
    return Review.model_validate(
        {
            "id": minutes.started.review,
            "period": minutes.period,
            "date": minutes.review_date,
            "minutes": minutes.length,
            "ended": "early" if ended and ended.early else "in_full",
            "ended_because": ended.because if ended else "",
            "closed_at": closed_at,
            "people": list(minutes.people.values()),
            "entries": list(_entries(minutes)),
            "scores": [score for item in _things(minutes) if (score := _score(item, minutes))],
            "actions": [_action(held, minutes) for held in minutes.actions.values()],
            "next_date": minutes.replies.day("review.next_date"),
            "left_open": _left_open(minutes),
        }
    )


# Entries


def _entries(minutes: Minutes) -> Iterator[Entry]:
    """Yield what was said of the review, then of each thing with what was chosen for it, then the rest."""
    said: dict[str | None, list[Entry]] = {}
    for one in minutes.said.values():
        if one.key and not _stands_elsewhere(one, one.key, minutes):
            about = _about(one.key, minutes)
            said.setdefault(about, []).append(_as_recorded(one, about, minutes))
    answers: dict[str | None, list[Entry]] = {}
    for entry in _answers(minutes):
        answers.setdefault(entry.about, []).append(entry)
    yield from said.get(None, ())
    for thing in _things(minutes):
        yield from said.get(thing, ())
        yield from answers.get(thing, ())
    yield from minutes.said.parked()
    yield from answers.get(None, ())


def _things(minutes: Minutes) -> list[str]:
    """Return the ids of what a review may be about, in the order in which it tells of them."""
    plan = minutes.plan
    things = (plan.last_actions(), plan.children, plan.items, minutes.said.new_items())
    ids = [thing.id for some in things for thing in some]
    return [*ids, *(person for person in minutes.people if person not in ids)]


def _about(key: Key, minutes: Minutes) -> str | None:
    """Return what an answer is about; None for the review itself, or where its item has since gone."""
    if not key.parts or minutes.turns.path(key).of in ("review", "concern", ""):
        return None
    return key.parts[0] if key.parts[0] in _things(minutes) else None


def _as_recorded(said: Said, about: str | None, minutes: Minutes) -> Entry:
    """Return a line as the review keeps it: of a new item that was taken out again, as a note put aside."""
    entry, key = said.entry, said.key
    if about is None and key and key.parts and minutes.turns.path(key).of == NEW:
        asked = minutes.script.format.label(entry.field)
        manner = entry.manner.model_copy(update={"asked": asked})
        return entry.model_copy(update={"field": PARKED, "manner": manner})
    match = match_of(entry.id, minutes) if minutes.said.is_concern(entry) else None
    update = {"about": about, "match": match}
    return entry.model_copy(update={name: value for name, value in update.items() if value})


def _stands_elsewhere(said: Said, key: Key, minutes: Minutes) -> bool:
    """Whether words are kept as part of a disagreement or of a concern's end, under the same person."""
    path, speaker = minutes.turns.path(key), said.entry.by
    if (path.of, path.part) == ("concern", "because"):
        concern = minutes.said.get(key.parts[0])  # it may have been taken out since
        match = match_of(key.parts[0], minutes) if concern else None
        return speaker == EVERYONE and match is not None and match.kind == "not_now"
    if not key.parts or not minutes.turns.is_score(key) or not _disputed(key.parts[0], minutes):
        return False
    if path.part in _OF_A_SIDE:
        return speaker == key.parts[-1] and speaker in minutes.scores.sides(key.parts[0])
    return path.part == "next_step" and speaker == EVERYONE


def _answers(minutes: Minutes) -> Iterator[Entry]:
    """Yield what was chosen, ticked or typed for the fields of the format, each field once."""
    found: dict[tuple[str, str | None, str], tuple[int, Entry]] = {}
    for key, value in _values(minutes):
        path, declared = minutes.turns.path(key), _declared(key, minutes)
        if declared is None:
            continue
        manner = minutes.replies.chosen_how.get(key, Manner())
        by = CHILD if manner.given or manner.rung else EVERYONE
        by = key.parts[-1] if declared.role == "read_back" and key.parts else by
        about = None if path.of == "review" else key.parts[0] if key.parts else minutes.plan.child.id
        if about is not None and about not in _things(minutes):
            continue
        name = path.entry_field
        entry = Entry(
            id=id_of_answer(minutes.started.review, name, about, by),
            field=name,
            value=_typed(value, declared),
            about=about,
            by=by,
            manner=manner,
        )
        found[name, about, by] = _COMES.get(declared.role, 0), entry
    yield from (entry for _, entry in sorted(found.values(), key=itemgetter(0)))


def _values(minutes: Minutes) -> Iterator[tuple[Key, Value]]:
    replies = minutes.replies
    yield from replies.choices.items()
    yield from ((key, list(event.options)) for key, event in replies.several.items())
    yield from ((key, text) for key, text in replies.texts.items() if text)
    yield from ((key, on.isoformat()) for key, on in replies.dates.items())


def _declared(key: Key, minutes: Minutes) -> DeclaredField | None:
    """Return the field of the format that an asking gives a value to; a part of a score is none."""
    path = minutes.turns.path(key)
    declared = minutes.script.format.field(path) if path.of != "plan" else None
    return None if declared is None or declared.type == "score" else declared


def _typed(value: Value, declared: DeclaredField) -> Value:
    if declared.type == "tick" and isinstance(value, str):
        return _TICKS[value]
    if declared.type == "number" and isinstance(value, str):
        return int(value) if value.strip().lstrip("-").isdecimal() else value
    return value


# Scores


def _score_path(thing: str, minutes: Minutes) -> Path | None:
    """Return the field of the score that something has been given, or None."""
    shown = [key for key, positions in minutes.scores.shows.items() if positions]
    for key in (*shown, *minutes.scores.settled):
        if key.parts[:1] == (thing,):
            return minutes.turns.path(key)
    return None


def _disputed(thing: str, minutes: Minutes) -> bool:
    return bool(minutes.scores.sides(thing)) and minutes.scores.result(thing) == "not_agreed"


def _score(thing: str, minutes: Minutes) -> Score | None:
    """Return the score, or None where nothing was shown; shown but not talked through is *not settled*."""
    scores, path = minutes.scores, _score_path(thing, minutes)
    if path is None:
        return None
    first, second = scores.shown(FIRST, thing), scores.shown(SECOND, thing)
    result = scores.result(thing)
    if result is None and not first:
        return None
    declared = minutes.script.format.field(path)
    options = declared.option_ids if declared else []
    shows = [list(first.values()), *([list(second.values())] if second else [])]
    return Score.model_validate(
        {
            "field": path.field,
            "about": thing,
            "result": result or "not_settled",
            **_number_or_option(scores.agreed(thing), options),
            "shows": [[_position(at, options) for at in show] for show in shows if show or second],
            "support_not_given": _not_given(thing, minutes),
            **(_disagreement(thing, minutes) if _disputed(thing, minutes) else {}),
        }
    )


def _number_or_option(number: int | None, options: list[str]) -> dict[str, object]:
    """Return a number as it is kept: where a choice is judged by a show of fingers, as its option."""
    if number is None:
        return {}
    return {"option": options[number - 1]} if options else {"number": number}


def _position(at: Position, options: list[str]) -> Position:
    if not options or at.number is None:
        return at
    return at.model_copy(update={"number": None, "option": options[at.number - 1]})


def _not_given(thing: str, minutes: Minutes) -> bool:
    chosen, form = minutes.replies.chosen_of("delivered", thing), minutes.script.format
    asked = [form.field(path) for path in form.paths("delivered")]
    return any(chosen in declared.low for declared in asked if declared)


def _disagreement(thing: str, minutes: Minutes) -> dict[str, object]:
    by = [on for key, on in minutes.replies.dates.items() if _is_part(key, thing, "by", minutes)]
    return {
        "sides": [
            Side(
                person=person,
                reason=_words("reason", thing, person, minutes) or position.reason,
                would_change=_words("would_change", thing, person, minutes),
            )
            for person, position in minutes.scores.sides(thing).items()
        ],
        "next_step": _words("next_step", thing, None, minutes),
        "by": by[0] if by else None,
    }


def _is_part(key: Key, thing: str, part: str, minutes: Minutes) -> bool:
    return key.parts[:1] == (thing,) and minutes.turns.is_score(key) and minutes.turns.path(key).part == part


def _words(part: str, thing: str, side: str | None, minutes: Minutes) -> str:
    """Return what was said to that part of a score: by a person on their own side, or (None) by anybody."""
    return "\n".join(
        said.entry.text
        for said in minutes.said.values()
        if said.key
        and _is_part(said.key, thing, part, minutes)
        and (side is None or side == said.entry.by == said.key.parts[-1])
    )


# Actions and what was left


def _action(held: Held, minutes: Minutes) -> Action:
    confirm = Confirmation(who=held.confirm_who, by=held.confirm_by) if held.absent else None
    plan, parts = minutes.plan, held.key.parts
    known = {item.id for item in plan.items} | {line.id for line in minutes.said.new_items()}
    if len(plan.children) > 1:  # of one child it goes without saying
        known |= {child.id for child in plan.children}
    last = {action.id for action in plan.last_actions()}
    return Action(
        id=held.id,
        what=held.what,
        who=held.who,
        person=held.owners[0] if held.owners else None,
        by=held.by,
        confirm=confirm,
        about=next((part for part in parts if part in known), None),
        # It came up where the one that it carries on was asked after.
        continues=next((part for part in parts if part in last), None),
    )


def _left_open(minutes: Minutes) -> list[LeftOpen]:
    return [
        LeftOpen.model_validate(
            {"turn": key.turn, "item": key.item, "kind": mark.kind, "because": mark.because},
        )
        for key, mark in minutes.standing.marks.items()
        if mark.kind != "done"
    ]
