"""A plan that was opened: what it says, the file it came from, and what the file was then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.plan import Plan

if TYPE_CHECKING:
    from facilitator.word.filled_document import Filled
    from facilitator.word.plan import WordPlan


@dataclass(frozen=True)
class OpenPlan:
    """A plan and the file it came from; `base` is the digest of the file's bytes.

    `word` is the document as it was read, None for a native file. After a save `filled` is the document as it
    was filled in, and `before` the folder of the version before, None = it was not kept. `earlier` are ids
    under which a version before kept files of it, `maybe` those of the plans that it might be, where only a
    person can tell. `rehoused` says which words of a version before stand under another field by now,
    `not_kept` what belongs beside a document and this computer had no room for, in words.
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
    not_kept: tuple[str, ...] = field(default=(), compare=False)

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
        """What the file that was saved has no place for, and is nowhere else, in words."""
        return (*(self.filled.left_out if self.filled else ()), *self.not_kept)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the chair should know about the file before the meeting, in words."""
        return self.word.notices if self.word else self.rehoused

    @property
    def next_period(self) -> int | None:
        """The review that the file has its next empty place for; None where it has a place for each."""
        return self.word.next_period if self.word else None

    @property
    def due(self) -> date | None:
        """The day of the next review, as the last one or the form itself names it; None = nobody has."""
        planned = self.word.planned(self.next_period) if self.word and self.next_period else None
        return planned or (self.plan.last_review.next_date if self.plan.last_review else None)

    @property
    def written_before(self) -> str:
        """What stands in the file of the next review before it is held."""
        return self.word.prepared_words(self.next_period) if self.word and self.next_period else ""

    def ready_for_review(self) -> None:
        """Raise a Refusal where the next review cannot be held with this file as it is."""
        if self.word:
            self.word.ready_for_review()
