"""Forms of other shapes: a row a child, several rows an item, options in boxes, a box for next steps."""
# ruff: noqa: E501 - a format and a layout stand as a line a field

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review, Signature
from facilitator.plan.scores import Position, Score
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import Choices
from tests.word.packing import MAIN, pack, parts_of
from tests.word.shapes import Shape, document, tables_of

DAY = date(2026, 3, 12)


def with_review(plan: Plan, **more: object) -> Plan:
    """Return a plan with a review of today; `more` are its entries, scores, actions and so on."""
    people = [
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id="bell", name="Mr Bell", perspective="school"),
        Person(id=CHILD, name=plan.child.on_record, perspective="child"),
    ]
    given = {"id": "new", "period": 1, "date": DAY, "people": people, **more}
    return plan.model_copy(update={"reviews": [Review.model_validate(given)]})


def said(plan: Plan) -> list[tuple[str, str, str | None, object]]:
    """Return who said what of which thing in the last review, by names."""
    review = plan.reviews[-1]
    names = {person.id: person.name for person in review.people} | {EVERYONE: EVERYONE}
    return sorted(((one.field, names[one.by], one.about, one.value) for one in review.entries), key=str)


def entry(field: str, value: object, about: str | None = None, by: str = EVERYONE, note: str = "") -> Entry:
    made = {"id": f"{field}-{about}-{by}", "field": field, "value": value, "about": about, "by": by}
    return Entry.model_validate({**made, "note": note})


def back(shape: Shape, word: WordPlan, plan: Plan, choices: Choices | None = None) -> Plan:
    """Return the plan as it is read from the document that it was written into, all of which is understood."""
    made = shape.filled(word, plan, choices)
    again = replace(shape.opened(made.data), known=frozenset({1}))
    assert (again.plan.reviews != [], again.problems) == (True, ())
    return again.plan


# Several rows an item, each with an answer of its own; number and wording in one grid

SEVERAL = Shape(
    """
items:
  subject: {label: Subject, fields: {name: {type: line, role: wording}, before: line}}
  outcome: {label: Outcome, role: outcome, numbered: true, ends: true, fields: {wording: {type: words, role: wording}}}
  provision: {label: Provision, role: provision, under: outcome, fields: {what: {type: words, role: wording}}}
review: {plan_from_here: {type: choice, options: [carry_on, {id: in_setting, label: Needs met in the setting}]}}
about:
  subject: {after: line}
  outcome:
    reached: {type: choice, options: [yes, partly, no], label: "Achieved?"}
    reached_words: {label: What was achieved}
  provision: {implemented: {type: choice, options: [yes, partly, no], label: "Implemented?"}}
signs: [plan]
""",
    """
title: [My plan]
date: "%d %B %Y"
blocks:
  - id: cover
    fields:
      - {records: child.first_name, answer: [right], labels: [Other names]}
      - {records: child.surname, answer: [right], labels: [Surname]}
      - {records: review.date, review: 1, answer: [right], labels: [Review date]}
  - id: progress
    review: 1
    grids:
      - id: subjects
        each_row: subject
        columns:
          - {records: subject.name, labels: [Subject]}
          - {records: subject.before, labels: [Before the plan]}
          - {records: subject.after, labels: [At review]}
      - id: outcomes
        each_row: outcome
        several_rows: true
        columns:
          - {records: outcome.wording, labels: [Outcomes sought]}
          - {labels: [Needs]}
          - {records: provision.what, labels: [Provision]}
          - {records: provision.implemented, labels: ["Fully implemented?"]}
          - {records: outcome.reached, also: [outcome.reached_words], labels: ["Has it been achieved?"]}
    fields:
      - {records: review.plan_from_here, answer: [right], labels: [The plan from here]}
      - {records: signed.plan, of: parent, answer: [right], labels: [Signed by the parent]}
      - {records: signed.plan.on, of: parent, answer: [right], labels: [Signed on]}
""",
)


def several() -> WordPlan:
    return SEVERAL.read(
        [["Surname", "Thornberry", "Other names", "Ada Mary"], ["Review date", "", "", ""]],
        [
            ["The plan from here", "☐ Carry on   ☐ Needs met in the setting"],
            ["Signed by the parent", ""],
            ["Signed on", ""],
        ],
        [["Subject", "Before the plan", "At review"], ["Reading", "62", ""], ["Maths", "", ""]],
        [
            ["Outcomes sought", "Needs", "Provision", "Fully implemented?", "Has it been achieved?"],
            ["Read a page", "Literacy", "A pal", "", ""],
            ["", "", "A bookmark", "", ""],
            ["Ask for a break", "", "A card", "", ""],
        ],
    )


