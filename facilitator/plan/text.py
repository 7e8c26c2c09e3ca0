"""The kinds of text in a plan: what somebody said, a name, an id. All of them have passed the gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import StringConstraints
from pydantic_core import PydanticKnownError, core_schema

from facilitator.plan.letters import clean, clean_line

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler

__all__ = ["Id", "Line", "Name", "SaidWords", "Words", "clean", "clean_line", "in_short", "joined_id"]

LONGEST_WORDS = 20_000
LONGEST_LINE = 300
LONGEST_ID = 80


def _clean_words(text: str) -> str:
    return clean(text).strip()


class _Gate:
    """The way in for a text: cleaned, and then measured. One step for both, as there are so many texts."""

    def __init__(self, cleaned: Callable[[str], str], most: int, least: int = 0) -> None:
        self._cleaned, self._most, self._least = cleaned, most, least

    def _let_in(self, text: str) -> str:
        text = self._cleaned(text)
        if len(text) > self._most:
            raise PydanticKnownError("string_too_long", {"max_length": self._most})
        if len(text) < self._least:
            raise PydanticKnownError("string_too_short", {"min_length": self._least})
        return text

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._let_in, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        least = {"minLength": self._least} if self._least else {}
        return {**handler(schema), "maxLength": self._most, **least}


Words = Annotated[str, _Gate(_clean_words, LONGEST_WORDS)]
"""What somebody said or wrote: may have several lines."""

SaidWords = Annotated[str, _Gate(_clean_words, LONGEST_WORDS, least=1)]
"""Words that may not be empty."""

Line = Annotated[str, _Gate(clean_line, LONGEST_LINE)]
"""A name, a role or a label: one line."""

Name = Annotated[str, _Gate(clean_line, LONGEST_LINE, least=1)]
"""A line that may not be empty."""

Id = Annotated[str, StringConstraints(pattern=rf"^[A-Za-z0-9][A-Za-z0-9._:-]{{0,{LONGEST_ID - 1}}}$")]
"""An id that never changes once it is given."""


def in_short(text: str, most: int) -> str:
    """Return words on one line, and of long ones so many that they are known again: `most` letters in all.

    They are cut where a word ends; in a script without spaces where they must be.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most].rpartition(" ")[0].rstrip() or line[: most - 1]
    return f"{kept[: most - 1]}…"


def joined_id(*parts: str | None) -> str:
    """Return the id made of some parts; one that would be too long ends in a hash of the whole instead."""
    whole = ".".join(part for part in parts if part)
    if len(whole) <= LONGEST_ID:
        return whole
    from hashlib import sha256

    end = f"-{sha256(whole.encode()).hexdigest()[:16]}"
    return f"{whole[: LONGEST_ID - len(end)]}{end}"
