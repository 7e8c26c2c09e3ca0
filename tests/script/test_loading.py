"""Scripts are found, read and refused with file and line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from facilitator.meeting.who_is_speaking import WhoIsMeant
from facilitator.plan.refusal import Refusal
from facilitator.script import prompts_folder
from facilitator.script.loading import find_prompts, formats, load_script
from facilitator.script.words_by_key import explain
from tests.effort import effort
from tests.meeting.spellings import PEOPLE
from tests.meeting.talk import Talk

FORMATS = Path(__file__).parents[1] / "formats"


def refused(prompts: Path, format_id: str = "two-reviews") -> Refusal:
    with pytest.raises(Refusal) as caught:
        load_script(format_id, prompts)
    return caught.value


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORMATS, tmp_path / "prompts"))


def test_the_support_plan_is_listed_and_loaded() -> None:
    assert [listed.id for listed in formats()] == [
        "coventry",
        "group-intervention",
        "kirklees",
        "pupil-support-plan",
        "send-support-plan",
        "support-plan",
    ]
    script = load_script("support-plan")
    assert script.segments[0].setup
    assert script.agenda(60).minutes == 60
    assert "mum" in script.vocabulary.perspectives["parent"]


def test_the_prompts_of_an_installed_package_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts_folder, "PACKAGE", tmp_path / "facilitator")
    assert find_prompts() == tmp_path / "prompts"
    (tmp_path / "facilitator" / "prompts").mkdir(parents=True)
    assert find_prompts() == tmp_path / "facilitator" / "prompts"


def test_a_school_s_own_folder_is_read_instead(prompts: Path) -> None:
    script = load_script("two-reviews", prompts)
    assert script.scale.highest == 3
    assert [listed.name for listed in formats(prompts)] == [
        "Reading Hour",
        "Way Book",
        "Target Card",
        "Learning Passport",
    ]


def test_a_format_s_own_segment_comes_before_the_shared_one(prompts: Path) -> None:
    own = prompts / "two-reviews" / "segments" / "stamp.yaml"
    shared = prompts / "shared" / "segments" / "stamp.yaml"
    shared.parent.mkdir(parents=True)
    shared.write_text(own.read_text(encoding="utf-8").replace("The stamp", "Shared"), encoding="utf-8")
    assert load_script("two-reviews", prompts).segments[-1].title.adult == "The stamp"
    own.unlink()
    assert load_script("two-reviews", prompts).segments[-1].title.adult == "Shared"


def test_options_called_yes_and_no_stay_words() -> None:
    turn = load_script("support-plan").turns_by_id()["goal.delivered"]
    assert [option.id for option in turn.options] == ["yes", "partly", "no"]
    stopped = load_script("support-plan").turns_by_id()["goal.stopped"]
    assert stopped.when.answers == {"goal.delivered": ["partly", "no"]}


@pytest.mark.parametrize("format_id", ["nothing", "../support-plan", "", "shared"])
def test_an_unknown_format_is_refused_with_those_there_are(format_id: str) -> None:
    refusal = refused(find_prompts(), format_id)
    assert refusal.code == "script.unknown-format"
    assert "support-plan" in explain(refusal)


def test_a_missing_segment_is_refused(prompts: Path) -> None:
    (prompts / "two-reviews" / "segments" / "roads.yaml").unlink()
    assert refused(prompts).code == "script.file-not-found"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("low: 1", "low: 1\n  low: 2", "script.repeated-key", 68),
        ("low: 1", "lowest: 1", "script.unknown-key", 67),
        ("low: 1", 'low: "1', "script.not-yaml", 67),
        ("name: Learning Passport", "name: [", "script.not-yaml", 6),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(
    prompts: Path, old: str, new: str, code: str, line: int
) -> None:
    form = prompts / "two-reviews" / "format.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    refusal = refused(prompts)
    assert refusal.code == code
    assert refusal.values["line"] == line or code == "script.not-yaml"
    assert str(form) in explain(refusal)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "script.not-readable"),
        (b"", "script.missing-key"),
        (b"- a\n- b\n", "script.not-keys"),
        (b"id: &a [*a]\n", "script.holds-itself"),
        (b"? [a, b]\n: c\n", "script.unknown-key"),
        (b"id: \x00\n", "script.not-yaml"),
        (b"[" * 5000, "script.not-yaml"),
    ],
    ids=["not-text", "empty", "a-list", "itself", "odd-key", "nul", "deep"],
)
def test_strange_files_are_refused_and_never_crash(prompts: Path, data: bytes, code: str) -> None:
    form = prompts / "two-reviews" / "format.yaml"
    form.write_bytes(data)
    refusal = refused(prompts)
    assert refusal.code == code
    assert explain(refusal)


def test_words_need_no_models_and_yaml_only_when_they_are_said() -> None:
    dear = "print(sorted({'yaml', 'jinja2', 'syllapy', 'pydantic'} & set(sys.modules)));"
    words = "import sys; from facilitator.script import filled_sentences, words_by_key;"
    code = f"{words} {dear} words_by_key.say('ladder.pass'); {dear} import facilitator.script.loading; {dear}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "['yaml']", "['pydantic', 'yaml']"]


def test_what_most_turns_leave_out_is_made_once() -> None:
    turns = [turn for segment in load_script("support-plan").segments for turn in segment.turns]
    always = [turn.when for turn in turns if not turn.when.model_fields_set]
    no_other_way = [turn.another_way for turn in turns if not turn.another_way.model_fields_set]
    unsaid = [turn.child for turn in turns if not turn.child]
    for left_out in (always, no_other_way, unsaid):
        assert len(left_out) > 1
        assert len(set(map(id, left_out))) == 1


def test_another_format_is_not_read(prompts: Path) -> None:
    (prompts / "unreadable").mkdir()
    (prompts / "unreadable" / "format.yaml").write_text("{", encoding="utf-8")
    assert load_script("two-reviews", prompts).format.id == "two-reviews"
    assert refused(prompts, "unreadable").code == "script.not-yaml"


def test_loading_takes_a_moment_only() -> None:
    load_script("support-plan")
    assert effort(partial(load_script, "support-plan")) < 5


def test_a_follow_up_that_is_not_there_is_refused_before_the_meeting(prompts: Path) -> None:
    roads = prompts / "two-reviews" / "segments" / "roads.yaml"
    text = roads.read_text(encoding="utf-8").replace("- turn: road.apart", "- turn: road.lost")
    roads.write_text(text, encoding="utf-8")
    refusal = refused(prompts)
    assert refusal.code == "script.unknown-follow-up"
    line = text[: text.index("- turn: road.lost")].count("\n") + 1
    assert (refusal.values["follow_up"], refusal.values["line"]) == ("road.lost", line)
    assert f"roads.yaml, line {line}" in explain(refusal)


def test_a_folder_without_a_vocabulary_speaks_ours(tmp_path: Path) -> None:
    shutil.copytree(find_prompts(), tmp_path / "own")
    (tmp_path / "own" / "shared" / "vocabulary.yaml").unlink()
    assert load_script("support-plan", tmp_path / "own").vocabulary == load_script("support-plan").vocabulary


def test_a_vocabulary_of_an_earlier_version_still_tells_what_may_be_a_name(tmp_path: Path) -> None:
    shutil.copytree(find_prompts(), tmp_path / "own")
    (tmp_path / "own" / "shared" / "vocabulary.yaml").write_text("yes: [aye]\n", encoding="utf-8")
    script = load_script("support-plan", tmp_path / "own")
    assert script.vocabulary.yes == ["aye"]
    talk = Talk(people=PEOPLE, script=script)
    talk.go("child.going-well")
    with pytest.raises(WhoIsMeant) as asked:
        talk.type("mr lindquist: he waits")
    assert asked.value.likely[:1] == ("lindqvist",)


def test_a_review_that_the_format_does_not_have_is_called_by_its_number() -> None:
    script = load_script("support-plan")
    assert [script.period_name(number) for number in (1, 3, 4)] == ["Term 1", "Term 3", "Term 4"]
