"""What the minutes add up to: the record of a review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter

from facilitator.meeting.concern_matches import match_of
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Held, Key, Said
from facilitator.meeting.notes_in_record import not_for_others, note_of_answer, notes_of_their_own
from facilitator.meeting.score_shows import FIRST, SECOND
from facilitator.meeting.support_given import lines_of_whole, support_given
from facilitator.meeting.who_is_meant import together
from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Manner, id_of_answer
from facilitator.plan.field_values import UNKNOWN, Value
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.reviews import (
    PARKED,
    HeldMeeting,
    LeftOpen,
    PlanningMeeting,
    Review,
    Signature,
    Sitting,
)
from facilitator.plan.scores import Position, Score, Side
from facilitator.script.declared_fields import DeclaredField, FieldRole
from facilitator.script.format_declaration import NEW, PLAN, SIGNED, Path, new_kind

_OF_A_SIDE = ("reason", "would_change")
_COMES: dict[FieldRole, int] = {"delivered": -1, "decision": 1, "read_back": 2}
"""Where an answer of that role stands among those about one thing; the others are between, as they came."""
_TICKS: dict[str, Value] = {"yes": True, "no": False, "unknown": UNKNOWN}


def to_record(minutes: Minutes, closed_at: datetime | None) -> HeldMeeting:
    """Return the record that the minutes add up to; every line stands in it once, under its speaker."""
    if not minutes.script.planning:
        return to_review(minutes, closed_at)
    return PlanningMeeting.model_validate(_record(minutes, closed_at) | {"parts": _parts(minutes)})


def to_review(minutes: Minutes, closed_at: datetime | None) -> Review:
    """Return the review that the minutes add up to."""
    return Review.model_validate(_record(minutes, closed_at) | {"period": minutes.period})


def _record(minutes: Minutes, closed_at: datetime | None) -> dict[str, object]:
    ended = minutes.standing.ended
    return {
        "id": minutes.started.review,
        "date": minutes.review_date,
        "sittings": [Sitting(on=day) for day in minutes.sittings],
        "minutes": minutes.length,
        "ended": "early" if ended and ended.early else "in_full",
        "ended_because": ended.because if ended else "",
        "closed_at": closed_at,
        "people": list(_people(minutes).values()),
        "entries": list(_entries(minutes)),
        "scores": [score for item in _things(minutes) if (score := _score(item, minutes))],
        "actions": [_action(held, minutes) for held in minutes.actions.values()],
        "changes": list(minutes.changes),
        "signatures": list(_signatures(minutes)),
        "next_date": minutes.replies.day("review.next_date"),
        "left_open": _left_open(minutes),
    }


def _parts(minutes: Minutes) -> list[str]:
    """Return the parts of the meeting at which anything was given, in order."""
    given = {key.turn for key in minutes.given.every_asking() if minutes.touched(key)}
    return [
        segment.id
        for segment in minutes.script.segments
        if not segment.setup and any(turn.id in given for turn in segment.every_turn())
    ]


def _signatures(minutes: Minutes) -> Iterator[Signature]:
    """Yield who signed what on the day of the meeting; who was not asked has no day."""
    for key, answer in minutes.replies.choices.items():
        path = minutes.turns.path(key)
        if path.of == SIGNED and key.parts and key.parts[-1] in minutes.people:
            person = minutes.people[key.parts[-1]]
            yield Signature.model_validate(
                {
                    "to": path.field,
                    "party": person.id,
                    "name": person.name,
                    "on": None if answer == "not_asked" else minutes.review_date,
                    "answer": answer,
                    "note": note_of_answer(key, person.id, minutes),
                }
            )


def _people(minutes: Minutes) -> dict[str, Person]:
    """Return the people by their ids; a child whose name nobody has chosen is on record by the full one."""
    name_of = minutes.people.name_of
    names = {one.id: one.on_record for one in minutes.children if name_of(one.id) == one.called}
    return {
        one.id: one.model_copy(update={"name": names[one.id]}) if one.id in names else one
        for one in minutes.people.values()
    }


# Entries


def _entries(minutes: Minutes) -> Iterator[Entry]:
    """Yield what was said of the review, then of each thing with what was chosen for it, then the rest."""
    said: dict[str | None, list[Entry]] = {}
    for one in minutes.said.values():
        if one.key and not (one.beside or _stands_elsewhere(one, one.key, minutes)):
            about = _about(one.key, minutes)
            said.setdefault(about, []).append(_as_recorded(one, about, minutes))
    answers: dict[str | None, list[Entry]] = {}
    answered = _answers(minutes)
    for entry in answered.values():
        answers.setdefault(entry.about, []).append(entry)
    yield from said.get(None, ())
    for thing in _things(minutes):
        yield from said.get(thing, ())
        yield from answers.get(thing, ())
    yield from (not_for_others(minutes.said[note.id], note, minutes) for note in minutes.said.parked())
    signed = {key for key in minutes.replies.choices if minutes.turns.path(key).of == SIGNED}
    yield from notes_of_their_own(minutes, {*answered, *signed})
    yield from answers.get(None, ())


def _things(minutes: Minutes) -> list[str]:
    """Return the ids of what a review may be about, in the order in which it tells of them."""
    plan = minutes.plan
    things = (plan.last_actions(), plan.children, plan.items, minutes.said.new_items())
    ids = [thing.id for some in things for thing in some]
    return [*ids, *(person for person in minutes.people if person not in ids)]


def _about(key: Key, minutes: Minutes) -> str | None:
    """Return what an answer is about; None for the review itself, or where its item has since gone."""
    path = minutes.turns.path(key)
    if not key.parts or path.of in ("review", "concern", PLAN, SIGNED, ""):
        return None
    if path.of == NEW:  # the item that it belongs to, or that it is a field of, is the innermost
        return next((part for part in reversed(key.parts) if part in _things(minutes)), None)
    kinds = {item.id: item.kind for item in minutes.plan.items}
    of = next((part for part in key.parts if kinds.get(part) == path.of), key.parts[0])
    return of if of in _things(minutes) else None


def _as_recorded(said: Said, about: str | None, minutes: Minutes) -> Entry:
    """Return a line as the review keeps it: of a new item that was taken out again, as a note put aside."""
    entry, key = said.entry, said.key
    if about is None and key and key.parts and minutes.turns.path(key).of == NEW:
        asked = minutes.script.format.label(entry.field)
        manner = entry.manner.model_copy(update={"asked": asked})
        entry = entry.model_copy(update={"field": PARKED, "manner": manner})
        return not_for_others(said, entry, minutes)
    match = match_of(entry.id, minutes) if minutes.said.is_concern(entry) else None
    update = {"about": about, "match": match, "not_shared": minutes.said.is_kept_back(said)}
    return entry.model_copy(update={name: value for name, value in update.items() if value})


def _stands_elsewhere(said: Said, key: Key, minutes: Minutes) -> bool:
    """Whether words that may be shared are kept as part of a disagreement or of a concern's end."""
    path, speaker = minutes.turns.path(key), said.entry.by
    if said.entry.not_shared:
        return False
    if (path.of, path.part) == ("concern", "because"):
        concern = minutes.said.get(key.parts[0])  # it may have been taken out since
        match = match_of(key.parts[0], minutes) if concern else None
        return speaker == EVERYONE and match is not None and match.kind == "not_now"
    if not key.parts or not minutes.turns.is_score(key) or not _disputed(key.parts[0], minutes):
        return False
    if path.part in _OF_A_SIDE:
        return speaker == key.parts[-1] and speaker in minutes.scores.sides(key.parts[0])
    return path.part == "next_step" and speaker == EVERYONE


