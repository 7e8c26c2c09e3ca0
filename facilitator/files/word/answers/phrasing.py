"""Sentences of a form: a layout's phrases filled in and read back, and texts of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from facilitator.plan.text import clean

CARRIES_ON = "\u2003"
"""An em space begins a line that carries on the statement above it; a line of its own is a new one."""

_PLACE = re.compile(r"\{([a-z_]+)\}")
_PIECES = re.compile(
    r"(?P<spaces>\s+)|(?P<dash>[-\u2010-\u2015\u2212])|(?P<quote>['\u2018\u2019])|(?P<other>.)"
)


def fold(text: str) -> str:
    """Return a text as it is compared: case, white space and the kind of dash or quote do not count."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.replace("\u2018", "'").replace("\u2019", "'"))
    return " ".join(text.casefold().split())


def to_lines(text: str) -> list[str]:
    """Return one statement as the lines of a cell: the further ones are marked as carrying on."""
    first, *more = text.split("\n")
    return [first, *(CARRIES_ON + line for line in more)]


def from_lines(lines: Iterable[str]) -> list[str]:
    """Return the statements that stand in the lines of a cell; blank lines between them are none."""
    found: list[str] = []
    for line in lines:
        if line.startswith(CARRIES_ON) and found:
            found[-1] += "\n" + line[len(CARRIES_ON) :]
        elif line.strip():
            found.append(line)
    return [text.strip() for text in found]


def cleaned(lines: Iterable[str]) -> list[str]:
    """Return lines as a plan can hold them: what could hide words is shown, and each line is one line."""
    return [part for line in lines for part in clean(line).split("\n")]


def filled(phrase: str, **values: str) -> str:
    """Return a phrase with its places filled in; values are put in as they are."""
    return _PLACE.sub(lambda place: values[place[1]], phrase)


def read_phrase(phrase: str, text: str) -> dict[str, str] | None:
    """Return what stands in the places of a phrase, where a whole text is that phrase; else None.

    Case, white space and the kind of dash or quote in the phrase's own words do not count. The first place
    takes as much as it can but `name` and `helper`, which end as soon as they can.
    """
    found = _pattern(phrase).fullmatch(text.strip())
    return {name: value.strip() for name, value in found.groupdict().items()} if found else None


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    parts, end = [], 0
    for place in _PLACE.finditer(phrase):
        parts.append(_own_words(phrase[end : place.start()]))
        lazy = "?" if place[1] in ("name", "helper") else ""
        parts.append(f"(?P<{place[1]}>.*{lazy})")
        end = place.end()
    return re.compile("".join([*parts, _own_words(phrase[end:])]), re.IGNORECASE | re.DOTALL)


def _own_words(words: str) -> str:
    """Return the words between the places as a pattern; after a colon white space may be missing."""
    pattern, after_colon = "", False
    for piece in _PIECES.finditer(words):
        if piece["spaces"]:
            pattern += r"\s*" if after_colon else r"\s+"
        elif piece["dash"]:
            pattern += "[-\u2010-\u2015\u2212]"
        elif piece["quote"]:
            pattern += "['\u2018\u2019]"
        else:
            pattern += re.escape(piece[0])
        after_colon = piece[0] == ":"
    return pattern
