"""A page as a PDF: nothing on it is lost, anybody can read it, and it is the same on every computer."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.summary import paper_fonts, told_letters
from facilitator.summary.as_pdf import Press
from facilitator.summary.page import (
    Block,
    Box,
    Break,
    Cell,
    Chart,
    Column,
    Contents,
    Heading,
    Items,
    Keep,
    Page,
    Pairs,
    Para,
    Said,
    Table,
    Words,
)
from tests.summary.pages_by_hypothesis import pages
from tests.summary.pages_of_every_block import (
    HOSTILE,
    POLISH,
    URDU,
    a_letter,
    line,
    name,
    page_of_every_block,
)
from tests.summary.pdf_files import elements, findings, kinds, letters, lost, text_of_pdf, words_of_pdf
from tests.summary.test_pages import contrast

PROJECT = Path(__file__).parents[2]
TEMPLATE = PROJECT / "facilitator" / "summary" / "page.typ"
PRESS = Press(of_system=False)

SCRIPTS = {
    "Urdu": URDU,
    "Arabic": "هو سعيد في المدرسة",
    "Pashto": "هغه په ښوونځي کې خوښ دی",
    "Persian": "او در مدرسه خوشحال است",
    "Kurdish": "ئەو لە قوتابخانە دڵخۆشە",
    "Bengali": "আমার ছেলে অঙ্ক ক্লাসে মনোযোগ দিতে পারে না",
    "Punjabi": "ਉਹ ਸਕੂਲ ਵਿੱਚ ਖੁਸ਼ ਹੈ",
    "Gujarati": "તે શાળામાં ખુશ છે",
    "Hindi": "वह विद्यालय में खुश है",
    "Tamil": "அவள் பள்ளியில் மகிழ்ச்சியாக இருக்கிறாள்",
    "Amharic": "እሷ በትምህርት ቤት ደስተኛ ናት",
    "Hebrew": "היא שמחה בבית הספר",
    "Thai": "เธอมีความสุขที่โรงเรียน",
    "Greek": "Είναι χαρούμενη στο σχολείο",
    "Ukrainian": "Вона щаслива у школі, її ґанок",
    "Polish": POLISH,
    "Vietnamese": "Cô ấy rất vui ở trường, nghĩ ngợi",
    "Welsh": "Mae hi’n hapus yn yr ysgol, tŷ ŵyn",
    "emoji": "😀✅★👍",
}


def page(*blocks: Block) -> Page:
    return Page("A page", blocks)


def cells(*blocks: Block) -> Table:
    """Return a table with blocks in its narrow middle column."""
    other: tuple[Block, ...] = (Words("x"),)
    return Table((), (line("a"), line("b"), line("c")), ((other, blocks, other),))


# What a screen reader needs


@pytest.mark.parametrize("made", [page_of_every_block(), a_letter()], ids=["every block", "a letter"])
def test_a_paper_has_no_findings(made: Page) -> None:
    assert findings(PRESS.pdf(made)) == []


def test_the_checks_find_what_is_wrong() -> None:
    import typst

    assert findings(typst.compile(b"= Heading\n=== Deep", format="pdf", timestamp=0)) != []


def test_the_title_the_language_and_what_each_part_is() -> None:
    pdf = PRESS.pdf(page_of_every_block())
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert str(opened.docinfo["/Title"]) == page_of_every_block().title
        texts = [str(one.get("/Alt", "")) for one in _figures(opened)]
    assert len(texts) == 1
    assert "Mum said 2" in texts[0]
    assert {"H1", "H2", "H3", "TH", "TD", "L", "LI", "TOC", "Figure"} <= set(kinds(pdf))


def _figures(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one for one in elements(opened) if str(one.S) == "/Figure"]


def test_headings_out_of_order_are_put_into_it() -> None:
    pdf = PRESS.pdf(page(Heading(3, line("third")), Heading(4, line("fourth")), Heading(2, line("second"))))
    assert findings(pdf) == []
    assert [one for one in kinds(pdf) if re.fullmatch("H[1-6]", one)] == ["H1", "H2", "H2"]


@pytest.mark.parametrize("language", ["", "nonsense", "ur", "cy", "en-gb"])
def test_a_page_in_any_language(language: str) -> None:
    assert findings(PRESS.pdf(replace(page_of_every_block(), language=language))) == []


def test_a_page_without_anything() -> None:
    assert findings(PRESS.pdf(Page("", ()))) == []


def test_colours_stand_out_by_seven_to_one() -> None:
    """In `page.typ` the first four are of letters, then come a line's and the grounds."""
    ink, soft, deep, opened, edge, wash, warm = re.findall(r'"(#[0-9a-f]{6})"', TEMPLATE.read_text("utf-8"))[
        :7
    ]
    for ground in ("#ffffff", wash, warm):
        assert min(contrast(colour, ground) for colour in (ink, soft, deep, opened)) >= 7
        assert contrast(edge, ground) >= 3


# The same