def test_first_name_and_surname_stand_apart() -> None:
    child = several().plan.child
    assert (child.full_name, child.surname) == ("Ada Mary Thornberry", "Thornberry")


def test_each_row_of_an_outcome_has_its_own_answer_and_reads_back() -> None:
    word = several()
    plan = with_review(
        word.plan,
        entries=[
            entry("after", "70", "subject1"),
            entry("implemented", "yes", "o1.p1"),
            entry("implemented", "no", "o1.p2"),
            entry("implemented", "partly", "o2.p1", note="Mum: until June\nit was short"),
            entry("reached", "partly", "o1"),
            entry("reached_words", "Half a page", "o1"),
            entry("reached_words", "Yes", "o1", by="mum"),
            entry("plan_from_here", "in_setting"),
        ],
        signatures=[Signature(to="plan", party="parent", name="M Thornberry", on=DAY)],
    )
    again = back(SEVERAL, word, plan)
    assert said(again) == said(plan)
    assert again.reviews[0].signatures == plan.reviews[0].signatures
    grid = tables_of(SEVERAL.filled(several(), plan).data)[3]
    assert [row[3] for row in grid[1:]] == ["Yes", "No", "Partly – Mum: until June\nit was short"]
    assert [one.note for one in again.reviews[0].entries if one.note] == ["Mum: until June\nit was short"]
    boxes = tables_of(SEVERAL.filled(several(), plan).data)[1][0][1]
    assert boxes == "☐ Carry on   ☒ Needs met in the setting"
    assert grid[1][4] == "Half a page\nMum: Yes\nPartly"


def test_words_that_read_like_the_answer_beside_them_stay_words() -> None:
    word = several()
    plan = with_review(word.plan, entries=[entry("reached_words", "Partly", "o1")])
    assert said(back(SEVERAL, word, plan)) == [("reached_words", EVERYONE, "o1", "Partly")]


# A row a child; one comments box a person; a box for all next steps

GROUP = Shape(
    """
children: {in_room: false, least: 2, most: null}
plan: {group: line, review_on: date, chosen_because: {type: words}, kinds: {type: several, options: [{id: reading, label: Reading}, {id: spelling, label: Spelling}]}}
review:
  cost: {type: cost, label: Cost}
  feedback: {label: Feedback}
about: {child: {pre: {type: number, role: before}, post: {type: number, role: after}, progress: words}}
""",
    """
title: [Group plan]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields:
      - {records: plan.group, answer: [right], labels: [Group]}
      - {records: plan.review_on, answer: [right], labels: [To be reviewed]}
      - {records: plan.kinds, answer: [right], labels: [Kinds]}
  - id: review
    review: 1
    fields:
      - {records: review.date, answer: [right], labels: [Review held on]}
      - {records: review.cost, answer: [right], labels: [Cost]}
      - {records: review.feedback, of: child, answer: [right], labels: [Pupils' comments]}
      - {records: review.feedback, of: school, answer: [right], labels: [Teacher's comments]}
      - {records: review.actions, answer: [under], labels: [Next steps]}
    grids:
      - id: pupils
        each_row: child
        columns:
          - {records: child.full_name, labels: [Pupil]}
          - {records: child.pre, labels: [Before]}
          - {records: child.post, labels: [After]}
          - {records: child.progress, labels: [Progress]}
""",
)


def group() -> WordPlan:
    return GROUP.read(
        [["Group", "5B"], ["To be reviewed", "12/03/2026"], ["Kinds", "Reading and Spelling"]],
        [["Review held on", ""], ["Cost", ""], ["Pupils' comments", ""], ["Teacher's comments", ""]],
        [
            ["Pupil", "Before", "After", "Progress"],
            ["Ada T", "", "", ""],
            ["Bo Quill", "", "", ""],
            ["", "", "", ""],
        ],
        "Next steps",
        "",
    )


