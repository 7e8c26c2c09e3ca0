"""Everybody's scores as they are shown beside a question."""

from __future__ import annotations

from facilitator.meeting.answers.parts import Shown
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.place import Place


def so_far(place: Place, minutes: Minutes) -> list[Shown]:
    """Return a show so far: who has shown, then who has not."""
    shown = minutes.scores.shows.get(place.key, {})
    missing = [Shown(minutes.people[person].name, None) for person in minutes.scores.waiting_for(place.key)]
    return [Shown(minutes.people[person].name, position) for person, position in shown.items()] + missing


def as_they_stand(place: Place, minutes: Minutes) -> list[Shown]:
    """Return the scores for the outcome of a question, from the last show."""
    shown = minutes.scores.last_show(place.key.parts[0] if place.key.parts else "")
    return [Shown(minutes.people[person].name, position) for person, position in shown.items()]


def about_scores(place: Place, minutes: Minutes) -> list[Shown]:
    """Return the scores as they stand where a question is about a disagreement, else nothing."""
    return as_they_stand(place, minutes) if minutes.turns.is_score(place.key) else []
