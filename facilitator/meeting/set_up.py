"""The child's set-up: what the plan kept of last time, with what this meeting said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.plan.people import Child, ChildSetUp
from facilitator.plan.text import clean_line

if TYPE_CHECKING:
    from facilitator.meeting.minutes import Minutes

LINES = ("known_as", "helper")
"""Parts of the set-up that are a name: one line."""

_OF_CHILD = ("known_as", "communication")


def child_now(minutes: Minutes) -> Child:
    """Return the child as the plan has them, with everything that this meeting's set-up has changed."""
    child = minutes.plan.child
    given = _given(minutes)
    own = {field: given.pop(field) for field in _OF_CHILD if field in given}
    kept = child.set_up.model_dump() | given
    if minutes.voice is not None:
        kept["voice"] = minutes.voice
    if minutes.rate is not None:
        kept["rate"] = minutes.rate
    stays = minutes.recorded_choice("child_presence")
    if stays in ("all", "part"):
        kept["stays"] = stays
    return child.model_copy(update={**own, "set_up": ChildSetUp.model_validate(kept)})


def _given(minutes: Minutes) -> dict[str, object]:
    """Return the parts of the set-up that were answered in this meeting, by field."""
    given: dict[str, object] = {}
    for key, text in minutes.texts.items():
        field = _field(key.turn, minutes)
        given[field] = clean_line(text) if field in LINES else text
    for key, event in minutes.several.items():
        given[_field(key.turn, minutes)] = event.options
    for key, option in minutes.choices.items():
        if minutes.turns[key.turn].records == "set_up":
            field = _field(key.turn, minutes)
            given[field] = int(option) if field == "rate" else option
    return given


def _field(turn: str, minutes: Minutes) -> str:
    return minutes.turns[turn].field or turn


def left_out_by_wish(minutes: Minutes) -> list[str]:
    """Return the topics that the child wishes not to be asked about, in the order of the script."""
    away = minutes.child.set_up.topics_away
    return [topic for topic in minutes.script.child_topics() if topic in away]
