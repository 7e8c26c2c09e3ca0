"""What the chair types at a question becomes an event, or a calm question back."""

from __future__ import annotations

from functools import partial

from facilitator.dialogue.agenda_moves import another_way
from facilitator.dialogue.days_to_come import odd_days
from facilitator.dialogue.questions import asked_of, here, reviews_passed_over
from facilitator.dialogue.requests import Asked, Dialogue, Left, PointOut, Tell
from facilitator.dialogue.whose_words import add_with_view, who_is_meant
from facilitator.meeting import events as ev
from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.event_effects import check
from facilitator.meeting.typed_answer import (
    NotUnderstood,
    WhoIsMeant,
    WhosePerspective,
    interpret,
    lines_of,
    with_words,
    without_tabs,
)
from facilitator.phrases import score
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def typed_text(
    session: Session, text: str, *, insist: bool = False, suggestion: str = "", then_on: bool = False
) -> Dialogue:
    """Take in what was typed, which may be a conversation of several lines, or several people's scores.

    `insist` is set for the same text a second time, `then_on` to go on to the next question afterwards.
    Raises Refusal for the first of several lines that cannot be taken in; it and those after it are left.
    """
    before = session.meeting.to_take_back
    yield from _taken_in(session, text, insist=insist, suggestion=suggestion, then_on=then_on)
    last = session.meeting.to_take_back
    if last is not before and isinstance(last, ev.LineSaid | ev.TextGiven | ev.ActionAdded):
        from facilitator.dialogue.nudges import nudge

        yield from nudge(session, last)


def _taken_in(session: Session, text: str, *, insist: bool, suggestion: str, then_on: bool) -> Dialogue:
    text = without_tabs(session.meeting, text)
    lines = [text] if insist else lines_of(session.meeting, text)
    if len(lines) == 1 and lines[0] == text:
        yield Left(text)
        event = yield from typed_line(session, text, insist=insist, suggestion=suggestion)
        if then_on and isinstance(event, ev.OfTurn):
            yield from _on_from(session, event)
        return
    place = here(session)
    kind = KINDS[place.turn.answer]
    if kind.one_each or kind.takes_notes:
        lines.sort(key=partial(_how_clear if kind.one_each else _settles, session))
    for at, line in enumerate(lines):
        yield Left("\n".join(lines[at:]))
        if here(session).key != place.key:
            raise Refusal("typed.all-shown" if kind.one_each else "typed.is-answered")
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


def _settles(session: Session, line: str) -> bool:
    """Whether a line is an answer that is picked: it comes after what is said beside it."""
    try:
        return isinstance(interpret(session.meeting, line), ev.WithNote)
    except (Refusal, ValueError):
        return False


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
        told = "" if insist else odd_days(session, events[0])
        if told and not (yield PointOut(told)):
            return None
        yield from _recorded(session, events, line, more)
    return events[-1] if events else None


def picked(session: Session, event: ev.WithNote, words: str) -> Dialogue:
    """Record an answer that was picked, with words that stood typed there as its note."""
    events: list[ev.Event] = [event]
    if words.strip():
        yield Left(words)
        try:
            events = [with_words(session.meeting, words, event)]
        except WhoIsMeant as refusal:
            events = yield from who_is_meant(session, refusal)
        yield from _recorded(session, events, words, ())
        return
    yield from _recorded(session, events, words, ())


def chosen(session: Session, event: ev.ChoiceMade) -> Dialogue:
    """Record a choice, and tell of reviews that it passes over, or of an end that comes early."""
    yield event
    if told := _ended_below_the_top(session, event):
        yield Tell(told)
    of_period = session.meeting.minutes.turns.records(event.key) == "review.period"
    if of_period and (told := reviews_passed_over(session)):
        yield Tell(told)


def _ended_below_the_top(session: Session, event: ev.ChoiceMade) -> str:
    """Return what is to be known of an item that ends as achieved with a lower score, else nothing."""
    minutes, form = session.meeting.minutes, session.meeting.script.format
    declared = form.field(minutes.turns.path(event.key))
    if declared is None or declared.role != "decision" or declared.ends(event.option) != "achieved":
        return ""
    item = event.key.parts[-1]
    settled = next((key for key in minutes.scores.settled if key.parts[:1] == (item,)), None)
    if settled is None:
        return ""
    scale, number = minutes.turns.scale(settled), minutes.scores.settled[settled]
    if number == scale.highest:
        return ""
    what = score.in_short("agreed" if number is not None else "not_agreed", score.on_scale(number, scale))
    return say("dialogue.ended-below-the-top", item=asked_of(session, event.key), score=what)


def what_enter_does(session: Session, text: str) -> str:
    """Return what becomes of words that are typed where an answer is picked."""
    try:
        event = interpret(session.meeting, text)
    except (Refusal, ValueError):
        return say("dialogue.kept-beside")
    if isinstance(event, ev.NoteBeside) or not isinstance(event, ev.WithNote):
        return say("dialogue.kept-beside")
    with_note = "-with-note" if event.note is not None else ""
    return say(f"dialogue.is-answer{with_note}", answer=_answer_in_words(session, event))


def _answer_in_words(session: Session, event: ev.WithNote) -> str:
    if isinstance(event, ev.ScoreSettled):
        return score.settled(event.number, session.meeting.minutes.turns.scale(event.key)).rstrip(".")
    ids = event.options if isinstance(event, ev.SeveralChosen) else [event.option]
    return ", ".join(session.view.answers_called(event.turn, ids)).rstrip(".")


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
    if isinstance(event, ev.NoteBeside | ev.WithNote) and event.note is not None:
        return session.view.name(event.note.speaker)
    assert isinstance(event, ev.LineSaid | ev.NoteParked | ev.ScoreShown)  # noqa: S101 - of several people
    return session.view.name(event.person if isinstance(event, ev.ScoreShown) else event.speaker)


def _on_from(session: Session, event: ev.OfTurn) -> Dialogue:
    """Go on from the question that an event answered, if the chair is still there."""
    place = session.meeting.place
    if place is not None and place.key == event.key:
        yield ev.TurnDone(turn=place.key.turn, item=place.key.item)
