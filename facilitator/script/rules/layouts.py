"""A format's Word layout: each place says what stands there and can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.script.formats_and_turns import FormatFile
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
    is_own_list,
    places_of,
    says,
    unknown_paths,
)
from facilitator.script.prompt_data import Loc
from facilitator.script.yaml_source import Finding, Source

_SLOT = re.compile(r"\{([^{}]*)\}")
_SLOTS = {"number", "answer"}
_MARKS = {"text", "review", "date"}


def findings(source: Source, layout: LayoutFile, form: FormatFile) -> Iterator[Finding]:
    """Yield what would keep a form from being read or filled in by this layout."""
    for loc, values in unknown_paths(layout, form):
        yield source.finding(loc, UNKNOWN_PATH, **values)
    yield from _Check(source, layout, form).findings()


class _Check:
    """The check of one layout, with the file that it stands in and the format that it is of."""

    def __init__(self, source: Source, layout: LayoutFile, form: FormatFile) -> None:
        self._finding = source.finding
        self._layout, self._form = layout, form

    def findings(self) -> Iterator[Finding]:
        """Yield everything but unknown paths."""
        places = list(places_of(self._layout))
        for at in places:
            yield from self._labels(at)
            yield from self._known(at)
        for number, block in enumerate(self._layout.blocks):
            yield from self._block(("blocks", number), block)
            yield from self._twice([at for at in places if at.loc[1] == number])
        yield from self._whole()

    def _labels(self, at: PlaceAt) -> Iterator[Finding]:
        """Yield labels with slots that there are not, and answers that have no place."""
        place = at.place
        inside = isinstance(place, LabelledField) and "inside" in place.answer and place.records
        for index, label in enumerate(place.labels):
            loc = (*at.loc, "labels", index)
            for slot in _SLOT.findall(label):
                if slot not in _SLOTS:
                    yield self._finding(loc, "script.layout-slot", slot=slot)
            if "{answer}" in label and not inside:
                yield self._finding(loc, "script.layout-inside", label=label)
            if not _plain(label):
                yield self._finding(loc, "script.layout-empty-label")
        if not isinstance(place, LabelledField):
            return
        if place.records and not place.answer:
            yield self._finding(at.loc, "script.layout-no-answer", label=place.labels[0])
        if not place.records and place.answer:
            yield self._finding((*at.loc, "answer"), "script.layout-needless-answer", label=place.labels[0])

    def _known(self, at: PlaceAt) -> Iterator[Finding]:
        """Yield fixed fields and options that the format does not have."""
        place = at.place
        for kind in self._kinds(place):
            fields = self._form.items[kind].fields if kind in self._form.items else {}
            for name, value in place.fixed.items():
                options = fields[name].option_ids if name in fields else []
                if value not in options:
                    given, known = (value, options) if options else (name, list(fields))
                    yield self._unknown((*at.loc, "with", name), given, known)
        for index, line in enumerate(place.own_lines):
            of_item = line.path.of == place.path.of and line.path.of in self._form.items
            mine = declared_at(line.path, self._form) is not None
            same = is_of_review(line.path, self._form) == is_of_review(place.path, self._form)
            if place.lists or not (of_item and mine and same):
                loc = (*at.loc, "own_lines", index, "records")
                yield self._finding(loc, "script.layout-own-line", given=line.records, label=place.labels[0])
        declared = declared_at(place.path, self._form) if place.records else None
        if place.option and declared is not None and place.option not in declared.option_ids:
            yield self._unknown((*at.loc, "option"), place.option, declared.option_ids)

    def _unknown(self, loc: Loc, given: str, known: list[str]) -> Finding:
        return self._finding(loc, UNKNOWN_PATH, given=given, known=", ".join(known))

    def _kinds(self, place: Place) -> list[str]:
        """Return the kind of item that a place's fixed fields are of: its own, or the first that has them."""
        if place.records:
            return [place.path.of]
        items = self._form.items
        having = [name for name, kind in items.items() if set(place.fixed) <= set(kind.fields)]
        return having[:1] or list(items)[:1]

    # Blocks and grids

    def _block(self, loc: Loc, block: Block) -> Iterator[Finding]:
        yield from self._each((*loc, "each"), block.each, [REVIEW, CHILD, *self._form.items])
        for index, field in enumerate(block.fields):
            at: Loc = (*loc, "fields", index)
            yield from self._marks((*at, "marks", "added"), field.marks.added)
            yield from self._answer(at, says(field), field, block, None)
        for which, grid in enumerate(block.grids):
            at = (*loc, "grids", which)
            yield from self._marks((*at, "marks", "added"), grid.marks.added)
            yield from self._grid(at, grid, block)

    def _each(self, loc: Loc, each: str, known: list[str]) -> Iterator[Finding]:
        if each and each not in known:
            yield self._unknown(loc, each, known)

    def _marks(self, loc: Loc, added: str) -> Iterator[Finding]:
        slots = _SLOT.findall(added)
        wrong = [slot for slot in slots if slot not in _MARKS]
        if added and slots[-1:] != ["text"]:
            wrong.append(added)
        for slot in wrong:
            yield self._finding(loc, "script.layout-mark", slot=slot)

    def _grid(self, at: Loc, grid: Grid, block: Block) -> Iterator[Finding]:
        kinds = [CHILD, *self._form.items]
        yield from self._each((*at, "each_row"), grid.each_row, kinds)
        if grid.each_row in kinds and not self._tells_rows(grid, block):
            values = {"grid": grid.id, "kind": grid.each_row}
            yield self._finding((*at, "each_row"), "script.layout-rows-of-nothing", **values)
        for index, column in enumerate(grid.columns):
            loc: Loc = (*at, "columns", index)
            for said in [says(row, column) for row in grid.rows] or [says(column)]:
                found = list(self._answer(loc, said, column, block, grid))
                if not said.records and grid.rows and (said.of or said.fixed):
                    found = [self._too_little(loc, column, "records")]
                yield from found
                if found:
                    break

    def _too_little(self, loc: Loc, place: Place, key: str) -> Finding:
        return self._finding(loc, "script.layout-says-too-little", label=place.labels[0], key=key)

    def _tells_rows(self, grid: Grid, block: Block) -> bool:
        """Whether a column says which item a row is of; rows of the block's own item need none."""
        if self._belongs(grid.each_row, [block.each]) and grid.each_row != block.each:
            return True
        kind = self._form.items.get(grid.each_row)
        names = ["number", *(kind.fields if kind else OF_CHILD)]
        own = [column.path for column in grid.columns if column.records]
        return any(path.of == grid.each_row and path.field in names for path in own)

    def _belongs(self, kind: str, to: list[str]) -> bool:
        """Whether a kind of item is one of some, or is under one of them at whatever remove."""
        return any(one in to for one in self._form.upwards(kind))

    def _answer(
        self, loc: Loc, said: Says, place: Place, block: Block, grid: Grid | None
    ) -> Iterator[Finding]:
        """Yield what one answer does not say: whose review it is of, which item, or who signed."""
        path = said.path
        if said.also and not said.records:
            yield self._too_little(loc, place, "records")
        if not said.records or declared_at(path, self._form) is None:
            return
        in_review = block.each == REVIEW or block.review or getattr(place, "review", None)
        if is_of_review(path, self._form) and not in_review:
            yield self._finding(loc, "script.layout-no-review", label=place.labels[0])
        each = [block.each, grid.each_row if grid else ""]
        own_list = is_own_list(said, self._form) and grid is None
        if path.of in self._form.items and not (self._belongs(path.of, each) or own_list):
            yield self._finding(loc, "script.layout-of-no-item", label=place.labels[0], kind=path.of)
        if path.of == SIGNED and not said.of:
            yield self._too_little(loc, place, "of")
        under = grid is not None and grid.each_row in self._form.upwards(path.of)[1:]
        if grid and under and is_of_review(path, self._form) and not (grid.several_rows or said.lists):
            values = {"label": place.labels[0], "kind": path.of, "row": grid.each_row}
            yield self._finding(loc, "script.layout-one-of-several", **values)

    def _twice(self, places: list[PlaceAt]) -> Iterator[Finding]:
        """Yield labels of one block that two places claim: nobody could tell them apart."""
        seen: dict[tuple[str, str], PlaceAt] = {}
        for at in places:
            role = "field" if at.grid is None else type(at.place).__name__
            for index, label in enumerate(at.place.labels):
                before = seen.setdefault((role, _plain(label)), at)
                if before.place is not at.place and (at.grid is None or at.grid is before.grid):
                    yield self._finding((*at.loc, "labels", index), "script.layout-label-twice", label=label)

    def _whole(self) -> Iterator[Finding]:
        """Yield what every plan needs a place for: a name, a day, what items are called, what is required."""
        said = [says(*places) for block in self._layout.blocks for places, _ in block.answers()]
        records = {path for one in said for path in (one.records, *one.also)}
        needed = ["review.date"]
        if not records & {"child.full_name", "child.first_name", "child.surname"}:
            needed.insert(0, "child.full_name")
        for kind in self._form.kinds("outcome"):
            wording = self._form.items[kind].role_field("wording")
            needed += [f"{kind}.{wording}"] if wording else []
        for of, fields in {REVIEW: self._form.review, **self._form.about}.items():
            needed += [
                f"{of}.{name}"
                for name, field in fields.items()
                if field.required and field.type not in ("choice", "score")
            ]
        for what in needed:
            if what not in records:
                yield self._finding((), "script.layout-lacks", what=what)


def _plain(label: str) -> str:
    """Return a label as it is compared here: by its words."""
    return " ".join(re.findall(r"[^\W_]+|\{\w+\}", label.casefold()))
