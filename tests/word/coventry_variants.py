"""Awkward forms of My Support Plan, one variation each, with what is expected of the program."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from tests.word.awkward import cell, control, paragraph, retype, row, table, take_out, w, wrap, x
from tests.word.coventry_forms import ACHIEVED, Form, cells_of, rows_of, say
from tests.word.judging import FOR, Element, words_in

Vary = Callable[[Form], None]
VARIANTS: list[Vary] = []


def variant(vary: Vary) -> Vary:
    """Add a variation to the list."""
    VARIANTS.append(vary)
    return vary


@variant
def as_it_is(_: Form) -> None:
    """Nothing is varied."""


# Rows of outcomes


@variant
def outcomes_in_another_order(f: Form) -> None:
    f.row("o1").addprevious(f.row("o3"))
    f.outcomes = ["o3", "o1", "o2"]


@variant
def an_outcome_deleted(f: Form) -> None:
    take_out(f.row("o3"))
    f.outcomes = ["o1", "o2"]
    f.cells |= {"o3.support": None, "o3.achieved": None}


@variant
def an_outcome_pasted_behind(f: Form) -> None:
    copy = deepcopy(f.row("o3"))
    for one in cells_of(copy):
        one.attrib.pop(FOR, None)
    retype(cells_of(copy)[0], "Ignatius will tell the time to five minutes.")
    f.row("o3").addnext(copy)
    f.outcomes.append("Ignatius will tell")


@variant
def spare_rows_at_the_end(f: Form) -> None:
    for _ in range(3):
        f.row("o3").addnext(row(*(cell() for _ in range(4))))


def _two_rows(f: Form, first: str) -> Element:
    """Put the second line of support of the first outcome into a row of its own; return that row."""
    whole = f.row("o1")
    second = deepcopy(whole)
    for one in cells_of(second):
        one.attrib.pop(FOR, None)
    cells_of(second)[2].set(FOR, "o1.more")
    lines = list(cells_of(whole)[1].iterchildren(w("p")))
    take_out(lines[1])
    take_out(next(cells_of(second)[1].iterchildren(w("p"))))
    retype(cells_of(second)[0], "")
    if first:
        _merged(cells_of(whole)[0], "restart")
        _merged(cells_of(second)[0], "continue")
    whole.addnext(second)
    f.cells |= {"o1.support": "Yes", "o1.more": "Partly"}
    return second


def _merged(one: Element, how: str) -> None:
    properties = one.find(w("tcPr"))
    assert properties is not None
    properties.append(x(f'<w:vMerge w:val="{how}"/>'))


@variant
def support_in_rows_beside_a_merged_outcome(f: Form) -> None:
    _two_rows(f, "merged")


@variant
def support_in_rows_beside_an_empty_cell(f: Form) -> None:
    _two_rows(f, "")


@variant
def one_cell_for_what_was_achieved(f: Form) -> None:
    second = _two_rows(f, "merged")
    _merged(f.marked("o1.achieved"), "restart")
    _merged(cells_of(second)[3], "continue")


@variant
def one_cell_for_all_of_the_support(f: Form) -> None:
    second = _two_rows(f, "merged")
    _merged(f.marked("o1.support"), "restart")
    _merged(cells_of(second)[2], "continue")
    f.cells |= {"o1.support": "Yes\nPartly", "o1.more": ""}


@variant
def support_behind_line_breaks(f: Form) -> None:
    first, second = cells_of(f.row("o1"))[1].iterchildren(w("p"))
    first.append(x("<w:r><w:br/></w:r>"))
    first.extend(list(second.iterchildren(w("r"))))
    take_out(second)


@variant
def support_with_numbers_before_it(f: Form) -> None:
    for number, one in enumerate(list(cells_of(f.row("o1"))[1].iterchildren(w("p"))), 1):
        retype(one, f"{number}. {words_in(one)}")


@variant
def a_line_of_support_struck_in_part(f: Form) -> None:
    line = next(cells_of(f.row("o2"))[1].iterchildren(w("p")))
    line.append(x('<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve"> and at home</w:t></w:r>'))


# Headings and labels


@variant
def no_row_that_says_which_meeting(f: Form) -> None:
    take_out(rows_of(f.table("Outcomes Sought"))[0])


@variant
def no_heading_over_the_outcomes(f: Form) -> None:
    take_out(f.line("My Outcomes and Provision"))


@variant
def headings_with_small_print(f: Form) -> None:
    head = cells_of(rows_of(f.table("Outcomes Sought"))[1])
    retype(head[2], "Was the agreed support fully implemented? (yes, partly or no)")
    retype(head[3], "HAS THE OUTCOME BEEN ACHIEVED?")
    f.unread = {"(yes, partly or no)"}


@variant
def columns_in_another_order(f: Form) -> None:
    whole = f.table("Outcomes Sought")
    take_out(rows_of(whole)[0])
    for one in rows_of(whole):
        one.append(cells_of(one)[2])


@variant
def a_column_more(f: Form) -> None:
    whole = f.table("Outcomes Sought")
    take_out(rows_of(whole)[0])
    for number, one in enumerate(rows_of(whole)):
        one.append(cell("Cost" if not number else "none"))
    f.unread = {"Cost", "none"}


@variant
def the_last_outcome_in_a_table_of_its_own(f: Form) -> None:
    whole = f.table("Outcomes Sought")
    second = deepcopy(whole)
    for one in rows_of(second)[2:]:
        take_out(one)
    second.append(f.row("o3"))
    whole.addnext(second)
    whole.addnext(x("<w:p/>"))


@variant
def the_whole_plan_in_one_cell(f: Form) -> None:
    inside = [one for one in f.body if one.tag != w("sectPr")]
    holder = cell()
    outer = table(row(holder), columns=1)
    f.body.insert(0, outer)
    holder.extend([*inside, x("<w:p/>")])


# Subjects, title page, pages


@variant
def subjects_in_another_order_and_one_more(f: Form) -> None:
    first, *_, last = rows_of(f.table("Subject / area"))[2:]
    first.addprevious(last)
    first.addprevious(row(cell("Science"), cell("Year 3 begun"), cell()))
    f.subjects = ["Maths", "Science", "Reading", "Writing"]


@variant
def no_line_for_the_curriculum(f: Form) -> None:
    take_out(rows_of(f.table("Subject / area"))[0])


@variant
def the_curriculum_over_the_subjects(f: Form) -> None:
    whole = f.table("Subject / area")
    retype(cells_of(rows_of(whole)[1])[0], "Curriculum: National Curriculum, Year 4")
    take_out(rows_of(whole)[0])


@variant
def no_review_date(f: Form) -> None:
    retype(f.marked("date"), "")


@variant
def another_review_date(f: Form) -> None:
    retype(f.marked("date"), "23/03/2026")
    f.asked = ["word.one-value"]


@variant
def a_date_picker(f: Form) -> None:
    retype(f.marked("date"), "")
    wrap(next(f.marked("date").iterchildren(w("p"))), "<w:date/>")


@variant
def the_title_page_in_lines(f: Form) -> None:
    whole = f.table("Plan review date")
    for label, words in (
        ("Name", "Ignatius Pell-Adewale"),
        ("Setting", "Sandpit Lane Primary School (fictional)"),
        ("Plan start date", "01/12/2025"),
        ("Plan review date", "16/03/2026"),
    ):
        whole.addprevious(paragraph(f"{label}: {words}"))
    take_out(whole)
    f.cells["date"] = None


@variant
def needs_under_headings_in_their_boxes(f: Form) -> None:
    for label in ("My Physical and Sensory Needs", "My Language and Communication Needs"):
        heading = f.line(label)
        following = heading.getnext()
        assert following is not None
        box = next(following.iter(w("tc")))
        next(box.iterchildren(w("p"))).addprevious(heading)


@variant
def health_and_social_care_side_by_side(f: Form) -> None:
    whole = f.table("Social Care")
    words = [words_in(one) for one in cells_of(rows_of(whole)[1])]
    for one in rows_of(whole):
        take_out(one)
    whole.extend([row(cell("Health"), cell(words[0])), row(cell("Social Care"), cell(words[1]))])


# What stands in the boxes


@variant
def boxes_to_tick_for_support(f: Form) -> None:
    for outcome in ("o2", "o3"):
        say(f.marked(f"{outcome}.support"), "\u2610 Yes   \u2610 Partly   \u2610 No")
    f.cells["o2.support"] = "\u2612 Yes   \u2610 Partly   \u2610 No"
    f.cells["o3.support"] = "\u2610 Yes   \u2610 Partly   \u2612 No"


@variant
def a_choice_to_make_for_support(f: Form) -> None:
    names = ("Yes", "Partly", "No")
    options = "".join(f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in names)
    for outcome in ("o2", "o3"):
        inside = control(f"<w:showingPlcHdr/><w:dropDownList>{options}</w:dropDownList>")
        inside[1].append(x("<w:r><w:t>Choose an item.</w:t></w:r>"))
        next(f.marked(f"{outcome}.support").iterchildren(w("p"))).append(inside)


@variant
def a_colour_in_the_box_for_support(f: Form) -> None:
    say(f.marked("o2.support"), "Amber")
    f.cells["o2.support"] = "Yes"
    f.asked = ["word.one-value"]


@variant
def words_for_what_was_achieved_before_the_meeting(f: Form) -> None:
    say(f.marked("o2.achieved"), "He starts three tasks already.")
    f.cells["o2.achieved"] = f"He starts three tasks already.\n{ACHIEVED['o2']}"
    f.asked = ["word.half-filled"]
    wording = "Ignatius will use a written checklist to start four tasks out of five."
    f.adds = {("achieved", wording, "He starts three tasks already.")}


@variant
def changes_are_tracked_in_an_outcome(f: Form) -> None:
    line = next(cells_of(f.row("o2"))[0].iterchildren(w("p")))
    line.append(x('<w:del w:id="91" w:author="A"><w:r><w:delText> at home</w:delText></w:r></w:del>'))
    more = '<w:r><w:t xml:space="preserve"> on his own</w:t></w:r>'
    line.append(x(f'<w:ins w:id="92" w:author="A">{more}</w:ins>'))


# Other people, other plans


@variant
def the_child_s_name_in_the_family(f: Form) -> None:
    line = next(one for one in f.root.iter(w("p")) if words_in(one).startswith("Dad"))
    retype(line, "Grandad \u2013 Ignatius Adewale")


@variant
def two_plans_in_one_file(f: Form) -> None:
    copies = [deepcopy(one) for one in f.body if one.tag != w("sectPr")]
    for one in copies:
        f.body.insert(len(f.body) - 1, one)
    copied = next(one for one in copies if one.tag == w("tbl"))
    retype(cells_of(rows_of(copied)[0])[1], "Rosalind Pell-Adewale")
    f.refused = "word.several-plans"


@variant
def only_its_cover(f: Form) -> None:
    for one in list(f.body)[4:-1]:
        take_out(one)
    f.refused = "word.unknown-form"
