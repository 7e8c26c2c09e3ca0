"""The one gate that every text passes: loaded, pasted, imported or typed."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST_WORDS = 20_000
LONGEST_LINE = 300

_NEWLINES = re.compile("\r\n|[\r\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f"  # C0 but tab and newline
    "\x7f-\x9f"  # DEL and C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufff9-\ufffb"  # interlinear annotation
    "\U000e0000-\U000e007f"  # tag characters
    "\ud800-\udfff]"  # surrogates
)
_SPACES = re.compile(r"\s+")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def clean(text: str) -> str:
    """Return the text with what could harm a screen or hide words replaced visibly.

    C0 controls become their Unicode pictures; C1, bidi overrides, tag characters and surrogates
    become U+FFFD; every kind of line end becomes a newline. Tab and newline, joiners and combining
    marks stay, so that a name in any script is kept to the letter. Source: RELIABILITY, "Text gate".
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_visible, _NEWLINES.sub("\n", text))


def clean_line(text: str) -> str:
    """Return the text cleaned and on one line, with runs of white space made one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def _clean_words(text: str) -> str:
    return clean(text).strip()


Words = Annotated[str, AfterValidator(_clean_words), StringConstraints(max_length=LONGEST_WORDS)]
"""What somebody said or wrote: may have several lines."""

SaidWords = Annotated[Words, StringConstraints(min_length=1)]
"""Words that may not be empty."""

Line = Annotated[str, AfterValidator(clean_line), StringConstraints(max_length=LONGEST_LINE)]
"""A name, a role or a label: one line."""

Name = Annotated[Line, StringConstraints(min_length=1)]
"""A line that may not be empty."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$")]
"""An id that never changes once it is given."""
