"""A format's Word layout: each place says what stands there and can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.script.layouts import (
    CHILD,
    OF_CHILD,
    REVIEW,
    SIGNED,
    UNKNOWN_PATH,
    Block,
    Grid,
    LabelledField,
    LayoutFile,
    Place,
    PlaceAt,
    Says,
    declared_at,
    is_of_review,
    places_of,
    says,
    unknown_paths,
)
from facilitator.script.models import FormatFile
from facilitator.script.source import Finding, Loc, Source

_SLOT = re.compile(r"\{([^{}]*)\}")
_SLOTS = {"number", "answer"}
_MARKS = {"text", "review", "date"}


def findings(source: Source, layout: LayoutFile, form: FormatFile) -> Iterator[Finding]:
    """Yield what would keep a form from being read or filled in by this layout."""
    places = list(places_of(layout))
    for unknown in unknown_paths(layout, form):
        yield source.finding(unknown.loc, UNKNOWN_PATH, given=unknown.given, known=unknown.known)
    for at in places:
        yield from _labels(source, at)
        yield from _known(source, at, form)
    for number, block in enumerate(layout.blocks):
        yield from _block(source, ("blocks", number), block, form)
    for number in range(len(layout.blocks)):
        yield from _twice(source, [at for at in places if at.loc[1] == number])
    yield from _whole(source, layout, form)


def _labels(source: Source, at: PlaceAt) -> Iterator[Finding]:
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


def _known(source: Source, at: PlaceAt, form: FormatFile) -> Iterator[Finding]:
    """Yield fixed fields and options that the format does not have."""
    place = at.place
    for kind in _kinds(place, form):
        for name, value in place.fixed.items():
            declared = form.items[kind].fields.get(name) if kind in form.items else None
            options = declared.option_ids if declared else []
            if value not in options:
                known = ", ".join(options or (form.items[kind].fields if kind in form.items else ()))
                values = {"given": value if options else name, "known": known}
                yield source.finding((*at.loc, "with", name), UNKNOWN_PATH, **values)
    declared = declared_at(place.path, form) if place.records else None
    if place.option and declared is not None and place.option not in declared.option_ids:
        values = {"given": place.option, "known": ", ".join(declared.option_ids)}
        yield source.finding((*at.loc, "option"), UNKNOWN_PATH, **values)


def _kinds(place: Place, form: FormatFile) -> list[str]:
    """Return the kinds of item that a place's fixed fields may be of: its own, or those that have them."""
    if place.records:
        return [place.path.of]
    having = [name for name, kind in form.items.items() if set(place.fixed) <= set(kind.fields)]
    return having[:1] or list(form.items)[:1]


# Blocks and grids


def _block(source: Source, loc: Loc, block: Block, form: FormatFile) -> Iterator[Finding]:
    yield from _each(source, (*loc, "each"), block.each, [REVIEW, CHILD, *form.items])
    for index, field in enumerate(block.fields):
        at: Loc = (*loc, "fields", index)
        yield from _marks(source, (*at, "marks"), field.marks.added)
        yield from _answer(source, at, says(field), field, block, None, form)
    for which, grid in enumerate(block.grids):
        at = (*loc, "grids", which)
        yield from _marks(source, (*at, "marks"), grid.marks.added)
        yield from _grid(source, at, grid, block, form)


def _each(source: Source, loc: Loc, each: str, known: list[str]) -> Iterator[Finding]:
    if each and each not in known:
        yield source.finding(loc, UNKNOWN_PATH, given=each, known=", ".join(known))


def _marks(source: Source, loc: Loc, added: str) -> Iterator[Finding]:
    slots = _SLOT.findall(added)
    for slot in slots:
        if slot not in _MARKS:
            yield source.finding((*loc, "added"), "script.layout-mark", slot=slot)
    if added and slots[-1:] != ["text"]:
        yield source.finding((*loc, "added"), "script.layout-mark", slot=added)


