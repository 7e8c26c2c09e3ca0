"""Ids of plans: 80 random bits for a new one, and the plain hash that a Word plan had in versions before."""

from __future__ import annotations

import hashlib
import re
import secrets

_FORMER = re.compile(r"word-[0-9a-f]{12}")


def fresh_id(kind: str = "plan") -> str:
    """Return an id that no other plan has: what it is of, and 80 random bits."""
    return f"{kind}-{secrets.token_hex(10)}"


def former_id(format_id: str, name: str) -> str:
    """Return the id that versions before gave a Word plan: a list of names tells it, namesakes had the same.

    It is only worked out to find what they left on this computer, and never written.
    """
    from facilitator.word.answers.phrasing import fold

    text = f"{format_id}\n{fold(name)}"
    return f"word-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def is_former(plan_id: str) -> bool:
    """Whether an id is one that a version before made of a child's name."""
    return bool(_FORMER.fullmatch(plan_id))
