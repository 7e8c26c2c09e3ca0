"""Nudges are fair: each rule finds what it should, and what is well written is left alone."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
import yaml

from facilitator.script.check import check_prompts
from facilitator.script.declared_fields import FieldRole, ItemKind
from facilitator.script.loading import find_prompts
from facilitator.script.nudges import NUDGES_FILE, load_nudges

HERE = Path(__file__).parent


def lines_in(path: Path) -> list[tuple[str, str, str]]:
    """Return the cases of a file: which box, what should become of its words, and the words."""
    return [
        (box, told, words)
        for box, cases in yaml.safe_load(path.read_text("utf-8")).items()
        for told, lines in cases.items()
        for words in lines
    ]


CASES = lines_in(HERE / "nudge_cases.yaml")
FIGURES = {
    # file: those found of those to be asked about, and those asked about of those that are fine
    "shared": (187, 195, 1, 171),
    "fitted": (35, 36, 0, 31),
    "held": (34, 35, 1, 31),
    "late": (32, 32, 0, 28),
}
"""How many of the cases are found; `held` are those to which nothing was fitted."""


def kind(role: str, *boxes: str) -> ItemKind:
    """Return a kind of items with the words alone, or with further boxes of some roles; it may be `dated`."""
    roles = [box for box in boxes if box != "dated"]
    fields = {"words": {"type": "words", "role": "wording"}, **{box: {"role": box} for box in roles}}
    return ItemKind.model_validate({"role": role, "dated": "dated" in boxes, "fields": fields})


def rule_for(words: str, box: str) -> str:
    """Return the rule that asks about words, of a kind such as `provision.how_often who dated`."""
    named, *boxes = box.split()
    role, _, field = named.partition(".")
    of = None if role == "action" else kind(role, *boxes)
    found = load_nudges().of(words, of, cast("FieldRole", field or "wording"))
    return found.id if found else "none"


@pytest.mark.parametrize(("box", "rule", "words"), CASES)
def test_each_line_is_asked_about_by_its_rule_or_left_alone(box: str, rule: str, words: str) -> None:
    assert rule_for(words, box) == rule


@pytest.mark.parametrize("name", FIGURES)
def test_what_should_be_asked_about_is_found_and_the_rest_left_alone(name: str) -> None:
    cases = lines_in(HERE / "nudge_figures" / f"{name}.yaml")
    found = Counter((told, rule_for(words, box) != "none") for box, told, words in cases)
    asked, fine = ([one for _, one, _ in cases].count(told) for told in ("asked", "fine"))
    assert (found["asked", True], asked, found["fine", True], fine) == FIGURES[name]


def test_every_rule_has_cases() -> None:
    asked = {rule for _, rule, _ in CASES}
    assert {rule.id for rule in load_nudges().rules if not rule.off} <= asked


def test_a_shape_keeps_the_words_that_were_written() -> None:
    rule = next(one for one in load_nudges().rules if one.id == "no-date")
    assert (rule.better("Sam will read."), rule.better()) == ("By (when), Sam will read", "By (when), …")


def test_a_box_of_its_own_is_not_asked_after_in_the_words() -> None:
    words = "Talk group of four children with Miss Brannigan"
    assert rule_for(words, "provision who") == "no-frequency"
    assert rule_for(words, "provision who how_often") == "none"


def test_a_year_is_no_measure() -> None:
    assert rule_for("By the end of Year 4 Sam will improve his reading", "outcome") == "more-of"
    assert rule_for("Sam will improve his reading by 12/3/2027", "outcome") == "more-of"


def test_a_pattern_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    prompts = Path(shutil.copytree(find_prompts(), tmp_path / "prompts"))
    path = prompts / "shared" / NUDGES_FILE
    path.write_text(path.read_text("utf-8").replace(r"'\bbegin(s)? to\b'", r"'\bbegin((s)? to'"), "utf-8")
    assert [(one.file, one.code) for one in check_prompts(prompts)] == [(path, "script.wrong-value")]
