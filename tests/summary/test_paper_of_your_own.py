"""The page on a school's own papers is true: its tables have what a template may use, its example is made."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import Catalogue, speaking, use_prompts
from facilitator.summary.audiences import keys_of_audiences
from facilitator.summary.evidence_shapes import Evidence
from facilitator.summary.kinds import KINDS
from facilitator.summary.letter_shapes import Letter, Told
from facilitator.summary.page import BoxRole, Chart, Tone
from facilitator.summary.page_builder import PageBuilder
from facilitator.summary.paper_check import with_papers
from facilitator.summary.summary_shapes import Sheet
from facilitator.summary.template_rules import blocks, shapes_of, usage
from tests.cli.running import call
from tests.summary.rendering import make_paper
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT

WHOLE = (find_prompts() / "a-schools-own.md").read_text(encoding="utf-8")
SECTION = WHOLE.partition("## A paper of your own")[2]
FILES = dict(re.findall(r"```(?:yaml|jinja)\n(?:#|{#) ([a-z0-9./]+)(?: #})?\n(.*?)```", SECTION, re.DOTALL))
ROOTS: dict[str, type[Any]] = {"sheet": Sheet, "letter": Letter, "pack": Evidence}
HANDED_ON = (Chart, Told)
"""What a template puts on the page as a whole."""


def rows(section: str) -> dict[str, str]:
    """Return the rows of the tables in a part of the page: the first cell with the rest."""
    found = re.findall(r"^\| (.+?) \| (.+) \|$", section, re.MULTILINE)
    return {first: rest for first, rest in found if not first.startswith("---")}


def part(heading: str) -> str:
    return SECTION.partition(f"\n{heading}\n")[2].partition("\n###")[0]


def names_in(cell: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", cell))


def held_by(shape: type[Any], *found: type[Any]) -> Iterator[type[Any]]:
    """Yield every shape that one holds, itself first."""
    if shape in (*found, *HANDED_ON):
        return
    yield shape
    for hint in get_type_hints(shape).values():
        inner = [hint, *get_args(hint), *(each for one in get_args(hint) for each in get_args(one))]
        for one in inner:
            if dataclasses.is_dataclass(one) and isinstance(one, type):
                yield from held_by(one, shape, *found)


def shown_of(shape: type[Any]) -> set[str]:
    own = {one.name for one in dataclasses.fields(shape)}
    return own | {name for name, one in vars(shape).items() if isinstance(one, property)}


# The tables


def test_every_block_is_in_the_table_with_what_it_takes_and_no_other() -> None:
    written = [first.strip("`") for first in rows(part("### What a template may write")) if "page." in first]
    assert sorted(written) == sorted(usage(name) for name in blocks())


@pytest.mark.parametrize("name", blocks())
def test_what_a_block_takes_is_told(name: str) -> None:
    told = rows(part("### What a template may write"))[f"`{usage(name)}`"]
    takes = blocks()[name].parameters.values()
    named = {one.name for one in takes if one.kind is one.KEYWORD_ONLY or one.name in ("role", "head")}
    assert named <= names_in(told)


def test_every_tone_and_every_role_of_a_box_is_told() -> None:
    told = rows(part("### What a template may write"))
    assert set(get_args(Tone)) - {""} <= names_in(told[f"`{usage('para')}`"])
    assert set(get_args(BoxRole)) <= names_in(told[f"`{usage('box')}`"])


def test_everything_beside_the_blocks_is_told() -> None:
    beside = rows(part("### What a template may write").partition("Beside the blocks")[2])
    named = {re.split(r"[.(`]", first.strip("`"))[0] for first in beside} - {"name"}
    known = {name for of in ("summary", "letter", "evidence") for name in shapes_of(of)}
    assert named == (known - {*ROOTS, "page"}) | {"tell", "say", "with_role"}
    calls = {found for first in beside for found in re.findall(r"room\.([a-z]+)", first)}
    assert calls == set(shapes_of(None)["room"])
    assert names_in(beside["`labels`"]) == set(shapes_of("summary")["labels"])


@pytest.mark.parametrize("name", ROOTS)
def test_every_value_of_a_paper_is_told_and_no_other(name: str) -> None:
    heading = next(line for line in SECTION.splitlines() if line.startswith(f"#### `{name}`"))
    told = rows(part(heading))
    head = f"behind `{name}.`"
    firsts = set().union(*(names_in(first) for first in told if first != head))
    every = firsts | (names_in(told["`things`"]) if name == "sheet" else set())
    assert firsts <= shown_of(ROOTS[name])
    assert every == shown_of(ROOTS[name])
    assert shapes_of(None)[name] == shown_of(ROOTS[name])


def test_all_that_stands_in_a_list_is_told_and_no_more() -> None:
    shapes = {one for root in ROOTS.values() for one in held_by(root)} - set(ROOTS.values())
    told = rows(part("#### What stands in a list"))
    told.pop("each")
    assert set(told) == {f"*{shape.__name__.lower()}*" for shape in shapes}
    for shape in shapes:
        cell = told[f"*{shape.__name__.lower()}*"]
        assert names_in(cell) == shown_of(shape), shape


@pytest.mark.parametrize("word", sorted(set(re.findall(r"\(\*([a-z]+)\*", SECTION))))
def test_what_a_table_points_to_is_there(word: str) -> None:
    assert f"*{word}*" in rows(part("#### What stands in a list"))


def test_each_way_to_declare_a_paper_is_told() -> None:
    declared = {key.removesuffix(name) for key, name in keys_of_audiences()} | {"summary.for."}
    told = set(re.findall(r"`([a-z-]+\.for(?:-one)?\.)ID`", SECTION))
    assert told == declared


def test_every_kind_of_file_is_told() -> None:
    assert set(KINDS) <= names_in(part("### Add a paper"))


def test_the_page_builder_has_only_what_templates_may_call() -> None:
    public = {name for name in vars(PageBuilder) if not name.startswith("_")}
    assert public == {*blocks(), "made"}


# The example


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the page: its files, and the copies that it names."""
    folder = tmp_path / "own"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_files_of_the_page_are_those_it_speaks_of() -> None:
    assert set(FILES) == {
        "words/family.yaml",
        "words/summary.yaml",
        "words/governors.yaml",
        "summaries/governors.j2",
    }
    (key,) = yaml.safe_load(FILES["words/family.yaml"])
    assert key in Catalogue(find_prompts()).words("family")


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_made_in_every_kind_of_file(kind: str, own: Path) -> None:
    with speaking(own):
        made = make_paper(PLAN, SECOND, SCRIPT, kind=kind, audience="governors", prompts=own)
        family = make_paper(PLAN, SECOND, SCRIPT, kind="txt", audience="family", prompts=own)
    assert len(made) > 200
    assert "Who can help you" in family.decode()
    if kind == "txt":
        text = made.decode()
        assert text.startswith("How a plan is going: Term 2\n")
        assert "3 actions were agreed." in text
        assert "Not agreed" in text
        assert "Mina" not in text


@pytest.mark.slow
def test_the_folder_is_as_the_page_says(own: Path, tmp_path: Path) -> None:
    """Words and pages fall back on the program's, line by line and file by file; formats do not."""
    plan = shutil.copy(find_prompts() / "demo" / "demo.plan.json", tmp_path)
    command = ("export", plan, "--for", "governors", "--to", "txt", "--prompts", own)
    try:
        assert with_papers(own, []) == []
        assert "There is no plan format support-plan" in call(*command).err
        shutil.copytree(find_prompts() / "support-plan", own / "support-plan")
        assert "shared/declarations" in call(*command).err
        shutil.copytree(find_prompts() / "shared", own / "shared")
        assert call("formats", "check", own).out == "The wording is sound.\n"
        done = call(*command)
        assert (done.code, "A page for governors is in" in done.out) == (0, True)
        family = call("export", plan, "--for", "family", "--to", "txt", "--prompts", own)
        assert family.code == 0
    finally:
        use_prompts(None)
