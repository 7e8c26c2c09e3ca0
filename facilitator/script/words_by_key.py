"""Everything that the program says beside the turns: labels, keys, help, refusals, each by its key.

A key such as `file.not-found` stands, written out in full, in `prompts/words/file.yaml`; that file is read
when the first of its keys is asked for. A school's own `--prompts` folder may change some of the words and
leave out the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from facilitator.plan.refusal import Refusal
from facilitator.script.parsed_prompts import values_of
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.yaml_source import Finding, read_source, text_of

_NAMES = frozenset({"file", "folder", "name", "path", "source", "target"})
"""Fields whose value is a name of something, on a disk or at the table: it cannot begin a line of its own."""

_LINE_ENDS = str.maketrans({"\n": "\u240a", "\r": "\u240d", "\u2028": "\u240a", "\u2029": "\u240a"})

_LEFT_OUT = "\u2026"
_PRINTED = ("evidence.", "letter.", "summary.")
_FIELD = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")


class UnknownWords(LookupError):
    """A key that is in no catalogue, or a field without a value: a mistake in the program or the words."""


class Catalogue:
    """The words of one or more folders of prompts; the first folder that has a key wins."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._read: dict[str, dict[str, str]] = {}

    def say(self, key: str, /, **values: object) -> str:
        """Return the words of a key with its fields filled in; raises UnknownWords.

        Where `count` is 1, the key with `.one` after it is used if there is such a key.
        """
        words = self.words(key.partition(".")[0])
        if values.get("count") == 1 and f"{key}.one" in words:
            key = f"{key}.one"
        if key not in words:
            raise UnknownWords(f"no words for {key!r}")
        return fill(words[key], values, key)

    def words(self, prefix: str) -> dict[str, str]:
        """Return every key of one prefix with its words, unfilled."""
        if prefix not in self._read:
            found = [_words_of(folder / "words" / f"{prefix}.yaml") for folder in reversed(self._folders)]
            self._read[prefix] = {key: text for part in found for key, text in part.items()}
        return self._read[prefix]


def _words_of(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    words = values_of(path, text_of(path))
    return {key: str(text) for key, text in words.items()} if isinstance(words, dict) else {}


def fill(words: str, values: dict[str, object], key: str = "") -> str:
    """Return words with each `{field}` replaced by its value; `{{` and `}}` are braces.

    Values are put in as they are and never looked into: there is no `{value.attribute}`. A name is one line.
    """

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0][0]
        if name not in values:
            raise UnknownWords(f"{key or words!r} needs a value for {name!r}")
        text = str(values[name])
        return text.translate(_LINE_ENDS) if name in _NAMES else text

    return _FIELD.sub(one, words)


@cache
def _built_in() -> Catalogue:
    return Catalogue(find_prompts())


_chosen: list[Catalogue] = []


def use_prompts(folder: Path | None) -> None:
    """Let a school's own folder speak first from now on; None = only the program's own words."""
    _chosen[:] = [] if folder is None else [Catalogue(folder, find_prompts())]


@contextmanager
def speaking(folder: Path) -> Iterator[None]:
    """Let a folder of prompts speak first meanwhile."""
    before = list(_chosen)
    use_prompts(folder)
    try:
        yield
    finally:
        _chosen[:] = before


def say(key: str, /, **values: object) -> str:
    """Return the words of a key, filled in; see `Catalogue.say`.

    A school's words that ask for what nothing fills in are passed over: a meeting goes on. Those of what is
    printed are refused: it can be refused as a whole, with what is wrong in it.
    """
    if _chosen and key.startswith(_PRINTED):
        try:
            return _chosen[0].say(key, **values)
        except UnknownWords as error:
            raise Refusal("summary.words", problem=str(error)) from error
    if _chosen:
        with suppress(UnknownWords):
            return _chosen[0].say(key, **values)
    return _built_in().say(key, **values)


def words_findings(folder: Path) -> Iterator[Finding]:
    """Yield each field in a folder's own words that the program's words of that key do not have."""
    for path in sorted((folder / "words").glob("*.yaml")):
        try:
            source = read_source(path)
        except Refusal as refusal:
            yield Finding.of(refusal, path)
            continue
        words = source.values if isinstance(source.values, dict) else {}
        for key, text in words.items():
            allowed = _fields_of(key)
            unknown = [field for field in _FIELD.findall(str(text)) if field and field not in allowed]
            if unknown:
                values = {"key": key, "field": unknown[0], "known": ", ".join(sorted(allowed)) or "none"}
                yield source.finding((key,), "script.words-unknown-field", **values)


def fields_of_words(key: str) -> frozenset[str] | None:
    """Return the fields that the words of a key ask for, as they are said now; None = there are no words."""
    words = (_chosen[0] if _chosen else _built_in()).words(key.partition(".")[0])
    if key not in words:
        return None
    texts = (words[key], words.get(f"{key}.one", ""))
    return frozenset(field for text in texts for field in _FIELD.findall(text) if field)


def _fields_of(key: str) -> frozenset[str]:
    """Return the fields that the program's own words of a key have, with one and with several."""
    words = _built_in().words(key.partition(".")[0])
    own = (words.get(one, "") for one in (key, f"{key}.one", key.removesuffix(".one")))
    return frozenset(field for text in own for field in _FIELD.findall(text) if field)


def ids(prefix: str) -> list[str]:
    """Return what follows a prefix such as `plain.type.` in every key that has it, in their order."""
    words = (_chosen[0] if _chosen else _built_in()).words(prefix.partition(".")[0])
    return [key.removeprefix(prefix) for key in words if key.startswith(prefix)]


def known(key: str) -> bool:
    """Whether a key has words, in the chosen folder or in the program's own."""
    return key in (_chosen[0] if _chosen else _built_in()).words(key.partition(".")[0])


def explain(refusal: Refusal) -> str:
    """Return a refusal as a sentence: what was refused and what to do, with file and line if it has them.

    What fills it in may be a refusal itself; what nothing fills in is left out.
    """
    values = {name: explain(one) if isinstance(one, Refusal) else one for name, one in refusal.values.items()}
    filled = dict.fromkeys(_fields_of(refusal.code), _LEFT_OUT) | values
    try:
        sentence = say(refusal.code, **filled)
    except Refusal:  # the school's own words of it fail
        sentence = _built_in().say(refusal.code, **filled)
    if refusal.code.startswith("script.") and values.get("formats"):
        sentence = say("script.in-formats", sentence=sentence, formats=values["formats"])
    if refusal.code.startswith("script.") and {"file", "line"} <= values.keys():
        return say("script.at", file=values["file"], line=values["line"], sentence=sentence)
    return sentence
