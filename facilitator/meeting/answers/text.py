"""A text: a few words that answer a question of the set-up."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Taken, Typed
from facilitator.meeting.answers.people import check_name
from facilitator.meeting.child_set_up import LINES, of_last_time
from facilitator.meeting.event_rules import name_is_free
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, same_words
from facilitator.plan.field_values import cost_of, number_of
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import LONGEST_LINE
from facilitator.script.formats_and_turns import Turn

_KNOWN_AS = "child.known_as"


def _check(event: ev.TextGiven, minutes: Minutes) -> None:
    turn = minutes.turns[event.turn]
    if turn.path.field in LINES and len(event.text) > LONGEST_LINE:
        raise Refusal("meeting.name-too-long", most=LONGEST_LINE)
    if turn.records == _KNOWN_AS:
        name_is_free(event.text or minutes.plan.child.on_record, CHILD, minutes)


def _record(event: ev.TextGiven, minutes: Minutes) -> None:
    minutes.replies.texts[event.key] = event.text
    if minutes.turns[event.turn].records == _KNOWN_AS:
        minutes.look_at_child_again()
        minutes.rename(CHILD, minutes.child.called)
        minutes.tell_children_apart()


class Text(Kind):
    """One text, which replaces the one before and may be empty."""

    takes = {ev.TextGiven: Taken(_check, _record)}

    def read(self, typed: Typed) -> ev.Event:
        """Read the words as they are; "yes" keeps those of last time, and the word for none means none."""
        vocabulary, text = typed.minutes.script.vocabulary, typed.text
        if typed.suggestion and same_words(text) in vocabulary.yes:
            text = typed.suggestion
        declared = typed.minutes.script.format.field(typed.place.turn.path)
        if typed.place.turn.records == _KNOWN_AS:
            check_name(typed.at, text, CHILD)
        none = same_words(typed.text).strip(" .") in vocabulary.none
        if not none and declared and declared.type == "number" and number_of(text) is None:
            raise Refusal("typed.no-whole-number", text=text.strip())
        if not none and declared and declared.type == "cost" and cost_of(text) is None:
            raise Refusal("typed.no-cost", text=text.strip())
        return ev.TextGiven(turn=typed.turn, item=typed.item, text="" if none else text)

    def settled(self, _turn: Turn, key: Key, minutes: Minutes) -> bool:
        """Once it is given."""
        return key in minutes.replies.texts

    def parts(self, place: Place, minutes: Minutes, _fill: Fill) -> Parts:
        """Return what the plan kept of last time, to be kept until another text is given."""
        before = of_last_time(place.turn, minutes.plan.child, minutes.band)
        return Parts(suggestion="" if place.key in minutes.replies.texts else before, proposed=before)
