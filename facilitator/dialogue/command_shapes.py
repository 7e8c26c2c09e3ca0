"""The words that a whole typed line may be, beside an answer: read from `prompts/words/plain.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from facilitator.script.words_by_key import say

Found = dict[str, str]

FIELDS = ("number", "name", "words", "because", "day", "how", "folder", "file")
"""What a shape may hold beside words."""

_AS_THEY_ARE = {field: f"{{{field}}}" for field in FIELDS}
_OPEN = re.compile(r"\{[a-z]+\}")
_FIELD = re.compile(r"\\\{([a-z]+)\\\}")
_SHAPES = {"number": r"\d{1,4}", "name": r".{1,60}?"}


def understood(typed: str, command: str) -> Found | None:
    """Return the fields of a line that has one of a command's shapes, or None.

    A shape is words with fields, such as `by {number}: {name}`; several are parted by `|`.
    """
    line = " ".join(typed.split())
    for words in shapes_of(command):
        if match := _shape(words).fullmatch(line):
            return match.groupdict()
    return None


def commands_in(typed: str, commands: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield each command that a whole line has a shape of, with its fields, the surest first.

    That is one whose own words come first in the line, and then the one that has more words of its own.
    """
    line = " ".join(typed.split())
    for words, command in _surest_first(tuple((command, _with_fields(command)) for command in commands)):
        if match := _shape(words).fullmatch(line):
            yield command, match.groupdict()


@lru_cache(maxsize=32)
def _surest_first(said: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return the shapes of commands, each with its command; it is asked for at every line that is typed."""
    shapes = [(words, command) for command, text in said for words in _parted(text)]
    return sorted(shapes, key=lambda shape: _how_sure(shape[0]))


def _how_sure(words: str) -> tuple[bool, int]:
    return words.startswith("{"), -len(_OPEN.sub("", words))


def shapes_of(command: str) -> Iterator[str]:
    """Yield the shapes of a command, with their fields."""
    yield from _parted(_with_fields(command))


def shown_shapes(command: str) -> Iterator[str]:
    """Yield the shapes of a command as the help shows them: a word in capitals for each field."""
    fields = {field: say(f"plain.field-{field}") for field in FIELDS}
    yield from _parted(say(f"plain.type.{command}", **fields))


def _with_fields(command: str) -> str:
    return say(f"plain.type.{command}", **_AS_THEY_ARE)


def _parted(text: str) -> list[str]:
    return [shape.strip() for shape in text.split("|")]


@cache
def _shape(words: str) -> re.Pattern[str]:
    """Return a shape as a pattern; only its last field of words may be long, or matching could take hours."""
    pattern = re.escape(words).replace(r"\ ", " ")
    long = [field for field in _FIELD.findall(pattern) if field not in _SHAPES]

    def one(field: re.Match[str]) -> str:
        usual = ".+" if long[-1:] == [field[1]] else r".{1,60}"
        return f"(?P<{field[1]}>{_SHAPES.get(field[1], usual)})"

    return re.compile(_FIELD.sub(one, pattern), re.IGNORECASE)
