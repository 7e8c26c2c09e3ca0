"""Lines to write on that stand in a form: dots, underscores, and what is left of one behind an answer."""

from __future__ import annotations

import re

_LEADERS = re.compile(r"[\s._…‥·⋯\u200b\ufeff]*(?:/[\s._…‥·⋯]*)*")
_LINE = "._…‥⋯/"
_DOTS = dict.fromkeys("…⋯", 3)
_LONGEST_DOTS = 3
"""So many dots at the end of words may be the writer's own."""

EDGES = " \t\r\n\u00a0"
"""Stripped from an answer; an em space at a line's start says that the line carries on the one above."""
_ENOUGH = re.compile(r"[_…‥⋯]|[._·/](?:\s*+[._·/])++|^\s*+[·/]?+\s*+$")


def is_blank(text: str) -> bool:
    """Return whether text is nothing but space or a line to write on: dots, underscores, "__/__/____"."""
    return not text or text.isspace() or bool(_LEADERS.fullmatch(text) and _ENOUGH.search(text))


def without_leaders(text: str) -> str:
    """Return an answer stripped, without the rest of a line to write on; "" if it is only such a line."""
    if is_blank(text):
        return ""
    words = text.rstrip(_LINE + " \t\u00a0")
    rest = text[len(words) :]
    written_on = rest[:1].isspace() and sum(_DOTS.get(one, one in _LINE) for one in rest) > _LONGEST_DOTS
    return (words if written_on else text).strip(EDGES)
