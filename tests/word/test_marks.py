"""What came and went stands in a form: marks before additions, ends struck through, nothing ever deleted."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

from datetime import date

import pytest

from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.nouns import Earlier, Ended, Mark
from facilitator.plan.people import CHILD, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.words_by_key import explain
from facilitator.word.filled_document import fill
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import Choices
from tests.word.shapes import Shape, Table, document, tables_of

SHAPE = Shape(
    """
items:
  outcome: {label: Outcome, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording, label: Outcome}}}
  step: {label: Step, role: step, under: outcome, ends: true, fields: {wording: {type: words, role: wording, label: Steps}}}
  target: {label: Target, role: target, under: step, ends: true, fields: {wording: {type: words, role: wording, label: Targets}}}
  provision: {label: Provision, role: provision, under: outcome, ends: true, fields: {what: {type: words, role: wording, label: What}, who: {type: line, role: who, label: Who}, cost: cost}}
review:
  keep_on: {label: What goes on}
""",
    """
title: [Our plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
  - id: outcomes
    grids:
      - id: outcomes
        each_row: outcome
        columns:
          - {records: outcome.number, labels: [No.]}
          - {records: outcome.wording, labels: [What I will be able to do]}
      - id: provision
        each_row: outcome
        several_rows: true
        columns:
          - {records: outcome.number, labels: [No. of outcome]}
          - {records: step.wording, list: true, labels: [Steps I will make]}
          - {records: target.wording, list: true, labels: [Short term targets]}
          - {records: provision.what, labels: [What needs to happen]}
          - {records: provision.who, labels: [Who will do it]}
          - {records: provision.cost, labels: [Resources]}
        marks: {added: "R{review} {date}: {text}", ended: struck}
  - id: review
    each: review
    fields:
      - {records: review.date, starts: true, answer: [inside], labels: ["Reviewing my plan. Date of review: {answer} Review {number}"]}
      - {records: review.keep_on, answer: [under], labels: [What is working and goes on]}
""",
)
COVER: Table = [["Name", "Ada Thornberry"], ["", ""]]
OUTCOMES: Table = [["No.", "What I will be able to do"], ["1", "Read a page"], ["2", "Ask for a break"]]
HEAD = [
    "No. of outcome",
    "Steps I will make",
    "Short term targets",
    "What needs to happen",
    "Who will do it",
    "Resources",
]
R1 = "Reviewing my plan. Date of review: 04/12/2025 Review 1"
R2 = "Reviewing my plan. Date of review: ____________ Review 2"
WORKING = ["What is working and goes on", "She reads."]
EMPTY = ["What is working and goes on", ""]


def rows(*more: list[str]) -> list[str | Table]:
    return [COVER, OUTCOMES, [HEAD, *more], R1, *WORKING, R2, *EMPTY]


def items(plan: Plan, kind: str) -> list[tuple[str, str, Mark, bool]]:
    return [
        (one.under or "", one.words("wording") or one.words("what"), one.added, one.ended is not None)
        for one in plan.of(kind, ended=True)
    ]


MARK = Mark(on=date(2025, 12, 4), review=1)
FIRST = ["1", "Choose the book\nRead one line", "Point", "A pal", "Miss Orton", "£5 a week"]
SECOND = ["", "Read two lines", "By half term\nBy summer", "A bookmark", "Dad", ""]
OTHER = ["2", "Show the card", "", "A card", "Mr Bell", ""]


def test_several_rows_an_outcome_hold_steps_targets_and_provision() -> None:
    plan = SHAPE.read(*rows(FIRST, SECOND, OTHER)).plan
    assert [(one.id, one.kind, one.under) for one in plan.items if one.under == "o1"] == [
        ("o1.1", "step", "o1"), ("o1.2", "step", "o1"), ("o1.3", "step", "o1"),
        ("o1.p1", "provision", "o1"), ("o1.p2", "provision", "o1"),
    ]  # fmt: skip
    assert [(under, words) for under, words, *_ in items(plan, "target")] == [
        ("o1.2", "Point"),
        ("o1.3", "By half term"),
        ("o1.3", "By summer"),
    ]
    assert plan.item("o1.p1").fields == {"what": "A pal", "who": "Miss Orton", "cost": "£5 a week"}
    assert plan.item("o2.p1").fields == {"what": "A card", "who": "Mr Bell"}


def test_marks_and_struck_lines_are_read_and_nothing_of_them_is_in_the_words() -> None:
    first = [
        "1",
        "~~Choose the book~~\nRead ~~one line~~ two lines",
        "Point",
        "A pal",
        "~~Miss Orton~~ Mr Bell",
        "",
    ]
    second = [
        "",
        "R1 04/12/2025: Read to Sam",
        "04/02/2026: Each week",
        "R1 04/12/2025: A bookmark",
        "Dad",
        "",
    ]
    third = ["", "", "", "~~A timer~~", "~~Dad~~", ""]
    plan = SHAPE.read(*rows(first, second, third, OTHER)).plan
    assert items(plan, "step")[:3] == [
        ("o1", "Choose the book", Mark(), True),
        ("o1", "Read two lines", Mark(), False),
        ("o1", "Read to Sam", MARK, False),
    ]
    assert plan.item("o1.2").earlier == [Earlier(field="wording", value="one line")]
    assert items(plan, "target")[1] == ("o1.3", "Each week", Mark(on=date(2026, 2, 4)), False)
    assert items(plan, "provision")[:3] == [
        ("o1", "A pal", Mark(), False),
        ("o1", "A bookmark", MARK, False),
        ("o1", "A timer", Mark(), True),
    ]
    assert plan.item("o1.p1").fields["who"] == "Mr Bell"
    assert plan.item("o1.p1").earlier == [Earlier(field="who", value="Miss Orton")]
    assert [item.id for item in plan.of("provision")] == ["o1.p1", "o1.p2", "o2.p1"]


def test_a_mark_of_a_review_that_was_not_held_is_refused_by_its_name() -> None:
    data = document(*rows(["1", "R2 12/03/2026: Read to Sam", "", "", "", ""]))
    with pytest.raises(Refusal) as refused:
        SHAPE.opened(data).plan.items  # noqa: B018 - a plan is read when it is first asked for
    assert refused.value.code == "word.mark-of-no-review"
    assert "“Read to Sam” is marked R2" in explain(refused.value)


def test_words_that_only_look_like_a_mark_are_words() -> None:
    lines = "R1: not a mark\nR1 tomorrow: nor this\nRoom 04/12/2025"
    plan = SHAPE.read(*rows(["1", lines, "", "", "", ""])).plan
    assert [words for _, words, *_ in items(plan, "step")] == lines.split("\n")


# Written


def review() -> Review:
    people = [Person(id=CHILD, name="Ada", perspective="child")]
    return Review(id="r-2", period=2, date=date(2026, 3, 12), people=people)


def after(
    plan: Plan, *new: Item, ended: tuple[str, ...] = (), reworded: dict[str, str] | None = None
) -> Plan:
    on = Mark(on=date(2026, 3, 12), review=2)
    changed = []
    for item in plan.items:
        now = item
        if item.id in ended:
            now = item.model_copy(update={"ended": Ended(on=on.on, review=2, how="removed")})
        if item.id in (reworded or {}):
            field = "wording" if "wording" in item.fields else "what"
            before = Earlier(field=field, value=item.fields[field], on=on.on, review=2)
            fields = {**item.fields, field: (reworded or {})[item.id]}
            now = item.model_copy(update={"fields": fields, "earlier": [before]})
        changed.append(now)
    items = [*changed, *(item.model_copy(update={"added": on}) for item in new)]
    return plan.model_copy(update={"items": items, "reviews": [*plan.reviews, review()]})


def test_additions_are_marked_and_ends_are_struck_and_both_are_read_back() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    step = Item(id="new.1", kind="step", under="o1", fields={"wording": "Read to Sam"})
    target = Item(id="new.2", kind="target", under="o1.1", fields={"wording": "Twice"})
    help_ = Item(id="new.3", kind="provision", under="o2", fields={"what": "A timer", "who": "Dad"})
    plan = after(word.plan, step, target, help_, ended=("o1.1", "o1.p2"))
    made = SHAPE.filled(word, plan, Choices(add=True))
    grid = tables_of(made.data)[2]
    assert grid[1][1] == "~~Choose the book~~\nRead one line"
    assert grid[1][2] == "Point\nR2 12/03/2026: Twice"
    assert grid[2][3:5] == ["~~A bookmark~~", "~~Dad~~"]
    assert grid[2][1] == "Read two lines\nR2 12/03/2026: Read to Sam"
    assert grid[4][3:5] == ["R2 12/03/2026: A timer", "Dad"]
    again = SHAPE.opened(made.data).plan
    assert sorted(items(again, "step"), key=str) == sorted(items(plan, "step"), key=str)
    assert sorted(map(str, (one[1:] for one in items(again, "target")))) == sorted(
        map(str, (one[1:] for one in items(plan, "target")))
    )
    assert sorted(items(again, "provision"), key=str) == sorted(items(plan, "provision"), key=str)
    assert again.reviews[1].date == date(2026, 3, 12)


def test_new_words_stand_behind_the_old_ones_in_their_line() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    made = SHAPE.filled(word, after(word.plan, reworded={"o1.2": "Read two lines", "o2.p1": "Two cards"}))
    grid = tables_of(made.data)[2]
    assert grid[1][1] == "Choose the book\n~~Read one line~~ R2 12/03/2026: Read two lines"
    assert grid[3][3] == "~~A card~~ R2 12/03/2026: Two cards"
    again = SHAPE.opened(made.data).plan
    assert again.item("o1.2").fields == {"wording": "Read two lines"}
    assert again.item("o1.2").earlier == [
        Earlier(field="wording", value="Read one line", on=date(2026, 3, 12), review=2)
    ]
    assert again.item("o1.2").added == Mark()


def test_all_that_belongs_to_what_ended_is_struck_and_has_ended_with_it_when_it_is_read_back() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    meant = after(word.plan, ended=("o1",))
    made = SHAPE.filled(word, meant, Choices(add=True))
    assert tables_of(made.data)[2][1:] == [
        [
            "1",
            "~~Choose the book~~\n~~Read one line~~",
            "~~Point~~",
            "~~A pal~~",
            "~~Miss Orton~~",
            "~~£5 a week~~",
        ],
        ["", "~~Read two lines~~", "~~By half term~~\n~~By summer~~", "~~A bookmark~~", "~~Dad~~", ""],
        OTHER,
    ]
    again = SHAPE.opened(made.data).plan
    assert said_of(again) == said_of(meant)
    assert [one.id for one in again.items if again.is_current(one)] == ["o2", "o2.1", "o2.p1"]


def test_what_is_put_back_takes_along_what_ended_with_it() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    over = edited(word, "o1.2", Ended(on=date(2026, 3, 20), how="achieved", because="He does"))
    assert tables_of(over.package.data)[2][1][1:3] == ["Choose the book\n~~Read one line~~", "~~Point~~"]
    assert [one.id for one in over.plan.items if one.ended] == ["o1.2"]
    back = edited(over, "o1.2", None)
    assert tables_of(back.package.data)[2][1][1:3] == ["Choose the book\nRead one line", "Point"]
    assert back.plan.items == word.plan.items


def test_a_document_with_lines_that_were_left_unstruck_under_what_ended_stays_as_it_is() -> None:
    ended = ["1", "~~Choose the book~~\n~~Read one line~~", "Point", "A pal", "Miss Orton", "£5 a week"]
    word = SHAPE.read(*rows(ended, SECOND, OTHER))
    assert [one.id for one in word.plan.items if not word.plan.is_current(one)] == [
        "o1.1",
        "o1.2",
        "o1.2.target1",
    ]
    assert SHAPE.filled(word, word.plan).data == word.package.data


def edited(word: WordPlan, item_id: str, ended: Ended | None) -> WordPlan:
    """Return a document after one of its items ended, or was put back, between reviews."""
    items = [one.model_copy(update={"ended": ended}) if one.id == item_id else one for one in word.plan.items]
    meant = word.plan.model_copy(update={"items": items})
    return SHAPE.opened(fill(word, meant, Choices(add=True), edited_by="Mr Bell").data)


def said_of(plan: Plan) -> list[tuple[str, str | None, dict[str, Value], bool]]:
    return [(one.id, one.under, one.fields, one.ended is not None) for one in plan.items]


LISTED = Shape(
    """
items:
  outcome: {label: Outcome, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording, label: Outcome}}}
  provision: {label: Provision, role: provision, under: outcome, ends: true, fields: {what: {type: words, role: wording, label: What}, who: {type: line, role: who, label: Who}}}
