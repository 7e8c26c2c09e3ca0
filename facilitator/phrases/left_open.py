"""What is still open before a meeting closes: concerns, parts of actions, questions, what was put aside."""

from __future__ import annotations

from facilitator.phrases.action import due
from facilitator.script.words import say


def what_is_missing(kind: str, missing: str = "") -> str:
    """Return why something is still open: `kind` such as `action`, and which of its parts is `missing`."""
    if missing == "by":
        return due(None)
    return say(f"open.{kind}{f'-{missing}' if missing else ''}")


def open_line(kind: str, text: str, speaker: str = "", missing: str = "") -> str:
    """Return an open thing as a line: whose and what, then why it is open."""
    said = say("open.of", speaker=speaker, text=text) if speaker else text
    return say("open.line", text=said, missing=what_is_missing(kind, missing))
