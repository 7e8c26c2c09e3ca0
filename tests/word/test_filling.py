"""Words go into a form in its own hand, and nothing that stood there goes."""

from __future__ import annotations

import re

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document.cell_writer import locked, put
from facilitator.word.document.inline import UNTICKED
from facilitator.word.document.slots import BoxSlot, CellSlot, UnderSlot
from facilitator.word.lines_to_write_on import is_blank
from tests.word.bench import PLAIN, TRACKED, Bench, bench, p, prompt, sdt, table, tr
from tests.word.packing import sample

RED, BOLD, BIG = '<w:color w:val="FF0000"/>', "<w:b/>", '<w:sz w:val="28"/>'
SHOWN = "<w:showingPlcHdr/>"
ID5, SDT_LOCKED = '<w:id w:val="5"/>', '<w:lock w:val="sdtLocked"/>'
UNDERLINED = '<w:rPr><w:u w:val="single"/></w:rPr>'


FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Name:</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


def mark(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>"


def one_cell(*inside: str) -> Bench:
    return bench(table(tr(f"<w:tc>{''.join(inside)}</w:tc>")) + p())


def run_of(main: str, words: str) -> str:
    """Return the XML of the run that holds some words."""
    found = re.search(rf"<w:r>(?:(?!</?w:r>).)*{re.escape(words)}.*?</w:r>", main)
    assert found, words
    return found[0]


# --- a cell --------------------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [False, True])
def test_an_empty_cell_is_filled_as_its_mark_says(strict: bool) -> None:
    look = f'<w:ins w:id="3" w:author="x"/><w:strike/><w:vanish/>{RED}'
    desk = bench(table(tr(p("", "", mark(look)))) + p(), strict=strict)
    main = desk.fill(None, " He is  calm. ")
    made = f'<w:r><w:rPr>{RED}</w:rPr><w:t xml:space="preserve"> He is  calm. </w:t></w:r>'
    assert made in main
    assert desk.texts() == [" He is  calm. "]
    assert "ns0" not in main
    assert main.count("xmlns:w=") == 1


@pytest.mark.parametrize(("half_points", "kept"), [("4", False), ("11", False), ("12", True), ("28", True)])
def test_words_are_never_as_small_as_an_empty_paragraph_may_be(half_points: str, kept: bool) -> None:
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    main = one_cell(p("", "", mark(f"{size}{RED}"))).fill(None, "He is calm.")
    assert (size in run_of(main, "He is calm.")) is kept
    assert RED in run_of(main, "He is calm.")


def test_an_empty_run_says_how_before_the_mark() -> None:
    main = one_cell(f"<w:p><w:pPr>{mark(RED)}</w:pPr><w:r><w:rPr>{BIG}</w:rPr></w:r></w:p>").fill(None, "x")
    assert run_of(main, "x") == f'<w:r><w:rPr>{BIG}</w:rPr><w:t xml:space="preserve">x</w:t></w:r>'


def test_more_lines_are_copies_of_the_paragraph_without_its_ids() -> None:
    numbered = '<w:pStyle w:val="List"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    desk = one_cell(
        '<w:p w14:paraId="0A0B0C0D" w14:textId="77777777">'
        f"<w:pPr>{numbered}<w:sectPr/>{mark(RED)}</w:pPr></w:p>"
    )
    main = desk.fill(None, "one", "two", "three")
    assert desk.texts() == ["one", "two", "three"]
    assert main.count("w14:paraId") == 1
    assert main.count('<w:numId w:val="4"/>') == 3
    assert main.count("<w:sectPr/>") == 1
    assert main.count(f"<w:r><w:rPr>{RED}</w:rPr>") == 3


def test_a_numbered_list_that_waits_is_used_in_order() -> None:
    bullet = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    desk = one_cell(p("", "", bullet), p("", "", bullet), p("end"), p("", "", bullet), p("", "", bullet))
    desk.fill(None, "one", "two", "three")
    assert desk.texts() == ["", "", "end", "one", "two", "three"]


def test_words_stay_and_new_ones_come_after_them() -> None:
    desk = one_cell(
        p("Mum: calm", BOLD), f"<w:p><w:r><w:t>Dad: </w:t></w:r><w:r>{mark(RED)}<w:t>tired</w:t></w:r></w:p>"
    )
    main = desk.fill(None, "School: both")
    assert desk.texts() == ["Mum: calm", "Dad: tired", "School: both"]
    assert RED in run_of(main, "School: both")


