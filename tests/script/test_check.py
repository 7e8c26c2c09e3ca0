"""Each kind of finding, from a sound format with one thing broken; `# HERE` marks the line to be named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.plan.refusal import Refusal
from facilitator.script.check import check_prompts
from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import explain
from tests.script.broken import EVERYTHING, FORM, JOURNEY, RECORDS, ROADS, SENTENCES, STAMP, Broken

FORMATS = Path(__file__).parents[1] / "formats"


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A folder of prompts with one sound format, to be broken."""
    return sound_format(tmp_path / "prompts")


def sound_format(prompts: Path) -> Path:
    shutil.copytree(FORMATS / "two-reviews", prompts / "two-reviews")
    return prompts


def break_it(prompts: Path, broken: Broken) -> tuple[str, int]:
    """Break a file and return its name and the number of the marked line."""
    path = prompts / "two-reviews" / broken.file
    text = path.read_text(encoding="utf-8")
    assert broken.old in text
    text = text.replace(broken.old, broken.new, 1)
    path.write_text(text, encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "# HERE" in line)
    return path.name, line


@pytest.mark.parametrize("broken", EVERYTHING, ids=lambda broken: broken.code)
def test_a_broken_format_is_found_out_with_its_line(prompts: Path, broken: Broken) -> None:
    expected = break_it(prompts, _with_context(prompts, broken))
    found = check_prompts(prompts)
    places = [(one.file.name, one.line) for one in found if one.code == f"script.{broken.code}"]
    assert expected in places, [explain(one.refusal()) for one in found]


def _with_context(prompts: Path, broken: Broken) -> Broken:
    """Prepare what a finding needs around the one line that it names."""
    roads = prompts / "two-reviews" / ROADS
    text = roads.read_text(encoding="utf-8")
    if broken.code == "delivered-missing":
        text = text.replace("records: outcome.delivered", "records: outcome.route", 1)
    if broken.code == "apart-untold":
        text = text.replace("outcome.progress.reason", "outcome.progress.would_change", 1)
    if broken.code == "delivered-late":
        first = text[text.index("  - id: road.seen") : text.index("  - id: road.show")]
        text = text.replace(first, "").replace("  - id: road.help", first + "  - id: road.help", 1)
        broken = broken._replace(old="  - id: road.seen\n", new="  - id: road.seen # HERE\n")
    roads.write_text(text, encoding="utf-8")
    if broken.code == "child-not-first":
        journey = prompts / "two-reviews" / JOURNEY
        said = journey.read_text(encoding="utf-8")
        journey.write_text(said.replace("to: child", "to: everyone", 1), encoding="utf-8")
    return broken


def test_a_segment_in_no_agenda_is_found(prompts: Path) -> None:
    form = prompts / "two-reviews" / FORM
    text = form.read_text(encoding="utf-8").replace(", stamp: 5}", "}").replace(", stamp: 3}", "}")
    form.write_text(text, encoding="utf-8")
    codes = {one.code for one in check_prompts(prompts)}
    assert {"script.in-no-agenda", "script.agenda-sum", "script.never-recorded"} <= codes


def test_several_findings_come_at_once_in_the_order_of_their_lines(prompts: Path) -> None:
    for broken in (SENTENCES[8], SENTENCES[13], RECORDS[10]):
        break_it(prompts, broken)
    found = check_prompts(prompts)
    assert {"script.child-why", "script.acronym", "script.unknown-path"} <= {one.code for one in found}
    assert [(one.file, one.line) for one in found] == sorted((one.file, one.line) for one in found)


def test_every_finding_has_its_sentence(prompts: Path) -> None:
    for broken in EVERYTHING:
        shutil.rmtree(prompts)
        sound_format(prompts)
        break_it(prompts, _with_context(prompts, broken))
        for finding in check_prompts(prompts):
            sentence = explain(finding.refusal())
            assert sentence.startswith(f"{finding.file}, line {finding.line}: ")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_cut_or_doubled_the_check_says_so_in_sentences(
    prompts: Path, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted((prompts / "two-reviews").rglob("*.yaml"))))
    sound = path.read_text(encoding="utf-8")
    lines = sound.splitlines(keepends=True)
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
    lines[start:stop] = data.draw(st.sampled_from([[], lines[start:stop] * 2]))
    path.write_text("".join(lines), encoding="utf-8")
    try:
        for finding in check_prompts(prompts):
            assert 1 <= finding.line <= len(lines) + 1 or finding.file != path
            assert explain(finding.refusal())
    finally:
        path.write_text(sound, encoding="utf-8")


