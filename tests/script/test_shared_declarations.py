"""What several formats declare alike is written once, and taken in by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.loading import find_prompts, load_script
from facilitator.script.shared_declarations import declarations_path


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A school's own copy of the folder."""
    return Path(shutil.copytree(find_prompts(), tmp_path / "prompts"))


def rewritten(path: Path, old: str, new: str) -> int:
    """Change a file; the number of the line that changed."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_what_is_taken_in_stands_behind_what_the_format_says_itself() -> None:
    review = load_script("support-plan").format.review
    assert list(review)[:2] == ["working", "not_working"]
    assert review["proud_of"].child == "What I am good at"


def test_what_the_format_says_itself_comes_first(prompts: Path) -> None:
    own = "review:\n  proud_of: {label: Our stars}\n"
    rewritten(prompts / "support-plan" / "format.yaml", "review:\n", own)
    field = load_script("support-plan", prompts).format.review["proud_of"]
    assert (field.label, field.child) == ("Our stars", "What I am good at")


def test_a_name_that_is_no_file_is_told_with_its_line(prompts: Path) -> None:
    path = prompts / "support-plan" / "format.yaml"
    line = rewritten(path, "takes_in: [meeting", "takes_in: [meting")
    with pytest.raises(Refusal) as refused:
        load_script("support-plan", prompts)
    assert refused.value.code == "script.unknown-declarations"
    assert [(one.file, one.line, one.code, one.values) for one in check_prompts(prompts)] == [
        (path, line, "script.unknown-declarations", {"name": "meting"})
    ]


def test_what_is_wrong_in_a_shared_file_is_told_there(prompts: Path) -> None:
    path = declarations_path(prompts, "meeting")
    line = rewritten(path, "admire: {label:", "admire: {lable:")
    found = {(one.file, one.line, one.code) for one in check_prompts(prompts)}
    assert (path, line, "script.unknown-key") in found