def test_words_come_after_what_is_struck_through_and_are_not_struck() -> None:
    main = one_cell(p("old provision", "<w:strike/><w:i/>")).fill(None, "R2 12/03/2026: new")
    assert mark("<w:i/>") in run_of(main, "R2 12/03/2026: new")


def test_an_empty_paragraph_after_the_words_is_used() -> None:
    desk = one_cell(p(), p("words", RED), p(), p())
    main = desk.fill(None, "more", "and more")
    assert desk.texts() == ["", "words", "more", "and more", ""]
    assert RED in run_of(main, "more")


def test_filling_twice_keeps_both() -> None:
    desk = one_cell(p())
    slot = CellSlot(desk.cell())
    put(slot, ["one"], PLAIN, desk.changes)
    put(slot, ["two", "three"], PLAIN, desk.changes)
    desk.held()
    assert desk.texts() == ["one", "two", "three"]


def test_a_cell_without_a_paragraph_gets_one() -> None:
    desk = bench(table(tr("<w:tc><w:tcPr/></w:tc>", p())) + p())
    desk.fill(None, "x")
    assert desk.texts() == ["x"]


def test_a_cell_with_a_nested_table_still_ends_in_a_paragraph() -> None:
    desk = one_cell(table(tr(p("inner"))), p())
    main = desk.fill(None, "outer", "more")
    assert "</w:tbl><w:p><w:r><w:t" in main
    assert desk.texts() == ["outer", "more"]


def test_a_picture_is_not_written_over() -> None:
    desk = one_cell("<w:p><w:r><w:drawing/></w:r></w:p>")
    assert not CellSlot(desk.cell()).empty
    main = desk.fill(None, "x")
    assert "<w:drawing/></w:r></w:p><w:p>" in main


def test_a_line_to_write_on_counts_as_empty_and_stays() -> None:
    desk = one_cell(p("………………", RED))
    assert CellSlot(desk.cell()).empty
    desk.fill(None, "words")
    assert desk.texts() == ["words ………………"]


def test_anchors_and_bookmarks_stay() -> None:
    anchors = '<w:bookmarkStart w:id="900" w:name="b"/><w:commentRangeStart w:id="0"/><w:proofErr/>'
    reference = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/>'
    ends = f'<w:commentRangeEnd w:id="0"/><w:r>{reference}</w:r>'
    desk = one_cell(f'<w:p>{anchors}<w:bookmarkEnd w:id="900"/>{ends}</w:p>')
    main = desk.fill(None, "x")
    assert (
        f'<w:p>{anchors}<w:bookmarkEnd w:id="900"/>{ends}<w:r><w:t xml:space="preserve">x</w:t></w:r></w:p>'
        in main
    )


def test_deleted_words_of_others_stay_deleted() -> None:
    gone = '<w:del w:id="7" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    desk = one_cell(f"<w:p>{gone}</w:p>")
    assert f"{gone}<w:r>" in desk.fill(None, "x")


def test_tabs_line_ends_and_what_xml_cannot_hold() -> None:
    desk = one_cell(p())
    main = desk.fill(None, "a\tb", "c\nd\r\ne", "f\x00\x0b\ud800g < & >", "  ", "\U0001f600")
    assert desk.texts() == ["a\tb", "c", "d", "e", "f\ufffd\ufffd\ufffdg < & >", "\U0001f600"]
    assert "<w:tab/>" in main


def test_no_lines_change_nothing() -> None:
    desk = one_cell(p())
    before = desk.held()
    assert desk.fill(None, "", " ") == before
    assert desk.changes.filled == desk.changes.added == []


def test_white_words_stay_white_on_a_dark_cell() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    main = one_cell(p("", "", mark(white))).fill(None, "Yes")
    assert white in run_of(main, "Yes")


# --- content controls ------------------------------------------------------------------------------


