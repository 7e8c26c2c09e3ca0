"""What an event must fulfil before it is taken in; each refusal's sentence stands in `prompts/words/`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from facilitator.meeting import events as ev
from facilitator.meeting.board import columns_of
from facilitator.meeting.conditions import spread
from facilitator.meeting.minutes import Key, Minutes
from facilitator.meeting.options import options_of
from facilitator.meeting.set_up import LINES
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Position
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.models import AnswerKind, Turn

FAR_APART = 2
"""From this spread on a score is not agreed while the numbers stay as they are."""

_NO_WAY_ON = (ev.Paused, ev.Resumed, ev.Undone, ev.Redone)


def check(event: ev.Event, minutes: Minutes) -> None:
    """Raise a Refusal where an event does not fit the meeting as it stands."""
    if minutes.ended and not isinstance(event, _NO_WAY_ON):
        raise Refusal("meeting.ended")
    if isinstance(event, ev.OfTurn):
        _turn_exists(event, minutes)
    checker = _CHECKS.get(type(event))
    if checker is not None:
        checker(event, minutes)


def _turn_exists(event: ev.OfTurn, minutes: Minutes) -> None:
    if event.turn not in minutes.turns:
        raise Refusal("meeting.no-such-turn", turn=event.turn)


def _answer(event: ev.OfTurn, minutes: Minutes, *kinds: AnswerKind) -> Turn:
    turn = minutes.turns[event.turn]
    if turn.answer not in kinds:
        raise Refusal("meeting.other-answer", kind=turn.answer)
    return turn


def _person(person_id: str | None, minutes: Minutes) -> None:
    if person_id is not None and person_id not in minutes.people:
        raise Refusal("meeting.no-such-person", person=person_id)


def _speaker_known(speaker: str | None, minutes: Minutes) -> None:
    if speaker != EVERYONE:
        _person(speaker, minutes)


def _said(event: ev.LineSaid, minutes: Minutes) -> None:
    _answer(event, minutes, "lines")
    _speaker_known(event.speaker, minutes)
    _person(event.helper, minutes)


def _line_changed(event: ev.LineChanged, minutes: Minutes) -> None:
    _line(event, minutes)
    _speaker_known(event.speaker, minutes)
    _person(event.helper, minutes)


def _line(event: ev.LineChanged | ev.LineRemoved, minutes: Minutes) -> None:
    if event.line not in minutes.said:
        raise Refusal("meeting.no-such-line")


def _chosen(event: ev.ChoiceMade, minutes: Minutes) -> None:
    turn = _answer(event, minutes, "choice", "period", "outcome")
    if event.option not in {option.id for option in options_of(turn, minutes)}:
        raise Refusal("meeting.no-such-option", option=event.option)
    as_number = turn.records == "minutes" or turn.field == "rate"
    if as_number and not event.option.isdigit():
        raise Refusal("meeting.no-such-option", option=event.option)


def _several(event: ev.SeveralChosen, minutes: Minutes) -> None:
    turn = _answer(event, minutes, "several")
    known = {option.id for option in options_of(turn, minutes)}
    unknown = [option for option in event.options if option not in known]
    if unknown:
        raise Refusal("meeting.no-such-option", option=unknown[0])


def _text(event: ev.TextGiven, minutes: Minutes) -> None:
    turn = _answer(event, minutes, "text")
    if turn.field in LINES and len(event.text) > LONGEST_LINE:
        raise Refusal("meeting.name-too-long", most=LONGEST_LINE)
    if turn.field == "known_as":
        _name_is_free(event.text or minutes.plan.child.full_name, CHILD, minutes)


def _sorted(event: ev.CardSorted, minutes: Minutes) -> None:
    turn = _answer(event, minutes, "board")
    _person(event.helper, minutes)
    if event.column not in {column.id for column in columns_of(turn, minutes)}:
        raise Refusal("meeting.no-such-option", option=event.column)


def _another_way(event: ev.AskedAnotherWay, minutes: Minutes) -> None:
    """The ladder is put to the child, who is there to hear it."""
    if not minutes.turns[event.turn].child or not minutes.in_room(CHILD):
        raise Refusal("meeting.no-other-way")


def _date(event: ev.DateGiven, minutes: Minutes) -> None:
    turn = _answer(event, minutes, "date")
    if turn.records != "date":
        _not_gone(event.on, minutes)


def _not_gone(day: date | None, minutes: Minutes) -> None:
    if day is not None and day < minutes.review_date:
        raise Refusal("meeting.day-gone", day=day)


def _score(event: ev.ScoreShown, minutes: Minutes) -> None:
    _answer(event, minutes, "scores")
    _person(event.person, minutes)
    _on_scale(event.number, minutes)
    delivered = next((turn for turn in minutes.turns.values() if turn.records == "delivered"), None)
    outcome = event.item.split("/")[0]
    if delivered is not None and not _settled_with(Key(delivered.id, outcome), minutes):
        raise Refusal("meeting.delivered-first")
    _agreed_number_stands(event, outcome, minutes)


def _agreed_number_stands(event: ev.ScoreShown, outcome: str, minutes: Minutes) -> None:
    """A number that was agreed cannot be left among numbers that are far apart (MEETING, rule 6)."""
    second = minutes.turns[event.turn].records == "second_scores"
    if minutes.agreed_number(outcome) is None or (
        not second and event.person in minutes.shown("second_scores", outcome)
    ):
        return
    position = Position(person=event.person, number=event.number)
    apart = spread({**minutes.last_show(outcome), event.person: position}, minutes)
    if apart is not None and apart >= FAR_APART:
        raise Refusal("meeting.agreed-already", number=minutes.agreed_number(outcome))


def _settled_with(key: Key, minutes: Minutes) -> bool:
    return key in minutes.choices or key in minutes.marks


def _on_scale(number: int | None, minutes: Minutes) -> None:
    scale = minutes.script.format.scale
    if number is not None and not scale.lowest <= number <= scale.highest:
        raise Refusal("meeting.not-on-scale", lowest=scale.lowest, highest=scale.highest)


def _settled(event: ev.ScoreSettled, minutes: Minutes) -> None:
    """A number that is agreed needs a show in which nobody is two apart (MEETING, rule 6)."""
    _answer(event, minutes, "agree")
    _on_scale(event.number, minutes)
    outcome = event.item.split("/")[0]
    apart = spread(minutes.last_show(outcome), minutes)
    if event.number is not None and apart is not None and apart >= FAR_APART:
        raise Refusal("meeting.still-apart")


def _action(event: ev.ActionAdded, minutes: Minutes) -> None:
    _answer(event, minutes, "action")
    _owner(event.who, None, minutes)
    _not_gone(event.by, minutes)


def _action_changed(event: ev.ActionChanged, minutes: Minutes) -> None:
    if event.action not in minutes.actions:
        raise Refusal("meeting.no-such-action")
    if event.who is not None:
        _owner(event.who, event.action, minutes)
    _not_gone(event.by, minutes)
    _not_gone(event.confirm_by, minutes)


def _owner(who: str, action: str | None, minutes: Minutes) -> None:
    """A child owns at most one action, alone or with others (MEETING, rule 11)."""
    if CHILD not in {person.id for person in minutes.names.owners(who)}:
        return
    if any(CHILD in held.owners and held.id != action for held in minutes.actions.values()):
        raise Refusal("meeting.child-has-an-action")


def _action_removed(event: ev.ActionRemoved, minutes: Minutes) -> None:
    if event.action not in minutes.actions:
        raise Refusal("meeting.no-such-action")


def _person_added(event: ev.PersonAdded, minutes: Minutes) -> None:
    _name_is_free(event.name, None, minutes)
    if event.perspective == "child":
        raise Refusal("meeting.one-child")


def _name_is_free(name: str, person_id: str | None, minutes: Minutes) -> None:
    wanted = name.casefold()
    if any(person.name.casefold() == wanted and person.id != person_id for person in minutes.people.values()):
        raise Refusal("meeting.name-taken", name=name)


def _person_changed(event: ev.PersonChanged, minutes: Minutes) -> None:
    _person(event.person, minutes)
    if event.name is not None:
        _name_is_free(event.name, event.person, minutes)
    if event.perspective is not None and (event.perspective == "child") != (event.person == CHILD):
        raise Refusal("meeting.one-child")


def _person_removed(event: ev.PersonRemoved, minutes: Minutes) -> None:
    _person(event.person, minutes)
    if event.person == CHILD or minutes.has_something_from(event.person):
        raise Refusal("meeting.person-has-spoken", name=minutes.people[event.person].name)


def _arrived(event: ev.PersonArrived, minutes: Minutes) -> None:
    _person(event.person, minutes)
    if minutes.in_room(event.person):
        raise Refusal("meeting.already-here", name=minutes.people[event.person].name)


def _left(event: ev.PersonLeft, minutes: Minutes) -> None:
    _person(event.person, minutes)
    if not minutes.in_room(event.person):
        raise Refusal("meeting.not-here", name=minutes.people[event.person].name)


def _note(event: ev.NoteParked, minutes: Minutes) -> None:
    _speaker_known(event.speaker, minutes)


def _speaker(event: ev.SpeakerChosen, minutes: Minutes) -> None:
    _speaker_known(event.person, minutes)


_CHECKS: dict[type[ev.Happening], Callable[[Any, Minutes], None]] = {
    ev.LineSaid: _said,
    ev.LineChanged: _line_changed,
    ev.LineRemoved: _line,
    ev.ChoiceMade: _chosen,
    ev.SeveralChosen: _several,
    ev.TextGiven: _text,
    ev.CardSorted: _sorted,
    ev.AskedAnotherWay: _another_way,
    ev.DateGiven: _date,
    ev.ScoreShown: _score,
    ev.ScoreSettled: _settled,
    ev.ActionAdded: _action,
    ev.ActionChanged: _action_changed,
    ev.ActionRemoved: _action_removed,
    ev.PersonAdded: _person_added,
    ev.PersonChanged: _person_changed,
    ev.PersonRemoved: _person_removed,
    ev.PersonArrived: _arrived,
    ev.PersonLeft: _left,
    ev.NoteParked: _note,
    ev.SpeakerChosen: _speaker,
}
