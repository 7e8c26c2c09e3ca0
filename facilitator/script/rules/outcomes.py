"""The order of the questions about one thing, and the scale on which it is scored.

Support that was never given must not be scored as a child's failure, so whether it was given comes
first: MEETING, rule 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.fields import Path
from facilitator.script.form import Form, Place
from facilitator.script.source import Finding


def findings(form: Form) -> Iterator[Finding]:
    """Yield scores that come before *delivered*, and scales with gaps."""
    for part in form.parts:
        yield from _delivered_first([place for place in form.everywhere if place.part is part], form)
    yield from _scale(form)


def _delivered_first(places: list[Place], form: Form) -> Iterator[Finding]:
    """A format that asks whether the support was given asks before it asks what came of it."""
    first = form.file.path("delivered")
    if first is None:
        return
    asked = [place.turn.path for place in places]
    shows = [path for path in asked if path.of == first.of and _is_score(path, form)]
    if shows and first not in asked:
        yield places[asked.index(shows[0])].finding("script.delivered-missing", "id")
    if first not in asked:
        return
    for place in places[: asked.index(first)]:
        path = place.turn.path
        if path.of == first.of and (place.turn.answer == "lines" or _is_score(path, form)):
            yield place.finding("script.delivered-late", "id")


def _is_score(path: Path, form: Form) -> bool:
    declared = form.file.field(path)
    return declared is not None and declared.type == "score"


def _scale(form: Form) -> Iterator[Finding]:
    scale = form.file.scale
    if scale is None:
        return
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
