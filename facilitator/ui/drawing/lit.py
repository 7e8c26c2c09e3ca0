"""The word that is being said: other colours and a line under it, and nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from facilitator.voice.spans import Span

LIT = "bold underline $on-accent on $accent-ink"
LARGE_LIT = "bold $on-accent on $accent-ink"
"""Large letters need no line under them: it would stand in every row."""


def lit(text: str, word: Span | None, style: str) -> Content:
    """Return a text with one of its words lit, or none."""
    content = Content.styled(text, style)
    return content.stylize(LIT, word.start, word.end) if word else content


def lit_rows(lines: list[Content]) -> range | None:
    """Return the rows in which the lit word stands."""
    loud = (LIT, LARGE_LIT)
    found = [row for row, line in enumerate(lines) if any(span.style in loud for span in line.spans)]
    return range(found[0], found[-1] + 1) if found else None
