"""What the minutes keep: each asking of a question, what was said, actions, and how it was left."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from facilitator.plan.entries import Entry
from facilitator.plan.manners import Rung


class Key(NamedTuple):
    """One asking of one turn: its id, and the item that it is asked about (empty when asked once)."""

    turn: str
    item: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The item's ids, outermost first."""
        return tuple(self.item.split("/")) if self.item else ()


class Asked(NamedTuple):
    """How a question was put to the child last: the rung, its words, and the set answers offered with it."""

    rung: Rung
    words: str = ""
    answers: tuple[str, ...] = ()

    def needed_by(self, text: str) -> str:
        """Return the words without which an answer would not say much: "Yes", to "Do you like school?"."""
        picked = same_words(text) in [same_words(answer) for answer in self.answers]
        return self.words if self.rung == "yes_no" or picked else ""


class Said(NamedTuple):
    """An entry in words, the asking that it answers (None for a parked note), and how that had been put.

    Words `beside` an answer that is picked are no answer themselves. A note was `parked_at` the asking that
    was put then.
    """

    entry: Entry
    key: Key | None
    asked: Asked | None = None
    beside: bool = False
    parked_at: Key | None = None

    @property
    def asked_at(self) -> Key | None:
        """The asking at which it was said, whether it answers that or not."""
        return self.key or self.parked_at


class Held(NamedTuple):
    """An action as far as it has been given, and the asking in which it came up.

    `owners` are the ids of `who`, where all of them are on the list. `absent` marks an owner who was not in
    the room when named, and so must still be asked.
    """

    id: str
    key: Key
    what: str
    who: str = ""
    owners: tuple[str, ...] = ()
    absent: bool = False
    by: date | None = None
    confirm_who: str = ""
    confirm_by: date | None = None
    not_shared: bool = False

    @property
    def missing(self) -> str:
        """The first part that is still to be given: who, by, confirm_who, confirm_by, or nothing."""
        if not self.who:
            return "who"
        if self.by is None:
            return "by"
        if self.absent and not self.confirm_who:
            return "confirm_who"
        if self.absent and self.confirm_by is None:
            return "confirm_by"
        return ""


class Mark(NamedTuple):
    """How an asking was left: moved on from, skipped, passed or parked."""

    kind: Literal["done", "skipped", "passed", "parked"]
    because: str = ""


def same_words(text: str) -> str:
    """Return words for comparing: without capitals, and with single spaces."""
    return " ".join(text.casefold().split())
