"""One codec for each type of field: how a value stands in a box of a form, and how it is read from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.plan.values import UNKNOWN, Value, day_of
from facilitator.script.fields import DeclaredField, FieldType, Path
from facilitator.script.layouts import Layout
from facilitator.script.models import NO_SCALE, Face, Point, Scale, Script
from facilitator.word.answers.boxes import boxes_of
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.phrasing import filled, fold, read_phrase
from facilitator.word.answers.ticks import InPlace, in_place_words, read_in_place
from facilitator.word.boxes import ticked_words
from facilitator.word.form.keys import kind_label
from facilitator.word.form.numbers import read_number

TICK = "\u2713"
_INTEGER = re.compile(r"[+-]?\d{1,9}")
_BETWEEN = re.compile(r"[;,\n&]|\band\b")
_APART = re.compile(r"[;\n]")


class Got(NamedTuple):
    """What a box says: a value (None = nothing, whatever stands there says so), and a note to it."""

    value: Value | None
    note: str = ""


class Language:
    """How one plan format speaks in one layout: its boxes, its phrases, the words of its options."""

    def __init__(self, script: Script, layout: Layout) -> None:
        self.script, self.layout = script, layout
        self.form, self.phrases = layout.form, layout.phrases
        self.boxes = boxes_of(layout)
        self._words: dict[tuple[str, ...], dict[str, str]] = {}

    def words_of(self, field: str, declared: DeclaredField) -> dict[str, str]:
        """Return the words of each option of a choice, by its id: as it is called on paper."""
        known = (field, declared.role, *declared.option_ids)
        if known not in self._words:
            self._words[known] = self._spoken(field, declared)
        return self._words[known]

    def _spoken(self, field: str, declared: DeclaredField) -> dict[str, str]:
        asked = {
            option.id: option.adult
            for turn in self.script.turns_by_id().values()
            if turn.path.field == field
            for option in turn.options
        }
        plain = {"yes": self.phrases.yes, "partly": self.phrases.partly, "no": self.phrases.no}
        if declared.role == "delivered":  # asked in a sentence, answered in a word
            asked = {**asked, **plain}
        return {
            option.id: option.label or asked.get(option.id) or plain.get(option.id) or _spelt(option.id)
            for option in declared.options
        }

    def scale_of(self, path: Path) -> Scale:
        """Return the scale of a score: the format's; one of options has a point, and a word, for each."""
        declared = self.form.field(path)
        if declared is None or not declared.options:
            return self.form.scale or NO_SCALE
        words = self.words_of(path.field, declared)
        return Scale.model_construct(
            label=declared.label,
            points=[Point(number=number, adult=said) for number, said in enumerate(words.values(), start=1)],
            low=0,
            faces=[Face(id=option, word=said, drawing="") for option, said in words.items()],
        )

    def called(self, kind: str) -> str:
        """Return what an item of a kind is called in a sentence: "outcome"."""
        return kind_label(kind, self.form).lower()

    def ticked(self, text: str) -> bool | None:
        """Return whether a box that stands for one option is ticked; None where that is not certain."""
        said = read_in_place(text, self.phrases)
        return None if said is None or said.note else said.in_place is True

    def write(self, value: Value, field: str, declared: DeclaredField, note: str = "") -> str:
        """Return a value as it stands in its box; it may have several lines."""
        return CODECS[declared.type].write(self, value, field, declared, note)

    def read(self, text: str, field: str, declared: DeclaredField) -> Got | None:
        """Return what a box says, or None where that is not certain."""
        return CODECS[declared.type].read(self, text, field, declared)


def _spelt(option: str) -> str:
    return option.replace("_", " ").capitalize()


class Codec(NamedTuple):
    """How values of one type stand in a form; `trouble` is the code of what is said of one not understood."""

    write: Callable[[Language, Value, str, DeclaredField, str], str]
    read: Callable[[Language, str, str, DeclaredField], Got | None]
    trouble: str = "word.unclear-choice"
    longest: int = LONGEST_LINE


# Words


def _as_it_is(_language: Language, value: Value, _field: str, _declared: DeclaredField, _note: str) -> str:
    return str(value)


def _words(_language: Language, text: str, _field: str, _declared: DeclaredField) -> Got:
    return Got(text or None)


def _line(_language: Language, text: str, _field: str, _declared: DeclaredField) -> Got:
    lines = (line.strip() for line in text.split("\n"))
    return Got("; ".join(line for line in lines if line) or None)


# Days and numbers


def _day(language: Language, value: Value, _field: str, _declared: DeclaredField, _note: str) -> str:
    day = day_of(value)
    return write_day(day, language.layout.date) if day else str(value)