def test_a_control_keeps_itself_and_loses_its_placeholder() -> None:
    desk = one_cell(f"<w:p>{sdt(ID5 + SHOWN + '<w:text/>', prompt())}</w:p>")
    assert CellSlot(desk.cell()).empty
    main = desk.fill(None, "calm", "happy")
    control = '<w:sdt><w:sdtPr><w:id w:val="5"/><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
    assert control in main
    assert desk.texts() == ["calm\nhappy"]
    assert "Placeholder" not in main
    assert mark('<w:sz w:val="22"/>') in run_of(main, "calm")


@pytest.mark.parametrize("kind", ["", "<w:text/>"])
def test_a_control_round_the_paragraph_or_the_cell_is_filled(kind: str) -> None:
    inside = f"<w:p>{prompt()}</w:p>"
    for cell in (sdt(SHOWN + kind, inside), sdt(SHOWN + kind, f"<w:tc>{inside}</w:tc>")):
        desk = bench(table(tr(p("label"), cell)) + p())
        main = desk.fill(CellSlot(desk.cell(1, 1, 2)), "one", "two")
        assert "\n".join(desk.texts(1, 1, 2)) == "one\ntwo"
        assert SHOWN not in main
        assert "Click" not in main
        assert not desk.cell(1, 1, 2).paragraphs[0].placeholder


def test_a_date_picker_gets_its_day_too() -> None:
    picker = sdt(SHOWN + '<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>', prompt("Enter a date."))
    desk = one_cell(f"<w:p>{picker}</w:p>")
    assert 'w:fullDate="2026-03-12T00:00:00Z"' in desk.fill(None, "12/03/2026")
    assert desk.texts() == ["12/03/2026"]


ITEMS = "".join(
    f'<w:listItem w:displayText="{number} - {words}" w:value="v{number}"/>'
    for number, words in enumerate(("No progress", "Limited", "Moderate progress"), 1)
)


@pytest.mark.parametrize("answer", ["3", "3 - moderate PROGRESS", "V3"])
@pytest.mark.parametrize("kind", ["dropDownList", "comboBox"])
def test_a_list_gets_the_item_that_is_meant(answer: str, kind: str) -> None:
    chooser = sdt(f"{SHOWN}<w:{kind}>{ITEMS}</w:{kind}>", prompt("Choose an item."))
    desk = one_cell(f"<w:p>{chooser}</w:p>")
    desk.fill(None, answer)
    assert desk.texts() == ["3 - Moderate progress"]


def test_a_list_without_the_answer_is_left_and_the_words_stand_beside_it() -> None:
    chooser = sdt(f"{SHOWN}<w:dropDownList>{ITEMS}</w:dropDownList>", prompt("Choose an item."))
    desk = one_cell(f"<w:p>{chooser}</w:p>")
    main = desk.fill(None, "Not agreed: Mum 2, school 3")
    assert chooser in main
    assert desk.texts() == ["Choose an item. Not agreed: Mum 2, school 3"]


def test_a_list_round_the_whole_cell_refuses_what_it_has_not() -> None:
    desk = bench(
        table(
            tr(sdt(f"{SHOWN}<w:dropDownList>{ITEMS}</w:dropDownList>", f"<w:tc><w:p>{prompt()}</w:p></w:tc>"))
        )
    )
    before = desk.held()
    with pytest.raises(Refusal) as caught:
        desk.fill(None, "Not agreed")
    assert caught.value.code == "word.no-such-choice"
    assert "Cell 1 in row 1 of table 1" in explain(caught.value)
    assert desk.held() == before


def test_a_bound_control_is_left_and_the_words_stand_beside_it() -> None:
    binding = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    for inside in (
        f"<w:p>{sdt(SHOWN + binding, prompt())}</w:p>",
        sdt(SHOWN + binding, f"<w:p>{prompt()}</w:p>") + p(),
    ):
        desk = one_cell(inside)
        main = desk.fill(None, "words")
        assert main.count("Click or tap") == main.count(SHOWN) == 1
        assert main.index("words") > main.index("</w:sdt>")
    round_cell = sdt(SHOWN + binding, f"<w:tc><w:p>{prompt()}</w:p></w:tc>")
    with pytest.raises(Refusal, match="bound-control"):
        bench(table(tr(round_cell))).fill(None, "words")


