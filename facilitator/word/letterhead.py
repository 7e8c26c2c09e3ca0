"""A school's letterhead: a Word document that is opened with care, and the place in it where a paper goes.

A paper stands where a paragraph of the body says `[[summary]]` and nothing else, or else at the end. The
school's words stay; nothing in its file is ever run or fetched.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

from facilitator.plan.refusal import Refusal
from facilitator.word.document.container import MOST_BYTES, Package, open_package
from facilitator.word.document.inline import MC
from facilitator.word.document.xml import Element, Names, find, take_out, value

MARK = "[[summary]]"

_KINDS = {
    "locked": {"word.has-password", "word.rights", "word.zip-password"},
    "too-large": {"word.too-large", "word.part-too-large", "word.too-many-parts"},
}
_HELD = (
    "drawing", "pict", "object", "sdt", "sectPr", "fldChar", "fldSimple", "bookmarkStart", "bookmarkEnd",
    "commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference", "endnoteReference",
)  # fmt: skip
"""What keeps a paragraph in its place once the mark is out of it: a school's picture may hang on it."""
_A4, _EDGE, _NARROWEST = 11906, 1440, 2000
"""Twips: the width of a page that does not say its own, and of its margins; and the least for words."""


class Place(NamedTuple):
    """Where a paper goes: behind an element of the body, or else before one; both None = at the end.

    `mark` is the paragraph that said so; `width` is how wide lines of words are there, in twips.
    """

    behind: Element | None
    before: Element | None
    mark: Element | None
    width: int


def open_letterhead(path: Path) -> Package:
    """Open a school's letterhead; raises Refusal, in one sentence that names it, where it cannot be used.

    It is missing, too large, has a password, is damaged or no .docx, is signed, or its mark is not one line.
    """
    data = _bytes(path)
    try:
        package = open_package(data)
    except Refusal as refusal:
        kinds = (kind for kind, codes in _KINDS.items() if refusal.code in codes)
        raise Refusal(f"letterhead.{next(kinds, 'damaged')}", path=path, most=_most()) from refusal
    for kind in ("macros", "template", "signed"):
        if getattr(package, kind):
            raise Refusal(f"letterhead.{kind}", path=path)
    if not package.related("styles") or package.root.find(Names.of(package.root).w("body")) is None:
        raise Refusal("letterhead.damaged", path=path)
    where = _wrong_mark(package.root)
    if where:
        raise Refusal(f"letterhead.{where}", path=path, mark=MARK)
    return package


def _most() -> int:
    return MOST_BYTES // (1024 * 1024)


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
            raise Refusal("letterhead.damaged", path=path)
        if found.st_size > MOST_BYTES:
            raise Refusal("letterhead.too-large", path=path, most=_most())
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise Refusal("letterhead.missing", path=path) from error
    except OSError as error:
        raise Refusal("letterhead.unreadable", path=path, reason=error.strerror or error) from error


def _wrong_mark(root: Element) -> str:
    """Return what is wrong with the marks in a document, as the end of a code; nothing where all is well."""
    names = Names.of(root)
    marked = [one for one in root.iter(names.w("p")) if MARK in _own_words(one, names)]
    fine = _marks(root)
    if len(marked) == len(fine) <= 1:
        return ""
    return "two-marks" if fine else "mark-elsewhere"


def _marks(root: Element) -> list[Element]:
    names = Names.of(root)
    paragraphs = root.iterfind(names.w("body/p"))
    return [one for one in paragraphs if _own_words(one, names).strip() == MARK]


def _own_words(paragraph: Element, names: Names) -> str:
    """Return the words of a paragraph without those in text boxes that hang on it."""
    return "".join(one.text or "" for one in _own_texts(paragraph, names))


def _own_texts(paragraph: Element, names: Names) -> list[Element]:
    texts = paragraph.iter(names.w("t"))
    return [one for one in texts if next(one.iterancestors(names.w("p")), None) is paragraph]


def place_in(root: Element) -> Place:
    """Return where a paper goes in a tree that `open_letterhead` has let in."""
    names = Names.of(root)
    body = root.find(names.w("body"))
    assert body is not None  # noqa: S101 - it was looked for
    mark = next(iter(_marks(root)), None)
    last = body.find(names.w("sectPr"))
    width = _width_of(_section(mark, last))
    if mark is None:
        return Place(None, last, None, width)
    if find(mark, "pPr/sectPr") is not None:
        return Place(None, mark, mark, width)
    return Place(mark, None, mark, width)


def clear_mark(place: Place) -> None:
    """Take the mark out, and its paragraph too unless something else hangs on it."""
    if place.mark is None:
        return
    names = Names.of(place.mark)
    for text in _own_texts(place.mark, names):
        take_out(text)
    held = place.mark.iter(f"{MC}AlternateContent", *map(names.w, _HELD))
    if next(held, None) is None:
        take_out(place.mark)


def _section(mark: Element | None, last: Element | None) -> Element | None:
    """Return the settings of the section in which a mark stands: they come at its end."""
    if mark is not None:
        for one in (mark, *mark.itersiblings(Names.of(mark).w("p"))):
            own = find(one, "pPr/sectPr")
            if own is not None:
                return own
    return last


def _width_of(section: Element | None) -> int:
    page, margins = find(section, "pgSz"), find(section, "pgMar")
    edges = (_twips(margins, "left", _EDGE), _twips(margins, "right", _EDGE), _twips(margins, "gutter", 0))
    width = _twips(page, "w", _A4) - sum(edges)
    columns = find(section, "cols")
    count = max(1, _twips(columns, "num", 1)) if columns is not None else 1
    width = (width - (count - 1) * _twips(columns, "space", 720)) // count
    return max(width, _NARROWEST)


def _twips(element: Element | None, name: str, absent: int) -> int:
    said = value(element, name)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else absent
