"""Pictures beside words for the child: which there are, and which one a typed line calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from facilitator.plan.manners import BANDS, Band
from facilitator.script.loading import read_file
from facilitator.script.prompt_data import Data, WordId
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.yaml_source import Finding, Source

PICTURES_FILE = "pictures.yaml"

_TOKENS = re.compile(r"[\w'-]+|[.,;:!?]")
_STOPS = ".,;:!?"
_MOST = 400
"""Letters of a line in which a picture is looked for."""
_NEAR_A_THING, _NEAR_ELSE = 2, 4
"""Words before one that may turn it round."""

_ENDINGS = (("'s", ""), ("ies", "y"), ("es", ""), ("s", ""))


class Picture(Data):
    """One picture: an OpenMoji code or a school's own file, the words that call it, and for which ages it is.

    What is `general` stands back behind what is more particular; an empty list of ages is all of them.
    """

    id: WordId
    code: Annotated[str, Field(pattern=r"^[0-9A-F]{4,6}(-[0-9A-F]{4,6}){0,9}$|^$")] = ""
    file: str = ""
    words: list[str] = Field(min_length=1)
    kind: Literal["thing", "feeling", "doing"] = Field(default="thing", alias="is")
    general: bool = False
    ages: list[Band] = []

    def suits(self, band: Band) -> bool:
        """Whether the picture is for an age."""
        return not self.ages or band in self.ages


class _Called(NamedTuple):
    """A picture that words of a line call, or None: where they begin and how many they are."""

    picture: Picture | None
    at: int
    words: int


class Pictures(Data):
    """All pictures, and what turns words round; see `prompts/pictures.yaml` for each list."""

    turned_by: list[str] = []
    none_of: list[str] = []
    wishes: list[str] = []
    parts: list[str] = []
    answers: dict[str, str] = {}
    segments: dict[str, str] = {}
    points: list[str] = []
    without: list[str] = []
    pictures: list[Picture]

    @cached_property
    def by_id(self) -> dict[str, Picture]:
        """Each picture by its id."""
        return {one.id: one for one in self.pictures}

    def of_answer(self, meaning: str, band: Band) -> Picture | None:
        """Return the picture of a set answer, a face, a column or a move by what it means, or None."""
        found = self.by_id.get(self.answers.get(meaning, ""))
        return found if found and found.suits(band) else None

    def of_segment(self, segment: str, band: Band) -> Picture | None:
        """Return the picture of a part of the meeting by its id, or None."""
        found = self.by_id.get(self.segments.get(segment, ""))
        return found if found and found.suits(band) else None

    def of_point(self, place: int, count: int, band: Band) -> Picture | None:
        """Return the picture of a point of a scale, the lowest = 0 of so many, or None."""
        if not self.points or count < 2:
            return None
        at = round(place * (len(self.points) - 1) / (count - 1))
        found = self.by_id.get(self.points[at])
        return found if found and found.suits(band) else None

    def of_line(self, line: str, band: Band) -> Picture | None:
        """Return the one picture that a typed line calls, or None where there is none or it is not sure."""
        called = self._called_by(line, band)
        particular = [one for one in called if not (one.picture and one.picture.general)] or called
        most = max((one.words for one in particular), default=0)
        found = {one.picture and one.picture.id: one.picture for one in particular if one.words == most}
        return next(iter(found.values())) if len(found) == 1 else None

    def that_may_go_with(self, line: str, band: Band) -> list[Picture]:
        """Return every picture that a line calls, of which one may be picked: the most particular first."""
        called = sorted(self._called_by(line, band), key=lambda one: (-one.words, one.at))
        pictures = [one.picture for one in called if one.picture is not None]
        pictures.sort(key=lambda one: one.general)
        return list({one.id: one for one in pictures}.values())

    def _called_by(self, line: str, band: Band) -> list[_Called]:
        """Return what a line calls; nothing where it is long, or turns any of it round."""
        if len(line) > _MOST:
            return []
        tokens = _tokens(line)
        called = list(self._called(tokens, band))
        return [] if any(self._turned(one, tokens) for one in called) else called

    def _called(self, tokens: list[str], band: Band) -> Iterator[_Called]:
        """Yield what words call, from the left: the most words in a row that call anything."""
        at = 0
        while at < len(tokens):
            for count in range(min(self._longest, len(tokens) - at), 0, -1):
                words = tuple(tokens[at : at + count])
                found = self._at(words, band)
                if found is not None or words in self._without:
                    yield _Called(found, at, count)
                    at += count
                    break
            else:
                at += 1

    def _at(self, words: tuple[str, ...], band: Band) -> Picture | None:
        for last in _singular(words[-1]):
            for found in self._by_words.get((*words[:-1], last), ()):
                if found.suits(band):
                    return found
        return None

    def _turned(self, called: _Called, tokens: list[str]) -> bool:
        """Whether a word before those that call a picture says that it is not so."""
        if called.picture is None:
            return False
        thing = called.picture.kind == "thing"
        turning = self.none_of if thing else [*self.none_of, *self.turned_by]
        near = _NEAR_A_THING if thing else _NEAR_ELSE
        for word in reversed(tokens[max(0, called.at - near) : called.at]):
            if word in _STOPS or word in self.parts or word in self.wishes:
                return False
            if word in turning:
                return True
        return False

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[Picture]]:
        found: dict[tuple[str, ...], list[Picture]] = {}
        for one in self.pictures:
            for words in one.words:
                found.setdefault(tuple(_tokens(words)), []).append(one)
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, [*self._by_words, *self._without]), default=0)

    @cached_property
    def _without(self) -> set[tuple[str, ...]]:
        return {tuple(_tokens(words)) for words in self.without}


def _tokens(line: str) -> list[str]:
    return _TOKENS.findall(line.replace("’", "'").casefold())


def _singular(word: str) -> Iterator[str]:
    """Yield a word as it stands, and as it may stand in a list without the ending of several."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word[: -len(ending)] + instead


