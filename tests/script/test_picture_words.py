"""Which picture a short line of a child's calls: right or none, and hardly ever wrong."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from facilitator.script.pictures import Pictures, load_pictures

CASES: dict[str, list[tuple[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "picture_cases.yaml").read_text(encoding="utf-8")
)


class Found(NamedTuple):
    """How many lines there are, how many have the wanted picture, and which have a wrong one."""

    lines: int
    right: int
    wrong: list[tuple[str, str, str]]


def found(pictures: Pictures, cases: list[tuple[str, str]]) -> Found:
    right, wrong = 0, []
    for line, wanted in cases:
        picture = pictures.of_line(line, "8-11")
        got = picture.id if picture else ""
        right += got == wanted
        if got not in ("", wanted):
            wrong.append((line, wanted, got))
    return Found(len(cases), right, wrong)


def test_there_are_150_lines_of_which_40_are_apart() -> None:
    assert (len(CASES["seen"]), len(CASES["apart"])) == (110, 40)
    lines = [line.casefold() for cases in CASES.values() for line, _ in cases]
    assert len(set(lines)) == len(lines)


def test_a_line_has_its_picture_or_none() -> None:
    counted = found(load_pictures(), [*CASES["seen"], *CASES["apart"]])
    assert len(counted.wrong) <= 0.02 * counted.lines, counted.wrong
    assert counted.right >= 0.95 * counted.lines, counted


@pytest.mark.parametrize(("which", "most_wrong"), [("seen", 0), ("apart", 3)])
def test_lines_that_were_seen_and_those_apart(which: str, most_wrong: int) -> None:
    """Three of those apart have a picture of a part of what they say, where none was wanted."""
    counted = found(load_pictures(), CASES[which])
    assert len(counted.wrong) <= most_wrong, counted.wrong
    assert counted.right >= 0.9 * counted.lines, counted