def _answers(minutes: Minutes) -> dict[Key, Entry]:
    """Return what was chosen, ticked or typed for the fields of the format, each once, by its asking."""
    found: dict[tuple[str, str | None, str], tuple[int, Key, Entry]] = {}
    for key, entry in _fixed(minutes):
        found[entry.field, entry.about, entry.by] = 0, key, entry
    for key, value in _values(minutes):
        path, declared = minutes.turns.path(key), _declared(key, minutes)
        if declared is None:
            continue
        manner = minutes.replies.chosen_how.get(key, Manner())
        by = CHILD if manner.given or manner.rung else EVERYONE
        by = key.parts[-1] if declared.role == "read_back" and key.parts else by
        of_whole = path.of in ("review", PLAN)
        about = None if of_whole else _about(key, minutes) if key.parts else minutes.plan.child.id
        if about is None and not of_whole:
            continue
        name = path.entry_field
        entry = Entry(
            id=id_of_answer(minutes.started.review, name, about, by),
            field=name,
            value=_typed(value, declared),
            about=about,
            note=note_of_answer(key, by, minutes),
            by=by,
            manner=manner,
        )
        found[name, about, by] = _COMES.get(declared.role, 0), key, entry
    for key, entry in _support(minutes):
        found[entry.field, entry.about, entry.by] = _COMES["delivered"], key, entry
    return {key: entry for _, key, entry in sorted(found.values(), key=itemgetter(0))}


