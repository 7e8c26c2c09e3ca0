"""The agendas: minutes that add up, segments that exist, the child's time whole, every box filled."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.fields import Fields, Path
from facilitator.script.form import Form, Place
from facilitator.script.models import Agenda
from facilitator.script.source import Finding

ALWAYS = ("review.date", "review.people", "review.period", "review.next_date")
"""What every review holds, whatever its format."""

WITH_THE_CHILD = ("child.stays",)
"""What a review holds besides where the child is in the room."""


def findings(form: Form) -> Iterator[Finding]:
    """Yield agendas that do not add up, leave out what is needed, or hurry the child."""
    if form.file.id != form.folder.name:
        yield form.finding("script.format-id", "id", id=form.file.id, folder=form.folder.name)
    segments = {part.segment.id for part in form.parts}
    for index, agenda in enumerate(form.file.agendas):
        yield from _minutes(form, index, agenda)
        for name in agenda.segments:
            if name not in segments:
                at = ("agendas", index, "segments", name)
                yield form.finding("script.agenda-unknown", *at, segment=name, minutes=agenda.minutes)
    yield from _in_no_agenda(form)
    yield from _protected(form)
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
    if agenda.minutes in [earlier.minutes for earlier in form.file.agendas[:index]]:
        yield form.finding("script.agenda-repeated", "agendas", index, minutes=agenda.minutes)


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
    always = [Path.read(name) for name in (*ALWAYS, *(WITH_THE_CHILD if file.children.in_room else ()))]
    for path in [*always, *file.paths("read_back")]:
        if path not in recorded:
            yield form.finding(
                "script.never-recorded", "agendas", index, what=str(path), minutes=agenda.minutes
            )
    boxes: dict[tuple[str, ...], tuple[str, Fields]] = {("review",): ("review", file.review)}
    boxes |= {("about", of): (of, fields) for of, fields in file.about.items()}
    for at, (of, fields) in boxes.items():
        for name, declared in fields.items():
            if declared.required and Path(of, name) not in recorded:
                yield form.finding("script.never-recorded", *at, name, what=name, minutes=agenda.minutes)
