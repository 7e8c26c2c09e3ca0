"""Whether a Word file was changed where it was meant to be, and nowhere else.

This trusts nothing that filled the file in: it opens the new bytes again and compares them with the old.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from facilitator.plan.refusal import Refusal
from facilitator.word.document.container import Package, open_package
from facilitator.word.document.differences import first_difference
from facilitator.word.document.inline import W14
from facilitator.word.document.twin_boxes import shown_of, words_of
from facilitator.word.document.xml import Element, Names, find, parse, serialise
from facilitator.word.document.zipped import Zipped

_FILLABLE = ("p", "tc", "sdt")
_KEPT = """
    p tbl tr tc sdt hyperlink smartTag customXml drawing pict object sym ins del moveFrom moveTo
    fldChar fldSimple permStart permEnd bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd
    commentReference footnoteReference endnoteReference
"""
"""What may stand in a filled place beside text; filling takes none of it away."""
_SINGLE = (
    ("p", f"{W14}paraId"),
    ("tr", f"{W14}paraId"),
    ("bookmarkStart", "id"),
    ("bookmarkStart", "name"),
    ("commentRangeStart", "id"),
    ("commentReference", "id"),
    ("id", "val"),  # of a content control
)
"""What may stand once in a document; a copy that keeps it makes Word repair the file."""
_MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
"""What may stand behind the paragraph in which a cell ends."""
_BOXES = str.maketrans(dict.fromkeys("☐☑☒□▢◻■◼✓✔✗✘", "☐"))
_LEADERS = re.compile(r"[_…‥⋯]|[./·]{2,}")
"""Lines to write on; filling may put words in their place."""

Path = tuple[int, ...]
"""Where an element stands: for each level under the root, how many elements are before it."""


@dataclass
class Changes:
    """What filling did to the tree of a main part."""

    filled: list[Element] = field(default_factory=list)
    """Paragraphs, cells and content controls that were there before and whose inside was changed."""
    added: list[Element] = field(default_factory=list)
    """Rows, tables, paragraphs and the like that were put in beside those that were there."""
    taken: list[tuple[Element, str]] = field(default_factory=list)
    """Paragraphs that were there, with the words that somebody wanted out of them."""
    rows: list[Element] = field(default_factory=list)
    """Rows that were there before and may grow now, or are hidden no more."""
    copies: list[Element] = field(default_factory=list)
    """Copies of text boxes, for older programs, that say now what their boxes say."""
    prompts: list[str] = field(default_factory=list)
    """What the form printed for people to write over, and was taken out of filled places."""


class _Fault(Exception):
    """What is not as it should be, for the developers: a short name and a place in the XML."""


def verify(package: Package, after: bytes, edited_root: Element, changes: Changes) -> Package:
    """Check the bytes of a filled file against the file it came from; return it opened, or raise Refusal.

    Every entry but the main part is the same to the byte, and so is their order; the main part is
    `edited_root`; less what was added and the inside of what was filled it is the original; and in each
    filled place every word, control, comment and bookmark of the original still stands, in its order.
    Only placeholders, lines to write on, ticks, and words that somebody wanted out may have gone.
    """
    try:
        again = open_package(after)
        _hold_other_entries(package.zipped, again.zipped, package.main)
        _hold_main_part(package, again, edited_root, changes)
    except _Fault as fault:
        raise Refusal("word.not-the-same", why=fault.args[0], where=fault.args[1]) from fault
    except Refusal as refusal:
        raise Refusal("word.not-the-same", why="unreadable", where=refusal.code) from refusal
    return again


def _hold_other_entries(before: Zipped, after: Zipped, main: str) -> None:
    """Compare all entries as they are packed, with what stands between them."""
    for old, new in zip_longest(before.entries, after.entries):
        if old is None or new is None or old.name != new.name:
            raise _Fault("entries", (old or new).name)
        if old.name == main:
            same = old.method == new.method and old.record[12:16] == new.record[12:16]
        else:
            same = before.data[old.start : old.stop] == after.data[new.start : new.stop]
            same = same and old.record[:42] + old.record[46:] == new.record[:42] + new.record[46:]
        if not same:
            raise _Fault("entry", old.name)
    if before.data[before.end + 20 :] != after.data[after.end + 20 :]:
        raise _Fault("comment", "")


def _hold_main_part(package: Package, again: Package, edited_root: Element, changes: Changes) -> None:
    original = package.part(package.main)
    if again.main != package.main or again.part(again.main) != serialise(edited_root, original):
        raise _Fault("not-the-edited", package.main)
    old_root, new_root = parse(original), deepcopy(again.root)
    names = Names.of(old_root)
    added, places = (
        dict.fromkeys(_at(new_root, _path(element, edited_root)) for element in elements)
        for elements in (changes.added, changes.filled)
    )
    pairs = _filled(old_root, new_root, set(added), places)
    taken = [(_at(new_root, _path(one, edited_root)), words) for one, words in changes.taken]
    changed = [*added, *(new for _, new in pairs)]
    _hold_cell_ends(old_root, changed, names)
    _hold_ids(new_root, [old for old, _ in pairs], changed, names)
    for old, new in pairs:
        gone = [words for one, words in taken if one is new or new in one.iterancestors()]
        _hold_words(old, new, names, gone, [_plain(prompt) for prompt in changes.prompts])
    copies = dict.fromkeys(_at(new_root, _path(copy, edited_root)) for copy in changes.copies)
    for old, new in _paired(old_root, new_root, set(added), copies):
        _hold_copy(old, new)
        _empty(old)
        _empty(new)
    grown = dict.fromkeys(_at(new_root, _path(row, edited_root)) for row in changes.rows)
    for old, new in _paired(old_root, new_root, set(added), grown):
        for row in (old, new):
            _forget_height(row, names)
    for old, new in pairs:
        _empty(old)
        _empty(new)
    for element in added:
        _take_out(element)
    _hold_same(old_root, new_root)


def _filled(
    old_root: Element, new_root: Element, added: set[Element], places: Collection[Element]
) -> list[tuple[Element, Element]]:
    """Return each filled place as it was and as it is, less those inside another or inside something new."""
    names = Names.of(old_root)
    outermost = [each for each in places if not any(around in places for around in each.iterancestors())]
    pairs = list(_paired(old_root, new_root, added, outermost))
    for old, new in pairs:
        if old.tag != new.tag or new.tag not in {names.w(local) for local in _FILLABLE}:
            raise _Fault("not-fillable", _show(new))
    return pairs


def _paired(
    old_root: Element, new_root: Element, added: set[Element], places: Collection[Element]
) -> Iterator[tuple[Element, Element]]:
    """Yield each place as it was and as it is, less those inside something new."""
    taken: dict[Element, list[int]] = {}
    for element in added:
        parent = element.getparent()
        if parent is None:
            raise _Fault("stray", str(element.tag))
        taken.setdefault(parent, []).append(parent.index(element))
    for new in places:
        if not any(each in added for each in (new, *new.iterancestors())):
            yield _at(old_root, _path(new, new_root, taken)), new


def _hold_copy(old: Element, new: Element) -> None:
    """Check that a copy of a text box said what the box said, and does again."""
    for copy in (old, new):
        shown = shown_of(copy)
        if shown is None or words_of(shown) != words_of(copy):
            raise _Fault("copy", _show(copy))


def _forget_height(row: Element, names: Names) -> None:
    """Take out of a row whether its height is exact and whether it is hidden."""
    if row.tag != names.w("tr"):
        raise _Fault("not-a-row", _show(row))
    for height in row.findall(names.w("trPr/trHeight")):
        height.attrib.pop(names.w("hRule"), None)
    for shape in row.findall(names.w("trPr")):
        for mark in shape.findall(names.w("hidden")):
            shape.remove(mark)


# --- finding the same element in another tree ----------------------------------------------------


def _path(element: Element, root: Element, added: Mapping[Element, list[int]] = {}) -> Path:
    """Return where an element stands, as if there were nothing at the places of `added` under each parent."""
    steps = []
    while element is not root:
        parent = element.getparent()
        if parent is None:
            raise _Fault("stray", str(element.tag))
        step = parent.index(element)
        steps.append(step - sum(place < step for place in added.get(parent, ())))
        element = parent
    return tuple(reversed(steps))


def _at(root: Element, path: Path) -> Element:
    for step in path:
        if step >= len(root):
            raise _Fault("stray", _show(root))
        root = root[step]
    return root


def _empty(element: Element) -> None:
    del element[:]
    element.text = None


def _take_out(element: Element) -> None:
    """Remove an element that was added; text behind it, which is not its own, stays."""
    parent = element.getparent()
    if parent is None:  # it was inside another one that is out
        return
    if element.tail and not element.tail.isspace():
        raise _Fault("outside", _show(element))
    parent.remove(element)


# --- what must still stand in a filled place -------------------------------------------------------


def _hold_words(
    old: Element, new: Element, names: Names, taken: Iterable[str] = (), prompts: Collection[str] = ()
) -> None:
    """Check that a place has lost nothing but the words `taken` out of it, and what only asks for some."""
    properties = names.w("tcPr")
    if [etree.tostring(each) for each in old.iterchildren(properties)] != [
        etree.tostring(each) for each in new.iterchildren(properties)
    ]:
        raise _Fault("cell-properties", _show(new))
    if any(_is_placeholder(around) for around in old.iterancestors(names.w("sdt"))):
        return
    for control in list(old.iter(names.w("sdt"))):
        content = control.find(names.w("sdtContent"))
        if content is not None and _is_placeholder(control):
            _empty(content)
    kept = [names.w(local) for local in _KEPT.split()]
    had, has = (Counter(str(each.tag) for each in place.iter(*kept)) for place in (old, new))
    if had - has:
        raise _Fault("inside", f"{_show(new)} {sorted((had - has).elements())}")
    paragraphs = iter(_paragraphs(new, names))
    for words in _without(_paragraphs(old, names), taken):
        if (still := _without_prompts(prompts, words)) and not any(
            _still_stand(still, text) for text in paragraphs
        ):
            raise _Fault("words", _show(new))


def _without(paragraphs: list[str], taken: Iterable[str]) -> list[str]:
    """Return the words of paragraphs without those that were taken out, each once."""
    left = list(paragraphs)
    for words in map(_plain, taken):
        place = next((at for at, text in enumerate(left) if words in text), None)
        if place is None:
            raise _Fault("taken", "")
        left[place] = left[place].replace(words, " ", 1)
    return left


def _without_prompts(prompts: Collection[str], words: str) -> str:
    for prompt in prompts:
        words = words.replace(prompt, " ", 1)
    return words.strip()


def _is_placeholder(control: Element) -> bool:
    """Whether a content control shows only its prompt, or is a tick box: its content may be replaced."""
    properties = find(control, "sdtPr")
    if find(properties, "showingPlcHdr") is not None:
        return True
    box = properties is not None and properties.find(f"{W14}checkbox") is not None
    return box and len("".join(control.itertext()).strip()) <= 1


def _paragraphs(place: Element, names: Names) -> list[str]:
    """Return the text of each paragraph, deleted and hidden text too; those without words are left out."""
    paragraph = names.w("p")
    texts: dict[Element, list[str]] = {place: []}
    words, deleted = names.w("t"), names.w("delText")
    spaces = {names.w(local) for local in ("tab", "br", "cr", "ptab")}
    for node in place.iter(etree.Element):
        if node.tag == paragraph:
            texts.setdefault(node, [])
        elif node.tag in spaces or (node.text and (node.tag == words or not node.text.isspace())):
            own = next(node.iterancestors(paragraph), place)
            text = f" {node.text} " if node.tag == deleted else node.text
            texts.setdefault(own if own in texts else place, []).append(
                " " if node.tag in spaces else text or ""
            )
    return [text for pieces in texts.values() if (text := _plain("".join(pieces)))]


def _plain(text: str) -> str:
    return " ".join(_LEADERS.sub(" ", text.translate(_BOXES)).split())


def _still_stand(words: str, text: str) -> bool:
    """Whether a paragraph's words stand in a text, in order and whole, with others put in between."""
    at = 0
    for word in words.split():
        at = _end_of(word, text, at)
        if at < 0:
            return False
    return True


