"""Words of the trade and what they mean in plain words: data from `shared/jargon.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

from facilitator.script.loading import SHARED, read_file
from facilitator.script.prompt_data import Data
from facilitator.script.prompts_folder import find_prompts

if TYPE_CHECKING:
    from pathlib import Path

JARGON_FILE = "jargon.yaml"
_NEAR = 30
"""Letters on either side of a word in which another sense of it is looked for."""


class Term(Data):
    """One term: its spellings, its meaning, or several of which one is meant, and where it means neither.

    A spelling with capitals counts only as it stands here. What is `private` is not explained on a screen.
    """

    says: list[str] = Field(min_length=1)
    means: list[str] = Field(min_length=1)
    unless: str = ""
    private: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.says, key=len, reverse=True)
        ways = (re.escape(one) if one != one.lower() else f"(?i:{re.escape(one)})" for one in longest_first)
        return re.compile(rf"(?<![\w&])({'|'.join(ways)})(?:s|'s|’s)?(?![\w&])")

    def in_words(self, words: str) -> str:
        """Return the term as it stands in words, or nothing."""
        for found in self._pattern.finditer(words):
            near = words[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if not (self.unless and re.search(self.unless, near, re.IGNORECASE)):
                return found[1]
        return ""


class Jargon(Data):
    """All terms that somebody may not know."""

    terms: list[Term]

    def found_in(self, words: str) -> Iterator[tuple[str, Term]]:
        """Yield each term that stands in words, as it stands there; none where all is in capitals."""
        if words.upper() == words and len(words.split()) > 1:
            return
        yield from ((as_it_stands, term) for term in self.terms if (as_it_stands := term.in_words(words)))


def load_jargon(prompts: Path | None = None) -> Jargon:
    """Return the terms as a folder of prompts has them, else as the program does; raises Refusal."""
    own = (prompts or find_prompts()) / SHARED / JARGON_FILE
    return read_file(own if own.is_file() else find_prompts() / SHARED / JARGON_FILE, Jargon)
