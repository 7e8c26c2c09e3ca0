"""Whatever is opened costs under a second and 200 MB, or is refused with a sentence."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.files import plan_text
from facilitator.files.plans import open_plan, plans_in
from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.filled_sentences import Wording
from facilitator.script.words_by_key import explain, use_prompts
from facilitator.script.words_by_key import say as spoken
from tests.effort import effort
from tests.heavy_files import MEGABYTES, PROMPTS, STARTS, json_files, least_cost, word_files
from tests.making import said
from tests.meeting.plans import a_plan

pytestmark = pytest.mark.sampled(2)

STARTS_OF_CHECK = STARTS + 8
"""A sound folder takes sixteen: all its formats, forms and papers are tried."""

WORD, JSON = dict(word_files()), dict(json_files())
OFTEN = (
    *(
        "321 bytes of comments",
        "60 MB of JSON",
        "300,000 empty paragraphs",
        "as much as is let in: rows of labels",
    ),
    *("a paragraph of boxes", "100,000 runs in a paragraph", "statements without anything"),
    *("2 million empty paragraphs", "a million wrong statements", "49,000 statements without anything"),
)
"""Those of the usual run, one at least for each limit; `--thorough` opens all."""


def _some(names: list[str]) -> list[object]:
    thorough = pytest.mark.thorough
    return [pytest.param(name, marks=() if name in OFTEN else thorough) for name in names]


@pytest.mark.parametrize("name", _some([*WORD, *JSON]))
def test_a_file_is_opened_or_refused_at_once(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.docx" if name in WORD else "a.plan.json")
    path.write_bytes((WORD.get(name) or JSON[name])())
    taken, starts = least_cost("check", path, data=tmp_path / "data")
    assert taken.code == 1, taken.said
    assert "not sound" in taken.said
    assert "mistake" not in taken.said
    assert (starts < STARTS, taken.megabytes < MEGABYTES) == (True, True), taken


def test_the_list_of_plans_goes_on_without_a_bad_file(tmp_path: Path) -> None:
    for number, name in enumerate(("321 bytes of comments", "300,000 empty paragraphs")):
        (tmp_path / f"{number}.docx").write_bytes(WORD[name]())
    good = tmp_path / "good.plan.json"
    good.write_bytes(plan_text.render(a_plan(reviews=1)))
    opened, sentences = [], []
    for path in plans_in(tmp_path):
        try:
            opened.append(open_plan(path).path)
        except Refusal as refusal:
            sentences.append(explain(refusal))
    assert opened == [good]
    assert all(sentences)
    assert len(sentences) == 2


# A plan that the program wrote is opened again, whatever stands in its words


@pytest.mark.parametrize(
    ("count", "text"), [(6, "," * 19_990), (6, '{["\\' * 4_000), (5_000, "the hall is loud")]
)
def test_many_words_and_odd_words_are_no_parts(count: int, text: str) -> None:
    plan = a_plan(reviews=1)
    review = plan.reviews[0]
    entries = [*review.entries, *(said(text, id=f"r1.x{number}") for number in range(count))]
    plan = plan.model_copy(update={"reviews": [review.model_copy(update={"entries": entries})]})
    data = plan_text.render(plan)
    assert plan_text.parse(data) == plan
    assert plan_text.parse(json.dumps(json.loads(data)).encode()) == plan


# Prompts


def _prompts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROMPTS, tmp_path / "prompts"))


def _written(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text)


def _made(make: Callable[[Path], None]) -> Callable[[Path], object]:
    def instead(path: Path) -> None:
        path.unlink()
        make(path)

    return instead


def _linked(to: str) -> Callable[[Path], object]:
    return _made(lambda path: path.symlink_to(to))


def _bomb() -> str:
    first = f"a: &a [{','.join('x' * 9)}]\n"
    return first + "".join(
        f"{now}: &{now} [{','.join([f'*{before}'] * 9)}]\n"
        for before, now in zip("abcdefghij", "bcdefghijk", strict=True)
    )


FORMATS: dict[str, Callable[[Path], object]] = {
    "an alias bomb": _written(_bomb()),
    "8 MB": _written("a: b\n" * 1_600_000),
    "a quarter of a megabyte of lines": _written("- a\n" * 62_000),
    "a quarter of a megabyte in brackets": _written(f"[{'a,' * 125_000}]"),
    "a quarter of a megabyte of keys": _written("".join(f"k{number}: 1\n" for number in range(24_000))),
    "100,000 brackets": _written("[" * 100_000),
    "a pipe": _made(os.mkfifo),
    "/dev/zero": _linked("/dev/zero"),
    "a link to itself": _linked("format.yaml"),
    "a folder": _made(os.mkdir),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_of_prompts_is_checked_or_refused_at_once(name: str, tmp_path: Path) -> None:
    folder = _prompts(tmp_path)
    FORMATS[name](folder / "support-plan" / "format.yaml")
    taken, starts = least_cost("formats", "check", folder, data=tmp_path / "data")
    assert taken.code == 1, taken.said
    assert "mistake" not in taken.said
    assert (starts < STARTS_OF_CHECK, taken.megabytes < MEGABYTES) == (True, True), taken


TEMPLATES = (
    "{{ 'a' * 1000000000 }}",
    "{{ 1 / 0 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ 'aaaa' | list | join('b' * 9999) }}",
    "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "{% set a = 'x' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{% set a = ['x'] %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "{% macro a() %}x{% endmacro %}"
    + "".join(
        f"{{% macro a{n}() %}}{{{{ a{n - 1 or ''}() }}}}{{{{ a{n - 1 or ''}() }}}}{{% endmacro %}}"
        for n in range(1, 50)
    )
    + "{{ a49() }}",
    "{% set a = 'x' * 1 %}{% for b in 'xxxxxxxxxx' recursive %}{{ loop('xxxxxxxxxx') }}{% endfor %}",
    "".join("{% for x in 'xxxxxxxxxx' %}" for _ in range(12)) + "y" + "{% endfor %}" * 12,
    # Without a word: only the steps tell.
    "".join("{% for x in 'xxxxxxxxxx' %}" for _ in range(7)) + "{% endfor %}" * 7,
    "{% macro a() %}{% endmacro %}"
    + "".join(
        f"{{% macro a{n}() %}}" + f"{{% set x = a{n - 1 or ''}() %}}" * 2 + "{% endmacro %}"
        for n in range(1, 22)
    )
    + "{{ a21() }}",
    "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "".join("{% if 1 %}" for _ in range(500)) + "{% endif %}" * 500,
    "{{ " + "a.b" * 30_000 + " }}",
    "{% include 'everyone.j2' %}{% include 'everyone.j2' %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ nothing.at.all }}",
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template[:40])
def test_a_sentence_in_jinja_is_filled_in_or_refused_at_once(template: str) -> None:
    def refuse() -> None:
        with pytest.raises(Refusal) as refused:
            Wording().render(template, {})
        assert explain(refused.value)

    assert effort(refuse) < 1_500


def test_words_that_ask_for_what_nothing_fills_in_are_found_and_passed_over(tmp_path: Path) -> None:
    folder = _prompts(tmp_path)
    path = folder / "words" / "typed.yaml"
    path.write_text(path.read_text().replace('typed.nothing: "', 'typed.nothing: "{nobody} '))
    found = check_prompts(folder)
    assert [one.code for one in found] == ["script.words-unknown-field"]
    assert "{nobody}" in spoken(found[0].code, **found[0].values)
    use_prompts(folder)
    try:
        assert spoken("typed.nothing").startswith("Nothing was typed")
    finally:
        use_prompts(None)
