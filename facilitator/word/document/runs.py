"""New runs and paragraphs: made in the form's own hand, and put in where nothing else is disturbed."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime

from facilitator.word.document.inline import MATHS, MC, Piece, read_inline
from facilitator.word.document.xml import Element, Names

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = re.compile(r"([\t\n])")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_HIDING = ("vanish", "specVanish", "webHidden", "strike", "dstrike", "highlight")
_LABEL_STYLE = ("b", "bCs", "u", "caps", "smallCaps")
_PLACEHOLDER_STYLE = "placeholder"
_PLACEHOLDER_GREYS = {"808080", "666666", "595959", "757575"}
_SIZES, _SMALLEST = ("sz", "szCs"), 12
"""Half points: nobody reads less than 6 pt. Empty paragraphs are made smaller so that a box takes no room."""


@dataclass(frozen=True)
class Manner:
    """How words go into one document: as a tracked change by `author` at `at`, or plainly."""

    tracked: bool = False
    author: str = ""
    at: datetime | None = None
    _last: list[int] = field(default_factory=list, repr=False, compare=False)

    def next_id(self, element: Element, names: Names) -> str:
        """Return an id for a tracked change that nothing in the document has."""
        if not self._last:
            used = element.getroottree().getroot().iter()
            ids = (each.get(names.w("id"), "") for each in used)
            self._last.append(max((int(each) for each in ids if re.fullmatch(r"\d{1,9}", each)), default=0))
        self._last[0] += 1
        return str(self._last[0])

    def sign(self, change: Element, near: Element, names: Names) -> None:
        """Write id, author and date on a tracked change."""
        change.set(names.w("id"), self.next_id(near, names))
        change.set(names.w("author"), safe(self.author))
        if self.at is not None:  # Word writes local time here, and a Z behind it
            change.set(names.w("date"), self.at.replace(microsecond=0, tzinfo=None).isoformat() + "Z")


def safe(text: str) -> str:
    """Return text with what XML cannot hold replaced by U+FFFD, and every line end a newline."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def make(near: Element, name: str) -> Element:
    """Return a new element that writes its namespaces as its future neighbour does."""
    space = name[1:].partition("}")[0]
    if near.prefix and str(near.tag).startswith(f"{{{space}}}"):  # to gather all namespaces is dear
        return near.makeelement(name, nsmap={near.prefix: space})
    return near.makeelement(name, nsmap=near.nsmap)


def make_run(near: Element, names: Names, text: str, properties: Element | None) -> Element:
    """Return a `w:r` with a copy of the properties and the text, tabs and line ends in it."""
    run = make(near, names.w("r"))
    if properties is not None:
        run.append(deepcopy(properties))
    for part in filter(None, _PARTS.split(safe(text))):
        child = make(run, names.w({"\t": "tab", "\n": "br"}.get(part, "t")))
        run.append(child)
        if part not in "\t\n":
            child.text = part
            child.set(SPACE, "preserve")
    return run


def as_inserted(run: Element, near: Element, names: Names, manner: Manner) -> Element:
    """Return the run, in a `w:ins` of its own where changes are tracked."""
    if not manner.tracked:
        return run
    wrapper = make(near, names.w("ins"))
    manner.sign(wrapper, near, names)
    wrapper.append(run)
    return wrapper


def clean_properties(properties: Element | None, names: Names, *, label: bool = False) -> Element | None:
    """Return a copy of run properties to write with, or None if nothing is left.

    Tracked changes, what hides or strikes words, a size that nobody can read, and the look of a placeholder
    go; so does the bold of a `label`.
    """
    if properties is None:
        return None
    made = make(properties, names.w("rPr"))
    dropped = {names.w(name) for name in (*_REVISIONS, *_HIDING, *(_LABEL_STYLE if label else ()))}
    style = properties.find(names.w("rStyle"))
    grey = style is not None and _PLACEHOLDER_STYLE in style.get(names.w("val"), "").casefold()
    for child in properties:
        if child.tag in dropped or not isinstance(child.tag, str) or _is_too_small(child, names):
            continue
        value = child.get(names.w("val"), "")
        if child.tag == names.w("rStyle") and (grey or value.casefold() in {"hyperlink", "commentreference"}):
            continue
        if grey and child.tag == names.w("color") and value in _PLACEHOLDER_GREYS:
            continue
        made.append(copy_properties(child, names))
    return made if len(made) else None


