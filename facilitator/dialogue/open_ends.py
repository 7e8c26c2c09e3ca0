"""What is still open before a meeting closes, and how each is settled."""

from __future__ import annotations

from facilitator.dialogue.places import question_in_a_line
from facilitator.dialogue.wants import Ask, Dialogue, Option, Propose
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import OpenEnd
from facilitator.phrases.left_open import what_is_missing, whose_and_what
from facilitator.script.words import say
from facilitator.work.session import Session


def settled(session: Session, end: OpenEnd) -> Dialogue:
    """Go to where something can be settled; what was put aside is settled here, or becomes an action."""
    if end.key is not None:
        yield ev.WentTo(turn=end.key.turn, item=end.key.item)
        return
    more = _place_for_actions(session)
    options = [Option("action", say("dialogue.parked-action"), typed="as-action")] if more else []
    options += [
        Option("keep", say("dialogue.parked-keep"), typed="keep-it"),
        Option("out", say("dialogue.parked-out"), typed="take-it-out"),
    ]
    picked = yield Ask(say("dialogue.parked-title"), tuple(options), f"“{end.text}”")
    if picked == "action" and more:
        yield ev.WentTo(turn=more.turn, item=more.item)
        yield Propose(end.text)
    elif picked == "out":
        yield ev.LineRemoved(line=end.line)


def not_asked(session: Session) -> int:
    """Return how many questions have not been asked yet."""
    return sum(place.status == "open" for place in session.meeting.agenda.places)


def end_in_a_line(session: Session, end: OpenEnd) -> Option:
    """Return something that is open as an option: whose it is, what it is, and what it lacks."""
    name = session.view.name(end.speaker) if end.speaker else ""
    words = end.text
    if end.kind == "question" and end.key is not None:
        words = question_in_a_line(session, session.meeting.agenda.place(end.key))
    return Option(end, whose_and_what(words, name), what_is_missing(end.kind, end.missing))


def _place_for_actions(session: Session) -> Key | None:
    """Return the question at which any action can be added, or None."""
    return next(
        (
            place.key
            for place in session.meeting.agenda.places
            if place.turn.answer == "action" and not place.key.item and not place.turn.suggests
        ),
        None,
    )
