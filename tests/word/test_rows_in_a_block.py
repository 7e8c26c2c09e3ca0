"""Rows of help in the box of each goal, two kinds of them, and two tables under the same headings."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

import pytest

from facilitator.plan.items import Item
from facilitator.plan.plan import Plan
from facilitator.word.writing_choices import Choices
from tests.word.shapes import Shape, Table, tables_of

GOALS = Shape(
    """
items:
  goal: {label: Goal, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording, label: Goal}}}
  everyday: {label: Everyday help, role: provision, under: goal, ends: true, fields: {what: {type: words, role: wording, label: What}, who: {type: line, role: who, label: Who}}}
  extra: {label: Extra help, role: provision, under: goal, ends: true, fields: {what: {type: words, role: wording, label: What}, minutes: {type: number, role: how_often, label: Minutes a week}}}
signs: {register: A place on the register, agreed: The plan is agreed}
""",
    """
title: [Our plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name of child]}]
  - id: goal
    each: goal
    fields: [{records: goal.wording, starts: true, answer: [right], labels: ["Goal {number}"]}]
    grids:
      - id: everyday
        each_row: everyday
        columns:
          - {records: everyday.what, labels: [Everyday help]}
          - {records: everyday.who, labels: [Who]}
      - id: extra
        each_row: extra
        columns:
          - {records: extra.what, labels: [Extra help]}
          - {records: extra.minutes, labels: [Minutes a week]}
  - id: consent
    grids:
      - id: register
        columns: [{records: signed.register, labels: [Name]}, {records: signed.register.on, labels: [Date]}]
        rows: [{of: parent, labels: [Consent to the register]}]
  - id: agreement
    grids:
      - id: agreed
        columns: [{records: signed.agreed, labels: [Name]}, {records: signed.agreed.on, labels: [Date]}]
        rows: [{of: child, labels: [Child agrees]}, {of: parent, labels: [Parent agrees]}]
  - id: review
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: ["Review {number}"]}]
""",
)
HELP: list[Table] = [[["Everyday help", "Who"], ["", ""]], [["Extra help", "Minutes a week"], ["", ""]]]
SIGNED: list[Table] = [
    [["", "Name", "Date"], ["Consent to the register", "Mum", "12/03/2026"]],
    [["", "Name", "Date"], ["Child agrees", "Ada", "13/03/2026"], ["Parent agrees", "Dad", "14/03/2026"]],
]
PARTS: tuple[str | Table, ...] = (
    [["Name of child", "Ada Thornberry"]],
    [["Goal 1", "Read a page"]],
    *HELP,
    [["Goal 2", "Join a game"]],
    *HELP,
    *SIGNED,
    "Review 1:",
)


def with_help(plan: Plan, *lines: tuple[str, int, str]) -> Plan:
    """Return a plan with lines of help: the kind, the goal's place, the words."""
    goals = plan.of("goal")
    items = [
        Item(id=f"new.{at}", kind=kind, under=goals[goal].id, fields={"what": words})
        for at, (kind, goal, words) in enumerate(lines)
    ]
    return plan.model_copy(update={"items": [*plan.items, *items]})


@pytest.mark.parametrize("goal", [0, 1])
def test_a_further_line_of_help_gets_a_row_in_the_box_of_its_own_goal(goal: int) -> None:
    word = GOALS.opened_with(*PARTS)
    lines = [("everyday", goal, "A pal"), ("everyday", goal, "Big print"), ("extra", goal, "A group")]
    made = GOALS.filled(word, with_help(word.plan, *lines, ("extra", goal, "A song")), Choices(add=True))
    boxes = [[row[0] for row in table[1:]] for table in tables_of(made.data) if table[0][0].endswith("help")]
    filled, empty = [["A pal", "Big print"], ["A group", "A song"]], [[""], [""]]
    assert boxes == (filled + empty if goal == 0 else empty + filled)
    told = [(item.kind, item.words("what")) for item in made.word.plan.items if item.kind != "goal"]
    assert sorted(told) == sorted((kind, words) for kind, _, words in [*lines, ("extra", goal, "A song")])


@pytest.mark.parametrize("tables", [SIGNED, [[*SIGNED[0], *SIGNED[1][1:]]]], ids=["two tables", "one"])
def test_two_grids_under_the_same_headings_are_told_apart_by_their_rows(tables: list[Table]) -> None:
    word = GOALS.read(*PARTS[:-3], *tables, "Review 1: 16/03/2026")
    assert word.reading.notices == []
    signed = [(one.to, one.party, one.name, str(one.on)) for one in word.plan.signatures]
    assert sorted(signed) == [
        ("agreed", "child", "Ada", "2026-03-13"),
        ("agreed", "parent", "Dad", "2026-03-14"),
        ("register", "parent", "Mum", "2026-03-12"),
    ]
