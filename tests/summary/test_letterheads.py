"""A paper on a school's own letterhead: the school's parts stay; one that cannot be used is told plainly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.summary.as_word import as_word
from facilitator.summary.page import Heading, Items, Page, Said, Span, Table, Words
from facilitator.word.document import zipped as zips
from facilitator.word.document.container import MOST_BYTES, open_package
from facilitator.word.document.xml import STRICT, W, parse
from facilitator.word.letterhead import open_letterhead
from tests.word.new_plans import attribute, w
from tests.word.packing import changed, pack, parts_of
from tests.word.programs import by_soffice

if TYPE_CHECKING:
    from docx.document import Document

MAIN, CORE = "word/document.xml", "docProps/core.xml"
PAGE = Page(
    "Summary of a review",
    (
        Heading(1, (Span("A review"),)),
        Said((Span("Mum"),), "{{ cycler.__init__.__globals__.os.popen('x') }} {% here <w:p>"),
        Items(((Words("one"),),)),
        Table((Span("Table"),), ((Span("What"),),), (((Words("it"),),),)),
    ),
    footer="Draft 2",
)
OURS = ["A review", "Mum", "{{ cycler.__init__.__globals__.os.popen('x') }} {% here <w:p>", "one", "Table"]


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letterhead(*lines: str, footer: str = "", header: str = "Example Primary School") -> Document:
    document = docx.Document()
    document.core_properties.title = "Letterhead of 2019"
    document.core_properties.author = "The office"
    document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    for line in lines:
        document.add_paragraph(line)
    return document


@pytest.fixture
def on(tmp_path: Path) -> Callable[..., bytes]:
    def made(data: bytes | Document, page: Page = PAGE) -> bytes:
        path = tmp_path / "letterhead.docx"
        path.write_bytes(data if isinstance(data, bytes) else saved(data))
        return as_word(page, path)

    return made


def lines_of(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.text]


# Where it goes


def test_it_stands_where_the_mark_is_even_where_word_has_cut_the_mark_in_two(
    on: Callable[..., bytes],
) -> None:
    document = letterhead("Our ref: SEN/1")
    mark = document.add_paragraph("[[sum")
    mark.add_run("mary]] ")
    document.add_paragraph("Yours sincerely")
    assert lines_of(on(document)) == ["Our ref: SEN/1", *OURS, "Yours sincerely"]


def test_without_a_mark_it_stands_at_the_end_before_the_settings_of_the_page(
    on: Callable[..., bytes],
) -> None:
    data = on(letterhead("Our ref"))
    assert lines_of(data) == ["Our ref", *OURS]
    body = parse(parts_of(data)[MAIN])[0]
    assert [one.tag for one in body].count(w("sectPr")) == 1
    assert body[-1].tag == w("sectPr")


def test_what_hangs_on_the_mark_stays(on: Callable[..., bytes], tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    picture.write_bytes(_PICTURE)
    document = letterhead()
    document.add_paragraph("[[summary]]").add_run().add_picture(str(picture))
    data = on(document)
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1
    assert lines_of(data) == OURS


def test_a_mark_at_the_end_of_a_section_leaves_the_section(on: Callable[..., bytes]) -> None:
    document = letterhead("[[summary]]")
    document.add_section()
    found = docx.Document(io.BytesIO(on(document)))
    assert len(found.sections) == 2
    assert found.paragraphs[0].text == "A review"


def test_a_table_is_as_wide_as_the_letterheads_page(on: Callable[..., bytes]) -> None:
    document = letterhead()
    section = document.sections[0]
    section.orientation, section.page_width = WD_ORIENT.LANDSCAPE, Mm(297)
    section.left_margin = section.right_margin = Mm(50)
    (table,) = docx.Document(io.BytesIO(on(document))).tables
    width = int(attribute(parse(parts_of(on(document))[MAIN]).find(f".//{w('tblW')}"), "w"))
    assert abs(width - round(197 / 25.4 * 1440)) < 20
    assert table.cell(0, 0).text == "What"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("[[summary]]", "[[summary]]"), "letterhead.two-marks"),
        (("[[summary]]", "and [[summary]]"), "letterhead.two-marks"),
        (("Here: [[summary]]",), "letterhead.mark-elsewhere"),
    ],
)
def test_a_mark_that_is_not_one_line_is_refused(
    on: Callable[..., bytes], lines: tuple[str, ...], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        on(letterhead(*lines))
    assert refused.value.code == code
    assert "[[summary]]" in explain(refused.value)


def test_a_mark_in_a_table_is_refused(on: Callable[..., bytes]) -> None:
    document = letterhead()
    document.add_table(1, 1).cell(0, 0).text = "[[summary]]"
    with pytest.raises(Refusal) as refused:
        on(document)
    assert refused.value.code == "letterhead.mark-elsewhere"


# What stays


def test_every_other_part_keeps_its_bytes(on: Callable[..., bytes]) -> None:
    data = saved(letterhead("[[summary]]", footer="Charity 123"))
    before, after = parts_of(data), parts_of(on(data))
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {MAIN, CORE}


def test_parts_that_stay_are_not_even_packed_anew(on: Callable[..., bytes]) -> None:
    data = saved(letterhead("[[summary]]"))
    made = on(data)
    old, new = zips.read_zip(data), zips.read_zip(made)
    touched = {MAIN, CORE, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    for entry in old.entries:
        other = new.entry(entry.name)
        same = data[entry.start : entry.stop] == made[other.start : other.stop]
        assert same is (entry.name not in touched), entry.name


def test_the_file_calls_itself_as_the_page_does_and_keeps_who_made_the_letterhead(
    on: Callable[..., bytes],
) -> None:
    found = docx.Document(io.BytesIO(on(letterhead()))).core_properties
    assert (found.title, found.author) == ("Summary of a review", "The office")


def test_a_letterhead_without_a_title_part_gets_one(on: Callable[..., bytes]) -> None:
    parts = parts_of(saved(letterhead()))
    del parts[CORE]
    relations = parts["_rels/.rels"].split(b"<Relationship ")
    parts["_rels/.rels"] = b"<Relationship ".join(one for one in relations if b"core.xml" not in one)
    parts["_rels/.rels"] += b"" if parts["_rels/.rels"].endswith(b">") else b"</Relationships>"
    data = on(pack(parts))
    assert docx.Document(io.BytesIO(data)).core_properties.title == "Summary of a review"


def test_a_footer_of_the_schools_stays_and_the_line_comes_last(on: Callable[..., bytes]) -> None:
    data = on(letterhead("[[summary]]", "Yours", footer="Charity 123"))
    found = docx.Document(io.BytesIO(data))
    assert found.sections[0].footer.paragraphs[0].text == "Charity 123"
    assert lines_of(data) == [*OURS, "Draft 2", "Yours"]


def test_without_a_footer_the_line_stands_at_the_foot_of_first_and_left_pages_too(
    on: Callable[..., bytes],
) -> None:
    document = letterhead()
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section = docx.Document(io.BytesIO(on(document))).sections[0]
    feet = (section.footer, section.first_page_footer, section.even_page_footer)
    assert [one.paragraphs[0].text for one in feet] == ["Draft 2\tPage 1 of 1"] * 3
    assert section.header.paragraphs[0].text == "Example Primary School"


def test_words_of_the_letterhead_that_look_like_a_template_are_only_words(on: Callable[..., bytes]) -> None:
    assert lines_of(on(letterhead("{% here {{ 1/0 }}")))[0] == "{% here {{ 1/0 }}"


def test_a_letterhead_without_our_styles_gets_headings_that_are_headings_all_the_same(
    on: Callable[..., bytes],
) -> None:
    data = saved(letterhead())
    for name in (b"heading 1", b"Heading 1", b"Quote", b"List Bullet"):
        parts = parts_of(data)
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="' + name + b'"', b'w:val="x"')
        data = pack(parts)
    root = parse(parts_of(on(data))[MAIN])
    assert [attribute(one) for one in root.iter(w("outlineLvl"))] == ["0"]
    assert "•" in "".join(root.itertext(w("t")))


def test_a_letterhead_of_the_strict_kind_gets_words_of_that_kind(on: Callable[..., bytes]) -> None:
    parts = parts_of(saved(letterhead("[[summary]]")))
    for name in parts:
        parts[name] = parts[name].replace(W.encode(), STRICT.encode())
    root = parse(parts_of(on(pack(parts)))[MAIN])
    assert root.tag == f"{{{STRICT}}}document"
    assert "A review" in list(root.itertext(f"{{{STRICT}}}t"))
    assert not list(root.itertext(w("t")))


def test_words_say_their_language_where_the_letterhead_has_another(on: Callable[..., bytes]) -> None:
    root = parse(parts_of(on(letterhead()))[MAIN])  # python-docx says American English
    assert {attribute(one) for one in root.iter(w("lang"))} == {"en-GB"}


def test_the_letters_look_as_the_mark_does(on: Callable[..., bytes]) -> None:
    document = letterhead()
    run = document.add_paragraph().add_run("[[summary]]")
    run.font.name = "Georgia"
    found = docx.Document(io.BytesIO(on(document)))
    fonts = {one.text: one.runs[0].font.name for one in found.paragraphs if one.runs}
    assert fonts["Mum"] == fonts["one"] == "Georgia"
    assert fonts["A review"] is None, "a heading has the font of its style"


@pytest.mark.slow
@pytest.mark.needs("soffice")
def test_libreoffice_makes_letterheads_and_shows_ours_on_them(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(saved(letterhead("Our ref", "[[summary]]", "Yours sincerely")))
    made = by_soffice("docx:MS Word 2007 XML", [own], tmp_path / "of-libreoffice")["own"]
    paper = tmp_path / "paper.docx"
    paper.write_bytes(as_word(PAGE, made))
    text = by_soffice("txt:Text (encoded):UTF8", [paper], tmp_path / "shown")["paper"]
    shown = [line.strip("• \t") for line in text.read_text(encoding="utf-8-sig").splitlines() if line]
    assert shown == ["Our ref", *OURS, "What", "it", "Yours sincerely"]


# What cannot be used


def template(data: bytes) -> bytes:
    return changed(data, ("[Content_Types].xml", b"document.main+xml", b"template.main+xml"))


def with_macros(data: bytes) -> bytes:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed(data, ("[Content_Types].xml", plain, kind))


def with_a_document_type(data: bytes) -> bytes:
    parts = parts_of(data)
    head, _, rest = parts[MAIN].partition(b"?>")
    parts[MAIN] = head + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + rest
    return pack(parts)


def signed(data: bytes) -> bytes:
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    one = (
        b'<Relationship Id="rId99" Type="' + kind + b'" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    return changed(data, ("_rels/.rels", b"</Relationships>", one))


def without_styles(data: bytes) -> bytes:
    return changed(data, ("word/_rels/document.xml.rels", b"/styles", b"/other"))


def encrypted(data: bytes) -> bytes:
    """Return it packed with a password, as a zip program marks it."""
    whole = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(sign)
        while at >= 0:
            whole[at + place] |= 1
            at = whole.find(sign, at + 4)
    return bytes(whole)


def bomb(_data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (140 * 1024 * 1024))
    return stream.getvalue()


WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a template": (template, "template"),
    "macros": (with_macros, "macros"),
    "cut short": (lambda data: data[: len(data) // 2], "damaged"),
    "no Word file": (lambda _: b"%PDF-1.7 and so on", "damaged"),
    "empty": (lambda _: b"", "damaged"),
    "a document type": (with_a_document_type, "damaged"),
    "no styles": (without_styles, "damaged"),
    "signed": (signed, "signed"),
    "a password": (encrypted, "locked"),
    "a bomb": (bomb, "too-large"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_one_that_cannot_be_used_is_told_in_a_plain_sentence(wrong: str, tmp_path: Path) -> None:
    change, code = WRONG[wrong]
    path = tmp_path / "letterhead.docx"
    path.write_bytes(change(saved(letterhead("[[summary]]"))))
    with pytest.raises(Refusal) as refused:
        as_word(PAGE, path)
    assert refused.value.code == f"letterhead.{code}"
    assert explain(refused.value).startswith(f"The letterhead {path} ")


def test_one_that_is_missing_or_no_file_or_far_too_large_is_told(tmp_path: Path) -> None:
    huge = tmp_path / "huge.docx"
    with huge.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    cases = {tmp_path / "none.docx": "missing", tmp_path: "damaged", huge: "too-large"}
    for path, code in cases.items():
        with pytest.raises(Refusal) as refused:
            open_letterhead(path)
        assert refused.value.code == f"letterhead.{code}"
        assert str(path) in explain(refused.value)


def test_a_part_that_is_added_is_read_by_pythons_own_zip_file() -> None:
    data = saved(letterhead())
    made = zips.add(zips.read_zip(data), "word/nëw.xml", b"<x/>" * 1000)
    assert parts_of(made) == parts_of(data) | {"word/nëw.xml": b"<x/>" * 1000}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
    open_package(made)


_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