def _fixed(minutes: Minutes) -> Iterator[tuple[Key, Entry]]:
    """Yield what holds for every new item of a turn, such as where the support is that it asks for."""
    for line in minutes.said.new_items():
        key = minutes.said[line.id].key
        if key is None or (_about(key, minutes) is None and key.parts):
            continue
        for name, option in minutes.turns[key.turn].fixed.items():
            field = str(Path(NEW, new_kind(line.field) or "", name))
            entry = Entry(
                id=id_of_answer(minutes.started.review, field, line.id),
                field=field,
                value=option,
                about=line.id,
            )
            yield Key(key.turn, line.id), entry


def _support(minutes: Minutes) -> Iterator[tuple[Key, Entry]]:
    """Yield the one answer for all of an item's support, and for each line where it was given at once."""
    form, review = minutes.script.format, minutes.started.review
    kinds = {item.id: item.kind for item in minutes.plan.items}
    asked = [key for key in minutes.replies.choices if minutes.turns.role(key) == "delivered"]
    for item in dict.fromkeys(key.parts[0] for key in asked if len(key.parts) > 1):
        paths = [path for path in form.paths("delivered") if path.of == kinds.get(item)]
        value = support_given(item, minutes)
        for path in paths if value else ():
            entry = Entry(
                id=id_of_answer(review, path.field, item), field=path.field, value=value or "", about=item
            )
            yield Key(asked[0].turn, item), entry
    for item in dict.fromkeys(key.parts[0] for key in asked if len(key.parts) == 1):
        for line, (turn, path, answer) in lines_of_whole(item, minutes).items():
            entry = Entry(
                id=id_of_answer(review, path.field, line), field=path.field, value=answer, about=line
            )
            yield Key(turn, f"{item}/{line}"), entry


def _values(minutes: Minutes) -> Iterator[tuple[Key, Value]]:
    replies = minutes.replies
    chosen = ((key, minutes.chosen(key)) for key in replies.choices)
    yield from ((key, option) for key, option in chosen if option is not None)
    yield from ((key, list(event.options)) for key, event in replies.several.items())
    yield from ((key, text) for key, text in replies.texts.items() if text)
    yield from ((key, on.isoformat()) for key, on in replies.dates.items())


def _declared(key: Key, minutes: Minutes) -> DeclaredField | None:
    """Return the field of the format that an asking gives a value to; a part of a score is none."""
    path = minutes.turns.path(key)
    declared = minutes.script.format.field(path)
    return None if declared is None or minutes.turns.is_score(key) else declared


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
    options = [option.id for option in declared.lowest_first] if declared else []
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
    chosen, form = support_given(thing, minutes), minutes.script.format
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
        and not said.entry.not_shared
        and _is_part(said.key, thing, part, minutes)
        and (side is None or side == said.entry.by == said.key.parts[-1])
    )


# Actions and what was left


def _action(held: Held, minutes: Minutes) -> Action:
    confirm = Confirmation(who=held.confirm_who, by=held.confirm_by) if held.absent else None
    plan, parts, people = minutes.plan, held.key.parts, _people(minutes)
    known = {item.id for item in plan.items} | {line.id for line in minutes.said.new_items()}
    if len(plan.children) > 1:  # of one child it goes without saying
        known |= {child.id for child in plan.children}
    last = {action.id for action in plan.last_actions()}
    return Action(
        id=held.id,
        what=held.what,
        who=together(people[owner] for owner in held.owners) or held.who,
        person=held.owners[0] if held.owners else None,
        by=held.by,
        confirm=confirm,
        about=next((part for part in parts if part in known), None),
        # It came up where the one that it carries on was asked after.
        continues=next((part for part in parts if part in last), None),
        not_shared=held.not_shared,
    )


def _left_open(minutes: Minutes) -> list[LeftOpen]:
    return [
        LeftOpen.model_validate(
            {"turn": key.turn, "item": key.item, "kind": mark.kind, "because": mark.because},
        )
        for key, mark in minutes.standing.marks.items()
        if mark.kind != "done"
    ]
