"""A plan that was opened: what it says, the file it came from, and what the file was then."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.plan import Plan

if TYPE_CHECKING:
    from facilitator.word.plan import Filled, WordPlan


@dataclass(frozen=True)
class OpenPlan:
    """A plan and the file it came from; `base` is the digest of the file's bytes.

    `word` is the document as it was read, None for a native file. After a save `filled` is the document as it
    was filled in, and `before` the folder of the version before, None = it was not kept. `earlier` are ids
    under which a version before kept files of it, `maybe` those of the plans that it might be, where only a
    person can tell. `rehoused` says which words of a version before stand under another field by now.
    """

    path: Path
    plan: Plan
    base: str
    word: WordPlan | None = None
    filled: Filled | None = field(default=None, compare=False)
    before: Path | None = field(default=None, compare=False)
    earlier: tuple[str, ...] = field(default=(), compare=False)
    maybe: tuple[str, ...] = field(default=(), compare=False)
    rehoused: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> str:
        """Where the file lies, as the records of its meetings name it."""
        return str(self.path.absolute())

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids under which this computer may have files of the plan, its own first."""
        return (self.plan.id, *self.earlier)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the file that was saved has no place for, in words."""
        return self.filled.left_out if self.filled else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the chair should know about the file before the meeting, in words."""
        return self.word.notices if self.word else self.rehoused

    @property
    def next_period(self) -> int | None:
        """The review that the file has its next empty place for; None where it has a place for each."""
        return self.word.next_period if self.word else None

    def ready_for_review(self) -> None:
        """Raise a Refusal where the next review cannot be held with this file as it is."""
        if self.word:
            self.word.ready_for_review()
