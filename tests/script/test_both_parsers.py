"""The wording is the same on every computer: with PyYAML's C parser, and with its own in pure Python."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from facilitator.plan.refusal import Refusal
from facilitator.script import loading, yaml_source
from facilitator.script.check import check_prompts
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.slow_yaml import Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TESTS = Path(__file__).parents[1]
SHIPPED = sorted(find_prompts().rglob("*.yaml"))
FILES = [*SHIPPED, *sorted(TESTS.rglob("*.yaml"))]


def forget() -> None:
    """Forget what was read before, and with which parser."""
    yaml_source._parser.cache_clear()
    loading._read.cache_clear()


@pytest.fixture
def without_c(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer where PyYAML has no C parser."""
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    monkeypatch.delattr("yaml._yaml")
    forget()
    assert issubclass(yaml_source._parser(), Parser)
    yield
    forget()


def values(text: str, line: Callable[[Any], object] = lambda _: None) -> object:
    """Return what a text says, or that it is refused."""
    try:
        read = yaml_source.source_of(Path("some.yaml"), text)
    except Refusal as refusal:
        return refusal.code
    return read.values, [found.values for found in read.repeated], line(read)


def damaged(number: int, many: int) -> list[str]:
    """Return pieces of our files with a few signs put in, which some parsers trip over."""
    signs = ["?", ":", " ", "{", "}", "[", "]", ",", "'", '"', "#", "-", ">", "&a ", "*a", "%", "\t", "\n"]
    signs += [
        "@",
        "`",
        "  ",
        "? ",
        ": ",
        ":?",
        "\\",
        "\x85",
        "\u2028",
        "é",
        "😀",
        "\\e",
        "---\n",
        "<<: ",
        "?,",
    ]
    chance, texts, pieces = random.Random(number), [path.read_text("utf-8") for path in FILES], []  # noqa: S311
    for _ in range(many):
        lines = chance.choice(texts).split("\n")
        first = chance.randrange(len(lines))
        piece = "\n".join(lines[first : first + chance.randrange(1, 15)])
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(piece) + 1)
            piece = piece[:at] + chance.choice(signs) + piece[at + chance.randrange(2) :]
        pieces.append(piece)
    return pieces


def each_line(read: yaml_source.Source) -> object:
    """Return the line of each key at the top."""
    return [read.line((key,)) for key in read.values] if isinstance(read.values, dict) else []


@pytest.fixture(scope="module")
def fast() -> dict[str, object]:
    """What the C parser makes of every file, and of damaged pieces."""
    forget()
    assert yaml.__with_libyaml__, "PyYAML is installed without its C parser, which these tests are about"
    assert not issubclass(yaml_source._parser(), Parser)
    whole = {str(path): values(path.read_text("utf-8-sig"), each_line) for path in FILES}
    return whole | {piece: values(piece) for piece in damaged(1, 400)}


@pytest.mark.sampled(3)
@pytest.mark.usefixtures("without_c")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(path.parents[2]).as_posix())
def test_every_file_says_the_same(path: Path, fast: dict[str, object]) -> None:
    found = values(path.read_text("utf-8-sig"), each_line)
    assert isinstance(found, tuple), found
    assert found == fast[str(path)]


@pytest.mark.parametrize(
    "text", [">#", ">#x\n a", "|2#\n  a", ">-#\n a", "a: |+# hi\n  b\n", "> #x\n a", ">x\n a"]
)
def test_a_comment_behind_a_block_is_read_the_same(text: str, request: pytest.FixtureRequest) -> None:
    forget()
    fast = values(text)
    request.getfixturevalue("without_c")
    assert values(text) == fast


@pytest.mark.parametrize(
    "text", ["[?,right]", "[? ,right]", "{a: [?,b]}", "[? : x]", "[?]", "{?,a: b}", "[? a]"]
)
def test_a_question_mark_alone_in_a_list_is_refused_by_both(
    text: str, request: pytest.FixtureRequest
) -> None:
    forget()
    fast = values(text)
    request.getfixturevalue("without_c")
    assert values(text) == fast


@pytest.mark.usefixtures("without_c")
def test_a_damaged_piece_is_read_the_same_or_refused_by_both(fast: dict[str, object]) -> None:
    pieces = damaged(1, 400)
    assert sum(isinstance(fast[piece], tuple) for piece in pieces) > 100
    assert sum(isinstance(fast[piece], str) for piece in pieces) > 100
    assert {piece: values(piece) for piece in pieces} == {piece: fast[piece] for piece in pieces}


def test_the_whole_meeting_is_loaded_and_checked_without_the_c_parser(request: pytest.FixtureRequest) -> None:
    forget()
    fast = [load_script("support-plan"), load_script("two-reviews", TESTS / "formats")]
    request.getfixturevalue("without_c")
    assert [load_script("support-plan"), load_script("two-reviews", TESTS / "formats")] == fast
    assert loading._read.cache_info().misses > 10, "nothing came from what was read before"
    assert check_prompts(find_prompts()) == []
