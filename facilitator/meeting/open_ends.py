"""What a meeting has not yet settled; shown before closing, so that nothing is dropped unseen."""

from __future__ import annotations

from typing import Literal, NamedTuple

from facilitator.meeting.agenda import Agenda
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.concern_matches import match_of
from facilitator.meeting.minutes import Held, Key, Minutes
from facilitator.meeting.score_shows import FIRST
from facilitator.plan.entries import Entry

Kind = Literal["concern", "action", "score", "question", "parked"]


class OpenEnd(NamedTuple):
    """One thing that is still open: a concern, a part of an action, a score, or a question.

    `missing` names an action's missing part; `key` is where to go to settle it, or None; `line` is the id of
    a concern or of a note that was put aside, `action` that of an action.
    """

    kind: Kind
    text: str
    key: Key | None
    speaker: str = ""
    missing: str = ""
    line: str = ""
    action: str = ""


def open_ends(minutes: Minutes, agenda: Agenda) -> list[OpenEnd]:
    """Return everything that is still open: concerns, actions, scores, required questions, parked."""
    ends = [
        OpenEnd("concern", concern.text, _where(concern.id, agenda), concern.by, line=concern.id)
        for concern in unmatched(minutes)
    ]
    ends += [
        OpenEnd("action", held.what, _where_given(held, agenda), missing=held.missing, action=held.id)
        for held in minutes.actions.unfinished()
    ]
    concerns = {concern.id for concern in minutes.said.concerns()}
    here = agenda.index(minutes.standing.current) if minutes.standing.current else len(agenda.places)
    asked = [
        place
        for index, place in enumerate(agenda.places)
        if _still_asked(place, concerns, minutes, behind=index < here)
    ]
    scored = {one.key.item: one for one in asked if _is_scored(one.key, minutes)}
    ends += [OpenEnd("score", "", one.key) for one in scored.values()]
    ends += [OpenEnd("question", "", one.key) for one in asked if not _is_scored(one.key, minutes)]
    return ends + [
        OpenEnd("parked", note.text, None, note.by, line=note.id) for note in minutes.said.parked()
    ]


def _where(item: str, agenda: Agenda) -> Key | None:
    return next((place.key for place in agenda.places if place.key.parts[:1] == (item,)), None)


def _where_given(held: Held, agenda: Agenda) -> Key | None:
    """Return where an action's missing part is asked for: as a loose one, else where it came up."""
    return _where(held.id, agenda) or (held.key if held.key in agenda else None)


def _is_scored(key: Key, minutes: Minutes) -> bool:
    """Whether a question is for the score itself, by a first show or by agreeing it."""
    return minutes.turns.is_score(key) and minutes.turns.path(key).part in ("", FIRST)


def _still_asked(place: Place, concerns: set[str], minutes: Minutes, *, behind: bool) -> bool:
    """Whether a question that was passed over must not stay open; a concern names its own.

    Of a score it is the first show, without which nobody is asked to agree one.
    """
    if place.status == "parked":
        return True
    passed_over = place.status == "left" or (place.status == "open" and behind)
    shown_first = minutes.turns.is_score(place.key) and minutes.turns.path(place.key).part == FIRST
    required = place.turn.required or (shown_first and not minutes.scores.are_at(place.key))
    return required and passed_over and not concerns & set(place.key.parts)


def unmatched(minutes: Minutes) -> list[Entry]:
    """Return each *not working* that has not ended in an action, an outcome, watching or a reason."""
    return [concern for concern in minutes.said.concerns() if match_of(concern.id, minutes) is None]
