"""A plan as the values of a form, and read back from them, with no document between."""

from __future__ import annotations

from collections.abc import Collection

from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import Layout
from facilitator.word.answers.plan_from_form import read_plan
from facilitator.word.answers.plan_to_form import pieces_of, pieces_of_review
from facilitator.word.answers.understood_answers import Problem
from facilitator.word.form.keys import Values


def values_of(plan: Plan, script: Script, layout: Layout) -> Values:
    """Return every answer of a plan that a form could hold, with all its reviews."""
    return {piece.key: piece.lines for piece in pieces_of(plan, script, layout)}


def values_of_review(review: Review, plan: Plan, script: Script, layout: Layout) -> Values:
    """Return every answer of one review that the layout has a place for; `plan` as it is with the review."""
    return {piece.key: piece.lines for piece in pieces_of_review(review, plan, script, layout)}


def plan_of(
    values: Values, script: Script, layout: Layout, *, held: Collection[int], problems: list[Problem]
) -> Plan:
    """Return the plan that stands in a form; `held` are the periods of the reviews that have been held."""
    return read_plan(values, script, layout, held=held, problems=problems).plan
