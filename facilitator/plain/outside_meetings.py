"""A dialogue outside a meeting, line by line: its questions stay until they are answered."""

from __future__ import annotations

from functools import partial

from facilitator.dialogue.dialogue_carrier import Carried, Host
from facilitator.dialogue.requests import LINES, Asked, Words, in_words
from facilitator.plain.dialogue_in_lines import InputEnded, done_at_once, under_cover
from facilitator.plain.lines_in_and_out import Lines


class OutsideMeetings(Host):
    """What is told while there is no meeting; there is nothing to record."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def tell(self, words: Words) -> None:
        """Say it."""
        self._lines.put(in_words(words, LINES))


def carried_in_lines(dialogue: Asked[object], lines: Lines) -> object:
    """Carry a dialogue to its end and return what came of it, None where the input ends first.

    Raises what the dialogue lets out.
    """
    carried = Carried(dialogue, OutsideMeetings(lines))
    given = partial(done_at_once, lines=lines, cover=partial(under_cover, lines))
    try:
        wants = carried.go_on()
        while wants is not None:
            wants = carried.go_on_with(given, wants)
    except InputEnded:
        return None
    finally:
        carried.leave()
    return carried.result
