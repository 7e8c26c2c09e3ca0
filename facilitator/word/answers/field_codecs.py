"""One codec for each type of field: how a value stands in a box of a form, and how it is read from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from facilitator.plan.field_values import UNKNOWN, Value, day_of
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.declared_fields import DeclaredField, FieldType
from facilitator.script.format_declaration import ACTIONS, Path
from facilitator.script.formats_and_turns import Script
from facilitator.script.layouts import Layout, declared_at
from facilitator.script.scales import NO_SCALE, Face, Point, Scale
from facilitator.word.answers.agreements import Agreed, Ending, read_action, read_ending
from facilitator.word.answers.days import read_day, write_day
from facilitator.word.answers.layout_places import Box, boxes_of
from facilitator.word.answers.phrasing import filled, fold, read_phrase
from facilitator.word.answers.ticks import InPlace, in_place_words, read_in_place
from facilitator.word.form.keys import kind_label
from facilitator.word.form.labels import read_number
from facilitator.word.tick_boxes import ticked_words

TICK = "\u2713"
_INTEGER = re.compile(r"[+-]?\d{1,9}")
_BETWEEN = re.compile(r"[;,\n&]|\band\b")
_MARK = re.compile(r"([.:;,]\s|\s[-\u2012-\u2015]\s|\n)")
_APART = re.compile(r"[;\n]")
_JOINED = re.compile(r"^[\s/;,&.]*(?:and\b\s*)?")

WORDY = ("words", "said")
"""The types of which several may stand in one box, each a statement."""

ONE_VALUE = ("date", "number", "tick", "choice", "score")
"""The types of which a box takes one value: two beside each other say nothing."""

_NEVER_ALONE = (*WORDY, "line", "cost", "score")
"""The types whose values are not told apart from other words in the same box."""


class Got(NamedTuple):
    """What a box says: a value (None = nothing, whatever stands there says so), and a note to it."""

    value: Value | None
    note: str = ""


class Field:
    """A field of a plan as one layout speaks of it: what may stand there, and what its options are called."""

    def __init__(self, path: Path, declared: DeclaredField, script: Script, layout: Layout) -> None:
        self.path, self.declared, self.layout = path, declared, layout
        self.name, self.phrases = path.field, layout.phrases
        self.codec = CODECS[declared.type]
        self.is_actions = path.field == ACTIONS
        self.is_wordy = declared.type in WORDY and not self.is_actions
        self.decides = declared.role == "decision"
        self._script = script

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of each option of a choice, by its id: as it is called on paper."""
        asked = {
            option.id: option.adult
            for turn in self._script.turns_by_id().values()
            if turn.path.field == self.name
            for option in turn.options
        }
        if self.declared.role == "delivered":  # asked in a sentence, answered in a word
            asked |= self.plain
        return {
            option.id: option.label
            or asked.get(option.id)
            or self.plain.get(option.id)
            or option.id.replace("_", " ").capitalize()
            for option in self.declared.options
        }

    @property
    def plain(self) -> dict[str, str]:
        """The form's own words for yes, partly and no."""
        return {"yes": self.phrases.yes, "partly": self.phrases.partly, "no": self.phrases.no}

    @property
    def scale(self) -> Scale:
        """The scale of a score: the format's; one of options has a point, and a word, for each."""
        if not self.declared.options:
            return self.layout.form.scale or NO_SCALE
        return Scale.model_construct(
            label=self.declared.label,
            points=[Point(number=number, adult=said) for number, said in enumerate(self.words.values(), 1)],
            low=0,
            faces=[Face(id=option, word=said, drawing="") for option, said in self.words.items()],
        )

    def write(self, value: Value, note: str = "") -> str:
        """Return a value as it stands in its box; it may have several lines."""
        return self.codec.write(self, value, note)

    def read(self, text: str) -> Got | None:
        """Return what a box says, or None where that is not certain."""
        return self.codec.read(self, text)

    def read_beside(self, text: str) -> Agreed | Ending | Got | None:
        """Return what a text among other words says of this field: an action, a decision, or a value.

        None where it says none of these; nobody can tell the values of some types from other words.
        """
        if self.is_actions:
            return read_action(text, self.layout)
        if self.decides:
            kind = kind_label(self.path.of, self.layout.form).lower()
            return read_ending(text, self.layout, kind) or self._named(text)
        got = self.read(text) if self.declared.type not in _NEVER_ALONE else None
        return got if got and got.value is not None else None

    def may_be(self, text: str) -> bool:
        """Whether words could be taken for a value of this field where they stand beside others."""
        if self.declared.type == "score" and self.declared.options:
            begins, _ = self.named_first(text)
            return any(_option(self, part) for part in (text, begins) if part)
        return self.read_beside(text) is not None

    def named_first(self, text: str) -> tuple[str, str]:
        """Return the option that a text begins with, and the rest of it: "Partly: 85 of 100 words"."""
        begins, mark, rest = [*_MARK.split(text, 1), "", ""][:3]
        return (begins.strip(), rest.strip()) if mark and rest.strip() else ("", "")

    def _named(self, text: str) -> Got | None:
        """Return the option of a decision whose own words a text is."""
        said = fold(text).rstrip(".")
        labels = {fold(one.label).rstrip("."): one.id for one in self.declared.options if one.label}
        return Got(labels[said]) if said in labels else None