def _grid(source: Source, at: Loc, grid: Grid, block: Block, form: FormatFile) -> Iterator[Finding]:
    yield from _each(source, (*at, "each_row"), grid.each_row, [CHILD, *form.items])
    if grid.each_row in (CHILD, *form.items) and not _tells_rows(grid, block, form):
        values = {"grid": grid.id, "kind": grid.each_row}
        yield source.finding((*at, "each_row"), "script.layout-rows-of-nothing", **values)
    for index, column in enumerate(grid.columns):
        places = [[row, column] for row in grid.rows] or [[column]]
        for said in [says(*one) for one in places]:
            loc: Loc = (*at, "columns", index)
            if not said.records and (grid.rows and (said.of or said.fixed)):
                values = {"label": column.labels[0], "key": "records"}
                yield source.finding(loc, "script.layout-says-too-little", **values)
                break
            found = list(_answer(source, loc, said, column, block, grid, form))
            yield from found
            if found:
                break


def _tells_rows(grid: Grid, block: Block, form: FormatFile) -> bool:
    """Whether a column says which item a row is of; rows of the block's own item need none."""
    own = [column.path for column in grid.columns if column.records]
    if _belongs(grid.each_row, [block.each], form) and grid.each_row != block.each:
        return True
    kind = form.items.get(grid.each_row)
    names = ["number", *(kind.fields if kind else OF_CHILD)]
    return any(path.of == grid.each_row and path.field in names for path in own)


def _belongs(kind: str, to: list[str], form: FormatFile) -> bool:
    """Whether a kind of item is one of some, or is under one of them at whatever remove."""
    above: str | None = kind
    while above is not None and above not in to:
        above = form.items[above].under if above in form.items else None
    return above is not None


def _answer(  # noqa: PLR0913, PLR0917 - all that an answer stands in
    source: Source,
    loc: Loc,
    said: Says,
    place: Place,
    block: Block,
    grid: Grid | None,
    form: FormatFile,
) -> Iterator[Finding]:
    """Yield what one answer does not say: whose review it is of, which item, or who signed."""
    path = said.path
    if not said.records or declared_at(path, form) is None:
        return
    in_review = block.each == REVIEW or block.review or getattr(place, "review", None)
    if is_of_review(path, form) and not in_review:
        values = {"label": place.labels[0]}
        yield source.finding(loc, "script.layout-no-review", **values)
    each = [block.each, grid.each_row if grid else ""]
    if path.of in form.items and not _belongs(path.of, each, form):
        yield source.finding(loc, "script.layout-of-no-item", label=place.labels[0], kind=path.of)
    if path.of == SIGNED and not said.of:
        yield source.finding(loc, "script.layout-says-too-little", label=place.labels[0], key="of")


def _twice(source: Source, places: list[PlaceAt]) -> Iterator[Finding]:
    """Yield labels of one block that two places claim: nobody could tell them apart."""
    seen: dict[tuple[str, str], PlaceAt] = {}
    for at in places:
        role = "field" if at.grid is None else type(at.place).__name__
        for index, label in enumerate(at.place.labels):
            before = seen.setdefault((role, _plain(label)), at)
            if before.place is not at.place and (at.grid is None or at.grid is before.grid):
                yield source.finding((*at.loc, "labels", index), "script.layout-label-twice", label=label)


def _whole(source: Source, layout: LayoutFile, form: FormatFile) -> Iterator[Finding]:
    """Yield what every plan must have a place for: a name, a day, what items are called, what is required."""
    records = set()
    for block in layout.blocks:
        for places, _ in block.answers():
            records |= {says(*places).records, *says(*places).also}
    if not records & {"child.full_name", "child.first_name", "child.surname"}:
        yield source.finding((), "script.layout-lacks", what="child.full_name")
    if "review.date" not in records:
        yield source.finding((), "script.layout-lacks", what="review.date")
    for name, kind in form.items.items():
        wording = kind.role_field("wording")
        if wording and kind.role == "outcome" and f"{name}.{wording}" not in records:
            yield source.finding((), "script.layout-lacks", what=f"{name}.{wording}")
    every = {REVIEW: form.review, **form.about}
    for of, fields in every.items():
        for name, field in fields.items():
            if field.required and field.type not in ("choice", "score") and f"{of}.{name}" not in records:
                yield source.finding((), "script.layout-lacks", what=f"{of}.{name}")


def _plain(label: str) -> str:
    """Return a label as it is compared here: by its words."""
    return " ".join(re.findall(r"[^\W_]+|\{\w+\}", label.casefold()))
