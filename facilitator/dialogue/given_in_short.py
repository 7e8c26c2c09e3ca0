"""What was given at a question, in a few words: for the line that it has on a page shared with others."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key
from facilitator.phrases import action, score
from facilitator.phrases.day import in_full
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def given_in_short(session: Session, key: Key) -> str:
    """Return what was given: the answer, numbers, who does it by when, who spoke; or that it is hidden."""
    place = session.meeting.agenda.place(key)
    if session.view.hidden.hides(key):
        return say("hidden.here") if session.meeting.minutes.touched(key) else ""
    return _GIVEN.get(place.turn.answer, _who_spoke)(session, place)


def _chosen(session: Session, place: Place) -> str:
    option = session.meeting.minutes.replies.choices.get(place.key)
    return "".join(session.view.answers_called(place.turn.id, [option])) if option else ""


def _several(session: Session, place: Place) -> str:
    given = session.meeting.minutes.replies.several.get(place.key)
    return ", ".join(session.view.answers_called(place.turn.id, list(given.options))) if given else ""


def _text(session: Session, place: Place) -> str:
    declared = session.meeting.script.format.field(place.turn.path)
    hidden = declared is not None and declared.hidden
    return "" if hidden else session.meeting.minutes.replies.texts.get(place.key, "")


def _day(session: Session, place: Place) -> str:
    on = session.meeting.minutes.replies.dates.get(place.key)
    return in_full(on) if on else ""


def _numbers(session: Session, place: Place) -> str:
    scale = session.meeting.minutes.turns.scale(place.key)
    shown = session.meeting.minutes.scores.shows.get(place.key, {})
    return ", ".join(
        score.of_person(session.view.name(at.person), score.position(at.number, at.word, scale))
        for at in shown.values()
    )


def _agreed(session: Session, place: Place) -> str:
    if place.key not in session.meeting.minutes.scores.settled:
        return ""
    return score.settled(
        session.meeting.minutes.scores.settled[place.key], session.meeting.minutes.turns.scale(place.key)
    )


def _actions(session: Session, place: Place) -> str:
    held = map(session.view.in_sight, session.meeting.minutes.actions.at(place.key))
    return "; ".join(f"{one.what} ({action.who_by_in_short(one.who, one.by)})" for one in held)


def _who_spoke(session: Session, place: Place) -> str:
    speakers = dict.fromkeys(entry.by for entry in session.meeting.minutes.said.at(place.key))
    return ", ".join(session.view.name(speaker) for speaker in speakers)


_GIVEN: dict[str, Callable[[Session, Place], str]] = {
    "choice": _chosen,
    "period": _chosen,
    "outcome": _chosen,
    "several": _several,
    "text": _text,
    "date": _day,
    "scores": _numbers,
    "agree": _agreed,
    "action": _actions,
}