def _is_too_small(size: Element, names: Names) -> bool:
    if size.tag not in {names.w(name) for name in _SIZES}:
        return False
    value = size.get(names.w("val"), "")
    return value.isascii() and value.isdecimal() and int(value) < _SMALLEST


def copy_properties(properties: Element, names: Names) -> Element:
    """Return a copy of run or paragraph properties, without content that damage has put into them."""
    made = deepcopy(properties)
    made.tail = None
    if not len(made):
        return made
    for stray in list(made.iter(*(names.w(name) for name in ("p", "r", "t", "tbl", "tr", "tc", "sdt")))):
        parent = stray.getparent()
        if parent is not None:
            parent.remove(stray)
    return made


def mark_properties(paragraph: Element, names: Names) -> Element | None:
    """Return the properties of a paragraph's mark to write with, or None if it has none."""
    return clean_properties(paragraph.find(f"{names.w('pPr')}/{names.w('rPr')}"), names)


def make_paragraph(near: Element, names: Names, shape: Element | None, manner: Manner) -> Element:
    """Return a new `w:p` with a copy of the `w:pPr`, less section breaks, page breaks and tracked changes."""
    made = make(near, names.w("p"))
    if shape is not None:
        shape = copy_properties(shape, names)
        for name in ("sectPr", "pPrChange", "pageBreakBefore", "framePr"):
            for each in shape.findall(names.w(name)):
                shape.remove(each)
        numbered = shape.find(names.w("numPr"))
        for each in () if numbered is None else numbered.findall(names.w("ins")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        made.append(shape)
        mark = shape.find(names.w("rPr"))
        if mark is not None:
            cleaned = clean_properties(mark, names)
            if cleaned is None:
                shape.remove(mark)
            else:
                shape.replace(mark, cleaned)
    if manner.tracked:
        mark_inserted(made, near, names, manner)
    return made


def shape_of(paragraph: Element, names: Names) -> Element:
    """Return the properties of a paragraph, made where it has none."""
    shape = paragraph.find(names.w("pPr"))
    if shape is None:
        shape = make(paragraph, names.w("pPr"))
        paragraph.insert(0, shape)
    return shape


def mark_inserted(paragraph: Element, near: Element, names: Names, manner: Manner) -> None:
    """Mark a new paragraph's end as a tracked insertion."""
    shape = shape_of(paragraph, names)
    mark = shape.find(names.w("rPr"))
    if mark is None:
        mark = make(near, names.w("rPr"))
        shape.append(mark)
    change = make(near, names.w("ins"))
    manner.sign(change, near, names)
    mark.insert(0, change)


def pieces_of(paragraph: Element, names: Names) -> list[Piece]:
    """Return what a paragraph says now."""
    return read_inline(paragraph, names).pieces


def place_at(paragraph: Element, names: Names, offset: int, new: Element, manner: Manner) -> None:
    """Put a run in at an offset of the paragraph's text, splitting the run there.

    Inside a control, hyperlink, field or formula nothing is put in: the run then stands after it. Somebody's
    tracked insertion is left theirs: it is closed before the new run and opened again behind it.
    """
    left: Piece | None = None
    right: Piece | None = None
    at = 0
    for piece in pieces_of(paragraph, names):
        end = at + len(piece.text)
        left = piece if at < offset else left
        if end > offset:
            right = piece
            break
        at = end
    if left is not None and left.field is not None:
        if left.field.end is None:
            paragraph.append(new)
        else:
            put_beside(left.field.end, new, paragraph, names, manner)
    elif left is not None:
        if right is not None and left.run is right.run and _may_split(left, paragraph, names):
            _split_run(
                left.run, left.node, offset - at if left is right else len(left.node.text or ""), names
            )
        put_beside(left.node if left.run is None else left.run, new, paragraph, names, manner)
    elif right is not None:
        first = right.field.begin if right.field is not None else right.run
        put_beside(right.node if first is None else first, new, paragraph, names, manner, before=True)
    else:
        paragraph.append(new)


def put_beside(
    node: Element, new: Element, paragraph: Element, names: Names, manner: Manner, *, before: bool = False
) -> None:
    """Put a run in after (or before) a node, outside of whatever must not be written into."""
    place = barrier_of(node, paragraph, names)
    place = node if place is None else place
    parent = place.getparent()
    while parent is not None and parent is not paragraph and parent.tag in _tracked_in(names):
        _split_wrapper(parent, place, names, manner, before=before)
        place, parent = parent, parent.getparent()
    if before:
        place.addprevious(new)
    else:
        place.addnext(new)


def barrier_of(node: Element, paragraph: Element, names: Names) -> Element | None:
    """Return the outermost control, hyperlink, field or formula around a node, inside its paragraph."""
    names_of = ("sdt", "hyperlink", "fldSimple", "del", "moveFrom", "ruby")
    barriers = {names.w(name) for name in names_of}
    barriers |= {f"{MATHS}oMath", f"{MATHS}oMathPara", f"{MC}AlternateContent"}
    found = None
    each: Element | None = node
    while each is not None and each is not paragraph:
        if each.tag in barriers:
            found = each
        each = each.getparent()
    return found


def _tracked_in(names: Names) -> tuple[str, str]:
    return names.w("ins"), names.w("moveTo")


def _may_split(piece: Piece, paragraph: Element, names: Names) -> bool:
    run = piece.run
    return run is not None and piece.node.getparent() is run and barrier_of(run, paragraph, names) is None


def split_at(paragraph: Element, names: Names, offset: int) -> None:
    """Split the run that goes on over an offset of the paragraph's text; some may not be split."""
    at = 0
    for piece in pieces_of(paragraph, names):
        inside = at < offset < at + len(piece.text)
        if inside and piece.node.tag == names.w("t") and _may_split(piece, paragraph, names):
            _split_run(piece.run, piece.node, offset - at, names)
            return
        if at == offset and piece.run is not None and _may_split(piece, paragraph, names):
            _split_before(piece.run, piece.node, names)
            return
        at += len(piece.text)


def _split_before(run: Element, node: Element, names: Names) -> None:
    """Split a run before one of its nodes, where there is text before it in the run."""
    before = node.getprevious()
    if before is not None and before.tag != names.w("rPr"):
        _split_run(run, before, len(before.text or ""), names)


def _split_run(run: Element | None, node: Element, length: int, names: Names) -> None:
    """Split a run after some characters of one of its nodes; both halves keep the run's properties."""
    if run is None:
        return
    second = make(run, names.w("r"))
    properties = run.find(names.w("rPr"))
    if properties is not None:
        second.append(copy_properties(properties, names))
    following = list(node.itersiblings())
    if node.tag == names.w("t") and length < len(node.text or ""):
        rest = make(run, names.w("t"))
        rest.text = (node.text or "")[length:]
        node.text = (node.text or "")[:length]
        for each in (rest, node):
            each.set(SPACE, "preserve")
        second.append(rest)
    for each in following:
        second.append(each)
    run.addnext(second)


def _split_wrapper(wrapper: Element, at: Element, names: Names, manner: Manner, *, before: bool) -> None:
    """Split a tracked insertion after (or before) one of its children, into a second one of the same author.

    Afterwards the wrapper ends with (or begins with) the child.
    """
    moved = list(at.itersiblings(preceding=before))
    if not moved:
        return
    second = make(wrapper, str(wrapper.tag))
    for key, value in wrapper.attrib.items():
        second.set(key, value)
    second.set(names.w("id"), manner.next_id(wrapper, names))
    for each in reversed(moved) if before else moved:
        second.append(each)
    if before:
        wrapper.addprevious(second)
    else:
        wrapper.addnext(second)
