"""Nudges are fair: each rule finds what it should, and what is well written is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from facilitator.script.check import check_prompts
from facilitator.script.declared_fields import ItemKind
from facilitator.script.loading import find_prompts
from facilitator.script.nudges import NUDGES_FILE, load_nudges

CASES = [
    (role, rule, words)
    for role, rules in yaml.safe_load(Path(__file__).with_name("nudge_cases.yaml").read_text("utf-8")).items()
    for rule, lines in rules.items()
    for words in lines
]


def kind(role: str, *boxes: str) -> ItemKind:
    """Return a kind of items with the words alone, or with further boxes of some roles."""
    fields = {"words": {"type": "words", "role": "wording"}, **{box: {"role": box} for box in boxes}}
    return ItemKind.model_validate({"role": role, "fields": fields})


def rule_for(words: str, role: str, *boxes: str) -> str:
    found = load_nudges().of(words, kind(role, *boxes))
    return found.id if found else "none"


@pytest.mark.parametrize(("role", "rule", "words"), CASES)
def test_each_line_is_asked_about_by_its_rule_or_left_alone(role: str, rule: str, words: str) -> None:
    assert rule_for(words, role) == rule


def test_every_rule_has_cases() -> None:
    asked = {rule for _, rule, _ in CASES}
    assert {rule.id for rule in load_nudges().rules if not rule.off} <= asked


def test_a_box_of_its_own_is_not_asked_after_in_the_words() -> None:
    words = "Talk group of four children with Miss Brannigan"
    assert rule_for(words, "provision") == "no-frequency"
    assert rule_for(words, "provision", "how_often") == "none"


def test_a_year_is_no_measure() -> None:
    assert rule_for("By the end of Year 4 Sam will improve his reading", "outcome") == "more-of"
    assert rule_for("Sam will improve his reading by 12/3/2027", "outcome") == "more-of"


def test_a_pattern_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    prompts = Path(shutil.copytree(find_prompts(), tmp_path / "prompts"))
    path = prompts / "shared" / NUDGES_FILE
    path.write_text(path.read_text("utf-8").replace(r"'\bbegin(s)? to\b'", r"'\bbegin((s)? to'"), "utf-8")
    assert [(one.file, one.code) for one in check_prompts(prompts)] == [(path, "script.wrong-value")]
