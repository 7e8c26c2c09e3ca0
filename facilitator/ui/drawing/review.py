"""A review in a few lines: what was written, and how the scores stand over the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases import score
from facilitator.phrases.action import who_by_in_short
from facilitator.phrases.decision import standing
from facilitator.phrases.review import of_period
from facilitator.script.words import say
from facilitator.ui.drawing.beside import score_bar
from facilitator.ui.drawing.text import blank_between, hanging, wrapped

if TYPE_CHECKING:
    from facilitator.dialogue.account import Account
    from facilitator.plan.models import Plan
    from facilitator.plan.outcomes import Outcome
    from facilitator.plan.reviews import Action, Review
    from facilitator.script.models import Script


def written_lines(account: Account, review: Review, width: int) -> list[Content]:
    """Return what was just written: where, how many lines, what has no place there, scores and actions."""
    head = [line for words in account.where for line in wrapped(words, width)]
    left_out = wrapped(say("dialogue.left-out"), width, "bold $ink") if account.left_out else []
    for one in account.left_out:
        left_out += hanging("· ", Content.styled(one, "$ink"), width, "$quiet")
    outcomes = [
        line
        for number, words in account.outcomes
        for line in hanging(
            f"{say('screen.outcome', number=number)}  ", Content(words), width, "bold $accent-ink"
        )
    ]
    actions = [line for action in review.actions for line in action_line(action, width)]
    if actions:
        actions = [*wrapped(say("dialogue.actions-heading"), width, "bold $accent-ink"), *actions]
    files = [line for words in account.files for line in wrapped(words, width)]
    after = [line for words in account.after for line in wrapped(words, width, "bold $ink")]
    return blank_between([head, left_out, files, outcomes, actions, after])


def action_line(what: Action, width: int, status: str = "") -> list[Content]:
    """Return an action: what, who, by when, and what became of it."""
    words = who_by_in_short(what.who, what.by)
    if status:
        words = f"{words} · {status}"
    lines = hanging("→ ", Content.styled(what.what, "$ink"), width, "bold $accent-ink")
    return lines + hanging("  ", Content.styled(words, "$quiet"), width)


def outcome_lines(plan: Plan, outcome: Outcome, script: Script, width: int) -> list[Content]:
    """Return an outcome with its steps, its provision and its scores over the terms."""
    start = f"{say('screen.outcome', number=outcome.number)}  "
    lines = hanging(start, Content.styled(outcome.wording, "bold $ink"), width, "bold $accent-ink")
    if not outcome.current:
        lines += hanging("   ", Content.styled(standing(outcome.status), "$quiet"), width)
    for step in outcome.steps:
        lines += hanging("   · ", Content.styled(step.text, "$ink"), width, "$quiet")
    for provision in outcome.provision:
        parts = [part for part in (provision.what, provision.who, provision.how_often) if part]
        lines += hanging("   + ", Content.styled(" · ".join(parts), "$quiet"), width, "$quiet")
    return lines + _scores(plan, outcome, script, width)


def _scores(plan: Plan, outcome: Outcome, script: Script, width: int) -> list[Content]:
    lines = []
    for review in plan.reviews:
        held = review.outcome_review(outcome.id)
        if held is None or held.score is None:
            continue
        name = script.period_name(review.period)
        words = Content.assemble(
            (score_bar(held.score, script), "$accent-ink"),
            ("  ", ""),
            (score.line(held.score, script.format.scale), "$ink"),
        )
        lines += hanging(f"   {name:<8} ", words, width, "$quiet")
    return lines


def review_line(review: Review, script: Script) -> str:
    """Return a review in a line: which term, and when it was held."""
    return of_period(script.period_name(review.period), review.date)
