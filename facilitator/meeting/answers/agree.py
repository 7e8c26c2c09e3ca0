"""Agreement: the number on which the room agrees after a show of scores, or that it does not."""

from __future__ import annotations

import re

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed, as_they_stand
from facilitator.meeting.answers.note_beside import answer_or_note, check_note, record_note
from facilitator.meeting.event_rules import can_be_shown
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.meeting.score_shows import FAR_APART
from facilitator.meeting.who_is_speaking import conversation_lines
from facilitator.phrases.number import in_letters
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Turn

_NUMBER = re.compile(r"\d{1,4}")


def _check(event: ev.ScoreSettled, minutes: Minutes) -> None:
    """A number that is agreed needs a show in which nobody is two apart (MEETING, rule 6)."""
    check_note(event.note, minutes)
    can_be_shown(event.number, event.turn, minutes)
    scores, outcome = minutes.scores, event.item.split("/")[0]
    apart = scores.spread(scores.last_show(outcome))
    if event.number is not None and apart is not None and apart >= FAR_APART:
        raise Refusal("meeting.still-apart")


def _record(event: ev.ScoreSettled, minutes: Minutes) -> None:
    record_note(event, minutes)
    minutes.scores.settled[event.key] = event.number


def _settled(typed: Typed, text: str) -> ev.ScoreSettled:
    vocabulary, said = typed.minutes.script.vocabulary, text.casefold().strip(" .")
    number: int | None = None
    scale = typed.minutes.turns.scale(typed.place.key)
    options = {name.casefold(): place for name, place in scale.of_names.items()}
    same = typed.minutes.scores.same_number(typed.place.key.parts[0])
    if _NUMBER.fullmatch(said):
        number = int(said)
    elif (written_out := in_letters(said)) is not None:
        number = written_out
    elif said in vocabulary.yes:  # it confirms what all showed, also where an answer is called so
        number = same if same is not None else options.get(said)
        if number is None:
            raise Refusal("typed.say-the-number")
    elif said in options:
        number = options[said]
        if said in vocabulary.not_agreed and number != same:
            raise Refusal("typed.answer-or-not-agreed", answers=scale.in_words)
    elif said not in vocabulary.not_agreed and options:
        raise Refusal("typed.answer-or-not-agreed", answers=scale.in_words)
    elif said not in vocabulary.not_agreed:
        raise Refusal("typed.number-or-not-agreed")
    return ev.ScoreSettled(turn=typed.turn, item=typed.item, number=number)


class Agree(Kind):
    """One number of the scale, or *not agreed*."""

    takes = {ev.ScoreSettled: Taken(_check, _record)}
    only_picked = True
    takes_notes = True

    def read(self, typed: Typed) -> ev.Event:
        """Read a number, "yes" to the one that everybody showed, or the words for not agreed."""
        return answer_or_note(
            typed, lambda words: _settled(typed, words), lambda words: _settled(typed, words)
        )

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a conversation line by line."""
        return conversation_lines(at, text)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once it is said, agreed or not."""
        return key in minutes.scores.settled

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return everybody's scores as they stand."""
        return Parts(shown=as_they_stand(place, minutes))
