"""Awkward Word plans: outcomes, rows, cells and blocks too many, too few, or elsewhere."""

from __future__ import annotations

from copy import deepcopy

from tests.word.awkward import (
    FULL,
    OWN,
    PLAIN,
    WORD,
    Document,
    cell,
    paragraph,
    parent_of,
    retype,
    row,
    take_out,
    texts_of,
    w,
    x,
)
from tests.word.judging import FOR, Element
from tests.word.varying import variant


@variant(WORD, PLAIN, OWN)
def as_it_is(_: Document) -> None:
    """Written as it is."""


# Outcomes and their rows


def paste_box(d: Document, printed: int, wording: str) -> None:
    box = d.outcome_table(3)
    copy = deepcopy(box)
    label, answer = list(copy.iter(w("tc")))[:2]
    retype(next(label.iter(w("p"))), f"Outcome for this year: {printed}")
    retype(next(answer.iter(w("p"))), wording)
    box.addnext(copy)
    copy.addprevious(x("<w:p/>"))


def add_row(d: Document, block: str, number: int, printed: str = "") -> None:
    last = d.row(f"{block}.o{number - 1}.score")
    copy = deepcopy(last)
    for one in copy.iter(w("tc")):
        one.set(FOR, (one.get(FOR) or "").replace(f"o{number - 1}", f"o{number}"))
        for text in texts_of(one):
            text.text = ""
    if printed:
        next(copy.iter(w("p"))).append(x(f"<w:r><w:t>{printed}</w:t></w:r>"))
    last.addnext(copy)


@variant(WORD, PLAIN)
def pasted_box_still_3(d: Document) -> None:
    paste_box(d, 3, "By the end of Year 3 Mina will tie her laces.")
    for block in d.blocks:
        add_row(d, block, 4)
    d.outcomes, d.notes = [1, 2, 3, 4], {"word.renumbered-item"}


@variant(WORD, OWN)
def four_outcomes_three_rows(d: Document) -> None:
    paste_box(d, 4, "By the end of Year 3 Mina will tie her laces.")
    d.outcomes = [1, 2, 3, 4]
    d.asked.append("word.row-missing")


@variant()
def two_pasted_boxes(d: Document) -> None:
    paste_box(d, 3, "By the end of Year 3 Mina will tie her laces.")
    paste_box(d, 3, "By the end of Year 3 Mina will ride a bicycle.")
    d.outcomes, d.notes = [1, 2, 3, 4, 5], {"word.renumbered-item"}
    d.asked.append("word.row-missing")


@variant()
def four_outcomes_and_a_total_row(d: Document) -> None:
    four_outcomes_three_rows(d)
    d.row("r2.o3.score").addnext(row(cell("Total"), cell("", span=2), cell(), cell(), cell()))


@variant()
def more_rows_than_outcomes(d: Document) -> None:
    for number in (4, 5):
        add_row(d, "r2", number, str(number))
    d.unread = {"4", "5"}


@variant()
def rows_numbered(d: Document) -> None:
    for block in ("r2", "r3"):
        for number in (1, 2, 3):
            d.say(f"{block}.o{number}.number", str(number))


@variant()
def rows_numbered_in_words_and_in_other_order(d: Document) -> None:
    words = {1: "Outcome 3", 2: "1.", 3: "Two"}
    meant = {1: 3, 2: 1, 3: 2}
    cells = {number: list(d.row(f"r2.o{number}.score").iterchildren(w("tc"))) for number in meant}
    for number, mine in cells.items():
        d.say(f"r2.o{number}.number", words[number])
        for one in mine:
            one.set("meant", (one.get(FOR) or "").replace(f"o{number}", f"o{meant[number]}"))
    for one in (one for mine in cells.values() for one in mine):
        one.set(FOR, one.attrib.pop("meant"))


@variant()
def row_of_notes_between(d: Document) -> None:
    d.row("r2.o2.score").addnext(row(cell("Notes: bring the card set to the meeting", span=6)))
    d.unread = {"Notes: bring the card set to the meeting"}


@variant()
def empty_row_across_between(d: Document) -> None:
    d.row("r2.o1.score").addnext(row(cell("", span=6)))


@variant()
def extra_column(d: Document) -> None:
    for block in d.blocks:
        head = parent_of(d.row(f"{block}.o1.score"))
        rows = list(head.iterchildren(w("tr")))
        at = rows.index(d.row(f"{block}.o1.score"))
        rows[at - 1].insert(3, cell("Evidence"))
        for each in rows[at:]:
            each.insert(3, cell())


@variant(WORD, OWN)
def columns_in_another_order(d: Document) -> None:
    for block in d.blocks:
        rows = list(d.table(f"{block}.o1.score").iterchildren(w("tr")))
        at = rows.index(d.row(f"{block}.o1.score"))
        for each in rows[at - 1 :]:
            cells = list(each.iterchildren(w("tc")))
            each.remove(cells[4])
            cells[0].addnext(cells[4])


@variant()
def not_working_before_working(d: Document) -> None:
    for each in [d.row("r2.date"), *(d.row(f"r2.{who}.working") for who in ("child", "parent", "school"))]:
        cells = list(each.iterchildren(w("tc")))
        each.remove(cells[-1])
        cells[-2].addprevious(cells[-1])
    each = d.row("r2.practitioner.working")
    cells = list(each.iterchildren(w("tc")))
    each.remove(cells[-1])
    cells[-2].addprevious(cells[-1])


# Cells that are not there


