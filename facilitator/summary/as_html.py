"""A page as one HTML file: it fetches nothing and runs nothing, prints well, and can be read aloud.

How it looks stands in `page.css` of `prompts/summaries/`, and in `letter.css` for a letter.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from facilitator.script.yaml_source import text_of
from facilitator.summary.chart_svg import svg
from facilitator.summary.drawings import credit_of
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Chart,
    Contents,
    Drawing,
    Heading,
    Items,
    Keep,
    Page,
    Pairs,
    Para,
    Said,
    Span,
    Table,
    Text,
    Words,
    plain,
)
from facilitator.summary.sentences import spans_of

_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'{pictures}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
{style}</style>
</head>
<body{short}>
"""

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_BOXES = {"child": "childs-turn", "thing": "thing", "advice": "advice", "ending": "ending"}


def as_html(page: Page, folders: Sequence[Path]) -> str:
    """Return the whole file; `folders` hold the style, the first that has it."""
    drawn = _Drawn(page)
    body = drawn.body()
    looks = ["letter.css" if page.letter else "page.css", *(["chart.css"] if drawn.charts else [])]
    style = "".join(_look(name, folders) for name in looks)
    widths = "".join(f".of-{width} {{ width: {width}%; }}\n" for width in sorted(drawn.widths))
    head = _HEAD.format(
        pictures="; img-src data:" if page.drawings else "",
        language=escape(page.language),
        title=escape(page.title),
        short=_class("short" if page.at_most and not page.letter else ""),
        style=_COMMENT.sub("", style).replace("var(--printed-size)", f"{page.size:g}") + widths,
    )
    notes = "".join(
        f'<p class="note">{escape(one)}</p>' for one in (credit_of(page.drawings), page.footer) if one
    )
    foot = f"<footer>{notes}</footer>\n" if notes else ""
    return f"{head}{body}{foot}</body>\n</html>\n"


def _look(name: str, folders: Sequence[Path]) -> str:
    return next(text_of(folder / name) for folder in folders if (folder / name).is_file())


