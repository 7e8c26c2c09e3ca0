"""What of a Word document is not read: what stands in other files in it or beside it, and hidden words."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.word.document.inline import is_on
from facilitator.word.document.xml import Element, Names

_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_NEAR = 60
"""Letters of the line before it that say where it stands."""


def hidden_words(root: Element) -> list[str]:
    """Return what stands in hidden letters (`w:vanish`), a piece a paragraph; nobody sees it on the page."""
    w = Names.of(root).w
    found: dict[Element, str] = {}
    for mark in root.iter(w("vanish")):
        run = next(mark.iterancestors(w("r")), None)
        words = "" if run is None else "".join(text.text or "" for text in run.iterchildren(w("t")))
        if run is not None and words.strip() and is_on(run.find(w("rPr")), w("vanish")):
            line = next(run.iterancestors(w("p")), run)
            found[line] = found.get(line, "") + words
    return [" ".join(words.split())[:_NEAR] for words in found.values()]


class OtherFiles(NamedTuple):
    """Where such parts stand, each by the line before it: text that Word takes in, and objects to open."""

    texts: list[str]
    objects: list[str]


def other_files(root: Element) -> OtherFiles:
    """Return what stands in other files: `w:altChunk`, `w:subDoc`, and embedded or linked objects."""
    w = Names.of(root).w
    taken_in = {w("altChunk"), w("subDoc")}
    found, near = OtherFiles([], []), ""
    for element in root.iter(w("p"), _OBJECT, *taken_in):
        if element.tag in taken_in:
            found.texts.append(near)
        elif element.tag == _OBJECT:
            found.objects.append(near)
        else:
            near = " ".join("".join(text.text or "" for text in element.iter(w("t"))).split())[:_NEAR] or near
    return found