def test_a_group_has_a_row_a_child_and_a_box_for_all_next_steps() -> None:
    word = group()
    assert [(child.id, child.full_name) for child in word.plan.children] == [
        (CHILD, "Ada T"),
        ("child-2", "Bo Quill"),
    ]
    assert [(one.field, one.value) for one in word.plan.entries] == [
        ("group", "5B"),
        ("review_on", "2026-03-12"),
        ("kinds", ["reading", "spelling"]),
    ]
    plan = with_review(
        word.plan,
        entries=[
            entry("pre", 62, CHILD),
            entry("post", 70, CHILD),
            entry("pre", 55, "child-2"),
            entry("progress", "Eight more words", "child-2"),
            entry("feedback", "It was fun", by=CHILD),
            entry("feedback", "They asked for more", by="bell"),
            entry("cost", "£400"),
        ],
        actions=[Action(id="a1", what="Go on", who="Mr Bell", by=date(2026, 7, 1))],
    )
    again = back(GROUP, word, plan)
    assert said(again) == said(plan)
    assert [(one.what, one.who, one.by, one.about) for one in again.reviews[0].actions] == [
        ("Go on", "Mr Bell", date(2026, 7, 1), None)
    ]


# Red, amber and green by name; tick boxes in the grid; a judgement that was not agreed

RATED = Shape(
    """
items:
  target: {label: Target, role: target, numbered: true, ends: true, fields: {wording: {type: words, role: wording}, baseline: words, priority: {type: choice, options: [{id: high, label: High}, {id: low, label: Low}]}}}
about:
  target:
    rating: {type: score, options: [{id: red, label: Red}, {id: amber, label: Amber}, {id: green, label: Green}], label: Rating}
    met: {type: choice, options: [{id: met, label: Met}, {id: not_met, label: Not met}], label: Met}
    next: {role: next, label: Next}
""",
    """
title: [Support plan of a school]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
  - id: targets
    review: 1
    fields: [{records: review.date, answer: [right], labels: [Reviewed on]}]
    grids:
      - id: targets
        each_row: target
        columns:
          - {records: target.number, labels: [No.]}
          - {records: target.wording, labels: [Target]}
          - {records: target.baseline, labels: [Baseline]}
          - {records: target.priority, option: high, labels: [High]}
          - {records: target.priority, option: low, labels: [Low]}
          - {records: target.rating, labels: [RAG]}
          - {records: target.met, option: met, labels: [Met]}
          - {records: target.met, option: not_met, labels: [Not met]}
          - {records: target.next, also: [target.actions], labels: [What next]}
""",
)
RATED_HEAD = ["No.", "Target", "Baseline", "High", "Low", "RAG", "Met", "Not met", "What next"]


def rated(*rows: list[str]) -> WordPlan:
    return RATED.read([["Name", "Ada"], ["Reviewed on", ""]], [RATED_HEAD, *rows])


def test_options_stand_by_name_and_as_ticks_in_the_boxes_of_a_row() -> None:
    word = rated(
        ["1", "Ten words", "Two", "☒", "☐", "", "☐", "☐", ""],
        ["2", "A page", "", "", "x", "", "", "", ""],
        ["3", "", "", "", "", "", "", "", ""],
    )
    assert [item.fields for item in word.plan.items] == [
        {"wording": "Ten words", "baseline": "Two", "priority": "high"},
        {"wording": "A page", "priority": "low"},
    ]
    plan = with_review(
        word.plan,
        entries=[
            entry("met", "met", "target1"),
            entry("met", "not_met", "target2"),
            entry("next", "More", "target2"),
        ],
        scores=[
            Score(field="rating", about="target1", result="agreed", option="green"),
            Score(
                field="rating",
                about="target2",
                result="not_agreed",
                shows=[[Position(person="mum", option="red"), Position(person="bell", option="amber")]],
            ),
        ],
        actions=[Action(id="a1", what="A pal", who="Mum", by=date(2026, 4, 1), about="target2")],
    )
    made = RATED.filled(word, plan)
    rows = tables_of(made.data)[1]
    assert rows[1][5:8] == ["Green", "☒", "☐"]
    assert rows[2][5:] == ["Not agreed: Mum Red, Mr Bell Amber", "", "✓", "More\nA pal – Mum, by 01/04/2026"]
    again = RATED.opened(made.data)
    assert again.problems == ()
    assert said(again.plan) == said(plan)
    [green, other] = again.plan.reviews[0].scores
    assert (green.result, green.option) == ("agreed", "green")
    names = {one.id: one.name for one in again.plan.reviews[0].people}
    assert [(names[at.person], at.option) for at in other.positions] == [("Mum", "red"), ("Mr Bell", "amber")]
    assert [(one.what, one.about) for one in again.plan.reviews[0].actions] == [("A pal", "target2")]


