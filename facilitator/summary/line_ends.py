"""Where a line may end within words that typst itself would let run off the page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import accumulate

from facilitator.summary.page import Text, plain

_SEAM = "\u200b"
_OF_PIECES = re.compile(r"[^ \n]{16,}")
_NOT_CLINGING = "\"#%&'*@\\"


def loosened(text: str) -> str:
    """Return a text whose lines may end after a space beside a sign: “:) :) :)” else is one word."""
    return _clinging().sub(f" {_SEAM}", text)


def with_seams(text: Text) -> Text:
    """Return a line in which a long word of several stretches may be broken between them."""
    if len(text) < 2:
        return text
    words = _OF_PIECES.finditer(plain(text))
    within = {at for word in words for at in range(word.start() + 1, word.end())}
    ends = accumulate(len(span.text) for span in text)
    return tuple(
        replace(span, text=f"{span.text}{_SEAM}") if end in within else span
        for span, end in zip(text, ends, strict=True)
    )


@cache
def _clinging() -> re.Pattern[str]:
    """Return what finds a space after which no line ends: before what closes, and behind what opens.

    Source: Unicode's line breaking (UAX 14), rules LB13 to LB15.
    """
    signs: dict[str, str] = dict.fromkeys(("Po", "Pe", "Pf", "Ps", "Pi"), "")
    for letter in map(chr, range(0x21, 0x10000)):
        kind = unicodedata.category(letter)
        if kind in signs and letter not in _NOT_CLINGING:
            signs[kind] += letter
    closing = re.escape(signs["Po"] + signs["Pe"] + signs["Pf"])
    opening = re.escape(signs["Ps"] + signs["Pi"] + "¡¿")
    return re.compile(f" (?=[{closing}])|(?<=[{opening}]) ")
