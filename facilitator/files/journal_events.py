"""The events of a meeting as its journal keeps them, read as our own."""

from __future__ import annotations

from typing import Any

from facilitator.files.open_plan import OpenPlan
from facilitator.meeting import events as ev


def events_of(kept_events: list[dict[str, Any]], opened: OpenPlan) -> list[ev.Event]:
    """Return events as a journal of a plan keeps them as our own; raises ValueError for an unknown one.

    Those of a document are of the plan that it is known to be, whatever its id was when the meeting began.
    """
    from facilitator.meeting.event_json import event_adapter

    events = [event_adapter().validate_python(event) for event in kept_events]
    if opened.word is not None and events and events[0].type == "started":
        events[0] = events[0].model_copy(update={"plan": opened.plan.id})
    return events


def of_planning(kept_events: list[dict[str, Any]]) -> bool:
    """Whether the events that a journal keeps are of a meeting that writes the plan."""
    return bool(kept_events) and bool(kept_events[0].get("planning"))
