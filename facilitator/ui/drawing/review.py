"""A review in a few lines: what was written, and how the scores stand over the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import score as score_line
from facilitator.phrases.action import who_by_in_short
from facilitator.phrases.decision import standing
from facilitator.phrases.item import called
from facilitator.phrases.review import of_period
from facilitator.script.words import say
from facilitator.ui.drawing.beside import score_bar
from facilitator.ui.drawing.text import blank_between, hanging, wrapped

if TYPE_CHECKING:
    from facilitator.dialogue.account import Account
    from facilitator.plan.actions import Action
    from facilitator.plan.items import Item
    from facilitator.plan.plan import Plan
    from facilitator.plan.reviews import Review
    from facilitator.script.models import Script


def written_lines(account: Account, review: Review, width: int) -> list[Content]:
    """Return what was just written: where, how much, what has no place there, scores and actions."""
    first, *more = account.where
    head = [*wrapped(first, width), *wrapped(account.copy, width, "bold $ink")]
    head += [line for words in more for line in wrapped(words, width)]
    left_out = wrapped(say("review.left-out"), width, "bold $ink") if account.left_out else []
    for one in account.left_out:
        left_out += hanging("· ", Content.styled(one, "$ink"), width, "$quiet")
    items = [
        line
        for item, words in account.items
        for line in hanging(f"{item}  ", Content(words), width, "bold $accent-ink")
    ]
    actions = [line for action in review.actions for line in action_line(action, width)]
    if actions:
        actions = [*wrapped(say("dialogue.actions-heading"), width, "bold $accent-ink"), *actions]
    files = [line for words in account.files for line in wrapped(words, width)]
    after = [line for words in account.after for line in wrapped(words, width, "bold $ink")]
    return blank_between([head, left_out, files, items, actions, after])


def action_line(what: Action, width: int, status: str = "") -> list[Content]:
    """Return an action: what, who, by when, and what became of it."""
    words = who_by_in_short(what.who, what.by)
    if status:
        words = f"{words} · {status}"
    lines = hanging("→ ", Content.styled(what.what, "$ink"), width, "bold $accent-ink")
    return lines + hanging("  ", Content.styled(words, "$quiet"), width)


def item_lines(plan: Plan, item: Item, script: Script, width: int, depth: int = 0) -> list[Content]:
    """Return an item with its scores over the terms, and all that belongs to it."""
    form, indent = script.format, "   " * depth
    words = form.words_of(item)
    if depth == 0:
        lines = hanging(
            f"{called(item, script.format)}  ", Content.styled(words, "bold $ink"), width, "bold $accent-ink"
        )
    else:
        rest = [str(value) for name, value in item.fields.items() if _is_shown(name, item, script)]
        sign, style = ("+", "$quiet") if rest else ("·", "$ink")
        text = " · ".join([words, *rest])
        lines = hanging(f"{indent}{sign} ", Content.styled(text, style), width, "$quiet")
    if item.ended:
        lines += hanging(f"{indent}   ", Content.styled(standing(item.ended.how), "$quiet"), width)
    for part in (one for one in plan.items if one.under == item.id):
        lines += item_lines(plan, part, script, width, depth + 1)
    return lines + _scores(plan, item, script, width)


def _is_shown(name: str, item: Item, script: Script) -> bool:
    """Whether a field stands beside the words of an item: those that say who, how often and by when."""
    declared = script.format.items[item.kind].fields.get(name)
    return declared is not None and declared.role in ("who", "how_often", "due", "cost")


def _scores(plan: Plan, item: Item, script: Script, width: int) -> list[Content]:
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
        lines += hanging(f"   {name:<8} ", words, width, "$quiet")
    return lines


def review_line(review: Review, script: Script) -> str:
    """Return a review in a line: which term, and when it was held."""
    return of_period(script.period_name(review.period), review.date)
