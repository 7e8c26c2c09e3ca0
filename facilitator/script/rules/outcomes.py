"""The order of an outcome's questions, and the scale on which it is scored.

Support that was never given must not be scored as a child's failure, so whether it was given comes
first: MEETING, rule 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.form import Form, Place
from facilitator.script.source import Finding

_AFTER = ("outcome_statement", "first_scores", "second_scores", "score")


def findings(form: Form) -> Iterator[Finding]:
    """Yield scores that come before *delivered*, and scales with gaps."""
    for part in form.parts:
        yield from _delivered_first([place for place in form.everywhere if place.part is part])
    yield from _scale(form)


def _delivered_first(places: list[Place]) -> Iterator[Finding]:
    asked = [place.turn.records for place in places]
    if "first_scores" in asked and "delivered" not in asked:
        yield places[asked.index("first_scores")].finding("script.delivered-missing", "id")
    if "delivered" not in asked:
        return
    for place in places[: asked.index("delivered")]:
        if place.turn.records in _AFTER:
            yield place.finding("script.delivered-late", "id")


def _scale(form: Form) -> Iterator[Finding]:
    scale = form.file.scale
    numbers = [point.number for point in scale.points]
    for index, number in enumerate(numbers[1:], start=1):
        if number != numbers[index - 1] + 1:
            values = {"number": number, "before": numbers[index - 1]}
            yield form.finding("script.scale-gap", "scale", "points", index, **values)
    if not scale.lowest <= scale.low < scale.highest:
        values = {"low": scale.low, "lowest": scale.lowest, "highest": scale.highest}
        yield form.finding("script.scale-low", "scale", "low", **values)
    seen = set()
    for index, face in enumerate(scale.faces):
        if face.id in seen:
            yield form.finding("script.repeated-face", "scale", "faces", index, face=face.id)
        seen.add(face.id)
