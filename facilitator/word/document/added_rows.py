"""Copies of rows and blocks, where a form has too few: clean, with ids of their own, and emptied.

Nothing here takes a word out of what was there before: only copies are cleared and reworded.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from facilitator.word.document import controls
from facilitator.word.document.change_check import Changes
from facilitator.word.document.control_kinds import kind_of
from facilitator.word.document.inline import MC, TICKED, UNTICKED, W14, W15, read_inline, with_offsets
from facilitator.word.document.runs import Manner, child_of, look_of, make, mark_inserted, pieces_of
from facilitator.word.document.slots import BoxSlot, CellSlot, Slot, UnderSlot
from facilitator.word.document.view import Cell, Paragraph, Row, mark_is_deleted, unwrapped
from facilitator.word.document.xml import Element, Names, find, take_out
from facilitator.word.lines_to_write_on import is_blank

_DROPPED = """
    del moveFrom bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference
    annotationRef footnoteReference endnoteReference permStart permEnd sectPr rPrChange pPrChange
    tblPrChange trPrChange tcPrChange tblGridChange tblPrExChange sectPrChange numberingChange
    cellIns cellDel cellMerge dataBinding moveFromRangeStart moveFromRangeEnd moveToRangeStart
    moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart
    customXmlDelRangeEnd
"""
_OWN_ATTRIBUTES = (f"{W14}paraId", f"{W14}textId")
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PLAIN = Manner()

Keep = Callable[[str], bool]
"""Whether the words of a paragraph are the form's own, and stay in a copy."""


def nothing(_words: str) -> bool:
    """Keep no words of an answer's place."""
    return False


def copy_row(
    row: Row,
    changes: Changes,
    manner: Manner = _PLAIN,
    *,
    behind: Row | None = None,
    goes_on: bool = False,
    keep: Keep = nothing,
) -> Element:
    """Put an emptied copy of a row behind it, or another, and return its `w:tr`; its cells keep their look.

    A cell that goes on over the rows below goes on over the copy too, and says nothing; with `goes_on` each
    that may do so.
    """
    behind = behind or row
    names = Names.of(row.element)
    made = _clean_copy(row.element)
    cells = [cell for cell, _ in unwrapped(made, names, ("tc",))]
    below = next((each for each in row.table.rows if each.number == behind.number + 1), None)
    merged_below = {cell.column for cell in below.cells if cell.merged} if below else set()
    for cell, original in zip(cells, row.cells, strict=False):
        merge = find(cell, "tcPr/vMerge")
        if merge is not None and (goes_on or original.column in merged_below):
            merge.set(names.w("val"), "continue")
        over = merge is not None and merge.get(names.w("val"), "continue") == "continue"
        _clear_cell(cell, nothing if over else keep)
    _give_new_ids(made, row.element)
    if manner.tracked:
        _mark_all_inserted(made, row.element, manner)
    behind.element.addnext(made)
    changes.added.append(made)
    return made


def may_go_on(cell: Cell) -> bool:
    """Whether a cell would stay one in a further row of the same: it is marked so, with rows below or not."""
    return find(cell.element, "tcPr/vMerge") is not None


def copy_block(elements: list[Element], changes: Changes, manner: Manner = _PLAIN) -> list[Element]:
    """Put copies of paragraphs, tables, controls or rows behind the last of them; return them in order.

    Their words are still those of the original; see `clear` and `reword`. An empty paragraph keeps two
    tables apart, which Word would else make one; it looks like one that stands behind them already.
    Section breaks are not copied.
    """
    last, w = elements[-1], Names.of(elements[-1]).w
    copies = [_clean_copy(each) for each in elements if each.tag != w("sectPr")]
    behind = next(last.itersiblings(w("p"), w("tbl"), w("sdt")), None)
    if manner.tracked:
        for copy in copies:
            _mark_all_inserted(copy, last, manner)
    placed = list(copies)
    table = [w("tbl")]
    if _leaf_tags(last)[-1:] == table and _leaf_tags(copies[0])[:1] == table:
        placed.insert(0, _separator(last, behind, manner))
    if _leaf_tags(copies[-1])[-1:] == table and (behind is None or _leaf_tags(behind)[:1] == table):
        placed.append(_separator(last, None, manner))
    after = last
    for each in placed:
        if each in copies:
            _give_new_ids(each, last)
        after.addnext(each)
        after = each
        changes.added.append(each)
    return copies


