"""Copies of rows and blocks, where a form has too few: clean, with ids of their own, and emptied.

Nothing here takes a word out of what was there before: only copies are cleared and reworded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from facilitator.word.document.controls import controls_between, kind_of, tick
from facilitator.word.document.inline import MC, TICKED, UNTICKED, W14, read_inline, shows_placeholder
from facilitator.word.document.runs import Manner, clean_properties, make, mark_inserted, shape_of
from facilitator.word.document.slots import AfterSlot, BoxSlot, CellSlot, Slot, UnderSlot, is_blank
from facilitator.word.document.verifying import Changes
from facilitator.word.document.view import Cell, Paragraph, Row, mark_is_deleted, unwrapped
from facilitator.word.document.xml import Element, Names

_DROPPED = """
    del moveFrom bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference
    annotationRef footnoteReference endnoteReference permStart permEnd sectPr rPrChange pPrChange
    tblPrChange trPrChange tcPrChange tblGridChange tblPrExChange sectPrChange numberingChange
    cellIns cellDel cellMerge dataBinding moveFromRangeStart moveFromRangeEnd moveToRangeStart
    moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart
    customXmlDelRangeEnd
"""
_PLAIN = Manner()

Keep = Callable[[str], bool]
"""Whether the words of a paragraph are the form's own, and stay in a copy."""


def nothing(_words: str) -> bool:
    """Keep no words of an answer's place."""
    return False


_OWN_ATTRIBUTES = (f"{W14}paraId", f"{W14}textId")
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


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
    made = _clean_copy(row.element, names)
    root = row.element.getroottree().getroot()
    cells = [cell for cell, _ in unwrapped(made, names, ("tc",))]
    below = next((each for each in row.table.rows if each.number == behind.number + 1), None)
    merged_below = {cell.column for cell in below.cells if cell.merged} if below else set()
    for cell, original in zip(cells, row.cells, strict=False):
        merge = cell.find(f"{names.w('tcPr')}/{names.w('vMerge')}")
        if merge is not None and (goes_on or original.column in merged_below):
            merge.set(names.w("val"), "continue")
        over = merge is not None and merge.get(names.w("val"), "continue") == "continue"
        _clear_cell(cell, names, nothing if over else keep)
    _give_new_ids(made, root, names)
    if manner.tracked:
        _mark_all_inserted(made, row.element, names, manner)
    behind.element.addnext(made)
    changes.added.append(made)
    return made


def may_go_on(cell: Cell) -> bool:
    """Whether a cell would stay one in a further row of the same: it is marked so, with rows below or not."""
    names = Names.of(cell.element)
    return cell.element.find(f"{names.w('tcPr')}/{names.w('vMerge')}") is not None


def copy_block(elements: list[Element], changes: Changes, manner: Manner = _PLAIN) -> list[Element]:
    """Put copies of paragraphs, tables, controls or rows behind the last of them; return them in order.

    Their words are still those of the original; see `clear` and `reword`. An empty paragraph keeps two
    tables apart, which Word would else make one; it looks like one that stands behind them already.
    Section breaks are not copied.
    """
    names = Names.of(elements[-1])
    root = elements[-1].getroottree().getroot()
    copies = [_clean_copy(each, names) for each in elements if each.tag != names.w("sectPr")]
    after = elements[-1]
    behind = _next_block(after, names)
    if manner.tracked:
        for copy in copies:
            _mark_all_inserted(copy, after, names, manner)
    placed = list(copies)
    if _ends_in_table(after, names) and _is_table(copies[0], names):
        placed.insert(0, _separator(after, behind, names, manner))
    if _ends_in_table(copies[-1], names) and (behind is None or _is_table(behind, names)):
        placed.append(_separator(after, None, names, manner))
    for each in placed:
        if each in copies:
            _give_new_ids(each, root, names)
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
        _clear_cell(slot.cell.element, Names.of(slot.cell.element), keep)
    elif isinstance(slot, BoxSlot):
        _hold_copy(slot.paragraph.element, changes)
        tick(slot.paragraph.element, slot.paragraph.names, slot.at, on=False)
    elif isinstance(slot, AfterSlot):
        if not keep(slot.text):
            reword(slot.paragraph, slot.start, slot.end, "", changes)
    else:
        _clear_under(slot, changes, keep)


