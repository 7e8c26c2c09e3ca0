"""The XML of a Word file's parts: the names in it, read safely and written as it was written."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from lxml import etree

from facilitator.plan.refusal import Refusal

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

MOST_BYTES = 16 * 1024 * 1024
MOST_MARKS = 350_000
"""Tags and attributes in one part: a tree takes about 200 bytes for each. A long plan has 100,000."""

MOST_WORK = 400_000
_WORK = {"p": 8, "tc": 22, "tr": 10, "tbl": 160, "r": 5, "t": 9, "br": 9, "tab": 9, "sdt": 20}
"""What a form costs to be read: millionths of a second, about, for each element, and one for each letter.

The largest plan that we know of, with 60 outcomes and 300 tables, comes to 260,000; a usual one to 15,000.
"""
ROOM = 100_000
"""What must be free of it before a review is held: a review of 60 outcomes by five people fills this much."""

_BYTE_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>\s*")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PLAIN_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
# White space, instructions and comments may stand before the root; a document type stands there too.
_DOCUMENT_TYPE = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_LETTERS = etree.XPath("string-length(.)")


class Names(NamedTuple):
    """The tags of one document, in the namespace (transitional or strict) that it uses."""

    ns: str

    def w(self, path: str) -> str:
        """Return a WordprocessingML tag, attribute name or path of tags in the form that lxml takes."""
        return _in_namespace(self.ns, path)

    @staticmethod
    def of(root: Element) -> Names:
        """Return the names of the document that an element belongs to."""
        return _STRICT_NAMES if str(root.tag).startswith(_STRICT_TAG) else _NAMES


_NAMES, _STRICT_NAMES, _STRICT_TAG = Names(W), Names(STRICT), f"{{{STRICT}}}"


@cache
def _in_namespace(ns: str, path: str) -> str:
    return "/".join(f"{{{ns}}}{local}" for local in path.split("/"))


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of WordprocessingML tags under one of them; None under none."""
    return None if element is None else element.find(Names.of(element).w(path))


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of a WordprocessingML element; "" where there is no such attribute or element."""
    return "" if element is None else element.get(Names.of(element).w(name), "")


def take_out(element: Element) -> None:
    """Remove an element from where it stands; white space behind it stays."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is not None:
        if element.tail and previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        parent.remove(element)


def parse(data: bytes, part: str = "") -> Element:
    """Return the root of a part; raises Refusal where it is damaged, unsafe or too large.

    Nothing is fetched, no entity is filled in, and a document type is refused (ECMA-376 part 2 forbids
    it). `part` is its name, for the refusal.
    """
    if len(data) > MOST_BYTES or data.count(b"<") + data.count(b"=") > MOST_MARKS:
        raise Refusal("word.part-too-large", part=part)
    if _DOCUMENT_TYPE.match(data.lstrip(codecs.BOM_UTF8)):
        raise Refusal("word.unsafe", part=part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        strip_cdata=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal("word.damaged", part=part) from error
    if root.getroottree().docinfo.doctype:
        raise Refusal("word.unsafe", part=part)
    return root


def work_of(root: Element) -> int:
    """Return what the main part of a document costs to be read; see `MOST_WORK`."""
    names = Names.of(root)
    parts = sum(each * sum(1 for _ in root.iter(names.w(tag))) for tag, each in _WORK.items())
    return parts + int(_LETTERS(root))


def serialise(root: Element, original: bytes) -> bytes:
    """Return the bytes of a changed tree with the byte mark, declaration and end of the original."""
    mark = next((mark for mark in _BYTE_MARKS if original.startswith(mark)), b"")
    declaration, codec = _declaration(original, mark)
    tree = root.getroottree()
    ends = original[-2:] if original.endswith(b"\r\n") else original[-1:] if original.endswith(b"\n") else b""
    if codec == "utf-8":
        return mark + declaration.encode() + etree.tostring(tree, encoding="UTF-8") + ends
    text = declaration + etree.tostring(tree, encoding="unicode")
    return mark + text.encode(codec, "xmlcharrefreplace")


def _declaration(original: bytes, mark: bytes) -> tuple[str, str]:
    """Return the XML declaration, with the white space after it, and Python's name of the encoding."""
    wide = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark)
    head = original[len(mark) : len(mark) + 400].decode(wide or "latin-1", "replace")
    found = _DECLARATION.match(head)
    if not found:
        return "", wide or "utf-8"
    if wide:
        return found[0], wide
    named = _ENCODING.search(found[0])
    try:
        return found[0], codecs.lookup(named[1] if named else "utf-8").name
    except LookupError:  # libxml2 knows more encodings than Python; UTF-8 can say everything
        return _PLAIN_DECLARATION, "utf-8"
