"""An agenda keeps its time: its shortest meeting leaves room for what comes up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from facilitator.script.shortest_meeting import shortest_meeting
from facilitator.script.turns_in_order import Form
from facilitator.script.yaml_source import Finding

MOST = 0.85
"""The part of an agenda that its shortest meeting may take."""


def findings(form: Form) -> Iterator[Finding]:
    """Yield agendas of which the shortest meeting already takes nearly all the time, or more."""
    segments = [part.segment for part in form.parts]
    for index, agenda in enumerate(form.file.agendas):
        pages = shortest_meeting(form.file, segments, agenda)
        by_part: Counter[str] = Counter()
        for page in pages:
            by_part[page.segment] += page.seconds
        taken, most = by_part.total() / 60, agenda.minutes * MOST
        if taken > most:
            parts = ", ".join(f"{part} {ceil(seconds / 60)}" for part, seconds in by_part.most_common())
            values = {"taken": ceil(taken), "most": int(most), "pages": len(pages), "parts": parts}
            values |= {"minutes": agenda.minutes}
            yield form.finding("script.agenda-too-long", "agendas", index, "minutes", **values)
