"""The plan on one page, and a review in a few lines: how the scores stand, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases.action import became as action_became
from facilitator.phrases.action import who_by_in_short
from facilitator.phrases.came_and_went import came_and_went
from facilitator.phrases.follow_up import since
from facilitator.phrases.item import called
from facilitator.phrases.plan_part import beside_words
from facilitator.phrases.review import next_review, of_period
from facilitator.script.words_by_key import say
from facilitator.summary.chart_text import bar
from facilitator.ui.drawing.drawn_text import blank_between, cleaned, hanging, listed, wrapped

if TYPE_CHECKING:
    from facilitator.dialogue.written_account import Account
    from facilitator.plan.actions import Action
    from facilitator.plan.items import Item
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import HeldMeeting
    from facilitator.script.formats_and_turns import Script
    from facilitator.summary.page import Column
    from facilitator.summary.progress import Progress


def written_lines(account: Account, review: HeldMeeting, width: int) -> list[Content]:
    """Return what was just written: where, how much, what has no place there, scores and actions."""
    first, *more = account.where
    head = [*wrapped(first, width), *wrapped(account.copy, width, "bold $ink")]
    counted = [line for words in more for line in wrapped(words, width)]
    left_out = wrapped(say("review.left-out"), width, "bold $ink") if account.left_out else []
    left_out += listed(account.left_out, width)
    items = [
        line
        for item, words in account.items
        for line in hanging(f"{item}  ", Content(words), width, "bold $accent-ink")
    ]
    actions = [line for action in review.actions for line in action_line(action, width)]
    if actions:
        actions = [*wrapped(say("action.agreed-on"), width, "bold $accent-ink"), *actions]
    files = [line for words in account.files for line in wrapped(words, width)]
    after = [line for words in account.after for line in wrapped(words, width, "bold $ink")]
    if not left_out:
        head += counted
        counted = []
    return blank_between([head, left_out, counted, files, items, actions, after])


def action_line(what: Action, width: int, status: str = "") -> list[Content]:
    """Return an action: what, who, by when as it stands now, what became of it, and who noted that."""
    words = who_by_in_short(what.now.who, what.now.by)
    if status:
        words = f"{words} · {status}"
    lines = hanging("→ ", Content.styled(what.what, "$ink"), width, "bold $accent-ink")
    lines += hanging("  ", Content.styled(words, "$quiet"), width)
    return lines + [line for noted in since(what, tell=say) for line in hanging("  ", Content(noted), width)]


def item_lines(
    plan: Plan, item: Item, script: Script, width: int, progress: Sequence[Progress], depth: int = 0
) -> list[Content]:
    """Return an item with its progress over terms and years, and all that belongs to it."""
    form, indent = script.format, "   " * depth
    words = form.words_of(item)
    if depth == 0:
        lines = hanging(
            f"{called(item, script.format)}  ", Content.styled(words, "bold $ink"), width, "bold $accent-ink"
        )
    else:
        rest = beside_words(item, form)
        sign, style = ("+", "$quiet") if rest else ("·", "$ink")
        text = " · ".join([words, *rest])
        lines = hanging(f"{indent}{sign} ", Content.styled(text, style), width, "$quiet")
    for mark in came_and_went(item, form):
        lines += hanging(f"{indent}   ", Content.styled(mark, "$quiet"), width)
    for one in progress:
        if one.about == item.id and not one.past:
            if one.field:
                lines += hanging(f"{indent}   ", Content.styled(one.field, "$quiet"), width)
            lines += progress_lines(one, width, indent)
    for part in form.parts(plan, item):
        lines += item_lines(plan, part, script, width, progress, depth + 1)
    return lines


def progress_lines(one: Progress, width: int, indent: str = "") -> list[Content]:
    """Return how a thing went: a line of boxes for each review, with the words beside it."""
    columns = [column for chart in one.charts for column in chart.columns]
    room = max(_LEAST_HEAD, *(Content(column.head).cell_length for column in columns))
    lines = []
    for year, chart in one.years:
        if year:
            lines += hanging(f"{indent}   ", Content.styled(year, "$quiet"), width)
        for column in chart.columns:
            head = f"{column.head}{' ' * (room - Content(column.head).cell_length)}"
            lines += _beside_boxes(f"{indent}   {head} ", column, width)
    return lines


def _beside_boxes(start: str, column: Column, width: int) -> list[Content]:
    """Return a review's boxes with its words on lines beside them; where that is narrow, below them."""
    boxes, words = Content.styled(f"{bar(column)}  ", "$accent-ink"), Content.styled(column.words, "$ink")
    beside = width - Content(start).cell_length - boxes.cell_length
    if beside < _LEAST_BESIDE:
        return hanging(start, Content.assemble(boxes, words), width, "$quiet")
    rows = cleaned(words).wrap(beside) or [Content("")]
    blank = Content(" " * boxes.cell_length)
    rows = [Content.assemble(blank if at else boxes, row) for at, row in enumerate(rows)]
    first, empty = Content.styled(start, "$quiet"), Content(" " * Content(start).cell_length)
    return [Content.assemble(empty if at else first, row) for at, row in enumerate(rows)]