def test_the_same_page_gives_the_same_bytes() -> None:
    made = PRESS.pdf(page_of_every_block())
    assert PRESS.pdf(page_of_every_block()) == made
    assert Press(of_system=False).pdf(page_of_every_block()) == made


def test_other_fonts_on_the_computer_change_nothing() -> None:
    assert Press(of_system=True).pdf(page_of_every_block()) == PRESS.pdf(page_of_every_block())


# Nothing is lost


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_through_to_the_letter(words: str) -> None:
    made = page(
        Heading(1, line(words)),
        Para(line(words)),
        Words(words, quoted=True, lead=line(words), after=line(words)),
        Said(line(name(words)), words),
        Items(((Words(words),),)),
        Pairs(((line(words), (Words(words),)),), beside=True),
        Table(line(words), (line(words),), (((Words(words),),),)),
    )
    pdf = PRESS.pdf(replace(made, title=words, footer=words))
    assert findings(pdf) == []
    visible = re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe]", "", words)
    for letter, times in letters(visible).items():
        assert letters(text_of_pdf(pdf, "-raw"))[letter] >= 9 * times, letter


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_words_of_every_script_are_read_back_as_they_were_said(words: str) -> None:
    """Also by a reader that only knows the letters in the file: a screen reader, or who copies them."""
    pdf = PRESS.pdf(page(Words(words)))
    assert say("pdf.told-by-name") not in words_of_pdf(pdf)
    assert sorted(words_of_pdf(pdf).split()) == sorted(words.split())


@pytest.mark.needs("pdftotext")
def test_a_name_from_right_to_left_stays_in_its_place() -> None:
    """Read from left to right: the first name, the bracket, the second name, and what follows."""
    pdf = PRESS.pdf(page(Para(line("before ", name("امی"), " (", name("والدہ"), ") after"))))
    shown = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    # This way of reading gives words from left to right, as they stand, and so each name from its end.
    words = ["".join(filter(str.isalpha, word)) for word in re.findall(">([^<]*)</word>", shown)]
    assert words == ["before", "امی"[::-1], "والدہ"[::-1], "after"]


LONG = "word and more " * 900
WIDE = "w" * 10_000
HUGE: dict[str, Block] = {
    "paragraph": Para(line(LONG)),
    "a line of signs": Words(":) " * 300),
    "a line of signs that open": Words("no¡ (¿ “ " * 300),
    "spaces that do not break": Words("a\u00a0" * 2_000),
    "one word": Words(WIDE),
    "one word, from right to left": Words("ب" * 3_000),
    "two stretches": Para(line("a" * 400, name("b" * 400))),
    "many long words": Items(((Words("particularly " * 1_200),),)),
    "heading": Heading(1, line(LONG)),
    "heading of a word": Heading(2, line(WIDE[:400])),
    "heading just too wide": Heading(1, line("0" * 42)),
    "heading of broad letters": Heading(1, line("W" * 23)),
    "label": Para(line(LONG), "label"),
    "said": Said(line(LONG), LONG, (Words(LONG),)),
    "items": Items(((Para(line(LONG)), Items(((Words(WIDE),),))),), marked=True),
    "pairs": Pairs(((line(LONG), (Words(LONG),)),)),
    "pairs beside": Pairs(((line(LONG), (Words(WIDE),)),), beside=True),
    "caption": Table(line(LONG), (line("a"),), (((Words("x"),),),)),
    "head": Table((), (line(LONG), line("b")), (((Words("x"),), (Words("y"),)),)),
    "cell": cells(Para(line(LONG)), Words(WIDE)),
    "label in a cell": cells(Para(line(LONG), "label")),
    "pairs in a cell": cells(Pairs(((line(LONG), (Words(LONG),)),))),
    "table in a cell": cells(cells(Words(LONG))),
    "lines in a cell": cells(Words("a\n" * 300)),
    "box": Box("child", (Box("ending", (Words(LONG),)),)),
    "keep": Keep((Words(LONG), Keep((Words(LONG),)))),
    "break in others": Keep((Box("thing", (Break(), Words("x"))),)),
    "contents": Contents(line(LONG)),
    "chart": Chart(
        LONG, "x", (LONG[:500],), (Column(LONG[:500], WIDE[:500], LONG[:500], (Cell("full", LONG),)),)
    ),
}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("block", HUGE.values(), ids=HUGE)
def test_what_is_larger_than_its_line_or_its_page_is_not_cut_off(block: Block) -> None:
    made = page(block)
    pdf = PRESS.pdf(made)
    assert lost(made, pdf) == {}
    assert findings(pdf) == []


@pytest.mark.needs("pdftotext")
@pytest.mark.slow
@settings(max_examples=40)
@given(made=pages())
def test_all_letters_of_random_pages_are_in_the_file(made: Page) -> None:
    pdf = PRESS.pdf(made)
    assert findings(pdf) == []
    assert lost(made, pdf) == {}