def load_pictures(prompts: Path | None = None) -> Pictures:
    """Return the program's pictures with those of a folder of prompts, which come first; raises Refusal.

    A word that a school has for a picture of its own calls no other, and a picture of the same id is its own.
    """
    usual = find_prompts() / PICTURES_FILE
    ours = read_file(usual, Pictures)
    path = (prompts or find_prompts()) / PICTURES_FILE
    if path == usual or not path.is_file():
        return ours
    own = read_file(path, Pictures)
    taken = {tuple(_tokens(words)) for one in own.pictures for words in one.words}
    kept = [_without(one, taken) for one in ours.pictures if one.id not in own.by_id]
    given = own.model_dump(exclude_unset=True, by_alias=True)
    merged = {**ours.model_dump(by_alias=True), **given, "answers": {**ours.answers, **own.answers}}
    merged["without"] = [*ours.without, *own.without]
    merged["segments"] = {**ours.segments, **own.segments}
    merged["pictures"] = [*own.pictures, *(one for one in kept if one.words or one.id in _named(ours))]
    return Pictures.model_construct(**merged)


def _without(picture: Picture, taken: set[tuple[str, ...]]) -> Picture:
    return picture.model_copy(
        update={"words": [one for one in picture.words if tuple(_tokens(one)) not in taken]}
    )


def _named(pictures: Pictures) -> set[str]:
    return {*pictures.answers.values(), *pictures.segments.values(), *pictures.points}


def own_file(folder: Path, picture: Picture) -> Path | None:
    """Return where a school's own picture stands, or None where its name leads out of the folder."""
    name = PurePosixPath(picture.file)
    sound = (
        bool(picture.file) and name.suffix.lower() == ".png" and not set(picture.file) & set('\\:"<>|?*\0')
    )
    if not sound or name.is_absolute() or ".." in name.parts:
        return None
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a ring
        return None
    return path if inside else None


def picture_findings(source: Source, pictures: Pictures) -> Iterator[Finding]:
    """Yield what is wrong with a file of pictures that has the right shape."""
    first: dict[str, int] = {}
    for index, one in enumerate(pictures.pictures):
        at = ("pictures", index)
        if one.id in first:
            line = source.line(("pictures", first[one.id]))
            yield source.finding(at, "script.repeated-picture", picture=one.id, first=line)
        first.setdefault(one.id, index)
        wrong = _wrong_file(source.path.parent, one)
        if wrong:
            yield source.finding(at, wrong, picture=one.id, given=one.file)
    yield from _words_of_two(source, pictures)
    yield from _unknown(source, pictures)


def _wrong_file(folder: Path, picture: Picture) -> str:
    """Return the code of what is wrong with what a picture is made of, or nothing."""
    if bool(picture.code) == bool(picture.file):
        return "script.picture-of-what"
    path = own_file(folder, picture)
    if picture.code or (path and path.is_file()):
        return ""
    return "script.picture-missing" if path else "script.picture-outside"


def _words_of_two(source: Source, pictures: Pictures) -> Iterator[Finding]:
    """Yield words that call two pictures of an age, and those without a letter."""
    calls = [(index, words) for index, one in enumerate(pictures.pictures) for words in one.words]
    by_words: dict[tuple[str, ...], list[int]] = {}
    for index, words in calls:
        by_words.setdefault(tuple(_tokens(words)), []).append(index)
    for index, words in calls:
        one, tokens = pictures.pictures[index], tuple(_tokens(words))
        if not tokens:
            yield source.finding(("pictures", index), "script.picture-without-words", picture=one.id)
            continue
        ways = [(*tokens[:-1], last) for last in _singular(tokens[-1])]
        # Of two that have the very same words, the second is told.
        others = {other for way in ways for other in by_words.get(way, ()) if way != tokens or other < index}
        for other in (pictures.pictures[at] for at in sorted(others - {index})):
            if _share_an_age(one, other):
                values = {"words": words, "picture": one.id, "other": other.id}
                yield source.finding(("pictures", index), "script.words-of-two-pictures", **values)


def _share_an_age(one: Picture, other: Picture) -> bool:
    return any(one.suits(band) and other.suits(band) for band in BANDS)


def _unknown(source: Source, pictures: Pictures) -> Iterator[Finding]:
    known = {*pictures.by_id, *load_pictures().by_id}
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("answers", key), name) for key, name in pictures.answers.items()
    ]
    named += [(("segments", key), name) for key, name in pictures.segments.items()]
    named += [(("points", index), name) for index, name in enumerate(pictures.points)]
    for loc, name in named:
        if name not in known:
            yield source.finding(loc, "script.unknown-picture", picture=name)
