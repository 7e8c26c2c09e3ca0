"""The two copies of a text box: `mc:Choice` for Word of today, `mc:Fallback` for older programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import NamedTuple

from facilitator.word.document.inline import MC
from facilitator.word.document.xml import Element, Names


class Twins(NamedTuple):
    """The content of a text box, and of its copy."""

    shown: Element
    copy: Element


def twin_boxes(root: Element) -> list[Twins]:
    """Return the text boxes in an element that stand there twice and say the same both times."""
    return [twins for twins in _every(root) if words_of(twins.shown) == words_of(twins.copy)]


def make_alike(twins: Iterable[Twins], added: Iterable[Element]) -> list[Element]:
    """Make a copy say what its text box says now, where it did before or is new; return those changed."""
    new = [pair for element in added for pair in _every(element)]
    changed = []
    for shown, copy in [*twins, *new]:
        if words_of(shown) != words_of(copy):
            copy[:] = [deepcopy(child) for child in shown]
            changed.append(copy)
    return changed


def shown_of(copy: Element) -> Element | None:
    """Return the text box that a copy is of, or None where it is none's."""
    around = next(copy.iterancestors(f"{MC}AlternateContent"), None)
    pairs = () if around is None else _pairs(around)
    return next((shown for shown, other in pairs if other is copy), None)


def words_of(box: Element) -> list[str]:
    """Return the words of a text box, paragraph by paragraph."""
    w = Names.of(box).w
    return ["".join(text.text or "" for text in line.iter(w("t"))) for line in box.iter(w("p"))]


def _every(root: Element) -> Iterator[Twins]:
    for alternate in root.iter(f"{MC}AlternateContent"):
        yield from _pairs(alternate)


def _pairs(alternate: Element) -> list[Twins]:
    choice, fallback = alternate.find(f"{MC}Choice"), alternate.find(f"{MC}Fallback")
    if choice is None or fallback is None:
        return []
    content = Names.of(alternate.getroottree().getroot()).w("txbxContent")
    boxes, copies = (_outermost(branch, content) for branch in (choice, fallback))
    return [Twins(*pair) for pair in zip(boxes, copies, strict=True)] if len(boxes) == len(copies) else []


def _outermost(branch: Element, content: str) -> list[Element]:
    inside = (content, f"{MC}Fallback")
    return [
        box
        for box in branch.iter(content)
        if all(around is branch or around.tag not in inside for around in _up_to(box, branch))
    ]


def _up_to(element: Element, end: Element) -> Iterator[Element]:
    for around in element.iterancestors():
        yield around
        if around is end:
            return
