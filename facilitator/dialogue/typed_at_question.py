"""What the chair types at a question becomes an event, or a calm question back."""

from __future__ import annotations

from functools import partial

from facilitator.dialogue.agenda_moves import another_way
from facilitator.dialogue.days_to_come import point_out
from facilitator.dialogue.questions import here, reviews_passed_over
from facilitator.dialogue.requests import Asked, Dialogue, Left, Tell
from facilitator.dialogue.whose_words import add_with_view, who_is_meant
from facilitator.meeting import events as ev
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.event_effects import check
from facilitator.meeting.typed_answer import NotUnderstood, WhoIsMeant, WhosePerspective, interpret, lines_of
from facilitator.plan.refusal import Refusal
from facilitator.work.session import Session


def typed_text(
    session: Session, text: str, *, insist: bool = False, suggestion: str = "", then_on: bool = False
) -> Dialogue:
    """Take in what was typed, which may be a conversation of several lines, or several people's scores.

    `insist` is set for the same text a second time, `then_on` to go on to the next question afterwards.
    Raises Refusal for the first of several lines that cannot be taken in; it and those after it are left.
    """
    lines = [text] if insist else lines_of(session.meeting, text)
    if len(lines) == 1 and lines[0] == text:
        yield Left(text)
        event = yield from typed_line(session, text, insist=insist, suggestion=suggestion)
        if then_on and isinstance(event, ev.OfTurn):
            yield from _on_from(session, event)
        yield from point_out(session, event)
        return
    place = here(session)
    if KINDS[place.turn.answer].one_each:
        lines.sort(key=partial(_how_clear, session))
    for at, line in enumerate(lines):
        yield Left("\n".join(lines[at:]))
        if here(session).key != place.key:
            raise Refusal("typed.all-shown")
        if not (yield from typed_line(session, line, follows=at > 0, more=tuple(lines[at + 1 :]))):
            return


def _how_clear(session: Session, line: str) -> int:
    """Return 0 for a line that can be taken in as it is, 1 where it must be asked whose it is, else 2."""
    try:
        check(interpret(session.meeting, line), session.meeting.minutes)
    except WhoIsMeant:
        return 1
    except (Refusal, ValueError):
        return 2
    return 0


def typed_line(
    session: Session,
    line: str,
    *,
    insist: bool = False,
    follows: bool = False,
    suggestion: str = "",
    more: tuple[str, ...] = (),
) -> Asked[object]:
    """Take in one line; `more` are those after it. Returns its last event, None where it was not taken in.

    Raises Refusal. `follows` and `suggestion` are as `interpret` has them.
    """
    again = partial(interpret, session.meeting, line, insist=True, suggestion=suggestion)
    try:
        events: list[ev.Event] = [
            interpret(session.meeting, line, insist=insist, suggestion=suggestion, follows=follows)
        ]
    except WhoIsMeant as refusal:
        events = yield from who_is_meant(session, refusal, again)
        yield from _recorded(session, events, refusal.words, more)
    except WhosePerspective as refusal:
        added = yield from add_with_view(session, refusal)
        if added:
            yield Left("\n".join(more))
        return added
    except NotUnderstood:
        yield Left("")
        yield from another_way(session, not_understood=True)
        return True
    else:
        yield from _recorded(session, events, line, more)
    return events[-1] if events else None


def chosen(session: Session, event: ev.ChoiceMade) -> Dialogue:
    """Record a choice, and tell of reviews that it passes over."""
    yield event
    of_period = session.meeting.minutes.turns.records(event.key) == "review.period"
    if of_period and (told := reviews_passed_over(session)):
        yield Tell(told)


def _recorded(session: Session, events: list[ev.Event], words: str, more: tuple[str, ...]) -> Dialogue:
    """Record what a line came to; whoever could not say it keeps a line that is left."""
    for at, event in enumerate(events):
        if at:
            left = [f"{_name(session, one)}: {words}" for one in events[at:]]
            yield Left("\n".join([*left, *more]))
        if isinstance(event, ev.ChoiceMade):
            yield from chosen(session, event)
        else:
            yield event
    if events:
        yield Left("\n".join(more))


def _name(session: Session, event: ev.Event) -> str:
    """Return the name of whoever said something or showed a number."""
    assert isinstance(event, ev.LineSaid | ev.NoteParked | ev.ScoreShown)  # noqa: S101 - of several people
    return session.view.name(event.person if isinstance(event, ev.ScoreShown) else event.speaker)


def _on_from(session: Session, event: ev.OfTurn) -> Dialogue:
    """Go on from the question that an event answered, if the chair is still there."""
    place = session.meeting.place
    if place is not None and place.key == event.key:
        yield ev.TurnDone(turn=place.key.turn, item=place.key.item)
