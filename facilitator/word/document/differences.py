"""Where two trees that should be equal differ."""

from __future__ import annotations

from itertools import zip_longest

from facilitator.word.document.xml import Element


def first_difference(old_root: Element, new_root: Element) -> Element | None:
    """Return the first element that says something else than its fellow, or has none; None = they are equal.

    White space between tags says nothing: it is taken out of both.
    """
    for root in (old_root, new_root):
        _drop_blanks(root)
    for old, new in zip_longest(old_root.iter(), new_root.iter()):
        if old is None or new is None or _said(old) != _said(new):
            return old if new is None else new
    return None


def _drop_blanks(root: Element) -> None:
    for node in root.iter():
        if len(node) and node.text and node.text.isspace():
            node.text = None
        if node.tail and node.tail.isspace():
            node.tail = None


def _said(node: Element) -> tuple[object, ...]:
    return node.tag, node.nsmap, len(node), node.text, node.tail, node.items()