@variant(WORD, OWN)
def no_practitioners_row(d: Document) -> None:
    for block in d.blocks:
        take_out(d.row(f"{block}.practitioner.working"))
    d.gone |= {"practitioner.working", "practitioner.not_working"}


@variant()
def no_date_cell(d: Document) -> None:
    mine = d.cell("r2.date")
    before = mine.getprevious()
    assert before is not None
    take_out(before)
    take_out(mine)
    d.gone |= {"date"}


@variant()
def merged_score_cells(d: Document) -> None:
    for number in (1, 2, 3):
        shape = d.cell(f"r2.o{number}.score").find(w("tcPr"))
        assert shape is not None
        shape.append(x(f'<w:vMerge w:val="{"restart" if number == 1 else "continue"}"/>'))
    d.gone |= {"o1.score", "o2.score", "o3.score"}


@variant()
def merged_view_cells(d: Document) -> None:
    for who, merge in (("parent", "restart"), ("school", "continue")):
        shape = d.cell(f"r2.{who}.working").find(w("tcPr"))
        assert shape is not None
        shape.append(x(f'<w:vMerge w:val="{merge}"/>'))
    d.gone |= {"parent.working", "school.working"}


@variant()
def one_cell_for_both_columns(d: Document) -> None:
    take_out(d.cell("r2.child.not_working"))
    mine = d.cell("r2.child.working")
    span = mine.find(f"{w('tcPr')}/{w('gridSpan')}")
    assert span is not None
    span.set(w("val"), "4")
    d.gone |= {"child.working", "child.not_working"}


@variant()
def label_over_two_rows(d: Document) -> None:
    each = d.row("r2.practitioner.working")
    copy = deepcopy(each)
    for place, one in enumerate((each, copy)):
        shape = next(one.iter(w("tc"))).find(w("tcPr"))
        assert shape is not None
        shape.append(x(f'<w:vMerge w:val="{"continue" if place else "restart"}"/>'))
    for one in texts_of(next(copy.iter(w("tc")))):
        one.text = ""
    each.addnext(copy)


# Blocks


@variant()
def term_2_deleted(d: Document) -> None:
    take_out(d.heading("r2"))
    take_out(d.table("r2.date"))
    d.blocks.remove("r2")


@variant()
def term_3_deleted(d: Document) -> None:
    take_out(d.heading("r3"))
    take_out(d.table("r3.date"))
    d.blocks.remove("r3")


@variant()
def all_blocks_deleted(d: Document) -> None:
    for block in ("r1", "r2", "r3"):
        take_out(d.heading(block))
        take_out(d.table(f"{block}.date"))
    d.blocks = []
    d.refused |= {"word.no-place-for-reviews"}


@variant()
def only_headings_left(d: Document) -> None:
    for block in ("r1", "r2", "r3"):
        take_out(d.table(f"{block}.date"))
    d.blocks = []
    d.refused |= {"word.no-place-for-reviews"}


@variant(FULL)
def all_full(d: Document) -> None:
    d.refused |= {"review.plan-used-up"}


@variant(FULL)
def two_full_and_the_third_deleted(d: Document) -> None:
    term_3_deleted(d)
    d.held = {"r1", "r2"}
    d.asked.append("word.review-missing")


@variant()
def terms_in_other_order(d: Document) -> None:
    third = d.table("r3.date")
    place = d.heading("r2")
    heading = d.heading("r3")
    place.addprevious(heading)
    place.addprevious(third)


@variant()
def terms_in_other_order_and_one_without_number(d: Document) -> None:
    terms_in_other_order(d)
    retype(d.heading("r2"), "Progress Review")
    d.notes |= {"word.heading-missing-review"}


def _split(d: Document, purpose: str, *between: Element) -> None:
    whole = d.table(purpose)
    rows = list(whole.iterchildren(w("tr")))
    at = rows.index(d.row(purpose))
    copy = deepcopy(whole)
    for each in list(copy.iterchildren(w("tr"))):
        copy.remove(each)
    copy.extend(rows[at:])
    whole.addnext(copy)
    for one in between or (x("<w:p/>"),):
        copy.addprevious(one)


@variant()
def block_split_after_the_views(d: Document) -> None:
    parent = d.row("r2.o1.score").getprevious()
    assert parent is not None
    parent.append(deepcopy(parent[-1]))
    parent.remove(parent[-1])
    whole, rows = d.table("r2.date"), list(d.table("r2.date").iterchildren(w("tr")))
    copy = deepcopy(whole)
    for each in list(copy.iterchildren(w("tr"))):
        copy.remove(each)
    copy.extend(rows[5:])
    whole.addnext(copy)
    copy.addprevious(x("<w:p/>"))


@variant()
def block_split_between_its_rows(d: Document) -> None:
    _split(d, "r2.o2.score")


@variant()
def block_split_with_words_between(d: Document) -> None:
    _split(d, "r2.o3.score", paragraph("Continued overleaf"))
    d.unread = {"Continued overleaf"}


@variant()
def block_split_inside_the_views(d: Document) -> None:
    _split(d, "r2.school.working")


@variant()
def views_in_another_order_split_over_tables_of_other_widths(d: Document) -> None:
    not_working_before_working(d)
    _split(d, "r2.school.working")
    for who in ("school", "practitioner"):
        for one in d.row(f"r2.{who}.working").iterchildren(w("tc")):
            span = one.find(f"{w('tcPr')}/{w('gridSpan')}")
            assert span is not None
            span.set(w("val"), "1")
