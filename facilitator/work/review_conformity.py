"""Whether what a review says is known to its plan format: its boxes, faces, and whole disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.files.plan_text import of_given
from facilitator.meeting.plan_after_review import write_into
from facilitator.phrases.days_in_order import refuse_backwards
from facilitator.phrases.misfit import refusal_of, refuse_no_costs
from facilitator.plan.file_places import Origins, Place, in_words, traced
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.script.conformity import review_misfits
from facilitator.script.formats_and_turns import Script
from facilitator.script.scales import Scale

FEW_POSITIONS = "record.every-position"
"""What is not agreed has fewer than two people's answers: no review is recorded so from a file."""


def misfits(review: Review, plan: Plan, script: Script, origins: Origins | None = None) -> Iterator[Refusal]:
    """Yield everything in a review that its plan format does not know, or that only a meeting writes.

    `origins` tells where the parts of the review stand in the file that was given.
    """
    form, known = script.format, origins or {}
    for misfit in review_misfits(review, plan, form):
        yield of_given(refusal_of(misfit, form, known))
    for place, score in enumerate(review.scores):
        scale = form.scale_of_score(score, plan)
        yield from _score(score, ("scores", place), review, scale, known)


def written_into(plan: Plan, review: Review, script: Script) -> Plan:
    """Return the plan with a review that was held elsewhere, in which nobody could be asked about a slip.

    Raises the Refusal of days that are out of order, and of what is no cost.
    """
    after = write_into(plan, review, script)
    refuse_backwards(plan, after, script.format, "given.days-backwards")
    refuse_no_costs(plan, after, script.format)
    return after


def _score(
    score: Score, at: Place, review: Review, scale: Scale | None, origins: Origins
) -> Iterator[Refusal]:
    faces = [face.id for face in scale.faces] if scale else []
    children = {person.id for person in review.people if person.perspective == "child"}
    for position in (position for show in score.shows for position in show):
        if position.word and (position.person not in children or position.word not in faces):
            where = in_words(traced(at, origins))
            yield Refusal("record.no-such-face", where=where, known=", ".join(faces))
    given = [at for at in score.positions if at.number is not None or at.option is not None]
    if score.result == "not_agreed" and len(given) < 2:
        yield Refusal(FEW_POSITIONS, where=in_words(traced((*at, "shows"), origins)))
