"""What is piped in, as lines of text: UTF-8 as a rule, and what Windows programs write besides.

Nothing is replaced in silence. A line that is no UTF-8 is read as Windows-1252, and marked as guessed; a
file in UTF-16 says so in its first two bytes, and is wholly that or refused.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TextIO

from facilitator.plan.refusal import Refusal

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TypedLine(NamedTuple):
    """A line, its number from 1, and whether it was no UTF-8 and so read as Windows-1252."""

    text: str
    number: int
    guessed: bool = False


def typed_in(source: TextIO) -> Iterator[TypedLine]:
    """Yield the lines of a stream as they come; raises Refusal where it is in UTF-16 and broken."""
    if not isinstance(source, io.TextIOWrapper):
        yield from (TypedLine(text, number) for number, text in enumerate(source, 1))
        return
    number = 0
    for piece in source.buffer:
        data = piece
        if not number and (encoding := _wide(data)):
            yield from _wide_lines(data + source.buffer.read(), encoding)
            return
        if not number:
            data = data.removeprefix(codecs.BOM_UTF8)
        for line in data.splitlines() or [b""]:  # at every kind of line end, and at no other letter
            number += 1
            yield of_bytes(line, number)


def of_bytes(data: bytes, number: int) -> TypedLine:
    """Return the bytes of one line as text."""
    try:
        return TypedLine(data.decode("utf-8"), number)
    except UnicodeDecodeError:
        return TypedLine(data.decode("cp1252", "replace"), number, guessed=True)


def in_ranges(numbers: list[int]) -> str:
    """Return rising numbers as people write them: `3, 7, 12-40`."""
    found = []
    for _, each in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        run = [number for _, number in each]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(found)


def _wide(start: bytes) -> str:
    """Return the name of the encoding with two or more bytes a letter that a first line is in, or nothing."""
    marked = next((name for mark, name in _WIDE if start.startswith(mark)), "")
    if marked or len(start) < 4:
        return marked
    if not any(start[1:-1:2]) and all(start[:-1:2]):
        return "utf-16-le"
    return "utf-16-be" if not any(start[::2]) and all(start[1:-1:2]) else ""


def _wide_lines(data: bytes, encoding: str) -> Iterator[TypedLine]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal("plain.not-text") from error
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        yield TypedLine(line, number)
