"""How new words look: like the words nearest to them, or as the place that waits for them is set."""

from __future__ import annotations

from facilitator.word.document.inline import Inline, with_offsets
from facilitator.word.document.runs import look_of, mark_look, pieces_of
from facilitator.word.document.xml import Element
from facilitator.word.lines_to_write_on import is_blank


def look_near(read: list[tuple[Element, Inline]], last: int) -> Element | None:
    """Return the look of the words nearest to where new ones go: the last run of the last words."""
    if last < 0:
        return None
    paragraph, inline = read[last]
    runs = [
        piece.run
        for piece in inline.pieces
        if piece.run is not None and piece.text.strip() and not piece.field
    ]
    return look_of(runs[-1]) if runs else mark_look(paragraph)


def look_at(paragraph: Element, at: int, *, more: bool, said: bool) -> Element | None:
    """Return how words at an offset of a labelled line look.

    As the blank's own run, or as the words that they follow; as the paragraph's mark; else as the label, bold
    only where the line goes on behind them.
    """
    before = after = None
    for start, piece in with_offsets(pieces_of(paragraph)):
        if piece.run is not None and start < at:
            before = piece.run
        if piece.run is not None and start + len(piece.text) > at and after is None:
            after = piece.run
    for near in (after, before):
        own = look_of(near) if near is not None and is_blank("".join(near.itertext())) else None
        if own is not None:
            return own
    mark = None if said or more else mark_look(paragraph)
    return look_of(before, label=not (said or more)) if mark is None else mark
