"""The few words of the first frame, read without the parts that are slow to load."""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.script.prompts_folder import find_prompts

_MOST_BYTES = 256 * 1024
_LINE = re.compile(r"screen\.([a-z-]+):(.*)")


def first_words(key: str, prompts: Path | None = None) -> str:
    """Return `screen.KEY` from the catalogue, or nothing where it cannot be read so simply.

    `facilitator.script.words_by_key` is the one way to look words up; it needs pydantic, which the first
    frame must not wait for.
    """
    for folder in (prompts, find_prompts()):
        found = _look_up(folder / "words" / "screen.yaml", key) if folder else ""
        if found:
            return found
    return ""


def _look_up(path: Path, key: str) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ""
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    found = (match[2] for line in lines if (match := _LINE.fullmatch(line)) and match[1] == key)
    return next(found, "").strip().removeprefix('"').removesuffix('"')
