"""Awkward pupil support plans: how each differs, and what is to be read of it."""
# ruff: noqa: E501 - a variation stands as a line

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from tests.word.own_form_changes import (
    W14,
    W,
    all_in_one_cell,
    also,
    each,
    edited,
    instead,
    moved,
    put_in,
    putting,
    renamed,
    rows,
    swapped,
    table_with,
    without,
)
from tests.word.own_forms import Parts, Variant

# A table as people leave it


def _parent_heading_merged(made: Any) -> None:
    table = next(
        one
        for one in made.tables
        if "person responsible" in one.rows[0].cells[0].text and len(one.columns) == 4
    )
    table.cell(0, 0).merge(table.cell(0, 3))
    table.cell(3, 1).merge(table.cell(3, 3))


def _heading_again(made: Any) -> None:
    table = table_with(made, "No.")
    again = deepcopy(table.rows[0]._tr)
    table.rows[1]._tr.addnext(again)


def _consent_control(made: Any) -> None:
    line = next(one for one in made.paragraphs if one.text.startswith("☒"))
    words = line.text.removeprefix("☒").strip()
    for run in list(line.runs):
        run._r.getparent().remove(run._r)
    line._p.append(
        etree.fromstring(
            f'<w:sdt xmlns:w="{W}" xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/>'
            "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    line.add_run(f" {words}")


def _drop_downs(made: Any) -> None:
    items = "".join(
        f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in ("Reached", "Partly", "Not yet")
    )
    for row in table_with_reached(made).rows[1:]:
        cell = row.cells[1]._tc
        cell.replace(
            cell[-1],
            etree.fromstring(
                f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr>'
                "<w:sdtContent><w:p><w:r><w:t>Choose an item.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )


def table_with_reached(made: Any) -> Any:
    """Return the table in which it is judged what was reached."""
    return next(one for one in made.tables if len(one.columns) == 3 and one.cell(0, 1).text == "Reached?")


def _struck_in_part(made: Any) -> None:
    cell = table_with(made, "No.").cell(1, 3)
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run(" Mr Bell, every day")


def _date_pickers(made: Any) -> None:
    table = next(one for one in made.tables if one.cell(0, 0).text.startswith("When will"))
    cell = table.cell(1, 1)._tc
    cell.replace(
        cell[-1],
        etree.fromstring(
            f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:showingPlcHdr/><w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
            "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here to enter a date.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )


def _split_outcome_cell(made: Any) -> None:
    table = table_with(made, "No.")
    table.cell(2, 2).merge(table.cell(2, 3))


# The pupil support plan


def _two_parents(parts: Parts) -> None:
    second = deepcopy(rows(parts, "parent"))
    second[1][3], second[2][1], second[2][3], second[3][1] = "Father", "", "07700 900 202", ""
    second[4][1] = second[4][3] = ""
    parts["gap"] = ""
    parts["parent-2"] = second
    swapped(parts, "gap", "parent")
    swapped(parts, "parent-2", "gap")


def _two_parents_in_one_table(parts: Parts) -> None:
    _two_parents(parts)
    rows(parts, "parent").extend(rows(parts, "parent-2"))
    del parts["parent-2"], parts["gap"]


def _parent_in_two_columns(parts: Parts) -> None:
    flat = [cell for row in rows(parts, "parent")[1:] for cell in row]
    pairs = [[flat[place], flat[place + 1]] for place in range(0, len(flat), 2) if flat[place]]
    parts["parent"] = [["Child/ young person’s parent/s or person responsible", ""], *pairs]


def _people_in_one_pair(parts: Parts) -> None:
    flat = [cell for row in rows(parts, "people")[1:] for cell in row]
    parts["people"] = [["Name", "Role"], *([flat[at], flat[at + 1]] for at in range(0, len(flat), 2))]


def _people_three_abreast(parts: Parts) -> None:
    flat = [cell for row in rows(parts, "people")[1:] for cell in row][:6]
    parts["people"] = [["Name", "Role"] * 3, flat, [""] * 6]


def _people_with_a_gap(parts: Parts) -> None:
    rows(parts, "people")[2][0:2] = ["", ""]
    rows(parts, "people").append(["Gwen Tarrant", "Teacher of the deaf", "", ""])


def _as_lines(parts: Parts) -> None:
    for place, (label, value) in enumerate(rows(parts, "child")):
        parts[f"line {place}"] = f"{label}: {value.splitlines()[0]}"
        swapped(parts, f"line {place}", f"line {place - 1}" if place else "title")
    del parts["child"]


def _column_more(parts: Parts) -> None:
    for place, row in enumerate(rows(parts, "outcomes")):
        row.append(("Cost", "£40 a week", "", "")[place])


def _held(parts: Parts, *words: str) -> None:
    put_in(parts, "review", 1, "Date of this review", "12/01/2026")
    for place, word in enumerate(words, 1):
        put_in(parts, "reached", place, str(place), word)


def _printed_boxes(parts: Parts) -> None:
    for place in (1, 2):
        put_in(parts, "reached", place, str(place), "☐ Not yet ☐ Partly ☐ Reached")


def _numbered_labels(parts: Parts) -> None:
    for place, row in enumerate(rows(parts, "child"), 1):
        row[0] = f"{place}. {row[0]}:"


def _five_outcomes(parts: Parts) -> None:
    table = rows(parts, "outcomes")
    table[3] = ["3", "Asks a friend.", "A script", "Mrs Pascoe, Mondays"]
    table += [["4", "Swims.", "", ""], ["5", "Draws.", "", "Art club"]]


def _no_numbers(parts: Parts) -> None:
    for row in rows(parts, "outcomes")[1:]:
        row[0] = ""


def _two_in_one_file(parts: Parts) -> None:
    again = {f"{name} of the other": deepcopy(part) for name, part in parts.items()}
    put_in(again, "child of the other", 0, "Surname", "Bright")
    put_in(again, "child of the other", 1, "Other names", "Tom")
    parts.update(again)


PUPIL = [
    Variant("as it is"),
    Variant("surname below the other names", lambda p: rows(p, "child").insert(1, rows(p, "child").pop(0))),
    Variant(
        "the whole name in one box",
        lambda p: p.update(child=[["Full name", "Juniper Rose Calloway"], *rows(p, "child")[2:]]),
        facts=renamed(("Calloway", "")),
    ),
    Variant("labels with numbers and colons", _numbered_labels),
    Variant("particulars as lines of text", _as_lines, facts=instead(address="9 Tannery Row")),
    Variant("two parents, a table each", _two_parents, facts=also(("parent", None, "Father", "07700 900 202", None))),
    Variant("two parents in one table", _two_parents_in_one_table, facts=also(("parent", None, "Father", "07700 900 202", None))),
    Variant("a parent's labels all on the left", _parent_in_two_columns),
    Variant("the parents' heading in a merged cell", edit=edited(_parent_heading_merged)),
    Variant("no heading over the parent", lambda p: rows(p, "parent").pop(0), told=("word.heading-missing-item",)),
    Variant("people one below the other", _people_in_one_pair),
    Variant("people three abreast", _people_three_abreast),
    Variant("a gap among the people", _people_with_a_gap),
    Variant("no rows for further people", lambda p: p.update(people=rows(p, "people")[:2]), facts=without("Gwen Tarrant")),
    Variant("five outcomes, three rows in the review", _five_outcomes, facts=also(
        ("outcome", 3, "Asks a friend.", "A script", None), ("provision", None, "Mrs Pascoe, Mondays", 3),
        ("outcome", 4, "Swims.", None), ("outcome", 5, "Draws.", None), ("provision", None, "Art club", 5))),
    Variant("no empty row for an outcome", lambda p: rows(p, "outcomes").pop()),
    Variant("outcomes without numbers", _no_numbers, told=("word.row-without-number",) * 2),
    Variant("the heading of the outcomes once more on the next page", edit=edited(_heading_again)),
    Variant("a column more than the form has", _column_more, unread=("Cost", "£40 a week")),
    Variant("two cells of an outcome merged", edit=edited(_split_outcome_cell), facts=without(2),
            unread=("2", "Says when she has not heard, every time.", "A card", "All staff", "Gwen Tarrant once a month")),
    Variant("a provision struck out in part", edit=edited(_struck_in_part),
            facts=renamed(("Mrs Pascoe, 4 x 15 minutes a week", "Mrs Pascoe, 4 x 15 minutes a week Mr Bell, every day"))),
    Variant("provision with bullets", lambda p: put_in(p, "outcomes", 2, "2", "Says when she has not heard, every time.", "A card", "• All staff\n• Gwen Tarrant once a month"),
            facts=renamed(("All staff", "• All staff"), ("Gwen Tarrant once a month", "• Gwen Tarrant once a month"))),
    Variant("the signatures before the review", each(moved("signatures", "wanted"), moved("signatures-title", "wanted"))),
    Variant("the outcomes first", each(moved("outcomes", "title"), moved("outcomes-title", "title"))),
    Variant("the summary all under its label", lambda p: put_in(p, "needs", 1, "Summary:\nScience.\nSpelling; hearing in noise.")),
    Variant("strengths in one cell with their label", lambda p: p.update(needs=[["Strengths and difficulties\nSummary: Science.\nSpelling; hearing in noise."]])),
    Variant("consent not ticked", lambda p: p.update(consent=str(p["consent"]).replace("☒", "☐")), facts=without("may_share")),
    Variant("consent as it is printed, without a box", lambda p: p.update(consent=str(p["consent"])[2:]), facts=without("may_share")),
    Variant("consent as a control of Word", edit=edited(_consent_control)),
    Variant("consent answered beside the question", lambda p: p.update(consent=[["May copies be shared?", "Yes"]])),
    Variant("printed boxes to judge by", _printed_boxes),
    Variant("drop-downs to judge by", edit=edited(_drop_downs)),
    Variant("date pickers", edit=edited(_date_pickers)),
    Variant("a colour where the form asks for a word", lambda p: _held(p, "Amber", "Reached"), told=("word.unclear-option",)),
    Variant("all in one cell of a table", edit=edited(all_in_one_cell)),
    Variant("a friend and the mother have the child's names", each(putting("about", 4, "What is important to me now and in the future\nJuniper Bell, my friend"),
        putting("parent", 1, "Address if different", "", "Relationship to pupil", "Mother (Juniper Calloway)")),
        facts=renamed(("My friend Odhran", "Juniper Bell, my friend"), ("Mother (Mrs Calloway)", "Mother (Juniper Calloway)"))),
    Variant("the day of the review in words", lambda p: put_in(p, "review", 0, "When will this plan be reviewed", "12 March 2026")),
    Variant("a review day that is none", lambda p: put_in(p, "review", 0, "When will this plan be reviewed", "soon"), facts=without("review_on"), told=("word.unclear-date",)),
    Variant("no name at all", each(putting("child", 0, "Surname", ""), putting("child", 1, "Other names", "")), facts=renamed(("Juniper Rose Calloway", "plan"), ("Calloway", ""))),
    Variant("two plans in one file", _two_in_one_file, refused="word.several-plans"),
]  # fmt: skip
