"""Copies of rows and blocks are clean and empty, and the original keeps every word."""

from __future__ import annotations

import re

import pytest

from facilitator.word.document.added_rows import clear, copy_block, copy_row, reword
from facilitator.word.document.cell_writer import put
from facilitator.word.document.slots import AfterSlot, BoxSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Paragraph
from tests.word.bench import PLAIN, TRACKED, Bench, bench, p, prompt, sdt, table, tr
from tests.word.packing import READABLE, sample

SHOWN = "<w:showingPlcHdr/>"
RED = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
ANCHORS = (
    '<w:bookmarkStart w:id="900" w:name="b"/><w:commentRangeStart w:id="0"/>'
    "<w:r><w:t>words</w:t></w:r>"
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:bookmarkEnd w:id="900"/>'
)
ID = "w14:paraId='0A0B0C0D'"
CHANGES = (
    '<w:pPr><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>'
    '<w:ins w:id="2"><w:r><w:t>added</w:t></w:r></w:ins>'
    '<w:del w:id="3"><w:r><w:delText>gone</w:delText></w:r></w:del>'
)


def texts(desk: Bench, number: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in desk.view.tables[number - 1].rows]


def test_a_row_is_copied_without_its_words_and_with_their_look() -> None:
    desk = bench(
        table(tr(p("1"), f"<w:p><w:r>{RED}<w:t>one</w:t></w:r></w:p>{p('two')}"), tr(p("end"), p())) + p()
    )
    made = copy_row(desk.cell().row, desk.changes)
    desk.held()
    assert texts(desk) == [["1", "one\ntwo"], ["", ""], ["end", ""]]
    assert made is desk.view.tables[0].rows[1].element
    main = desk.fill(CellSlot(desk.cell(1, 2, 2)), "new")
    assert f'<w:r>{RED}<w:t xml:space="preserve">new</w:t></w:r>' in main
    assert [len(cell.paragraphs) for cell in desk.view.tables[0].rows[1].cells] == [1, 1]


def test_empty_paragraphs_to_write_on_are_kept() -> None:
    desk = bench(table(tr(p() * 4)) + p())
    copy_row(desk.cell().row, desk.changes)
    desk.held()
    assert len(desk.cell(1, 2).paragraphs) == 4


def test_a_copy_has_no_ids_anchors_and_tracked_changes() -> None:
    row = f"<w:tr {ID}><w:trPr><w:ins w:id='8'/></w:trPr><w:tc><w:p {ID[:-2]}B'>{ANCHORS}</w:p></w:tc></w:tr>"
    more = ANCHORS.replace('"900"', '"901"').replace('"b"', '"c"')
    desk = bench(table(row) + f"<w:p {ID[:-2]}C'>{more}</w:p><w:p>{CHANGES}</w:p><w:p/>")
    copy_row(desk.cell().row, desk.changes)
    blocks = list(desk.root[0])
    copies = copy_block(blocks[1:3], desk.changes)
    desk.held()
    for copy in (*copies, desk.view.tables[0].rows[1].element):
        xml = "".join(sorted(str(node.tag) for node in copy.iter()))
        assert not re.search("bookmark|comment|Change|}ins|}del", xml)
        assert not [name for node in copy.iter() for name in node.attrib if "Id" in str(name)]
    assert [e.text for e in desk.view.walk() if isinstance(e, Paragraph)] == [
        "words",
        "",
        "words",
        "added",
        "words",
        "added",
        "",
    ]


def test_a_copied_row_goes_on_with_a_merged_cell() -> None:
    def cell(merge: str, text: str = "") -> str:
        return f"<w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{p(text)}</w:tc>"

    restart = ' w:val="restart"'
    desk = bench(
        table(tr(cell(restart, "label"), p("1")), tr(cell(""), p("2")), tr(cell(restart, "next"), p("3")))
        + p()
    )
    copy_row(desk.cell(1, 1).row, desk.changes)
    desk.held()
    desk.look()
    copy_row(desk.cell(1, 3).row, desk.changes)
    copy_row(desk.cell(1, 4).row, desk.changes)
    desk.held()
    merged = [[cell.merged for cell in row.cells] for row in desk.view.tables[0].rows]
    assert [each[0] for each in merged] == [False, True, True, True, False, False]


