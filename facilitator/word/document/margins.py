"""Words in the headers and footers of a document, in content controls that are tagged for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facilitator.word.document import zipped as zips
from facilitator.word.document.container import Package, open_package
from facilitator.word.document.controls import fill_inline, takes, waits
from facilitator.word.document.runs import Manner, safe
from facilitator.word.document.xml import Element, Names, parse, serialise

_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml", re.IGNORECASE)


def with_words(package: Package, words: Mapping[str, str]) -> Package:
    """Return a document with words in the controls of its margins that wait for them, by the tag of each.

    Only what waits is filled in: whatever else stands in a margin is as it was.
    """
    for name in [entry.name for entry in package.zipped.entries if _MARGIN.fullmatch(entry.name)]:
        entry = package.zipped.find(name)
        if entry is not None:
            before = zips.unpack(package.zipped, entry)
            root = parse(before, name)
            if _fill(root, words):
                package = open_package(zips.replace(package.zipped, entry, serialise(root, before)))
    return package


def _fill(root: Element, words: Mapping[str, str]) -> bool:
    names = Names(str(root.tag).partition("}")[0].lstrip("{"))
    filled = False
    for control in list(root.iter(names.w("sdt"))):
        tag = control.find(f"{names.w('sdtPr')}/{names.w('tag')}")
        line = safe(words.get("" if tag is None else tag.get(names.w("val"), ""), "")).replace("\n", " ")
        paragraph = next(control.iterancestors(names.w("p")), None)
        if line and paragraph is not None and waits(control, names) and takes(control, names, [line]):
            fill_inline(control, paragraph, names, [line], Manner())
            filled = True
    return filled
