"""Scores: everybody in the room shows a number for an outcome, the child a face."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed, so_far
from facilitator.meeting.event_rules import can_be_shown, person_known
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.score_shows import FAR_APART, SECOND
from facilitator.meeting.support_given import support_is_known
from facilitator.meeting.who_is_speaking import asking_who
from facilitator.plan.manners import Given
from facilitator.plan.refusal import Refusal
from facilitator.plan.scores import Position
from facilitator.script.formats_and_turns import Turn

# What is taken


def _support_is_known(key: Key, minutes: Minutes) -> None:
    """Raise Refusal while nobody has said whether an outcome's support was given (MEETING, rule 5)."""
    found_out = minutes.turns.role(key) == "delivered"  # that is what the show is for
    if key.parts and not found_out and not support_is_known(key.parts[0], minutes):
        raise Refusal("meeting.delivered-first")


def _check(event: ev.ScoreShown, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    can_be_shown(event.number, event.turn, minutes)
    key = event.key
    _support_is_known(key, minutes)
    _agreed_number_stands(event, key, minutes)


def _agreed_number_stands(event: ev.ScoreShown, key: Key, minutes: Minutes) -> None:
    """A number that was agreed cannot be left among numbers that are far apart (MEETING, rule 6)."""
    scores, outcome = minutes.scores, event.item.split("/")[0]
    agreed = scores.agreed(outcome)
    second = minutes.turns.path(key).part == SECOND
    if agreed is None or (not second and event.person in scores.shown(SECOND, outcome)):
        return
    position = Position(person=event.person, number=event.number)
    apart = scores.spread({**scores.last_show(outcome), event.person: position})
    if apart is not None and apart >= FAR_APART:
        raise Refusal("meeting.agreed-already", number=minutes.turns.scale(key).name_of(agreed))


def _record(event: ev.ScoreShown, minutes: Minutes) -> None:
    key = event.key
    shown = minutes.scores.shows.setdefault(key, {})
    asked = minutes.standing.asked_at(key)
    shown[event.person] = statements.position(event, asked, shown.get(event.person))


class Scores(Kind):
    """A show of scores, one a person."""

    takes = {ev.ScoreShown: Taken(_check, _record)}
    one_each = True

    def read(self, typed: Typed) -> ev.Event:
        """Read "Mum 2 because ...", "Mum: 2" or "Mina good"; a bare number is the next one's."""
        from facilitator.meeting.typed_scores import answer_of, whose

        minutes, key = typed.minutes, typed.place.key
        _support_is_known(key, minutes)
        scale = minutes.turns.scale(key)

        def by(person: str, words: str, given: Given | None = None) -> ev.ScoreShown:
            answer = answer_of(person, words, scale, minutes)
            return ev.ScoreShown(
                turn=typed.turn,
                item=typed.item,
                person=person,
                number=answer.number,
                word=answer.word,
                reason=answer.reason,
                given=given,
            )

        with asking_who(by, sought="score"):
            person, words, given = whose(typed.place, typed.text.strip(), scale, minutes)
        return by(person, words, given)

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return "Mum 2, Mr Lacey 3" as one text for each score, so that none is another's reason."""
        from facilitator.meeting.typed_scores import scores_in

        lines = (line.strip() for line in text.split("\n") if line.strip())
        scale = at.minutes.turns.scale(at.place.key) if at.place else at.minutes.script.scale
        scores = [score for line in lines for score in scores_in(line, scale, at.minutes)]
        return scores if len(scores) > 1 else [text]

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once everybody in the room has shown."""
        return key in minutes.scores.shows and not minutes.scores.waiting_for(key)

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return who has shown what, and who is next."""
        waiting = minutes.scores.waiting_for(place.key)
        asks = minutes.people[waiting[0]].name if waiting else ""
        return Parts(asks=asks, shown=so_far(place, minutes))
