"""The words of the program: every key that the code asks for has its sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.plan.letters import clean
from facilitator.plan.refusal import Refusal
from facilitator.script import words_by_key
from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import Catalogue, UnknownWords, explain, fill, say
from facilitator.script.yaml_source import read_source

PACKAGE = Path(words_by_key.__file__).parents[1]
FILES = sorted((find_prompts() / "words").glob("*.yaml"))

SAYING = {"say", "_say", "Refusal", "NeedsDecision"}
_KEY = re.compile(r"[a-z]+\.[a-z0-9._-]+")


@cache
def keys_in_code() -> set[tuple[str, str]]:
    """Return each key that is written out in a call that says or refuses something, with its file.

    summary/ asks without the first part of its keys, and holds its own words to them.
    """
    return {
        (str(path.relative_to(PACKAGE)), key)
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "summary"
        for key in _keys(ast.parse(path.read_text(encoding="utf-8")))
    }


def _keys(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SAYING and _KEY.fullmatch(str(node.args[0].value)):
                yield str(node.args[0].value)


def test_the_search_for_keys_finds_some() -> None:
    assert {"script.unknown-format", "ladder.pass"} <= {key for _, key in keys_in_code()}


@pytest.mark.parametrize(("file", "key"), sorted(keys_in_code()))
def test_every_key_in_the_code_has_its_words(file: str, key: str) -> None:
    assert key in Catalogue(find_prompts()).words(key.partition(".")[0]), file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keys_stand_in_the_file_of_their_first_part(path: Path) -> None:
    source = read_source(path)
    assert source.repeated == []
    assert all(key.startswith(f"{path.stem}.") and str(text).strip() for key, text in source.values.items())


def test_fields_are_filled_in_and_values_never_looked_into() -> None:
    assert fill("{name} said {{so}}: {text}", {"name": "Mum", "text": "{name}"}) == "Mum said {so}: {name}"


@given(st.text())
def test_a_value_comes_out_to_the_letter(typed: str) -> None:
    assert fill("<{text}>", {"text": typed}) == f"<{typed}>"


@given(st.text())
def test_a_name_begins_no_line_of_its_own(typed: str) -> None:
    assert clean(fill("{path}: {text}", {"path": f"a\n{typed}", "text": "Saved."})).count("\n") == 0


def test_a_key_without_words_and_a_field_without_value_are_errors() -> None:
    with pytest.raises(UnknownWords, match=r"typed\.never"):
        say("typed.never")
    with pytest.raises(UnknownWords, match="nowhere"):
        say("nowhere.at-all")
    with pytest.raises(UnknownWords, match="text"):
        say("typed.no-date")


def test_one_of_a_thing_has_words_of_its_own() -> None:
    assert say("commands.formats.found", count=1) == "One thing to put right."
    assert say("commands.formats.found", count=2) == "2 things to put right."


def test_a_school_s_words_come_first_and_the_rest_stay(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ladder.yaml").write_text("ladder.pass: Pass if you like.\n", encoding="utf-8")
    try:
        words_by_key.use_prompts(tmp_path)
        assert say("ladder.pass") == "Pass if you like."
        assert say("ladder.trusted").startswith("Is there")
        assert say("commands.formats.sound")
    finally:
        words_by_key.use_prompts(None)
    assert say("ladder.pass") == "You can pass. That is fine."


def test_a_refusal_is_a_sentence_with_file_and_line_where_it_has_them() -> None:
    assert explain(Refusal("meeting.already-here", name="Mum")) == "Mum is here already."
    refusal = Refusal("script.missing-key", file="a.yaml", line=3, key="id")
    assert explain(refusal) == "a.yaml, line 3: The key id is missing here. Add it."
