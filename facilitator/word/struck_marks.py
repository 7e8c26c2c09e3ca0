"""Marks that stand round the struck parts of a text, from where it is read until it is understood."""

from __future__ import annotations

STRUCK_FROM, STRUCK_TO = "\ue000", "\ue001"
"""Two characters for private use: a document that has them shows them as unknown ones."""


def in_marks(text: str) -> str:
    """Return a text as struck through; white space at its ends stays outside."""
    words = text.strip()
    if not words:
        return text
    start = text.index(words)
    return f"{text[:start]}{STRUCK_FROM}{words}{STRUCK_TO}{text[start + len(words) :]}"


def without_marks(text: str) -> str:
    """Return a text whose struck parts stand like all others."""
    return text.replace(STRUCK_FROM, "").replace(STRUCK_TO, "")
