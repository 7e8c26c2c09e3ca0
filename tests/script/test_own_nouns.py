"""What the program says fits every format: no noun of the support plan's stands in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import Catalogue
from tests.shapes import FORMATS, SHAPES, TRANSCRIPTS, Shape, typed_in

NOUNS = re.compile(r"\b(outcomes?|terms?|goals?|scores?)\b", re.IGNORECASE)

NAMED_ON_PURPOSE = frozenset(
    {
        "commands.new.outcomes",  # the option is called so: it says what stands in its place
        "commands.new.no-items",
        "commands.new.source",
        "odds.unknown-outcome",  # of plans in schema 3, which all have outcomes
        "odds.number-and-result",  # `scores` is what the file itself calls them
        "odds.two-scores",
        "odds.score-of-nothing",
        "odds.unknown-person",
        "script.delivered-missing",  # to whoever writes a format: `scores` is a type of answer
        "script.links-nothing",  # and what takes its answers from hopes and needs is a role of it
        "script.score-of-nothing",
        "script.two-scores",
        "day.no-term",  # the terms of a school
        "evidence.column.term",
        "evidence.costs.terms",
        "evidence.costs.terms.one",
        "evidence.costs.left-out-term",
        "evidence.costs.left-out-term.one",
        "evidence.missing.terms",
        "script.school-term-backwards",
        "script.school-terms-overlap",
    }
)
_FIELD = re.compile(r"\{[a-z_]+\}")


def said() -> Iterator[tuple[str, str]]:
    """Yield every key of the catalogue with its words."""
    catalogue = Catalogue(find_prompts())
    for path in sorted((find_prompts() / "words").glob("*.yaml")):
        yield from catalogue.words(path.stem).items()


@pytest.mark.parametrize("prefix", sorted({key.partition(".")[0] for key, _ in said()}))
def test_no_sentence_names_what_only_some_formats_have(prefix: str) -> None:
    own = [(key, _FIELD.sub("", text)) for key, text in said() if key.startswith(f"{prefix}.")]
    assert [key for key, text in own if NOUNS.search(text) and key not in NAMED_ON_PURPOSE] == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.format)
def test_no_meeting_of_another_format_hears_a_noun_that_is_not_its_own(shape: Shape) -> None:
    folder = FORMATS / shape.format
    own = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    for name in shape.reviews:
        lines = (TRANSCRIPTS / f"{name}.out").read_text(encoding="utf-8").splitlines()
        heard = {noun.casefold() for line in lines for noun in NOUNS.findall(line)}
        typed = {noun.casefold() for line in typed_in(name) for noun in NOUNS.findall(line)}
        assert {noun for noun in heard - typed if noun not in own.casefold()} == set()
