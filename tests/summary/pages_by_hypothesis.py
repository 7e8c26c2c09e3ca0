"""Random pages of every block, which hypothesis makes and shrinks."""

from __future__ import annotations

from hypothesis import strategies as st

from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Cell,
    Chart,
    Column,
    Contents,
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
)

KNOWN = st.characters(
    codec="utf-8",
    categories=("L", "N", "P", "S", "Zs"),
    min_codepoint=0x20,
    max_codepoint=0x24F,
)
"""Letters of Latin alphabets."""


def texts(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts: a few words, lines of words, one word that is very long, many words."""
    short = st.text(alphabet, max_size=30)
    return st.one_of(
        short,
        st.lists(short, max_size=12).map("\n".join),
        st.builds(
            lambda text, times: text * times, st.text(alphabet, min_size=1, max_size=3), st.integers(20, 400)
        ),
        st.builds(
            lambda text, times: f"{text} " * times,
            st.text(alphabet, min_size=1, max_size=9),
            st.integers(50, 900),
        ),
    )


def pages(alphabet: st.SearchStrategy[str] = KNOWN) -> st.SearchStrategy[Page]:
    """Return pages whose texts are made of some letters."""
    words = texts(alphabet)
    short = st.text(alphabet, max_size=40)
    line: st.SearchStrategy[Text] = st.lists(
        st.builds(Span, words, strong=st.booleans(), drawn=st.booleans()), max_size=3
    ).map(tuple)
    flat: st.SearchStrategy[Block] = st.one_of(
        st.builds(Heading, st.integers(1, 4), line),
        st.builds(Para, line, st.sampled_from(["", "note", "open", "when", "result", "label"])),
        st.builds(Words, words, st.booleans(), st.booleans(), line, line),
        st.just(Break()),
        st.builds(Contents, line),
        st.integers(1, 6).flatmap(lambda steps: charts(short, words, steps)),
    )

    def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        blocks = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(Said, line, words, blocks),
            st.builds(Items, st.lists(blocks, max_size=3).map(tuple), st.booleans()),
            st.builds(Pairs, st.lists(st.tuples(line, blocks), max_size=3).map(tuple), st.booleans()),
            st.builds(Box, st.sampled_from(["child", "thing", "advice", "ending"]), blocks),
            st.builds(Keep, blocks),
            st.integers(1, 5).flatmap(lambda columns: tables(line, blocks, columns)),
        )

    return st.builds(
        Page,
        short,
        st.lists(st.recursive(flat, nested, max_leaves=6), max_size=5).map(tuple),
        footer=short,
        size=st.sampled_from([10.0, 11.0, 12.0, 14.0]),
        letter=st.booleans(),
    )


def tables(
    line: st.SearchStrategy[Text], blocks: st.SearchStrategy[tuple[Block, ...]], columns: int
) -> st.SearchStrategy[Block]:
    """Return tables of so many columns."""
    row = st.tuples(*[blocks] * columns)
    widths = st.one_of(st.just(()), st.tuples(*[st.integers(1, 9)] * columns))
    return st.builds(Table, line, st.tuples(*[line] * columns), st.lists(row, max_size=3).map(tuple), widths)


def charts(
    short: st.SearchStrategy[str], alt: st.SearchStrategy[str], steps: int
) -> st.SearchStrategy[Block]:
    """Return charts of a scale of so many steps."""
    cell = st.builds(Cell, st.sampled_from(["full", "range", "empty", "none"]), short)
    column = st.builds(Column, short, short, short, st.tuples(*[cell] * steps))
    return st.builds(
        Chart, short, alt, st.tuples(*[short] * steps), st.lists(column, min_size=1, max_size=6).map(tuple)
    )