def _clear_under(slot: UnderSlot, changes: Changes, keep: Keep) -> None:
    """Empty the paragraphs under a label in a copy; those with words behind the first go."""
    elements = [paragraph.element for paragraph in slot.paragraphs]
    for element in elements:
        _hold_copy(element, changes)
    _clear_paragraphs(elements, slot.label.names, keep)
    changes.added[:] = [
        each for each in changes.added if each not in elements or each.getparent() is not None
    ]


def reword(paragraph: Paragraph, start: int, end: int, words: str, changes: Changes) -> None:
    """Put words in the place of `paragraph.text[start:end]`, in a copy only; a title gets its number so.

    Raises ValueError for a paragraph that is not in a copy. The offsets are those of a fresh view.
    """
    _hold_copy(paragraph.element, changes)
    names = paragraph.names
    for control in controls_between(paragraph.element, names, start, end):
        if kind_of(control, names) != "checkbox" and not shows_placeholder(control, names):
            _forget_day(control, names)
    at = 0
    for piece in read_inline(paragraph.element, names).pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        inside = first < last or (start == end and at <= start <= at + len(piece.text))
        at += len(piece.text)
        if not inside or piece.placeholder:
            continue
        if piece.node.tag == names.w("t"):
            piece.node.text = piece.text[:first] + words + piece.text[max(last, first) :]
            words = ""
        elif first < last and piece.node.tag in {names.w("tab"), names.w("br"), names.w("cr")}:
            _remove(piece.node)


def _hold_copy(element: Element, changes: Changes) -> None:
    if not any(each in changes.added for each in (element, *element.iterancestors())):
        raise ValueError("only a copy may be cleared")


# --- a clean copy --------------------------------------------------------------------------------


def _clean_copy(element: Element, names: Names) -> Element:
    """Return a deep copy without ids, anchors and tracked changes: as if all changes were accepted."""
    copy = deepcopy(element)
    copy.tail = None
    gone = [
        row for row in copy.iter(names.w("tr")) if row.find(f"{names.w('trPr')}/{names.w('del')}") is not None
    ]
    for paragraph in copy.iter(names.w("p")):
        last = next(paragraph.itersiblings(), None) is None
        if not last and mark_is_deleted(paragraph, names) and not read_inline(paragraph, names).pieces:
            gone.append(paragraph)
    for each in gone:
        _remove(each)
    for each in list(copy.iter(*(names.w(name) for name in _DROPPED.split()), f"{_W15}dataBinding")):
        if each is not copy:
            _remove(each)
    for wrapper in list(copy.iter(names.w("ins"), names.w("moveTo"))):
        _unwrap(wrapper)
    for each in copy.iter():
        for name in _OWN_ATTRIBUTES:
            each.attrib.pop(name, None)
    return copy


def _give_new_ids(copy: Element, root: Element, names: Names) -> None:
    """Give controls and pictures of a copy ids that nothing else in the document has."""
    path = f"{names.w('sdtPr')}/{names.w('id')}"
    own = [each for control in copy.iter(names.w("sdt")) for each in control.iterfind(path)]
    used = {each.get(names.w("val")) for each in root.iter(names.w("id"))}
    number = 100_000
    for each in own:
        while str(number) in used:
            number += 1
        each.set(names.w("val"), str(number))
        used.add(str(number))
    pictures = list(copy.iter(_PICTURE))
    if pictures:
        numbers = [each.get("id", "") for each in root.iter(_PICTURE)]
        highest = max((int(each) for each in numbers if each.isascii() and each.isdecimal()), default=0)
        for place, each in enumerate(pictures, highest + 1):
            each.set("id", str(place))


def _mark_all_inserted(copy: Element, near: Element, names: Names, manner: Manner) -> None:
    """Mark every row, paragraph and run of a copy as a tracked insertion."""
    for row in copy.iter(names.w("tr")):
        properties = row.find(names.w("trPr"))
        if properties is None:
            properties = make(near, names.w("trPr"))
            before = row.find(names.w("tblPrEx"))
            row.insert(0 if before is None else 1, properties)
        change = make(near, names.w("ins"))
        manner.sign(change, near, names)
        properties.append(change)
    for paragraph in copy.iter(names.w("p")):
        mark_inserted(paragraph, near, names, manner)
    for run in list(copy.iter(names.w("r"))):
        parent = run.getparent()
        if parent is None or next(run.iterancestors(f"{MC}Fallback"), None) is not None:
            continue
        wrapper = make(near, names.w("ins"))
        manner.sign(wrapper, near, names)
        parent.replace(run, wrapper)
        wrapper.append(run)