@pytest.mark.parametrize("lock", ["contentLocked", "sdtContentLocked"])
def test_a_locked_control_refuses(lock: str) -> None:
    properties = f'{SHOWN}<w:lock w:val="{lock}"/>'
    for inside in (f"<w:p>{sdt(properties, prompt())}</w:p>", sdt(properties, f"<w:p>{prompt()}</w:p>")):
        desk = one_cell(inside)
        assert locked(CellSlot(desk.cell()))
        with pytest.raises(Refusal) as caught:
            desk.fill(None, "x")
        assert explain(caught.value).startswith("Cell 1 in row 1 of table 1 is locked")


def test_a_control_that_only_may_not_be_deleted_is_filled() -> None:
    desk = one_cell(f"<w:p>{sdt(SHOWN + SDT_LOCKED, prompt())}</w:p>")
    assert not locked(CellSlot(desk.cell()))
    desk.fill(None, "x")
    assert desk.texts() == ["x"]


def test_in_a_group_only_its_controls_are_filled() -> None:
    inner = sdt(SHOWN, f"<w:p>{prompt()}</w:p>")
    desk = bench(sdt("<w:group/>", table(tr(p("label"), inner), tr(p(), p()))) + p())
    desk.fill(CellSlot(desk.cell(1, 1, 2)), "x")
    assert desk.texts(1, 1, 2) == ["x"]
    assert locked(CellSlot(desk.cell(1, 2, 1)))


def test_words_that_still_are_called_a_placeholder_are_kept() -> None:
    desk = one_cell(sdt(SHOWN, p("Mina likes the cards.")))
    desk.fill(None, "And the club.")
    assert desk.texts() == ["Mina likes the cards.", "And the club."]


# --- after a label ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "more", "result"),
    [
        ("Name:", "Name:", "", "Name: Mina"),
        ("Name: ", "Name:", "", "Name: Mina"),
        ("Name: ____", "Name:", "", "Name: Mina ____"),
        ("Name:……", "Name:", "", "Name: Mina ……"),
        ("Review:            2nd review (R2)", "Review:", "2nd", "Review: Mina           2nd review (R2)"),
        ("Name: Bo", "Name:", "", "Name: Bo\nMina"),
        ("Name: Bo     Class:", "Name:", "Class:", "Name: Bo Mina     Class:"),
    ],
)  # fmt: skip
def test_after_a_label(line: str, label: str, more: str, result: str) -> None:
    for split in range(len(line)):
        head, rest = line[: split + 1], line[split + 1 :]
        runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (head, rest) if part)
        desk = bench(f"<w:p>{runs}</w:p>")
        desk.fill(desk.after(label, more), "Mina")
        assert desk.paragraph("").text == result, split


def test_after_a_label_the_words_are_not_bold_but_in_a_heading_they_are_its_own() -> None:
    desk = bench(p("Name:", BOLD + RED) + p("Review     (R2)", BOLD))
    main = desk.fill(desk.after("Name:"), "Mina")
    assert mark(RED) in run_of(main, " Mina")
    main = desk.fill(desk.after("Review", "(R2)"), "12/03/2026")
    assert mark(BOLD) in run_of(main, "12/03/2026")


def test_after_a_label_the_blanks_own_run_says_how() -> None:
    runs = f"<w:r>{mark(BOLD)}<w:t>Name:</w:t></w:r><w:r>{UNDERLINED}<w:tab/><w:tab/></w:r>"
    desk = bench(f"<w:p>{runs}</w:p>")
    main = desk.fill(desk.after("Name:"), "Mina")
    assert desk.paragraph("Name").text == "Name:\tMina\t"
    assert UNDERLINED in run_of(main, "Mina")


def test_two_places_of_one_line_are_both_found() -> None:
    desk = bench(p("Date:            Review:            (R2)"))
    first, second = desk.after("Date:", "Review:"), desk.after("Date:            Review:", "(R2)")
    put(first, ["12/03/2026"], PLAIN, desk.changes)
    put(second, ["second"], PLAIN, desk.changes)
    desk.held()
    assert desk.paragraph("Date").text == "Date: 12/03/2026           Review: second           (R2)"


