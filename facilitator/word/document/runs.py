"""New runs and paragraphs: made in the form's own hand, and put in where nothing else is disturbed."""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime

from facilitator.word.document.control_kinds import takes_words_between
from facilitator.word.document.inline import MATHS, MC, Piece, read_inline, with_offsets
from facilitator.word.document.xml import Element, Names, find, take_out, value

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = re.compile(r"([\t\n])")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_HIDING = ("vanish", "specVanish", "webHidden", "strike", "dstrike", "highlight")
_LABEL_STYLE = ("b", "bCs", "u", "caps", "smallCaps")
_PLACEHOLDER_STYLE = "placeholder"
_PLACEHOLDER_GREYS = {"808080", "666666", "595959", "757575"}
_NOT_TO_WRITE_IN = {"hyperlink", "commentreference"}
_SIZES, _SMALLEST = ("sz", "szCs"), 12
"""Half points: nobody reads less than 6 pt. Empty paragraphs are made smaller so that a box takes no room."""
_BARRIERS = ("sdt", "hyperlink", "fldSimple", "del", "moveFrom", "ruby")
_OTHER_BARRIERS = (f"{MATHS}oMath", f"{MATHS}oMathPara", f"{MC}AlternateContent")


@dataclass(frozen=True)
class Manner:
    """How words go into one document: as a tracked change by `author` at `at`, or plainly."""

    tracked: bool = False
    author: str = ""
    at: datetime | None = None
    _last: list[int] = field(default_factory=list, repr=False, compare=False)

    def next_id(self, near: Element) -> str:
        """Return an id for a tracked change that nothing in the document has."""
        if not self._last:
            name = Names.of(near).w("id")
            ids = (each.get(name) or "" for each in near.getroottree().getroot().iter())
            self._last.append(max((int(each) for each in ids if re.fullmatch(r"\d{1,9}", each)), default=0))
        self._last[0] += 1
        return str(self._last[0])

    def insertion(self, near: Element) -> Element:
        """Return a new `w:ins` with id, author and date, for somewhere near an element of the document."""
        return self._change(near, "ins")

    def deletion(self, near: Element) -> Element:
        """Return a new `w:del`, in the same way."""
        return self._change(near, "del")

    def _change(self, near: Element, kind: str) -> Element:
        w = Names.of(near).w
        change = make(near, w(kind))
        change.set(w("id"), self.next_id(near))
        change.set(w("author"), safe(self.author))
        if self.at is not None:  # Word writes local time here, and a Z behind it
            change.set(w("date"), self.at.replace(microsecond=0, tzinfo=None).isoformat() + "Z")
        return change


def safe(text: str) -> str:
    """Return text with what XML cannot hold replaced by U+FFFD, and every line end a newline."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def make(near: Element, name: str) -> Element:
    """Return a new element that writes its namespaces as its future neighbour does."""
    space = name[1:].partition("}")[0]
    if near.prefix and str(near.tag).startswith(f"{{{space}}}"):  # to gather all namespaces is dear
        return near.makeelement(name, nsmap={near.prefix: space})
    return near.makeelement(name, nsmap=near.nsmap)


def child_of(parent: Element, name: str, place: int | None = None) -> Element:
    """Return the child with a full name, made where there is none: at a place, or else last."""
    child = parent.find(name)
    if child is None:
        child = make(parent, name)
        parent.insert(len(parent) if place is None else place, child)
    return child


def new_run(near: Element, text: str, look: Element | None, manner: Manner) -> Element:
    """Return a `w:r` that looks so, with the text, tabs and line ends in it.

    Where changes are tracked it stands in a `w:ins` of its own.
    """
    w = Names.of(near).w
    run = make(near, w("r"))
    if look is not None:
        run.append(deepcopy(look))
    for part in filter(None, _PARTS.split(safe(text))):
        child = make(run, w({"\t": "tab", "\n": "br"}.get(part, "t")))
        run.append(child)
        if part not in "\t\n":
            child.text = part
            child.set(SPACE, "preserve")
    if not manner.tracked:
        return run
    wrapper = manner.insertion(near)
    wrapper.append(run)
    return wrapper


def look_of(holder: Element | None, *, label: bool = False) -> Element | None:
    """Return a copy of the `w:rPr` in a run, `w:pPr` or `w:sdtPr` to write with, or None if nothing is left.

    Tracked changes, what hides or strikes words, a size that nobody can read, and the look of a placeholder
    go; so does the bold of a `label`.
    """
    properties = find(holder, "rPr")
    if properties is None:
        return None
    w = Names.of(properties).w
    made = make(properties, w("rPr"))
    dropped = {w(name) for name in (*_REVISIONS, *_HIDING, *(_LABEL_STYLE if label else ()))}
    grey = _PLACEHOLDER_STYLE in value(find(properties, "rStyle")).casefold()
    for child in properties:
        if child.tag in dropped or not isinstance(child.tag, str) or _is_too_small(child):
            continue
        if child.tag == w("rStyle") and (grey or value(child).casefold() in _NOT_TO_WRITE_IN):
            continue
        if grey and child.tag == w("color") and value(child) in _PLACEHOLDER_GREYS:
            continue
        made.append(copy_properties(child))
    return made if len(made) else None


def _is_too_small(size: Element) -> bool:
    points = value(size) if size.tag in {*map(Names.of(size).w, _SIZES)} else ""
    return points.isascii() and points.isdecimal() and int(points) < _SMALLEST


def mark_look(paragraph: Element) -> Element | None:
    """Return the look of a paragraph's mark to write with, or None if it has none."""
    return look_of(find(paragraph, "pPr"))


