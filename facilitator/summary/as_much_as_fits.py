"""A page of at most so many printed ones: all of it in the largest letters that fit, else what has room.

Each try lays the page out, which is dear. So where a try goes is guessed from how long the ones before were;
what is returned is what trying everything would find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from facilitator.plan.refusal import Refusal
from facilitator.summary.room import Room
from facilitator.summary.room_on_page import has_no_room, letters_of

if TYPE_CHECKING:
    from facilitator.summary.page import Page

_SIZES = (11.0, 11.5, 12.0)
"""The sizes of printed letters in points, the best last, of a paper that has a number of pages at most."""
_TO_SPARE = 1.08
"""How much larger the letters are when a page is measured: other programs break lines and pages otherwise."""
_LETTERS_A_PAGE = 1700
"""Roughly, to begin somewhere; what is measured then says more."""
_ROOMY = 1.3
"""How much longer a page may be than its letters say."""
_GUESSES = 6
"""After so many, the middle is tried, which ends soon whatever the page is like."""


class Measure(Protocol):
    """What says how long a page is, in printed pages."""

    def length(self, page: Page) -> float:
        """Return how many printed pages it has, and how full the last one is."""


def fitted(filled: Callable[[Room], Page], press: Callable[[], Measure]) -> Page:
    """Return a page that has as many printed pages as its template allows, in the largest letters that do.

    `filled` fills the template for a room, and `press` is only made where pages are to be counted. Where it
    refuses, since there is nothing that lays out PDFs here or no letters for a name, pages are estimated:
    the other kinds of file need neither.
    """
    try:
        return _fitted(filled, press)
    except Refusal as refusal:
        if not refusal.code.startswith("pdf."):
            raise
        return _fitted(filled, _ByLetters)


class _ByLetters:
    """Estimates pages, so that there is room to spare."""

    def length(self, page: Page) -> float:
        """Return how many pages there are at most, for usual words."""
        return _ROOMY * letters_of(page.blocks) / _LETTERS_A_PAGE * (page.size / _SIZES[0]) ** 2


def _fitted(filled: Callable[[Room], Page], press: Callable[[], Measure]) -> Page:
    whole = Room()
    page = filled(whole)
    if not page.at_most or page.letter:
        return page
    over = has_no_room(page.blocks, page.at_most)
    if not over:
        if _fits(page, _SIZES[-1], press()):
            return replace(page, size=_SIZES[-1])
        over = not _fits(page, _SIZES[0], press())
    return _in_largest_letters(_Tries(filled, whole, page, press()).best() if over else page, press())


def _in_largest_letters(page: Page, press: Measure) -> Page:
    """Return a page, which fits in the smallest letters, in the largest in which it does."""
    best = _SIZES[0]
    for size in _SIZES[1:]:
        if not _fits(page, size, press):
            break
        best = size
    return replace(page, size=best)


def _fits(page: Page, size: float, press: Measure) -> bool:
    """Whether a page fits in letters of a size, with some room to spare for browsers and Word."""
    return _length(page, size, press) <= page.at_most


def _length(page: Page, size: float, press: Measure) -> float:
    return press.length(replace(page, size=size * _TO_SPARE))


class _Tries:
    """Looks for how many things of a page have room in the smallest letters."""

    def __init__(self, filled: Callable[[Room], Page], whole: Room, page: Page, press: Measure) -> None:
        """Begin with nothing that surely fits, and all of the page, which does not."""
        self._filled, self._whole, self._press, self._most = filled, whole, press, page.at_most
        self._pages = {whole.length: page}
        self._low, self._high = 0, whole.length
        self._at_low, self._at_high = (self._letters(one) / _LETTERS_A_PAGE for one in (0, whole.length))

    def best(self) -> Page:
        """Return the page with the most things that fit."""
        tries = 0
        while self._high - self._low > 1:
            self._try(self._guess() if tries < _GUESSES else (self._low + self._high) // 2)
            tries += 1
        return self._page(self._low)

    def _try(self, kept: int) -> None:
        length = _length(self._page(kept), _SIZES[0], self._press)
        if length <= self._most:
            self._low, self._at_low = kept, length
        else:
            self._high, self._at_high = kept, length

    def _guess(self) -> int:
        """Return with how many things the page may be just full, if it grows evenly with its letters."""
        first, last = self._letters(self._low), self._letters(self._high)
        share = (self._most - self._at_low) / max(self._at_high - self._at_low, 0.01)
        wanted = first + share * (last - first)
        kept, more = self._low + 1, self._high
        while more - kept > 1:
            middle = (kept + more) // 2
            kept, more = (middle, more) if self._letters(middle) <= wanted else (kept, middle)
        return kept

    def _letters(self, kept: int) -> int:
        return letters_of(self._page(kept).blocks)

    def _page(self, kept: int) -> Page:
        if kept not in self._pages:
            self._pages[kept] = self._filled(Room(self._whole, kept))
        return self._pages[kept]