def test_controls_of_a_copy_have_ids_of_their_own_and_wait_for_words() -> None:
    picker = sdt(
        '<w:id w:val="100000"/><w:date w:fullDate="2026-03-12T00:00:00Z"/>',
        "<w:r><w:t>12/03/2026</w:t></w:r>",
    )
    shown = sdt(f'<w:id w:val="7"/>{SHOWN}<w:dataBinding/>', prompt())
    box = sdt(
        '<w:id w:val="8"/><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "<w:r><w:t>☒</w:t></w:r>"
    )
    desk = bench(table(tr(*(f"<w:p>{each}</w:p>" for each in (picker, shown, box)))) + p())
    copy_row(desk.cell().row, desk.changes)
    main = desk.held()
    assert len(set(re.findall(r'<w:id w:val="(\d+)"', main))) == 6
    assert texts(desk) == [["12/03/2026", "", "☒"], ["", "", "☐"]]
    assert main.count("w:fullDate") == main.count("w:dataBinding") == 1
    for number, answer in enumerate(("14/07/2026", "words"), 1):
        put(CellSlot(desk.cell(1, 2, number)), [answer], PLAIN, desk.changes)
    main = desk.held()
    assert 'w:fullDate="2026-07-14T00:00:00Z"' in main
    assert texts(desk)[1] == ["14/07/2026", "words", "☐"]


@pytest.mark.parametrize(
    ("body", "block", "shape"),
    [
        ("{t}<w:p/>", slice(0, 1), "tbl p tbl p"),
        ("<w:p/>{t}<w:p/>", slice(0, 2), "p tbl p tbl p"),
        ("{t}{t}", slice(0, 1), "tbl p tbl p tbl"),
        ("{t}", slice(0, 1), "tbl p tbl p"),
        ("{s}{t}", slice(0, 1), "sdt p sdt p tbl"),
        ("{t}{s}", slice(0, 1), "tbl p tbl p sdt"),
        ("{t}<w:p/>{t}<w:p/>", slice(0, 3), "tbl p tbl p tbl p tbl p"),
    ],
)
def test_two_tables_never_touch_and_the_body_ends_in_a_paragraph(body: str, block: slice, shape: str) -> None:
    one = table(tr(p("a")))
    desk = bench(body.format(t=one, s=sdt("<w:alias/>", one)))
    copy_block(list(desk.root[0])[block], desk.changes)
    desk.held()
    assert " ".join(str(each.tag).partition("}")[2] for each in desk.root[0]) == shape


def test_a_block_keeps_its_words_until_they_are_cleared() -> None:
    body = (
        p("Review 1     (R1)")
        + table(tr(p("Date:"), p("04/12/2025")), tr(p("Yes ☒ No ☐"), p("one") + p("two")))
        + p("What next?") + p("answer") + p("more") + p("end")
    )  # fmt: skip
    desk = bench(body)
    copy_block(list(desk.root[0])[:5], desk.changes)
    desk.held()
    paragraphs = [e for e in desk.view.body if isinstance(e, Paragraph)]
    title = paragraphs[4]
    assert title.text == "Review 1     (R1)"
    reword(title, 14, 16, "R2", desk.changes)
    reword(title, 7, 8, "2", desk.changes)
    clear(CellSlot(desk.cell(2, 1, 2)), desk.changes)
    clear(CellSlot(desk.cell(2, 2, 2)), desk.changes)
    clear(BoxSlot(desk.cell(2, 2, 1).paragraphs[0], 4), desk.changes)
    clear(UnderSlot(paragraphs[5], paragraphs[6:8]), desk.changes)
    desk.held()
    assert texts(desk, 1) == [["Date:", "04/12/2025"], ["Yes ☒ No ☐", "one\ntwo"]]
    assert texts(desk, 2) == [["Date:", ""], ["Yes ☐ No ☐", ""]]
    outside = [e.text for e in desk.view.body if isinstance(e, Paragraph)]
    original = ["Review 1     (R1)", "What next?", "answer", "more"]
    assert outside == [*original, "Review 2     (R2)", "What next?", "", "end"]


