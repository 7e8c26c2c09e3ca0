"""How each event is taken in: one table says for every type what is checked and what is recorded."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.answers import action, lines, note_beside, people
from facilitator.meeting.answers.answer_kind import Taken
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.event_rules import speaker_known
from facilitator.meeting.minutes import Key, Minutes
from facilitator.meeting.minutes_parts import Asked, Mark
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal

_BEYOND_THE_END = (ev.Paused, ev.Resumed, ev.Undone, ev.Redone)


def check(event: ev.Event, minutes: Minutes) -> None:
    """Raise a Refusal where an event does not fit the meeting as it stands."""
    if minutes.standing.ended and not isinstance(event, _BEYOND_THE_END):
        raise Refusal("meeting.ended")
    if isinstance(event, ev.OfTurn):
        turn = minutes.turns.get(event.turn)
        if turn is None:
            raise Refusal("meeting.no-such-turn", turn=event.turn)
        if type(event) in ANSWERS and type(event) not in KINDS[turn.answer].takes:
            raise Refusal("meeting.other-answer", kind=turn.answer)
        if isinstance(event, ev.NoteBeside) and not KINDS[turn.answer].takes_notes:
            raise Refusal("meeting.other-answer", kind=turn.answer)
    TAKEN[type(event)].check(event, minutes)


def record(event: ev.Event, minutes: Minutes) -> None:
    """Take one event that has been found to be in order into the minutes."""
    taken = TAKEN[type(event)]
    minutes.look_at_child_again()
    if taken.asks_anew:
        minutes.given.version += 1
    if isinstance(event, ev.OfTurn) and type(event) in ANSWERS:
        key = event.key
        if minutes.standing.no_longer_left(key):
            minutes.given.version += 1
        minutes.given.note(key)
        if event.at is not None:
            minutes.days.add(event.at.date())
    taken.record(event, minutes)


# What answers no question


def takes_words(turn: str, minutes: Minutes) -> bool:
    """Whether a question is answered with lines of words."""
    return turn in minutes.turns and ev.LineSaid in KINDS[minutes.turns[turn].answer].takes


def may_move(line: str, minutes: Minutes) -> None:
    """Raise Refusal for what is no line of words: a card of a board, or a line that is not there."""
    said = minutes.said.get(line)
    if said is None:
        raise Refusal("meeting.no-such-line")
    if said.key is not None and not takes_words(said.key.turn, minutes):
        raise Refusal("meeting.only-words-move")


def _check_moved(event: ev.LineMoved, minutes: Minutes) -> None:
    may_move(event.line, minutes)
    if not takes_words(event.turn, minutes):
        raise Refusal("meeting.only-words-move")


def _record_moved(event: ev.LineMoved, minutes: Minutes) -> None:
    key = Key(event.turn, event.item)
    minutes.said.put(statements.moved(minutes.said[event.line], key, minutes))


def _check_note(event: ev.NoteParked, minutes: Minutes) -> None:
    speaker_known(event.speaker, minutes)


def _record_note(event: ev.NoteParked, minutes: Minutes) -> None:
    minutes.said.put(statements.note(event, minutes.new_id("s", event), minutes))


def _check_another_way(event: ev.AskedAnotherWay, minutes: Minutes) -> None:
    """The ladder is put to the child, who is there to hear it."""
    if not minutes.turns[event.turn].child or not minutes.people.in_room(CHILD):
        raise Refusal("meeting.no-other-way")


def _record_another_way(event: ev.AskedAnotherWay, minutes: Minutes) -> None:
    if event.key == minutes.standing.current:
        minutes.standing.asked = Asked(event.rung, event.words, tuple(event.answers))


def _check_speaker(event: ev.SpeakerChosen, minutes: Minutes) -> None:
    speaker_known(event.person, minutes)


def _record_speaker(event: ev.SpeakerChosen, minutes: Minutes) -> None:
    minutes.standing.speaker = event.person


def _record_voice(event: ev.VoiceChosen, minutes: Minutes) -> None:
    given = event.model_dump(include={"voice", "rate"}, exclude_none=True)
    minutes.read_aloud = minutes.read_aloud.model_copy(update=given)


def _record_resumed(event: ev.Resumed, minutes: Minutes) -> None:
    minutes.resumed = event.at.date() if event.at else None


def _record_end(event: ev.MeetingEnded, minutes: Minutes) -> None:
    minutes.standing.ended = event


def _check_plan_changed(event: ev.PlanChanged, minutes: Minutes) -> None:
    from facilitator.meeting import plan_in_meeting

    plan_in_meeting.check(event, minutes)


def _record_plan_changed(event: ev.PlanChanged, minutes: Minutes) -> None:
    from facilitator.meeting import plan_in_meeting

    plan_in_meeting.record(event, minutes)


def _record_left(
    event: ev.TurnDone | ev.TurnSkipped | ev.TurnPassed | ev.TurnParked, minutes: Minutes
) -> None:
    because = event.because if isinstance(event, ev.TurnSkipped) else ""
    minutes.standing.marks[event.key] = Mark(event.type, because)


_LEAVES = (ev.TurnDone, ev.TurnSkipped, ev.TurnPassed, ev.TurnParked)
_ONLY_MOVES = (ev.WentTo, ev.WentBack, *_BEYOND_THE_END)

ANSWERS: dict[type[ev.Happening], Taken] = {
    event: taken for kind in KINDS.values() for event, taken in kind.takes.items()
}
"""The events that answer a question, each as the kinds of answer have it."""

TAKEN: dict[type[ev.Happening], Taken] = {
    **ANSWERS,
    **lines.CHANGES,
    **action.CHANGES,
    **people.CHANGES,
    **note_beside.TAKES,
    ev.PlanChanged: Taken(_check_plan_changed, _record_plan_changed),
    ev.LineMoved: Taken(_check_moved, _record_moved),
    ev.NoteParked: Taken(_check_note, _record_note, asks_anew=False),
    ev.AskedAnotherWay: Taken(_check_another_way, _record_another_way, asks_anew=False),
    ev.SpeakerChosen: Taken(_check_speaker, _record_speaker, asks_anew=False),
    ev.VoiceChosen: Taken(record=_record_voice, asks_anew=False),
    ev.MeetingEnded: Taken(record=_record_end),
    **dict.fromkeys(_LEAVES, Taken(record=_record_left)),
    **dict.fromkeys(_ONLY_MOVES, Taken(asks_anew=False)),
    ev.Resumed: Taken(record=_record_resumed, asks_anew=False),
}
"""Every type of event but the start."""
