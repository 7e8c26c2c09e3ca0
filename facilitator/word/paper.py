"""A paper put into a Word document: with styles by their names, a footer, a title, and the file's bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from facilitator.plan.letters import clean_line
from facilitator.word.document.container import Package
from facilitator.word.document.inline import is_on
from facilitator.word.document.new_parts import Parts
from facilitator.word.document.runs import make
from facilitator.word.document.xml import STRICT, Element, Names, W, find, parse, serialise, value
from facilitator.word.flow import Flow, Ink, Look, Piece
from facilitator.word.letterhead import Place, clear_mark, place_in
from facilitator.word.plain_document import GREY

USUAL_LANGUAGE = "en-GB"

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_FOOTER = Look(style="footer", colour=GREY, share=0.85)
_USUAL_SIZE = 22
"""Half points, where a document does not say how large its letters are."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = {
    W: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_NO_TITLE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}"/>'
).encode()


def fit_language(language: str) -> str:
    """Return a language as Word files name it; the usual one where it is none."""
    return language if _LANGUAGE.fullmatch(language) else USUAL_LANGUAGE


class Paper:
    """What is put into a document; `flow` takes its paragraphs and tables, and nothing else changes.

    Its own letters look as its mark does, else as the document's usual ones do.
    """

    def __init__(self, package: Package, language: str) -> None:
        self._package = package
        self._root = package.fresh_root()
        self._w = Names.of(self._root).w
        self._place = place_in(self._root)
        self._styles = parse(package.part(package.related("styles")), "styles")
        self.flow = Flow(self._ink(fit_language(language)), [], self._place.width)

    def finished(self, title: str, footer: str, count: Sequence[Piece]) -> bytes:
        """Return the whole file; `title` is what it calls itself.

        `footer` is the line for the foot of every page, `count` what stands at its end. Where the document
        has a footer of its own, that stays, and the line comes last in the paper.
        """
        parts = Parts(self._package)
        if footer:
            if self._has_footer():
                self.flow.paragraph([Piece(footer)], _FOOTER)
            else:
                self._add_footers(parts, [Piece(footer), Piece("\t"), *count])
        self.flow.end()
        self._put_in(self._place, self.flow.blocks)
        before = self._package.part(self._package.main)
        parts.put(self._package.main, serialise(self._root, before))
        self._put_title(parts, clean_line(title))
        return parts.data

    def _put_in(self, place: Place, blocks: Sequence[Element]) -> None:
        body = find(self._root, "body")
        assert body is not None  # noqa: S101 - place_in has found it
        at = len(body) if place.before is None else body.index(place.before)
        if place.behind is not None:
            at = body.index(place.behind) + 1
        body[at:at] = blocks
        clear_mark(place)

    # --- styles ----------------------------------------------------------------------------------

    def _ink(self, language: str) -> Ink:
        styles = [one for one in self._styles.iter(self._w("style")) if value(one, "type") == "paragraph"]
        ids = {value(find(one, "name")).casefold(): value(one, "styleId") for one in styles}
        usual = next((one for one in styles if value(one, "default") in {"1", "true", "on"}), None)
        defaults = find(self._styles, "docDefaults/rPrDefault/rPr")
        mark = self._place.mark
        run = None if mark is None else mark.find(f".//{self._w('r')}")
        looks = [find(run, "rPr"), find(usual, "rPr"), defaults]
        sizes = (value(find(one, "sz")) for one in looks)
        size = next((int(one) for one in sizes if one.isascii() and one.isdecimal()), _USUAL_SIZE)
        spoken = next((said for one in looks[1:] if (said := value(find(one, "lang")))), "")
        return Ink(
            near=self._root,
            styles=ids,
            usual_style=value(find(mark, "pPr/pStyle")),
            usual_look=self._looks_of(looks[0]),
            size=size,
            language="" if spoken.casefold() == language.casefold() else language,
            last_id=self._last_id(),
        )

    def _looks_of(self, look: Element | None) -> tuple[Element, ...]:
        """Return the letters of the mark: their font and size."""
        found = (find(look, name) for name in ("rFonts", "sz", "szCs"))
        return tuple(deepcopy(one) for one in found if one is not None)

    def _last_id(self) -> int:
        ids = (value(one, "id") for one in self._root.iter(self._w("bookmarkStart")))
        return max((int(one) for one in ids if one.isascii() and one.isdecimal()), default=0)

    # --- the foot of a page ----------------------------------------------------------------------

    def _has_footer(self) -> bool:
        return next(self._root.iter(self._w("footerReference")), None) is not None

    def _add_footers(self, parts: Parts, footer: Sequence[Piece]) -> None:
        """Put the line at the foot of every page, also where the first or the left ones have their own."""
        sections = list(self._root.iter(self._w("sectPr")))
        body = find(self._root, "body")
        if not sections and body is not None:
            sections = [make(body, self._w("sectPr"))]
            body.append(sections[0])
        first = any(is_on(one, self._w("titlePg")) for one in sections)
        kinds = ["default", *(["first"] if first else []), *(["even"] if self._even_pages() else [])]
        # A later section without a footer of its own has that of the one before.
        place = sum(1 for one in sections[0] if one.tag == self._w("headerReference"))
        related = _RELATED[Names.of(self._root).ns]
        for kind in kinds:
            name = parts.new_name("word/footer.xml")
            part = self._footer(footer)
            of = self._package.main
            own_id = parts.add(name, part, f"{_WORD}.footer+xml", kind=f"{related}/footer", of=of)
            reference = make(self._root, self._w("footerReference"))
            reference.set(self._w("type"), kind)
            reference.set(f"{{{related}}}id", own_id)
            sections[0].insert(place, reference)

    def _even_pages(self) -> bool:
        name = self._package.related("settings")
        return bool(name) and is_on(parse(self._package.part(name), name), self._w("evenAndOddHeaders"))

    def _footer(self, footer: Sequence[Piece]) -> bytes:
        space = Names.of(self._root).ns
        root = etree.Element(self._w("ftr"), nsmap={"w": space})
        flow = Flow(self.flow.ink.of_part(root), [], self._place.width)
        flow.paragraph(footer, replace(_FOOTER, ends=True))
        root.extend(flow.blocks)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    # --- the title -------------------------------------------------------------------------------

    def _put_title(self, parts: Parts, title: str) -> None:
        """Let the file call itself so: what a letterhead is called says nothing of the paper on it."""
        name = self._package.related("core-properties", "")
        before = self._package.part(name) if name else _NO_TITLE
        core = parse(before, name)
        own = core.find(f"{{{_DC}}}title")
        if own is None:
            own = etree.SubElement(core, f"{{{_DC}}}title")
        own.text = title
        after = serialise(core, before)
        if name:
            parts.put(name, after)
        else:
            kind = "application/vnd.openxmlformats-package.core-properties+xml"
            parts.add(parts.new_name("docProps/core.xml"), after, kind, kind=_CORE_KIND)
