"""The agendas and the scale: minutes that add up, the child's time whole, every box filled, no gaps."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.declared_fields import Fields
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import Agenda
from facilitator.script.turns_in_order import Form, Place, repeated
from facilitator.script.yaml_source import Finding

ALWAYS = ("review.date", "review.people", "review.period", "review.next_date")
"""What every review holds, whatever its format."""

OF_A_REVIEW = "review.period"
"""What only a review holds: a meeting that writes the plan is of none of its terms."""

WITH_THE_CHILD = ("child.stays",)
"""What a review holds besides where the child is in the room."""


def findings(form: Form) -> Iterator[Finding]:
    """Yield agendas that do not add up, leave out what is needed or hurry the child, and scales with gaps."""
    if form.file.id != form.folder.name:
        yield form.finding("script.format-id", "id", id=form.file.id, folder=form.folder.name)
    segments = {part.segment.id for part in form.parts}
    for index, agenda in enumerate(form.file.agendas):
        yield from _minutes(form, index, agenda)
        for name in agenda.segments:
            if name not in segments:
                at = ("agendas", index, "segments", name)
                yield form.finding("script.agenda-unknown", *at, segment=name, minutes=agenda.minutes)
    for index, minutes in repeated(agenda.minutes for agenda in form.file.agendas):
        yield form.finding("script.agenda-repeated", "agendas", index, minutes=minutes)
    yield from _in_no_agenda(form)
    yield from _protected(form)
    for _, way in form.ways:
        yield from _apart(way)
    for part in form.parts:
        places = [place for place in form.everywhere if place.part is part]
        yield from _delivered_first(places, form)
        if any(place.turn.path in form.file.paths("delivered") for place in places):
            break  # it is settled before what comes after
    yield from _scale(form)
    for index, (agenda, way) in enumerate(form.ways):
        yield from _required(form, index, agenda, way)
        yield from _child_first(form, index, agenda, way)


def _child_first(form: Form, index: int, agenda: Agenda, way: list[Place]) -> Iterator[Finding]:
    """The child is the first whose view of what works is asked for (MEETING, "What goes wrong today")."""
    if not form.file.children.in_room:
        return
    views = [*form.file.paths("working"), *form.file.paths("concern")]
    held = [place for place in way if not place.part.segment.setup and not place.turn.columns]
    first = next((place for place in held if place.turn.path in views), None)
    if first is not None and first.turn.to != "child":
        at = ("agendas", index, "segments", first.part.segment.id)
        yield form.finding("script.child-not-first", *at, turn=first.turn.id, minutes=agenda.minutes)


def _minutes(form: Form, index: int, agenda: Agenda) -> Iterator[Finding]:
    added = sum(agenda.segments.values())
    if added != agenda.minutes:
        at = ("agendas", index, "minutes")
        yield form.finding("script.agenda-sum", *at, minutes=agenda.minutes, added=added)


def _in_no_agenda(form: Form) -> Iterator[Finding]:
    held = {name for agenda in form.file.agendas for name in agenda.segments}
    for index, part in enumerate(form.parts):
        if not part.segment.setup and part.segment.id not in held:
            yield form.finding("script.in-no-agenda", "segments", index, segment=part.segment.id)


def _protected(form: Form) -> Iterator[Finding]:
    """The child's turn is never cut for time: a protected segment takes as long in every agenda."""
    for part in form.parts:
        name = part.segment.id
        longest = max((agenda.segments.get(name, 0) for agenda in form.file.agendas), default=0)
        for index, agenda in enumerate(form.file.agendas):
            if part.segment.protected and agenda.segments.get(name, 0) < longest:
                at = ("agendas", index, "segments", name)
                values = {"segment": name, "minutes": agenda.minutes, "longest": longest}
                yield form.finding("script.cut-short", *at, **values)


def _required(form: Form, index: int, agenda: Agenda, way: list[Place]) -> Iterator[Finding]:
    file = form.file
    recorded = {place.turn.path for place in way}
    needed = (*ALWAYS, *(WITH_THE_CHILD if file.children.in_room else ()))
    always = [Path.read(name) for name in needed if not (form.planning and name == OF_A_REVIEW)]
    for path in [*always, *file.paths("read_back")]:
        if path not in recorded:
            yield form.finding(
                "script.never-recorded", "agendas", index, what=str(path), minutes=agenda.minutes
            )
    if form.planning:  # the boxes of a review
        return
    boxes: dict[tuple[str, ...], tuple[str, Fields]] = {("review",): ("review", file.review)}
    boxes |= {("about", of): (of, fields) for of, fields in file.about.items()}
    for at, (of, fields) in boxes.items():
        for name, declared in fields.items():
            if declared.required and Path(of, name) not in recorded:
                yield form.finding("script.never-recorded", *at, name, what=name, minutes=agenda.minutes)


def _delivered_first(places: list[Place], form: Form) -> Iterator[Finding]:
    """Support that was never given must not be scored as a child's failure (MEETING, rule 7)."""
    first = form.file.paths("delivered")
    above = {path.of: form.file.items[path.of].under for path in first if path.of in form.file.items}
    kinds = {path.of for path in first} | set(above.values())
    settling = {(path.of, path.field) for path in first}  # a show may be how it is settled
    asked = [place.turn.path for place in places]
    judged = [path for path in asked if path[:2] not in settling and form.file.is_score(path)]
    shows = [path for path in judged if path.of in kinds]
    settled = next((index for index, path in enumerate(asked) if path in first), None)
    if shows and settled is None:
        yield places[asked.index(shows[0])].finding("script.delivered-missing", "id")
    for place in places[:settled] if settled is not None else ():
        path = place.turn.path
        if path[:2] in settling:
            continue
        if path.of in kinds and (place.turn.answer == "lines" or form.file.is_score(path)):
            yield place.finding("script.delivered-late", "id")


def _apart(way: list[Place]) -> Iterator[Finding]:
    """Where people do not agree, each reason is kept, and what comes next by when (MEETING, rule 6)."""
    recorded = {place.turn.path for place in way}
    for place in way:
        if place.turn.answer == "agree":
            paths = [place.turn.path._replace(part=part) for part in ("reason", "next_step", "by")]
            missing = ", ".join(str(path) for path in paths if path not in recorded)
            if missing:
                yield place.finding("script.apart-untold", "records", missing=missing)


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
    for index, face in repeated(face.id for face in scale.faces):
        yield form.finding("script.repeated-face", "scale", "faces", index, face=face)