def clear(slot: Slot, changes: Changes, keep: Keep = nothing) -> None:
    """Take the answer out of a place in a copy; its formatting and one empty paragraph stay.

    Raises ValueError for a place that is in no copy of these changes: what people wrote is never taken out.
    """
    if isinstance(slot, CellSlot):
        _hold_copy(slot.cell.element, changes)
        _clear_cell(slot.cell.element, keep)
    elif isinstance(slot, BoxSlot):
        _hold_copy(slot.paragraph.element, changes)
        controls.tick(slot.paragraph.element, slot.at, on=False)
    elif isinstance(slot, UnderSlot):
        elements = [paragraph.element for paragraph in slot.paragraphs]
        for line in slot.own_line:
            reword(line.paragraph, line.start, line.end, "", changes)
        for element in elements:
            _hold_copy(element, changes)
        _clear_paragraphs(elements, keep)
        gone = [each for each in elements if each.getparent() is None]
        changes.added[:] = [each for each in changes.added if each not in gone]
    elif not keep(slot.text):
        reword(slot.paragraph, slot.start, slot.end, "", changes)


def reword(paragraph: Paragraph, start: int, end: int, words: str, changes: Changes) -> None:
    """Put words in the place of `paragraph.text[start:end]`, in a copy only; a title gets its number so.

    Raises ValueError for a paragraph that is not in a copy. The offsets are those of a fresh view.
    """
    element, w = paragraph.element, paragraph.names.w
    _hold_copy(element, changes)
    of_line = (*controls.round_place(element, start), *controls.around(element))
    for control in (*controls.between(element, start, end), *of_line):
        if kind_of(control) != "checkbox" and not controls.shows_prompt(control):
            _forget_day(control)
    for at, piece in with_offsets(pieces_of(element)):
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        inside = first < last or (start == end and at <= start <= at + len(piece.text))
        if not inside or piece.placeholder:
            continue
        if piece.node.tag == w("t"):
            piece.node.text = piece.text[:first] + words + piece.text[max(last, first) :]
            words = ""
        elif first < last and piece.node.tag in {w("tab"), w("br"), w("cr")}:
            take_out(piece.node)


def _hold_copy(element: Element, changes: Changes) -> None:
    if not any(each in changes.added for each in (element, *element.iterancestors())):
        raise ValueError("only a copy may be cleared")


# --- a clean copy --------------------------------------------------------------------------------


def _clean_copy(element: Element) -> Element:
    """Return a deep copy without ids, anchors and tracked changes: as if all changes were accepted."""
    copy, names = deepcopy(element), Names.of(element)
    w = names.w
    copy.tail = None
    gone = [row for row in copy.iter(w("tr")) if find(row, "trPr/del") is not None]
    for paragraph in copy.iter(w("p")):
        last = next(paragraph.itersiblings(), None) is None
        if not last and mark_is_deleted(paragraph, names) and not pieces_of(paragraph):
            gone.append(paragraph)
    for each in gone:
        take_out(each)
    for each in list(copy.iter(*map(w, _DROPPED.split()), f"{W15}dataBinding")):
        if each is not copy:
            take_out(each)
    for wrapper in list(copy.iter(w("ins"), w("moveTo"))):
        parent = wrapper.getparent()
        if parent is not None:
            place = parent.index(wrapper)
            parent[place : place + 1] = list(wrapper)
    for each in copy.iter():
        for name in _OWN_ATTRIBUTES:
            each.attrib.pop(name, None)
    return copy


def _give_new_ids(copy: Element, near: Element) -> None:
    """Give controls and pictures of a copy ids that nothing else in the document has."""
    root, w = near.getroottree().getroot(), Names.of(near).w
    own = [each for control in copy.iter(w("sdt")) for each in control.iterfind(w("sdtPr/id"))]
    used = {each.get(w("val")) for each in root.iter(w("id"))}
    number = 100_000
    for each in own:
        while str(number) in used:
            number += 1
        each.set(w("val"), str(number))
        used.add(str(number))
    pictures = list(copy.iter(_PICTURE))
    if pictures:
        numbers = [each.get("id", "") for each in root.iter(_PICTURE)]
        highest = max((int(each) for each in numbers if each.isascii() and each.isdecimal()), default=0)
        for place, each in enumerate(pictures, highest + 1):
            each.set("id", str(place))


