"""A page as a PDF: tagged, made as PDF/UA-1, with its fonts inside, and the same bytes for the same page.

Typst lays it out by `page.typ`. The fonts come from a package, so that a page is a page on every computer; only
for letters that they do not have are the computer's own looked at, and what is left is told by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.summary.page import Page, Para, Span, Words
from facilitator.summary.page_values import page_values
from facilitator.summary.told_letters import ToldLetters, spans_in, texts_in, with_texts

if TYPE_CHECKING:
    from typst import Compiler, Fonts

_TEMPLATE = Path(__file__).parent / "page.typ"
_FONTS = "manimgx_fonts"
_MORE_FONTS = "manimgx_fonts_cjk"
_FIRST = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR")
"""Families in the order in which they are asked for a letter; after them come all others, by name."""

_SMALLEST, _SMALLEST_OF_LETTERS = 11.0, 12.0
"""Points that no page is made smaller than so that it fits."""
_STEP = 0.5

_NOT_DRAWN = re.compile(r'the text `"(.*?)"` could not be displayed with font `')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SEAMS = "\u200b\u200d"
_TRIES = 4


class Press:
    """Fonts and compiler for a whole run: the first page costs what it takes to load them, each other one little.

    Raises Refusal: there is no typst or there are no fonts on this computer, or somebody's name cannot be drawn.
    """

    def __init__(self, *, system_fonts: bool = True) -> None:
        """Load typst and the program's fonts; `system_fonts` may help out where these lack a letter."""
        try:
            import typst
        except ImportError as error:
            raise Refusal("pdf.not-here", problem=str(error)) from error
        self._typst = typst
        self._system_fonts = system_fonts
        self._own_fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder_of(_FONTS)]
        )
        self._letters = ToldLetters(self._not_drawn_by_own, self._not_drawn_by_all)

    def pages(self, page: Page) -> int:
        """Return how many pages it has, as it is."""
        return self._count(*self._ready(page), page.size)

    def fits(self, page: Page) -> Page | None:
        """Return the page in the largest letters in which it has at most `page.at_most` pages.

        They are made smaller in steps, to 11 points, in a letter to 12. None = even then it has more.
        """
        smallest = min(page.size, _SMALLEST_OF_LETTERS if page.letter else _SMALLEST)
        ready = self._ready(page) if page.at_most else None
        for step in range(int((page.size - smallest) / _STEP) + 1):
            size = page.size - step * _STEP
            if ready is None or self._count(*ready, size) <= page.at_most:
                return replace(page, size=size)
        return None

    def pdf(self, page: Page) -> bytes:
        """Return the whole file."""
        for _ in range(_TRIES):
            compiler = self._compiler(*self._ready(page), page.size)
            try:
                return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
            except self._typst.TypstError as error:
                import sys; print(error.diagnostic, error.trace, file=sys.stderr)
                problem, missing = error.message, _missing(error.diagnostic)
            if not missing:
                break
            self._letters.cannot_draw(missing)
        raise Refusal("pdf.failed", problem=problem)

    def _ready(self, page: Page) -> tuple[Page, bool]:
        """Return the page as it can be drawn, and whether it needs more fonts than the program's own."""
        page = with_texts(page, _settable)
        needs_more = self._letters.learn(texts_in(page))
        for span in spans_in(page):
            if span.apart and self._letters.lacks_a_letter_of(span.text):
                raise Refusal("pdf.name-not-drawn", name=span.text)
        told = with_texts(page, self._letters.told)
        if told != page:
            note = Para((Span(say("pdf.told-by-name")),), "note")
            told = replace(told, blocks=(*told.blocks, note))
        return told, needs_more

    def _count(self, page: Page, needs_more: bool, size: float) -> int:
        counted = self._compiler(page, needs_more, size).query("<pages>", field="value", one=True)
        return int(json.loads(counted))

    def _compiler(self, page: Page, needs_more: bool, size: float) -> Compiler:
        fonts = self._all_fonts if needs_more else self._own_fonts
        families = list(dict.fromkeys((*_FIRST, *sorted(self._own_fonts.families()))))
        known = set(fonts.families())
        values = page_values(page) | {"fonts": [name for name in families if name in known]}
        return self._typst.Compiler(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=fonts,
            sys_inputs={"page": json.dumps(values), "size": f"{size:g}"},
        )

    def _not_drawn_by_own(self, words: Sequence[str]) -> set[str]:
        return self._not_drawn(words, needs_more=False)

    def _not_drawn_by_all(self, words: Sequence[str]) -> set[str]:
        return self._not_drawn(words, needs_more=True)

    def _not_drawn(self, words: Sequence[str], *, needs_more: bool) -> set[str]:
        """Draw words, plain and bold, and return what typst says could not be."""
        text = "\n".join(words)
        tried = Page("…", (Words(text), Words(text, strong=True)))
        try:
            self._compiler(tried, needs_more, tried.size).compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except self._typst.TypstError as error:
            return _missing(error.diagnostic)
        return set()

    @cached_property
    def _all_fonts(self) -> Fonts:
        """The program's fonts first, then a package of more, if there is one, and those of the computer."""
        folders = [_folder_of(_FONTS), *([_folder_of(_MORE_FONTS)] if find_spec(_MORE_FONTS) else [])]
        return self._typst.Fonts(
            include_system_fonts=self._system_fonts, include_embedded_fonts=False, font_paths=folders
        )


def _folder_of(package: str) -> Path:
    """Return where a package of fonts lies; none of its code runs. Raises Refusal: it is not there."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise Refusal("pdf.not-here", problem=package)
    return Path(found.submodule_search_locations[0])


def _settable(text: str) -> str:
    """Return a text cleaned, with spaces for tabs: no font has one."""
    return clean(text).replace("\t", " ")


def _missing(diagnostic: str) -> set[str]:
    """Return the letters, with their marks, that typst says no font can draw; it writes them as Rust does."""
    found = (_ESCAPED.sub(_unescaped, one).strip(_SEAMS) for one in _NOT_DRAWN.findall(diagnostic))
    return set(filter(None, found))


def _unescaped(match: re.Match[str]) -> str:
    number, letter = match.groups()
    return chr(int(number, 16)) if number else {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(letter, letter)
