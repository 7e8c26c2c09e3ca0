"""The list of variations of a Word plan, and how one joins it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.word.awkward import WORD, Document, base

Vary = Callable[[Document], None]


@dataclass(frozen=True)
class Variant:
    """One variation: its name, the document that it starts from, and what it does to one."""

    name: str
    start: str
    vary: Vary

    def document(self) -> Document:
        """Return the document with the variation."""
        made = base(self.start)
        self.vary(made)
        return made


VARIANTS: list[Variant] = []


def variant(*starts: str) -> Callable[[Vary], Vary]:
    """Add a variation to the list, from each of some documents."""

    def add(vary: Vary) -> Vary:
        VARIANTS.extend(
            Variant(f"{vary.__name__}-{start}" if len(starts) > 1 else vary.__name__, start, vary)
            for start in starts or (WORD,)
        )
        return vary

    return add
