"""Each kind of finding in a Word layout, from a sound one with one thing broken; `# HERE` marks its line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.layouts import LAYOUT_FILE, load_layout, load_layouts
from facilitator.script.loading import find_prompts
from facilitator.script.phrases_in_forms import load_phrases
from facilitator.script.words_by_key import explain
from facilitator.script.yaml_source import Finding
from tests.shapes import SHAPES

FORMATS = Path(__file__).parents[1] / "formats"
OTHER_PLANS = "\nplan:\n  ehc: {type: tick, label: EHC plan}\n"
SOUND = """\
title: [Learning Passport]
date: "%d/%m/%Y"
own_text: [Miles on the road]
blocks:
  - id: traveller
    fields:
      - records: child.full_name
        answer: [right]
        labels: [Traveller]
      - labels: [What else there is]
      - {records: plan.ehc, answer: [box], labels: [EHC plan]}
  - id: road
    each: outcome
    fields:
      - {records: outcome.wording, starts: true, answer: [right], labels: ["Road {number}"]}
    grids:
      - id: help
        columns:
          - {records: provision.what, labels: [Help]}
        rows:
          - {with: {place: education}, labels: [At school]}
  - id: stamp
    each: review
    fields:
      - {records: review.date, starts: true, answer: [inside], labels: ["Stamp {number}. Day: {answer}"]}
      - {records: review.travel_plans, answer: [under], labels: [Where next]}
      - {records: review.felt_heard, answer: [right], labels: [Was I heard]}
    grids:
      - id: views
        columns:
          - {records: review.working, labels: [Going well]}
          - {records: review.not_working, labels: [Tricky]}
        rows:
          - {of: child, labels: [Traveller says]}
      - id: miles
        each_row: outcome
        key: "Miles on the road:"
        columns:
          - {records: outcome.number, labels: [Road]}
          - {records: outcome.seen, labels: [What we saw]}
          - records: outcome.pack
            also: [outcome.ended_because, outcome.actions, outcome.decision]
            labels: [Pack]
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
    Broken("layout-no-answer", "review.travel_plans, answer: [under],", "review.travel_plans,", "Where next"),
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
    Broken("layout-unknown-path", "review.travel_plans", "review.holidays", "review.holidays"),
    Broken("layout-unknown-path", "plan.ehc", "plan.pep", "plan.pep"),
    Broken("layout-unknown-path", "outcome.seen", "outcome.felt_heard", "outcome.felt_heard"),
    Broken("layout-unknown-path", "review.felt_heard", "review.seen", "review.seen"),
    Broken("layout-unknown-path", "provision.what", "target.what", "target.what"),
    Broken("layout-unknown-path", "records: child.full_name", "records: child.names # HERE", "child.names"),
    Broken("layout-unknown-path", "also: [outcome.ended_because,", "also: [outcome.notes,", "outcome.notes"),
    Broken("layout-unknown-path", "place: education", "place: elsewhere", "elsewhere"),
    Broken("layout-unknown-path", "place: education", "spot: education", "spot"),
    Broken("layout-unknown-path", "id: road\n    each: outcome", "id: road\n    each: road # HERE", "road"),
    Broken("layout-unknown-path", "each_row: outcome", "each_row: road # HERE", "road"),
    Broken("layout-unknown-path", "review.felt_heard,", "review.felt_heard, option: perhaps,", "perhaps"),
    Broken(
        "layout-unknown-path",
        "answer: [right]\n        labels: [Trav",
        "answer: [right]\n        also: [signed.plan] # HERE\n        labels: [Trav",
        "signed.plan",
    ),
]
LACKING = [
    Broken("layout-says-too-little", "- {records: review.working, labels", "- {labels", "Going well"),
    Broken("layout-says-too-little", "records: outcome.seen,", "also: [outcome.seen],", "What we saw"),
    Broken("layout-one-of-several", "outcome.seen,", "step.felt,", "What we saw"),
    Broken("layout-rows-of-nothing", NUMBER, "", "miles"),
    Broken("layout-no-review", "id: stamp\n    each: review", "id: stamp", "Where next"),
    Broken("layout-of-no-item", "id: road\n    each: outcome", "id: road", "Road {number}"),
    Broken(
        "layout-mark",
        'key: "Miles on the road:"',
        'key: "Miles on the road:"\n        marks: {added: "R{term}: {text}"} # HERE',
        "term",
    ),
    Broken(
        "layout-mark",
        'key: "Miles on the road:"',
        'key: "Miles on the road:"\n        marks: {added: "{text} (R{review})"} # HERE',
    ),
]
NO_PLACE = [
    Broken("layout-lacks", "child.full_name", "child.known_as", "child.full_name"),
    Broken("layout-lacks", "outcome.wording", "outcome.advice", "outcome.wording"),
    Broken("layout-lacks", "review.date", "review.next_date", "review.date"),
    Broken("layout-lacks", "review.not_working", "review.travel_plans", "review.not_working"),
    Broken("layout-lacks", "outcome.pack", "outcome.ended_because", "outcome.pack"),
]
SHAPE = [
    Broken("wrong-value", "each_row: outcome", "several_rows: true"),
    Broken("wrong-value", "own_text: [Miles on the road]", "own_text: [Something else]"),
    Broken("wrong-value", "labels: [Traveller]", "labels: []"),
    Broken("not-one-of", "answer: [under]", "answer: [left]"),
    Broken("unknown-key", "answer: [right]\n", "anwser: [right] # HERE\n"),
    Broken("missing-key", 'date: "%d/%m/%Y"\n', ""),
    Broken("not-an-id", "- id: traveller", "- id: the traveller # HERE"),
]


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A folder of prompts with one format, and a sound layout beside it."""
    folder = Path(shutil.copytree(FORMATS, tmp_path / "prompts"))
    form = folder / "two-reviews" / "format.yaml"
    text = form.read_text(encoding="utf-8").replace(
        "  action:\n", "  step:\n    felt: {label: Felt}\n\n  action:\n"
    )
    form.write_text(text + OTHER_PLANS, encoding="utf-8")
    _write(folder, SOUND)
    return folder


def _write(prompts: Path, text: str) -> None:
    (prompts / "two-reviews" / LAYOUT_FILE).write_text(text, encoding="utf-8")


def _found(prompts: Path) -> list[Finding]:
    return [one for one in check_prompts(prompts) if one.file.name == LAYOUT_FILE]


def test_a_sound_layout_has_nothing_to_put_right(prompts: Path) -> None:
    assert not [explain(one.refusal()) for one in _found(prompts)]
    assert set(load_layouts(prompts)) == {"two-reviews", *(shape.format for shape in SHAPES)}


def test_our_own_layouts_are_sound() -> None:
    assert not [explain(one.refusal()) for one in _found(find_prompts())]
    assert "support-plan" in load_layouts(find_prompts())


@pytest.mark.parametrize("broken", [*PLACES, *NAMES, *LACKING, *NO_PLACE], ids=lambda broken: broken.code)
def test_what_is_wrong_with_a_layout_is_found_with_its_line(broken: Broken, prompts: Path) -> None:
    line = _break(prompts, broken)
    found = [one for one in _found(prompts) if one.code == f"script.{broken.code}"]
    assert (LAYOUT_FILE, line) in [(one.file.name, one.line) for one in found], _found(prompts)
    sentences = [explain(one.refusal()) for one in found if one.line == line]
    assert any(broken.value in sentence for sentence in sentences), sentences


def _break(prompts: Path, broken: Broken) -> int:
    """Break the layout and return the number of the line that its finding must name."""
    assert broken.old in SOUND
    text = SOUND.replace(broken.old, broken.new, 1)
    _write(prompts, text)
    lines = text.splitlines()
    if broken.code == "layout-lacks":
        return 1
    if broken.code == "layout-rows-of-nothing":
        return lines.index("        each_row: outcome") + 1
    if broken.code in ("layout-no-review", "layout-of-no-item"):
        return next(number for number, line in enumerate(lines, 1) if broken.value in line)
    marked = [number for number, line in enumerate(lines, 1) if "# HERE" in line]
    if marked:
        return marked[0]
    before = SOUND.splitlines()
    changed = [number for number, (old, new) in enumerate(zip(before, lines, strict=True), 1) if old != new]
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


@pytest.mark.parametrize("broken", NAMES[:7], ids=lambda broken: broken.value)
def test_a_layout_that_names_an_unknown_path_is_refused_with_its_line(broken: Broken, prompts: Path) -> None:
    line = _break(prompts, broken)
    with pytest.raises(Refusal) as refused:
        load_layout("two-reviews", prompts)
    assert (refused.value.code, refused.value.values["line"]) == ("script.layout-unknown-path", line)
    assert f"{broken.value} is not in format.yaml" in explain(refused.value)


def test_a_format_may_have_no_layout(prompts: Path) -> None:
    (prompts / "two-reviews" / LAYOUT_FILE).unlink()
    assert load_layout("two-reviews", prompts) is None
    assert "two-reviews" not in load_layouts(prompts)
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
