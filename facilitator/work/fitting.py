"""Whether what a review says is known to its plan format: topics, choices, faces, and whole disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.meeting.answers.registry import KINDS
from facilitator.meeting.events import LineSaid
from facilitator.meeting.minutes import PARKED
from facilitator.meeting.statements import topic_of
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import OutcomeReview, Review, Statement
from facilitator.script.models import Script


def misfits(review: Review, script: Script) -> Iterator[Refusal]:
    """Yield everything in a review that its plan format does not know, or that a meeting would not write."""
    yield from _choices(review.choices, "choice", "choices", script)
    for place, outcome in enumerate(review.outcomes, start=1):
        where = f"outcomes, item {place}"
        yield from _choices(outcome.choices, "outcome_choice", f"{where}, choices", script)
        yield from _score(outcome, where, review, script)
    for where, statement in _statements(review):
        if statement.topic not in _topics(script):
            yield Refusal("record.no-such-topic", where=f"{where}, topic", known=", ".join(_named(script)))


def _named(script: Script) -> list[str]:
    return [*script.format.topics, *script.format.outcome_fields]


def _topics(script: Script) -> set[str]:
    """Return what statements may be about: the format's boxes, and what its questions record."""
    turns = script.turns_by_id()
    own = {topic_of(turn) for turn in turns.values() if LineSaid in KINDS[turn.answer].takes}
    return {PARKED, *_named(script), *own}


def _statements(review: Review) -> Iterator[tuple[str, Statement]]:
    yield from _placed("statements", review.statements)
    for place, check in enumerate(review.last_actions, start=1):
        yield from _placed(f"last_actions, item {place}, statements", check.statements)
    for place, outcome in enumerate(review.outcomes, start=1):
        yield from _placed(f"outcomes, item {place}, statements", outcome.statements)


def _placed(where: str, statements: list[Statement]) -> Iterator[tuple[str, Statement]]:
    for place, statement in enumerate(statements, start=1):
        yield f"{where}, item {place}", statement


def _choices(chosen: dict[str, str], records: str, where: str, script: Script) -> Iterator[Refusal]:
    known: dict[str, list[str]] = {}
    for turn in script.turns_by_id().values():
        if turn.records == records:
            # Two questions may ask after the same field in other words, each with its own answers.
            known.setdefault(turn.field or turn.id, []).extend(option.id for option in turn.options)
    for field, option in chosen.items():
        if field not in known:
            yield Refusal("record.no-such-choice", where=f"{where}, {field}", known=", ".join(known))
        elif option not in known[field]:
            yield Refusal("record.no-such-option", where=f"{where}, {field}", known=", ".join(known[field]))


def _score(outcome: OutcomeReview, where: str, review: Review, script: Script) -> Iterator[Refusal]:
    score = outcome.score
    if score is None:
        return
    faces = [face.id for face in script.format.scale.faces]
    children = {person.id for person in review.people if person.perspective == "child"}
    for position in [*score.positions, *score.second_positions]:
        if position.word and (position.person not in children or position.word not in faces):
            yield Refusal("record.no-such-face", where=f"{where}, score", known=", ".join(faces))
    numbers = [position for position in score.positions if position.number is not None]
    if score.result == "not_agreed" and len(numbers) < 2:
        yield Refusal("record.every-position", where=f"{where}, score, positions")
