"""What was changed in a Word file is held against the original: only the filled places may differ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from facilitator.word.document.change_check import Changes, verify
from facilitator.word.document.container import Package, open_package, rewrite
from facilitator.word.document.xml import Element, Names, W, serialise
from tests.effort import effort_below
from tests.word.packing import MAIN, READABLE, SETTINGS, pack, parts_of, patched, sample

NAMES = Names(W)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
HEAD = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>'
FORM = (
    HEAD
    + """
<w:p w14:paraId="00000001"><w:r><w:t>Date of review: </w:t></w:r><w:r><w:t>____ </w:t></w:r>
<w:r><w:t>Term 1</w:t></w:r></w:p>
<w:tbl>
<w:tr><w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>
<w:p w14:paraId="00000002"><w:r><w:t>Views</w:t></w:r></w:p></w:tc>
<w:tc><w:p w14:paraId="00000003"/></w:tc></w:tr>
<w:tr w14:paraId="00000004"><w:tc><w:p><w:r><w:t>Mum said </w:t></w:r>
<w:r><w:rPr><w:b/></w:rPr><w:t>reading is fun</w:t></w:r><w:commentRangeStart w:id="7"/></w:p>
<w:p><w:r><w:delText>gone</w:delText></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
</w:tbl>
<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>☐</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:t>☐ Yes ☐ No</w:t></w:r></w:p>
<w:p><w:r><w:t>Last</w:t></w:r></w:p>
</w:body></w:document>"""
)


def form(text: str = FORM) -> Package:
    """Return an opened document with this main part."""
    return open_package(pack(parts_of(sample()) | {MAIN: text.encode()}))


def find(root: Element, path: str) -> Element:
    """Return the one element that an XPath finds."""
    (found,) = etree.XPath(path, namespaces={"w": W, "w14": W14})(root)
    assert isinstance(found, etree._Element)
    return found


def new_run(text: str) -> Element:
    run = etree.Element(NAMES.w("r"))
    etree.SubElement(run, NAMES.w("t")).text = text
    return run


def new_paragraph(text: str) -> Element:
    paragraph = etree.Element(NAMES.w("p"))
    paragraph.append(new_run(text))
    return paragraph


def check(package: Package, root: Element, changes: Changes) -> None:
    after = rewrite(package, serialise(root, package.part(package.main)))
    again = verify(package, after, root, changes)
    assert again.data == after


def fault(package: Package, root: Element, changes: Changes) -> str:
    """Return why a change is refused."""
    with pytest.raises(Refusal) as refused:
        check(package, root, changes)
    assert refused.value.code == "word.not-the-same"
    assert explain(refused.value)
    return str(refused.value.values["why"])


EMPTY = "//w:p[@w14:paraId='00000003']"
SAID = "//w:tr[2]/w:tc[1]"
LINE = "//w:p[1][w:r/w:t[contains(., 'Date')]]"


# --- what is right --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READABLE)
def test_nothing_changed_is_right(name: str) -> None:
    package = open_package(sample(name))
    check(package, package.fresh_root(), Changes())


@pytest.mark.parametrize("name", READABLE)
def test_any_cell_of_the_samples_may_be_filled(name: str) -> None:
    package = open_package(sample(name))
    count = len(list(package.root.iter(NAMES.w("tc"))))
    assert count > 10
    for number in range(0, count, 7):
        root = package.fresh_root()
        cell = list(root.iter(NAMES.w("tc")))[number]
        cell.append(new_paragraph("Zoë reads more."))
        check(package, root, Changes(filled=[cell]))


def test_a_paragraph_may_be_filled_and_others_put_in_behind_it() -> None:
    package = form()
    root = package.fresh_root()
    first, further = find(root, EMPTY), new_paragraph("and again")
    first.append(new_run("likes water"))
    first.addnext(further)
    check(package, root, Changes(filled=[first], added=[further]))
    check(package, root, Changes(filled=[find(root, "//w:tr[1]/w:tc[2]"), first], added=[further]))


def test_words_may_be_put_in_between_and_lines_to_write_on_may_go() -> None:
    package = form()
    root = package.fresh_root()
    line = find(root, LINE)
    find(line, "w:r[2]/w:t").text = "12/03/2026 "
    check(package, root, Changes(filled=[line]))


def test_a_run_may_be_split_and_a_word_made_of_other_runs() -> None:
    package = form()
    root = package.fresh_root()
    cell = find(root, SAID)
    find(cell, "w:p[1]/w:r[1]/w:t").text = "Mum "
    find(cell, "w:p[1]/w:r[1]").addnext(new_run("(by letter) sa"))
    find(cell, "w:p[1]/w:r[2]").addnext(new_run("id "))
    check(package, root, Changes(filled=[cell]))


@pytest.mark.parametrize("inside", [False, True])
def test_a_placeholder_may_be_replaced(inside: bool) -> None:
    package = form()
    root = package.fresh_root()
    control = find(root, "//w:sdt[1]")
    find(control, ".//w:t").text = "Swimming"
    if not inside:
        find(control, "w:sdtPr").remove(find(control, "w:sdtPr/w:showingPlcHdr"))
    check(package, root, Changes(filled=[find(control, ".//w:p") if inside else control]))


def test_boxes_may_be_ticked() -> None:
    package = form()
    root = package.fresh_root()
    control, line = find(root, "//w:sdt[2]"), find(root, "//w:p[w:r/w:t[contains(., 'Yes')]]")
    run = find(control, ".//w:r")
    run.remove(run[0])
    etree.SubElement(run, NAMES.w("sym")).set(NAMES.w("char"), "F0FE")
    find(line, "w:r/w:t").text = "☒ Yes ☐ No"
    check(package, root, Changes(filled=[control, line]))


@pytest.mark.parametrize("compact", [True, False])
def test_rows_and_tables_may_be_added_with_cells_filled_in_and_round_them(compact: bool) -> None:
    package = form(FORM.replace("\n", "") if compact else FORM)
    root = package.fresh_root()
    row, table = find(root, "//w:tr[2]"), find(root, "//w:tbl")
    copied_row, copied_table = deepcopy(row), deepcopy(table)
    for copy in (copied_row, copied_table):
        for node in copy.iter():
            node.attrib.pop(f"{{{W14}}}paraId", None)
        for mark in list(copy.iter(NAMES.w("commentRangeStart"))):
            find(mark, "..").remove(mark)
    row.addnext(copied_row)
    table.addnext(copied_table)
    inside, after = find(copied_row, "w:tc[2]/w:p"), find(root, "//w:p[w:r/w:t='Last']")
    for paragraph in (inside, after):
        paragraph.append(new_run(" more"))
    check(package, root, Changes(filled=[inside, after], added=[copied_row, copied_table]))
    assert fault(package, root, Changes(filled=[inside], added=[copied_row, copied_table])) == "outside"
    assert fault(package, root, Changes(filled=[inside], added=[copied_row])) == "outside"


def test_a_cell_and_a_placeholder_in_it_may_both_be_said_to_be_filled() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
    told = "<w:p><w:r><w:t>Tell us</w:t></w:r></w:p>"
    package = form(FORM.replace('<w:p w14:paraId="00000003"/>', prompt % told))
    root = package.fresh_root()
    cell = find(root, "//w:tr[1]/w:tc[2]")
    find(cell, ".//w:t").text = "Swimming"
    check(package, root, Changes(filled=[cell, find(cell, ".//w:p")]))
    check(package, root, Changes(filled=[find(cell, ".//w:p"), cell]))


def test_a_cell_that_was_wrong_before_is_no_reason_to_refuse() -> None:
    package = form(FORM.replace('<w:tc><w:p w14:paraId="00000003"/></w:tc>', "<w:tc/>"))
    root = package.fresh_root()
    row = find(root, "//w:tr[1]")
    copied = deepcopy(row)
    find(copied, ".//w:p").attrib.clear()
    row.addnext(copied)
    check(package, root, Changes(added=[copied]))


def test_ids_that_stood_twice_before_are_no_reason_to_refuse() -> None:
    package = form(FORM.replace("00000003", "00000001"))
    root = package.fresh_root()
    line = find(root, LINE)
    line.append(new_run(" more"))
    check(package, root, Changes(filled=[line]))


# --- what is wrong --------------------------------------------------------------------------------


def _reword_outside(root: Element) -> Changes:
    find(root, "//w:t[. = 'Last']").text = "First"
    return Changes(filled=[find(root, EMPTY)])


def _take_a_row(root: Element) -> Changes:
    find(root, "//w:tbl").remove(find(root, "//w:tr[2]"))
    return Changes()


def _move_a_row(root: Element) -> Changes:
    row = find(root, "//w:tr[1]")
    find(root, "//w:tbl").append(row)
    return Changes(added=[row])


def _unbold(root: Element) -> Changes:
    find(root, "//w:rPr").remove(find(root, "//w:b"))
    return Changes(filled=[find(root, EMPTY)])


def _say_nothing_of_it(root: Element) -> Changes:
    find(root, EMPTY).append(new_run("more"))
    return Changes()


def _say_it_of_another(root: Element) -> Changes:
    find(root, EMPTY).append(new_run("more"))
    return Changes(filled=[find(root, SAID)])


def _attribute_of_the_place(root: Element) -> Changes:
    paragraph = find(root, EMPTY)
    paragraph.set(NAMES.w("rsidR"), "00AA")
    return Changes(filled=[paragraph])


def _text_between(root: Element) -> Changes:
    paragraph = new_paragraph("more")
    find(root, "//w:tbl").addnext(paragraph)
    paragraph.tail = "stray"
    return Changes(added=[paragraph])


def _overwrite(root: Element) -> Changes:
    find(root, "//w:t[. = 'reading is fun']").text = "reading is hard"
    return Changes(filled=[find(root, SAID)])


def _shorten(root: Element) -> Changes:
    find(root, "//w:t[. = 'reading is fun']").text = "reading i fun, and this"
    return Changes(filled=[find(root, SAID)])


def _hide_in_longer_words(root: Element) -> Changes:
    find(root, "//w:t[. = 'reading is fun']").text = "reading this unfun"
    return Changes(filled=[find(root, SAID)])


def _lengthen(root: Element) -> Changes:
    find(root, "//w:t[. = 'reading is fun']").text = "reading is funny"
    return Changes(filled=[find(root, SAID)])


def _swap(root: Element) -> Changes:
    find(root, "//w:t[. = 'reading is fun']").text = "fun is reading"
    return Changes(filled=[find(root, SAID)])


def _join_paragraphs(root: Element) -> Changes:
    cell = find(root, SAID)
    find(cell, "w:p[1]").append(find(cell, "w:p[2]/w:r"))
    return Changes(filled=[cell])


def _take_what_was_deleted(root: Element) -> Changes:
    find(root, SAID).remove(find(root, SAID)[-1])
    return Changes(filled=[find(root, SAID)])


def _take_a_comment(root: Element) -> Changes:
    mark = find(root, "//w:commentRangeStart")
    find(mark, "..").remove(mark)
    return Changes(filled=[find(root, SAID)])


def _recolour_a_cell(root: Element) -> Changes:
    find(root, "//w:tcW").set(NAMES.w("w"), "10")
    return Changes(filled=[find(root, "//w:tr[1]/w:tc[1]")])


def _table_at_the_end_of_a_cell(root: Element) -> Changes:
    cell = find(root, SAID)
    cell.append(deepcopy(find(root, "//w:tbl")))
    for node in cell[-1].iter():
        node.attrib.pop(f"{{{W14}}}paraId", None)
    for mark in list(cell[-1].iter(NAMES.w("commentRangeStart"))):
        find(mark, "..").remove(mark)
    return Changes(filled=[cell])


def _added_cell_without_paragraph(root: Element) -> Changes:
    row = etree.Element(NAMES.w("tr"))
    etree.SubElement(row, NAMES.w("tc"))
    find(root, "//w:tr[1]").addnext(row)
    return Changes(added=[row])


def _copied_ids(root: Element) -> Changes:
    copy = deepcopy(find(root, "//w:tr[1]"))
    find(root, "//w:tr[1]").addnext(copy)
    return Changes(added=[copy])


def _copied_comment(root: Element) -> Changes:
    copy = deepcopy(find(root, "//w:tr[2]"))
    copy.attrib.clear()
    find(root, "//w:tr[2]").addnext(copy)
    return Changes(added=[copy])


def _fill_a_table(root: Element) -> Changes:
    return Changes(filled=[find(root, "//w:tbl")])


def _element_of_no_tree(root: Element) -> Changes:
    return Changes(filled=[find(root, EMPTY)], added=[new_paragraph("lost")])


WRONG: dict[str, tuple[Callable[[Element], Changes], str]] = {
    "words outside": (_reword_outside, "outside"),
    "a row gone": (_take_a_row, "outside"),
    "a row moved": (_move_a_row, "outside"),
    "formatting outside": (_unbold, "outside"),
    "an unsaid change": (_say_nothing_of_it, "outside"),
    "the wrong cell": (_say_it_of_another, "outside"),
    "an attribute": (_attribute_of_the_place, "outside"),
    "stray text": (_text_between, "outside"),
    "words overwritten": (_overwrite, "words"),
    "a letter gone": (_shorten, "words"),
    "words inside longer ones": (_hide_in_longer_words, "words"),
    "a word made longer": (_lengthen, "words"),
    "words in another order": (_swap, "words"),
    "paragraphs joined": (_join_paragraphs, "words"),
    "deleted words gone": (_take_what_was_deleted, "inside"),
    "a comment gone": (_take_a_comment, "inside"),
    "a cell's properties": (_recolour_a_cell, "cell-properties"),
    "a table last in a cell": (_table_at_the_end_of_a_cell, "cell-end"),
    "a new cell with nothing": (_added_cell_without_paragraph, "cell-end"),
    "ids twice": (_copied_ids, "ids"),
    "a comment twice": (_copied_comment, "ids"),
    "a whole table": (_fill_a_table, "not-fillable"),
    "an element that was not put in": (_element_of_no_tree, "stray"),
}


@pytest.mark.parametrize("compact", [True, False], ids=["compact", "with white space"])
@pytest.mark.parametrize(("change", "why"), WRONG.values(), ids=WRONG)
def test_what_is_not_as_it_should_be_is_refused(
    change: Callable[[Element], Changes], why: str, compact: bool
) -> None:
    package = form(FORM.replace("\n", "") if compact else FORM)
    root = package.fresh_root()
    assert fault(package, root, change(root)) == why


def test_a_prefix_that_goes_is_refused() -> None:
    package = form(
        FORM.replace("<w:body>", '<w:body xmlns:x="urn:x">', 1).replace("<w:tbl>", '<w:tbl xmlns:y="urn:y">')
    )
    root = package.fresh_root()
    etree.cleanup_namespaces(root)
    assert fault(package, root, Changes()) == "outside"


def _other_part(package: Package) -> bytes:
    parts = parts_of(package.data)
    return pack(parts | {SETTINGS: parts[SETTINGS].replace(b"<w:zoom", b"<w:zOOm")})


def _one_part_less(package: Package) -> bytes:
    parts = parts_of(package.data)
    del parts["docProps/app.xml"]
    return pack(parts)


def _other_order(package: Package) -> bytes:
    return pack(dict(reversed(parts_of(package.data).items())))


def _one_more(package: Package) -> bytes:
    return pack(parts_of(package.data) | {"word/new.xml": b"<x/>"})


def _other_dates(package: Package) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(package.data).items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _packed_another_way(package: Package) -> bytes:
    return pack(parts_of(package.data), zipfile.ZIP_STORED)


def _comment_of_the_zip(package: Package) -> bytes:
    stream = io.BytesIO(package.data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"changed"
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_other_part, "entry"),
        (_one_part_less, "entries"),
        (_other_order, "entries"),
        (_one_more, "entries"),
        (_other_dates, "entry"),
        (_packed_another_way, "entry"),
        (lambda package: patched(package.data, MAIN, 12, b"\1\2\3\4"), "entry"),
        (_comment_of_the_zip, "comment"),
        (lambda package: package.data[:-30], "unreadable"),
        (lambda package: package.data.replace(b"PK\x01\x02", b"PK\x01\x03", 1), "unreadable"),
        (lambda package: rewrite(package, package.part(MAIN).replace(b"Last", b"Lost")), "not-the-edited"),
        (lambda package: rewrite(package, package.part(MAIN)[:-9]), "unreadable"),
    ],
)
def test_other_bytes_than_those_meant_are_refused(change: Callable[[Package], bytes], why: str) -> None:
    package = open_package(pack(parts_of(form().data)))
    with pytest.raises(Refusal) as refused:
        verify(package, change(package), package.fresh_root(), Changes())
    assert (refused.value.code, refused.value.values["why"]) == ("word.not-the-same", why)


def test_a_review_that_never_reached_the_file_is_refused() -> None:
    package = form()
    root = package.fresh_root()
    paragraph = find(root, EMPTY)
    paragraph.append(new_run("likes water"))
    with pytest.raises(Refusal) as refused:
        verify(package, package.data, root, Changes(filled=[paragraph]))
    assert refused.value.values["why"] == "not-the-edited"


# --- how long it takes ----------------------------------------------------------------------------


def test_a_very_long_plan_is_verified_in_a_moment() -> None:
    """300 tables in 2 MB, every second one with a filled cell, a row added to each tenth."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000"/></w:tcPr><w:p w:rsidR="00{n:06}"><w:r>'
        '<w:rPr><w:sz w:val="20"/></w:rPr>'
        "<w:t>Words of a cell</w:t></w:r></w:p></w:tc>"
        for n in range(4)
    )
    tables = f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 12}</w:tbl><w:p/>" * 300
    package = form(f"{HEAD}{tables}</w:body></w:document>")
    assert len(package.part(MAIN)) > 2_000_000
    root = package.fresh_root()
    changes = Changes()
    for number, table in enumerate(root.iter(NAMES.w("tbl"))):
        if number % 2 == 0:
            changes.filled.append(table[3][1])
            table[3][1].append(new_paragraph("more words"))
        if number % 10 == 0:
            changes.added.append(deepcopy(table[4]))
            table[4].addnext(changes.added[-1])
    with effort_below(1_500):
        check(package, root, changes)