def _read_day(_language: Language, text: str, _field: str, _declared: DeclaredField) -> Got | None:
    day = read_day(text)
    return Got(day.isoformat()) if day else None


def _read_number(_language: Language, text: str, _field: str, _declared: DeclaredField) -> Got | None:
    words = text.strip(" .")
    number = int(words) if _INTEGER.fullmatch(words) else read_number(text)
    return None if number is None else Got(number)


# Ticks and choices


def _tick(language: Language, value: Value, _field: str, _declared: DeclaredField, note: str) -> str:
    if value == UNKNOWN and not note:
        return language.phrases.not_known
    return in_place_words(InPlace(None if value == UNKNOWN else bool(value), note), language.phrases)


def _read_tick(language: Language, text: str, _field: str, _declared: DeclaredField) -> Got | None:
    said = read_in_place(text.replace("\n", " "), language.phrases)
    if said is None:
        return None
    if said.in_place is None and (said.note or fold(text).rstrip(".") == fold(language.phrases.not_known)):
        return Got(UNKNOWN, said.note)
    return Got(said.in_place, said.note)


def _choice(language: Language, value: Value, field: str, declared: DeclaredField, note: str) -> str:
    words = language.words_of(field, declared).get(str(value), str(value))
    return filled(language.phrases.with_note, answer=words, note=note) if note else words


def _read_choice(language: Language, text: str, field: str, declared: DeclaredField) -> Got | None:
    option = _option(language, text, field, declared)
    if option:
        return Got(option)
    ticked = ticked_words(text)
    if ticked is not None:
        found = [_option(language, words, field, declared) for words in ticked]
        return Got(None) if not found else Got(found[0]) if len(found) == 1 and found[0] else None
    noted = read_phrase(language.phrases.with_note, text)
    option = _option(language, noted["answer"], field, declared) if noted and noted["note"] else None
    return Got(option, noted["note"]) if noted and option else None


def _option(language: Language, text: str, field: str, declared: DeclaredField) -> str | None:
    """Return the option that words name: as it is called on paper, or in the form's own yes and no."""
    said = fold(text).rstrip(".")
    phrases = language.phrases
    plain = {"yes": phrases.yes, "partly": phrases.partly, "no": phrases.no}
    known = {
        fold(words).rstrip("."): option
        for option, words in [
            *((one, words) for one, words in plain.items() if one in declared.option_ids),
            *language.words_of(field, declared).items(),
        ]
    }
    if said in known:
        return known[said]
    if set(declared.option_ids) <= {"yes", "partly", "no"}:
        tick = read_in_place(text, phrases)
        if tick and not tick.note and tick.in_place is not None:
            option = "yes" if tick.in_place else "no"
            return option if option in declared.option_ids else None
    return None


def _several(language: Language, value: Value, field: str, declared: DeclaredField, note: str) -> str:
    chosen = value if isinstance(value, list) else [str(value)]
    words = language.words_of(field, declared)
    text = "; ".join(words.get(one, one) for one in chosen)
    return filled(language.phrases.with_note, answer=text, note=note) if note else text


def _read_several(language: Language, text: str, field: str, declared: DeclaredField) -> Got | None:
    ticked = ticked_words(text)
    parts = ticked if ticked is not None else _parts(language, text, field, declared)
    found = [_option(language, part, field, declared) for part in parts]
    if None in found:
        return None
    chosen = set(found)
    return Got([one for one in declared.option_ids if one in chosen] or None)


def _parts(language: Language, text: str, field: str, declared: DeclaredField) -> list[str]:
    """Return the options that a text names, one by one; an option's own words may have a comma in them."""
    for separator in (_APART, _BETWEEN):
        parts = [part.strip() for part in separator.split(text) if part.strip()]
        if all(_option(language, part, field, declared) for part in parts):
            return parts
    return [text]


CODECS: dict[FieldType, Codec] = {
    "words": Codec(_as_it_is, _words, "word.unclear-choice", LONGEST_WORDS),
    "said": Codec(_as_it_is, _words, "word.unclear-choice", LONGEST_WORDS),
    "line": Codec(_as_it_is, _line),
    "cost": Codec(_as_it_is, _line),
    "date": Codec(_day, _read_day, "word.unclear-date"),
    "number": Codec(_as_it_is, _read_number, "word.unclear-number"),
    "tick": Codec(_tick, _read_tick, "word.two-answers"),
    "choice": Codec(_choice, _read_choice),
    "several": Codec(_several, _read_several),
    "score": Codec(_choice, _read_choice, "word.unclear-score"),
}
"""A score's own box has more in it than its option: who showed what (`scores`)."""

WORDY = ("words", "said")
"""The types of which several may stand in one box, each a statement."""
