"""The parts of a line in which labels may stand: at its start, after a tab, a wide gap or a tick box."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from facilitator.word.form.labels import folded
from facilitator.word.form.matching import Form, Hits

_BOX = "[\u2610\u2611\u2612]"
_MOST = 50
"""Places of one paragraph where a label is looked for; a line of many tick boxes has twenty."""
_STARTS = re.compile(rf"(?:^|\n|\t|[ \u00a0]{{2,}}|(?={_BOX}))\s*(?P<box>{_BOX})?\s*")


class Segment(NamedTuple):
    """A part of a line that begins with a label: `text[start:end]`, and the box before it, if any."""

    start: int
    end: int
    hits: Hits
    box: int | None


def segments(text: str, form: Form) -> list[Segment]:
    """Return the parts of a paragraph's text that begin with a label; each ends where the next begins."""
    found: list[tuple[int, Hits, int | None]] = []
    taken, words = 0, folded(text)
    for start in islice(_STARTS.finditer(text), _MOST):
        if start.end() < taken:
            continue
        hits = form.hits(text[start.end() :], words.since(start.end()))
        if hits:
            box = start.start("box") if start["box"] else None
            found.append((start.end(), hits, box))
            whole = max((hit.match.rest for hit in hits), default=0)
            taken = start.end() + whole
    if not found:
        return []
    ends = [*(_before(text, start, box) for start, _, box in found[1:]), len(text)]
    return [Segment(start, end, hits, box) for (start, hits, box), end in zip(found, ends, strict=True)]


def _before(text: str, start: int, box: int | None) -> int:
    """Return where what stands before a segment ends."""
    return len(text[: start if box is None else box].rstrip())
