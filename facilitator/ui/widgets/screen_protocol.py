"""What a screen hears from its widgets, at once and in the order of the keys.

Messages would come later than the next key: a quick Enter and Tab would then answer the wrong question.
"""

from __future__ import annotations

from typing import Protocol


class Hears(Protocol):
    """A screen with a sentence or options on it."""

    def picked(self, value: object) -> None:
        """An option was picked; its value."""

    def pointed(self, value: object) -> None:
        """A tile or a card was picked by hand: with the arrows and Enter, or with the mouse."""

    def typed(self, character: str) -> None:
        """A letter was typed among the options that picks none of them."""

    def entered(self, text: str) -> None:
        """Enter was pressed with these words."""

    def left(self, step: int) -> None:
        """An arrow led out of what has the focus: -1 upwards, 1 downwards."""
