"""A page as a PDF: tagged, made as PDF/UA-1, with its fonts inside, and the same bytes for the same page.

Typst lays it out by `page.typ`, with fonts that the program comes with. Only for letters that these lack are
the computer's own looked at; what is left is told by name, and the paper says so.

Known and not ours to mend: where a letter has a mark that is drawn raised, and no composed form has both (the
capital Ọ́ of Yoruba, É with a second accent), typst 0.15 gives each of the two glyphs the text of the whole
letter. It is printed once and copied twice. A sign between the two would be copied instead, or the mark drawn
amiss.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.summary.page import Page, Para, Span, Words
from facilitator.summary.page_values import page_values
from facilitator.summary.paper_fonts import OF_RARE_ARABIC, all_fonts, families, own_fonts
from facilitator.summary.told_letters import ToldLetters, are_sure, spans_in, texts_in, with_texts

if TYPE_CHECKING:
    from typst import Compiler, Fonts

_TEMPLATE = Path(__file__).parent / "page.typ"

_SMALLEST, _SMALLEST_OF_LETTERS = 11.0, 12.0
"""Points below which no page is made smaller so that it fits."""
_STEP = 0.5

_NOT_DRAWN = re.compile(r'the text `"(.*?)"` could not be displayed with font `')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SEAMS = "\u200b\u200d"
"""What may stand between the letters of a word that is wider than its line."""
_TRIES = 4


@cache
def press_of_run() -> Press:
    """Return the one that all papers of a run share, as its fonts are dear to load; raises Refusal."""
    return Press()


class Press:
    """Fonts and compiler for a whole run: the first page costs what it takes to load them, others little.

    Raises Refusal: there is no typst or there are no fonts here, or somebody's name cannot be drawn.
    """

    def __init__(self, *, of_system: bool = True) -> None:
        """Load typst and the program's fonts; those `of_system` may help out where these lack a letter."""
        try:
            import typst
        except ImportError as error:
            raise Refusal("pdf.not-here", problem=str(error)) from error
        self._typst = typst
        self._of_system = of_system
        self._own_fonts = own_fonts()
        self._letters = ToldLetters(self._undrawn_by_own_fonts, self._undrawn_by_all_fonts)

    def pages(self, page: Page) -> int:
        """Return how many printed pages it has at its size."""
        return self._count(self.compiler(page))

    def length(self, page: Page) -> float:
        """Return how many printed pages it has, the last as the share of it down to its last line."""
        pages, down = self._end(self.compiler(page))
        return pages - 1 + down

    def fits(self, page: Page) -> Page | None:
        """Return the page in the largest letters in which it has at most `page.at_most` printed pages.

        From its own size they are made smaller in steps, to 11 points, in a letter to 12. None = even then it
        has more.
        """
        if not page.at_most:
            return page
        ready, needs_more = self._ready(page)
        smallest = min(page.size, _SMALLEST_OF_LETTERS if page.letter else _SMALLEST)
        for step in range(int((page.size - smallest) / _STEP) + 1):
            size = page.size - step * _STEP
            if self._count(self._compiler(replace(ready, size=size), needs_more)) <= page.at_most:
                return replace(page, size=size)
        return None

    def pdf(self, page: Page) -> bytes:
        """Return the whole file."""
        made, problem = b"", ""
        for _ in range(_TRIES):
            made, problem = self._pressed(self.compiler(page))
            undrawn = _undrawn(problem)
            if not undrawn:
                break
            # Alone every word could be drawn; here one stands where it cannot.
            self._letters.cannot_draw(undrawn)
        if not made:
            raise Refusal("pdf.failed", problem=problem.partition("\n")[0])
        return made

    def compiler(self, page: Page) -> Compiler:
        """Return typst with all that it needs for the page."""
        return self._compiler(*self._ready(page))

    def _pressed(self, compiler: Compiler) -> tuple[bytes, str]:
        """Return the file, or what typst says against it."""
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except self._typst.TypstError as error:
            return b"", error.diagnostic or error.message
        return (made, "") if isinstance(made, bytes) else (b"", "")

    def _count(self, compiler: Compiler) -> int:
        return self._end(compiler)[0]

    def _end(self, compiler: Compiler) -> tuple[int, float]:
        """Return how many pages there are, and the share of the last one that has something on it."""
        try:
            pages, down = json.loads(compiler.query("<end>", field="value", one=True))
            return int(pages), float(down)
        except RuntimeError as error:
            raise Refusal("pdf.failed", problem=str(error).partition("\n")[0]) from error

    def _ready(self, page: Page) -> tuple[Page, bool]:
        """Return the page as it can be drawn, and whether it needs more fonts than the program's own."""
        if are_sure(texts_in(page)):
            return page, False
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

    def _compiler(self, page: Page, needs_more: bool) -> Compiler:
        fonts = self._all_fonts if needs_more else self._own_fonts
        asked = {"fonts": families(fonts, self._own_fonts), "fonts-of-rare-arabic": OF_RARE_ARABIC}
        return self._typst.Compiler(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=fonts,
            sys_inputs={"page": json.dumps(page_values(page) | asked), "size": f"{page.size:g}"},
        )

    def _undrawn_by_own_fonts(self, words: Sequence[str]) -> set[str]:
        return self._undrawn(words, needs_more=False)

    def _undrawn_by_all_fonts(self, words: Sequence[str]) -> set[str]:
        return self._undrawn(words, needs_more=True)

    def _undrawn(self, words: Sequence[str], *, needs_more: bool) -> set[str]:
        """Draw words, plain and bold, and return what of them typst could not."""
        text = "\n".join(words)
        tried = Page("…", (Words(text), Words(text, strong=True)))
        return _undrawn(self._pressed(self._compiler(tried, needs_more))[1])

    @cached_property
    def _all_fonts(self) -> Fonts:
        return all_fonts(of_system=self._of_system)


def _settable(text: str) -> str:
    """Return a text cleaned, with a space for a tab, which no font has, and without marks of byte order.

    These are not seen, and PDF/UA allows none.
    """
    return clean(text).replace("\t", " ").replace("\ufeff", "")


def _undrawn(problem: str) -> set[str]:
    """Return the letters, with their marks, that typst says no font can draw; it writes them as Rust does."""
    found = (_ESCAPED.sub(_unescaped, one) for one in _NOT_DRAWN.findall(problem))
    return {one.strip(_SEAMS) or one for one in found}


def _unescaped(match: re.Match[str]) -> str:
    number, letter = match.groups()
    return chr(int(number, 16)) if number else letter
