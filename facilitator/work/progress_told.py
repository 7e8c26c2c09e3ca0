"""How all went over terms and years, as lines: in words first, then as a picture in letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import say
from facilitator.summary.chart_text import WIDTH, picture, wrapped
from facilitator.summary.page import Chart
from facilitator.summary.progress import PlanBefore, Progress, progress_of


def progress_lines(plan: Plan, script: Script, before: Sequence[PlanBefore] = ()) -> Iterator[str]:
    """Yield how all went that was judged, as the chair sees it; nothing where nothing was.

    `before` are the plans that this one follows, the earliest first. No line of a picture is longer than 78
    columns of a terminal.
    """
    found = progress_of(plan, None, script, before, everything=True)
    if found:
        yield ""
        yield say("progress.heading")
        yield from wrapped(say("progress.legend-in-text"), WIDTH)
    for number, one in enumerate(found):
        if one.past and not (number and found[number - 1].past):
            yield ""
            yield say("progress.past")
        yield from _lines(one)


def _lines(one: Progress) -> Iterator[str]:
    yield ""
    yield say("progress.in-full", thing=one.title, words=one.words) if _tells_more(one) else one.title
    for year, chart in one.years:
        if year:
            yield f"  {year}"
        yield from (f"  {line}" for line in _words(chart))
        yield from (f"  {line}" for line in picture(chart, WIDTH - 2))


def _tells_more(one: Progress) -> bool:
    """Whether the words of a thing are more than its title says already."""
    return bool(one.words) and one.words not in one.title and "…" not in one.title


def _words(chart: Chart) -> Iterator[str]:
    for column in chart.columns:
        yield say("progress.review", review=column.head, words=column.words)
