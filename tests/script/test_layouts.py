"""Each kind of finding in a Word layout, from a sound one with one thing broken; `# HERE` marks its line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.layouts import LAYOUT_FILE, load_layout, load_layouts, load_phrases
from facilitator.script.loading import find_prompts
from facilitator.script.source import Finding
from facilitator.script.words import explain, explain_finding

FORMATS = Path(__file__).parents[1] / "formats"
OTHER_PLANS = "\nother_plans:\n  - {id: ehc, label: EHC plan}\n"
SOUND = """\
title: [Learning Passport]
date: "%d/%m/%Y"
own_text: [Miles on the road]
blocks:
  - id: traveller
    fields:
      - records: child.name
        answer: [right]
        labels: [Traveller]
      - labels: [What else there is]
      - {records: other_plan, kind: ehc, answer: [box], labels: [EHC plan]}
  - id: road
    each: outcome
    fields:
      - {records: outcome.wording, starts: true, answer: [right], labels: ["Road {number}"]}
    grids:
      - id: help
        columns:
          - {records: provision.what, labels: [Help]}
        rows:
          - {where: education, labels: [At school]}
  - id: stamp
    each: review
    fields:
      - {records: review.date, starts: true, answer: [inside], labels: ["Stamp {number}. Day: {answer}"]}
      - {records: statement, topic: travel_plans, answer: [under], labels: [Where next]}
      - {records: review.choice, field: felt_heard, answer: [right], labels: [Was I heard]}
    grids:
      - id: views
        columns:
          - {topic: working, labels: [Going well]}
          - {topic: not_working, labels: [Tricky]}
        rows:
          - {records: view, perspective: child, labels: [Traveller says]}
      - id: miles
        each_row: outcome
        key: "Miles on the road:"
        columns:
          - {records: outcome.number, labels: [Road]}
          - {records: progress, field: seen, labels: [What we saw]}
          - {records: progress, field: pack, also: [ended_because, actions, decision], labels: [Pack]}
"""


class Broken(NamedTuple):
    """One thing that is broken: old text becomes new text; `value` is what the finding must say."""

    code: str
    old: str
    new: str
    value: str = ""


NUMBER = "          - {records: outcome.number, labels: [Road]}\n"
PLACES = [
    Broken("layout-slot", '"Road {number}"]}', '"Road {date}"]} # HERE', "date"),
    Broken("layout-inside", "labels: [Traveller]", 'labels: ["I am {answer}"] # HERE', "I am {answer}"),
    Broken("layout-inside", "labels: [Help]}", 'labels: ["Help {answer}"]} # HERE', "Help {answer}"),
    Broken("layout-inside", "- labels: [What else there is]", '- labels: ["There is {answer}"] # HERE'),
    Broken("layout-empty-label", "labels: [Traveller]", 'labels: [Traveller, "..."] # HERE'),
    Broken("layout-no-answer", "topic: travel_plans, answer: [under],", "topic: travel_plans,", "Where next"),
    Broken(
        "layout-needless-answer",
        "labels: [What else there is]",
        "answer: [right] # HERE\n        labels: [What else there is]",
        "What else there is",
    ),
    Broken("layout-label-twice", "labels: [What else there is]", "labels: [TRAVELLER.] # HERE", "TRAVELLER."),
    Broken("layout-label-twice", "labels: [Tricky]}", "labels: [Going well!]} # HERE", "Going well!"),
]
NAMES = [
    Broken("layout-unknown", "topic: travel_plans", "topic: holidays", "holidays"),
    Broken("layout-unknown", "kind: ehc", "kind: pep", "pep"),
    Broken("layout-unknown", "field: seen", "field: felt_heard", "felt_heard"),
    Broken("layout-unknown", "field: felt_heard", "field: seen", "seen"),
    Broken("layout-unknown", "also: [ended_because,", "also: [ended_because, notes,", "notes"),
]
LACKING = [
    Broken("layout-says-too-little", "statement, topic: travel_plans", "statement", "Where next"),
    Broken("layout-says-too-little", "other_plan, kind: ehc", "other_plan", "EHC plan"),
    Broken("layout-says-too-little", "review.choice, field: felt_heard", "review.choice", "Was I heard"),
    Broken("layout-says-too-little", "- {topic: working, labels", "- {labels", "Going well"),
    Broken("layout-says-too-little", "where: education, labels: [At school]", "labels: [At school]", "Help"),
    Broken("layout-says-too-little", "progress, field: seen", "progress", "What we saw"),
    Broken("layout-rows-without-outcome", NUMBER, "", "miles"),
    Broken("layout-no-review", "id: stamp\n    each: review", "id: stamp", "miles"),
]
NO_PLACE = [
    Broken("layout-lacks", "child.name", "child.known_as", "child.name"),
    Broken("layout-lacks", "outcome.wording", "outcome.steps", "outcome.wording"),
    Broken("layout-lacks", "review.date", "review.next_date", "review.date"),
    Broken("layout-lacks", "topic: not_working", "topic: travel_plans", "not_working"),
    Broken("layout-lacks", "field: pack", "field: ended_because", "pack"),
]
SHAPE = [
    Broken("wrong-value", "each_row: outcome", "several_rows: true"),
    Broken("wrong-value", "own_text: [Miles on the road]", "own_text: [Something else]"),
    Broken("wrong-value", "labels: [Traveller]", "labels: []"),
    Broken("not-one-of", "records: child.name", "records: child.names # HERE"),
    Broken("not-one-of", "answer: [under]", "answer: [left]"),
    Broken("unknown-key", "answer: [right]\n", "anwser: [right] # HERE\n"),
    Broken("missing-key", 'date: "%d/%m/%Y"\n', ""),
    Broken("not-an-id", "- id: traveller", "- id: the traveller # HERE"),
]


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A folder of prompts with one format, and a sound layout beside it."""
    folder = Path(shutil.copytree(FORMATS, tmp_path / "prompts"))
    with (folder / "two-reviews" / "format.yaml").open("a", encoding="utf-8") as form:
        form.write(OTHER_PLANS)
    _write(folder, SOUND)
    return folder


