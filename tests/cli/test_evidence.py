"""The evidence pack from the command line: of every kind of plan file, with the plans that it follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.files.folders import school_path
from facilitator.files.plans import new_plan
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.script.words_by_key import say
from tests.cli.running import bytes_in, call
from tests.summary.packs import FIRST, HIDDEN, SECOND
from tests.word_plans import word_plan

NOT_FOUND = "The plan before this one was not found in its folder, so what it held is not here."


def pack(path: Path, *options: str | Path) -> str:
    """Make the pack of a plan as text beside it, and return what stands in it, in one line."""
    done = call("export", path, "--for", "panel", "--to", "txt", *options)
    assert (done.code, done.err) == (0, "")
    (made,) = path.parent.glob("*-panel.txt")
    assert done.out.split() == say("review.paper-in", paper=say("evidence.for.panel"), path=made).split()
    text = " ".join(made.read_text(encoding="utf-8").split())
    made.unlink()
    return text


def test_a_pack_has_the_plans_that_its_plan_follows_wherever_they_are_called_in_its_folder(
    folder: Path, tmp_path: Path
) -> None:
    old = new_plan(folder / "of last year.plan.json", FIRST).path
    path = new_plan(folder / "tam.plan.json", SECOND).path
    text = pack(path)
    assert text.index("Tam says five sounds.") < text.index("Tam reads all 40 sounds by July.")
    assert NOT_FOUND not in text
    assert HIDDEN not in text
    old.rename(tmp_path / old.name)
    alone = pack(path)
    assert "Tam says five sounds." not in alone
    assert NOT_FOUND in alone


def test_plans_that_follow_each_other_in_a_circle_come_once(folder: Path) -> None:
    round_again = FIRST.model_copy(update={"continues": SECOND.id})
    new_plan(folder / "one.plan.json", round_again)
    path = new_plan(folder / "two.plan.json", SECOND).path
    assert pack(path).count("Tam says five sounds.") == 1


def test_a_plan_of_which_no_meeting_was_held_has_a_pack_that_says_so(folder: Path) -> None:
    plan = Plan(id="new", format="support-plan", children=[Child(full_name="Tamsin Okoro")])
    path = new_plan(folder / "new.plan.json", plan).path
    assert "No review of this plan has been held." in pack(path)


def test_what_the_school_has_set_down_is_counted_with(folder: Path) -> None:
    path = new_plan(folder / "tam.plan.json", SECOND).path
    assert "Our SEN budget" not in pack(path)
    school_path().parent.mkdir(parents=True, exist_ok=True)
    school_path().write_text(
        "weekly_cost: {against: Our SEN budget, pounds_a_year: 2000, weeks: 38}\n"
        "supporting_papers: {funding panel: [Work from this term]}\n"
        "terms:\n"
        "  - {name: Autumn, first: 2026-09-02, last: 2026-12-18}\n"
        "  - {name: Spring, first: 2027-01-04, last: 2027-03-25}\n"
        "  - {name: Summer, first: 2027-04-12, last: 2027-07-21}\n",
        encoding="utf-8",
    )
    text = pack(path)
    assert "Together A week: £60.79 A term: £770 A year: £2,310" in text
    assert "The costs count against: Our SEN budget, £2,000 a year." in text
    assert "funding panel" in text


def test_a_word_plan_has_a_pack_and_says_of_which_review_only_the_document_tells(folder: Path) -> None:
    text = pack(word_plan(folder / "mina.docx"))
    assert text.startswith("Evidence for Mina Farrow-Adeyemi")
    assert "this computer has no record of it, so only what stands in the Word document is here." in text


def test_a_review_that_was_recorded_into_a_word_plan_is_there_as_it_was_held(folder: Path) -> None:
    path = word_plan(folder / "mina.docx")
    review = {
        "date": "2026-03-12",
        "period": 2,
        "people": [{"name": "Mum", "perspective": "parent"}],
        "statements": [{"speaker": "Mum", "topic": "disagree", "text": "Not in the plan's form."}],
        "outcomes": [],
        "actions": [],
    }
    source = folder / "review.json"
    source.write_text(json.dumps(review), encoding="utf-8")
    assert call("record", path, source, "--actions-in", "0").code == 0
    assert "Mum, own words: Not in the plan's form." in pack(path)


def test_the_same_pack_replaces_itself_and_one_that_somebody_changed_stays(plan: Path) -> None:
    options = ("export", plan, "--for", "panel", "--to", "txt")
    assert call(*options).code == 0
    (made,) = plan.parent.glob("*-panel.txt")
    first = made.read_bytes()
    assert call(*options).code == 0
    assert [*plan.parent.glob("*-panel*.txt")] == [made]
    made.write_bytes(b"Ours.\n" + first)
    assert call(*options).code == 0
    assert made.read_bytes() == b"Ours.\n" + first
    assert len([*plan.parent.glob("*-panel*.txt")]) == 2


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_a_group_has_none_and_nothing_is_written(ending: str, folder: Path) -> None:
    names = ("--name", "Asha Rai", "--name", "Ben Orr")
    path = folder / f"group{ending}"
    assert call("new", path, "--format", "group-intervention", *names).code == 0
    before = bytes_in(folder)
    done = call("export", path, "--for", "panel")
    assert done.code == 1
    assert done.err.split() == say("evidence.for-one").split()
    assert bytes_in(folder) == before
