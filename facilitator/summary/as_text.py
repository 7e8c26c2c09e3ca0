"""A page as plain text of 78 columns, for an e-mail and for reading on any screen.

Headings are underlined, and what people said is always indented, so that it can never look like a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from facilitator.script.words_by_key import say
from facilitator.summary.chart_text import picture
from facilitator.summary.layout import WIDTH, lines, underlined
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Chart,
    Contents,
    Heading,
    Items,
    Keep,
    Page,
    Pairs,
    Para,
    Said,
    Table,
    Text,
    Words,
    plain,
)

_STROKES = {1: "=", 2: "=", 3: "-"}
_INDENTS = {1: 0, 2: 2, 3: 2, 4: 4}
"""How far what stands under a heading of a level is indented."""


def as_text(page: Page) -> str:
    """Return the page as text; its foot is its last paragraph."""
    whole = _stacked(page.blocks, 0)
    return f"{whole}\n\n\n{lines(page.footer)}\n" if page.footer else f"{whole}\n"


def _stacked(blocks: Sequence[Block], indent: int) -> str:
    """Return blocks one under the other, with free lines where the eye needs them."""
    parts: list[tuple[Block, str]] = []
    for block in blocks:
        if isinstance(block, Heading):
            text, indent = _heading(block), _INDENTS[block.level]
        else:
            text = _block(block, indent)
        if text:
            parts.append((block, text))
    return _joined(parts) if parts else ""


def _joined(parts: Sequence[tuple[Block, str]]) -> str:
    whole = parts[0][1]
    for (above, _), (block, text) in pairwise(parts):
        whole += "\n" * (1 + _free_lines(above, block)) + text
    return whole


def _free_lines(above: Block, block: Block) -> int:
    """Return how many lines stay free between two blocks."""
    if isinstance(block, Heading) and block.level <= 2:
        return 2
    if isinstance(block, Heading):
        return 1
    if isinstance(above, Heading):
        return 1 if above.level <= 3 else 0
    if isinstance(above, Para | Words | Pairs) and isinstance(block, Para | Words | Pairs):
        return 0
    if isinstance(block, Box) and block.role == "ending":
        return 0
    return 1


def _heading(heading: Heading) -> str:
    text = plain(heading.text)
    stroke = _STROKES.get(heading.level)
    return underlined(text, stroke) if stroke else lines(" ".join(text.split()), _INDENTS[3])


def _block(block: Block, indent: int) -> str:  # noqa: C901, PLR0911 - one for each kind of block
    match block:
        case Para(text=text):
            return lines(plain(text), indent)
        case Words():
            return _words(block, indent)
        case Said(who=who, words=words, more=more):
            parts = [lines(f"{plain(who)}:", indent), lines(words, indent + 2)]
            return "\n".join([*parts, *filter(None, [_stacked(more, indent + 2)])])
        case Items(items=items):
            return _apart([_stacked(item, indent) for item in items], items)
        case Pairs(pairs=pairs):
            return _apart([_pair(label, held, indent) for label, held in pairs], [held for _, held in pairs])
        case Table():
            return _table(block, indent)
        case Box(role="ending", blocks=(label, *rest)):
            return "\n".join(filter(None, (_block(label, indent), _stacked(rest, indent + 2))))
        case Box(blocks=blocks) | Keep(blocks=blocks):
            return _stacked(blocks, indent)
        case Chart():
            return _chart(block, indent)
        case Contents() | Break() | Heading():
            return ""


def _chart(chart: Chart, indent: int) -> str:
    """Return a picture in words, and then in letters."""
    drawn = [f"{' ' * (indent + 2)}{line}" for line in picture(chart, WIDTH - indent - 2)]
    over = [lines(chart.label, indent)] if chart.label else []
    return "\n".join((*over, lines(chart.alt, indent + 2), *drawn))


def _words(words: Words, indent: int) -> str:
    """Return people's words; where they are in quotation marks, between sentences of ours."""
    text = f"“{words.text}”" if words.quoted else words.text
    lead, after = plain(words.lead), plain(words.after)
    deeper = indent + 2 * bool(lead)
    parts = [lines(lead, indent)] if lead else []
    return "\n".join([*parts, lines(text, deeper), *([lines(after, deeper)] if after else [])])


def _apart(texts: Iterable[str], groups: Sequence[Sequence[Block]]) -> str:
    """Return the parts of a list, with free lines between them where any is more than one block."""
    simple = all(len(group) < 2 and all(isinstance(one, Para | Words) for one in group) for group in groups)
    return ("\n" if simple else "\n\n").join(filter(None, texts))


def _pair(label: Text, blocks: Sequence[Block], indent: int) -> str:
    """Return a label with its line beside it, and what else belongs to it below."""
    name = plain(label)
    first = blocks[0] if blocks else None
    if not isinstance(first, Para):
        return "\n".join(filter(None, (lines(name, indent), _stacked(blocks, indent + 2))))
    key = "summary.answer-asked" if name.endswith("?") else "summary.answer"
    beside = lines(say(key, label=name.removesuffix(":"), answer=plain(first.text)), indent, indent + 2)
    return "\n".join(filter(None, (beside, _stacked(blocks[1:], indent + 2))))


def _table(table: Table, indent: int) -> str:
    """Return each row as its first cell, and the others under it, each with the name of its column."""
    caption = [lines(plain(table.caption), indent)] if table.caption else []
    indent += 2 * bool(caption)
    rows = [_row(table.head, row, indent) for row in table.rows]
    tall = len(table.head) > 2 or any("\n" in row for row in rows)
    return "\n".join([*caption, ("\n\n" if tall else "\n").join(rows)])


def _row(head: Sequence[Text], row: Sequence[Sequence[Block]], indent: int) -> str:
    first, *rest = row
    match row:
        case [[Para(text=label)], [Para(), *_] as held] if len(head) == 2:
            return _pair(label, held, indent)
    others = [_pair(name, cell, indent + 2) for name, cell in zip(head[1:], rest, strict=True) if cell]
    return "\n".join(filter(None, (_stacked(first, indent), *others)))
