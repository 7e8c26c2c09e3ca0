"""The one gate that every text passes: loaded, pasted, imported or typed, and again drawn or printed.

It needs nothing that is slow to load: the first frame and the first line pass it too.
"""

from __future__ import annotations

import re

# Compiled when a text first needs it: most are printable as they are.
_NEWLINES = "\r\n|[\r\u2028\u2029]"
_UNSAFE_LETTERS = (
    "\x00-\x08\x0b-\x1f"  # C0 but tab and newline
    "\x7f-\x9f"  # DEL and C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufff9-\ufffb"  # interlinear annotation
    "\U000e0000-\U000e007f"  # tag characters
    "\ud800-\udfff"  # surrogates
    "\ufdd0-\ufdef"  # non-characters, two of which no XML and so no Word plan can hold
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
)
_UNSAFE = f"[{_UNSAFE_LETTERS}]"
_UNSAFE_IN_A_ROW = f"[\t\n\u2028\u2029{_UNSAFE_LETTERS}]"
_SOFT = "[\x0b\x0c\x85\u2028\u2029]"
_WIDE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_SPACES = re.compile(r"\s+")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def clean(text: str) -> str:
    """Return the text with what could harm a screen, hide words or fit no file replaced visibly.

    C0 controls become their Unicode pictures; C1, bidi overrides, tag characters, surrogates and
    non-characters become U+FFFD; every kind of line end becomes a newline. Tab and newline, joiners,
    combining marks, marks of direction (U+200E, U+200F, U+061C) and private letters stay, so that a
    name in any script is kept to the letter: XML and JSON can hold them. Source: RELIABILITY, "Text gate".
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _visible, re.sub(_NEWLINES, "\n", text))


def typed(text: str) -> str:
    """Return text that somebody typed or pasted, cleaned, with a word processor's white space as it is meant.

    Its soft returns and page ends become newlines, and its spaces of other widths, which do not break a line,
    become spaces; a tab stays.
    """
    return clean(re.sub(_WIDE, " ", re.sub(_SOFT, "\n", text)))


def pasted(text: str) -> str:
    """Return text that was pasted into a box as `typed` has it, with spaces for tabs."""
    return typed(text).replace("\t", " ")


def clean_letters(text: str) -> str:
    """Return the text cleaned letter by letter, as long as it was."""
    return text if text.isprintable() else re.sub(_UNSAFE, _visible, text)


def clean_row(text: str) -> str:
    """Return the text cleaned letter by letter, with tabs and line ends too: a file's name is one line."""
    return text if text.isprintable() else re.sub(_UNSAFE_IN_A_ROW, _visible, text)


def clean_line(text: str) -> str:
    """Return the text cleaned and on one line, with runs of white space made one space."""
    return _SPACES.sub(" ", clean(text)).strip()
