"""What somebody said, as the minutes keep it: made from an event, sorted on a board, or put right."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Asked, Key, Said, same_words
from facilitator.plan.entries import Entry, Manner, When
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import PARKED
from facilitator.plan.scores import Position
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import Turn


def field_of(path: Path, turn: str) -> str:
    """Return the field of a line: with its part, where it goes with a score; else the turn's id."""
    return path.entry_field or turn


def said(event: ev.LineSaid, new_id: str, minutes: Minutes, asked: Asked | None) -> Said:
    """Return a line; the rung of the ladder is kept with what the child says."""
    turn = minutes.turns[event.turn]
    manner = Manner(
        how=event.how,
        when=_when(turn, event.speaker, minutes),
        helper=event.helper,
        turn=turn.id,
        given=event.given,
    )
    entry = Entry(
        id=new_id,
        field=field_of(turn.path, turn.id),
        value=event.text,
        by=event.speaker,
        manner=manner.model_copy(update=_rung(event.speaker, event.text, asked)),
        picture=event.picture if event.speaker == CHILD else "",
    )
    return Said(entry, event.key, asked)


def sorted_card(event: ev.CardSorted, new_id: str, minutes: Minutes, asked: Asked | None) -> Said:
    """Return a card as the child's entry in its column's field; one that is sorted again stays itself."""
    turn, key = minutes.turns[event.turn], event.key
    field = next(column.field for column in turn.columns if column.id == event.column)
    wanted = same_words(event.card)
    own = (entry for entry in minutes.said.at(key) if entry.by == CHILD)
    before = next((entry for entry in own if same_words(entry.text) == wanted), None)
    entry = before or Entry(
        id=new_id,
        field=field,
        value=event.card,
        by=CHILD,
        manner=Manner(when=_when(turn, CHILD, minutes), turn=turn.id),
        picture=event.picture,
    )
    given = {"how": event.how, "helper": event.helper, "given": event.given}
    manner = entry.manner.model_copy(update=given | _rung(CHILD, event.card, asked))
    return Said(entry.model_copy(update={"field": field, "manner": manner}), key, asked)


def note(event: ev.NoteParked, new_id: str, minutes: Minutes) -> Said:
    """Return something that was put aside, at the question that is put now."""
    entry = Entry(id=new_id, field=PARKED, value=event.text, by=event.speaker)
    return Said(entry, None, parked_at=minutes.standing.current)


def beside(event: ev.NoteBeside | ev.WithNote, note: ev.Note, new_id: str, minutes: Minutes) -> Said:
    """Return words that stand beside an answer which is picked."""
    turn, key = minutes.turns[event.turn], event.key
    asked = minutes.standing.asked_at(key)
    manner = Manner(
        how=note.how,
        when=_when(turn, note.speaker, minutes),
        helper=note.helper,
        turn=turn.id,
        given=note.given,
        rung=asked.rung if asked and note.speaker == CHILD else None,
    )
    return Said(
        Entry(id=new_id, field=turn.id, value=note.text, by=note.speaker, manner=manner), key, asked, True
    )


def changed(event: ev.LineChanged, before: Said, minutes: Minutes) -> Said:
    """Return a line with its words, speaker or manner put right."""
    entry = before.entry
    given = event.model_dump(include={"how", "helper", "given"}, exclude_none=True)
    if event.speaker is not None:
        # How and when the words came was told of the other speaker.
        given = {"how": "own_words", "given": None} | given
        given["when"] = _when(minutes.turns.get(entry.manner.turn), event.speaker, minutes)
        given |= _rung(event.speaker, event.text or entry.text, before.asked)
    if "how" in given:
        given.setdefault("helper", None)
    update: dict[str, object] = {"value": event.text or entry.value, "by": event.speaker or entry.by}
    if event.not_shared is not None:
        update["not_shared"] = event.not_shared
    update["picture"] = _picture(event, entry)
    manner = entry.manner.model_copy(update=given)
    return before._replace(entry=entry.model_copy(update=update | {"manner": manner}))


def _picture(event: ev.LineChanged, entry: Entry) -> str:
    """Return the picture of a line after a change; only a child's words have one, and these very words."""
    if (event.speaker or entry.by) != CHILD:
        return ""
    if event.picture is not None:
        return event.picture
    return entry.picture if event.text is None or same_words(event.text) == same_words(entry.text) else ""


def moved(before: Said, key: Key, minutes: Minutes) -> Said:
    """Return a line as the answer to another question; how the one before was put says nothing of it."""
    turn, entry = minutes.turns[key.turn], before.entry
    manner = entry.manner.model_copy(
        update={"turn": turn.id, "when": _when(turn, entry.by, minutes), **_rung(entry.by, entry.text, None)}
    )
    update = {"field": field_of(turn.path, turn.id), "manner": manner}
    return Said(entry.model_copy(update=update), key)


def manner(event: ev.ChoiceMade, minutes: Minutes, asked: Asked | None) -> Manner:
    """Return how something was chosen, and the rung where it was the child who chose.

    The same chosen again, to note how it was given, came at the rung of the first time.
    """
    key = event.key
    by_child = minutes.turns.to_child(key)
    before = minutes.replies.chosen_how.get(key) if minutes.replies.choices.get(key) == event.option else None
    at = asked.rung if asked else before.rung if before else None
    return Manner(given=event.given, rung=at if by_child else None)


def position(event: ev.ScoreShown, asked: Asked | None, before: Position | None) -> Position:
    """Return one person's score; the rung is kept with the child's.

    The same one shown again keeps its rung, and its reason until there is another.
    """
    same = before if before and (before.number, before.word) == (event.number, event.word) else None
    at = asked.rung if asked else same.manner.rung if same else None
    return Position(
        person=event.person,
        number=event.number,
        word=event.word,
        reason=event.reason or (same.reason if same else ""),
        manner=Manner(given=event.given, rung=at if event.person == CHILD else None),
    )


def _rung(speaker: str, text: str, asked: Asked | None) -> dict[str, object]:
    if asked is None or speaker != CHILD:
        return {"rung": None, "asked": ""}
    return {"rung": asked.rung, "asked": asked.needed_by(text)}


def _when(turn: Turn | None, speaker: str, minutes: Minutes) -> When:
    """Return when a speaker's words came; a parked note answers no turn."""
    absent = speaker != EVERYONE and minutes.people[speaker].apologies
    return "sent_in" if turn and (turn.sent_in or absent) else "in_meeting"
