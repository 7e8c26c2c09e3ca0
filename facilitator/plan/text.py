"""The kinds of text in a plan: what somebody said, a name, an id. All of them have passed the gate."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from facilitator.plan.letters import clean, clean_line

__all__ = ["Id", "Line", "Name", "SaidWords", "Words", "clean", "clean_line", "joined_id"]

LONGEST_WORDS = 20_000
LONGEST_LINE = 300
LONGEST_ID = 80


def _clean_words(text: str) -> str:
    return clean(text).strip()


Words = Annotated[str, AfterValidator(_clean_words), StringConstraints(max_length=LONGEST_WORDS)]
"""What somebody said or wrote: may have several lines."""

SaidWords = Annotated[Words, StringConstraints(min_length=1)]
"""Words that may not be empty."""

Line = Annotated[str, AfterValidator(clean_line), StringConstraints(max_length=LONGEST_LINE)]
"""A name, a role or a label: one line."""

Name = Annotated[Line, StringConstraints(min_length=1)]
"""A line that may not be empty."""

Id = Annotated[str, StringConstraints(pattern=rf"^[A-Za-z0-9][A-Za-z0-9._:-]{{0,{LONGEST_ID - 1}}}$")]
"""An id that never changes once it is given."""


def joined_id(*parts: str | None) -> str:
    """Return the id made of some parts; one that would be too long ends in a hash of the whole instead."""
    whole = ".".join(part for part in parts if part)
    if len(whole) <= LONGEST_ID:
        return whole
    from hashlib import sha256

    end = f"-{sha256(whole.encode()).hexdigest()[:16]}"
    return f"{whole[: LONGEST_ID - len(end)]}{end}"
