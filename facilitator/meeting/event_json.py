"""Events of a meeting as JSON, one line each."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from facilitator.meeting.events import Event


@cache
def event_adapter() -> TypeAdapter[Event]:
    """Return the reader of any one event; it is dear to make, so it is made once."""
    return TypeAdapter(Event)


def to_json(event: Event) -> dict[str, Any]:
    """Return an event as plain JSON values, without the parts that say nothing."""
    return event.model_dump(mode="json", exclude_defaults=True) | {"type": event.type}