def label_look(label: Element) -> Element | None:
    """Return the look of a label's words, less what makes them a label."""
    runs = [piece.run for piece in pieces_of(label) if piece.run is not None]
    return look_of(runs[-1], label=True) if runs else None


def own_look(paragraph: Element, otherwise: Element | None) -> Element | None:
    """Return how a paragraph without words wants its words: as its empty run, its mark, or otherwise."""
    w = Names.of(paragraph).w
    only = {w(name) for name in ("rPr", "t", "tab", "br", "lastRenderedPageBreak")}
    for run in paragraph.iterchildren(w("r")):
        if all(child.tag in only for child in run):
            own = look_of(run)
            if own is not None:
                return own
    mark = mark_look(paragraph)
    return otherwise if mark is None else mark


def copy_properties(properties: Element) -> Element:
    """Return a copy of run or paragraph properties, without content that damage has put into them."""
    made = deepcopy(properties)
    made.tail = None
    if len(made):
        for stray in list(made.iter(*map(Names.of(made).w, ("p", "r", "t", "tbl", "tr", "tc", "sdt")))):
            take_out(stray)
    return made


def make_paragraph(near: Element, shape: Element | None, manner: Manner) -> Element:
    """Return a new `w:p` with a copy of the `w:pPr`, less section breaks, page breaks and tracked changes."""
    w = Names.of(near).w
    made = make(near, w("p"))
    if shape is not None:
        shape = copy_properties(shape)
        for path in ("sectPr", "pPrChange", "pageBreakBefore", "framePr", "numPr/ins"):
            for each in shape.findall(w(path)):
                take_out(each)
        made.append(shape)
        mark, cleaned = find(shape, "rPr"), look_of(shape)
        if mark is not None and cleaned is not None:
            shape.replace(mark, cleaned)
        elif mark is not None:
            shape.remove(mark)
    if manner.tracked:
        mark_inserted(made, near, manner)
    return made


def mark_inserted(paragraph: Element, near: Element, manner: Manner) -> None:
    """Mark a new paragraph's end as a tracked insertion."""
    w = Names.of(paragraph).w
    child_of(child_of(paragraph, w("pPr"), 0), w("rPr")).insert(0, manner.insertion(near))


def pieces_of(paragraph: Element) -> list[Piece]:
    """Return what a paragraph says now."""
    return read_inline(paragraph, Names.of(paragraph)).pieces


def place_at(paragraph: Element, offset: int, new: Element, manner: Manner) -> None:
    """Put a run in at an offset of the paragraph's text, splitting the run there.

    Inside a hyperlink, field or formula nothing is put in: the run then stands after it. Nor into a control,
    unless it has words before and behind the place, and takes any. Somebody's tracked insertion is left
    theirs: it is closed before the new run and opened again behind it.
    """
    left: Piece | None = None
    right: Piece | None = None
    at = 0
    for at, piece in with_offsets(pieces_of(paragraph)):
        left = piece if at < offset else left
        if at + len(piece.text) > offset:
            right = piece
            break
    inside = _open_round(left, right)
    if left is not None and left.field is not None:
        if left.field.end is None:
            paragraph.append(new)
        else:
            put_beside(left.field.end, new, paragraph, manner, inside=inside)
    elif left is not None:
        if right is not None and left.run is right.run and _may_split(left, paragraph):
            _split_run(left.run, left.node, offset - at if left is right else len(left.node.text or ""))
        put_beside(left.node if left.run is None else left.run, new, paragraph, manner, inside=inside)
    elif right is not None:
        first = right.field.begin if right.field is not None else right.run
        put_beside(right.node if first is None else first, new, paragraph, manner, before=True)
    else:
        paragraph.append(new)