def test_after_a_label_a_waiting_control_is_filled() -> None:
    picker = sdt(SHOWN + "<w:date/>", prompt("Enter a date."))
    empty = sdt("<w:text/>", "<w:r><w:rPr/></w:r>")
    runs = f"<w:r><w:t>Date: </w:t></w:r>{picker}<w:r><w:t> by </w:t></w:r>{empty}"
    desk = bench(f"<w:p>{runs}</w:p>")
    date, by = desk.after("Date: ", " by "), desk.after("Date: Enter a date. by ")
    assert date.empty
    put(date, ["12/03/2026"], PLAIN, desk.changes)
    put(by, ["Mrs Hollis"], PLAIN, desk.changes)
    main = desk.held()
    assert desk.paragraph("Date").text == "Date: 12/03/2026 by Mrs Hollis"
    assert main.index("Mrs Hollis") < main.rindex("</w:sdt>")


@pytest.mark.parametrize(
    "label",
    [
        "<w:hyperlink w:anchor='a'><w:r><w:t>Name:</w:t></w:r></w:hyperlink>",
        "<w:fldSimple w:instr='REF a'><w:r><w:t>Name:</w:t></w:r></w:fldSimple>",
        FIELD,
        sdt("<w:text/>", "<w:r><w:t>Name:</w:t></w:r>"),
    ],
)
def test_nothing_goes_into_a_link_field_or_control(label: str) -> None:
    desk = bench(f"<w:p>{label}</w:p>")
    before = desk.held()
    main = desk.fill(desk.after("Name:"), "Mina")
    made = '<w:r><w:t xml:space="preserve"> Mina</w:t></w:r>'
    assert main.replace(made, "") == before
    assert f"{made}</w:p>" in main


# --- under a label ---------------------------------------------------------------------------------


def test_under_a_label_the_first_empty_paragraph_is_filled() -> None:
    desk = bench(p("What is working?", BOLD + RED) + p() + p() + p("Next?"))
    main = desk.fill(desk.under("What is working?", 2), "one", "two")
    assert re.findall(">(one|two|Next)", main) == ["one", "two", "Next"]
    assert mark(RED) in run_of(main, "one")
    assert [p.text for p in desk.view.walk()] == ["What is working?", "one", "two", "", "Next?"]


def test_under_a_label_words_stay_and_new_ones_come_after_them() -> None:
    desk = bench(p("What?", BOLD) + p("old words", RED) + p("Next?"))
    main = desk.fill(desk.under("What?", 1), "new")
    assert [p.text for p in desk.view.walk()] == ["What?", "old words", "new", "Next?"]
    assert RED in run_of(main, "new")


def test_under_a_label_with_nothing_a_plain_paragraph_is_added() -> None:
    numbered = '<w:pStyle w:val="Heading2"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    desk = bench(table(tr(p("What?", BOLD + BIG, numbered))) + p())
    slot = UnderSlot(desk.cell().paragraphs[0], [])
    main = desk.fill(slot, "one", "two")
    assert desk.texts() == ["What?", "one", "two"]
    assert f'<w:p><w:r>{mark(BIG)}<w:t xml:space="preserve">one</w:t></w:r></w:p>' in main


# --- tick boxes ------------------------------------------------------------------------------------

BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
OLD = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val='0'/>"
    "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


@pytest.mark.parametrize(
    ("box", "ticked"),
    [
        (f"<w:p>{sdt(BOX, '<w:r><w:t>☐</w:t></w:r>')}</w:p>", '<w14:checked w14:val="1"/>'),
        (sdt(BOX, "<w:p><w:r><w:t>☐</w:t></w:r></w:p>"), '<w14:checked w14:val="1"/>'),
        (f"<w:p>{OLD}</w:p>", '<w:checked w:val="1"/></w:checkBox>'),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>', 'w:char="F0FE"'),
        ('<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r></w:p>', 'w:char="F052"'),
        (p("Yes ☐ No"), "Yes ☒ No"),
    ],
)
def test_boxes_of_every_make_are_ticked_and_cleared(box: str, ticked: str) -> None:
    desk = bench(table(tr(box)) + p())

    def slot() -> BoxSlot:
        (paragraph,) = desk.cell().paragraphs
        return BoxSlot(paragraph, paragraph.text.replace("☒", "☐").index("☐"))

    assert slot().empty
    main = desk.fill(slot(), "Yes")
    assert ticked in main
    assert slot().text == "☒"
    assert desk.fill(slot(), UNTICKED).count(ticked) == 0
    assert slot().empty