_LEAST_HEAD, _LEAST_BESIDE = 8, 26


NOTICES = 3
"""How many notices about a document are shown; `facilitator check` shows them all."""


def plan_lines(
    plan: Plan,
    notices: tuple[str, ...],
    script: Script,
    width: int,
    *,
    sensitive: bool,
    progress: Sequence[Progress],
) -> list[Content]:
    """Return the whole plan; `sensitive` shows what a shared screen hides at first."""
    tops = [item for item in plan.items if item.under is None]
    return blank_between(
        [
            _children(plan, script, width),
            _notices(notices, width),
            *(item_lines(plan, item, script, width, progress) for item in tops),
            *_of_others(plan, progress, width),
            _reviews(plan, script, width),
            _actions(plan, script, width),
            _ticks(plan, script, width, sensitive=sensitive),
        ]
    )


def _of_others(plan: Plan, progress: Sequence[Progress], width: int) -> Iterator[list[Content]]:
    """Yield how it went with each child of a group, and with what plans before had and this one has not."""
    items = {item.id for item in plan.items}
    yield from (_named(one, width) for one in progress if not one.past and one.about not in items)
    past = [one for one in progress if one.past]
    if past:
        yield _heading("progress.past", width)
        yield from (_named(one, width) for one in past)


def _named(one: Progress, width: int) -> list[Content]:
    words = Content.styled(one.words, "bold $ink")
    return hanging(f"{one.title}  ", words, width, "bold $accent-ink") + progress_lines(one, width)


def _heading(key: str, width: int) -> list[Content]:
    return wrapped(say(key), width, "bold $accent-ink")


def _children(plan: Plan, script: Script, width: int) -> list[Content]:
    alone = len(plan.children) == 1
    rows = [] if alone else [[script.format.name]]
    rows += [[script.format.name if alone else one.full_name, one.class_name] for one in plan.children]
    lines = [line for row in rows for line in wrapped(" · ".join(filter(None, row)), width, "$quiet")]
    return lines + [line for one in plan.children for line in wrapped(one.communication, width)]


def _notices(notices: tuple[str, ...], width: int) -> list[Content]:
    """Return what the chair should know about a Word document: the first lines, and how many more."""
    if not notices:
        return []
    lines = _heading("screen.notices", width) + listed(notices[:NOTICES], width)
    more = len(notices) - NOTICES
    return lines + (wrapped(say("screen.notices-check", count=more), width, "$quiet") if more > 0 else [])


def _reviews(plan: Plan, script: Script, width: int) -> list[Content]:
    lines = [
        line
        for review in plan.meetings()
        for line in wrapped(of_period(script.period_name(review.period), review.date), width)
    ]
    last = plan.meetings()[-1:]
    lines += [] if plan.reviews else wrapped(say("screen.no-reviews"), width, "$quiet")
    if last and last[0].next_date:
        lines += wrapped(next_review(last[0].next_date), width, "bold $ink")
    return [*_heading("screen.reviews", width), *lines]


def _actions(plan: Plan, script: Script, width: int) -> list[Content]:
    """Return the last review's actions, each with what became of it if a review has asked."""
    became = script.format.became(plan)
    lines = []
    for action in plan.last_actions():
        lines += action_line(action, width, action_became(became.get(action.id, "")))
    return [*_heading("screen.last-actions", width), *lines] if lines else []


def _ticks(plan: Plan, script: Script, width: int, *, sensitive: bool) -> list[Content]:
    lines, hidden = [], 0
    for entry in plan.entries:
        declared = script.format.plan.get(entry.field)
        if declared is None or declared.type != "tick":
            continue
        if declared.hidden and not sensitive:
            hidden += 1
            continue
        state = "unknown" if not isinstance(entry.value, bool) else "yes" if entry.value else "no"
        words = Content.styled(
            " · ".join(part for part in (say(f"screen.in-place-{state}"), entry.note) if part), "$quiet"
        )
        lines += hanging(f"{declared.label or entry.field}  ", words, width)
    if hidden:
        lines += wrapped(say("screen.hidden", count=hidden), width, "$quiet")
    return [*_heading("screen.ticks", width), *lines] if lines else []