def _end_of(word: str, text: str, at: int) -> int:
    """Return where a whole word ends in a text from an offset on; -1 if it is not there."""
    while (at := text.find(word, at)) >= 0:
        end = at + len(word)
        begins = at == 0 or not (text[at - 1].isalnum() and word[0].isalnum())
        if begins and (end == len(text) or not (text[end].isalnum() and word[-1].isalnum())):
            return end
        at += 1
    return -1


# --- what Word asks of a document ------------------------------------------------------------------


def _hold_cell_ends(old_root: Element, changed: list[Element], names: Names) -> None:
    """Check that a cell ends in a paragraph: Word does not open one that does not."""
    cell = names.w("tc")
    cells = {inner for element in changed for inner in element.iter(cell)}
    cells.update(
        around for element in changed if (around := next(element.iterancestors(cell), None)) is not None
    )
    left_open = [each for each in cells if not _ends(each, names)]
    if left_open and all(_ends(each, names) for each in old_root.iter(cell)):
        raise _Fault("cell-end", _show(left_open[0]))


def _ends(cell: Element, names: Names) -> bool:
    marks = {names.w(local) for local in _MARKS}
    ends = {names.w(local) for local in ("p", "sdt", "customXml")}
    last = next(
        (each for each in cell.iterchildren(etree.Element, reversed=True) if each.tag not in marks), None
    )
    return last is not None and last.tag in ends


