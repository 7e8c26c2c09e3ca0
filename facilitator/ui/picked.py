"""What was picked at a question, by the chair from the list or by the child from the tiles, as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogue.typed import typed_text
from facilitator.meeting import events as ev
from facilitator.meeting.typed import interpret, toggled
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say

if TYPE_CHECKING:
    from facilitator.ui.screens.meeting_dialogues import MeetingDialogues
    from facilitator.work.session import Session


def take_option(screen: MeetingDialogues, session: Session, value: object) -> None:
    """Take in an option that was picked: an answer, words, a score or a person."""
    place = session.meeting.place
    if place is None or not isinstance(value, tuple):
        return
    kind, what = value
    if kind == "option":
        screen.take(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=what))
    elif kind == "tick":
        screen.take(toggled(session.meeting, place, what))
    elif kind == "text":
        screen.start(typed_text(session, what), picked=True)
    elif kind == "score":  # None is "don't know", in whatever words the script has for it
        screen.start(typed_text(session, what or session.meeting.script.vocabulary.dont_know[0]), picked=True)
    elif kind == "person":
        screen.action_do("person", person_id=what)


def take_pointed(screen: MeetingDialogues, session: Session, value: object) -> None:
    """Take in what the child pointed at; half-typed words stay where they are."""
    place = session.meeting.place
    if place is None or not isinstance(value, tuple):
        return
    kind, what = value
    if kind == "ladder":
        _no_answer(screen, what)
    elif kind == "card":
        card, column = what
        screen.take(ev.CardSorted(turn=place.key.turn, item=place.key.item, card=card, column=column))
    elif kind == "option":
        screen.take(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=what, given="pointed"))
    elif kind == "text" and any(choice.chosen and choice.value == value for choice in screen.tiles.options):
        screen.tiles.stand_nowhere()  # it was given already, and an Enter too many says it once
    else:
        _take_words(screen, session, what or session.meeting.script.vocabulary.dont_know[0])


def _take_words(screen: MeetingDialogues, session: Session, words: str) -> None:
    """Take in the words of a tile: an answer of the ladder, or a face."""
    try:
        event = interpret(session.meeting, words)
    except Refusal as refusal:
        screen.say(explain(refusal))
        return
    if isinstance(event, ev.LineSaid | ev.ScoreShown):
        event = event.model_copy(update={"given": "pointed"})
    screen.take(event)


def _no_answer(screen: MeetingDialogues, what: str) -> None:
    """Go on from a tile that is no answer: other words are needed, or the child's own are typed."""
    if what == "not-understood":
        screen.action_do("another-way", not_understood=True)
        return
    screen.set_focus(screen.sentence, scroll_visible=False)
    screen.say(say("screen.say-what-else"))
