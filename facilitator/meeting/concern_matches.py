"""How each thing that is not working ends: in an action, an outcome, watching it, or a reason for not now."""

from __future__ import annotations

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.notes_in_record import is_of_match, note_of_answer
from facilitator.plan.entries import Match
from facilitator.plan.people import EVERYONE


def match_of(concern: str, minutes: Minutes) -> Match | None:
    """Return how a *not working* ends as things stand, or None while it is open (MEETING, rule 3)."""
    kind, note = minutes.replies.choice("concern.match", concern), _note_of_match(concern, minutes)
    if kind == "action":
        held = minutes.actions.first(lambda held: held.key.parts[:1] == (concern,))
        return Match(kind="action", target=held.id, because=note) if held else None
    if kind == "outcome":
        outcome = minutes.replies.choice("concern.match.target", concern)
        return Match(kind="outcome", target=outcome, because=note) if outcome else None
    if kind == "watch":
        return Match(kind="watch", because=note)
    because = [note] if note else []
    because += [
        said.entry.text
        for said in minutes.said.values()
        if said.key
        and said.key.parts[:1] == (concern,)
        and minutes.turns.records(said.key) == "concern.match.because"
    ]
    return Match(kind="not_now", because="\n".join(because)) if kind == "not_now" and because else None


def _note_of_match(concern: str, minutes: Minutes) -> str:
    """Return what was said beside how a *not working* is to end."""
    keys = {said.key for said in minutes.said.values() if said.beside and said.key}
    chosen = [key for key in keys if key.parts[:1] == (concern,) and is_of_match(key, minutes)]
    return "\n".join(note_of_answer(key, EVERYONE, minutes) for key in chosen)
