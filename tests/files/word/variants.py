"""Awkward Word plans of the support-plan form, each with what must be written, asked or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from tests.files.word.awkward import (
    FULL,
    HEADING,
    OWN,
    PLAIN,
    WORD,
    Document,
    NotHere,
    base,
    cell,
    paragraph,
    parent_of,
    retype,
    row,
    table,
    take_out,
    texts_of,
    w,
    wrap,
    x,
)
from tests.files.word.judging import FOR, Element, words_in

Vary = Callable[[Document], None]


@dataclass(frozen=True)
class Variant:
    """One variation: its name, the document that it starts from, and what it does to one."""

    name: str
    start: str
    vary: Vary

    def document(self) -> Document:
        """Return the document with the variation."""
        made = base(self.start)
        self.vary(made)
        return made


VARIANTS: list[Variant] = []


def variant(*starts: str) -> Callable[[Vary], Vary]:
    """Add a variation to the list, from each of some documents."""

    def add(vary: Vary) -> Vary:
        VARIANTS.extend(
            Variant(f"{vary.__name__}-{start}" if len(starts) > 1 else vary.__name__, start, vary)
            for start in starts or (WORD,)
        )
        return vary

    return add


@variant(WORD, PLAIN, OWN)
def as_it_is(_: Document) -> None:
    """Written as it is."""


# Outcomes and their rows


def _paste_box(d: Document, printed: int, wording: str) -> None:
    box = d.outcome_table(3)
    copy = deepcopy(box)
    label, answer = list(copy.iter(w("tc")))[:2]
    retype(next(label.iter(w("p"))), f"Outcome for this year: {printed}")
    retype(next(answer.iter(w("p"))), wording)
    box.addnext(copy)
    copy.addprevious(x("<w:p/>"))


def _add_row(d: Document, block: str, number: int, printed: str = "") -> None:
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
    _paste_box(d, 3, "By the end of Year 3 Mina will tie her laces.")
    for block in d.blocks:
        _add_row(d, block, 4)
    d.outcomes, d.notes = [1, 2, 3, 4], {"word.renumbered-outcome"}


@variant(WORD, OWN)
def four_outcomes_three_rows(d: Document) -> None:
    _paste_box(d, 4, "By the end of Year 3 Mina will tie her laces.")
    d.outcomes = [1, 2, 3, 4]
    d.asked.append("word.row-missing")


@variant()
def two_pasted_boxes(d: Document) -> None:
    _paste_box(d, 3, "By the end of Year 3 Mina will tie her laces.")
    _paste_box(d, 3, "By the end of Year 3 Mina will ride a bicycle.")
    d.outcomes, d.notes = [1, 2, 3, 4, 5], {"word.renumbered-outcome"}
    d.asked.append("word.row-missing")


@variant()
def four_outcomes_and_a_total_row(d: Document) -> None:
    four_outcomes_three_rows(d)
    d.row("r2.o3.score").addnext(row(cell("Total"), cell("", span=2), cell(), cell(), cell()))


@variant()
def more_rows_than_outcomes(d: Document) -> None:
    for number in (4, 5):
        _add_row(d, "r2", number, str(number))
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


# Words that stand there already


@variant(WORD, OWN)
def half_filled_school_view(d: Document) -> None:
    d.say("r2.school.working", "Ready for the review: reads daily.", "Second line of it.")
    d.asked.append("word.half-filled")


@variant()
def half_filled_date(d: Document) -> None:
    d.say("r2.date", "10/03/2026")
    d.asked.append("word.half-filled")


@variant()
def half_filled_same_date(d: Document) -> None:
    d.say("r2.date", "12/03/2026")


@variant()
def half_filled_achieved(d: Document) -> None:
    d.say("r2.o1.achieved", "Takes a card by herself.")
    d.notes |= {"word.row-without-number"}
    d.asked.append("word.half-filled")


@variant()
def half_filled_achieved_by_number(d: Document) -> None:
    d.say("r2.o1.number", "2")
    d.say("r2.o1.achieved", "Fifty words read.")
    cells = {number: list(d.row(f"r2.o{number}.score").iterchildren(w("tc"))) for number in (1, 2)}
    for number, other in ((1, 2), (2, 1)):
        for one in cells[number]:
            one.set(FOR, (one.get(FOR) or "").replace(f"o{number}", f"o{other}"))
    d.asked.append("word.half-filled")


@variant()
def row_filled_without_number(d: Document) -> None:
    d.say("r2.o2.barriers", "Missed two weeks.")
    d.notes |= {"word.row-without-number"}
    d.asked.append("word.half-filled")


@variant()
def table_in_an_answer(d: Document) -> None:
    inner = table(row(cell("Name"), cell("What")), row(cell("Zara"), cell("Reads with her")))
    mine = d.cell("r2.school.working")
    mine.insert(1, inner)
    d.asked.append("word.half-filled")


@variant()
def empty_table_in_an_answer(d: Document) -> None:
    d.cell("r2.school.working").insert(1, table(row(cell(), cell())))


@variant()
def answers_that_read_like_labels(d: Document) -> None:
    for purpose, words in (
        ("r1.child.working", "Class"),
        ("r1.parent.working", "Child View"),
        ("r1.school.working", "Date:"),
        ("r1.o1.achieved", "What has been achieved"),
        ("r1.o2.barriers", "Barriers to progress"),
        ("r1.o3.next", "Progress Review Term 3"),
    ):
        d.say(purpose, words)


@variant()
def lines_to_write_on(d: Document) -> None:
    d.say("r2.child.working", "………………", "_______")
    d.say("r2.date", "__/__/____")
    d.say("r2.o1.score", "….")


@variant()
def hints_in_answers(d: Document) -> None:
    d.say("r2.school.working", "Click or tap here to enter text.")
    d.say("r2.o1.barriers", "This should be specific provision")


@variant()
def empty_paragraphs_of_every_kind(d: Document) -> None:
    mine = d.cell("r2.child.working")
    mine.insert(1, x('<w:p><w:r><w:t xml:space="preserve">  </w:t></w:r></w:p>'))
    mine.append(x("<w:p><w:r><w:tab/></w:r></w:p>"))
    mine.append(x("<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>"))


@variant()
def half_filled_date_in_words(d: Document) -> None:
    d.say("r2.date", "the week of 9 March, if Ms Okafor-Lind can come")
    d.asked.append("word.half-filled")


@variant()
def label_in_an_answer_and_no_date_cell(d: Document) -> None:
    no_date_cell(d)
    d.say("r2.child.working", "Date:")
    d.say("r2.parent.not_working", "Class")
    d.asked.append("word.half-filled")


@variant()
def a_form_in_an_answer(d: Document) -> None:
    inner = table(
        row(cell(), cell("What’s working"), cell("What’s not working")),
        row(cell("Parent View"), cell(), cell()),
        row(cell("Date:"), cell(), cell()),
        columns=3,
    )
    d.cell("r2.child.working").insert(1, inner)
    d.asked.append("word.half-filled")


@variant()
def view_headings_missing(d: Document) -> None:
    for one in d.row("r2.date").iterchildren(w("tc")):
        if words_in(one).startswith("What"):
            retype(next(one.iter(w("p"))), "")
    d.notes |= {"word.columns-in-order"}


@variant()
def progress_headings_missing(d: Document) -> None:
    above = d.row("r2.o1.score").getprevious()
    assert above is not None
    take_out(above)
    d.gone |= {
        f"o{n}.{part}" for n in (1, 2, 3) for part in ("number", "achieved", "barriers", "next", "score")
    }


@variant()
def heading_over_the_numbers_missing(d: Document) -> None:
    above = d.row("r2.o1.score").getprevious()
    assert above is not None
    retype(next(above.iter(w("p"))), "Which")
    d.notes |= {"word.rows-in-order"}
    d.gone |= {"o1.number", "o2.number", "o3.number"}
    d.unread |= {"Which"}


@variant()
def heading_over_the_numbers_missing_and_rows_in_other_order(d: Document) -> None:
    rows_numbered_in_words_and_in_other_order(d)
    above = d.row("r2.o1.score").getparent()
    assert above is not None
    first = next(one for one in d.table("r2.o1.score").iter(w("tc")) if words_in(one) == "Outcome no.")
    retype(next(first.iter(w("p"))), "Which")


@variant()
def one_heading_cell_too_few(d: Document) -> None:
    above = d.row("r2.o1.score").getprevious()
    assert above is not None
    take_out(next(above.iterchildren(w("tc"))))
    d.gone |= {
        f"o{n}.{part}" for n in (1, 2, 3) for part in ("number", "achieved", "barriers", "next", "score")
    }


# Headings


def _rehead(d: Document, text: str) -> Element:
    mine = d.heading("r2")
    retype(mine, text)
    return mine


for _name, _words in {
    "term_two": "Progress Review Term Two",
    "capitals": "PROGRESS REVIEW TERM 2",
    "with_season": "Progress Review Term 2 (Spring)",
    "with_dash": "Progress Review – Term 2 – Spring 2026",
    "with_colon": "Progress Review: Term 2:",
    "second_term": "Second Term Progress Review",
    "term_first": "Term 2 Progress Review",
    "ordinal": "Progress Review 2nd Term",
}.items():

    def _named(d: Document, words: str = _words) -> None:
        _rehead(d, words)

    VARIANTS.append(Variant(f"heading_{_name}", WORD, _named))


@variant(WORD, OWN)
def heading_missing(d: Document) -> None:
    take_out(d.heading("r2"))
    d.notes |= {"word.heading-missing-review"}


@variant()
def headings_missing(d: Document) -> None:
    for block in ("r1", "r2", "r3"):
        take_out(d.heading(block))
    d.notes |= {"word.heading-missing-review"}


@variant()
def heading_without_number(d: Document) -> None:
    _rehead(d, "Progress Review")
    d.notes |= {"word.heading-missing-review"}


@variant()
def heading_numbered_twice(d: Document) -> None:
    _rehead(d, "Progress Review Term 1")
    d.notes |= {"word.renumbered-review"}


@variant(WORD, PLAIN)
def heading_in_a_text_box(d: Document) -> None:
    mine = d.heading("r2")
    words = "<w:txbxContent><w:p><w:r><w:t>Progress Review Term 2</w:t></w:r></w:p></w:txbxContent>"
    drawn = f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict>"
    box = x(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    parent_of(mine).replace(mine, box)


@variant()
def heading_in_pieces(d: Document) -> None:
    mine = d.heading("r2")
    for run in list(mine.iterchildren(w("r")))[1:]:
        mine.remove(run)
    mine.extend(
        x(xml)
        for xml in (
            "<w:bookmarkStart w:id='901' w:name='rev2'/>",
            "<w:r><w:t>Prog</w:t></w:r>",
            "<w:proofErr w:type='spellStart'/>",
            "<w:r><w:t xml:space='preserve'>ress </w:t></w:r>",
            "<w:commentRangeStart w:id='902'/>",
            "<w:r><w:t>Review Te</w:t></w:r>",
            "<w:r><w:lastRenderedPageBreak/><w:t>rm</w:t></w:r>",
            "<w:bookmarkEnd w:id='901'/>",
            "<w:r><w:t xml:space='preserve'> 2</w:t></w:r>",
            "<w:commentRangeEnd w:id='902'/>",
        )
    )


@variant()
def heading_in_the_first_row(d: Document) -> None:
    for block in ("r1", "r2", "r3"):
        words = words_in(d.heading(block))
        take_out(d.heading(block))
        first = d.row(f"{block}.date")
        first.addprevious(row(cell(words.strip(), span=6)))
        d.table(f"{block}.date").addprevious(x("<w:p/>"))


@variant()
def heading_beside_the_columns(d: Document) -> None:
    for block in ("r1", "r2", "r3"):
        words = words_in(d.heading(block))
        take_out(d.heading(block))
        label = d.cell(f"{block}.date").getprevious()
        assert label is not None
        label.insert(1, paragraph(words.strip()))
        d.table(f"{block}.date").addprevious(x("<w:p/>"))


@variant()
def contents_list_before(d: Document) -> None:
    first = d.body()[0]
    for words in ("Contents", "Outcome for this year: 1\t1", "Outcome for this year: 2\t2",
                  "Progress Review Term 1\t3", "Progress Review Term 2\t4", "Progress Review Term 3\t5"):  # fmt: skip
        line = x("<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr></w:p>")
        for place, part in enumerate(words.split("\t")):
            if place:
                line.append(x("<w:r><w:tab/></w:r>"))
            line.append(x(f"<w:r><w:t>{part}</w:t></w:r>"))
        first.addprevious(line)


@variant()
def letter_before(d: Document) -> None:
    first = d.body()[0]
    for words in (
        "Dear Mr and Mrs Farrow-Adeyemi,",
        "Date: 1 March 2026",
        "Progress Review Term 2 will be held in the library at two.",
        "Please bring the card set. What is working at home is what we want to hear first.",
        "Yours, Mrs Hollis",
    ):
        first.addprevious(paragraph(words))


@variant()
def signatures_after(d: Document) -> None:
    last = d.table("r3.date")
    signed = table(
        row(cell("Name"), cell(), cell("Date"), cell()),
        row(cell("Signed"), cell(), cell("Date:"), cell()),
        columns=4,
    )
    last.addnext(signed)
    signed.addprevious(paragraph("Signatures"))
    signed.addnext(x("<w:p/>"))
    d.unread = {"Signatures"}


@variant()
def signatures_after_each_block(d: Document) -> None:
    for block in d.blocks:
        last = d.table(f"{block}.child.working")
        signed = table(row(cell("Signed by"), cell(), cell("Date"), cell()), columns=4)
        last.addnext(signed)
        signed.addprevious(x("<w:p/>"))
        signed.addnext(x("<w:p/>"))


@variant()
def signatures_and_no_date_cell(d: Document) -> None:
    no_date_cell(d)
    signatures_after_each_block(d)


@variant()
def two_childrens_plans(d: Document) -> None:
    body = d.body()
    copies = [deepcopy(one) for one in body if one.tag != w("sectPr")]
    last = body[-1]
    for copy in copies:
        for one in copy.iter():
            one.attrib.pop(FOR, None)
            one.attrib.pop(HEADING, None)
        for text in texts_of(copy):
            text.text = (text.text or "").replace("Mina", "Tobi").replace("Farrow-Adeyemi", "Winslow")
        last.addprevious(copy)
    d.refused |= {"word.several-plans"}


# Labels


def _each_label(d: Document, change: Callable[[str], str]) -> None:
    for one in d.labels():
        for text in texts_of(one):
            text.text = change(text.text or "")


for _name, _change in {
    "upper_case": str.upper,
    "lower_case": str.lower,
    "straight_quotes": lambda text: text.replace("’", "'"),
    "no_quotes": lambda text: text.replace("’", ""),
    "no_break_spaces": lambda text: text.replace(" ", "\u00a0"),
    "double_spaces": lambda text: text.replace(" ", "  "),
    "soft_hyphens": lambda text: re.sub(r"([a-z]{3})(?=[a-z]{3})", "\\1\u00ad", text),
    "zero_width_spaces": lambda text: text.replace(" ", "\u200b "),
    "en_dashes": lambda text: text.replace("/", "–").replace("(", "– ").replace(")", ""),
    "trailing_colons": lambda text: text.rstrip(":") + ":" if text.strip() else text,
    "full_stops": lambda text: text.rstrip(":") + "." if text.strip() else text,
    "spaces_around": lambda text: f"  {text} ",
}.items():

    def _relabelled(d: Document, change: Callable[[str], str] = _change) -> None:
        _each_label(d, change)

    VARIANTS.append(Variant(f"labels_{_name}", WORD, _relabelled))


@variant(WORD, OWN)
def labels_in_pieces(d: Document) -> None:
    for one in list(d.labels()):
        for run in list(one.iter(w("r"))):
            text = run.find(w("t"))
            if text is None or not text.text or run.find(w("br")) is not None:
                continue
            for letter in text.text:
                piece = deepcopy(run)
                inner = piece.find(w("t"))
                assert inner is not None
                inner.text = letter
                inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addprevious(piece)
                run.addprevious(x("<w:proofErr w:type='gramStart'/>"))
            parent_of(run).remove(run)


@variant()
def labels_in_two_paragraphs(d: Document) -> None:
    for one in list(d.labels(heads=False)):
        words = words_in(one).split(" ")
        if len(words) > 2 and len(words) < 12:
            retype(one, " ".join(words[:2]))
            one.addnext(paragraph(" ".join(words[2:])))


@variant()
def labels_in_synonyms(d: Document) -> None:
    swap = {
        "Child View": "Pupil's views",
        "Parent View": "Parent/carer view",
        "What’s working": "What is working well?",
        "Date:": "Date of review",
        "Outcome no.": "Outcome",
        "Progress Measure (1-5)": "Score",
    }
    for one in list(d.labels(heads=False)):
        words = words_in(one).strip()
        if words in swap:
            retype(one, swap[words])


# How tables are laid out


def _whole_in(d: Document, before: list[Element]) -> None:
    body = d.body()
    inside = [one for one in body if one.tag != w("sectPr")]
    holder = cell()
    holder.remove(holder[-1])
    outer = table(row(*before, holder))
    body.insert(0, outer)
    holder.extend(inside)
    holder.append(x("<w:p/>"))


@variant(WORD, PLAIN, OWN)
def all_in_one_cell(d: Document) -> None:
    _whole_in(d, [])


@variant()
def all_in_two_columns(d: Document) -> None:
    _whole_in(d, [cell("Our school", "Be kind")])
    d.unread = {"Our school", "Be kind"}


@variant(FULL)
def all_in_one_cell_and_the_third_deleted(d: Document) -> None:
    two_full_and_the_third_deleted(d)
    _whole_in(d, [])


@variant()
def each_block_in_a_row_of_one_table(d: Document) -> None:
    outer = table(columns=1)
    for block in ("r1", "r2", "r3"):
        heading, whole = d.heading(block), d.table(f"{block}.date")
        take_out(heading)
        holder = cell()
        holder.remove(holder[-1])
        if block == "r1":
            whole.addprevious(x("<w:p/>"))
            whole.addprevious(outer)
        outer.append(row(holder))
        holder.extend([heading, whole, x("<w:p/>")])


@variant()
def grid_before(d: Document) -> None:
    for one in ("r2.child.working", "r2.o1.score", "r2.o3.score"):
        mine = d.row(one)
        shape = mine.find(w("trPr"))
        if shape is None:
            shape = x("<w:trPr/>")
            mine.insert(0, shape)
        shape.insert(0, x('<w:gridBefore w:val="1"/>'))


@variant()
def dragged_borders(d: Document) -> None:
    for number, spans in ((1, (1, 3, 1, 2, 1)), (2, (2, 2, 1, 1, 1)), (3, (1, 1, 2, 1, 2))):
        cells = list(d.row(f"r2.o{number}.score").iterchildren(w("tc")))
        for one, span in zip(cells, spans, strict=True):
            shape = one.find(w("tcPr"))
            assert shape is not None
            old = shape.find(w("gridSpan"))
            if old is not None:
                shape.remove(old)
            shape.insert(1, x(f'<w:gridSpan w:val="{span}"/>'))


@variant()
def right_to_left(d: Document) -> None:
    for one in d.all("tblPr"):
        one.insert(0, x("<w:bidiVisual/>"))
    for one in d.all("pPr"):
        one.insert(0, x("<w:bidi/>"))


# Content controls


@variant()
def date_picker_round_the_run(d: Document) -> None:
    mine = next(d.cell("r2.date").iter(w("p")))
    mine.append(
        x(
            "<w:sdt><w:sdtPr><w:id w:val='77'/><w:showingPlcHdr/><w:date><w:dateFormat w:val='dd/MM/yyyy'/>"
            "<w:lid w:val='en-GB'/></w:date></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr>"
            "<w:t>Click or tap to enter a date.</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


@variant()
def date_picker_round_the_cell(d: Document) -> None:
    mine = d.cell("r2.date")
    next(mine.iter(w("p"))).append(x("<w:r><w:t>Click or tap to enter a date.</w:t></w:r>"))
    wrap(mine, "<w:id w:val='78'/><w:showingPlcHdr/><w:date><w:dateFormat w:val='dd/MM/yyyy'/></w:date>")


@variant()
def control_round_the_row(d: Document) -> None:
    wrap(d.row("r2.child.working"), "<w:id w:val='79'/><w:richText/>")


@variant()
def control_round_the_table(d: Document) -> None:
    wrap(d.table("r2.date"), "<w:id w:val='80'/>")


@variant()
def text_control_round_the_cell(d: Document) -> None:
    mine = d.cell("r2.child.working")
    next(mine.iter(w("p"))).append(x("<w:r><w:t>Click or tap here to enter text.</w:t></w:r>"))
    wrap(mine, "<w:id w:val='81'/><w:showingPlcHdr/><w:text/>")


@variant()
def drop_down_scores(d: Document) -> None:
    items = "".join(f"<w:listItem w:displayText='{n}' w:value='{n}'/>" for n in range(1, 6))
    for number in (1, 2, 3):
        next(d.cell(f"r2.o{number}.score").iter(w("p"))).append(
            x(
                f"<w:sdt><w:sdtPr><w:id w:val='{90 + number}'/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
                "<w:sdtContent><w:r><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )


@variant()
def repeating_rows(d: Document) -> None:
    rows = [d.row(f"r2.o{number}.score") for number in (1, 2, 3)]
    section = x("<w:sdt><w:sdtPr><w:id w:val='95'/><w15:repeatingSection/></w:sdtPr><w:sdtContent/></w:sdt>")
    rows[0].addprevious(section)
    for place, one in enumerate(rows):
        item = x(
            f"<w:sdt><w:sdtPr><w:id w:val='{96 + place}'/><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        item[1].append(one)
        section[1].append(item)


@variant()
def repeating_rows_too_few(d: Document) -> None:
    repeating_rows(d)
    four_outcomes_three_rows(d)


@variant()
def locked_control(d: Document) -> None:
    mine = d.cell("r2.school.working")
    wrap(next(mine.iterchildren(w("p"))), "<w:id w:val='82'/><w:lock w:val='sdtContentLocked'/>")
    d.refused |= {"word.locked-control"}


@variant()
def bound_control(d: Document) -> None:
    mine = next(d.cell("r2.school.working").iter(w("p")))
    mine.append(
        x(
            "<w:sdt><w:sdtPr><w:id w:val='83'/><w:dataBinding w:xpath='/a' w:storeItemID='{1}'/><w:text/></w:sdtPr>"
            "<w:sdtContent><w:r><w:t>From the office system</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    d.asked.append("word.half-filled")


@variant(OWN)
def check_boxes_for_other_plans(d: Document) -> None:
    for one in d.all("tbl")[1].iter(w("tc")):
        if not words_in(one):
            next(one.iter(w("p"))).append(
                x(
                    "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr>"
                    "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
                )
            )


@variant()
def smart_tags_and_custom_xml(d: Document) -> None:
    for one in list(d.labels(heads=False))[:30]:
        run = next(one.iter(w("r")), None)
        if run is not None:
            tag = x("<w:smartTag w:uri='urn:x' w:element='place'/>")
            run.addprevious(tag)
            tag.append(run)


# Tracked changes, comments, notes, fields


def _inserted(xml: str) -> str:
    return f"<w:ins w:id='501' w:author='A' w:date='2026-01-01T00:00:00Z'>{xml}</w:ins>"


@variant()
def tracked_changes_in_labels(d: Document) -> None:
    for one in d.labels(heads=False):
        if words_in(one).strip() == "Child View":
            text = texts_of(one)[0]
            text.text = "Ch"
            run = parent_of(text)
            run.addnext(x(_inserted("<w:r><w:t xml:space='preserve'>ild View</w:t></w:r>")))
            run.addnext(
                x("<w:del w:id='502' w:author='A'><w:r><w:delText>ildren said</w:delText></w:r></w:del>")
            )


@variant()
def deleted_words_in_an_answer(d: Document) -> None:
    next(d.cell("r2.school.working").iter(w("p"))).append(
        x("<w:del w:id='503' w:author='A'><w:r><w:delText>Not this.</w:delText></w:r></w:del>")
    )


@variant()
def inserted_words_in_an_answer(d: Document) -> None:
    next(d.cell("r2.school.working").iter(w("p"))).append(
        x(_inserted("<w:r><w:t>Reads every day.</w:t></w:r>"))
    )
    d.asked.append("word.half-filled")


@variant()
def deleted_row(d: Document) -> None:
    mine = d.row("r2.practitioner.working")
    shape = mine.find(w("trPr"))
    if shape is None:
        shape = x("<w:trPr/>")
        mine.insert(0, shape)
    shape.append(x("<w:del w:id='504' w:author='A' w:date='2026-01-01T00:00:00Z'/>"))
    d.gone |= {"practitioner.working", "practitioner.not_working"}


@variant()
def moved_words(d: Document) -> None:
    d.cell("r2.child.working").append(
        x("<w:p><w:moveFrom w:id='505' w:author='A'><w:r><w:t>I like maths.</w:t></w:r></w:moveFrom></w:p>")
    )
    d.cell("r2.parent.working").append(
        x("<w:p><w:moveTo w:id='506' w:author='A'><w:r><w:t>I like maths.</w:t></w:r></w:moveTo></w:p>")
    )
    d.asked.append("word.half-filled")


@variant()
def comment_on_an_answer(d: Document) -> None:
    mine = next(d.cell("r2.child.working").iter(w("p")))
    mine.append(x("<w:commentRangeStart w:id='0'/>"))
    mine.append(x("<w:commentRangeEnd w:id='0'/>"))
    mine.append(x("<w:r><w:commentReference w:id='0'/></w:r>"))


@variant()
def footnote_in_an_answer(d: Document) -> None:
    mine = next(d.cell("r2.child.working").iter(w("p")))
    mine.append(x("<w:r><w:t>Sent in before.</w:t></w:r>"))
    mine.append(x("<w:r><w:footnoteReference w:id='2'/></w:r>"))
    d.asked.append("word.half-filled")


@variant()
def hidden_words(d: Document) -> None:
    mine = next(d.cell("r2.child.working").iter(w("p")))
    mine.append(x("<w:r><w:rPr><w:vanish/></w:rPr><w:t>For the office only.</w:t></w:r>"))


def _field(code: str, result: str) -> str:
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        f"<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


@variant()
def text_form_field(d: Document) -> None:
    mine = next(d.cell("r2.date").iter(w("p")))
    mine.extend(x(f"<w:x>{_field('FORMTEXT', chr(0x2002) * 5)}</w:x>"))


@variant()
def today_as_a_field(d: Document) -> None:
    mine = next(d.cell("r2.date").iter(w("p")))
    mine.extend(x(f"<w:x>{_field('DATE', '02/02/2026')}</w:x>"))
    d.asked.append("word.half-filled")


@variant()
def bullets_in_answers(d: Document) -> None:
    for who in ("child", "parent"):
        mine = next(d.cell(f"r2.{who}.working").iter(w("p")))
        shape = mine.find(w("pPr"))
        if shape is None:
            shape = x("<w:pPr/>")
            mine.insert(0, shape)
        shape.insert(0, x("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"))


@variant()
def alternate_content_round_a_heading(d: Document) -> None:
    mine = d.heading("r2")
    other = x(
        "<mc:AlternateContent><mc:Choice Requires='w14'/><mc:Fallback><w:p><w:r><w:t>Progress Review Term 9</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    )
    parent_of(mine).replace(mine, other)
    other[0].append(mine)


@variant()
def picture_in_an_answer(d: Document) -> None:
    mine = next(d.cell("r2.child.working").iter(w("p")))
    mine.append(x("<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"))
    d.asked.append("word.half-filled")


@variant()
def many_languages(d: Document) -> None:
    for one in d.all("rPr"):
        one.append(x('<w:lang w:val="de-DE" w:bidi="ar-SA"/>'))
    for one in d.all("tblStyle"):
        one.set(w("val"), "Tabellenraster")


# The file


def _settings(d: Document, xml: str) -> None:
    name = "word/settings.xml"
    if name not in d.parts:
        raise NotHere(name)
    text = d.parts[name].decode()
    made = re.sub(r"(<w:settings\b[^>]*>)", lambda found: found[1] + xml, text, count=1)
    assert made != text
    d.parts[name] = made.encode()


for _kind in ("readOnly", "forms", "comments", "trackedChanges"):

    def _protected(d: Document, kind: str = _kind) -> None:
        _settings(d, f'<w:documentProtection w:edit="{kind}" w:enforcement="1"/>')
        d.asked.insert(0, "word.is-protected")

    VARIANTS.append(Variant(f"protected_{_kind}", WORD, _protected))


@variant()
def protection_not_enforced(d: Document) -> None:
    _settings(d, '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')


@variant(WORD, PLAIN, OWN)
def track_changes_on(d: Document) -> None:
    _settings(d, "<w:trackRevisions/>")
    d.asked.append("word.tracks-changes")


@variant()
def protected_and_tracked_and_half_filled(d: Document) -> None:
    _settings(d, '<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>')
    d.asked += ["word.is-protected", "word.tracks-changes"]
    half_filled_achieved(d)


@variant(FULL)
def tracked_and_the_third_deleted(d: Document) -> None:
    track_changes_on(d)
    two_full_and_the_third_deleted(d)


@variant(OWN)
def strict_namespace(d: Document) -> None:
    from lxml import etree

    text = etree.tostring(d.root).decode()
    text = text.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    d.root = etree.fromstring(text)


@variant()
def main_part_with_another_name(d: Document) -> None:
    d.main = "word/document2.xml"
    d.parts = {name.replace("word/document.xml", d.main): data for name, data in d.parts.items()}
    d.parts = {
        name.replace("document.xml.rels", "document2.xml.rels"): data for name, data in d.parts.items()
    }
    for name in ("_rels/.rels", "[Content_Types].xml"):
        d.parts[name] = d.parts[name].replace(b"word/document.xml", b"word/document2.xml")


@variant()
def macros_inside(d: Document) -> None:
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    new = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    d.parts["[Content_Types].xml"] = d.parts["[Content_Types].xml"].replace(old, new)
    d.parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not really"
    d.path = "/nowhere/plan.docm"


@variant()
def template(d: Document) -> None:
    types = d.parts["[Content_Types].xml"]
    d.parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    d.asked.insert(0, "word.is-template")
    d.path = "/nowhere/plan.dotx"


@variant()
def dangling_relationship(d: Document) -> None:
    d.parts["_rels/.rels"] = d.parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"'
        b' Target="docProps/thumbnail.jpeg"/></Relationships>',
    )


@variant()
def title_in_the_header(d: Document) -> None:
    for one in d.all("p"):
        if words_in(one).strip().lower() == "support plan":
            retype(one, "")
            break
    d.parts["word/header9.xml"] = (
        b'<?xml version="1.0"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:p><w:r><w:t>Support Plan</w:t></w:r></w:p></w:hdr>"
    )
    rels = "word/_rels/document.xml.rels"
    d.parts[rels] = d.parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"'
        b' Target="header9.xml"/></Relationships>',
    )


@variant()
def very_many_tables(d: Document) -> None:
    body = d.body()
    last = body[-1]
    for number in range(120):
        last.addprevious(table(row(cell(f"Appendix {number}"), cell("See the file"))))
        last.addprevious(x("<w:p/>"))
