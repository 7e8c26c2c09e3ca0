"""What the chair types or picks becomes an event, or a calm question back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.typed import (
    NotUnderstood,
    WhoIsMeant,
    WhosePerspective,
    interpret,
    lines_of,
    toggled,
)
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import clean_line
from facilitator.script.words import explain, say
from facilitator.ui.flows.asking import session_of
from facilitator.ui.flows.people import add_with_perspective, person_menu, who_is_meant

if TYPE_CHECKING:
    from facilitator.ui.screens.meeting_keys import MeetingKeys


def take_text(screen: MeetingKeys, text: str, *, insist: bool, then_on: bool = False) -> None:
    """Take in what was typed at the question; a refusal is said, and the words stay where they are."""
    assert screen.desk is not None  # noqa: S101 - the keys see to it
    meeting = screen.desk.session.meeting
    lines = [text] if insist else lines_of(meeting, text)
    if len(lines) > 1 or lines[0] != text:
        screen.flow(partial(_take_lines, lines=lines))
        return
    try:
        event = interpret(meeting, text, insist=insist)
    except WhoIsMeant as refusal:
        screen.flow(partial(_ask_who, refusal=refusal))
    except WhosePerspective as refusal:
        screen.flow(partial(_ask_perspective, refusal=refusal))
    except NotUnderstood:
        screen.sentence.put("")
        screen.put_another_way(not_understood=True)
    except Refusal as refusal:
        if not _is_new_card(screen, refusal, text):
            screen.say(explain(refusal))
    except ValueError:
        screen.say(say("screen.too-long"))
    else:
        take_and_clear(screen, event, then_on=then_on)


LONGEST_CARD = 60
"""Longer words are no card, but somebody's sentence without its place."""


def _is_new_card(screen: MeetingKeys, refusal: Refusal, text: str) -> bool:
    """Take a card of the child's own in hand where only its column is missing; False for anything else."""
    card = clean_line(text)
    if refusal.code != "typed.which-column" or ":" in card or len(card) > LONGEST_CARD:
        return False
    assert screen.showing is not None  # noqa: S101 - there is a question
    assert screen.showing.question is not None  # noqa: S101 - there is a question
    screen.sentence.put("")
    screen.showing.child.add_card(screen.showing.question.key, card)
    return True


def take_and_clear(screen: MeetingKeys, event: ev.Event, *, then_on: bool = False) -> bool:
    """Take an event in and empty the sentence; the words come back where it is refused."""
    words = screen.sentence.text
    screen.sentence.put("")
    if screen.take(event) is None:
        if not screen.sentence.text:
            refused = screen.noticed
            screen.sentence.put(words)
            screen.say(refused)
        return False
    if then_on:
        from facilitator.ui.flows.moving import done_here

        done_here(screen, event)
    return True


async def _ask_who(screen: MeetingKeys, refusal: WhoIsMeant) -> None:
    _take_all(screen, await who_is_meant(screen, refusal), [screen.sentence.text], refusal.words)


def _take_all(screen: MeetingKeys, events: list[ev.Event], lines: list[str], words: str = "") -> bool:
    """Take in the events of the first line, and empty the sentence.

    Where one is refused all lines stand there again, but without the people whose `words` were taken in.
    """
    screen.sentence.put("")
    left = list(events)
    while left and screen.take(left[0]) is not None:
        left.pop(0)
    if events and not left:
        return True
    refused, first = screen.noticed, lines[:1]
    if len(left) < len(events):
        first = [f"{_name_in(screen, event)}: {words}" for event in left]
    screen.sentence.put("\n".join([*first, *lines[1:]]))
    screen.say(refused)
    return False


def _name_in(screen: MeetingKeys, event: ev.Event) -> str:
    """Return the name of whoever said something or showed a number."""
    assert isinstance(event, ev.LineSaid | ev.NoteParked | ev.ScoreShown)  # noqa: S101 - of several people
    person = event.person if isinstance(event, ev.ScoreShown) else event.speaker
    return session_of(screen).view.name(person)


async def _take_lines(screen: MeetingKeys, lines: list[str]) -> None:
    """Take in a conversation of several lines; those that are not taken in yet stay in the sentence."""
    for at, line in enumerate(lines):
        events: list[ev.Event] = []
        words = line
        screen.sentence.put("\n".join(lines[at:]))
        try:
            events = [interpret(session_of(screen).meeting, line, follows=at > 0)]
        except WhoIsMeant as refusal:
            events, words = await who_is_meant(screen, refusal), refusal.words
        except Refusal as refusal:
            screen.say(explain(refusal))
        except ValueError:
            screen.say(say("screen.too-long"))
        if not _take_all(screen, events, lines[at:], words):
            return


async def _ask_perspective(screen: MeetingKeys, refusal: WhosePerspective) -> None:
    if await add_with_perspective(screen, refusal):
        screen.sentence.put("")


def take_option(screen: MeetingKeys, value: object) -> None:
    """Take in an option that was picked: an answer, words, a score or a person."""
    assert screen.desk is not None  # noqa: S101 - the keys see to it
    meeting = screen.desk.session.meeting
    place = meeting.place
    if place is None or not isinstance(value, tuple):
        return
    kind, what = value
    if kind == "option":
        screen.take(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=what))
    elif kind == "tick":
        screen.take(toggled(meeting, place, what))
    elif kind == "text":
        take_text(screen, what, insist=False)
    elif kind == "score":
        _take_score(screen, what)
    elif kind == "person":
        screen.flow(partial(person_menu, person_id=what))


def _take_score(screen: MeetingKeys, words: str | None) -> None:
    """Take in a score from the list; None is "don't know", in whatever words the script has for it."""
    assert screen.desk is not None  # noqa: S101 - the keys see to it
    said = words or screen.desk.session.meeting.script.vocabulary.dont_know[0]
    take_text(screen, said, insist=False)
