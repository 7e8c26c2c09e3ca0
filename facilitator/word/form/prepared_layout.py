"""A layout made ready for looking: every label with the block, the grid and the place that it belongs to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from facilitator.script.layouts import (
    Block,
    Grid,
    LabelledField,
    Layout,
    Place,
    RowLabel,
    declared_at,
    is_of_review,
    places_of,
    says,
)
from facilitator.word.form.keys import Key
from facilitator.word.form.labels import LONGEST_KNOWN, Folded, Labels, Match, enumerator, fold
from facilitator.word.form.printed_scales import Points, chosen_number, chosen_words, is_scale, lists_all
from facilitator.word.tick_boxes import plain_boxes, ticked_words

Role = Literal["field", "column", "row"]
Made = TypeVar("Made")

_LONGEST_TITLE = 300
_LONGEST_PROMPT = 10
"""Words of a line that only asks for others."""
_AND_MORE = "..."
"""Behind the beginning of a prompt, in place of its other words."""
_ROUND_PROMPTS = " \t\u00a0[]()<>{}\u00ab\u00bb.\u2026*_"
_MOST_KNOWN, _MOST_FORMS = 2048, 16
SHORT, SMALL_PRINT = 12, 10
"""Behind a label that is not short there may stand so many words more, such as "in this term"."""


@dataclass(frozen=True, eq=False)
class Spec:
    """One labelled place of a layout, in its grid and block."""

    block: Block
    place: Place
    grid: Grid | None = None

    @property
    def role(self) -> Role:
        """Whether it is a field, or a column or a row of a grid."""
        return "row" if isinstance(self.place, RowLabel) else "column" if self.grid else "field"

    @property
    def starts(self) -> bool:
        """Whether it begins its block."""
        return isinstance(self.place, LabelledField) and self.place.starts

    @property
    def weak(self) -> bool:
        """Whether its label counts only inside a block that has begun."""
        return isinstance(self.place, LabelledField) and self.place.weak

    @property
    def answers(self) -> list[str]:
        """Where its answer may stand."""
        return list(self.place.answer) if isinstance(self.place, LabelledField) else []


class Hit(NamedTuple):
    """A label that was found at the start of a text: which place it is of, and as the layout writes it."""

    spec: Spec
    match: Match
    label: str = ""

    @property
    def alone(self) -> bool:
        """Whether the text is the label, perhaps with small print, and holds no answer."""
        if self.match.left_over == 0 or self.match.small_print:
            return True
        return self.match.length > SHORT and self.match.left_over <= SMALL_PRINT


Hits = tuple[Hit, ...]


class Form:
    """The labels of one layout, by the text that may hold them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.specs: list[Spec] = []
        self._labels, self._own, self._names = Labels(), Labels(), Labels()
        self._titles = {fold(block.title) for block in layout.blocks if block.title}
        for _, block, place, grid in places_of(layout):
            spec = Spec(block, place, grid)
            self.specs.append(spec)
            for label in place.labels:
                self._labels.add(label, spec)
        for text in layout.own_text:
            self._own.add(text, text)
        for text in layout.title:
            self._names.add(text, text)
        self._hints = tuple(map(_to_the_letter, layout.hints))
        asks = [_to_the_letter(one).strip() for one in layout.phrases.asks]
        self._asks = frozenset(one.rstrip(" .") for one in asks)
        self._asks_begin = tuple(one.rstrip(" .") for one in asks if one.endswith(_AND_MORE))
        self._nothing = frozenset(_nothing(text) for text in layout.phrases.nothing)
        self._lists = frozenset(_of_lists(layout))
        self.points = _points_of(layout)
        self.home = frozenset(at_home(layout))
        """What the plan itself has a place for, outside all reviews."""
        # Most texts of a form come again: in the next row, and when the filled form is read.
        self._known_hits = lru_cache(maxsize=_MOST_KNOWN)(self._hits)
        self._known_own = lru_cache(maxsize=_MOST_KNOWN)(self._is_own)

    def hits(self, text: str, words: Folded | None = None) -> Hits:
        """Return the places whose labels begin a text, the longest label first; `words` is it folded."""
        return self._known_hits(text) if len(text) <= LONGEST_KNOWN else self._hits(text, words)

    def _hits(self, text: str, words: Folded | None = None) -> Hits:
        found = self._labels.matches(text, words)
        return tuple(Hit(spec, match, label.text) for match, label, spec in found if isinstance(spec, Spec))

    def is_own(self, text: str) -> bool:
        """Whether a text is the form's own: its title, or something that it explains.

        A title alone, or with such an explanation behind it; what begins like one may be somebody's sentence.
        """
        return self._known_own(text) if len(text) <= LONGEST_KNOWN else self._is_own(text)

    def _is_own(self, text: str) -> bool:
        if self._own.matches(text) or (len(text) <= _LONGEST_TITLE and self._is_title(text)):
            return True
        named = (match for match, _, _ in self._names.matches(text))
        return any(not match.left_over or self._is_own(text[match.rest :]) for match in named)

    def _is_title(self, text: str) -> bool:
        return not self._titles.isdisjoint({fold(text), fold(text[enumerator(text) :])})

    def is_hint(self, text: str) -> bool:
        """Whether a text is what the form prints into an answer cell for people to write over.

        It must begin so to the letter: an answer may well begin with a hint's first words.
        """
        return (bool(self._hints) and _to_the_letter(text).startswith(self._hints)) or self.is_prompt(text)

    def is_prompt(self, text: str) -> bool:
        """Whether a text only asks for something to be put in: "Please write here...", "[Insert date]".

        Behind a colon an answer may stand, and beside boxes and in a printed scale one may be chosen.
        """
        line = text.strip(_ROUND_PROMPTS)
        bracketed = text.strip()[:1] in ("[", "<", "(", "{") and text.strip()[-1:] in ("]", ">", ")", "}")
        asks = bracketed and fold(line[:_LONGEST_TITLE]).partition(" ")[0] in self.points.asks
        said = _to_the_letter(line[:_LONGEST_TITLE])
        if not line or not (asks or said in self._asks or said.startswith(self._asks_begin)):
            return False
        may_answer = line.partition(":")[2].strip() or ticked_words(plain_boxes(line)) is not None
        return len(line.split()) <= _LONGEST_PROMPT and not may_answer and not self.is_printed_scale(text)

    def is_printed(self, text: str) -> bool:
        """Whether a form prints a text, as its own or for people to write over."""
        return self.is_own(text) or self.is_hint(text)

    def without_hints(self, text: str) -> str:
        """Return an answer without the lines that a form prints into it."""
        return "\n".join(line for line in text.split("\n") if not self.is_hint(line))

    def answer(self, key: Key, text: str) -> str:
        """Return what was answered in a box: without hints, and without what says that there is nothing.

        Of ticks, and where it is an option, that is an answer; in a list it keeps the place of one. What is
        printed there to be circled or ticked is none, but what was chosen of it.
        """
        text = self._chosen(key, self.without_hints(text).strip()).strip()
        first, _, more = text.partition("\n")
        if _nothing(first) not in self._nothing or key.option:
            return text
        declared = declared_at(key.path, self.layout.form)
        answers = {_nothing(one.label or one.id) for one in declared.options} if declared else set()
        keeps_place = key.records in self._lists and (more or self._names_item(key))
        if keeps_place or _nothing(first) in answers or (declared and declared.type == "tick"):
            return text
        return self.answer(key, more)

    def _chosen(self, key: Key, text: str) -> str:
        declared = declared_at(key.path, self.layout.form)
        if declared is None or key.option or not text:
            return text
        if declared.type == "score":
            return chosen_number(text, self.points if not declared.options else Points(()))
        if declared.type in ("said", "words", "line"):
            return chosen_words(text)
        options = [one.label or one.id.replace("_", " ") for one in declared.options]
        if declared.type == "tick":
            options = [self.layout.phrases.yes, self.layout.phrases.no]
        printed = options and declared.type != "several" and lists_all(text, options)
        return "" if printed else plain_boxes(text)

    def is_printed_scale(self, text: str) -> bool:
        """Whether a form prints a text into a box, for one part of it to be circled or ticked."""
        return is_scale(text, self.points)

    def _names_item(self, key: Key) -> bool:
        kind = self.layout.form.items.get(key.path.of)
        return kind is not None and key.path.field == kind.role_field("wording")


