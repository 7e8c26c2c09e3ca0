"""Where something stands in a file, and where it stood in the file of another shape that it was made from."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.plan.text import clean_line

Place = tuple[str | int, ...]
"""Keys and, from 0, positions in lists."""

_LONGEST = 60
"""Characters of what stands in a file that fit into a sentence."""

Origins = Mapping[Place, Place]
"""Where parts of a plan or review stood in the file that it was made from."""


def traced(place: Place, origins: Origins) -> Place:
    """Return where a place stood before: that of the smallest known part around it, or the place itself."""
    for length in range(len(place), 0, -1):
        if place[:length] in origins:
            return origins[place[:length]]
    return place


def in_words(place: Place) -> str:
    """Return a place as people say it: `outcomes, item 2, steps`; the top is an empty string."""
    return ", ".join(f"item {part + 1}" if isinstance(part, int) else shortened(part) for part in place)


def shortened(text: str) -> str:
    """Return what stands in a file as one line that fits into a sentence."""
    shown = clean_line(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
