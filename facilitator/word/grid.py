"""A table as it is made row by row, each cell a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.plan.letters import clean_line
from facilitator.word.document.xml import Element, Names, find
from facilitator.word.flow import Flow
from facilitator.word.plain_document import RULE
from facilitator.word.staying_together import fits

_PADDING, _PADDING_BESIDE = 50, 110
_LEAST_WIDE = 300
_SIDES = ("top", "left", "bottom", "right")


class Fill(NamedTuple):
    """The ground of a cell: its colour, or a pattern in it; `edged` = lines stand round it."""

    colour: str = ""
    pattern: str = "clear"
    edged: bool = True


_EMPTY = Fill()


class Grid:
    """A table in a column; `shares` are the widths of its columns, `about` what a screen reader says of it.

    `lined` = there are lines between its cells. `headed` = its first row and column are headers of others.
    Short rows stay on one page unless the table `splits` wherever the page ends.
    """

    def __init__(
        self,
        flow: Flow,
        shares: Sequence[int],
        *,
        about: str = "",
        lined: bool = True,
        headed: bool = True,
        splits: bool = False,
    ) -> None:
        flow.close_table()
        self._splits = splits
        self._flow, self._about, self._lined, self._headed = flow, about, lined, headed
        ink = self._ink = flow.ink
        room, whole = flow.width - flow.inset, sum(shares)
        ends = [room * sum(shares[: at + 1]) // whole for at in range(len(shares))]
        self._widths = [max(end - before, _LEAST_WIDE) for before, end in zip([0, *ends], ends, strict=False)]
        columns = (ink.make("gridCol", w=str(width)) for width in self._widths)
        self._table = ink.make("tbl", self._properties(), ink.make("tblGrid", *columns))
        self._rows: list[tuple[Element, list[tuple[Element, Flow]]]] = []

    def row(self, *, head: bool = False, fills: Sequence[Fill] = ()) -> list[Flow]:
        """Add a row and return its cells; that of the heads of columns stands on each page again."""
        ink = self._ink
        made = ink.make("tr", ink.make("trPr", *([ink.make("tblHeader")] if head else [])))
        cells = []
        for at, width in enumerate(self._widths):
            cell = ink.make("tc", self._cell(width, fills[at] if at < len(fills) else _EMPTY))
            flow = Flow(ink, [], max(width - 2 * _PADDING_BESIDE, _LEAST_WIDE))
            flow.cells, flow.strong, flow.tight = self._flow.cells + 1, head, self._headed
            made.append(cell)
            cells.append((cell, flow))
        self._table.append(made)
        self._rows.append((made, cells))
        return [flow for _, flow in cells]

    def close(self) -> None:
        """Put the table into its column."""
        for row, cells in self._rows:
            for cell, flow in cells:
                flow.end()
                cell.extend(flow.blocks)
            properties = find(row, "trPr")
            assert properties is not None  # noqa: S101 - each row was made with them
            if self._splits or self._flow.cells or not fits(row, self._flow.width, self._ink.size):
                properties.clear()  # heads of columns so long would fill each page
            else:
                properties.insert(0, self._ink.make("cantSplit"))
        self._let_go()
        self._flow.blocks.append(self._table)
        self._flow.state.reset()
        self._flow.state.behind_table = True

    def _let_go(self) -> None:
        """Let a heading that begins the table bind nothing: some programs would bind all of the table."""
        first = next(self._table.iter(Names.of(self._table).w("p")), None)
        style = None if first is None else find(first, "pPr/pStyle")
        if first is not None and style is not None and find(first, "pPr/keepNext") is None:
            style.addnext(self._ink.make("keepNext", val="0"))

    def _properties(self) -> Element:
        make, edge = self._ink.make, self._ink.edge
        sides = (*_SIDES, "insideH", "insideV") if self._lined else ()
        lines = [make(edge(side), val="single", sz="4", space="0", color=RULE) for side in sides]
        padding = dict(zip(_SIDES, (_PADDING, _PADDING_BESIDE) * 2, strict=True))
        margins = (make(edge(side), w=str(room), type="dxa") for side, room in padding.items())
        said = "1" if self._headed else "0"
        look = make("tblLook", val="04A0" if self._headed else "0400", firstRow=said, firstColumn=said)
        about = clean_line(self._about)
        return make(
            "tblPr",
            make("tblW", w=str(sum(self._widths)), type="dxa"),
            make("tblInd", w=str(self._flow.inset), type="dxa"),
            *([make("tblBorders", *lines)] if lines else []),
            make("tblLayout", type="fixed"),
            make("tblCellMar", *margins),
            look,
            *([make("tblDescription", val=about)] if about else []),
        )

    def _cell(self, width: int, fill: Fill) -> Element:
        make, edge = self._ink.make, self._ink.edge
        parts = [make("tcW", w=str(width), type="dxa")]
        if not fill.edged:
            parts.append(make("tcBorders", *(make(edge(side), val="nil") for side in _SIDES)))
        if fill.colour:
            ground = "auto" if fill.pattern == "clear" else "FFFFFF"
            ink = {"fill": fill.colour, "color": "auto"}
            if fill.pattern != "clear":
                ink = {"fill": ground, "color": fill.colour}
            parts.append(make("shd", val=fill.pattern, **ink))
        return make("tcPr", *parts)
