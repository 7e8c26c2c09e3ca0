"""Sentences of a form: a layout's phrases filled in and read back, and texts of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from facilitator.plan.text import clean

CARRIES_ON = "\u2003"
"""An em space begins a line that carries on the statement above it; a line of its own is a new one."""

NOTHING = "\u2013"
"""Stands in a box of several lines for what has nothing there: an item, or the day of a signature."""

_PLACE = re.compile(r"\{([a-z_]+)\}")
_FIRST_SPACES = re.compile(r"^\\s\+")
_LAST_SPACES = re.compile(r"\\s\+$")


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


def grouped(lines: Iterable[str]) -> list[int]:
    """Return of which statement each line is, from 0, as `from_lines` puts them together."""
    count, of = -1, []
    for line in lines:
        if not (line.startswith(CARRIES_ON) and count >= 0):
            count += 1
        of.append(count)
    return of


def cleaned(lines: Iterable[str]) -> list[str]:
    """Return lines as a plan can hold them: what could hide words is shown, and each line is one line."""
    return [part for line in lines for part in clean(line).split("\n")]


def filled(phrase: str, **values: str) -> str:
    """Return a phrase with its places filled in; values are put in as they are."""
    return _PLACE.sub(lambda place: values[place[1]], phrase)


def read_phrase(phrase: str, text: str) -> dict[str, str] | None:
    """Return what stands in the places of a phrase, where a whole text is that phrase; else None.

    Case, white space and the kind of dash or quote in the phrase's own words do not count. The first place
    takes as much as it can but `name`, `helper` and `day`, which end as soon as they can.
    """
    parts, text = _parts(phrase), text.strip()
    begins = parts.begins.match(text)
    if begins is None or not (parts.names or begins.end() == len(text)):
        return None
    found = {name: text[start:end].strip() for name, start, end in _places(parts, text, begins.end())}
    return found if len(found) == len(parts.names) else None


class _Parts(NamedTuple):
    """A phrase taken apart: its places, its own words before them, and those after each of them."""

    names: list[str]
    begins: re.Pattern[str]
    after: list[re.Pattern[str]]


@cache
def _parts(phrase: str) -> _Parts:
    own = _PLACE.split(phrase)
    names, (first, *others) = own[1::2], [_own_words(part) for part in own[::2]]
    if not names:
        return _Parts([], _compiled(first), [])
    after = [f"(?=({_next_to_places(words)}))" for words in others]
    after[-1] = rf"(?=({_next_to_places(others[-1])}\Z))"
    return _Parts(names, _compiled(_next_to_places(first)), [_compiled(each) for each in after])


def _next_to_places(words: str) -> str:
    """Return own words that need only the nearest of the white space around them: places are stripped."""
    return _LAST_SPACES.sub(r"\\s", _FIRST_SPACES.sub(r"\\s", words)).removesuffix(r"\s*")


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.DOTALL)


def _places(parts: _Parts, text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield each place of a phrase with where it starts and ends in a text; fewer where it does not fit.

    A regular expression of several `.*` would try every way to part a text, of which there are as many as
    its length to the power of the places. Here each of the phrase's words is looked for once.
    """
    found = [[each.span(1) for each in words.finditer(text, start)] for words in parts.after]
    latest, limit = [], len(text) + 1
    for spans in reversed(found):
        last = next((span for span in reversed(spans) if span[1] <= limit), None)
        if last is None:
            return
        latest.append(last)
        limit = last[0]
    for name, spans, last in zip(parts.names, found, reversed(latest), strict=True):
        short = name in ("name", "helper", "day")
        end = next((span for span in spans if span[0] >= start), last) if short else last
        if not start <= end[0] <= last[0]:
            return
        yield name, start, end[0]
        start = end[1]


def _own_words(words: str) -> str:
    """Return the words between the places as a pattern; after a colon white space may be missing."""
    pattern = re.sub(r"(?<=:)(?:\\?\s)+", r"\\s*", re.escape(words))
    pattern = re.sub(r"(?:\\?\s)+", r"\\s+", pattern)
    pattern = re.sub(r"\\?[-\u2010-\u2015\u2212]", "[-\u2010-\u2015\u2212]", pattern)
    return re.sub(r"['\u2018\u2019]", "['\u2018\u2019]", pattern)
