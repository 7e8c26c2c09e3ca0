"""What came and went in a form: additions with the day and the review before them, ends struck through."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.plan.nouns import HOW_ENDED, Ended, HowEnded, Mark
from facilitator.script.layouts import Layout, Marks
from facilitator.script.phrases_in_forms import Phrases
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.layout_places import boxes_of
from facilitator.word.answers.phrasing import filled, from_lines, read_phrase
from facilitator.word.form.keys import Values
from facilitator.word.struck_marks import STRUCK_FROM, STRUCK_TO, without_marks

_STRUCK = re.compile(f"{STRUCK_FROM}([^{STRUCK_TO}]*+){STRUCK_TO}")


class Marked(NamedTuple):
    """One line of a box: its words as they are now, when they came, and what of it was struck out.

    `struck` = all of it was: then `text` is what stood there; else `before` are the words that were struck,
    and `added` is when the others took their place.
    """

    text: str
    added: Mark = Mark()
    struck: bool = False
    before: str = ""


def read_marked(text: str, marks: Marks) -> Marked:
    """Return a line of a box with its marks."""
    struck = [words.strip() for words in _STRUCK.findall(text)]
    left = [part.strip() for part in _STRUCK.sub("\0", text).split("\0")]
    now = " ".join(part for part in left if part)
    if struck and not now:
        added, words = _mark(without_marks(text).strip(), marks)
        return _changed_before(words, marks) or Marked(words, added, struck=True)
    added, words = _mark(now, marks)
    return Marked(words, added, before=" ".join(words for words in struck if words))


def _changed_before(text: str, marks: Marks) -> Marked | None:
    """Return struck words whose end, by its mark, took the place of their beginning before that."""
    for space in (at for at in range(len(text) - 1, 0, -1) if text[at].isspace()):
        came, words = _mark(text[space + 1 :], marks)
        if came.on is not None:
            return Marked(words, came, struck=True, before=text[:space].strip())
    return None


def _mark(text: str, marks: Marks) -> tuple[Mark, str]:
    """Split what a mark says off a text: no mark where it does not begin with a whole one."""
    for phrase in (marks.added, _between_reviews(marks)):
        found = read_phrase(phrase, text) if phrase else None
        if found and found.get("text"):
            review = found.get("review", "")
            day = read_day(found["date"]) if "date" in found else None
            if (review.isdecimal() or "review" not in found) and (day or "date" not in found):
                return Mark(on=day, review=int(review) if review else None), found["text"]
    return Mark(), text


def _between_reviews(marks: Marks) -> str:
    """Return how an addition between reviews is marked: by the day alone."""
    words = [word for word in marks.added.split(" ") if "{review}" not in word]
    return " ".join(words) if "{date}" in marks.added else ""


def has_marks(values: Values, review: int, layout: Layout) -> bool:
    """Whether something is marked as added or changed in a review: it was held, whatever stands of it."""
    boxes = boxes_of(layout)
    for key, lines in values.items():
        box = boxes.of(key) if not key.review else None
        marked = (
            [read_marked(text, box.marks) for text in from_lines(lines)] if box and box.marks.added else []
        )
        if any(one.added.review == review for one in marked):
            return True
    return False


def with_mark(text: str, added: Mark, marks: Marks, form: str) -> str:
    """Return the words of an item as its form writes them, behind the mark of when they came.

    What stood there from the beginning has none.
    """
    phrase = marks.added if added.review is not None else _between_reviews(marks)
    if not phrase or ("{date}" in phrase and added.on is None):
        return text
    day = write_day(added.on, form) if added.on else ""
    return filled(phrase, review=str(added.review), date=day, text=text)


_REASON = re.compile(r"[:,;–-]? ?\{because\}")
"""The part of a phrase that goes where nobody gave a reason."""


def with_end(text: str, ended: Ended | None, phrases: Phrases, form: str) -> str:
    """Return the words of a part that ended between reviews, with that behind them; others as they are."""
    phrase = getattr(phrases, f"ended_{ended.how}") if ended and ended.review is None and ended.on else ""
    if not phrase or ended is None or ended.on is None:
        return text
    day = write_day(ended.on, form)
    phrase = phrase if ended.because else _REASON.sub("", phrase)
    return filled(phrase, text=text, date=day, name=ended.by, because=ended.because)


def read_end(text: str, phrases: Phrases) -> tuple[str, Ended | None]:
    """Return words without what says behind them that they ended between reviews, and that, if they did."""
    how: HowEnded
    for how in HOW_ENDED:
        phrase = getattr(phrases, f"ended_{how}")
        if not phrase or not text.endswith(phrase[-1:]):
            continue
        for found in (read_phrase(phrase, text), read_phrase(_REASON.sub("", phrase), text)):
            day = read_day(found["date"]) if found and found["text"] else None
            if found and day:
                because = found.get("because", "")
                return found["text"], Ended(how=how, on=day, by=found["name"], because=because)
    return text, None