def _mark_all_inserted(copy: Element, near: Element, manner: Manner) -> None:
    """Mark every row, paragraph and run of a copy as a tracked insertion."""
    w = Names.of(near).w
    for row in copy.iter(w("tr")):
        behind = 0 if find(row, "tblPrEx") is None else 1
        child_of(row, w("trPr"), behind).append(manner.insertion(near))
    for paragraph in copy.iter(w("p")):
        mark_inserted(paragraph, near, manner)
    for run in list(copy.iter(w("r"))):
        parent = run.getparent()
        if parent is not None and next(run.iterancestors(f"{MC}Fallback"), None) is None:
            wrapper = manner.insertion(near)
            parent.replace(run, wrapper)
            wrapper.append(run)


# --- emptying a copy -----------------------------------------------------------------------------


def _clear_cell(cell: Element, keep: Keep) -> None:
    names = Names.of(cell)
    for table, _ in list(unwrapped(cell, names, ("tbl",))):
        if not keep("".join(table.itertext(names.w("t")))):
            take_out(table)
    _clear_paragraphs([paragraph for paragraph, _ in unwrapped(cell, names, ("p",))], keep)


def _clear_paragraphs(paragraphs: list[Element], keep: Keep) -> None:
    """Empty paragraphs and keep the first; those that had no words stay as they are, to write on.

    A line with tick boxes is the form's own: it keeps its words, and its boxes are cleared.
    """
    for place, paragraph in enumerate(paragraphs):
        inline = read_inline(paragraph, Names.of(paragraph))
        text = "".join(piece.text for piece in inline.pieces)
        words = "".join(piece.text for piece in inline.pieces if not piece.placeholder)
        if TICKED in text or UNTICKED in text:
            for at in (at for at, character in enumerate(text) if character == TICKED):
                controls.tick(paragraph, at, on=False)
        elif (inline.pictures or not is_blank(words)) and not keep(words):
            if place == 0 or _is_all_of_a_control(paragraph):
                _empty_paragraph(paragraph)
            else:
                take_out(paragraph)


def _is_all_of_a_control(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == Names.of(paragraph).w("sdtContent") and len(parent) == 1


def _empty_paragraph(paragraph: Element) -> None:
    """Take the words out of a paragraph; its mark keeps their look, and its controls wait for new ones."""
    w = Names.of(paragraph).w
    look = None
    for run in list(paragraph.iter(w("r"))):
        control = next(run.iterancestors(w("sdt"), w("p")), None)
        if control is not None and control.tag == w("sdt"):
            if controls.shows_prompt(control):
                continue
            _forget_day(control)
        look = look_of(run) if look is None else look
        take_out(run)
    for child in list(paragraph.iterchildren(w("hyperlink"), w("fldSimple"), w("ins"))):
        take_out(child)
    if look is not None:  # the mark may have one of its own
        shape = child_of(paragraph, w("pPr"), 0)
        mark = find(shape, "rPr")
        if mark is None:
            shape.append(look)
        elif look_of(shape) is None:
            mark.extend(list(look))


def _forget_day(control: Element) -> None:
    w = Names.of(control).w
    for picker in control.iterfind(w("sdtPr/date")):
        picker.attrib.pop(w("fullDate"), None)


# --- between blocks ------------------------------------------------------------------------------


def _separator(near: Element, behind: Element | None, manner: Manner) -> Element:
    """Return an empty paragraph, like the one behind a block if that is empty."""
    w = Names.of(near).w
    made = make(near, w("p"))
    if behind is not None and behind.tag == w("p") and {one.tag for one in behind} == {w("pPr")}:
        made = _clean_copy(behind)
    if manner.tracked:
        mark_inserted(made, near, manner)
    return made


def _leaf_tags(element: Element) -> list[str]:
    """Return the tags of the paragraphs and tables that an element is, or holds where it is a control."""
    names = Names.of(element)
    if element.tag != names.w("sdt"):
        return [str(element.tag)]
    content = find(element, "sdtContent")
    return [] if content is None else [str(block.tag) for block, _ in unwrapped(content, names, ("p", "tbl"))]