def _write(prompts: Path, text: str) -> None:
    (prompts / "two-reviews" / LAYOUT_FILE).write_text(text, encoding="utf-8")


def _found(prompts: Path) -> list[Finding]:
    return [one for one in check_prompts(prompts) if one.file.name == LAYOUT_FILE]


def test_a_sound_layout_has_nothing_to_put_right(prompts: Path) -> None:
    assert not [explain_finding(one) for one in _found(prompts)]
    assert list(load_layouts(prompts)) == ["two-reviews"]


def test_our_own_layouts_are_sound() -> None:
    assert not [explain_finding(one) for one in _found(find_prompts())]
    assert "support-plan" in load_layouts(find_prompts())


@pytest.mark.parametrize("broken", [*PLACES, *NAMES, *LACKING, *NO_PLACE], ids=lambda broken: broken.code)
def test_what_is_wrong_with_a_layout_is_found_with_its_line(broken: Broken, prompts: Path) -> None:
    line = _break(prompts, broken)
    found = [one for one in _found(prompts) if one.code == f"script.{broken.code}"]
    assert (LAYOUT_FILE, line) in [(one.file.name, one.line) for one in found], _found(prompts)
    sentences = [explain_finding(one) for one in found if one.line == line]
    assert any(broken.value in sentence for sentence in sentences), sentences


def _break(prompts: Path, broken: Broken) -> int:
    """Break the layout and return the number of the line that its finding must name."""
    assert broken.old in SOUND
    text = SOUND.replace(broken.old, broken.new, 1)
    _write(prompts, text)
    lines = text.splitlines()
    if broken.code == "layout-lacks":
        return 1
    if broken.code == "layout-rows-without-outcome":
        return lines.index("        each_row: outcome") + 1
    if broken.code == "layout-no-review":
        return lines.index("      - id: miles") + 1
    marked = [number for number, line in enumerate(lines, 1) if "# HERE" in line]
    if marked:
        return marked[0]
    before = SOUND.splitlines()
    changed = [number for number, (old, new) in enumerate(zip(before, lines, strict=True), 1) if old != new]
    if broken.value == "Help":  # the column is named; its row says too little
        return before.index("          - {records: provision.what, labels: [Help]}") + 1
    return changed[0]


@pytest.mark.parametrize("broken", SHAPE, ids=lambda broken: broken.code)
def test_a_layout_of_the_wrong_shape_is_refused_with_its_line(broken: Broken, prompts: Path) -> None:
    assert broken.old in SOUND
    text = SOUND.replace(broken.old, broken.new, 1)
    _write(prompts, text)
    codes = {one.code for one in _found(prompts)}
    assert f"script.{broken.code}" in codes
    with pytest.raises(Refusal) as refused:
        load_layout("two-reviews", prompts)
    assert refused.value.code == f"script.{broken.code}"
    assert LAYOUT_FILE in explain(refused.value)
    if "# HERE" in text:
        line = next(number for number, line in enumerate(text.splitlines(), 1) if "# HERE" in line)
        assert refused.value.values["line"] == line


def test_a_format_may_have_no_layout(prompts: Path) -> None:
    (prompts / "two-reviews" / LAYOUT_FILE).unlink()
    assert load_layout("two-reviews", prompts) is None
    assert not load_layouts(prompts)
    assert not _found(prompts)


def test_a_folder_without_phrases_speaks_as_the_program_does(prompts: Path) -> None:
    assert load_phrases(prompts) == load_phrases(find_prompts())


def test_a_folder_has_its_own_phrases_and_they_are_checked(prompts: Path) -> None:
    own = (find_prompts() / "shared" / "phrases.yaml").read_text(encoding="utf-8")
    shared = prompts / "shared"
    shared.mkdir(exist_ok=True)
    (shared / "phrases.yaml").write_text(own.replace('yes: "Yes"', 'yes: "Yes, it is"'), encoding="utf-8")
    assert load_phrases(prompts).yes == "Yes, it is"
    (shared / "phrases.yaml").write_text(own.replace('yes: "Yes"\n', ""), encoding="utf-8")
    found = [one for one in check_prompts(prompts) if one.file.name == "phrases.yaml"]
    assert [one.code for one in found] == ["script.missing-key"]
