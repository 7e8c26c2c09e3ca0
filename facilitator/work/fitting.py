"""Whether what a review says is known to its plan format: its boxes, faces, and whole disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.conformity import Misfit, refusal_of, review_misfits
from facilitator.script.fields import Path
from facilitator.script.models import Script


def misfits(review: Review, plan: Plan, script: Script) -> Iterator[Refusal]:
    """Yield everything in a review that its plan format does not know, or that a meeting would not write."""
    for misfit in review_misfits(review, plan, script.format):
        yield _of_record(misfit, script)
    kinds = {item.id: item.kind for item in plan.items}
    for place, score in enumerate(review.scores, start=1):
        path = Path(kinds.get(score.about, "child"), score.field)
        yield from _score(score, f"scores, item {place}", review, script, path)


def _of_record(misfit: Misfit, script: Script) -> Refusal:
    """Return a misfit in the words for a review that was given; these have no backups."""
    refusal = refusal_of(misfit, script.format)
    codes = {"no-field": "record.no-such-topic", "no-option": "record.no-such-option"}
    code = codes.get(refusal.code.partition(".")[2])
    return Refusal(code, **refusal.values) if code else refusal


def _score(score: Score, where: str, review: Review, script: Script, path: Path) -> Iterator[Refusal]:
    scale = script.format.scale_of(path)
    faces = [face.id for face in scale.faces] if scale else []
    children = {person.id for person in review.people if person.perspective == "child"}
    for position in (position for show in score.shows for position in show):
        if position.word and (position.person not in children or position.word not in faces):
            yield Refusal("record.no-such-face", where=where, known=", ".join(faces))
    given = [at for at in score.positions if at.number is not None or at.option is not None]
    if score.result == "not_agreed" and len(given) < 2:
        yield Refusal("record.every-position", where=f"{where}, shows")
