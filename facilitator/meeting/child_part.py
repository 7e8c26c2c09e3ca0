"""The child's part of a question: the next rung of the ladder, the board, and the set-up of last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.meeting.agenda import Place
from facilitator.meeting.board import cards_to_sort, columns_of
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.set_up import left_out_by_wish
from facilitator.script.ladder import Say, Step, rungs

Fill = Callable[[str], str]


@dataclass(frozen=True)
class Sorted:
    """One column of a board, and the cards that are in it: their words, in the order of sorting."""

    id: str
    child: str
    adult: str
    cards: list[str]


def next_step(place: Place, minutes: Minutes, fill: Fill, say: Say) -> Step:
    """Return the rung after the one at which the question was put last; after the last the first again."""
    steps = rungs(place.turn, minutes.band, fill, say, trusted=minutes.child.set_up.helper)
    here = minutes.asked.rung if minutes.asked else None
    index = next((index for index, step in enumerate(steps) if step.rung == here), -1)
    return steps[(index + 1) % len(steps)]


def board(place: Place, minutes: Minutes, fill: Fill) -> tuple[list[str], list[Sorted]]:
    """Return the cards of a board that are still to be sorted, and its columns; nothing elsewhere."""
    if place.turn.answer != "board":
        return [], []
    said = minutes.said_at(place.key)
    columns = [
        Sorted(
            column.id,
            fill(column.child.at(minutes.band)),
            fill(column.adult),
            [one.text for one in said if one.topic == column.topic],
        )
        for column in columns_of(place.turn, minutes)
    ]
    return cards_to_sort(place.key, minutes), columns


def proposed(place: Place, minutes: Minutes) -> str:
    """Return what the plan kept of last time for a question of the set-up: a text, or an option's id."""
    turn, child = place.turn, minutes.plan.child
    if turn.records == "child_presence":
        return child.set_up.stays or ""
    if turn.records != "set_up" or not turn.field or turn.answer == "several":
        return ""
    kept = getattr(child.set_up, turn.field, None) or getattr(child, turn.field, None)
    return str(kept) if kept else ""


def set_up_lines(minutes: Minutes, say: Say) -> list[tuple[str, str]]:
    """Return the child's set-up as it stands, each part that is known under its label."""
    child = minutes.child
    kept = child.set_up
    label = minutes.script.label_of_topic
    lines = {
        "known-as": child.known_as,
        "communication": child.communication,
        "ways": ", ".join(say(f"manner.{way}") for way in kept.ways),
        "helper": kept.helper,
        "says-by": say(f"meeting.says-by-{kept.says_by}") if kept.says_by else "",
        "starts-with": kept.starts_with,
        "topics-away": ", ".join(label(topic) for topic in left_out_by_wish(minutes)),
        "rate": say("meeting.words-a-minute", count=kept.rate) if kept.rate else "",
        "voice": kept.voice,
    }
    return [(say(f"meeting.set-up-{part}"), words) for part, words in lines.items() if words]
