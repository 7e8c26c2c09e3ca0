"""Awkward SEND support plans: how each differs, what is to be read of it, and a review for each."""
# ruff: noqa: E501 - a row of a form, or a variation, stands as a line

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from facilitator.plan.actions import Action
from facilitator.plan.people import CHILD, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from tests.word.own_form_changes import (
    W14,
    W,
    all_in_one_cell,
    also,
    both,
    each,
    edited,
    moved,
    put_in,
    putting,
    renamed,
    rows,
    swapped,
    without,
)
from tests.word.own_forms import NEXT, Parts, Variant, entry, review_of

READS = "Percival reads 30 of the 40 sounds on sight."
FOLLOWS = "Percival follows a job of three parts, 4 of 5 times."
WRITES = "Percival writes four sentences with a word mat."
JUDGED = "Outcome (Met / Partly met / Not met) and what we saw"
FUNDING = "Funding decision (notional funding / apply to Resource and Support Panel / refer for EHC needs assessment)"


def send_parts() -> Parts:
    """Return the parts of a SEND support plan as a school has it, filled in but for its review."""
    return {
        "title": "SEND Support Plan",
        "child": [
            ["Name", "Percival Dunmore-Achebe", "Date of birth", "11/06/2018"],
            ["Year and class", "Year 3 / 3B", "School", "Saltscar Primary School"],
            ["Term", "Spring 2026", "SEND range and area", "Range 3, Cognition & Learning"],
            ["Plan agreed on", "06/01/2026", "To be reviewed on", "26/03/2026"],
        ],
        "profile-title": "Child’s profile",
        "profile": [
            ["Strengths", "Kind; strong at building"],
            ["Needs", "Working memory\nPhonics gaps"],
            ["What works well", "Short jobs, then a break"],
            ["What does not work well", "Copying from the board"],
            ["What I say", "I like the quiet table."],
        ],
        "targets-title": "Desired outcomes / targets",
        "targets": [
            ["Target", "SMART target", "Where we start", "How we will know"],
            ["1", READS, "12 of 40", "Ten sounds each Friday"],
            ["2", FOLLOWS, "1 of 5", ""],
            ["3", WRITES, "One sentence", ""],
        ],
        "provision-title": "Provision",
        "provision": [
            ["Target", "Kind of support", "What", "Who", "How often", "Weekly cost"],
            ["1", "Intervention", "Phonics keep-up", "Mrs Bellwood (TA)", "5 x 15 min", "£12.40"],
            ["2", "Adult support", "Now-and-next board", "Miss Hallam", "Every lesson", "£0.00"],
            ["", "Intervention", "Memory games", "Mrs Bellwood (TA)", "3 x 20 min", "£9.30"],
            ["3", "Curriculum", "Word mats; shorter task", "Miss Hallam", "Daily", "£1.50"],
        ],
        "total": [["Total each week", "£23.20"]],
        "review-title": "Review",
        "judged": [["Target", JUDGED, "Next steps"], ["1", "", ""], ["2", "", ""], ["3", "", ""]],
        "after-title": "After the review",
        "after": [["Date of this review", ""], ["Decision", ""], [FUNDING, ""], ["Date of next review", ""]],
        "signed-title": "Signed",
        "signed": [["Who", "Signature", "Date"], ["Parent/carer", "Mrs Dunmore", "06/01/2026"], ["Pupil", "", ""], ["School", "", ""]],
    }  # fmt: skip


def send_review(plan: Plan) -> Review:
    """Return a review that says something in every box of the form."""
    people = [
        Person(id="mum", name="Mrs Dunmore", perspective="parent"),
        Person(id="hallam", name="Miss Hallam", perspective="school"),
        Person(id=CHILD, name=plan.child.on_record, perspective="child"),
    ]
    entries = [
        entry("decision", "change"),
        entry("funding", "panel"),
        entry("funding_because", "It costs more than it did.", by="mum"),
    ]
    scores, actions = [], []
    for place, one in enumerate(plan.of("target")):
        entries += [
            entry("seen", f"seen of {one.number}", one.id, by="hallam"),
            entry("next", f"next of {one.number}", one.id),
            entry("decision", ("go_on", "new_way", "go_on")[place % 3], one.id),
        ]
        option = ("partly", "met", "not_met")[place % 3]
        scores.append(Score(field="met", about=one.id, result="agreed", option=option))
        actions.append(
            Action(id=f"a{place}", what=f"Do it for {one.number}", who="Miss Hallam", by=NEXT, about=one.id)
        )
    return review_of(people, entries, scores, actions)


