"""A review known again by playing its meeting's journal once more over the document that it may stand in.

So it was done before what is written was kept (`files.kept`), and is where a full disk took nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from facilitator.files.journal_lines import recover
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import TypeAdapter

    from facilitator.files.journal_shelf import JournalFile
    from facilitator.files.opened import OpenPlan
    from facilitator.meeting import events as ev
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import Review


def events_of(kept_events: list[dict[str, Any]], opened: OpenPlan) -> list[ev.Event]:
    """Return events as a journal of a plan keeps them as our own; raises ValueError for an unknown one.

    Those of a document are of the plan that it is known to be, whatever its id was when the meeting began.
    """
    if not _adapter:
        from facilitator.meeting.events import event_adapter

        _adapter.append(event_adapter())
    events = [_adapter[0].validate_python(event) for event in kept_events]
    if opened.word is not None and events and events[0].type == "started":
        events[0] = events[0].model_copy(update={"plan": opened.plan.id})
    return events


_adapter: list[TypeAdapter[ev.Event]] = []


def replayed(found: JournalFile, opened: OpenPlan, prompts: Path | None) -> tuple[Plan, Review] | None:
    """Return the review of a meeting with its plan, if it stands in a document; by its journal alone.

    Every answer must stand there as the meeting would write it into the document without the review.
    """
    from facilitator.meeting.meeting import Meeting
    from facilitator.meeting.plan_after import write_into
    from facilitator.meeting.record import to_review
    from facilitator.script.loading import load_script

    word = opened.word
    if word is None or found.header is None:
        return None
    if found.header.base == opened.base:  # the document is as it was when the meeting began
        return None
    script = load_script(opened.plan.format, prompts)
    for earlier in befores(opened.plan):
        try:
            minutes = Meeting.replay(script, earlier, events_of(recover(found.path).events, opened)).minutes
            if minutes.standing.ended is None:
                return None
            review = to_review(minutes, minutes.standing.ended.at)
            after = write_into(earlier, review, script, minutes.child)
        except (Refusal, ValueError):  # it does not fit: it was not written here
            continue
        if word.standing(review, after).whole:
            return after, next(one for one in after.reviews if one.id == review.id)
    return None


def befores(plan: Plan) -> Iterator[Plan]:
    """Yield the plan as it was before each of its reviews, the last first; and as it is.

    The last is for a review with so few words that the document seems only to be prepared for it.
    """
    from facilitator.meeting.meanwhile import before

    for held in reversed(plan.reviews):
        yield before(plan, [held])
    yield plan
