"""Sentences of the catalogue with names and words filled in, each value set apart from our own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Self, SupportsIndex

from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say
from facilitator.summary.page import Span, Text, plain

_PLACE = re.compile("\x00([a-z_]+)\x00")


class Sentence(str):
    """Words that know which of their stretches were typed by people; as a `str` it is the whole line.

    A name in Urdu then stays in its place in an English line, whatever the kind of file.
    """

    __slots__ = ("spans",)

    spans: Text

    def __new__(cls, spans: Iterable[Span]) -> Self:
        """Put stretches together."""
        kept = tuple(spans)
        made = super().__new__(cls, plain(kept))
        made.spans = kept
        return made

    def __getitem__(self, at: SupportsIndex | slice) -> str:
        """Return letters; of a stretch from the beginning or to the end, what is apart stays so."""
        if not isinstance(at, slice) or at.step not in (None, 1):
            return super().__getitem__(at)
        start, stop, _ = at.indices(len(self))
        cut, place = [], 0
        for span in self.spans:
            text = span.text[max(0, start - place) : max(0, stop - place)]
            place += len(span.text)
            if text:
                cut.append(Span(text, span.strong, span.apart))
        return Sentence(cut)

    def __add__(self, other: str) -> Sentence:
        """Put more behind it."""
        return Sentence((*self.spans, *spans_of(other, apart=False)))

    def __radd__(self, other: str) -> Sentence:
        """Put more before it."""
        return Sentence((*spans_of(other, apart=False), *self.spans))


def told(key: str, /, **values: object) -> Sentence:
    """Return a sentence by its whole key; each text that it is filled with stands apart in it."""
    # The text gate lets no NUL through, so these places cannot be part of a value.
    places = {name: f"\x00{name}\x00" for name, value in values.items() if isinstance(value, str)}
    pieces = _PLACE.split(say(key, **{**values, **places}))
    found: list[Span] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            found += spans_of(values[piece])
        elif piece:
            found.append(Span(piece))
    return Sentence(found)


def spans_of(value: object, *, apart: bool = True) -> Text:
    """Return a line as its stretches: a sentence as it is, any other text as one that somebody typed."""
    spans: Text | None = getattr(value, "spans", None)
    if spans is not None:
        return spans
    text = str(value)
    return (Span(text, apart=apart),) if text else ()


def of_summary(tell: Say) -> Say:
    """Return what says a summary's own sentences by their keys without the prefix, as `tell` does."""

    def own(key: str, /, **values: object) -> str:
        return tell(f"summary.{key}", **values)

    return own