# A form as people leave it


def _table(made: Any, *headings: str) -> Any:
    return next(
        one
        for one in made.tables
        if [cell.text for cell in one.rows[0].cells][: len(headings)] == [*headings]
    )


def _judged(made: Any) -> Any:
    return _table(made, "Target", JUDGED)


def _control(kind: str, text: str, *, empty: bool = True) -> Any:
    shows = "<w:showingPlcHdr/>" if empty else ""
    return etree.fromstring(
        f'<w:sdt xmlns:w="{W}" xmlns:w14="{W14}"><w:sdtPr>{shows}{kind}</w:sdtPr>'
        f"<w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


def _kinds_as_drop_downs(made: Any) -> None:
    items = "".join(
        f'<w:listItem w:displayText="{one}" w:value="{one}"/>'
        for one in ("Adult support", "Intervention", "Curriculum", "Other professional")
    )
    for row in _table(made, "Target", "Kind of support").rows[1:]:
        cell = row.cells[1]
        cell._tc.replace(
            cell._tc[-1], _control(f"<w:dropDownList>{items}</w:dropDownList>", cell.text, empty=False)
        )


def _date_pickers(made: Any) -> None:
    for table in made.tables:
        for row in table.rows:
            if row.cells[0].text.startswith("Date of"):
                kind = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
                row.cells[1]._tc.replace(row.cells[1]._tc[-1], _control(kind, "Click here to enter a date."))


def _total_in_the_grid(made: Any) -> None:
    table = _table(made, "Target", "Kind of support")
    row = table.add_row()
    row.cells[0].merge(row.cells[4]).text = "Total each week"
    row.cells[5].text = "£23.20"
    total = _table(made, "Total each week")._tbl
    total.getparent().remove(total)


def _numbers_merged(made: Any) -> None:
    table = _table(made, "Target", "Kind of support")
    table.cell(2, 0).merge(table.cell(3, 0)).text = "2"


def _struck_in_part(made: Any) -> None:
    cell = _table(made, "Target", "SMART target").cell(1, 1)
    cell.paragraphs[0].runs[0].text = "Percival reads 20 sounds. "
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run(READS)


def _struck_whole(made: Any) -> None:
    for cell in _table(made, "Target", "Kind of support").rows[3].cells[1:]:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True


def _heading_again(made: Any) -> None:
    table = _table(made, "Target", "Kind of support")
    table.rows[2]._tr.addnext(deepcopy(table.rows[0]._tr))


def _heading_of_profile_merged(made: Any) -> None:
    table = _table(made, "Strengths")
    top = deepcopy(table.rows[0]._tr)
    table.rows[0]._tr.addprevious(top)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "About the child"


def _tracked(made: Any) -> None:
    cell = _table(made, "Target", "SMART target").cell(2, 2)
    run = cell.paragraphs[0].runs[0]._r
    inserted = etree.fromstring(f'<w:ins xmlns:w="{W}" w:id="9" w:author="A" w:date="2026-01-07T09:00:00Z"/>')
    run.addprevious(inserted)
    inserted.append(run)


def _no_numbers(parts: Parts) -> None:
    for name in ("targets", "judged"):
        for row in rows(parts, name)[1:]:
            row[0] = ""


def _four_targets(parts: Parts) -> None:
    rows(parts, "targets").append(["4", "Percival asks for help.", "Never", ""])
    rows(parts, "provision").append(["4", "Adult support", "A card", "Miss Hallam", "Daily", "£0.00"])


def _two_targets_and_empty_rows(parts: Parts) -> None:
    put_in(parts, "targets", 3, "", "", "", "")
    rows(parts, "provision").pop()
    put_in(parts, "judged", 3, "", "", "")


def _several_in_a_cell(parts: Parts) -> None:
    put_in(
        parts,
        "provision",
        2,
        "2",
        "Adult support",
        "Now-and-next board\nA card on the desk",
        "Miss Hallam",
        "Every lesson",
        "£0.00",
    )


def _as_lines(parts: Parts) -> None:
    flat = [cell for row in rows(parts, "child") for cell in row]
    for place in range(0, len(flat), 2):
        name = f"line {place}"
        parts[name] = f"{flat[place]}: {flat[place + 1]}"
        swapped(parts, name, f"line {place - 2}" if place else "title")
    del parts["child"]


def _child_in_two_columns(parts: Parts) -> None:
    flat = [cell for row in rows(parts, "child") for cell in row]
    parts["child"] = [[flat[at], flat[at + 1]] for at in range(0, len(flat), 2)]


def _other_columns(parts: Parts) -> None:
    for row in rows(parts, "provision"):
        row[1], row[2] = row[2], row[1]
    for row in rows(parts, "judged"):
        row[1], row[2] = row[2], row[1]


def _column_more(parts: Parts) -> None:
    for place, row in enumerate(rows(parts, "provision")):
        row.append(("Reviewed weekly by", "Mr Oduya", "", "", "")[place])


def _numbered_labels(parts: Parts) -> None:
    for place, row in enumerate(rows(parts, "profile"), 1):
        row[0] = f"{place}) {row[0]}:"


def _printed_boxes(parts: Parts) -> None:
    for place in (1, 2, 3):
        put_in(parts, "judged", place, str(place), "☐ Met  ☐ Partly met  ☐ Not met")


def _held(parts: Parts, *words: str) -> None:
    put_in(parts, "after", 0, "Date of this review", "26/03/2026")
    for place, word in enumerate(words, 1):
        put_in(parts, "judged", place, str(place), word)


def _two_in_one_file(parts: Parts) -> None:
    again = {f"{name} of the other": deepcopy(part) for name, part in parts.items()}
    put_in(again, "child of the other", 0, "Name", "Tom Bright")
    parts.update(again)


def _own_rows(parts: Parts) -> None:
    """Add what our own form has, and a school's may: ranges of each area, the register, who leads."""
    parts["ranges"] = [
        ["Range: cognition and learning", "4"],
        ["Range: physical and sensory", "2"],
        ["Name on the SEND register", "Yes"],
        ["Parent's consent to the SEND register", "Mrs Dunmore"],
        ["Date of this consent", "06/01/2026"],
    ]
    swapped(parts, "ranges", "profile")


NO_ROWS = frozenset({"seen", "next", "decision", "reached", "action"})
"""What a review says of a target: it is not written where nobody can tell the target's row, and the chair is told."""


def _no(*gone: object) -> Any:
    """Return what leaves some values out of the facts, and keeps what else they say."""

    def change(facts: Any) -> None:
        facts[:] = [tuple(value for value in fact if value not in gone) for fact in facts]

    return change


def _first(of: str, old: object, *new: object) -> Any:
    """Return what puts something else for a value, or nothing, in the first fact of a kind."""

    def change(facts: Any) -> None:
        at = next(place for place, fact in enumerate(facts) if fact[0] == of)
        facts[at] = tuple(made for value in facts[at] for made in (new if value == old else (value,)))

    return change


SEND = [
    Variant("as it is"),
    Variant("particulars one below the other", _child_in_two_columns),
    Variant("particulars as lines of text", _as_lines),
    Variant("labels with numbers and colons", _numbered_labels),
    Variant("the profile behind the provision", each(moved("profile", "total"), moved("profile-title", "total"))),
    Variant("the provision before the targets", each(moved("targets", "total"), moved("targets-title", "total"))),
    Variant("signed before the review", each(moved("signed", "total"), moved("signed-title", "total"))),
    Variant("what comes after the review stands before it", each(moved("judged", "after"), moved("review-title", "after"), moved("judged", "review-title")), gone=NO_ROWS, told=("word.heading-missing-review",) * 2),
    Variant("no heading over the review", lambda p: p.pop("review-title"), told=("word.heading-missing-review",)),
    Variant("columns in another order", _other_columns),
    Variant("a column more than the form has", _column_more, unread=("Reviewed weekly by", "Mr Oduya")),
    Variant("no column for the cost", lambda p: [row.pop() for row in rows(p, "provision")], facts=_no("£12.40", "£0.00", "£9.30", "£1.50")),
    Variant("no column for where it starts", lambda p: [row.pop(2) for row in rows(p, "targets")], facts=_no("12 of 40", "1 of 5", "One sentence")),
    Variant("four targets, three rows in the review", _four_targets, facts=also(
        ("target", 4, "Percival asks for help.", "Never", None), ("provision", None, "adult", "A card", "Miss Hallam", "Daily", "£0.00", 4))),
    Variant("two targets, and rows that were left empty", _two_targets_and_empty_rows, facts=without(WRITES, "Word mats; shorter task")),
    Variant("targets without numbers", _no_numbers, gone=NO_ROWS, told=("word.row-without-number",) * 3),
    Variant("the number once for all the rows of a target", edit=edited(_numbers_merged)),
    Variant("the number in each row", lambda p: put_in(p, "provision", 3, "2")),
    Variant("several kinds of help in one cell", _several_in_a_cell, facts=renamed(("Now-and-next board", "Now-and-next board\nA card on the desk"))),
    Variant("the total in a merged row of the provision", edit=edited(_total_in_the_grid)),
    Variant("no total", lambda p: p.pop("total"), facts=without("weekly_total")),
    Variant("the heading of the provision once more on the next page", edit=edited(_heading_again), unread=("Target", "Kind of support", "What", "Who", "How often", "Weekly cost")),
    Variant("a merged heading over the profile", edit=edited(_heading_of_profile_merged), unread=("About the child",)),
    Variant("new words beside struck ones in a target", edit=edited(_struck_in_part)),
    Variant("a line of help that was struck out", edit=edited(_struck_whole)),
    Variant("a start that was put in with tracked changes", edit=edited(_tracked)),
    Variant("kinds of support as drop-downs", edit=edited(_kinds_as_drop_downs)),
    Variant("date pickers", edit=edited(_date_pickers)),
    Variant("printed boxes to judge by", _printed_boxes),
    Variant("a help that is no kind of support", lambda p: put_in(p, "provision", 1, "1", "Magic"), facts=_first("provision", "intervention"), told=("word.unclear-choice",)),
    Variant("a colour where the form asks for a word", lambda p: _held(p, "Amber", "Met", "Not met")),
    Variant("judged in other words for it", lambda p: _held(p, "Partly met: 28 of 40", "Met", "Not met – he was away")),
    Variant("dates in words", lambda p: put_in(p, "child", 3, "Plan agreed on", "6 January 2026", "To be reviewed on", "26 March 2026")),
    Variant("a day that is none", lambda p: put_in(p, "child", 3, "Plan agreed on", "06/01/2026", "To be reviewed on", "end of term"), facts=without("review_on"), told=("word.unclear-date",)),
    Variant("N/A where there is nothing", lambda p: put_in(p, "profile", 3, "What does not work well", "N/A"), facts=without("works_not")),
    Variant("a range in each area, and the register", _own_rows, facts=also(
        ("range_cognition", 4, None, ""), ("range_physical", 2, None, ""), ("register", True, None, ""), ("register", "parent", "Mrs Dunmore", "2026-01-06"))),
    Variant("all in one cell of a table", edit=edited(all_in_one_cell)),
    Variant("the mother and a helper have the child's first name", each(putting("signed", 1, "Parent/carer", "Percival Dunmore", "06/01/2026"), putting("provision", 1, "1", "Intervention", "Phonics keep-up", "Percival Bell")),
            facts=both(renamed(("Mrs Dunmore", "Percival Dunmore")), _first("provision", "Mrs Bellwood (TA)", "Percival Bell"))),
    Variant("no name at all", putting("child", 0, "Name", ""), facts=renamed(("Percival Dunmore-Achebe", "plan"))),
    Variant("two plans in one file", _two_in_one_file, refused="word.several-plans"),
]  # fmt: skip
