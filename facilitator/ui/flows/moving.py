"""Moving on, back and about: next, pass, skip, park, and the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.speakers import WhoIsMeant
from facilitator.meeting.typed import note_parked
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.drawing.child import is_childs_show
from facilitator.ui.drawing.frame import DONE, TO_COME
from facilitator.ui.drawing.question import words_of
from facilitator.ui.flows.asking import ask, ask_or_type, session_of
from facilitator.ui.flows.people import who_is_meant
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.place import Place
    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.work.session import Session


def go_on(screen: MeetingKeys) -> None:
    """Go to the next question; what is typed is added first, so that Tab never loses words.

    What is only proposed is left: nobody has said it.
    """
    place = session_of(screen).meeting.place
    if place is None:
        return
    if screen.sentence.display and screen.sentence.half_typed:
        screen.submit(screen.sentence.text, then_on=True)
    else:
        screen.take(ev.TurnDone(turn=place.key.turn, item=place.key.item))


def done_here(screen: MeetingKeys, event: ev.Event) -> None:
    """Go on from the question that an event answered, if the chair is still there."""
    place = session_of(screen).meeting.place
    if place is not None and isinstance(event, ev.OfTurn) and place.key == Key(event.turn, event.item):
        screen.take(ev.TurnDone(turn=place.key.turn, item=place.key.item))


def pass_on(screen: MeetingKeys) -> None:
    """Let the person who is asked pass; at a show of scores that is the child alone, and the others go on."""
    place = session_of(screen).meeting.place
    question = screen.showing.question if screen.showing else None
    if place is not None and question is not None and is_childs_show(session_of(screen), question):
        if screen.take(ev.ScoreShown(turn=place.key.turn, item=place.key.item, person=CHILD)):
            screen.say(say("screen.passed"))
        return
    if place is not None and screen.take(ev.TurnPassed(turn=place.key.turn, item=place.key.item)):
        screen.say(say("screen.passed"))


def go_to_part(screen: MeetingKeys, segment: str) -> None:
    """Go to a part of the meeting: its first open question, else its first."""
    key = session_of(screen).meeting.agenda.first_of(segment)
    if key is not None:
        screen.take(ev.WentTo(turn=key.turn, item=key.item))


async def choose_question(screen: MeetingKeys) -> None:
    """Let the chair go to any question of the meeting."""
    session = session_of(screen)
    places = session.meeting.agenda.places
    choices = question_choices(session, places)
    here = next((index for index, place in enumerate(places) if place == session.meeting.place), 0)
    picked = await ask(screen, say("screen.agenda-title"), choices, at=here)
    if isinstance(picked, Key):
        screen.take(ev.WentTo(turn=picked.turn, item=picked.item))


def question_choices(session: Session, places: list[Place]) -> list[Choice]:
    """Return every question under the title of its part, with how it stands."""
    choices = []
    segment = ""
    for place in places:
        heading = session.view.title(place.segment.id) if place.segment.id != segment else ""
        segment = place.segment.id
        sign = TO_COME if place.status == "open" else DONE
        here = place == session.meeting.place
        note = "here" if here else "" if place.status in ("open", "answered") else place.status
        status = say(f"screen.status-{note}") if note else ""
        words = words_of(session, place)
        choices.append(Choice(place.key, f"{sign} {words}", status, heading=heading))
    return choices


async def skip(screen: MeetingKeys) -> None:
    """Leave the question out; the reason is kept."""
    place = session_of(screen).meeting.place
    if place is None:
        return
    reasons = ("not-now", "no-time", "nobody")
    choices = [Choice(say(f"screen.skip-{reason}"), say(f"screen.skip-{reason}")) for reason in reasons]
    page = Ask(say("screen.skip-title"), choices, typed=Typed(placeholder=say("screen.type-reason")), at=None)
    because = await ask_or_type(screen, page)
    if isinstance(because, str):
        screen.take(ev.TurnSkipped(turn=place.key.turn, item=place.key.item, because=because))


async def park(screen: MeetingKeys) -> None:
    """Put the question aside for later, or a note of something that came up."""
    session = session_of(screen)
    place = session.meeting.place
    choices = [Choice(True, say("screen.park-question"))] if place else []
    page = Ask(say("screen.park-title"), choices, typed=Typed(placeholder=say("screen.park-type")), at=None)
    picked = await ask_or_type(screen, page)
    if picked is True and place:
        if screen.take(ev.TurnParked(turn=place.key.turn, item=place.key.item)):
            screen.say(say("screen.parked"))
    elif isinstance(picked, str):
        await _park_note(screen, session, picked)


async def _park_note(screen: MeetingKeys, session: Session, words: str) -> None:
    """Put a note aside; where that is refused its words come back into the sentence."""
    notes: list[ev.Event] = []
    try:
        notes = [note_parked(session.meeting, words)]
    except WhoIsMeant as refusal:
        notes = await who_is_meant(screen, refusal)
    except Refusal as refusal:
        screen.say(explain(refusal))
    except ValueError:
        screen.say(say("screen.too-long"))
    if notes and all(screen.take(note) is not None for note in notes):
        screen.say(say("screen.parked-note"))
    else:
        screen.typed_meanwhile += (words,)