def _open_round(left: Piece | None, right: Piece | None) -> list[Element]:
    """Return the controls that have a piece and the next one in them, and take words between the two."""
    if left is None or right is None:
        return []
    tag = Names.of(left.node).w("sdt")
    both = set(left.node.iterancestors(tag)).intersection(right.node.iterancestors(tag))
    return list(filter(takes_words_between, both))


def put_beside(
    node: Element,
    new: Element,
    paragraph: Element,
    manner: Manner,
    *,
    before: bool = False,
    inside: Collection[Element] = (),
) -> None:
    """Put a run in after (or before) a node, outside of whatever must not be written into.

    `inside` are controls into which it goes all the same.
    """
    w = Names.of(paragraph).w
    barrier = _barrier_of(node, paragraph, inside)
    place = node if barrier is None else barrier
    parent = place.getparent()
    while parent is not None and parent is not paragraph and parent.tag in (w("ins"), w("moveTo")):
        _split_wrapper(parent, place, manner, before=before)
        place, parent = parent, parent.getparent()
    if before:
        place.addprevious(new)
    else:
        place.addnext(new)


def _barrier_of(node: Element, paragraph: Element, inside: Collection[Element] = ()) -> Element | None:
    """Return the outermost control, hyperlink, field or formula around a node, inside its paragraph.

    But none of the controls that a run may go `inside` of.
    """
    barriers = {*map(Names.of(paragraph).w, _BARRIERS), *_OTHER_BARRIERS}
    found = None
    each: Element | None = node
    while each is not None and each is not paragraph:
        if each.tag in barriers and each not in inside:
            found = each
        each = each.getparent()
    return found


def _may_split(piece: Piece, paragraph: Element) -> bool:
    run = piece.run
    if run is None or piece.node.getparent() is not run:
        return False
    return _barrier_of(run, paragraph, _open_round(piece, piece)) is None


def split_at(paragraph: Element, offset: int) -> None:
    """Split the run that goes on over an offset of the paragraph's text; some may not be split."""
    w = Names.of(paragraph).w
    for at, piece in with_offsets(pieces_of(paragraph)):
        inside = at < offset < at + len(piece.text)
        if inside and piece.node.tag == w("t") and _may_split(piece, paragraph):
            _split_run(piece.run, piece.node, offset - at)
            return
        if at == offset and _may_split(piece, paragraph):
            before = piece.node.getprevious()
            if before is not None and before.tag != w("rPr"):  # there is text before it in its run
                _split_run(piece.run, before, len(before.text or ""))
            return


def _split_run(run: Element | None, node: Element, length: int) -> None:
    """Split a run after some characters of one of its nodes; both halves keep the run's properties."""
    if run is None:
        return
    w = Names.of(run).w
    second = make(run, w("r"))
    properties = find(run, "rPr")
    if properties is not None:
        second.append(copy_properties(properties))
    following = list(node.itersiblings())
    if node.tag == w("t") and length < len(node.text or ""):
        rest = make(run, w("t"))
        rest.text = (node.text or "")[length:]
        node.text = (node.text or "")[:length]
        for each in (rest, node):
            each.set(SPACE, "preserve")
        second.append(rest)
    second.extend(following)
    run.addnext(second)


def _split_wrapper(wrapper: Element, at: Element, manner: Manner, *, before: bool) -> None:
    """Split a tracked insertion after (or before) one of its children, into a second one of the same author.

    Afterwards the wrapper ends with (or begins with) the child.
    """
    moved = list(at.itersiblings(preceding=before))
    if not moved:
        return
    second = make(wrapper, str(wrapper.tag))
    for key, said in wrapper.attrib.items():
        second.set(key, said)
    second.set(Names.of(wrapper).w("id"), manner.next_id(wrapper))
    second.extend(reversed(moved) if before else moved)
    if before:
        wrapper.addprevious(second)
    else:
        wrapper.addnext(second)
