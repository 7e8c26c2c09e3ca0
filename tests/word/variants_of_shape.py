"""Awkward Word plans: tables, controls, tracked changes, fields, and the file itself."""

from __future__ import annotations

import re

from tests.word.awkward import (
    FULL,
    OWN,
    PLAIN,
    WORD,
    Document,
    NotHere,
    cell,
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
from tests.word.judging import Element, words_in
from tests.word.variants_of_blocks import four_outcomes_three_rows, two_full_and_the_third_deleted
from tests.word.variants_of_words import half_filled_achieved
from tests.word.varying import VARIANTS, Variant, variant

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
            "<w:lid w:val='en-GB'/></w:date></w:sdtPr><w:sdtContent>"
            "<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr>"
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
                f"<w:sdt><w:sdtPr><w:id w:val='{90 + number}'/><w:showingPlcHdr/>"
                f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
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
            f"<w:sdt><w:sdtPr><w:id w:val='{96 + place}'/><w15:repeatingSectionItem/></w:sdtPr>"
            "<w:sdtContent/></w:sdt>"
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
    d.gone.add("school.working")


@variant()
def bound_control(d: Document) -> None:
    mine = next(d.cell("r2.school.working").iter(w("p")))
    mine.append(
        x(
            "<w:sdt><w:sdtPr><w:id w:val='83'/><w:dataBinding w:xpath='/a' w:storeItemID='{1}'/>"
            "<w:text/></w:sdtPr>"
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
    d.asked.append("word.one-value")
    d.gone.add("date")


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
        "<mc:AlternateContent><mc:Choice Requires='w14'/><mc:Fallback>"
        "<w:p><w:r><w:t>Progress Review Term 9</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
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
        d.asked[:0] = ["word.is-protected", *["word.tracks-changes"] * (kind == "trackedChanges")]

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
