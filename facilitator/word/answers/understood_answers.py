"""The answers of a form on their way into a plan: each is understood, or named as not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from facilitator.phrases.day import in_full
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.format_declaration import Path
from facilitator.script.words_by_key import say
from facilitator.word.answers.days import read_about, read_day
from facilitator.word.answers.field_codecs import Got, Language
from facilitator.word.answers.phrasing import NOTHING, cleaned, from_lines
from facilitator.word.form.keys import Key, Values
from facilitator.word.form.labels import read_number
from facilitator.word.struck_marks import without_marks

_REVIEWS_DAY = Path("review", "date")


@dataclass(frozen=True)
class Problem:
    """What stands at a key and was not understood, or not wholly: its text, and the code of a sentence."""

    key: Key
    text: str
    code: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return say(self.code, text=self.text, **self.values)


class Answers:
    """The values of a form, which knows what has been taken from it; problems are added to the given list."""

    def __init__(self, values: Values, problems: list[Problem], language: Language) -> None:
        self._language = language
        self._values = {key: cleaned(lines) for key, lines in values.items()}
        self._texts = {key: "\n".join(lines).strip() for key, lines in self._values.items()}
        self._keys = sorted(key for key, text in self._texts.items() if text)
        self._taken: set[Key] = set()
        self._problems = problems

    def keys(self, of: str, review: int = 0) -> list[Key]:
        """Return the keys with any text of what is recorded of something, in order."""
        return [key for key in self.every_key(review) if key.path.of == of]

    def every_key(self, review: int) -> list[Key]:
        """Return every key of a review (0 = of the plan itself) with any text, in order."""
        return [key for key in self._keys if key.review == review]

    def reviews(self) -> set[int]:
        """Return the numbers of the reviews that anything is of."""
        return {key.review for key in self._values if key.review}

    def left(self) -> list[Key]:
        """Return the keys with any text that nobody has taken."""
        return [key for key in self._keys if key not in self._taken]

    # What is not understood

    def problem(self, key: Key, text: str, code: str, **values: object) -> None:
        """Keep what was not understood."""
        self._problems.append(Problem(key, without_marks(text), code, values))

    def give_up(self, keys: Sequence[Key], code: str, **values: object) -> None:
        """Take all that stands at some keys as not understood."""
        for key in keys:
            text = self.words(key)
            if text:
                self.problem(key, text, code, **values)

    def called(self, key: Key) -> str:
        """Return what the item of a key is called in a sentence: "outcome"."""
        return self._language.called(key.anchor)

    # As words

    def words(self, key: Key) -> str:
        """Return the text at a key, with its line ends; empty where there is none."""
        self._taken.add(key)
        return self._texts.get(key, "")

    def whole(self, key: Key) -> str:
        """Return the text at a key as a plan's words can hold it."""
        return self.fitting(key, self.words(key), LONGEST_WORDS)

    def line(self, key: Key, between: str = "; ") -> str:
        """Return the text at a key as one line of a plan; several lines are put `between`."""
        lines = [line.strip() for line in self.words(key).split("\n")]
        return self.fitting(key, between.join(line for line in lines if line), LONGEST_LINE)

    def lines(self, key: Key) -> list[str]:
        """Return the texts at a key as lines of a plan, one for each of its own."""
        return [self.fitting(key, " ".join(text.split()), LONGEST_LINE) for text in self.texts(key)]

    def texts(self, key: Key) -> list[str]:
        """Return the statements or steps that stand at a key."""
        self._taken.add(key)
        return [self.fitting(key, text, LONGEST_WORDS) for text in self.glance(key)]

    def glance(self, key: Key) -> list[str]:
        """Return the statements at a key without taking them."""
        return from_lines(self._values.get(key, []))

    def fitting(self, key: Key, text: str, longest: int) -> str:
        """Return a text cut to what a plan can hold; one that is cut is kept whole as a problem."""
        if len(text) <= longest:
            return text
        self.problem(key, text, "word.too-long")
        return text[: longest - 1].rstrip() + "\u2026"

    # As values

    def got(self, key: Key, text: str) -> Got | None:
        """Return what a text of a key's box says as a value of its field, where that is certain."""
        spoken = self._language.field(key.path)
        got = spoken.read(text) if spoken else None
        if got is None:
            self.problem(key, text, spoken.codec.trouble if spoken else "word.no-place")
            return None
        value = got.value
        if spoken and isinstance(value, str):
            value = self.fitting(key, value, spoken.codec.longest)
        return Got(value, self.fitting(key, got.note, LONGEST_WORDS))

    def ticked(self, keys: Sequence[Key]) -> list[Key]:
        """Return those of several boxes, of which each stands for one option, that are ticked."""
        chosen = []
        for key in keys:
            tick = self._language.ticked(without_marks(self.words(key)))
            if tick is None:
                self.give_up([key], "word.unclear-choice")
            elif tick:
                chosen.append(key)
        return chosen

    def day(self, key: Key) -> date | None:
        """Return the day at a key, or None where there is none, or none that is certain.

        Where a day stands in the last of several lines it counts: it came after the others.
        """
        text = self.words(key)
        day = read_day(text) if text else None
        last = text.rpartition("\n")[2] if "\n" in text else ""
        if day is None and last and (day := read_day(last)):
            self.problem(key, text, "word.more-than-a-date")
            return day
        if text and day is None and key.path == _REVIEWS_DAY:
            day = read_about(text, self._language.phrases)
            if day:
                self.problem(key, text, "word.about-a-day", day=in_full(day))
                return day
        if text and day is None:
            self.problem(key, text, "word.unclear-date")
        return day

    def days(self, key: Key) -> list[date | None]:
        """Return the days at a key, one for each of its lines; None for what is none that is certain."""
        found = []
        for text in self.texts(key):
            found.append(read_day(text))
            if found[-1] is None and text != NOTHING:
                self.problem(key, text, "word.unclear-date")
        return found

    def check_number(self, key: Key) -> None:
        """Compare the number that stands at a key with the item that it is of by its place."""
        text = self.words(key)
        if text and read_number(text) != key.item:
            self.problem(key, text, "word.other-number", number=key.item, kind=self.called(key))
