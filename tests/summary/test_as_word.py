"""A page as a Word document: nothing is lost, nothing is run, and it is sound for Word and for people."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.table import Table as WordTable
from docx.table import _Cell

from facilitator.summary.as_word import as_word
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
    Span,
    Table,
    Text,
    Words,
)
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import parse
from tests.summary.random_pages import Maker, page_of, texts_of
from tests.word.new_plans import attribute, w
from tests.word.order_of_standard import MIXED, ORDER, kinds_in_order
from tests.word.packing import parts_of
from tests.word.programs import by_soffice

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

SEEDS = range(5)
PRINTED = range(2)
MAIN = "word/document.xml"
URDU = "میں اسکول پسند کرتی ہوں۔"

ORDER_OF_PAPERS = ORDER | {
    "p": "pPr bookmarkStart bookmarkEnd hyperlink r",
    "tc": "tcPr p tbl",
    "tcBorders": "top left bottom right",
    "ftr": "p",
    "hyperlink": "r",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr",
}


def line(words: str) -> Text:
    return (Span(words),)


def paper(*blocks: Block, **given: Any) -> bytes:
    return as_word(Page("A paper", blocks, **given))


def by_python_docx(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def words_in(place: Document | _Cell) -> Iterator[str]:
    """Yield the words of each paragraph, through tables in tables, as python-docx reads them."""
    for one in place.iter_inner_content():
        if isinstance(one, WordTable):
            for row in one.rows:
                for cell in row.cells:
                    yield from words_in(cell)
        else:
            yield one.text


def read_back(data: bytes) -> str:
    found = by_python_docx(data)
    footers = (one.text for section in found.sections for one in section.footer.paragraphs)
    return " ".join(" ".join([*words_in(found), *footers]).split())


def root_of(data: bytes) -> etree._Element:
    return parse(parts_of(data)[MAIN])


# Nothing is lost


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_of_a_page_is_read_back_by_another_program(seed: int) -> None:
    page = page_of(seed)
    shown = read_back(as_word(page))
    missing = [text for text in texts_of(page) if text not in shown]
    assert missing == []
    letters = Counter("".join(texts_of(page)).replace(" ", ""))
    assert letters - Counter(shown) == Counter()


@pytest.mark.slow
@pytest.mark.needs("soffice", "pdftotext")
def test_every_word_of_a_page_is_shown_and_printed_by_libreoffice(tmp_path: Path) -> None:
    pages = {f"page-{seed}": page_of(seed, 2) for seed in PRINTED}
    paths = [tmp_path / f"{name}.docx" for name in pages]
    for path in paths:
        path.write_bytes(as_word(pages[path.stem]))
    shown = by_soffice("txt:Text (encoded):UTF8", paths, tmp_path / "txt")
    printed = by_soffice("pdf", paths, tmp_path / "pdf")
    for name, page in pages.items():
        numbers = set(re.findall(r"n\d{5}", " ".join(texts_of(page))))
        assert len(numbers) > 50
        body = " ".join(shown[name].read_text(encoding="utf-8-sig").split())
        assert [one for one in texts_of(page) if one not in body and one not in _footer(page)] == []
        assert numbers - set(re.findall(r"n\d{5}", _printed(printed[name]))) == set()


def _footer(page: Page) -> list[str]:
    """The foot of a page is in no text that LibreOffice makes of a document."""
    return texts_of(Page("", (), footer=page.footer))


def _printed(path: Path) -> str:
    """Return what is printed, in one: a number may go on in the next line of a narrow cell."""
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def _numbered(count: int, letter: str) -> str:
    return " ".join(f"{letter}{number:05d}" for number in range(count))


@pytest.mark.slow
@pytest.mark.needs("soffice", "pdftotext")
def test_what_is_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    long = {letter: Words(_numbered(2000, letter)) for letter in "abcdefgh"}
    blocks: dict[str, Block] = {
        "keep": Keep((Para(line("Kept")), long["a"])),
        "child": Box("child", (long["b"],)),
        "table": Table(line("Long"), (line("One"), line("Two")), (((Para(line("x")),), (long["c"],)),)),
        "head": Table((), (line(_numbered(2000, "d")),), (((Para(line("under it")),),),)),
        "pairs": Pairs(((line("Label"), (long["e"],)),), beside=True),
        "nested": Box("advice", (Box("child", (Items(((long["f"],),)),)),)),
        "chart": Chart("C", "alt", ("1",), (Column("T", "", "", (Cell("full", _numbered(2000, "g")),)),)),
        "heading": Heading(2, line(_numbered(2000, "h"))),
        "unbroken": Table((), (line("A"), line("B")), (((Words("w" * 10_000),), (Para(line("x")),)),)),
    }
    paths = [tmp_path / f"{name}.docx" for name in blocks]
    for path in paths:
        path.write_bytes(paper(blocks[path.stem]))
    printed = {name: _printed(path) for name, path in by_soffice("pdf", paths, tmp_path / "pdf").items()}
    for name, letter in zip(list(blocks)[:-1], "abcdefgh", strict=True):
        found = set(re.findall(rf"{letter}\d{{5}}", printed[name]))
        assert len(found) == 2000, name
    assert printed["unbroken"].count("w") == 10_000


def test_columns_without_a_width_and_rows_of_odd_lengths_are_all_shown() -> None:
    rows = (((Para(line("a")),),), ((Para(line("b")),), (Para(line("c")),), (Para(line("d")),)))
    data = paper(Table((), (line("head"),), rows, (0, 0, 0)), Table((), (), ()))
    assert read_back(data) == "head a b c d"


# Nothing is run


@pytest.mark.parametrize("seed", SEEDS)
def test_no_words_become_a_field_a_tag_or_a_place_for_the_paper(seed: int) -> None:
    data = as_word(page_of(seed))
    assert [one.text for one in root_of(data).iter(w("instrText"))] == []
    feet = [parse(part) for name, part in parts_of(data).items() if "footer" in name]
    asked = [one.text for foot in feet for one in foot.iter(w("instrText"))]
    assert asked == [" PAGE ", " NUMPAGES "]


def test_the_sign_for_a_page_number_is_no_number_in_somebodys_words() -> None:
    data = paper(Words("\x00"), Words("\x01"), footer="\x00 \x01")
    assert read_back(data).startswith("␀ ␁ ␀ ␁")


@pytest.mark.parametrize("language", ['en"><w:p/>', "", "x" * 50])
def test_an_odd_language_is_the_usual_one(language: str) -> None:
    styles = parse(parts_of(paper(Para(line("x")), language=language))["word/styles.xml"])
    assert {attribute(one) for one in styles.iter(w("lang"))} == {"en-GB"}


# Sound for Word


@pytest.mark.parametrize("seed", SEEDS)
def test_children_stand_in_the_order_of_the_standard(seed: int) -> None:
    page = page_of(seed)
    ours = {"numbering", "settings", "fonts"}
    parts = {name: part for name, part in parts_of(as_word(page)).items() if Path(name).stem not in ours}
    looked_at = kinds_in_order(parts, ORDER_OF_PAPERS, {*MIXED, "tc"})
    assert {"pPr", "rPr", "tblPr", "trPr", "tcPr", "tbl", "tr", "tc", "p", "body", "style"} <= looked_at


@pytest.mark.parametrize("seed", SEEDS)
def test_two_tables_never_touch_and_every_cell_ends_in_a_paragraph(seed: int) -> None:
    root = root_of(as_word(page_of(seed)))
    for table in root.iter(w("tbl")):
        following = table.getnext()
        assert following is not None
        assert following.tag == w("p")
        assert {len(row.findall(w("tc"))) for row in table.iterfind(w("tr"))} == {
            len(list(table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")))
        }
    for cell in root.iter(w("tc")):
        assert cell[-1].tag == w("p")


def test_a_table_fits_its_page_and_the_widths_add_up() -> None:
    data = paper(Box("child", (Table((), (line("A"), line("B"), line("C")), (), (3, 1, 1)),)))
    for table in root_of(data).iter(w("tbl")):
        grid = [int(attribute(one, "w")) for one in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        assert sum(grid) == int(attribute(table.find(f"{w('tblPr')}/{w('tblW')}"), "w"))
        assert sum(grid) <= 11906 - 2 * 1134


def test_the_same_page_gives_the_same_bytes() -> None:
    assert as_word(page_of(1)) == as_word(page_of(1))


def test_bookmarks_are_of_one_kind_and_every_link_finds_its_own() -> None:
    page = Page("A paper", (Contents(line("Parts")), Heading(2, line("One")), Heading(2, line("Two"))))
    root = root_of(as_word(page))
    marks = [attribute(one, "name") for one in root.iter(w("bookmarkStart"))]
    assert [attribute(one, "anchor") for one in root.iter(w("hyperlink"))] == marks
    assert len({attribute(one, "id") for one in root.iter(w("bookmarkStart"))}) == len(marks) == 2


def test_making_papers_is_not_loaded_before_it_is_asked_for() -> None:
    program = (
        "import sys, facilitator.summary.as_word, facilitator.summary.calendar_file,"
        " facilitator.summary.email_draft; print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"lxml", "icalendar", "email.message"} & set(done.stdout.split())


# For people, whatever they see and hear


def test_it_says_its_title_its_language_and_its_number_of_pages() -> None:
    data = as_word(Page("Summary of a review", (Heading(1, line("Mina")),), footer="Draft 2"))
    found = by_python_docx(data)
    assert found.core_properties.title == "Summary of a review"
    assert found.sections[0].footer.paragraphs[0].text == "Draft 2\tPage 1 of 1"
    (spoken,) = parse(parts_of(data)["word/styles.xml"]).iter(w("lang"))
    assert attribute(spoken) == "en-GB"


def test_headings_are_headings_and_stay_with_what_follows() -> None:
    data = paper(*(Heading(level, line(f"H{level}")) for level in (1, 2, 3, 4)))
    found = by_python_docx(data).paragraphs
    names = {one.text: one.style.name for one in found if one.style}
    assert names == {f"H{level}": f"Heading {level}" for level in (1, 2, 3, 4)}
    assert all(one.paragraph_format.keep_with_next for one in found if one.text)


def test_lists_are_lists_and_a_list_in_a_list_is_of_the_next_level() -> None:
    inner = Items(((Para(line("inner")),),))
    found = by_python_docx(paper(Items(((Para(line("outer")), inner), (Words("more"),))))).paragraphs
    names = [(one.text, one.style.name) for one in found if one.style]
    assert names == [("outer", "List Bullet"), ("inner", "List Bullet 2"), ("more", "List Bullet")]


def test_a_table_repeats_its_heads_and_splits_no_short_row() -> None:
    table = Table(line("Who does what"), (line("What"), line("Who")), (((Para(line("x")),), ()),))
    root = root_of(paper(table))
    rows = list(root.iter(w("tr")))
    assert [row.find(f".//{w('tblHeader')}") is not None for row in rows] == [True, False]
    assert all(row.find(f".//{w('cantSplit')}") is not None for row in rows)
    assert [attribute(one) for one in root.iter(w("tblDescription"))] == ["Who does what"]
    assert [one.text for one in view_of(root).tables[0].rows[0].cells] == ["What", "Who"]


def test_words_from_right_to_left_run_so() -> None:
    data = paper(
        Said(line("Mum"), URDU),
        Words("English"),
        Words(URDU, lead=line("She said:")),
        Para((Span("With "), Span(URDU, apart=True), Span(" today"))),
    )
    backward = [one.find(f".//{w('bidi')}") is not None for one in root_of(data).iter(w("p"))]
    assert backward == [False, True, False, False, False]
    runs = {
        "".join(run.itertext(w("t"))): run.find(f".//{w('rtl')}") is not None
        for run in root_of(data).iter(w("r"))
    }
    assert runs == {
        "Mum": False,
        URDU: True,
        "English": False,
        "She said:": False,
        " ": False,
        "With ": False,
    } | {" today": False}


def test_a_chart_is_a_table_with_its_steps_shaded_and_it_is_told_in_words() -> None:
    chart = Chart(
        "Outcome 1",
        "Term 1: 2 of 3. Term 2: not agreed.",
        ("1", "2", "3"),
        (
            Column("Term 1", "agreed", "support not given", (Cell("full"), Cell("full", "2"), Cell("empty"))),
            Column("Term 2", "not agreed", "", (Cell("range", "1: Mum"), Cell("range"), Cell("none"))),
        ),
    )
    data = paper(chart)
    assert chart.alt in read_back(data)
    (table,) = view_of(root_of(data)).tables
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [
        ["", "Term 1\nagreed\n support not given ", "Term 2\nnot agreed"],
        ["3", "", ""],
        ["2", "2", ""],
        ["1", "", "1: Mum"],
    ]
    shades = [[cell.element.find(f".//{w('shd')}") for cell in row.cells] for row in table.rows[1:]]
    fills = [["" if one is None else attribute(one) for one in row] for row in shades]
    assert fills == [["", "", ""], ["", "clear", "thinDiagStripe"], ["", "clear", "thinDiagStripe"]]
    assert [attribute(one) for one in root_of(data).iter(w("tblDescription"))] == [chart.alt]


def test_a_chart_in_a_box_is_in_words_and_tables_in_tables_in_tables_are_lines() -> None:
    chart = Chart("Outcome 1", "Term 1: 2 of 3.", ("1",), (Column("Term 1", "", "", (Cell("full", "2"),)),))
    table = Table(line("Inner"), (line("Head"),), (((Para(line("cell")),),),))
    data = paper(Box("child", (chart, Table(line("Outer"), (line("Top"),), (((table,),),)))))
    assert read_back(data) == "Outcome 1 Term 1: 2 of 3. Outer Top Inner Head cell"
    assert len(list(root_of(data).iter(w("tbl")))) == 2


def test_a_slip_stays_on_one_page_and_lets_go_of_the_next() -> None:
    slip = Keep((Para(line("one")), Para(line("two")), Para(line("three"))))
    kept = [one.paragraph_format.keep_with_next for one in by_python_docx(paper(slip, slip)).paragraphs]
    assert kept == [True, True, None] * 2


def test_a_break_begins_a_page_once_and_not_before_the_first() -> None:
    found = by_python_docx(paper(Break(), Para(line("a")), Break(), Break(), Para(line("b")))).paragraphs
    assert [one.paragraph_format.page_break_before for one in found] == [None, True]


def test_the_size_of_the_letters_is_the_pages() -> None:
    data = as_word(Page("A letter", (Para(line("x")),), size=14.0, letter=True))
    styles = parse(parts_of(data)["word/styles.xml"])
    size = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}")
    assert attribute(size) == "28"


def test_many_blocks_are_made_in_no_time() -> None:
    maker = Maker(1)
    blocks = tuple(Said(maker.text(), maker.words()) for _ in range(1500))
    assert len(as_word(Page("Long", blocks))) < 2_000_000
