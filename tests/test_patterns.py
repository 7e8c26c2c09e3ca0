"""No regular expression of the program takes long, whatever it is given."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from timeit import timeit

import pytest
import yaml

from facilitator.dialogue import command_shapes as typed_words
from facilitator.meeting import apologies
from facilitator.plan.people import Person
from facilitator.plan.refusal import Refusal
from facilitator.script.declared_fields import ItemKind
from facilitator.script.jargon import load_jargon
from facilitator.script.loading import load_script
from facilitator.script.nudges import load_nudges
from facilitator.script.spoken import load_spoken
from facilitator.script.vocabulary import Vocabulary
from facilitator.script.words_by_key import say
from facilitator.voice.spoken_numbers import SpokenNumbers
from facilitator.word.answers import phrasing
from facilitator.word.document.container import open_package
from facilitator.word.form.labels import Label
from tests.effort import effort
from tests.patterns import Pattern, Written, slow_texts, written

PROMPTS = Path(__file__).parent.parent / "prompts"

MADE_AS_IT_RUNS = {
    "facilitator.files.atomic_saving: f'\\\\.{short_name(plan_id)}\\\\.[0-9a-f]{{16}}\\\\.tmp'",
    "facilitator.word.answers.phrasing: words",
    "facilitator.word.form.labels: _pattern_of(parts)",
    "facilitator.dialogue.command_shapes: _FIELD.sub(one, pattern)",
    "facilitator.meeting.apologies: f'(?<!\\\\w){re.escape(way)}(?!\\\\w)'",
    "facilitator.meeting.apologies: f'(?<!\\\\w)(?:{each}){ends}'",
    r"facilitator.voice.spoken_numbers: f'([{marks}])(\\d[\\d,]*)(?:\\.(\\d+))?({thousands})?'",
    "facilitator.script.nudges: pattern",
    "facilitator.script.jargon: f\"(?<![\\\\w&])({'|'.join(ways)})(?:s|'s|’s)?(?![\\\\w&])\"",
    "facilitator.script.jargon: self.unless",  # reads the few letters on either side of a word
    r"facilitator.meeting.typed_action: f'(?:^|(?<=\\s))(?:{marks})\\s+'",
    r"facilitator.meeting.typed_action: f'(?:{marks})\\s+'",
    r"facilitator.meeting.typed_action: f'(?<=\\w){joined}{re.escape(mark)} '",
    r"facilitator.word.answers.field_codecs: f'{re.escape(one)}(?!\\w)'",  # letters alone, at the beginning
    "facilitator.summary.line_ends: f' (?=[{closing}])|(?<=[{opening}]) '",  # one letter before, or behind
    "facilitator.work.papers_of_plan: f'{re.escape(usual)}-\\\\d+'",
    # Letters alone, but for one number, against the name of a file
    "facilitator.work.paper_files: f\"(?:{'|'.join(map(re.escape, stems))})(?:-\\\\d+)?\\\\.[^.]+\"",
}
"""Patterns that are put together from the words of `prompts/`, or of a plan; see the tests of each below."""

EVERY = {(each.pattern.pattern, each.pattern.flags): each for each in written() if each.pattern}


@pytest.mark.parametrize("one", EVERY.values(), ids=lambda one: one.place)
def test_a_pattern_reads_a_text_once(one: Written) -> None:
    assert one.pattern is not None
    assert list(slow_texts(one.pattern, one.uses)) == []


def test_a_slow_pattern_would_be_found() -> None:
    for pattern in (
        r"(a+)+b",
        r"\s*(<!--.*?-->\s*)*<html",
        r"\s+$",
        r"(.*) x (.*) y (.*)",
        r"\w*\d\w*\d\w*!",
    ):
        assert next(slow_texts(re.compile(pattern), ["search"]), None), pattern


def test_every_other_pattern_is_known() -> None:
    assert {each.place for each in written() if each.pattern is None} == MADE_AS_IT_RUNS


def _labels() -> Iterator[str]:
    layout = yaml.safe_load((PROMPTS / "support-plan" / "layout.yaml").read_text())
    waiting: list[object] = [layout]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one.get("labels", [])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    yield from ("Due {answer} by {answer} on {answer}", "{answer} {number} of {answer}", "{number}{number} x")


def _made() -> Iterator[tuple[str, Pattern]]:
    """Yield the patterns that take a whole text, or its beginning."""
    for label in [label for label in dict.fromkeys(_labels()) if "{" in label]:
        yield label, Label(label)._pattern
    for key in yaml.safe_load((PROMPTS / "words" / "plain.yaml").read_text()):
        if key.startswith("plain.type."):
            for shape in typed_words.shapes_of(key.removeprefix("plain.type.")):
                yield shape, typed_words._shape(shape)
    for shape in ("{words} because {because}", "{day} {how} {words}: {because}"):
        yield shape, typed_words._shape(shape)
    yield "an amount of money", SpokenNumbers(load_spoken())._amount


@pytest.mark.parametrize("made", _made(), ids=lambda made: made[0])
def test_a_pattern_of_the_prompts_reads_a_text_once(made: tuple[str, Pattern]) -> None:
    use = "match" if "(?>" in made[1].pattern else "fullmatch"
    assert list(slow_texts(made[1], [use])) == []


NUDGES = load_nudges()
_PATTERNS = [*NUDGES.patterns.values(), *(one for rule in NUDGES.rules for one in rule.patterns)]
_WORDS = dict.fromkeys(re.findall("[a-z]{2,}", " ".join(_PATTERNS)))


@pytest.mark.parametrize("role", ["outcome", "target", "provision", ""])
def test_words_are_asked_about_quickly(role: str) -> None:
    kind = ItemKind.model_validate({"role": role, "dated": True, "fields": {}}) if role else None
    pieces = [*(f"{one} " for one in _WORDS), "one and read ", "and will ", "1 ", "1"]
    texts = [(piece * 400)[:length] for piece in pieces for length in (400, 20_000)]
    slowest = max(texts, key=lambda text: timeit(partial(NUDGES.of, text, kind), number=1))
    assert effort(partial(NUDGES.of, slowest, kind)) < 40


def test_a_pattern_of_jargon_reads_a_text_once() -> None:
    slow = {one.says[0]: next(slow_texts(one._pattern, ["finditer"]), None) for one in load_jargon().terms}
    assert not {says: text for says, text in slow.items() if text}


def test_a_pattern_of_an_action_reads_a_text_once() -> None:
    vocabulary = load_script("support-plan").vocabulary
    marks = "|".join(map(re.escape, vocabulary.by_when))
    made = [re.compile(rf"(?:^|(?<=\s))(?:{marks})\s+", re.IGNORECASE)]
    made += [re.compile(rf"(?<=\w) ?{re.escape(mark)} ", re.IGNORECASE) for mark in vocabulary.does]
    assert [one.pattern for one in made if next(slow_texts(one, ["finditer"]), None)] == []


APOLOGIES = "Mr Lee (apologies), apologies due to illness, Mum came and Dad did not, "


@pytest.mark.parametrize("of", [apologies._absences, apologies._presences])
def test_a_pattern_of_who_is_away_reads_a_text_once(of: Callable[[Vocabulary], Pattern]) -> None:
    assert list(slow_texts(of(load_script("support-plan").vocabulary), ["finditer"])) == []


@pytest.mark.parametrize(
    "piece", [APOLOGIES, *re.findall(r"\w+ ", APOLOGIES), " ", "(", ", ", ". ", "Mr Lee, "]
)
def test_who_is_away_is_read_quickly(piece: str) -> None:
    vocabulary = load_script("support-plan").vocabulary
    people = [Person(id="slt", name="Mr Lee", perspective="practitioner", role="SLT")]
    text = "Mr Lee " + piece * (20_000 // len(piece)) + "!"
    assert effort(partial(apologies.away, text, people, vocabulary)) < 40


# Phrases, which were patterns

_SHARED = yaml.safe_load((PROMPTS / "shared" / "phrases.yaml").read_text())
PHRASES: list[str] = [phrase for phrase in _SHARED.values() if isinstance(phrase, str)]


def _as_a_pattern(phrase: str) -> Pattern:
    """Return what a phrase means, as a pattern that may take very long."""
    parts, end = [], 0
    for place in re.finditer(r"\{([a-z_]+)\}", phrase):
        parts.append(phrasing._own_words(phrase[end : place.start()]))
        parts.append(f"(?P<{place[1]}>.*{'?' if place[1] in ('name', 'helper') else ''})")
        end = place.end()
    parts.append(phrasing._own_words(phrase[end:]))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def test_a_phrase_is_read_as_its_pattern_says() -> None:
    chance = random.Random(7)  # noqa: S311 - the same every time
    both = 0
    for _ in range(6_000):
        phrase = chance.choice(PHRASES)
        pieces = re.findall(r"\{[a-z_]+\}|\s+|\w+|.", phrase)
        words = [piece for piece in pieces if not piece.startswith("{")] + ["a", " ", "\n", ":", "Mum"]
        text = ""
        for piece in pieces:
            if piece.startswith("{"):
                text += "".join(chance.choice(words) for _ in range(chance.randrange(5)))
            elif chance.random() > 0.03:
                text += chance.choice(("  ", "\n", " ")) if piece.isspace() else piece
        meant = _as_a_pattern(phrase).fullmatch(text.strip())
        expected = {name: words.strip() for name, words in meant.groupdict().items()} if meant else None
        assert phrasing.read_phrase(phrase, text) == expected, (phrase, text)
        both += meant is not None
    assert both > 1_000


@pytest.mark.parametrize("phrase", [*PHRASES, "{a}{b}{c}", "{a} x {b} x {c} x {d}"])
def test_a_phrase_is_read_quickly(phrase: str) -> None:
    pieces = re.findall(r"\{[a-z_]+\}|[^{]+", phrase)
    for piece in {*(one for one in pieces if one[0] != "{"), " ", "a", re.sub(r"\{[a-z_]+\}", "a", phrase)}:
        text = "a" + piece * (20_000 // len(piece)) + "!"
        assert effort(partial(phrasing.read_phrase, phrase, text)) < 40, piece


# The file that stopped the front page


@pytest.mark.parametrize("count", [26, 40, 400])
@pytest.mark.parametrize("one", ["<!--a-->", "<!--a--> ", " <!---->", "<?xml ?>", "<!--", " ", "<!doctype "])
def test_a_web_page_of_comments_is_sorted_at_once(count: int, one: str) -> None:
    with pytest.raises(Refusal) as caught:
        open_package((one * count + "x").encode())
    assert say(caught.value.code)
