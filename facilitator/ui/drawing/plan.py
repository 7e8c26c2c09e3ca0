"""The plan on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.phrases.action import became as action_became
from facilitator.phrases.review import next_review
from facilitator.script.words import say
from facilitator.ui.drawing.review import action_line, item_lines, review_line
from facilitator.ui.drawing.text import blank_between, hanging, wrapped

if TYPE_CHECKING:
    from facilitator.files.opened import OpenPlan
    from facilitator.plan.plan import Plan
    from facilitator.script.models import Script


NOTICES = 3
"""How many notices about a document are shown; `facilitator check` shows them all."""


def plan_lines(opened: OpenPlan, script: Script, width: int, *, sensitive: bool) -> list[Content]:
    """Return the whole plan; `sensitive` shows the other plans that a shared screen hides at first."""
    plan = opened.plan
    return blank_between(
        [
            _child(plan, script, width),
            _notices(opened.notices, width),
            *(item_lines(plan, item, script, width) for item in plan.items if item.under is None),
            _reviews(plan, script, width),
            _actions(plan, script, width),
            _other_plans(plan, script, width, sensitive=sensitive),
        ]
    )


def _heading(key: str, width: int) -> list[Content]:
    return wrapped(say(key), width, "bold $accent-ink")


def _child(plan: Plan, script: Script, width: int) -> list[Content]:
    parts = [script.format.name, plan.child.class_name]
    lines = wrapped(" · ".join(part for part in parts if part), width, "$quiet")
    return lines + wrapped(plan.child.communication, width)


def _notices(notices: tuple[str, ...], width: int) -> list[Content]:
    """Return what the chair should know about a Word document: the first lines, and how many more."""
    if not notices:
        return []
    lines = _heading("screen.notices", width)
    for one in notices[:NOTICES]:
        lines += hanging("· ", Content.styled(one, "$ink"), width, "$quiet")
    more = len(notices) - NOTICES
    return lines + (wrapped(say("screen.notices-check", count=more), width, "$quiet") if more > 0 else [])


def _reviews(plan: Plan, script: Script, width: int) -> list[Content]:
    lines = [line for review in plan.reviews for line in wrapped(review_line(review, script), width)]
    last = plan.last_review
    if last is not None and last.next_date:
        lines += wrapped(next_review(last.next_date), width, "bold $ink")
    return [
        *_heading("screen.reviews", width),
        *(lines or wrapped(say("screen.no-reviews"), width, "$quiet")),
    ]


def _actions(plan: Plan, script: Script, width: int) -> list[Content]:
    """Return the last review's actions, each with what became of it if a review has asked."""
    became = script.format.became(plan)
    lines = []
    for action in plan.last_actions():
        lines += action_line(action, width, action_became(became.get(action.id, "")))
    return [*_heading("screen.last-actions", width), *lines] if lines else []


def _other_plans(plan: Plan, script: Script, width: int, *, sensitive: bool) -> list[Content]:
    lines, hidden = [], 0
    for entry in plan.entries:
        declared = script.format.plan.get(entry.field)
        if declared is None or declared.type != "tick":
            continue
        if declared.sensitive and not sensitive:
            hidden += 1
            continue
        state = "unknown" if not isinstance(entry.value, bool) else "yes" if entry.value else "no"
        words = Content.styled(
            " · ".join(part for part in (say(f"screen.in-place-{state}"), entry.note) if part), "$quiet"
        )
        lines += hanging(f"{declared.label or entry.field}  ", words, width)
    if hidden:
        lines += wrapped(say("screen.hidden", count=hidden), width, "$quiet")
    return [*_heading("screen.other-plans", width), *lines] if lines else []