class Language:
    """How one plan format speaks in one layout: its boxes, its fields, its phrases."""

    def __init__(self, script: Script, layout: Layout) -> None:
        self.script, self.layout = script, layout
        self.form, self.phrases = layout.form, layout.phrases
        self.boxes = boxes_of(layout)
        self._fields: dict[Path, Field] = {}

    def field(self, path: Path) -> Field | None:
        """Return what may stand at a path, or None where the format has no such field."""
        declared = declared_at(path, self.form) if path not in self._fields else None
        if declared:
            self._fields[path] = Field(path, declared, self.script, self.layout)
        return self._fields.get(path)

    def fields_of(self, box: Box) -> list[Field]:
        """Return every field that may stand in a box, its own first."""
        return [field for path in (box.path, *box.also) if (field := self.field(path))]

    def called(self, kind: str) -> str:
        """Return what an item of a kind is called in a sentence: "outcome"."""
        return kind_label(kind, self.form).lower()

    def ticked(self, text: str) -> bool | None:
        """Return whether a box that stands for one option is ticked; None where that is not certain."""
        said = read_in_place(text, self.phrases)
        return None if said is None or said.note else said.in_place is True


class Codec(NamedTuple):
    """How values of one type stand in a form; `trouble` is the code of what is said of one not understood."""

    write: Callable[[Field, Value, str], str]
    read: Callable[[Field, str], Got | None]
    trouble: str = "word.unclear-choice"
    longest: int = LONGEST_LINE


# Words


def _as_it_is(_field: Field, value: Value, _note: str) -> str:
    return str(value)


def _words(_field: Field, text: str) -> Got:
    return Got(text or None)


def _line(_field: Field, text: str) -> Got:
    lines = (line.strip() for line in text.split("\n"))
    return Got("; ".join(line for line in lines if line) or None)


# Days and numbers


def _day(field: Field, value: Value, _note: str) -> str:
    day = day_of(value)
    return write_day(day, field.layout.date) if day else str(value)


def _read_day(_field: Field, text: str) -> Got | None:
    day = read_day(text)
    return Got(day.isoformat()) if day else None


def _read_number(_field: Field, text: str) -> Got | None:
    words = text.strip(" .")
    number = int(words) if _INTEGER.fullmatch(words) else read_number(text)
    return None if number is None else Got(number)


# Ticks and choices


def _tick(field: Field, value: Value, note: str) -> str:
    if value == UNKNOWN and not note:
        return field.phrases.not_known
    return in_place_words(InPlace(None if value == UNKNOWN else bool(value), note), field.phrases)


