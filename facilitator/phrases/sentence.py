"""What makes a phrase a sentence."""

from __future__ import annotations

import re

_SET_APART = re.compile("(?:<bdi>)*")
"""What may stand before the first letter of a phrase that is safe in HTML."""


def capital(words: str) -> str:
    """Return words that begin a line or a sentence; what is safe in HTML stays so."""
    before = _SET_APART.match(words)
    first = before.end() if before else 0
    return words[:first] + words[first : first + 1].upper() + words[first + 1 :]


def ended(words: str) -> str:
    """Return words with a full stop, unless they end in a stop of their own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
