"""The last line of a summary: a number by which our own file is known while nobody has changed it."""

from __future__ import annotations

import hashlib
import re

from facilitator.script.words import say

_NUMBER = re.compile(rb"[0-9a-f]{16}")


def sealed(body: str, review_id: str, kind: str) -> str:
    """Return a summary with its last line: a comment in HTML, a line of text otherwise."""
    body = body.rstrip("\n") + "\n"
    mark = say("summary.mark", number=_number(body.encode(), review_id))
    return f"{body}<!-- {mark} -->\n" if kind == "html" else f"{body}\n{mark}\n"


def is_sealed(data: bytes, review_id: str) -> bool:
    """Whether a file is our own summary of that review, just as we wrote it.

    One that somebody has put their own words into is theirs, and no longer ours to replace.
    """
    body, _, last = data.rstrip(b"\n").rpartition(b"\n")
    number = _NUMBER.search(last)
    return number is not None and number[0].decode() == _number(body.rstrip(b"\n") + b"\n", review_id)


def _number(body: bytes, review_id: str) -> str:
    return hashlib.sha256(review_id.encode() + b"\n" + body).hexdigest()[:16]