@pytest.mark.parametrize("text", ["Green", "green.", "GREEN"])
def test_a_rating_is_read_by_its_name_whatever_the_case(text: str) -> None:
    plan = RATED.opened_with(
        [["Name", "Ada"], ["Reviewed on", "12/03/2026"]],
        [RATED_HEAD, ["1", "Ten words", "", "", "", text, "", "", ""]],
    ).plan
    assert [one.option for one in plan.reviews[0].scores] == ["green"]


def test_two_ticks_for_one_answer_are_named_and_neither_is_taken() -> None:
    word = RATED.opened_with(
        [["Name", "Ada"], ["Reviewed on", "12/03/2026"]],
        [RATED_HEAD, ["1", "Ten words", "", "", "", "Red", "x", "✓", ""]],
    )
    assert [str(one) for one in word.problems] == [
        "Met, Not met are ticked here, and only one can be. Leave the one that is meant."
    ]
    assert word.plan.reviews[0].entries == []


# New targets in each review, under numbers that begin again

CYCLES = Shape(
    """
items:
  target: {label: Target, role: target, numbered: true, ends: true, fields: {wording: {type: words, role: wording}}}
about:
  target: {met: {type: choice, options: [{id: met, label: Met}, {id: not_met, label: Not met}], label: "Met?"}}
""",
    """
title: [Targets]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
  - id: cycle
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: ["Cycle {number}, reviewed on"]}]
    grids:
      - id: targets
        each_row: target
        columns:
          - {records: target.number, labels: [No.]}
          - {records: target.wording, labels: [Target]}
          - {records: target.met, labels: ["Was it met?"]}
""",
)
CYCLE_HEAD = ["No.", "Target", "Was it met?"]


def cycles(first: list[list[str]], second: list[list[str]], *days: str) -> WordPlan:
    one, two = (f"Cycle {number}, reviewed on: {day}" for number, day in enumerate((*days, "", "")[:2], 1))
    return CYCLES.opened_with([["Name", "Ada"]], one, [CYCLE_HEAD, *first], two, [CYCLE_HEAD, *second])


def numbered(word: WordPlan) -> list[tuple[int | None, str]]:
    return [(item.number, item.words("wording")) for item in word.plan.items]


def test_targets_of_each_review_are_counted_on_though_their_numbers_begin_again() -> None:
    first = [["1", "Ten words", "Met"], ["2", "A page", "Not met"], ["3", "", ""]]
    second = [["1", "Twenty words", ""], ["2", "Two pages", ""], ["3", "", ""]]
    word = cycles(first, second, "12/03/2026")
    assert numbered(word) == [(1, "Ten words"), (2, "A page"), (3, "Twenty words"), (4, "Two pages")]
    assert said(word.plan) == [("met", EVERYONE, "target1", "met"), ("met", EVERYONE, "target2", "not_met")]
    assert word.problems == ()
    review = Review(id="r2", period=2, date=DAY, people=[], entries=[entry("met", "met", "target3")])
    again = back(CYCLES, word, word.plan.model_copy(update={"reviews": [*word.plan.reviews, review]}))
    assert [(one.about, one.value) for one in again.reviews[1].entries] == [("target3", "met")]


def test_numbers_that_go_on_are_taken_as_they_are() -> None:
    word = cycles([["1", "Ten words", "Met"]], [["2", "A page", ""], ["3", "A book", ""]], "12/03/2026")
    assert numbered(word) == [(1, "Ten words"), (2, "A page"), (3, "A book")]


def test_a_new_target_stands_with_the_next_review_and_of_an_older_one_nothing_is_lost_unseen() -> None:
    empty = [["1", "", ""], ["2", "", ""]]
    word = cycles([["1", "Ten words", ""], ["2", "", ""]], empty)
    new = Item(id="new", kind="target", number=2, fields={"wording": "A page"})
    plan = with_review(word.plan, entries=[entry("met", "not_met", "target1")])
    made = CYCLES.filled(word, plan.model_copy(update={"items": [*plan.items, new]}))
    # Until its review is held, the empty row of the first cycle is the next one.
    assert tables_of(made.data)[1][1:] == [["1", "Ten words", "Not met"], ["2", "A page", ""]]
    held = CYCLES.opened(made.data)
    later = Item(id="later", kind="target", number=3, fields={"wording": "A book"})
    entries = [entry("met", "met", "target1"), entry("met", "met", "later")]
    review = Review(id="r2", period=2, date=DAY, people=[], entries=entries)
    plan = held.plan.model_copy(
        update={"items": [*held.plan.items, later], "reviews": [*held.plan.reviews, review]}
    )
    made = CYCLES.filled(held, plan)
    assert tables_of(made.data)[2][1:] == [["1", "A book", "Met"], ["2", "", ""]]
    assert made.left_out == ("target 1: Met?",)


