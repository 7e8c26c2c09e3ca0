"""The questions that share a page, a line each: which are answered, which is put now, which come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from facilitator.script.words_by_key import say
from facilitator.ui.drawing.drawn_text import cut, side_by_side, two_sides
from facilitator.ui.drawing.frame import DONE, HERE, LEFT, TO_COME

if TYPE_CHECKING:
    from facilitator.meeting.question import OnPage, Question
    from facilitator.work.session import Session

LEAST_ROWS, MOST_ROWS = 2, 12
"""Rows that a page takes: with fewer there is none of it, and of more questions some are counted."""

_LEAST_GIVEN = 12


def page_lines(session: Session, question: Question, width: int, rows: int) -> list[Content]:
    """Return the page on at most so many rows, with the present question among them; none for a page of one.

    How many are left out before and after is told on the last row. A click goes to a question.
    """
    page = question.page
    if not page or rows < LEAST_ROWS:
        return []
    from facilitator.dialogue.given_in_short import given_in_short

    shown = len(page) if rows >= len(page) else rows - 1
    here = next(index for index, one in enumerate(page) if one.here)
    first = max(0, min(here - shown // 2, len(page) - shown))
    lines = [_line(one, given_in_short(session, one.key), width) for one in page[first : first + shown]]
    left_out = {"screen.page-before": first, "screen.page-after": len(page) - first - shown}
    counts = [Content(say(key, count=count)) for key, count in left_out.items() if count]
    more = [cut(side_by_side(counts, 3).stylize("$quiet"), width)] if counts else []
    return lines + more


def _line(one: OnPage, words: str, width: int) -> Content:
    """Return one question: its sign, its name, and at the right what was given; here that stands below."""
    left = one.status not in ("open", "answered")
    sign = HERE if one.here else LEFT if left else DONE if words else TO_COME
    style = "bold $accent-ink" if one.here else "$ink" if words else "$quiet"
    name = Content.styled(f"{sign} {one.name}", style)
    given = Content.styled("" if one.here else " ".join(words.split()), "$quiet")
    room = max(_LEAST_GIVEN, width // 2, width - name.cell_length - 2)
    line = two_sides(name, cut(given, room), width)
    return line.stylize(Style.from_meta({"@click": ("screen.go_to_question", tuple(one.key))}))