@pytest.mark.parametrize(
    ("loop", "sound"), [("step", True), ("provision", True), ("present", True), ("outcome", False)]
)
def test_in_a_loop_stand_people_and_what_belongs_to_the_thing(prompts: Path, loop: str, sound: bool) -> None:
    roads = prompts / "two-reviews" / ROADS
    text = roads.read_text(encoding="utf-8")
    looped = text.replace("- id: road.pack\n", f"- id: road.pack\n    for_each: {loop}\n")
    roads.write_text(looped, encoding="utf-8")
    assert ("script.loop-in-loop" not in {one.code for one in check_prompts(prompts)}) == sound


def test_a_shared_part_may_ask_more_in_a_meeting_longer_than_any_of_a_format(prompts: Path) -> None:
    own = prompts / "two-reviews" / ROADS
    shared = prompts / "shared" / "segments" / own.name
    text = own.read_text(encoding="utf-8").replace(
        "when: {spread: {at_least: 1}}", "when: {spread: {at_least: 1}, minutes: {at_least: 60}}"
    )
    own.write_text(text, encoding="utf-8")
    assert [one.code for one in check_prompts(prompts)] == ["script.empty-range"]
    shared.parent.mkdir(parents=True)
    own.rename(shared)
    assert check_prompts(prompts) == []


def test_what_is_wrong_in_a_shared_part_names_the_formats_in_which_it_is(prompts: Path) -> None:
    own = Path(shutil.copytree(find_prompts(), prompts / "own"))
    setup = own / "shared" / "segments" / "setup.yaml"
    text = setup.read_text(encoding="utf-8").replace("    sent_in: true\n", "")
    setup.write_text(text, encoding="utf-8")
    found = next(one for one in check_prompts(own) if one.code == "script.nothing-to-loop-over")
    assert found.file.name == "school.yaml"
    assert "support-plan" in found.formats
    assert all(name in explain(found.refusal()) for name in found.formats)


def test_words_that_are_too_hard_are_words_of_the_sentence(prompts: Path) -> None:
    stamp = prompts / "two-reviews" / STAMP
    text = stamp.read_text(encoding="utf-8").replace(
        "adult: When do we meet for the next stamp?",
        "adult: Evaluate {{ child.called }} by {{ finish }}, accordingly.",
    )
    stamp.write_text(text, encoding="utf-8")
    (found,) = [one for one in check_prompts(prompts) if one.code == "script.adult-hard"]
    assert found.values["longest"] == "Evaluate, accordingly, by"


def test_a_meeting_that_is_too_long_says_where_the_time_goes(prompts: Path) -> None:
    form = prompts / "two-reviews" / FORM
    text = form.read_text(encoding="utf-8")
    text = text.replace("minutes: 25", "minutes: 8").replace("15, roads: 7, stamp", "3, roads: 2, stamp")
    form.write_text(text, encoding="utf-8")
    (found,) = [one for one in check_prompts(prompts) if one.code == "script.agenda-too-long"]
    assert str(found.values["parts"]).startswith("roads ")


def test_a_page_may_depend_on_the_minutes(prompts: Path) -> None:
    roads = prompts / "two-reviews" / ROADS
    text = roads.read_text(encoding="utf-8")
    roads.write_text(
        text.replace("{id: road.on,", "{id: road.on, when: {minutes: {at_most: 30}},"), encoding="utf-8"
    )
    assert check_prompts(prompts) == []


def test_a_turn_that_is_asked_of_each_line_is_named_where_it_belongs(prompts: Path) -> None:
    outcomes = Path(shutil.copytree(find_prompts(), prompts / "own")) / "support-plan" / "segments"
    path = outcomes / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    for_each: provision\n", ""), encoding="utf-8")
    assert "script.wrong-loop" in {one.code for one in check_prompts(prompts / "own")}


def test_an_invented_format_is_sound_by_the_same_check() -> None:
    assert check_prompts(FORMATS) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"script\.folder-not-found"):
        check_prompts(tmp_path / "nowhere")
