"""Awkward group intervention plans: how each differs, and what is to be read of it."""
# ruff: noqa: E501 - a variation stands as a line

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.word.awkward import wrap
from tests.word.own_form_changes import (
    all_in_one_cell,
    also,
    both,
    each,
    edited,
    instead,
    moved,
    put_in,
    renamed,
    rows,
    table_with,
    without,
)
from tests.word.own_forms import Facts, Parts, Variant

# The group intervention plan

NAMES = ["Elowen Tapscott", "Idris Bakare", "Poppy Vance"]


def named(text: str) -> Callable[[Parts], None]:
    """Return what puts other words into the box of the names."""
    return lambda parts: put_in(parts, "group", 1, "Pupils involved", text)


def _rows_turned_round(parts: Parts) -> None:
    table = rows(parts, "pupils")
    table[1], table[3] = table[3], table[1]


def _no_names_in_rows(parts: Parts) -> None:
    for row in rows(parts, "pupils")[1:]:
        row[0] = row[1] = ""


def _one_more_in_the_rows(parts: Parts) -> None:
    put_in(parts, "pupils", 4, "Finn O’Dowd", "85")


def _slip_in_a_row(parts: Parts) -> None:
    put_in(parts, "pupils", 2, "Idris Bakarre")


def _same_first_names(parts: Parts) -> None:
    named("Sam Hill, Sam Day, Poppy Vance")(parts)
    put_in(parts, "pupils", 1, "Sam Day")
    put_in(parts, "pupils", 2, "Sam Hill")


def _forty(parts: Parts) -> None:
    names = [f"Pupil {chr(65 + n // 10)}{chr(97 + n % 10)} Hill" for n in range(40)]
    named(", ".join(names))(parts)
    rows(parts, "pupils")[1:] = [["", "", "", "", ""] for _ in range(3)]


def _forty_facts(facts: Facts) -> None:
    without("child", "before")(facts)
    facts += [
        ("child", f"Pupil {chr(65 + n // 10)}{chr(97 + n % 10)} Hill", "", "", "None") for n in range(40)
    ]


def _columns_moved(parts: Parts) -> None:
    for row in rows(parts, "pupils"):
        row[1:] = [row[3], row[4], row[1], row[2]]


def _empty_rows_between(parts: Parts) -> None:
    rows(parts, "pupils")[2:2] = [[""] * 5, [""] * 5]


def _with_colons(parts: Parts) -> None:
    for row in rows(parts, "group"):
        row[0] += ":"


def _two_groups(parts: Parts) -> None:
    again = {f"{name} of the other": deepcopy(part) for name, part in parts.items()}
    put_in(again, "group of the other", 1, "Pupils involved", "Tom Bright, Ann Day")
    parts.update(again)


def _first_column_of_numbers(parts: Parts) -> None:
    for place, row in enumerate(rows(parts, "pupils")):
        row.insert(0, str(place) if place else "No.")


def _pupils_merged(made: Any) -> None:
    table = table_with(made, "Year")
    table.cell(4, 1).merge(table.cell(5, 1))


def _controls_round_words(made: Any) -> None:
    for cell in (cell for table in made.tables for row in table.rows for cell in row.cells):
        for run in cell.paragraphs[0].runs if cell.text else ():
            wrap(run._r, "<w:text/>")


def _controls_round_lines(made: Any) -> None:
    for cell in (cell for table in made.tables for row in table.rows for cell in row.cells):
        for line in cell.paragraphs:
            wrap(line._p, "<w:richText/>")


def _placeholders(made: Any) -> None:
    pupils = next(one for one in made.tables if one.cell(0, 0).text == "Pupil")
    for row in pupils.rows[1:]:
        for cell in row.cells[2:]:
            cell.paragraphs[0].add_run("Click or tap here to enter text.")
            wrap(cell.paragraphs[0]._p, "<w:showingPlcHdr/><w:text/>")


def _dropdown(made: Any) -> None:
    run = table_with(made, "Year").cell(4, 1).paragraphs[0].runs[0]._r
    items = '<w:listItem w:value="Inference group"/><w:listItem w:value="Paired reading"/>'
    wrap(run, f"<w:dropDownList>{items}</w:dropDownList>")


def _printed_boxes(parts: Parts) -> None:
    for row in rows(parts, "pupils")[1:]:
        row[4] = "☐ Yes  ☐ No"


def _struck_in_part(made: Any) -> None:
    cell = table_with(made, "Year").cell(4, 1)
    cell.paragraphs[0].runs[0].text = "Paired reading "
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run("Inference group")


def _name_struck(made: Any) -> None:
    cell = table_with(made, "Year").cell(1, 1)
    cell.paragraphs[0].add_run(", Tom Bright").font.strike = True


