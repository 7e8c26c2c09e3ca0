"""Awkward Word plans: words that stand there already, and headings and labels in every shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from tests.word.awkward import (
    HEADING,
    OWN,
    PLAIN,
    WORD,
    Document,
    cell,
    paragraph,
    parent_of,
    retype,
    row,
    table,
    take_out,
    texts_of,
    w,
    x,
)
from tests.word.judging import FOR, Element, words_in
from tests.word.variants_of_blocks import no_date_cell, rows_numbered_in_words_and_in_other_order
from tests.word.varying import VARIANTS, Variant, variant

# Words that stand there already


@variant(WORD, OWN)
def half_filled_school_view(d: Document) -> None:
    d.say("r2.school.working", "Ready for the review: reads daily.", "Second line of it.")
    d.asked.append("word.half-filled")


@variant()
def half_filled_date(d: Document) -> None:
    d.say("r2.date", "10/03/2026")
    d.asked.append("word.one-value")


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
    d.asked.append("word.one-value")


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
    shape = f"<wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawn = f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"
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
    reviews = [f"Progress Review Term {number}\t{number + 2}" for number in (1, 2, 3)]
    for words in ("Contents", "Outcome for this year: 1\t1", "Outcome for this year: 2\t2", *reviews):
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
