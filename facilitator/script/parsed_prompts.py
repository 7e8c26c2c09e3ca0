"""What the program's own prompts say, remembered from one start to the next: their YAML is dear to read.

A text is known by its hash, so a file that was changed is read anew. The models look at the values as if they
had just been read. What a school wrote itself is not remembered: it may name people.
"""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, Any

from facilitator import __version__
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.yaml_source import source_of

if TYPE_CHECKING:
    from pathlib import Path

MOST_TEXTS = 100
"""Texts that are remembered where some of them were not asked for this time."""

_BY = f"{__version__} {sys.version_info[:3]}".encode()
"""What read them: another version may read the same text in another way."""


class Parsed:
    """Values of texts, each as a line of JSON behind its hash; read one by one, as they are asked for."""

    def __init__(self) -> None:
        self._lines: dict[bytes, bytes] = {}
        self._asked: dict[bytes, bytes] = {}
        self.is_new = False
        """Whether a text was read that was not known."""

    def learn(self, data: bytes) -> None:
        """Take up what another start knew; where a single byte is not as it was written, nothing."""
        seal, _, lines = data.partition(b"\n")
        if lines and seal == _seal(lines):
            parts = (line.partition(b" ") for line in lines.split(b"\n"))
            self._lines |= {key: values for key, _, values in parts}

    def values(self, path: Path, text: str) -> Any:
        """Return what a file's text says. Raises Refusal where it is not YAML, or names a key twice."""
        from pydantic_core import from_json, to_json

        key = hashlib.sha256(text.encode()).hexdigest().encode()
        if key in self._lines:
            self._asked[key] = self._lines[key]
            return from_json(self._lines[key])
        source = source_of(path, text)
        for finding in source.repeated:
            raise finding.refusal()
        if path.is_relative_to(find_prompts()):
            self._lines[key] = self._asked[key] = to_json(source.values)
            self.is_new = True
        return source.values

    def as_bytes(self) -> bytes:
        """Return all as bytes that another start can begin with."""
        kept = self._lines if len(self._lines) <= MOST_TEXTS else self._asked
        lines = b"\n".join(b"%s %s" % line for line in kept.items())
        return b"%s\n%s" % (_seal(lines), lines)


def _seal(lines: bytes) -> bytes:
    return hashlib.sha256(_BY + lines).hexdigest().encode()


_PARSED = Parsed()


def parsed() -> Parsed:
    """Return what is remembered in this run of the program."""
    return _PARSED


def values_of(path: Path, text: str) -> Any:
    """Return what a file's text says; see `Parsed.values`."""
    return _PARSED.values(path, text)