def _hold_ids(new_root: Element, old: list[Element], changed: list[Element], names: Names) -> None:
    """Check that what came in brings no id that stands in the document already."""
    came = _ids(changed, names) - _ids(old, names)
    if came and any(count > 1 for each, count in _ids([new_root], names).items() if each in came):
        raise _Fault("ids", str(min(came)))


def _ids(places: list[Element], names: Names) -> Counter[tuple[str, str, str]]:
    kinds = [(names.w(local), name if "}" in name else names.w(name)) for local, name in _SINGLE]
    tags = {tag for tag, _ in kinds}
    return Counter(
        (tag, name, value)
        for place in places
        for node in place.iter(*tags)
        for tag, name in kinds
        if tag == node.tag and (value := node.get(name)) is not None
    )


def _hold_same(old_root: Element, new_root: Element) -> None:
    """Check that two trees say the same; white space between tags says nothing, and a copy brings its own."""
    if etree.tostring(old_root, encoding="UTF-8") == etree.tostring(new_root, encoding="UTF-8"):
        return
    if (place := first_difference(old_root, new_root)) is not None:
        raise _Fault("outside", _show(place))


def _show(element: Element) -> str:
    """Return where an element stands as a path for a developer; it holds no words of the document."""
    return element.getroottree().getpath(element)