@pytest.mark.needs("pdftotext")
def test_a_footer_without_room_stands_at_the_end() -> None:
    footer = "This is the draft of the plan. " * 12
    assert words_of_pdf(PRESS.pdf(replace(page(Words("x")), footer=footer))).count("draft") == 12


# Letters that no font has


@pytest.mark.needs("pdftotext")
def test_what_no_font_has_is_told_by_name_and_the_paper_says_so() -> None:
    read = words_of_pdf(PRESS.pdf(page(Words("cat \U00013000 dog"))))
    assert "cat [egyptian hieroglyph a001] dog" in read
    assert say("pdf.told-by-name") in read
    assert say("pdf.told-by-name") not in words_of_pdf(PRESS.pdf(page(Words("cat 😀 dog"))))


def test_nobodys_name_is_told_by_the_names_of_its_letters() -> None:
    with pytest.raises(Refusal) as refused:
        PRESS.pdf(page(Para(line(name("\U00013000\U00013001"), " came."))))
    assert refused.value.code == "pdf.name-not-drawn"
    assert "Choose Word or HTML" in explain(refused.value)


def test_the_letters_that_are_not_tried_can_be_drawn() -> None:
    """Plain and bold: they are taken to be there."""
    sure = "".join(letter for letter in map(chr, range(0x3000)) if told_letters._SURE.fullmatch(letter))
    assert len(sure) > 300
    assert PRESS._undrawn(sure.split(), needs_more=False) == set()


# Pages and sizes


@pytest.mark.parametrize(("letter", "smallest"), [(False, 11.0), (True, 12.0)])
def test_letters_shrink_until_the_page_fits_and_no_further(letter: bool, smallest: float) -> None:
    sizes = set()
    for lines in range(20, 90):
        made = replace(page(*[Words("a line")] * lines), size=14.0, at_most=1, letter=letter)
        fitting = PRESS.fits(made)
        if fitting is None:
            assert PRESS.pages(replace(made, size=smallest)) > 1
            break
        sizes.add(fitting.size)
        assert PRESS.pages(fitting) == 1
        assert fitting.size == 14 or PRESS.pages(replace(made, size=fitting.size + 0.5)) > 1
        assert smallest <= fitting.size <= 14
    else:
        pytest.fail("90 lines fit on a page")
    assert {14.0, smallest} <= sizes


def test_a_page_that_may_be_long_keeps_its_size() -> None:
    made = page(*[Words("a line")] * 200)
    assert PRESS.fits(made) == made
    assert PRESS.pages(made) > 3


def test_a_new_page_begins_where_it_is_asked_for() -> None:
    assert PRESS.pages(page(Words("a"), Break(), Words("b"), Break(), Break(), Words("c"))) == 3


WITHIN = [
    Pairs(((line("a"), (Break(), Words("b"))),)),
    Items(((Break(), Words("b")),)),
    Box("advice", (Break(), Words("b"))),
    Keep((Break(), Words("b"))),
]


@pytest.mark.parametrize("block", WITHIN, ids=lambda block: type(block).__name__)
def test_within_another_block_no_page_ends_for_a_break(block: Block) -> None:
    assert PRESS.pages(page(block)) == 1
    assert PRESS.pdf(page(block))


@pytest.mark.needs("pdftotext")
def test_what_is_kept_together_stands_on_one_page() -> None:
    slips = [Keep(tuple(Words(f"slip {nth}, line {each}") for each in range(15))) for nth in range(9)]
    for one in text_of_pdf(PRESS.pdf(page(*slips))).split("\f"):
        for nth in range(9):
            assert one.count(f"slip {nth},") in (0, 15)


# Without typst or fonts


def test_without_typst_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refusal) as refused:
        Press()
    assert "Choose Word or HTML instead." in explain(refused.value)


def test_without_fonts_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_fonts, "OWN", ("no_such_fonts",))
    with pytest.raises(Refusal) as refused:
        Press()
    assert "no_such_fonts" in explain(refused.value)


def test_typst_is_not_imported_before_it_is_needed() -> None:
    program = (
        "import sys, facilitator.summary, facilitator.summary.kinds, facilitator.summary.papers;"
        "assert not {'typst', 'manimgx_fonts'} & set(sys.modules);"
        "from facilitator.summary.as_pdf import Press; assert 'typst' not in sys.modules;"
        "Press(); assert 'typst' in sys.modules; assert 'manimgx_fonts' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True)


UNBROKEN = [
    "a / b",
    "{ a }",
    ":) :) :)",
    "x / { y } :) \\ z",
    "w" * 300,
    "www.example.com/" * 20,
    "ab{" * 100,
]


@pytest.mark.parametrize("words", UNBROKEN, ids=range(len(UNBROKEN)))
def test_no_unseen_sign_stands_in_what_is_copied(words: str) -> None:
    made = Press().pdf(Page("A page", (Words(words), Words(words, strong=True))))
    assert "\u200b" not in text_of_pdf(made, "-raw")
    assert words.replace(" ", "") in "".join(text_of_pdf(made, "-raw").split())
