"""What people see in a Word document, through everything that wraps it."""

from __future__ import annotations

from functools import partial

import pytest

from facilitator.word.document.inline import _plain_pieces, _plain_tags, _read_any
from facilitator.word.document.view import Cell, Paragraph, Spot, View, view_of
from facilitator.word.document.xml import Names, parse
from tests.effort import effort
from tests.word.bench import document, p, prompt, sdt, table, tr
from tests.word.packing import MAIN, READABLE, parts_of, sample


def seen(body: str, *, strict: bool = False) -> View:
    return view_of(parse(document(body, strict=strict)))


def text_of(inside: str) -> str:
    (only,) = seen(f"<w:p>{inside}</w:p>").body
    assert isinstance(only, Paragraph)
    return only.text


def r(inside: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"


def t(text: str, look: str = "") -> str:
    return r(f"<w:t>{text}</w:t>", look)


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def old_box(inside: str) -> str:
    return (
        mark("begin", f"<w:ffData><w:checkBox><w:sizeAuto/>{inside}</w:checkBox></w:ffData>")
        + r("<w:instrText> FORMCHECKBOX </w:instrText>")
        + mark("separate")
        + mark("end")
    )


def in_(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>"


def box(checked: int, inside: str) -> str:
    return sdt(f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>', inside)


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


BEGIN, MIDDLE, END = mark("begin"), mark("separate"), mark("end")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (t("What") + t("’s wor") + t("king"), "What’s working"),
        (r("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/>"), "a\tb\nc\n"),
        (r("<w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>er</w:t>"), "co-oper"),
        (t("old ") + in_("ins", t("new")) + in_("del", r("<w:delText>gone</w:delText>")), "old new"),
        (in_("moveFrom", t("here")) + in_("moveTo", t("there")), "there"),
        (in_("hyperlink", t("link")) + in_("smartTag", t(" tag")) + in_("customXml", t(" x")), "link tag x"),
        (in_("fldSimple", t("12/03/2026")), "12/03/2026"),
        (BEGIN + r("<w:instrText> REF a </w:instrText>") + MIDDLE + t("one") + END + t(" two"), "one two"),
        (BEGIN + t("IF ") + BEGIN + MIDDLE + t("x") + END + MIDDLE + t("yes") + END, "yes"),
        (BEGIN + t("words whose field lost its middle"), "words whose field lost its middle"),
        (t("seen") + t("hidden", "<w:vanish/>") + t("!", '<w:vanish w:val="0"/>'), "seen!"),
        (sdt("<w:alias w:val='x'/>", t("in a control")), "in a control"),
        (sdt("<w:alias/>", sdt("<w:alias/>", t("in two"))), "in two"),
        ("<m:oMath><m:r><m:t>3/4</m:t></m:r></m:oMath>", "3/4"),
        (in_("ruby", in_("rt", t("up")) + in_("rubyBase", t("down"))), "down"),
        (t("PEP ") + old_box(""), "PEP ☐"),
        (old_box('<w:default w:val="1"/>'), "☒"),
        (old_box('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (old_box("<w:checked/>") + t(" yes"), "☒ yes"),
        (r('<w:sym w:font="Wingdings" w:char="F0A8"/>'), "☐"),
        (r('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "☒"),
        (r('<w:sym w:font="Wingdings 2" w:char="F052"/>'), "☒"),
        (r('<w:sym w:font="Symbol" w:char="F0B7"/>'), "•"),
        (r('<w:sym w:font="Odd" w:char="nothing"/>'), "\ufffc"),
        (box(1, t("☒")), "☒"),
        (box(0, t("☐")) + t(" No"), "☐ No"),
        (box(0, t("✔")), "☒"),
        (box(1, ""), "☒"),
        (either(t("new"), t("old")), "new"),
        (r(either("<w:t>new</w:t>", "<w:t>old</w:t>")), "new"),
    ],
)
def test_the_text_is_what_is_on_the_page(inside: str, text: str) -> None:
    assert text_of(inside) == text


def test_both_namespaces_read_alike() -> None:
    body = table(tr(p("Name"), p("Mina"))) + p("after")
    for strict in (False, True):
        view = seen(body, strict=strict)
        assert [cell.text for cell in view.tables[0].rows[0].cells] == ["Name", "Mina"]
        assert len(view.body) == 2


def test_cells_are_found_through_all_that_wraps_them() -> None:
    wrapped_cell = sdt("<w:alias/>", f"<w:tc>{sdt('<w:alias/>', p('in a control'))}</w:tc>")
    row = f"<w:customXml>{tr(p('a'), wrapped_cell)}</w:customXml>"
    body = sdt("<w:docPartObj/>", table(sdt("<w:alias/>", sdt("<w:alias/>", row)), tr(p("b"), p("c"))))
    view = seen(body)
    assert [[cell.text for cell in each.cells] for each in view.tables[0].rows] == [
        ["a", "in a control"],
        ["b", "c"],
    ]


def test_columns_spans_and_merges() -> None:
    def cell(text: str, shape: str) -> str:
        return f"<w:tc><w:tcPr>{shape}</w:tcPr>{p(text)}</w:tc>"

    body = table(
        tr(cell("a", '<w:vMerge w:val="restart"/>'), cell("b", '<w:gridSpan w:val="3"/>'), cell("c", "")),
        tr(cell("", "<w:vMerge/>"), cell("d", ""), cell("e", '<w:gridSpan w:val="odd"/>')),
        '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("f", "") + "</w:tr>",
        tr(
            cell("g", "<w:vMerge/>"),
            cell("h", '<w:hMerge w:val="restart"/>'),
            cell("", "<w:hMerge/>"),
            cell("i", ""),
        ),
    )
    rows = seen(body).tables[0].rows
    found = [[(c.text, c.column, c.span, c.merged) for c in row.cells] for row in rows]
    assert found == [
        [("a", 0, 1, False), ("b", 1, 3, False), ("c", 4, 1, False)],
        [("", 0, 1, True), ("d", 1, 1, False), ("e", 2, 1, False)],
        [("f", 2, 1, False)],
        [("g", 0, 1, False), ("h", 1, 2, False), ("i", 3, 1, False)],  # no merge is open above the first
    ]


def test_what_tracked_changes_took_out_is_not_there() -> None:
    body = table(
        tr(p("kept")),
        tr("<w:trPr><w:del w:id='1'/></w:trPr>", p("gone")),
        tr(f"<w:tc><w:tcPr><w:cellDel w:id='2'/></w:tcPr>{p('gone')}</w:tc>", p("left")),
        tr("<w:trPr><w:ins w:id='3'/></w:trPr>", p("new")),
    ) + table(tr("<w:trPr><w:del w:id='4'/></w:trPr>", p("a table that is gone")))
    body += p("", "", '<w:rPr><w:del w:id="5"/></w:rPr>') + p("end")
    view = seen(body)
    assert [[c.text for c in row.cells] for row in view.tables[0].rows] == [["kept"], ["left"], ["new"]]
    assert len(view.tables) == 1
    assert [block.text for block in view.body if isinstance(block, Paragraph)] == ["end"]


def test_placeholders_count_as_empty_wherever_the_control_stands() -> None:
    shown = "<w:showingPlcHdr/>"
    inline = f"<w:p>{t('Date: ')}{sdt(shown, prompt())}</w:p>"
    in_cell = sdt(shown, f"<w:p>{prompt()}</w:p>")
    round_cell = sdt(shown, f"<w:tc><w:p>{prompt('Choose an item.')}</w:p></w:tc>")
    view = seen(table(tr(inline, in_cell, round_cell)))
    cells = view.tables[0].rows[0].cells
    assert [cell.text for cell in cells] == ["Date: ", "", ""]
    assert [cell.paragraphs[0].placeholder for cell in cells] == [False, True, True]
    assert cells[0].paragraphs[0].words_between(6, 99) == ""
    assert cells[2].paragraphs[0].text == "Choose an item."


def test_words_in_a_control_that_still_says_placeholder_are_words() -> None:
    view = seen(table(tr(sdt("<w:showingPlcHdr/>", p("Mina likes the colour cards.")))))
    assert view.tables[0].rows[0].cells[0].text == "Mina likes the colour cards."


def test_struck_is_when_all_words_are_struck() -> None:
    struck = "<w:strike/>"
    paragraphs = [
        f"<w:p>{t('a', struck)}{t(' ')}{t('b', '<w:dstrike/>')}</w:p>",
        f"<w:p>{t('a', struck)}{t('b')}</w:p>",
        in_("p", t("a", '<w:strike w:val="false"/>')),
        p(),
    ]
    found = [each.struck for each in seen("".join(paragraphs)).body if isinstance(each, Paragraph)]
    assert found == [True, False, False, False]


def test_text_boxes_come_once_and_right_after_their_anchor() -> None:
    inside = p("in the box") + table(tr(p("cell")))
    drawing = f"<w:drawing><wps:txbx>{in_('txbxContent', inside)}</wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox>{in_('txbxContent', p('in the box'))}</v:textbox></w:pict>"
    both = either(drawing, old)
    view = seen(f"<w:p>{t('anchor')}{r(both)}</w:p>{p('next')}<w:p>{r(old)}</w:p>")
    walked = [(e.text, e.in_text_box) if isinstance(e, Paragraph) else "cell" for e in view.walk()]
    boxed = [("anchor", False), ("in the box", True), "cell", ("cell", True)]
    assert walked == [*boxed, ("next", False), ("", False), ("in the box", True)]
    assert [table.in_text_box for table in view.tables] == [True]


def test_walking_goes_down_into_nested_tables_and_numbers_are_from_1() -> None:
    body = p("top") + table(tr(p("a"), p("b") + table(tr(p("inner"))) + p("c")))
    view = seen(body)
    walked = [e.text if isinstance(e, Paragraph) else f"[{e.text}]" for e in view.walk()]
    assert walked == ["top", "[a]", "a", "[b\nc]", "b", "[inner]", "inner", "c"]
    assert [table.number for table in view.tables] == [1, 2]
    inner = view.tables[1]
    assert inner.outer is view.tables[0].rows[0].cells[1]
    assert inner.rows[0].cells[0].paragraphs[0].spot == Spot(table=2, row=1, cell=1, paragraph=1)
    assert [e.spot.paragraph for e in view.walk() if isinstance(e, Paragraph) and e.text in "bc"] == [1, 2]
    assert isinstance(view.body[0], Paragraph)
    assert view.body[0].spot == Spot(paragraph=1)


@pytest.mark.parametrize(
    "body",
    [
        table(tr("<w:tc/>", "<w:tc><w:tcPr/></w:tc>")),
        "<w:tbl/>",
        table("<w:tr/>"),
        "<w:sdt/><w:p><w:sdt/><w:r/></w:p><!-- a comment --><w:altChunk/>",
        f"<w:p>{mark('end')}{mark('separate')}{r('<w:t/>')}<w:r><w:fldChar/></w:r></w:p>",
        "<mc:AlternateContent/>",
        "",
    ],
)
def test_broken_parts_of_a_document_are_looked_over(body: str) -> None:
    view = seen(body)
    assert all(not each.text for each in view.walk())


@pytest.mark.parametrize("name", READABLE)
def test_every_word_of_the_samples_is_seen_once(name: str) -> None:
    root = parse(parts_of(sample(name))[MAIN])
    view = view_of(root)
    w = view.names.w
    there = "".join(node.text or "" for node in root.iter(w("t")))
    text = "".join(each.text for each in view.walk() if isinstance(each, Paragraph))
    keep = str.maketrans("", "", "\t\n")
    assert text.translate(keep) == there.translate(keep)
    assert len(view.tables) == len(list(root.iter(w("tbl"))))
    assert len([each for each in view.walk() if isinstance(each, Cell)]) == len(list(root.iter(w("tc"))))


def test_a_very_long_plan_is_seen_in_a_moment() -> None:
    row = tr(*(p(f"words of a cell, number {n}") for n in range(4)))
    root = parse(document((table(*[row] * 6) + p()) * 300))
    assert len(view_of(root).tables) == 300
    assert effort(partial(view_of, root)) < 600


LOOKS = ("", "<w:b/>", "<w:vanish/>", '<w:vanish w:val="0"/>', "<w:strike/>", "<w:b/><w:dstrike/>")
INSIDE = (
    *("", "<w:t/>", "<w:t>one</w:t>", "<w:tab/><w:t>one</w:t>", "<w:t>a</w:t><w:br/><w:cr/><w:t>b</w:t>"),
    *("<w:noBreakHyphen/>", '<w:sym w:font="Wingdings" w:char="F0A8"/>', "<w:lastRenderedPageBreak/>"),
    *("<w:delText>out</w:delText>", "<!-- two --><w:t>one</w:t>", "<w:instrText>PAGE</w:instrText>"),
    *("<w:softHyphen/><w:t>one</w:t>", '<w:fldChar w:fldCharType="begin"/>', "<w:t>a<!-- b -->c</w:t>"),
    *("<w:drawing/>", "<w:ptab/>", "<w:object/>", "<w:unknown><w:t>one</w:t></w:unknown>"),
)
AROUND = (
    *("{}", "<w:pPr><w:b/></w:pPr>{}", "<w:proofErr/>{0}{0}", '<w:bookmarkStart w:id="1"/>{}'),
    *("<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:hyperlink>{}</w:hyperlink>{}", "<!-- one -->{}"),
    *(
        "<w:unknown>{}</w:unknown>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:fldSimple>{}</w:fldSimple>",
    ),
)
EVERY_KIND = "".join(
    p_of.replace("{0}", run).replace("{}", run)
    for p_of in (f"<w:p>{around}</w:p>" for around in AROUND)
    for run in (r(inside, look) for inside in INSIDE for look in LOOKS)
)


@pytest.mark.parametrize("name", [*READABLE, "drawn"])
def test_the_quick_way_with_plain_paragraphs_reads_what_the_long_way_does(name: str) -> None:
    root = parse(parts_of(sample(name))[MAIN] if name in READABLE else document(EVERY_KIND))
    names = Names.of(root)
    quick = 0
    for paragraph in root.iter(names.w("p")):
        for placeholder in (False, True):
            plain = _plain_pieces(paragraph, _plain_tags(names), placeholder=placeholder)
            if plain is not None:
                assert (plain, [], 0) == _read_any(paragraph, names, placeholder=placeholder)
                quick += 1
    assert quick
