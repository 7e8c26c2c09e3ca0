"""What a meeting has not yet settled; shown before closing, so that nothing is dropped unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from facilitator.meeting.agenda import Agenda
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Held, Key, Minutes
from facilitator.plan.entries import Entry, Match

Kind = Literal["concern", "action", "question", "parked"]


@dataclass(frozen=True)
class OpenEnd:
    """One thing that is still open: a concern without an end, an action that lacks a part, a question.

    `missing` names an action's missing part; `key` is where to go to settle it, or None; `line` is the id of
    a note that was put aside.
    """

    kind: Kind
    text: str
    key: Key | None
    speaker: str = ""
    missing: str = ""
    line: str = ""


def open_ends(minutes: Minutes, agenda: Agenda) -> list[OpenEnd]:
    """Return everything that is still open, in the order concerns, actions, required questions, parked."""
    ends = [
        OpenEnd("concern", concern.text, _where(concern.id, agenda), concern.by)
        for concern in unmatched(minutes)
    ]
    ends += [
        OpenEnd("action", held.what, _where_given(held, agenda), missing=held.missing)
        for held in minutes.actions.unfinished()
    ]
    concerns = {concern.id for concern in minutes.said.concerns()}
    here = agenda.index(minutes.standing.current) if minutes.standing.current else len(agenda.places)
    ends += [
        OpenEnd("question", "", place.key)
        for index, place in enumerate(agenda.places)
        if _still_asked(place, concerns, behind=index < here)
    ]
    return ends + [
        OpenEnd("parked", note.text, None, note.by, line=note.id) for note in minutes.said.parked()
    ]


def _where(item: str, agenda: Agenda) -> Key | None:
    return next((place.key for place in agenda.places if place.key.parts[:1] == (item,)), None)


def _where_given(held: Held, agenda: Agenda) -> Key | None:
    """Return where an action's missing part is asked for: as a loose one, else where it came up."""
    return _where(held.id, agenda) or (held.key if held.key in agenda else None)


def _still_asked(place: Place, concerns: set[str], *, behind: bool) -> bool:
    """Whether a question that was passed over must not stay open; a concern names its own."""
    if place.status == "parked":
        return True
    passed_over = place.status == "left" or (place.status == "open" and behind)
    return place.turn.required and passed_over and not concerns & set(place.key.parts)


def unmatched(minutes: Minutes) -> list[Entry]:
    """Return each *not working* that has not ended in an action, an outcome, watching or a reason."""
    return [concern for concern in minutes.said.concerns() if match_of(concern.id, minutes) is None]


def match_of(concern: str, minutes: Minutes) -> Match | None:
    """Return how a *not working* ends as things stand, or None while it is open (MEETING, rule 3)."""
    kind = minutes.replies.choice("concern.match", concern)
    if kind == "action":
        held = minutes.actions.first(lambda held: held.key.parts[:1] == (concern,))
        return Match(kind="action", target=held.id) if held else None
    if kind == "outcome":
        outcome = minutes.replies.choice("concern.match.target", concern)
        return Match(kind="outcome", target=outcome) if outcome else None
    if kind == "watch":
        return Match(kind="watch")
    because = [
        said.entry.text
        for said in minutes.said.values()
        if said.key
        and said.key.parts[:1] == (concern,)
        and minutes.turns.records(said.key) == "concern.match.because"
    ]
    return Match(kind="not_now", because="\n".join(because)) if kind == "not_now" and because else None
