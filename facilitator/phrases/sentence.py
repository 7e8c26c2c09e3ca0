"""What makes a phrase a sentence."""

from __future__ import annotations


def capital(words: str) -> str:
    """Return words that begin a line or a sentence."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """Return words with a full stop, unless they end in a stop of their own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