# --- emptying a copy -----------------------------------------------------------------------------


def _clear_cell(cell: Element, names: Names, keep: Keep) -> None:
    for table, _ in list(unwrapped(cell, names, ("tbl",))):
        if not keep("".join(table.itertext(names.w("t")))):
            _remove(table)
    _clear_paragraphs([paragraph for paragraph, _ in unwrapped(cell, names, ("p",))], names, keep)


def _clear_paragraphs(paragraphs: list[Element], names: Names, keep: Keep) -> None:
    """Empty paragraphs and keep the first; those that had no words stay as they are, to write on.

    A line with tick boxes is the form's own: it keeps its words, and its boxes are cleared.
    """
    for place, paragraph in enumerate(paragraphs):
        inline = read_inline(paragraph, names)
        text = "".join(piece.text for piece in inline.pieces)
        words = "".join(piece.text for piece in inline.pieces if not piece.placeholder)
        if TICKED in text or UNTICKED in text:
            for at in (at for at, character in enumerate(text) if character == TICKED):
                tick(paragraph, names, at, on=False)
        elif (inline.pictures or not is_blank(words)) and not keep(words):
            if place == 0 or _is_all_of_a_control(paragraph, names):
                _empty_paragraph(paragraph, names)
            else:
                _remove(paragraph)


def _is_all_of_a_control(paragraph: Element, names: Names) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == names.w("sdtContent") and len(parent) == 1


def _empty_paragraph(paragraph: Element, names: Names) -> None:
    """Take the words out of a paragraph; its mark keeps their look, and its controls wait for new ones."""
    look = None
    for run in list(paragraph.iter(names.w("r"))):
        control = next(run.iterancestors(names.w("sdt"), names.w("p")), None)
        if control is not None and control.tag == names.w("sdt"):
            if shows_placeholder(control, names):
                continue
            _forget_day(control, names)
        look = clean_properties(run.find(names.w("rPr")), names) if look is None else look
        _remove(run)
    for child in list(paragraph.iterchildren(*(names.w(name) for name in ("hyperlink", "fldSimple", "ins")))):
        _remove(child)
    if look is not None:
        _give_mark(paragraph, look, names)


def _give_mark(paragraph: Element, look: Element, names: Names) -> None:
    """Give a paragraph's mark a look if it has none of its own."""
    shape = shape_of(paragraph, names)
    mark = shape.find(names.w("rPr"))
    if mark is None:
        shape.append(look)
    elif clean_properties(mark, names) is None:
        mark.extend(list(look))


def _forget_day(control: Element, names: Names) -> None:
    for picker in control.iterfind(f"{names.w('sdtPr')}/{names.w('date')}"):
        picker.attrib.pop(names.w("fullDate"), None)


# --- the tree ------------------------------------------------------------------------------------


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(wrapper: Element) -> None:
    """Put the children of a wrapper in its place."""
    parent = wrapper.getparent()
    if parent is None:
        return
    place = parent.index(wrapper)
    parent[place : place + 1] = list(wrapper)


def _separator(near: Element, behind: Element | None, names: Names, manner: Manner) -> Element:
    """Return an empty paragraph, like the one behind a block if that is empty."""
    made = make(near, names.w("p"))
    if behind is not None and behind.tag == names.w("p") and {one.tag for one in behind} == {names.w("pPr")}:
        made = _clean_copy(behind, names)
    if manner.tracked:
        mark_inserted(made, near, names, manner)
    return made


def _blocks(elements: Iterable[Element], names: Names) -> list[Element]:
    wanted = {names.w(name) for name in ("p", "tbl", "sdt")}
    return [each for each in elements if each.tag in wanted]


def _next_block(element: Element, names: Names) -> Element | None:
    return next(iter(_blocks(element.itersiblings(), names)), None)


def _is_table(element: Element, names: Names) -> bool:
    """Return whether an element is, or begins with, a table."""
    return next((tag == names.w("tbl") for tag in _leaf_tags(element, names)), False)


def _ends_in_table(element: Element, names: Names) -> bool:
    return next((tag == names.w("tbl") for tag in reversed(_leaf_tags(element, names))), False)


def _leaf_tags(element: Element, names: Names) -> list[str]:
    if element.tag != names.w("sdt"):
        return [str(element.tag)]
    content = element.find(names.w("sdtContent"))
    return [] if content is None else [str(block.tag) for block, _ in unwrapped(content, names, ("p", "tbl"))]
