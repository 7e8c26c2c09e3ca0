"""A school's own file: what it may say, and one sentence with file and line for what is wrong in it."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from facilitator.files.folders import data_folder, meetings_folder
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting import events as ev
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import find_prompts
from facilitator.script.school import SCHOOL_FILE, School, load_school
from facilitator.script.words_by_key import explain
from facilitator.ui.drawing.frame import pace_words
from facilitator.work.own_school import own_school
from facilitator.work.session import Session
from tests.cli.running import call
from tests.meeting.plans import a_plan
from tests.test_session import Clock

EXAMPLE = re.search(r"```yaml\n(.*?)```", (find_prompts() / "a-schools-own.md").read_text(), re.DOTALL)


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SCHOOL_FILE
    path.write_text(text)
    return path


def test_the_example_in_the_docs_is_sound_and_says_everything(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    text = EXAMPLE[1].replace("# letterhead", "letterhead")
    path = written(tmp_path, text)
    (tmp_path / "letterhead.docx").touch()
    school = load_school(path)
    assert school.letterhead == tmp_path / "letterhead.docx"
    assert (school.urn, school.nudges, school.records_kept_months) == ("123456", True, 36)
    assert school.terms[0].first == date(2026, 9, 2)
    unsaid = [name for name in School.model_fields if name not in school.model_fields_set]
    assert unsaid == []
    assert call("formats", "check", tmp_path).code == 0


def test_every_line_may_be_left_out(tmp_path: Path) -> None:
    assert load_school(written(tmp_path, "")) == School()
    assert load_school(written(tmp_path, "# nothing\n")) == School()
    assert own_school() == School()


AUTUMN = "terms:\n  - {name: A, first: 2026-09-02, last: 2026-12-18}"
WRONG = [
    ("nmae: Example Primary", "script.unknown-key", 1),
    ("name: A\nname: B", "script.repeated-key", 2),
    ("name: A\nurn: 12345", "script.not-a-urn", 2),
    ("urn: 12345a", "script.not-a-urn", 1),
    ("nudges: sometimes", "script.not-yes-or-no", 1),
    ("records_kept_months: long", "script.not-a-number", 1),
    ("records_kept_months: 0", "script.too-low", 1),
    ("letterhead: letterhead.docx", "script.school-no-letterhead", 1),
    ("letterhead: ..", "script.school-no-letterhead", 1),
    ("terms:\n  - name: Autumn\n    first: 2/9/2026\n    last: 2026-12-18", "script.not-a-day", 3),
    ("terms:\n  - name: Autumn\n    first: 2026-02-30\n    last: 2026-12-18", "script.not-a-day", 3),
    ("terms:\n  - name: Autumn\n    first: 1788307200\n    last: 2026-12-18", "script.not-a-day", 3),
    ("terms:\n  - name: Autumn\n    first: 2026-12-18", "script.missing-key", 2),
    ("terms:\n  - name: A\n    first: 2026-12-18\n    last: 2026-09-02", "script.school-term-backwards", 4),
    (
        f"{AUTUMN}\n  - {{name: B, first: 2026-12-18, last: 2027-03-25}}",
        "script.school-terms-overlap",
        3,
    ),
    (
        f"{AUTUMN}\n  - {{name: B, first: 2026-01-04, last: 2026-03-25}}",
        "script.school-terms-overlap",
        3,
    ),
    ("closed:\n  - first: 2026-10-26\n    last: 2026-10-20", "script.school-closed-backwards", 3),
    ("closed:\n  - why: half-term", "script.missing-key", 2),
    ("contacts:\n  - name: Early help", "script.school-empty-contact", 2),
    ("contacts:\n  - name: Early help\n    phone: 1", "script.unknown-key", 3),
    ("weekly_cost:\n  weeks: 39", "script.missing-key", 1),
    ("weekly_cost:\n  against: x\n  weeks: 60", "script.too-high", 3),
    ("supporting_papers: a list", "script.not-keys", 1),
    ("terms: Autumn", "script.not-a-list", 1),
    ("terms:\n  - Autumn", "script.not-keys", 2),
    ("- a list", "script.not-keys", 1),
    ("name: [", "script.not-yaml", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), WRONG)
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    path = written(tmp_path, f"{text}\n")
    with pytest.raises(Refusal) as refused:
        load_school(path)
    assert refused.value.code == code
    assert (refused.value.values["file"], refused.value.values["line"]) == (str(path), line)
    sentence = explain(refused.value)
    done = call("formats", "check", tmp_path)
    assert done.code == 1
    said = " ".join(done.out.split())
    assert f"{SCHOOL_FILE}:{line}: " in said
    assert " ".join(sentence.split()).partition(": ")[2] in said
    assert "Input should" not in said
    with pytest.raises(Refusal) as at_the_meeting:
        Session.begin(opened(tmp_path), prompts=with_school(tmp_path, path))
    assert at_the_meeting.value.code == code
    assert not list(meetings_folder().iterdir()), "no meeting has begun"


def with_school(tmp_path: Path, path: Path) -> Path:
    """Return a folder of prompts, the program's own, with a school's file in it."""
    folder = tmp_path / "prompts"
    shutil.copytree(find_prompts(), folder)
    shutil.copy(path, folder)
    return folder


def opened(folder: Path) -> OpenPlan:
    return new_plan(folder / "ravi.plan.json", a_plan())


def test_the_folder_of_prompts_goes_before_the_data_folder(tmp_path: Path) -> None:
    written(data_folder(), "name: From the data folder")
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    assert own_school(prompts).name == own_school().name == "From the data folder"
    written(prompts, "urn: 123456")
    assert (own_school(prompts).name, own_school(prompts).urn) == ("", "123456")


@pytest.mark.parametrize(("said", "nudged"), [("yes", True), ("no", False), ("false", False)])
def test_a_school_may_want_no_nudges(tmp_path: Path, said: str, nudged: bool) -> None:
    written(data_folder(), f"nudges: {said}")
    clock = Clock()
    session = Session.begin(opened(tmp_path), now=clock)
    session.record(ev.WentTo(turn="goal.achieved", item="o1"))
    clock.at += timedelta(minutes=30)
    assert session.pace().in_segment >= 30
    assert session.pace().nudge is nudged
    assert ("time to move on" in pace_words(session)) is nudged
    journal = session.journal.path
    session.leave()
    again = Session.carry_on(open_plan(tmp_path / "ravi.plan.json"), journal, now=clock)
    clock.at += timedelta(minutes=30)
    assert again.pace().nudge is nudged
    again.leave()