def remembered(make: Callable[[Layout], Made]) -> Callable[[Layout], Made]:
    """Return what makes something of a layout, and has it again where the same layout was used before."""
    recent: deque[tuple[Layout, Made]] = deque(maxlen=_MOST_FORMS)

    def of(layout: Layout) -> Made:
        for other, made in tuple(recent):
            if all(mine is theirs for (_, mine), (_, theirs) in zip(other, layout, strict=True)):
                return made
        recent.append((layout, make(layout)))
        return recent[-1][1]

    return of


form_of = remembered(Form)


def at_home(layout: Layout) -> Iterator[str]:
    """Yield the paths of what the plan itself has a place for, outside all reviews."""
    for block in layout.blocks:
        for places, _ in block.answers():
            said = says(*places)
            if said.records and not block.is_reviews(places) and not is_of_review(said.path, layout.form):
                yield said.records


def _points_of(layout: Layout) -> Points:
    """Return the numbers of a format's scale, and what a form may print round them."""
    scale = layout.form.scale
    scores = [place for _, _, place, _ in places_of(layout) if _is_score(place, layout)]
    labels = frozenset(fold(label) for place in scores for label in place.labels)
    points = sorted((one.number, one.adult) for one in scale.points) if scale else []
    asks = frozenset(fold(one) for one in layout.phrases.asks_first)
    return Points(tuple(number for number, _ in points), tuple(name for _, name in points), labels, asks)


def _is_score(place: Place, layout: Layout) -> bool:
    declared = declared_at(place.path, layout.form) if place.records else None
    return declared is not None and declared.type == "score"


def _nothing(text: str) -> str:
    return re.sub("[\u2010-\u2015\u2212]", "-", _to_the_letter(text)).rstrip(".")


def _of_lists(layout: Layout) -> Iterator[str]:
    """Yield what is recorded in boxes of which each line is an answer of its own."""
    for _, _, place, grid in places_of(layout):
        of = [place, *(grid.columns if grid else ()), *(grid.rows if grid else ())]
        if place.records and any(one.lists for one in of):
            yield place.records


def _to_the_letter(text: str) -> str:
    return " ".join(text.casefold().split())


def called(place: Place, number: int = 0) -> str:
    """Return what people call a place of a form: its first label, with its number and without its answer."""
    label = place.labels[0].replace("{number}", str(number or "")).replace("{answer}", "")
    return " ".join(label.split()).rstrip(" :")


def quoted(labels: Iterable[str], most: int | None = None) -> str:
    """Return labels as they are named in a sentence: the first of them, each once."""
    return ", ".join(f"“{label}”" for label in list(dict.fromkeys(labels))[:most])
