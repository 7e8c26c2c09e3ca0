"""The mark by which the program knows a paper of its own that nobody has changed since: a number, at its end.

The number is made of all the rest of the file and of what the paper is sealed for, so that a letter never
takes the place of a summary, and a paper that somebody has put their own words into is theirs.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.words_by_key import say
from facilitator.summary.audiences import EVERYONE

_NUMBER = re.compile(rb"[0-9a-f]{16}")
_IN_ZIP = b"PK\x05\x06"
"""What begins the end of a zip file; its last two bytes before the comment are the comment's length."""


class _Around(NamedTuple):
    """What stands before and after the mark in one kind of file; `last` is what the file must end in."""

    before: bytes
    after: bytes
    last: bytes = b""


_AROUND = {
    "html": _Around(b"<!-- ", b" -->\n"),
    "txt": _Around(b"\n", b"\n"),
    "pdf": _Around(b"\n% ", b"\n"),
    "ics": _Around(b"X-SEAL:", b"\r\n", b"END:VCALENDAR\r\n"),
    "eml": _Around(b"\r\n-- \r\n", b"\r\n"),
}


def seal_of(review: HeldMeeting, audience: str) -> str:
    """Return what a paper is sealed for."""
    return review.id if audience == EVERYONE else f"{review.id} {audience}"


def seal_of_plan(plan: Plan, audience: str) -> str:
    """Return what a paper is sealed for that is of no single review."""
    return f"{plan.id} {audience}"


def sealed(body: bytes, kind: str, seal: str) -> bytes:
    """Return a whole file of a kind with its mark."""
    mark = say("summary.mark", number=_number(body, seal)).encode()
    if kind == "docx":
        return body[:-2] + len(mark).to_bytes(2, "little") + mark
    around = _AROUND[kind]
    return body.removesuffix(around.last) + around.before + mark + around.after + around.last


def is_sealed(data: bytes, kind: str, seal: str) -> bool:
    """Whether a file is our own paper of that seal, just as we wrote it."""
    found = _parted(data, kind)
    return found is not None and found[1] == _number(found[0], seal)


def _parted(data: bytes, kind: str) -> tuple[bytes, str] | None:
    """Return a file without its mark, and the number of the mark; None = it has none."""
    if kind == "docx":
        end = data.rfind(_IN_ZIP)
        number = _NUMBER.search(data, end + 22) if end >= 0 else None
        return (data[: end + 20] + b"\0\0", number[0].decode()) if number else None
    around = _AROUND.get(kind)
    if around is None or not data.endswith(around.after + around.last):
        return None
    rest = data[: len(data) - len(around.after + around.last)]
    start = rest.rfind(around.before)
    number = _NUMBER.search(rest, start) if start >= 0 else None
    return (rest[:start] + around.last, number[0].decode()) if number else None


def _number(body: bytes, seal: str) -> str:
    return hashlib.sha256(seal.encode() + b"\n" + body).hexdigest()[:16]
