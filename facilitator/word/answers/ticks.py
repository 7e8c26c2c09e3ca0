"""Whether something is there: a yes, a no, a tick, or words that say more."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.script.phrases_in_forms import Phrases
from facilitator.word.answers.phrasing import filled, fold
from facilitator.word.tick_boxes import EMPTY_BOXES, TICKS, parts_of

_YES = frozenset({"yes", "y", "x", "true"})
_NO = frozenset({"no", "n", "none", "n/a", "na", "not applicable", "nil", "-", "false", "never"})
_NOT_YET = ("not ", "no longer ", "none ")
_OPEN = frozenset(
    {"?", "tbc", "tba", "unknown", "not known", "not sure", "to be confirmed", "\u2717", "\u2718"}
)
_UNSURE = (
    "no ", "closed", "ended", "stopped", "was ", "applied", "requested", "pending", "waiting", "awaiting",
    "refused", "declined", "referred", "yes/", "yes /",
)  # fmt: skip
_SEPARATOR = re.compile(
    r"(?P<word>[^\s,;:(\u2010-\u2015]+?(?: \w+)?)\s*(?:[,;:.\u2010-\u2015\u2212]|\s-\s|(?=\())(?P<rest>.+)",
    re.DOTALL,
)


class InPlace(NamedTuple):
    """Whether something is in place (None: nobody has said, or it is not clear), and a note on it."""

    in_place: bool | None
    note: str = ""


def in_place_words(found: InPlace, phrases: Phrases) -> str:
    """Return an answer as it stands in a form; empty where nobody has said anything."""
    answer = {True: phrases.yes, False: phrases.no, None: phrases.not_known}[found.in_place]
    if found.note:
        return filled(phrases.with_note, answer=answer, note=found.note)
    return "" if found.in_place is None else answer


def read_in_place(text: str, phrases: Phrases) -> InPlace | None:
    """Return what an answer says, or None where two answers stand in it and neither is chosen.

    A tick or a cross is a yes, as on paper; further words are kept as a note, and other words alone mean
    that it is in place ("Early help since May"), unless they may say that it no longer is or not yet.
    """
    text = text.strip()
    split = _SEPARATOR.match(text)
    begun = _answer(split["word"], phrases) if split else None
    if split and begun is not None and split["rest"].strip()[:1] not in [*TICKS, *EMPTY_BOXES]:
        return InPlace(begun.in_place, split["rest"].strip())
    boxes = _read_boxes(text, phrases)
    if boxes is not None:
        return boxes if boxes.note != _BOTH else None
    alone = _answer(text, phrases)
    if alone is not None:
        return alone
    if re.fullmatch(r"yes\s*(?:/|or)\s*no", text, re.IGNORECASE):
        return None
    if fold(text).startswith(_NOT_YET):
        return InPlace(False, text)
    return InPlace(None if not text or fold(text).startswith(_UNSURE) else True, text)


def _answer(text: str, phrases: Phrases) -> InPlace | None:
    words = fold(text).rstrip(".")
    if not words:
        return InPlace(None)
    if words in _OPEN or words == fold(phrases.not_known):
        return InPlace(None, "" if words == fold(phrases.not_known) else text)
    if words in _YES or words == fold(phrases.yes):
        return InPlace(True)
    return InPlace(False) if words in _NO or words == fold(phrases.no) else None


_BOTH = "\0"


def _read_boxes(text: str, phrases: Phrases) -> InPlace | None:
    """Read a tick, an empty box, or a yes and a no with a box each; None where the text has no box."""
    parts = parts_of(text)
    boxes = [part for part in parts if part in TICKS or part in EMPTY_BOXES]
    if not boxes:
        return None
    words = [part for part in parts if part not in boxes]
    ticked = [box in TICKS for box in boxes]
    answers = [_answer(part.strip(" /,;"), phrases) for part in words]
    if len(boxes) == len(words) == 2 and None not in answers:
        chosen = [answer for answer, tick in zip(answers, ticked, strict=True) if tick and answer]
        return chosen[0] if len(chosen) == 1 else InPlace(None, _BOTH if chosen else "")
    if len(boxes) == 1:
        answer = answers[0] if len(answers) == 1 else None
        if answer and answer.in_place is not None:
            return answer if ticked[0] else InPlace(None)
        return InPlace(True if ticked[0] else None, " ".join(words))
    return InPlace(None, text)