def test_a_box_whose_ticked_sign_is_of_a_symbol_font_gets_that_sign() -> None:
    box = BOX.replace('"2612" w14:font="MS Gothic"', '"00FE" w14:font="Wingdings"')
    desk = one_cell(f"<w:p>{sdt(box, '<w:r><w:t>☐</w:t></w:r>')}</w:p>")
    main = desk.fill(BoxSlot(desk.cell().paragraphs[0], 0), "x")
    assert '<w:sym w:font="Wingdings" w:char="F0FE"/>' in main
    assert desk.texts() == ["☒"]


def test_a_box_that_is_gone_is_said() -> None:
    desk = bench(p("☐") + p())
    slot = BoxSlot(desk.paragraph("☐"), 5)
    with pytest.raises(Refusal) as caught:
        desk.fill(slot, "x")
    assert "paragraph 1 outside the tables" in explain(caught.value)


# --- tracked changes -------------------------------------------------------------------------------


def test_tracked_words_are_insertions_with_a_new_id_and_a_name() -> None:
    desk = one_cell('<w:p><w:bookmarkStart w:id="41" w:name="a"/><w:bookmarkEnd w:id="41"/></w:p>')
    main = desk.fill(None, "one", "two", manner=TRACKED)
    who = 'w:author="Mrs Hollis" w:date="2026-03-12T14:00:00Z"'
    assert (
        re.findall(r'<w:ins w:id="(\d+)"', main) == ["42", "44", "43"]
        or len(set(re.findall(r'<w:ins w:id="(\d+)"', main))) == 3
    )
    assert main.count(who) == 3
    assert re.search(r"<w:p><w:pPr><w:rPr><w:ins [^>]*/></w:rPr></w:pPr><w:ins [^>]*><w:r>", main)
    assert desk.texts() == ["one", "two"]


@pytest.mark.parametrize("manner", [PLAIN, TRACKED])
def test_somebodys_insertion_stays_theirs(manner: object) -> None:
    theirs = (
        '<w:ins w:id="9" w:author="Dad"><w:r><w:t xml:space="preserve">Date:      (R2)</w:t></w:r></w:ins>'
    )
    desk = bench(f"<w:p>{theirs}</w:p>")
    main = desk.fill(desk.after("Date:", "(R2)"), "12/03/2026", manner=manner)  # type: ignore[arg-type]
    assert desk.paragraph("Date").text == "Date: 12/03/2026     (R2)"
    dads = re.findall(r'<w:ins w:id="\d+" w:author="Dad">.*?</w:ins>', main)
    assert [re.findall("<w:t[^>]*>(.*?)<", each) for each in dads] == [["Date: "], ["     (R2)"]]
    ids = re.findall(r'<w:ins w:id="(\d+)"', main)
    assert len(ids) == len(set(ids))


# --- the samples -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["s000_01_word", "s000_18_python_docx", "s001_01_word", "s002_01_word"])
@pytest.mark.parametrize("manner", [PLAIN, TRACKED])
def test_every_cell_of_a_sample_can_be_written_into(name: str, manner: object) -> None:
    desk = Bench(sample(name))
    cells = [cell for each in desk.view.tables for row in each.rows for cell in row.cells if not cell.merged]
    before = [cell.text for cell in cells]
    for number, cell in enumerate(cells):
        put(CellSlot(cell), [f"new {number}", f"more {number}"], manner, desk.changes)  # type: ignore[arg-type]
    desk.held()
    cells = [cell for each in desk.view.tables for row in each.rows for cell in row.cells if not cell.merged]
    assert len(cells) == len(before)
    for number, (cell, old) in enumerate(zip(cells, before, strict=True)):
        lines = [line for line in cell.text.split("\n") if line]
        assert lines == [*filter(None, old.split("\n")), f"new {number}", f"more {number}"]


@pytest.mark.parametrize(
    "text", ["", " ", "..", "…", "____", "__/__/____", "  /  / ", ". . .", "\u2002\u2002"]
)
def test_a_line_to_write_on_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "-", "1", "n/a", "...yes", "no ____"])
def test_an_answer_is_not_blank(text: str) -> None:
    assert not is_blank(text)
