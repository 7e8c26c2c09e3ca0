"""A format's Word layout: each place says what stands there and can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facilitator.script.layouts import Block, Grid, LabelledField, LayoutFile, Place, missing
from facilitator.script.models import FormatFile
from facilitator.script.source import Finding, Loc, Source

_SLOT = re.compile(r"\{([^{}]*)\}")
_SLOTS = {"number", "answer"}
_BESIDE = ("actions", "decision")
_OWN = "outcome.number", "outcome.wording"


class _At(NamedTuple):
    """A place of a layout and where it stands in the file."""

    loc: Loc
    block: Block
    place: Place
    grid: Grid | None = None


def findings(source: Source, layout: LayoutFile, form: FormatFile) -> Iterator[Finding]:
    """Yield what would keep a form from being read or filled in by this layout."""
    places = list(_places(layout))
    for at in places:
        yield from _labels(source, at)
        yield from _known(source, at, form)
    yield from _records(source, layout)
    for block in range(len(layout.blocks)):
        yield from _twice(source, [at for at in places if at.loc[1] == block])
    yield from _whole(source, places, form)


def _places(layout: LayoutFile) -> Iterator[_At]:
    for number, block in enumerate(layout.blocks):
        for index, field in enumerate(block.fields):
            yield _At(("blocks", number, "fields", index), block, field)
        for which, grid in enumerate(block.grids):
            at: Loc = ("blocks", number, "grids", which)
            for index, column in enumerate(grid.columns):
                yield _At((*at, "columns", index), block, column, grid)
            for index, row in enumerate(grid.rows):
                yield _At((*at, "rows", index), block, row, grid)


def _labels(source: Source, at: _At) -> Iterator[Finding]:
    """Yield labels with slots that there are not, and answers that have no place."""
    for index, label in enumerate(at.place.labels):
        loc = (*at.loc, "labels", index)
        for slot in _SLOT.findall(label):
            if slot not in _SLOTS:
                yield source.finding(loc, "script.layout-slot", slot=slot)
        if "{answer}" in label and not (
            isinstance(at.place, LabelledField) and "inside" in at.place.answer and at.place.records
        ):
            yield source.finding(loc, "script.layout-inside", label=label)
        if not _plain(label):
            yield source.finding(loc, "script.layout-empty-label")
    if not isinstance(at.place, LabelledField):
        return
    if at.place.records and not at.place.answer:
        yield source.finding(at.loc, "script.layout-no-answer", label=at.place.labels[0])
    if not at.place.records and at.place.answer:
        yield source.finding((*at.loc, "answer"), "script.layout-needless-answer", label=at.place.labels[0])


def _known(source: Source, at: _At, form: FormatFile) -> Iterator[Finding]:
    """Yield names that the format does not have."""
    place = at.place
    fields = [*form.outcome_fields]
    known: dict[str, tuple[str | None, list[str]]] = {
        "topic": (place.topic, [*form.topics]),
        "kind": (place.kind, [one.id for one in form.other_plans]),
        "field": (place.field, [*form.choices] if place.records == "review.choice" else fields),
    }
    for key, (given, names) in known.items():
        if given is not None and given not in names:
            yield source.finding(
                (*at.loc, key), "script.layout-unknown", key=key, given=given, known=", ".join(names)
            )
    for index, name in enumerate(place.also):
        if name not in (*fields, *_BESIDE):
            yield source.finding(
                (*at.loc, "also", index),
                "script.layout-unknown",
                key="also",
                given=name,
                known=", ".join((*fields, *_BESIDE)),
            )


def _records(source: Source, layout: LayoutFile) -> Iterator[Finding]:
    """Yield places that do not say enough of what they record, in a grid together with their rows."""
    for number, block in enumerate(layout.blocks):
        for index, field in enumerate(block.fields):
            lacking = missing(field.says())
            if lacking:
                loc: Loc = ("blocks", number, "fields", index)
                yield source.finding(
                    loc, "script.layout-says-too-little", label=field.labels[0], key=lacking[0]
                )
        for which, grid in enumerate(block.grids):
            at: Loc = ("blocks", number, "grids", which)
            yield from _grid_records(source, grid, at, block)


def _grid_records(source: Source, grid: Grid, at: Loc, block: Block) -> Iterator[Finding]:
    own = [column.records for column in grid.columns]
    if grid.each_row:
        if not any(name in own for name in _OWN):
            yield source.finding((*at, "each_row"), "script.layout-rows-without-outcome", grid=grid.id)
        if any((name or "").startswith("progress") for name in own) and not (
            block.each == "review" or block.review
        ):
            yield source.finding(at, "script.layout-no-review", grid=grid.id)
    for index, column in enumerate(grid.columns):
        rows = [row.says() for row in grid.rows] or [{}]
        for row in rows:
            says = {**row, **column.says()}
            lacking = missing(says) if "records" in says else ["records"]
            lacking = [key for key in lacking if not (key == "where" and grid.each_row)]
            if lacking:
                loc = (*at, "columns", index)
                yield source.finding(
                    loc, "script.layout-says-too-little", label=column.labels[0], key=lacking[0]
                )
                break


def _twice(source: Source, places: list[_At]) -> Iterator[Finding]:
    """Yield labels of one block that two places claim: nobody could tell them apart."""
    seen: dict[tuple[str, str], _At] = {}
    for at in places:
        role = "field" if at.grid is None else type(at.place).__name__
        for index, label in enumerate(at.place.labels):
            before = seen.setdefault((role, _plain(label)), at)
            if before.place is not at.place and (at.grid is None or at.grid is before.grid):
                yield source.finding((*at.loc, "labels", index), "script.layout-label-twice", label=label)


def _whole(source: Source, places: list[_At], form: FormatFile) -> Iterator[Finding]:
    """Yield what every plan must have a place for."""
    records = {at.place.records for at in places}
    for record in ("child.name", "outcome.wording", "review.date"):
        if record not in records:
            yield source.finding((), "script.layout-lacks", what=record)
    topics = {at.place.topic for at in places}
    fields = {name for at in places for name in (at.place.field, *at.place.also)}
    required = [name for name, topic in form.topics.items() if topic.required and name not in topics]
    required += [name for name, topic in form.outcome_fields.items() if topic.required and name not in fields]
    for name in required:
        yield source.finding((), "script.layout-lacks", what=name)


def _plain(label: str) -> str:
    """Return a label as it is compared here: by its words."""
    return " ".join(re.findall(r"[^\W_]+|\{\w+\}", label.casefold()))
