"""Our own sentences on the family's page are at grade 6 at most, on the child's letter at grade 2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from facilitator.plan.manners import BANDS
from facilitator.plan.people import Child
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.reading_grade import grade, sentences, words
from facilitator.script.words_by_key import Catalogue, fill
from facilitator.summary.as_text import as_text
from facilitator.summary.audiences import audience_of
from facilitator.summary.invented import Invented, invented
from facilitator.summary.pages import environment, lay_out, values_of
from facilitator.summary.room import Room
from facilitator.summary.template_rules import keys_told
from tests.summary.letters import BORN
from tests.summary.reviews import EARLY, EMPTY, PLAN, SECOND
from tests.summary.scripts import SCRIPT

MOST_WORDS = {"family": 15, "child": 10}
MOST = {"family": 6.0, "child": 2.0}
MOST_ALONE = {"family": 6.0, "child": 3.0}
"""Of a sentence alone: a single long word, such as "summary", moves a short one by far."""
SHORT = 6
"""Fewer words than that are a label or a heading, which is measured with the others alone."""

_PLACE = re.compile("\x00[a-z_]+\x00")
_FILLED = "Mum"
"""What stands for a name, a day or anything else that is not ours: a word that is neither hard nor easy."""


def scripts() -> Iterator[tuple[Script, Script | None]]:
    for name in format_ids(find_prompts()):
        reviews = load_script(name)
        yield reviews, load_script(name, planning=True) if reviews.format.planning else None


def meetings() -> Iterator[Invented]:
    """Yield meetings of children of each age, of all formats and of the tests' own."""
    yield from (Invented(PLAN, review, SCRIPT) for review in (SECOND, EMPTY, EARLY))
    for reviews, planning in scripts():
        for plan, review, script in invented(reviews, planning, much=True):
            if len(plan.children) > 1:
                continue
            for band in BANDS:
                child = Child(full_name="Mina", date_of_birth=BORN[band])
                yield Invented(plan.model_copy(update={"children": [child]}), review, script)


@cache
def keys_shown(audience: str) -> frozenset[str]:
    """Return the keys of our own words that a paper shows: those that its template names, and those behind.

    Of what the program says by itself, that counts which stands on the page as it was said.
    """
    tree = environment(None).parse((find_prompts() / "summaries" / f"{audience}.j2").read_text())
    found = set(keys_told(tree))
    said: dict[str, set[str]] = {}
    own_say = Catalogue.say

    def noted(self: Catalogue, key: str, /, **values: object) -> str:
        text = own_say(self, key, **values)
        said.setdefault(key, set()).add(text)
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalogue, "say", noted)
        for meeting in meetings():
            said.clear()
            values = values_of(*meeting, audience_of(audience).of)
            whole = Room()
            pages = [lay_out(f"{audience}.j2", "x", values, None, room) for room in (whole, Room(whole, 0))]
            shown = " ".join(" ".join(map(as_text, pages)).split())
            found |= {key for key, texts in said.items() if any(_stands(one, shown) for one in texts)}
    return frozenset(found)


def _stands(text: str, shown: str) -> bool:
    """Whether our words of a sentence stand on a page, between whatever fills it in."""
    parts = [" ".join(part.split()) for part in _PLACE.split(text)]
    return any(parts) and all(part in shown for part in parts)


def texts(keys: Iterable[str]) -> dict[str, str]:
    """Return our words of these keys, and of each age, filled in with something short."""
    found = {}
    for key in keys:
        every = Catalogue(find_prompts()).words(key.partition(".")[0])
        for name in (key, f"{key}.one", *(f"{key}.{band}{one}" for band in BANDS for one in ("", ".one"))):
            if name in every:
                values: dict[str, object] = dict.fromkeys(re.findall(r"{([a-z_]+)}", every[name]), _FILLED)
                found[name] = fill(every[name], values)
    return found


@pytest.mark.parametrize("audience", MOST)
def test_keys_are_found_in_the_template_and_behind_it(audience: str) -> None:
    shown = keys_shown(audience)
    wanted = {
        "family": {
            "family.ask-service",
            "family.more",
            "score.not-agreed",
            "action.not-agreed",
            "version.draft",
        },
        "child": {"letter.missed", "letter.more.said", "letter.task.who-day", "letter.disagree.goal"},
    }
    assert wanted[audience] <= shown


@pytest.mark.parametrize("audience", MOST)
def test_our_own_words_keep_to_the_grade(audience: str) -> None:
    ours = texts(keys_shown(audience))
    assert len(ours) > 50
    long = {key: text for key, text in ours.items() if len(words(text)) >= SHORT}
    short = "\n".join(text for key, text in ours.items() if key not in long)
    assert {key: grade(text) for key, text in long.items() if grade(text) > MOST_ALONE[audience]} == {}
    assert grade("\n".join(long.values())) <= MOST[audience]
    assert grade(short) <= MOST[audience]


@pytest.mark.parametrize("audience", MOST)
def test_no_sentence_of_ours_is_long(audience: str) -> None:
    ours = texts(keys_shown(audience))
    every = [(key, one) for key, text in ours.items() for one in sentences(text)]
    assert [(key, one) for key, one in every if len(words(one)) > MOST_WORDS[audience]] == []
