"""The screens of a held meeting: the pages that the room had before it one after the other, by its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files.journal_lines import recover
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import event_adapter
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import Script

IN_WORDS = ("lines", "board")
"""The kinds of answer for which people are asked for words of their own, unless the room agrees on them."""


class Screen(NamedTuple):
    """One page that was shown, the part of the meeting where, and whether people were asked for words."""

    part: str
    page: Key
    is_open: bool


class Counted(NamedTuple):
    """How many screens a meeting had: on how many words were asked for, and on how many something picked."""

    all: int
    open: int
    quick: int


def screens(script: Script, plan: Plan, events: Iterable[ev.Event]) -> list[Screen]:
    """Return the screens of a meeting after its set-up, in order; one that is come back to counts again."""
    shown: list[Screen] = []
    for meeting in _replayed(script, plan, events):
        place = meeting.place
        if place is None or place.segment.setup:
            continue
        words = place.turn.answer in IN_WORDS and not place.turn.agreed
        before = shown.pop() if shown and shown[-1].page == place.page else None
        shown.append(Screen(place.segment.id, place.page, words or (before is not None and before.is_open)))
    return shown


def counted(shown: Iterable[Screen]) -> Counted:
    """Return how many screens there were of each kind."""
    kinds = Counter(screen.is_open for screen in shown)
    return Counted(kinds.total(), kinds[True], kinds[False])


def by_part(shown: Iterable[Screen]) -> dict[str, Counted]:
    """Return how many screens each part of the meeting had, in order."""
    parts: dict[str, list[Screen]] = {}
    for screen in shown:
        parts.setdefault(screen.part, []).append(screen)
    return {part: counted(mine) for part, mine in parts.items()}


def journalled(meetings: Path) -> list[ev.Event]:
    """Return the events of the one meeting whose journal lies in a folder, or in a folder of it."""
    (path,) = meetings.rglob("*.journal")
    adapter = event_adapter()
    return [adapter.validate_python(event) for event in recover(path).events]


def _replayed(script: Script, plan: Plan, events: Iterable[ev.Event]) -> Iterator[Meeting]:
    remaining = iter(events)
    meeting = Meeting.replay(script, plan, [next(remaining)])
    yield meeting
    for event in remaining:
        meeting.add(event, event.at)
        yield meeting