def test_an_answer_in_a_copied_line_is_cleared_over_runs() -> None:
    runs = "<w:r><w:t>Date: 04/</w:t></w:r><w:r><w:t>12/2025</w:t><w:tab/><w:t>(R1)</w:t></w:r>"
    desk = bench(f"<w:p>{runs}</w:p>{p()}")
    copy_block(list(desk.root[0])[:1], desk.changes)
    desk.look()
    copy = [e for e in desk.view.body if isinstance(e, Paragraph)][1]
    clear(AfterSlot(copy, 6, copy.text.index("\t")), desk.changes)
    desk.held()
    assert [e.text for e in desk.view.body if isinstance(e, Paragraph)] == [
        "Date: 04/12/2025\t(R1)", "Date: \t(R1)", "",
    ]  # fmt: skip


def test_words_take_the_look_of_what_they_stand_for() -> None:
    runs = f"<w:r><w:t>Term </w:t></w:r><w:r>{RED}<w:t>1</w:t></w:r><w:r><w:t> (R1)</w:t></w:r>"
    desk = bench(f"<w:p>{runs}</w:p>{p()}")
    copy_block(list(desk.root[0])[:1], desk.changes)
    desk.look()
    reword([e for e in desk.view.body if isinstance(e, Paragraph)][1], 5, 6, "two", desk.changes)
    assert f"<w:r>{RED}<w:t>two</w:t></w:r>" in desk.held()


def test_only_a_copy_is_cleared() -> None:
    desk = bench(table(tr(p("words"))) + p("label: words"))
    paragraph = desk.paragraph("label")
    slots: list[Slot] = [
        CellSlot(desk.cell()),
        AfterSlot(paragraph, 6, 12),
        UnderSlot(paragraph, [paragraph]),
        BoxSlot(paragraph, 0),
    ]
    before = desk.held()
    for slot in slots:
        with pytest.raises(ValueError, match="only a copy"):
            clear(slot, desk.changes)
    assert desk.held() == before


def test_a_section_break_is_not_copied() -> None:
    desk = bench(p("title", "", "<w:sectPr/>") + p("body") + "<w:sectPr/>")
    copy_block(list(desk.root[0]), desk.changes)
    main = desk.held()
    assert main.count("<w:sectPr/>") == 2
    assert [e.text for e in desk.view.walk()] == ["title", "body", "title", "body"]


def test_tracked_copies_are_insertions() -> None:
    desk = bench(p("title") + table("<w:tr><w:tblPrEx/>" + f"<w:tc>{p('a')}</w:tc></w:tr>") + p())
    copy_block(list(desk.root[0])[:2], desk.changes, TRACKED)
    desk.look()
    copy_row(desk.cell(2).row, desk.changes, TRACKED)
    main = desk.held()
    ids = re.findall(r'<w:ins w:id="(\d+)" w:author="Mrs Hollis"', main)
    assert len(ids) == len(set(ids))
    assert len(re.findall(r"<w:tr><w:tblPrEx/><w:trPr><w:ins [^>]*/></w:trPr>", main)) == 2
    assert re.search(
        r"<w:p><w:pPr><w:rPr><w:ins [^>]*/></w:rPr></w:pPr><w:ins [^>]*><w:r><w:rPr/><w:t[^>]*>title", main
    )


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("manner", [PLAIN, TRACKED])
def test_every_row_and_the_whole_body_of_a_sample_can_be_copied(name: str, manner: object) -> None:
    desk = Bench(sample(name))
    before = [cell.text for each in desk.view.tables for row in each.rows for cell in row.cells]
    rows = [row for each in desk.view.tables for row in each.rows]
    for row in rows:
        copy_row(row, desk.changes, manner)  # type: ignore[arg-type]
    desk.held()
    after = [row for each in desk.view.tables for row in each.rows]
    assert [cell.text for row in after[::2] for cell in row.cells] == before
    left = [cell.text.strip() for row in after[1::2] for cell in row.cells]
    assert all(
        "☐" in text and "☒" not in text for text in left if text
    )  # lines with boxes are the form's own
    whole = Bench(sample(name))
    said = [e.text for e in whole.view.walk() if isinstance(e, Paragraph)]
    copy_block(list(whole.root[0]), whole.changes, manner)  # type: ignore[arg-type]
    whole.held()
    again = [e.text for e in whole.view.walk() if isinstance(e, Paragraph)]
    assert again[: len(said)] == said
    assert [text for text in again[len(said) :] if text] == [text for text in said if text]