class _Drawn:
    """A page's blocks in HTML, with an id for each heading that a part is named by."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.charts = 0
        self.widths: set[int] = set()
        parts = [one for one in page.blocks if isinstance(one, Heading) and one.level == 2]
        self._ids = {id(part): f"part-{number}" for number, part in enumerate(parts, 1)}

    def body(self) -> str:
        """Return the head of the page, and its parts: one for each heading of level 2."""
        parts: list[list[Block]] = [[]]
        for block in self._page.blocks:
            if isinstance(block, Heading) and block.level == 2:
                parts.append([])
            parts[-1].append(block)
        head, *rest = parts
        top = f"<header>\n{self._blocks(head)}</header>\n" if head else ""
        sections = "".join(
            f'<section aria-labelledby="{self._ids[id(part[0])]}">\n{self._blocks(part)}</section>\n'
            for part in rest
        )
        return f"{top}<main>\n{sections}</main>\n"

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:  # noqa: C901, PLR0911 - one for each kind of block
        match block:
            case Heading(level=level, text=text):
                named = f' id="{self._ids[id(block)]}"' if id(block) in self._ids else ""
                return f"<h{level}{named}>{_line(text)}</h{level}>\n"
            case Para(tone=tone, picture=picture):
                return _beside(picture, f"<p{_class(tone)}>{_line(block.beside)}</p>\n")
            case Words(picture=picture):
                return _beside(picture, _words(block))
            case Said(who=who, words=words, more=more):
                return f'<div class="said">{_by(who)}{_own(words)}{self._blocks(more)}</div>\n'
            case Items(items=items, marked=marked):
                rows = "".join(f"<li>{self._blocks(item)}</li>\n" for item in items)
                return f"<ul{_class('marked' if marked else '')}>\n{rows}</ul>\n"
            case Pairs(pairs=pairs, beside=beside):
                rows = "".join(self._pair(label, blocks) for label, blocks in pairs)
                return f"<dl{_class('beside' if beside else '')}>\n{rows}</dl>\n"
            case Table():
                return self._table(block)
            case Box(role=role, blocks=blocks):
                return f'<div class="{_BOXES[role]}">\n{self._blocks(blocks)}</div>\n'
            case Keep(blocks=blocks):
                return f'<div class="keep">\n{self._blocks(blocks)}</div>\n'
            case Break():
                return '<div class="break"></div>\n'
            case Contents(title=title):
                return self._contents(title)
            case Chart():
                return self._chart(block)

    def _pair(self, label: Text, blocks: tuple[Block, ...]) -> str:
        held = "".join(f"<dd>{self._block(block)}</dd>\n" for block in blocks)
        return f"<div><dt>{_line(label)}</dt>\n{held}</div>\n"

    def _table(self, table: Table) -> str:
        """Return a table; parts have roles and names, as on a narrow screen cells stand below each other."""
        caption = f"<caption>{_line(table.caption)}</caption>\n" if table.caption else ""
        shares = [round(100 * width / sum(table.widths)) for width in table.widths]
        self.widths.update(shares)
        columns = "".join(f'<col class="of-{share}">' for share in shares)
        head = "".join(f'<th scope="col" role="columnheader">{_line(one)}</th>' for one in table.head)
        names = [_before_answer(plain(one)) for one in table.head]
        rows = "".join(self._row(row, names) for row in table.rows)
        group = f"<colgroup>{columns}</colgroup>\n" if columns else ""
        heads = f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        body = f'<tbody role="rowgroup">\n{rows}</tbody>\n'
        return f'<table role="table">\n{caption}{group}{heads}{body}</table>\n'

    def _row(self, row: tuple[tuple[Block, ...], ...], names: Sequence[str]) -> str:
        first, *rest = (self._blocks(cell) for cell in row)
        cells = "".join(
            f'<td role="cell" data-of="{escape(name)}">{cell}</td>'
            for name, cell in zip(names[1:], rest, strict=True)
        )
        return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr>\n'

    def _contents(self, title: Text) -> str:
        parts = [one for one in self._page.blocks if id(one) in self._ids and isinstance(one, Heading)]
        rows = "".join(f'<li><a href="#{self._ids[id(one)]}">{_line(one.text)}</a></li>\n' for one in parts)
        name = f'<p class="label">{_line(title)}</p>\n'
        return f'<nav aria-label="{escape(plain(title))}">{name}<ul>\n{rows}</ul></nav>\n'

    def _chart(self, chart: Chart) -> str:
        self.charts += 1
        over, words = (_line(spans_of(one)) for one in (chart.label, chart.alt))
        drawn = svg(chart, f"chart-{self.charts}")
        words = f'<figcaption class="note">{words}</figcaption>'
        label = f'<p class="label">{over}</p>\n' if over else ""
        return f"<figure>\n{label}{drawn}\n{words}\n</figure>\n"


def _beside(picture: Drawing | None, words: str) -> str:
    """Return words with a picture that they name; it stands in the page itself, and is its own document."""
    if picture is None:
        return words
    held = base64.b64encode(picture.svg).decode()
    return f'<div class="pictured"><img alt="" src="data:image/svg+xml;base64,{held}">{words}</div>\n'


def _before_answer(name: str) -> str:
    """Return the name of a column as it stands before what is in it."""
    return name if name.endswith("?") or not name else f"{name}:"


def _by(who: Text) -> str:
    """Return who said something: the name, and how it was said in a class of its own."""
    name, *rest = who
    how = f'{_span(rest[0])}<span class="how">{_line(rest[1:])}</span>' if rest else ""
    return f'<p class="by"><bdi class="name">{escape(name.text)}</bdi>{how}</p>\n'


def _own(text: str) -> str:
    return f'<p class="words" dir="auto">{escape(text)}</p>\n'


def _words(words: Words) -> str:
    """Return people's words: alone, or in quotation marks between sentences of ours."""
    if not (words.quoted or words.lead or words.after):
        strong = " strong" if words.strong else ""
        return f'<p class="words{strong}" dir="auto">{escape(words.text)}</p>\n'
    own = f'<span class="words" dir="auto">{escape(words.text)}</span>'
    quoted = f"“{own}”" if words.quoted else own
    middle = f"<strong>{quoted}</strong>" if words.strong else quoted
    return f"<p>{' '.join(filter(None, (_line(words.lead), middle, _line(words.after))))}</p>\n"


def _line(text: Iterable[Span]) -> str:
    return "".join(map(_span, text))


def _span(span: Span) -> str:
    if span.drawn:
        return f'<span aria-hidden="true">{escape(span.text)}</span>'
    text = f"<bdi>{escape(span.text)}</bdi>" if span.apart else escape(span.text)
    return f"<strong>{text}</strong>" if span.strong else text


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