""",
    """
title: [Our plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
  - id: outcomes
    grids:
      - id: provision
        each_row: outcome
        several_rows: true
        columns:
          - {records: outcome.number, labels: [No.]}
          - {records: outcome.wording, labels: [Outcome]}
          - {records: provision.what, list: true, labels: [What needs to happen]}
          - {records: provision.who, labels: [Who will do it]}
        marks: {added: "R{review} {date}: {text}", ended: struck}
  - id: review
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: ["Review {number}"]}]
""",
)
LISTED_HEAD = ["No.", "Outcome", "What needs to happen", "Who will do it"]


def listed(*rows: list[str]) -> WordPlan:
    return LISTED.opened_with(COVER, [LISTED_HEAD, *rows], "Review 1: ", "Review 2: 12/03/2026")


def test_what_stands_once_in_a_row_is_of_each_of_its_items_and_of_none_alone() -> None:
    """A word of one person's must not come to stand for another's help."""
    word = listed(["1", "Read a page", "A pal\nA bookmark", "Miss Orton"])
    assert [one.fields["who"] for one in word.plan.of("provision")] == ["Miss Orton", "Miss Orton"]
    new = [
        Item(id="new.1", kind="provision", under="o1", fields={"what": "A timer"}),
        Item(id="new.2", kind="provision", under="o1", fields={"what": "A lamp", "who": "Dad"}),
    ]
    plan = after(word.plan, *new, ended=("o1.p1",))
    plan = plan.model_copy(update={"reviews": word.plan.reviews})
    made = LISTED.filled(word, plan)
    row = tables_of(made.data)[1][1]
    assert row[2] == "~~A pal~~\nA bookmark"
    assert row[3] == "Miss Orton"
    assert "What (outcome 1, provision 3; outcome 1, provision 4)" in made.left_out
    assert "outcome 1, provision 4: Who" in made.left_out
    grown = LISTED.filled(
        listed(["1", "Read a page", "A pal\nA bookmark", "Miss Orton"]), plan, Choices(add=True)
    )
    assert [one[2:] for one in tables_of(grown.data)[1][2:]] == [
        ["R2 12/03/2026: A timer", ""],
        ["R2 12/03/2026: A lamp", "Dad"],
    ]


def test_a_name_that_is_struck_out_alone_ends_nothing() -> None:
    plan = listed(["1", "Read a page", "A pal", "~~Miss Orton~~"]).plan
    [pal] = plan.of("provision")
    assert pal.fields == {"what": "A pal"}
    assert pal.earlier == [Earlier(field="who", value="Miss Orton")]


def test_the_same_plan_is_not_written_twice() -> None:
    word = SHAPE.read(*rows(FIRST, SECOND, OTHER))
    step = Item(id="new.1", kind="step", under="o2", fields={"wording": "Ask Sam"})
    plan = after(word.plan, step, ended=("o1.1",), reworded={"o1.2": "Read two lines"})
    made = SHAPE.filled(word, plan, Choices(add=True))
    assert SHAPE.filled(SHAPE.opened(made.data), plan, Choices(add=True)).data == made.data