# A review that the document has no block for: its rows keep their printed numbers, whatever the kind

JUDGED = Shape(
    """
items:
  target: {label: Target, role: target, numbered: true, ends: true, fields: {wording: {type: words, role: wording}}}
about:
  target: {met: {type: choice, options: [{id: met, label: Met}, {id: not_met, label: Not met}], label: "Met?"}}
""",
    """
title: [Targets]
date: "%d/%m/%Y"
blocks:
  - id: cover
    fields: [{records: child.full_name, answer: [right], labels: [Name]}]
    grids:
      - id: targets
        each_row: target
        columns: [{records: target.number, labels: [No.]}, {records: target.wording, labels: [Target]}]
  - id: review
    each: review
    fields: [{records: review.date, starts: true, answer: [after], labels: ["Review {number}, held on"]}]
    grids:
      - id: judged
        each_row: target
        columns: [{records: target.number, labels: [Number]}, {records: target.met, labels: ["Was it met?"]}]
""",
)


def test_the_rows_of_a_copied_review_keep_their_printed_numbers_whatever_the_kind() -> None:
    word = JUDGED.read(
        [["Name", "Ada"]],
        [["No.", "Target"], ["1", "Ten words"], ["2", "A page"]],
        "Review 1, held on: 12/03/2026",
        [["Number", "Was it met?"], ["1", "Met"], ["2", "Not met"]],
    )
    review = Review(id="r2", period=2, date=DAY, people=[], entries=[entry("met", "met", "target2")])
    plan = word.plan.model_copy(update={"reviews": [*word.plan.reviews, review]})
    made = JUDGED.filled(word, plan, Choices(add=True))
    assert tables_of(made.data)[3] == [["Number", "Was it met?"], ["1", ""], ["2", "Met"]]


# Drop-downs and check boxes of Word itself

_PICK = (
    '<w:sdt xmlns:w="{w}"><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Choose an item." '
    'w:value=""/><w:listItem w:displayText="Red" w:value="1"/><w:listItem w:displayText="Green" w:value="2"/>'
    "</w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Choose an item.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_CHECK = (
    '<w:p xmlns:w="{w}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdt><w:sdtPr>'
    '<w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{box}</w:t></w:r>'
    "</w:sdtContent></w:sdt></w:p>"
)


def with_controls(data: bytes) -> bytes:
    """Put a drop-down and two check boxes into the cells that say PICK, CHECK and CHECKED."""
    held = parts_of(data)
    root = etree.fromstring(held[MAIN])
    space = root.nsmap["w"]
    for paragraph in list(root.iter(f"{{{space}}}p")):
        words = "".join(paragraph.itertext())
        made = {
            "PICK": _PICK.format(w=space),
            "CHECK": _CHECK.format(w=space, on=0, box="☐"),
            "CHECKED": _CHECK.format(w=space, on=1, box="☒"),
        }.get(words)
        cell = paragraph.getparent()
        if made and cell is not None:
            cell.replace(paragraph, etree.fromstring(made))
    held[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(held)


def test_the_controls_of_word_take_options_by_their_names_and_ticks() -> None:
    row = ["1", "Ten words", "", "CHECKED", "CHECK", "PICK", "CHECK", "CHECK", ""]
    word = RATED.opened(with_controls(document([["Name", "Ada"], ["Reviewed on", ""]], [RATED_HEAD, row])))
    assert word.plan.item("target1").fields["priority"] == "high"
    assert word.problems == ()
    plan = with_review(
        word.plan,
        entries=[entry("met", "not_met", "target1")],
        scores=[Score(field="rating", about="target1", result="agreed", option="green")],
    )
    made = RATED.filled(word, plan)
    again = RATED.opened(made.data)
    assert said(again.plan) == [("met", EVERYONE, "target1", "not_met")]
    assert [(one.result, one.option) for one in again.plan.reviews[0].scores] == [("agreed", "green")]
    assert b"Choose an item.</w:t>" not in parts_of(made.data)[MAIN]
