"""What is still open before a meeting closes: concerns, parts of actions, questions, what was put aside."""

from __future__ import annotations

from facilitator.phrases.action import due
from facilitator.script.words_by_key import say


def what_is_missing(kind: str, missing: str = "") -> str:
    """Return why something is still open: `kind` such as `action`, and which of its parts is `missing`."""
    if missing == "by":
        return due(None)
    return say(f"open.{kind}{f'-{missing}' if missing else ''}")


def whose_and_what(text: str, speaker: str = "") -> str:
    """Return what is open, under whoever said it."""
    return say("open.of", speaker=speaker, text=text) if speaker else text


def open_line(text: str, missing: str) -> str:
    """Return an open thing as a line: whose and what, then why it is open."""
    return say("open.line", text=text, missing=missing)
