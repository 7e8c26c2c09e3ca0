"""Whether a review that is to be recorded stands in the Word plan already: a document keeps no ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.files.opened import OpenPlan
from facilitator.files.plan_text import read_object
from facilitator.files.records import recorded
from facilitator.meeting.meanwhile import before
from facilitator.meeting.plan_after import write_into
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.models import Script
from facilitator.word.standing import Standing
from facilitator.work.recording import read_review, review_id


def refuse_if_written(data: bytes, opened: OpenPlan, script: Script, prompts: Path | None = None) -> None:
    """Raise Refusal where the review that a file's bytes hold stands in a Word plan, whoever wrote it there.

    In whatever term it stands, and also where it has been put right in Word since.
    """
    if opened.word is None:
        return
    try:
        given = review_id(read_object(data))
    except Refusal:  # told where the review is read
        return
    records = recorded(opened, prompts)
    written = given in {record.review.id for record in records}
    earlier = [(before(record.plan, [record.review]), record.review.period) for record in records]
    earlier += [(before(opened.plan, [held]), held.period) for held in reversed(opened.plan.reviews)]
    earlier += [(opened.plan, period) for period in sorted(opened.word.prepared)]
    if written or any(there.nearly_whole for there in _standings(data, earlier, opened, script)):
        raise Refusal("review.already-written")


def _standings(
    data: bytes, earlier: list[tuple[Plan, int]], opened: OpenPlan, script: Script
) -> Iterator[Standing]:
    """Yield how the review stands in the document, were it the one of each of these terms."""
    for plan, period in earlier:
        try:
            review = read_review(data, plan, script, term=period)
            after = write_into(plan, review, script)
        except Refusal:  # it does not fit there, and what is wrong with it is told when it is read
            continue
        if opened.word is not None:
            yield opened.word.standing(next(one for one in after.reviews if one.id == review.id), after)
