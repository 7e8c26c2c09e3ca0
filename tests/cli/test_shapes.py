"""The commands, for plans of other shapes than a support plan's, native and in Word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.plan.plan import Plan
from facilitator.script.loading import load_script
from facilitator.summary.progress import progress_of
from facilitator.ui.drawing.plan_lines import plan_lines
from tests.cli.running import Done, call
from tests.looking import views
from tests.plain import talk
from tests.shapes import FORMATS, SHAPES, TRANSCRIPTS, Shape
from tests.summary.page import read_page

Json = dict[str, Any]

ENDINGS = (".plan.json", ".docx")
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.format)
every_ending = pytest.mark.parametrize("ending", ENDINGS)


def command(name: str, *given: str | Path) -> Done:
    return call(name, *given, "--prompts", FORMATS)


def started(shape: Shape, ending: str, folder: Path) -> Path:
    path = folder / f"plan{ending}"
    done = command("new", path, "--from", FORMATS / shape.format / "sample.plan.json")
    assert done.code == 0, done.err
    return path


def review_of(shape: Shape, path: Path, folder: Path) -> Path:
    """The first review of a shape as it was held elsewhere, with the ids that `show --json` tells."""
    elsewhere = shape.plan(folder)
    before = json.loads(command("show", elsewhere, "--json").out)
    typed = (TRANSCRIPTS / f"{shape.reviews[0]}.txt").read_text(encoding="utf-8")
    assert talk.hold(elsewhere, typed, prompts=FORMATS)[0] == 0
    shown = json.loads(command("show", path, "--json").out)
    ids = {
        one["id"]: other["id"]
        for own in ("children", "items")
        for one, other in zip(before[own], shown[own], strict=True)
    }
    review = json.loads(elsewhere.read_text(encoding="utf-8"))["reviews"][0]
    target = folder / "review.json"
    target.write_text(json.dumps(_with_ids(review, ids)), encoding="utf-8")
    return target


def _with_ids(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_ids(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_ids(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def recorded(shape: Shape, ending: str, folder: Path, tmp_path: Path) -> tuple[Path, Done]:
    path = started(shape, ending, folder)
    added = ("--add-block",) if ending == ".docx" else ()
    done = command("record", path, review_of(shape, path, tmp_path), *added)
    assert done.code == 0, done.err
    return path, done


def told(plan: Plan) -> Json:
    """What a review says wherever it is written, but for ids, and what a form has no box for.

    In a form, what comes next where a score is not agreed is an action that nobody owns.
    """
    (review,) = plan.reviews
    steps = [(score.next_step, "", score.by) for score in review.scores if score.next_step]
    return {
        "date": review.date,
        "items": [(item.kind, item.number, bool(item.ended)) for item in plan.items if item.under is None],
        "views": sorted(
            (entry.field, str(entry.value))
            for entry in views(review)
            if not entry.field.startswith("new.")  # it is an item of the plan
        ),
        "actions": sorted(
            [*((action.what, action.who, action.by) for action in review.actions), *steps], key=str
        ),
        "scores": [(score.result.removesuffix("_after_talking"), score.option) for score in review.scores],
        "next": review.next_date,
    }


@every_ending
@every_shape
def test_a_review_that_was_held_elsewhere_is_recorded_once(
    shape: Shape, ending: str, folder: Path, tmp_path: Path
) -> None:
    path, done = recorded(shape, ending, folder, tmp_path)
    lines = [line.strip() for line in done.out.splitlines()]
    assert not [line for line in lines if line.startswith("new (")], "what is new stands in rows of its own"
    elsewhere = open_plan(tmp_path / "sample.plan.json").plan
    assert told(open_plan(path, FORMATS).plan) == told(elsewhere)
    before = path.read_bytes()
    again = command("record", path, tmp_path / "review.json")
    assert (again.code, path.read_bytes()) == (1, before)


@every_ending
@every_shape
def test_what_stands_in_it_is_told(shape: Shape, ending: str, folder: Path, tmp_path: Path) -> None:
    path, _ = recorded(shape, ending, folder, tmp_path)
    plan = open_plan(path, FORMATS).plan
    checked = command("check", path)
    assert checked.code == 0, checked.out
    assert "{" not in checked.out, "what a layout writes for a number is no label"
    shown = command("show", path).out
    for item in plan.items:
        if item.under is None:
            assert item.words("wording") in shown
    for child in plan.children:
        assert child.full_name in shown
    data = json.loads(command("show", path, "--json").out)
    assert len(data["items"]) == len(plan.items)
    assert data["reviews"][0]["statements"] > 0


@every_ending
@every_shape
@pytest.mark.sampled(2)
def test_its_summary_is_written_for_everyone_and_for_one_child(
    shape: Shape, ending: str, folder: Path, tmp_path: Path
) -> None:
    path, _ = recorded(shape, ending, folder, tmp_path)
    (review,) = open_plan(path, FORMATS).plan.reviews
    for kind in ("html", "txt"):
        target = folder / f"all.{kind}"
        assert command("export", path, "--to", kind, "-o", target).code == 0
        assert str(views(review)[0].value) in target.read_text(encoding="utf-8")
    letter = command("export", path, "--for", "child")
    group = shape.format == "reading-group"
    assert (letter.code, "for one child" in letter.err) == ((1, True) if group else (0, False))


@every_shape
def test_both_kinds_of_file_tell_the_same(shape: Shape, folder: Path, tmp_path: Path) -> None:
    told, pages = [], []
    for ending in ENDINGS:
        (tmp_path / ending).mkdir()
        path, _ = recorded(shape, ending, folder, tmp_path / ending)
        shown, checked = command("show", path).out, command("check", path).out
        opened, script = open_plan(path, FORMATS), load_script(shape.format, FORMATS)
        plan = as_held(opened, FORMATS).plan
        progress = progress_of(plan, None, script, everything=True)
        page = plan_lines(plan, (), script, 80, sensitive=True, progress=progress)
        remarks = checked.partition(":")[2].partition("  Its form is")[0]  # what follows is of the document
        told.append((shown, remarks))
        pages.append("\n".join(line.plain.rstrip() for line in page))
        assert not re.search(r"\d{4}-\d\d-\d\d", pages[-1]), "a day is said in words"
        children = opened.plan.children
        assert all(child.full_name in pages[-1] for child in children if len(children) > 1)
    assert told[0] == told[1]
    assert pages[0] == pages[1]


CLAIMS = re.compile(r"decided|talk about|talked|agreed|done|scored|asked|read back|all of it", re.IGNORECASE)
"""What may have happened where nobody wrote it down."""


@every_ending
@every_shape
def test_of_a_review_with_its_day_alone_nothing_is_claimed(
    shape: Shape, ending: str, folder: Path, tmp_path: Path
) -> None:
    path, review = started(shape, ending, folder), tmp_path / "review.json"
    people = [{"name": "Miss Fenn", "perspective": "school"}]
    review.write_text(json.dumps({"period": 1, "date": "2026-03-12", "people": people}), encoding="utf-8")
    summaries = [("everyone", "html"), ("everyone", "txt"), ("child", "html"), ("child", "txt")]
    for audience, kind in summaries:
        done = command("export", path, "--for", audience, "--to", kind, "-o", folder / f"{audience}.{kind}")
        assert (done.code, "No review" in done.err) == (1, True)
    assert command("record", path, review).code == 0
    alone = [one for one in summaries if one[0] == "everyone" or shape.format != "reading-group"]
    for audience, kind in alone:
        target = folder / f"{audience}.{kind}"
        assert command("export", path, "--for", audience, "--to", kind, "-o", target).code == 0
        text = target.read_text(encoding="utf-8")
        assert not CLAIMS.findall(read_page(text).text if kind == "html" else text)


@every_ending
@every_shape
def test_it_becomes_the_other_kind_of_file(shape: Shape, ending: str, folder: Path, tmp_path: Path) -> None:
    path, _ = recorded(shape, ending, folder, tmp_path)
    (other,) = (folder / f"other{one}" for one in ENDINGS if one != ending)
    assert command("convert", path, other, "--yes").code == 0
    assert told(open_plan(other, FORMATS).plan) == told(open_plan(path, FORMATS).plan)


def whose(plan: Plan) -> Json:
    """Who said what of whom or what, by names: ids may be others."""
    (review,) = plan.reviews
    names = {child.id: child.full_name for child in plan.children}
    names |= {item.id: " ".join(map(str, item.fields.values())) for item in plan.items}
    people = {person.id: names.get(person.id, person.name) for person in review.people}
    return {
        "children": [(child.full_name, child.called) for child in plan.children],
        "people": sorted(people.values()),
        "said": [
            (names.get(one.about or ""), one.field, str(one.value), people.get(one.by))
            for one in review.entries
        ],
        "actions": [(names.get(one.about or ""), people.get(one.person or "")) for one in review.actions],
        "shown": [people[one.person] for score in review.scores for one in score.positions],
    }


@every_shape
def test_out_of_word_again_every_name_means_the_same(shape: Shape, folder: Path, tmp_path: Path) -> None:
    path, _ = recorded(shape, ".plan.json", folder, tmp_path)
    word, again = folder / "there.docx", folder / "back.plan.json"
    assert command("convert", path, word, "--yes").code == 0
    assert command("convert", word, again, "--yes").code == 0
    assert whose(open_plan(again, FORMATS).plan) == whose(open_plan(path, FORMATS).plan)


@pytest.mark.parametrize("gone", ["Asha Rai", "Ben Orr", "Cy Doyle"])
def test_whoever_leaves_a_group_the_others_keep_their_own_words(
    gone: str, folder: Path, tmp_path: Path
) -> None:
    group = next(shape for shape in SHAPES if shape.format == "reading-group")
    path, _ = recorded(group, ".plan.json", folder, tmp_path)
    word, again = folder / "there.docx", folder / "back.plan.json"
    assert command("convert", path, word, "--yes").code == 0
    document = docx.Document(str(word))
    row = next(row for table in document.tables for row in table.rows if row.cells[0].text == gone)
    row._tr.getparent().remove(row._tr)
    document.save(str(word))
    assert command("convert", word, again, "--yes").code == 0
    before, after = (open_plan(one, FORMATS).plan for one in (path, again))
    assert [child.full_name for child in after.children] == [
        child.full_name for child in before.children if child.full_name != gone
    ]
    assert of_children(after) == {one for one in of_children(before) if one[0] != gone}


def of_children(plan: Plan) -> set[tuple[str, str, str]]:
    return {(about, field, value) for about, field, value, _ in whose(plan)["said"] if about}


def test_in_word_each_pupil_is_named_where_something_is_said_of_them(folder: Path, tmp_path: Path) -> None:
    group = next(shape for shape in SHAPES if shape.format == "reading-group")
    path, _ = recorded(group, ".docx", folder, tmp_path)
    rows = [row for table in docx.Document(str(path)).tables for row in table.rows if len(row.cells) > 5]
    named = [row.cells[0].text for row in rows if any(cell.text for cell in row.cells[1:])]
    assert named == ["Pupil", "Asha Rai", "Ben Orr", "Cy Doyle", "Pupil"]


def test_a_review_of_a_group_is_recorded_by_names(folder: Path, tmp_path: Path) -> None:
    group = next(shape for shape in SHAPES if shape.format == "reading-group")
    path, review = started(group, ".plan.json", folder), tmp_path / "review.json"
    given: Json = {
        "period": 1,
        "date": "2026-03-12",
        "people": [{"name": "Miss Fenn", "perspective": "school"}],
        "entries": [
            {"about": "Ben Orr", "field": "after", "value": 52},
            {"about": "Asha", "field": "after", "value": 41},
            {"by": "Cy", "field": "feedback", "value": "I read to my nan."},
        ],
    }
    review.write_text(json.dumps(given), encoding="utf-8")
    done = command("record", path, review)
    assert done.code == 0, done.err
    (held,) = open_plan(path).plan.reviews
    assert [(entry.about, entry.by) for entry in held.entries] == [
        ("c2", "everyone"),
        ("c1", "everyone"),
        (None, "c3"),
    ]
    given["people"] = [{"id": "c1", "name": "Mr Lowe", "perspective": "school"}]
    review.write_text(json.dumps({**given, "period": 2}), encoding="utf-8")
    refused = command("record", path, review)
    assert "people, item 1" in refused.err
    assert "one child" not in refused.err
