"""The plan on one page, and a review in a few lines: how the scores stand, and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import score as score_line
from facilitator.phrases.action import became as action_became
from facilitator.phrases.action import who_by_in_short
from facilitator.phrases.came_and_went import came_and_went
from facilitator.phrases.follow_up import since
from facilitator.phrases.item import called
from facilitator.phrases.plan_part import beside_words
from facilitator.phrases.review import next_review, of_period
from facilitator.script.words_by_key import say
from facilitator.ui.drawing.answer_lines import score_bar
from facilitator.ui.drawing.drawn_text import blank_between, hanging, listed, wrapped

if TYPE_CHECKING:
    from facilitator.dialogue.written_account import Account
    from facilitator.plan.actions import Action
    from facilitator.plan.items import Item
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import HeldMeeting
    from facilitator.script.formats_and_turns import Script


def written_lines(account: Account, review: HeldMeeting, width: int) -> list[Content]:
    """Return what was just written: where, how much, what has no place there, scores and actions."""
    first, *more = account.where
    head = [*wrapped(first, width), *wrapped(account.copy, width, "bold $ink")]
    head += [line for words in more for line in wrapped(words, width)]
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
    return blank_between([head, left_out, files, items, actions, after])


def action_line(what: Action, width: int, status: str = "") -> list[Content]:
    """Return an action: what, who, by when as it stands now, what became of it, and who noted that."""
    words = who_by_in_short(what.now.who, what.now.by)
    if status:
        words = f"{words} · {status}"
    lines = hanging("→ ", Content.styled(what.what, "$ink"), width, "bold $accent-ink")
    lines += hanging("  ", Content.styled(words, "$quiet"), width)
    return lines + [line for noted in since(what) for line in hanging("  ", Content(noted), width)]


def item_lines(plan: Plan, item: Item, script: Script, width: int, depth: int = 0) -> list[Content]:
    """Return an item with its scores over the terms, and all that belongs to it."""
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
    lines += _scores(plan, item, script, width, indent)
    for part in form.parts(plan, item):
        lines += item_lines(plan, part, script, width, depth + 1)
    return lines


def _scores(plan: Plan, item: Item, script: Script, width: int, indent: str) -> list[Content]:
    lines = []
    for review in plan.reviews:
        score = review.score(item.id)
        if score is None:
            continue
        name, scale = script.period_name(review.period), script.scale_of(score, plan)
        words = Content.assemble(
            (score_bar(score, scale), "$accent-ink"),
            ("  ", ""),
            (score_line.line(score, scale), "$ink"),
        )
        lines += hanging(f"{indent}   {name:<8} ", words, width, "$quiet")
    return lines


NOTICES = 3
"""How many notices about a document are shown; `facilitator check` shows them all."""


def plan_lines(
    plan: Plan, notices: tuple[str, ...], script: Script, width: int, *, sensitive: bool
) -> list[Content]:
    """Return the whole plan; `sensitive` shows what a shared screen hides at first."""
    return blank_between(
        [
            _children(plan, script, width),
            _notices(notices, width),
            *(item_lines(plan, item, script, width) for item in plan.items if item.under is None),
            _reviews(plan, script, width),
            _actions(plan, script, width),
            _ticks(plan, script, width, sensitive=sensitive),
        ]
    )


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
