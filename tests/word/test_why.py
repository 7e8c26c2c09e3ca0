"""For who writes a layout: each box is told with the label, the way and the place by which it was found."""

from __future__ import annotations

from tests.cli.running import call
from tests.word.holding import opened
from tests.word.packing import WORD, sample
from tests.word.shapes import Shape, Table, document

SHAPE = Shape(
    """
items:
  target: {label: Target, role: target, numbered: true, fields: {wording: {type: words, role: wording}}}
plan: {pep: tick, hopes: words, other: words}
about: {target: {next: {role: next}}}
""",
    """
title: [Plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields:
      - {labels: [All about me]}
      - {records: child.full_name, answer: [right, below], labels: [Name]}
      - {records: child.class_name, answer: [below], labels: [Class]}
      - {records: plan.hopes, answer: [under], labels: [What I hope for]}
      - {records: plan.pep, answer: [box], labels: [Education plan]}
      - {records: plan.other, answer: [below], labels: [Other words]}
      - {records: plan.started, answer: [inside], labels: ["Begun on {answer} at school"]}
  - id: targets
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: [Autumn review, Spring review]}]
    grids:
      - id: targets
        each_row: target
        columns:
          - {records: target.number, labels: [No.]}
          - {records: target.wording, labels: [Target]}
          - {records: target.next, labels: [Next]}
""",
)

ORDER = "the row by its order"
PASSED_OVER = (
    "not taken: one of “Other words” stands there, but no answer where the layout looks for it, "
    "or outside its block"
)


def test_each_box_is_told_with_its_label_its_way_and_its_place() -> None:
    word = SHAPE.opened(
        document(
            "All about me",
            [["Name", "Ada"], ["Class", "Other"], ["Year 5", "x"]],
            "What I hope for",
            "A friend",
            "☐ Education plan",
            "Begun on 1 May 2025 at school",
            "Autumn review: 12/03/2026",
            [["No.", "Target"], ["2", "A page"], ["", ""]],
            "Other words",
            "Spring review: ",
            [["No.", "Target"], ["", ""]],
        )
    )
    assert word.why() == [
        "a label alone: “All about me” is there, and holds no answer",
        "child.full_name: in the box to the right of “Name” (table 1, row 1, box 2)",
        "child.class_name: in the box below “Class” (table 1, row 3, box 1)",
        "plan.hopes: in the lines under “What I hope for” (outside the tables, line 4)",
        "plan.pep: the box to tick at “Education plan” (outside the tables, line 5)",
        f"plan.other: {PASSED_OVER} (outside the tables, line 9)",
        "plan.started: inside the line “Begun on {answer} at school” (outside the tables, line 6)",
        "review.date: behind “Autumn review”, in its line (outside the tables, line 7)",
        "review.date: behind “Spring review”, in its line (outside the tables, line 10)",
        "target.number: the row with the number 2, and the column “No.” (table 2, row 2, box 1)",
        "target.wording: the row with the number 2, and the column “Target” (table 2, row 2, box 2)",
        f"target.number: {ORDER} (row 3 of its table), and the column “No.” (table 2, row 3, box 1)",
        f"target.wording: {ORDER} (row 3 of its table), and the column “Target” (table 2, row 3, box 2)",
        "target.next: not found: none of “Next” stands in the document",
        f"target.number: {ORDER} (row 2 of its table), and the column “No.” (table 3, row 2, box 1)",
        f"target.wording: {ORDER} (row 2 of its table), and the column “Target” (table 3, row 2, box 2)",
        "target.next: not found: none of “Next” stands in the document",
    ]


def test_a_review_that_goes_by_its_season_has_its_number_by_its_place() -> None:
    grid: Table = [["No.", "Target", "Next"], ["1", "A page", "More"]]
    reviews: list[str | Table] = ["Spring review: 12/03/2026", grid, "Autumn review: 10/10/2026", grid]
    word = SHAPE.opened(document("All about me", [["Name", "Ada"]], "What I hope for", "A friend", *reviews))
    assert word.reading.notices == []
    dates = [word.reading.text(key) for key in word.reading.found if key.records == "review.date"]
    assert dates == ["12/03/2026", "10/10/2026"]
    assert [key.review for key in word.reading.found if key.records == "review.date"] == [1, 2]


def test_the_whole_of_a_form_is_told_and_the_command_tells_it_when_asked(tmp_path: object) -> None:
    word = opened(sample(WORD))
    told = "\n".join(word.why())
    for field in (field for block in word.reading.layout.blocks for field in block.fields if field.records):
        assert f"{field.records}: " in told
    from pathlib import Path

    path = Path(str(tmp_path)) / "plan.docx"
    path.write_bytes(sample(WORD))
    asked, plain = call("check", path, "--why"), call("check", path)
    assert word.why()[0] in asked.out
    assert word.why()[0] not in plain.out