def _read_tick(field: Field, text: str) -> Got | None:
    said = read_in_place(text.replace("\n", " "), field.phrases)
    if said is None:
        return None
    if said.in_place is None and (said.note or fold(text).rstrip(".") == fold(field.phrases.not_known)):
        return Got(UNKNOWN, said.note)
    return Got(said.in_place, said.note)


def _chosen(field: Field, value: Value, note: str) -> str:
    chosen = value if isinstance(value, list) else [str(value)]
    text = "; ".join(field.words.get(one, one) for one in chosen)
    return filled(field.phrases.with_note, answer=text, note=note) if note else text


def _read_choice(field: Field, text: str) -> Got | None:
    option = _option(field, text)
    if option:
        return Got(option)
    ticked = ticked_words(text)
    if ticked is not None:
        found = [_option(field, words) for words in ticked]
        return Got(None) if not found else Got(found[0]) if len(found) == 1 and found[0] else None
    noted = read_phrase(field.phrases.with_note, text)
    option = _option(field, noted["answer"]) if noted and noted["note"] else None
    return Got(option, noted["note"]) if noted and option else None


def _as_compared(text: str) -> str:
    return " ".join(fold(text).replace("&", " and ").split()).rstrip(".")


def _option(field: Field, text: str) -> str | None:
    """Return the option that words name: as it is called on paper, or in the form's own yes and no."""
    said, options = _as_compared(text), field.declared.option_ids
    plain = {option: words for option, words in field.plain.items() if option in options}
    for option, words in [*field.words.items(), *plain.items()]:
        if said == _as_compared(words):
            return option
    if set(options) <= {"yes", "partly", "no"}:
        tick = read_in_place(text, field.phrases)
        if tick and not tick.note and tick.in_place is not None:
            option = "yes" if tick.in_place else "no"
            return option if option in options else None
    return None


def _read_several(field: Field, text: str) -> Got | None:
    ticked = ticked_words(text)
    parts = ticked if ticked is not None else _parts(field, text)
    found = [_option(field, part) for part in parts]
    if None in found:
        return None
    chosen = set(found)
    return Got([one for one in field.declared.option_ids if one in chosen] or None)


def _parts(field: Field, text: str) -> list[str]:
    """Return the options that a text names, one by one; an option's own words may have a comma in them."""
    for separator in (_APART, _BETWEEN):
        parts = [part.strip() for part in separator.split(text) if part.strip()]
        if all(_option(field, part) for part in parts):
            return parts
    return _run_together(field, text) or [text]


def _run_together(field: Field, text: str) -> list[str]:
    """Return the options that a text names one after the other, whatever stands between them.

    Nothing where it says anything else.
    """
    rest, found = _as_compared(text), list[str]()
    names = sorted(map(_as_compared, field.words.values()), key=len, reverse=True)
    while rest:
        name = next((one for one in names if re.match(rf"{re.escape(one)}(?!\w)", rest)), None)
        if name is None:
            return []
        found.append(name)
        rest = _JOINED.sub("", rest[len(name) :])
    return found


CODECS: dict[FieldType, Codec] = {
    "words": Codec(_as_it_is, _words, "word.unclear-choice", LONGEST_WORDS),
    "said": Codec(_as_it_is, _words, "word.unclear-choice", LONGEST_WORDS),
    "line": Codec(_as_it_is, _line),
    "cost": Codec(_as_it_is, _line),
    "date": Codec(_day, _read_day, "word.unclear-date"),
    "number": Codec(_as_it_is, _read_number, "word.unclear-number"),
    "tick": Codec(_tick, _read_tick, "word.two-answers"),
    "choice": Codec(_chosen, _read_choice),
    "several": Codec(_chosen, _read_several),
    "score": Codec(_chosen, _read_choice),
}
"""A score's own box has more in it than its option: who showed what (`scores`)."""
