"""Questions of the agenda: where the meeting is, each in a line, and what is still open before it closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from facilitator.dialogue.requests import Ask, Asked, Dialogue, Misused, Option, Propose, Typed
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import OpenEnd
from facilitator.meeting.periods import free_periods
from facilitator.phrases.left_open import what_is_missing, whose_and_what
from facilitator.script.filled_sentences import Wording
from facilitator.script.words_by_key import say
from facilitator.work.session import Session

Thing = TypeVar("Thing")

_wording = Wording()


def here(session: Session) -> Place:
    """Return the question that is put now; raises Misused after the last."""
    place = session.meeting.place
    if place is None:
        raise Misused("typed.no-question")
    return place


def why(title: str, reasons: tuple[str, ...], because: str) -> Asked[str | None]:
    """Return the reason that was given, else the one that the chair picks or types; None for going back."""
    words = [say(f"dialogue.{reason}") for reason in reasons]
    reason: object = because
    if not because:
        reason = yield Ask(
            title,
            tuple(Option(reason, reason) for reason in words),
            typed=Typed(placeholder=say("screen.type-reason")),
            at=None,
        )
    return reason if isinstance(reason, str) else None


def by_number(things: Iterable[Thing], number: str, unknown: str) -> Thing:
    """Return one of the things that are listed with numbers; where there is none, Misused says `unknown`."""
    listed = list(things)
    if not 1 <= int(number) <= len(listed):
        raise Misused(unknown, number=int(number), count=len(listed))
    return listed[int(number) - 1]


def question_in_a_line(session: Session, place: Place) -> str:
    """Return a question of the agenda in a line: in the child's words where it is put to the child."""
    turn = place.turn
    child = turn.child.at(session.meeting.minutes.band) if turn.to == "child" else ""
    return " ".join(_wording.render(child or turn.adult, session.view.values(place)).split())


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


def reviews_passed_over(session: Session) -> str:
    """Return which reviews before the one that is held are not; nothing where all of them are."""
    plan, script, period = session.meeting.plan, session.meeting.script, session.meeting.minutes.period
    passed = [script.period_name(one) for one in free_periods(plan, script) if one < period]
    return say("dialogue.earlier-empty", count=len(passed), earlier=", ".join(passed)) if passed else ""
