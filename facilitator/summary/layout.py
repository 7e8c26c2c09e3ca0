"""Lays text out for reading: lines of 78 columns, headings underlined, people's words never cut."""

from __future__ import annotations

import textwrap

WIDTH = 78


def lines(text: str, indent: int = 0, hang: int | None = None) -> str:
    """Return text wrapped and indented; the speaker's own line ends stay, and no word is broken.

    `hang` is the indent of every line but the first. What people said is always indented, so that it can
    never look like a heading of ours.
    """
    first, rest = " " * indent, " " * (indent if hang is None else hang)
    wrapped: list[str] = []
    for number, line in enumerate(str(text).split("\n")):
        wrapped += _wrap(line, rest if number else first, rest)
    return "\n".join(wrapped)


def _wrap(line: str, first: str, rest: str) -> list[str]:
    found = textwrap.wrap(
        line,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    return found or [""]


def underlined(text: str, stroke: str) -> str:
    """Return a heading with a line of strokes under it."""
    heading = lines(" ".join(str(text).split())).split("\n")
    return "\n".join([*heading, stroke * min(WIDTH, max(map(len, heading)))])