def _measure_struck(made: Any) -> None:
    cell = next(one for one in made.tables if one.cell(0, 0).text == "Pupil").cell(1, 1)
    cell.paragraphs[0].runs[0].text = "48 "
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run("84")


def _no_row_for_one(parts: Parts) -> None:
    rows(parts, "pupils")[2:] = []


GROUP = [
    Variant("as it is"),
    Variant("names by line", named("\n".join(NAMES))),
    Variant("names with bullets", named("\n".join(f"• {one}" for one in NAMES))),
    Variant("names with numbers", named("\n".join(f"{n}. {one}" for n, one in enumerate(NAMES, 1)))),
    Variant("names by semicolons", named("; ".join(NAMES))),
    Variant("names with an and", named(f"{NAMES[0]}, {NAMES[1]} and {NAMES[2]}")),
    Variant("names in two lines", named(f"{NAMES[0]}, {NAMES[1]},\n{NAMES[2]}")),
    Variant("a class behind a name", named(f"{NAMES[0]}, Year 5, {NAMES[1]}, Year 4, {NAMES[2]}"),
            facts=lambda facts: facts.__setitem__(slice(0, 2), [("child", NAMES[0], "", "Year 5", "None"), ("child", NAMES[1], "", "Year 4", "None")])),
    Variant("the rows in another order", _rows_turned_round),
    Variant("no names in the rows yet", _no_names_in_rows, facts=without("before")),
    Variant("names in the rows alone", named("")),
    Variant("a pupil in the rows alone", _one_more_in_the_rows, facts=also(("child", "Finn O’Dowd", "", "", "None"), ("before", "85", "Finn O’Dowd", ""))),
    Variant("a slip in the name of a row", _slip_in_a_row, told=("word.no-place",)),
    Variant("two pupils of one first name", _same_first_names, facts=renamed((NAMES[0], "Sam Hill"), (NAMES[1], "Sam Day"), ("84", "79"), ("79", "84"))),
    Variant("two pupils of one name", named("Sam Hill, Sam Hill, Poppy Vance"), refused="conformity.same-name"),
    Variant("forty pupils", _forty, facts=_forty_facts),
    Variant("no row for the last two", _no_row_for_one, facts=without("79", "88")),
    Variant("two empty rows between the pupils", _empty_rows_between),
    Variant("the columns in another order", _columns_moved),
    Variant("a column of numbers before the names", _first_column_of_numbers, unread=("No.", "1", "2", "3", "4")),
    Variant("no column for progress", lambda p: [row.pop(3) for row in rows(p, "pupils")], gone=frozenset({"progress"})),
    Variant("the evaluation before the pupils", each(moved("evaluation", "group"), moved("evaluation-title", "group"), moved("by", "evaluation"))),
    Variant("no heading over the evaluation", lambda p: p.pop("evaluation-title"), told=("word.heading-missing-review",)),
    Variant("no heading over the review", lambda p: p.pop("review-title"), told=("word.heading-missing-review",)),
    Variant("completed by and the day in one line", lambda p: p.update(by="Completed by:          Date: ")),
    Variant("labels with colons", _with_colons),
    Variant("who gives it and what it is in one cell", edit=edited(_pupils_merged),
            facts=both(without("delivered_by"), instead(intervention="Inference group\nMrs Lovelock (HLTA), 3 x 25 minutes a week"))),
    Variant("the day of the review in words", lambda p: put_in(p, "group", 3, "Review date", "Friday 13 March 2026")),
    Variant("no review day", lambda p: put_in(p, "group", 3, "Review date", ""), facts=without("review_on")),
    Variant("all in one cell of a table", edit=edited(all_in_one_cell)),
    Variant("words under a table", lambda p: p.update(note="The hall is free on Mondays."), unread=("The hall is free on Mondays.",)),
    Variant("a content control round the words of each cell", edit=edited(_controls_round_words)),
    Variant("a content control round every line", edit=edited(_controls_round_lines)),
    Variant("placeholders in what is not filled in yet", edit=edited(_placeholders)),
    Variant("a drop-down list for the intervention", edit=edited(_dropdown)),
    Variant("printed boxes for further action", _printed_boxes),
    # The form strikes nothing out, so struck words are read like others: "writing-a-layout.md" says so.
    Variant("an intervention struck out in part", edit=edited(_struck_in_part), facts=instead(intervention="Paired reading Inference group")),
    Variant("a pupil's name struck out", edit=edited(_name_struck), facts=also(("child", "Tom Bright", "", "", "None"))),
    Variant("a measure struck out in part", edit=edited(_measure_struck), facts=renamed(("84", "48 84"))),
    Variant("one pupil", each(named(NAMES[0]), _no_row_for_one), refused="conformity.children"),
    Variant("nobody", each(named(""), _no_names_in_rows), refused="conformity.children"),
    Variant("two plans in one file", _two_groups, refused="word.several-plans"),
]  # fmt: skip
