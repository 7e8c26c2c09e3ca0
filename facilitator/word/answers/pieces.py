"""One answer of a plan, as it goes into a form."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.word.form.keys import Key


class Piece(NamedTuple):
    """One answer of a plan: where it belongs, its lines, and what it is about in people's words.

    `adds` = it comes behind what stands there. `strikes` = what stands there is struck through, of a list its
    one line `place`, and the lines follow in the same line. `replaces` = the lines take the place of what
    stands there, or no lines of it, which is `before` as we would write it; `goes_on` = they are struck
    through, and no longer are to be.
    """

    key: Key
    lines: list[str]
    about: str
    adds: bool = False
    strikes: bool = False
    place: int | None = None
    replaces: bool = False
    goes_on: bool = False
    before: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it changes what stands there."""
        return self.strikes or self.replaces or self.goes_on
