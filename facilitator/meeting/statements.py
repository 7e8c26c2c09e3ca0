"""What somebody said, as the minutes keep it: made from an event, sorted on a board, or put right."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.kept import Asked, Said, same_words
from facilitator.meeting.minutes import PARKED, Minutes
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.reviews import Manner, Position, Statement, When
from facilitator.script.models import Turn


def topic_of(turn: Turn) -> str:
    """Return what the lines of a turn are about: its topic, else what it records."""
    return turn.topic or turn.records or turn.id


def said(event: ev.LineSaid, new_id: str, minutes: Minutes, asked: Asked | None) -> Said:
    """Return a line; the rung of the ladder is kept with what the child says."""
    turn = minutes.turns[event.turn]
    statement = Statement(
        id=new_id,
        text=event.text,
        speaker=event.speaker,
        topic=topic_of(turn),
        how=event.how,
        when=_when(turn, event.speaker, minutes),
        helper=event.helper,
        turn=turn.id,
        given=event.given,
    )
    return Said(
        statement.model_copy(update=_rung(event.speaker, event.text, asked)),
        event.key,
        asked,
    )


def sorted_card(event: ev.CardSorted, new_id: str, minutes: Minutes, asked: Asked | None) -> Said:
    """Return a card as the child's statement on its column's topic; one that is sorted again stays itself."""
    turn, key = minutes.turns[event.turn], event.key
    topic = next(column.topic for column in turn.columns if column.id == event.column)
    wanted = same_words(event.card)
    own = (held for held in minutes.said.at(key) if held.speaker == CHILD)
    before = next((held for held in own if same_words(held.text) == wanted), None)
    statement = before or Statement(
        id=new_id,
        text=event.card,
        speaker=CHILD,
        topic=topic,
        when=_when(turn, CHILD, minutes),
        turn=turn.id,
    )
    given = {"topic": topic, "how": event.how, "helper": event.helper, "given": event.given}
    return Said(statement.model_copy(update=given | _rung(CHILD, event.card, asked)), key, asked)


def note(event: ev.NoteParked, new_id: str) -> Said:
    """Return something that was put aside."""
    statement = Statement(id=new_id, text=event.text, speaker=event.speaker, topic=PARKED)
    return Said(statement, None)


def changed(event: ev.LineChanged, before: Said, minutes: Minutes) -> Said:
    """Return a line with its words, speaker or manner put right."""
    fields = {"text", "speaker", "how", "helper", "given"}
    given = event.model_dump(include=fields, exclude_none=True)
    if event.speaker is not None:
        # How and when the words came was told of the other speaker.
        given = {"how": "own_words", "given": None} | given
        given["when"] = _when(minutes.turns.get(before.statement.turn), event.speaker, minutes)
        given |= _rung(event.speaker, event.text or before.statement.text, before.asked)
    if "how" in given:
        given.setdefault("helper", None)
    return Said(before.statement.model_copy(update=given), before.key, before.asked)


def manner(event: ev.ChoiceMade, minutes: Minutes, asked: Asked | None) -> Manner:
    """Return how something was chosen, and the rung where it was the child who chose.

    The same chosen again, to note how it was given, came at the rung of the first time.
    """
    key = event.key
    by_child = minutes.turns[event.turn].to == "child" or event.item.split("/")[-1] == CHILD
    before = minutes.replies.chosen_how.get(key) if minutes.replies.choices.get(key) == event.option else None
    at = asked.rung if asked else before.rung if before else None
    return Manner(given=event.given, rung=at if by_child else None)


def position(event: ev.ScoreShown, asked: Asked | None, before: Position | None) -> Position:
    """Return one person's score; the rung is kept with the child's, and with the same one shown again."""
    same = before is not None and (before.number, before.word) == (event.number, event.word)
    at = asked.rung if asked else before.rung if before is not None and same else None
    return Position(
        person=event.person,
        number=event.number,
        word=event.word,
        reason=event.reason,
        given=event.given,
        rung=at if event.person == CHILD else None,
    )


def _rung(speaker: str, text: str, asked: Asked | None) -> dict[str, object]:
    if asked is None or speaker != CHILD:
        return {"rung": None, "asked": ""}
    return {"rung": asked.rung, "asked": asked.needed_by(text)}


def _when(turn: Turn | None, speaker: str, minutes: Minutes) -> When:
    """Return when a speaker's words came; a parked note answers no turn."""
    absent = speaker != EVERYONE and minutes.people[speaker].apologies
    return "sent_in" if turn and (turn.sent_in or absent) else "in_meeting"
