"""Questions of the agenda: where the meeting is, each in a line, and what is still open before it closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from facilitator.dialogue.requests import Ask, Asked, Dialogue, Misused, Option, Propose, Typed
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key, Said
from facilitator.meeting.open_ends import OpenEnd
from facilitator.meeting.periods import free_periods
from facilitator.meeting.question import Spoken
from facilitator.phrases.item import called
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


def asked_of(session: Session, key: Key) -> str:
    """Return what the item is called that a question is about, or nothing."""
    item = next((item for item in session.meeting.plan.items if item.id in key.parts), None)
    return called(item, session.meeting.script.format) if item else ""


def said_at(session: Session, line: str) -> str:
    """Return the question that a line answers, in a line; of a note that none was put aside."""
    key = session.meeting.minutes.said[line].key
    if key is None:
        return say("dialogue.said-aside")
    if key in session.meeting.agenda:
        words, item = question_in_a_line(session, session.meeting.agenda.place(key)), asked_of(session, key)
        beside = item and item.casefold() not in words.casefold()
        return say("open.score-of", item=item, words=words) if beside else words
    return session.meeting.script.format.label(session.meeting.minutes.said[line].entry.field)


def under_questions(session: Session, lines: Iterable[Spoken]) -> Iterator[tuple[str, Spoken]]:
    """Yield lines in their order, each with its question where that is another than of the one before."""
    before = ""
    for line in lines:
        asked = said_at(session, line.id)
        yield asked if asked != before else "", line
        before = asked


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
    picked = yield Ask(say("dialogue.parked-title"), tuple(options), f"“{_words_of_end(session, end)}”")
    if picked == "action" and more:
        yield ev.WentTo(turn=more.turn, item=more.item)
        if not _is_hidden(session, end):
            yield Propose(end.text)
    elif picked == "out":
        yield ev.LineRemoved(line=end.line)


def not_asked(session: Session) -> int:
    """Return how many questions have not been asked yet."""
    return sum(place.status == "open" for place in session.meeting.agenda.places)


def end_in_a_line(session: Session, end: OpenEnd) -> Option:
    """Return something that is open as an option: whose it is, what it is, and what it lacks."""
    name = session.view.name(end.speaker) if end.speaker else ""
    words = _words_of_end(session, end)
    if end.kind == "score" and end.key is not None:
        words = score_of(session, end.key)
    elif end.kind == "question" and end.key is not None:
        words = question_in_a_line(session, session.meeting.agenda.place(end.key))
    return Option(end, whose_and_what(words, name), what_is_missing(end.kind, end.missing))


def _words_of_end(session: Session, end: OpenEnd) -> str:
    """Return the words of something that is open; of a note whose words are hidden, that it is there."""
    view = session.view
    if not _is_hidden(session, end):
        return end.text
    return view.kept_hidden(_note(session, end).asked_at) if end.line else say("hidden.here")


def _is_hidden(session: Session, end: OpenEnd) -> bool:
    if end.action:
        return session.view.hidden.hides_action(session.meeting.minutes.actions[end.action])
    return bool(end.line) and session.view.hidden.hides_words(_note(session, end), listed=True)


def _note(session: Session, end: OpenEnd) -> Said:
    return session.meeting.minutes.said[end.line]


def score_of(session: Session, key: Key) -> str:
    """Return what a score is asked of, an item with its words; else the question."""
    form = session.meeting.script.format
    item = next((item for item in session.meeting.plan.items if item.id in key.parts), None)
    if item is None:
        return question_in_a_line(session, session.meeting.agenda.place(key))
    return say("open.score-of", item=called(item, form), words=form.words_of(item))


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
