"""A plan is changed by typed lines: what can be typed, what is said back, what is refused with nothing changed."""
# ruff: noqa: E501 - a line that is typed stands as one line

from __future__ import annotations

import errno
import io
import shutil
from pathlib import Path

import pytest

from facilitator.dialogue.changes_in_file import ChangesInFile
from facilitator.dialogue.edit_plan import edit_plan
from facilitator.dialogue.plan_editor import PlanEditor
from facilitator.files import plans, system_calls
from facilitator.files.folders import backups_path
from facilitator.files.plans import Edit, new_plan, open_plan, save_plan
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.outside_meetings import carried_in_lines
from facilitator.plan.field_values import Value
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.plan_parts import Part
from facilitator.script.words_by_key import say
from facilitator.work.edit import word_choices
from tests.changing import reword
from tests.cli.running import call
from tests.plain.talk import BEGINNING, demo
from tests.script.test_golden_thread import FORM
from tests.script.test_golden_thread import plan as linked_plan
from tests.shapes import FORMATS


def typed(path: Path, *lines: str, by: str = "Ms Khan", prompts: Path | None = None) -> tuple[int, str]:
    """Type lines, and return how many were refused and what was said."""
    editor, target = PlanEditor(ChangesInFile(path, prompts, by=by, now=lambda: BEGINNING)), io.StringIO()
    with Lines.between(io.StringIO("".join(f"{line}\n" for line in lines)), target) as said:
        carried_in_lines(edit_plan(editor), said)
    return editor.refused, target.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo(tmp_path)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    return Path(shutil.copy(FORMATS / "steps-and-targets" / "sample.plan.json", tmp_path / "a.plan.json"))


def words(plan: Plan, kind: str) -> list[str]:
    return [str(item.fields.get("wording", item.fields.get("what"))) for item in plan.of(kind)]


def test_lines_add_reword_end_and_put_back(path: Path) -> None:
    refused, said = typed(
        path,
        "add outcome: Tie her own laces",
        "add step to 4: Cross the laces",
        "change step 4.1: Cross the laces twice",
        "change 4 using advice: Mrs Holroyd",
        "end 1: achieved because she told three stories",
        "end 2 because it is quiet now",
        "put back 2",
        "end 3: changed into 4 because the words are known",
        "done",
        "add outcome: Never got to",
    )
    assert refused == 0, said
    plan = open_plan(path).plan
    assert words(plan, "outcome")[-1] == "Tie her own laces"
    first, second, third, fourth = (item for item in plan.items if item.kind == "outcome")
    assert first.ended is not None
    assert (first.ended.how, first.ended.because, first.ended.by, first.ended.on) == (
        "achieved", "she told three stories", "Ms Khan", BEGINNING.date()
    )  # fmt: skip
    assert second.ended is None
    assert (third.ended and third.ended.how, fourth.replaces) == ("amended", third.id)
    assert [(one.field, one.value, one.by) for one in plan.of("step", fourth.id)[0].earlier] == [
        ("wording", "Cross the laces", "Ms Khan")
    ]
    assert fourth.fields["advice"] == "Mrs Holroyd"


@pytest.mark.parametrize(
    ("ways", "field", "value"),
    [
        (("change 2: New words", "change outcome 2: New words", "change o2: New words", "change 2 wording: New words"), "outcome.1.wording", "New words"),
        (("change step 1.2: New words", "change s1.2: New words", "change outcome 1, step 2: New words", "change step 2 of outcome 1: New words", "change step 2 of 1: New words"), "step.1.wording", "New words"),
        (("change provision 1.1 how often: Daily", "change prov 1.1 how often: Daily", "change p1.1 how: Daily"), "provision.0.how_often", "Daily"),
        (("change p1.1 where: outside", "change p1.1 where: 2", "change p1.1 where: Outside education"), "provision.0.place", "outside"),
    ],
)  # fmt: skip
def test_a_part_can_be_named_in_several_ways(
    tmp_path: Path, ways: tuple[str, ...], field: str, value: str
) -> None:
    kind, place, name = field.split(".")
    for way in ways:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        refused, said = typed(demo(folder), way)
        assert refused == 0, said
        plan = open_plan(folder / "demo.plan.json").plan
        assert [item for item in plan.items if item.kind == kind][int(place)].fields[name] == value, way


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("change 9: x", "There is no “9” in this plan."),
        ("change 2 shoe size: x", "There is no “shoe size” there."),
        ("change 2:", "is not understood"),
        ("change ehc: perhaps", "is no yes and no no"),
        ("change p1.1 where: nowhere", "is not one answer of Where. Choose from: In education, Outside education."),
        ("change born: soonish", "is no day"),
        ("change born: tomorrow", "A date of birth lies before today"),
        ("change start of the plan: 1/1/2010", "is not before the plan began on Friday 1 January 2010."),
        ("change start of the plan: 1/1/2030", "is before the plan began on Tuesday 1 January 2030. Look which of the two days is right."),
        ("end 1", "is not understood"),
        ("end 1: achieved", "An end needs a reason"),
        ("end 1: changed into 1", "It cannot take its own place."),
        ("end 1: changed into step 2.1 because x", "Only one of the same kind"),
        ("put back 1", "It has not ended"),
        ("add step: x", "Say which Outcome it belongs to"),
        ("add outcome to 1: x", "belongs to nothing else"),
        ("add biscuit: x", "is nothing that can be added here"),
        ("change 1.1: x", "may be several things: Step / Provision."),
        ("empty 1", "It cannot be empty"),
        ("empty class", ""),
        ("by:", "is not understood"),
        ("undo", "There is no change to undo."),
        ("fly to the moon", "“help” says what can be typed"),
        ("change 1: " + "x" * 20_001, "That is longer than 20000 letters."),
        ("change class: " + "x" * 301, "That is longer than 300 letters."),
        ("add child: Another", "This is the plan of one child."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_a_sentence_and_changes_nothing(path: Path, line: str, why: str) -> None:
    before = path.read_bytes()
    refused, said = typed(path, line)
    assert refused == bool(why)
    assert why in said
    assert (path.read_bytes() == before) == bool(why)
    assert said.count("Nothing was changed.") == refused


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("change p1.1 cost: a lot", "is no cost for “Cost”. Type it as in £40 a week"),
        ("change p1.1 cost: £45 a week", ""),
        ("change target 1.1.1 due: never", "is no day"),
        (
            "change target 1.1.1 due: 1/2/2001",
            "To be met by: Thursday 1 February 2001 is before the plan began on Monday 12 January 2026.",
        ),
        ("change target 1.1.1 to be met by: 1/2/2027", ""),
        ("change 1 needs: talking and learning", ""),
        ("change 1 needs: talking and knitting", "is not one answer of Needs it answers"),
        ("add how to talk with me: Slowly, please", ""),
        ("add how to talk with me by Noor: With pictures", ""),
        ("add how to talk with me by Nobody: Fast", "is not among the people of this plan"),
        ("end how to talk with me 1 because it has changed", ""),
        ("add person: Dr Bell, nurse", ""),
        ("change Dr Bell role: x", "There is no “Dr Bell role” in this plan."),
    ],
)
def test_every_type_of_field_says_what_fits(steps: Path, line: str, why: str) -> None:
    before = steps.read_bytes()
    refused, said = typed(steps, line, prompts=FORMATS)
    assert refused == bool(why), said
    assert why in said
    assert (steps.read_bytes() == before) == bool(why)


def test_what_ended_is_put_back_before_anything_is_changed_in_it(path: Path) -> None:
    refused, said = typed(
        path, "end 1 because x", "end 1 because y", "change 1: z", "change step 1.1: z", "add step to 1: z"
    )
    assert refused == 4
    assert said.count("It has ended already.") == 1
    assert said.count("What it belongs to has ended.") == 1


def test_nobody_takes_the_place_of_something_that_took_its_place(path: Path) -> None:
    refused, said = typed(
        path, "end 1: changed into 2 because x", "put back 1", "end 1: changed into 2 because x"
    )
    assert refused == 0, said
    refused, said = typed(path, "end 3: changed into 2 because x", "end 2: changed into 1 because x")
    assert refused == 2, said


def test_who_changes_it_is_kept_with_it_and_must_be_said(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(NeedsDecision, match=r"edit\.by-whom"):
        typed(path, "change 1: New words", by="")
    assert path.read_bytes() == before
    refused, said = typed(path, "by: Mrs Holroyd", "change 1: New words", "earlier 1", "earlier", by="")
    assert refused == 0
    assert "changed by Mrs Holroyd" in said
    assert "Thursday 12 March 2026, Mrs Holroyd: Outcome 1 now says: “New words”." in said


def test_show_tells_every_part_by_its_number_and_hides_what_is_private(path: Path) -> None:
    _, said = typed(
        path, "change child protection: yes", "show", "show plan", "show 2", "show people", "show private"
    )
    assert "Provision 3.2: The word box" in said
    assert said.count("Child Protection Plan: private") == 2
    assert said.count("Child Protection Plan: Yes") == 1
    assert "nothing yet" in said


def test_undo_goes_back_change_by_change_also_after_leaving(path: Path) -> None:
    before = path.read_bytes()
    typed(path, "change 1: New words", "end 2 because x")
    refused, said = typed(path, "undo", "undo", "undo")
    assert (refused, path.read_bytes()) == (1, before)
    assert "Taken back: Outcome 2 has ended" in said


def test_undo_goes_back_past_an_end_that_was_put_back(path: Path) -> None:
    before = path.read_bytes()
    typed(path, "change 1: New words", "end 2 because x", "put back 2")
    refused, said = typed(path, "undo", "undo", "undo")
    assert (refused, path.read_bytes() == before) == (0, True), said


def test_a_review_that_was_written_since_is_not_undone_as_a_change(path: Path) -> None:
    typed(path, "change 1: New words")
    plan = open_plan(path).plan
    path.write_text(path.read_text(encoding="utf-8").replace("New words", "Their words"), encoding="utf-8")
    refused, said = typed(path, "undo")
    assert (refused, "There is no change to undo." in said) == (1, True)
    assert plan.id


@pytest.mark.parametrize("ending", ["plan.json", "docx"])
def test_an_outcome_is_linked_to_hopes_in_word_too_where_this_computer_keeps_it(
    ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"orla.{ending}"
    new_plan(path, linked_plan(hopes=()))
    before = path.read_bytes()
    refused, said = typed(path, "change 1 hopes that it serves: 2, Read my own book (Orla)")
    assert (refused, "Read my own book (Orla); Be a vet (Orla)" in said) == (0, True), said
    assert (path.read_bytes() == before) == (ending == "docx")
    assert hopes(path) == ["Read my own book.", "Be a vet."]
    refused, said = typed(path, "change 1: Orla reads two pages.", "change 1 hopes that it serves: Nobody's")
    assert refused == 1
    assert hopes(path) == ["Read my own book.", "Be a vet."]  # with the outcome in other words
    refused, said = typed(path, "empty 1 hopes that it serves")
    assert (refused, hopes(path)) == (0, []), said
    for taken_back in ("Hopes that it serves is empty now", "now says: “Orla reads two pages.”"):
        refused, said = typed(path, "undo")
        assert (refused, taken_back in said, hopes(path)) == (0, True, ["Read my own book.", "Be a vet."]), (
            said
        )
    refused, said = typed(path, "undo")
    assert (refused, hopes(path), path.read_bytes() == before) == (0, [], True), said


def test_links_that_a_meeting_takes_out_of_a_word_plan_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "orla.docx"
    new_plan(path, linked_plan())
    opened = open_plan(path)
    assert hopes(path)
    fields: dict[str, dict[str, Value]] = {"outcome": {"hopes": []}, "step": {"wording": "Twenty lines."}}
    items = [
        one.model_copy(update={"fields": {**one.fields, **fields.get(one.kind, {})}})
        for one in opened.plan.items
    ]
    save_plan(opened, opened.plan.model_copy(update={"items": items}), edit=Edit())
    assert hopes(path) == []


def test_a_link_to_a_hope_that_has_ended_can_be_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "orla.plan.json"
    plan = linked_plan()
    new_plan(path, plan.model_copy(update={"entries": [one for one in plan.entries if one.id == "read"]}))
    over = "end My goals for the next 6 to 12 months 1: removed because she reads it"
    refused, said = typed(path, over, "empty 1 hopes that it serves")
    assert (refused, "It said: “Read my own book (Orla)”" in said, hopes(path)) == (0, True, []), said


def hopes(path: Path) -> list[str]:
    plan = open_plan(path).plan
    linked = plan.of("outcome")[0].fields.get("hopes", [])
    return [entry.text for entry in plan.entries if isinstance(linked, list) and entry.id in linked]


@pytest.mark.parametrize(
    "damaged", ["[" * 99_999, '{"a": {"hopes": 1}}', "[]", "{"], ids=["deep", "other", "list", "cut"]
)
def test_links_that_are_kept_and_damaged_hide_no_plan(damaged: str, tmp_path: Path) -> None:
    path = tmp_path / "orla.docx"
    kept = backups_path(new_plan(path, linked_plan()).plan.id) / "links.json"
    assert hopes(path) == ["Read my own book."]
    kept.write_text(damaged, encoding="utf-8")
    assert hopes(path) == []


def test_what_is_killed_once_the_document_is_there_has_lost_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "orla.docx"
    new_plan(path, linked_plan())
    opened = open_plan(path)
    part = Part("outcome", opened.plan.of("outcome")[0].id)
    made = reword(opened.plan, FORM, part, "wording", "Orla reads two pages.", Mark())
    monkeypatch.setattr(plans, "_with_links_kept", killed)
    with pytest.raises(KeyboardInterrupt):
        save_plan(opened, made.plan, choices=word_choices(opened), edit=Edit("Ms Khan"))
    assert open_plan(path).plan.of("outcome")[0].words("wording") == "Orla reads two pages."
    assert hopes(path) == ["Read my own book."]


def test_two_hopes_in_the_same_words_are_linked_once_in_word(tmp_path: Path) -> None:
    path = tmp_path / "orla.docx"
    both = [
        {"id": one, "field": "goals_short", "value": "Read, and write.", "by": "child"} for one in ("a", "b")
    ]
    new_plan(path, linked_plan(hopes=("a", "b"), areas=(), entries=both))
    plan = open_plan(path).plan
    (linked,) = [one.fields["hopes"] for one in plan.of("outcome")]
    assert isinstance(linked, list)
    assert len(linked) == len(set(linked)) == 1


def test_links_that_this_computer_has_no_room_for_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(system_calls, "put", full)
    made = new_plan(tmp_path / "orla.docx", linked_plan())
    assert made.left_out[-1] == "Hopes that it serves"
    monkeypatch.undo()
    assert "Hopes that it serves" not in new_plan(tmp_path / "other.docx", linked_plan()).left_out


def started(folder: Path, form: str, *names: str) -> Path:
    """Start a plan with an outcome, or for several children."""
    path = folder / "new.plan.json"
    named = [word for name in names or ("Ava Reed",) for word in ("--name", name)]
    outcome = () if names else ("--outcome", "Reads")
    assert call("new", path, "--format", form, *named, *outcome).code == 0
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("change Range: cognition and learning: 3", "Range: cognition and learning now says: “3”"),
        ("change range: social: 4", "Range: social, emotional and mental health now says: “4”"),
        ("change term: Range: physical and sensory", "Term now says: “Range: physical and sensory”"),
        ("change 1: reads: Range: cognition", "Target 1 now says: “reads: Range: cognition”"),
    ],
)
def test_a_label_may_have_a_colon_of_its_own(tmp_path: Path, line: str, said: str) -> None:
    refused, told = typed(started(tmp_path, "send-support-plan"), line)
    assert (refused, said in told) == (0, True), told


def test_a_field_with_a_colon_is_shown_and_emptied_and_its_past_is_told(tmp_path: Path) -> None:
    name = "Range: cognition and learning"
    lines = (f"change {name}: 3", f"change {name}: 4", f"earlier {name}", f"show {name}", f"empty {name}")
    refused, told = typed(started(tmp_path, "send-support-plan"), *lines)
    assert refused == 0, told
    assert f"{name} is empty now. It said: “4”" in told


def test_only_what_may_take_a_new_part_is_meant(tmp_path: Path) -> None:
    path = started(tmp_path, "kirklees")
    lines = ("add step to 1: Learn letters", "add provision to 1: A group", "add target to 1.1: Ten words")
    refused, told = typed(path, *lines)
    assert (refused, "Target 1.1.1 was added: “Ten words”" in told) == (0, True), told


@pytest.mark.parametrize("line", ["add child: Ava Reed", "change Ben Rai name: Ava Reed"])
def test_two_pupils_of_one_name_are_told_as_where_a_plan_is_started(tmp_path: Path, line: str) -> None:
    path = started(tmp_path, "group-intervention", "Ava Reed", "Ben Rai")
    before = path.read_bytes()
    refused, told = typed(path, line)
    assert (refused, path.read_bytes()) == (1, before)
    assert say("conformity.same-name", name="Ava Reed") in told


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("change checklists gone through on: 1/1/2090", "is still to come"),
        ("change checklists gone through on: 1/1/1990", "is more than 30 years from today"),
        ("change start of the plan: 1/1/2090", "is more than 30 years from today"),
        ("change checklists gone through on: 1/9/2025", ""),
    ],
)
def test_a_day_that_cannot_be_is_refused(tmp_path: Path, line: str, why: str) -> None:
    path = started(tmp_path, "kirklees")
    before = path.read_bytes()
    refused, told = typed(path, line)
    assert (refused, path.read_bytes() == before, why in told) == (bool(why), bool(why), True), told


def test_lines_mark_a_part_as_not_for_sharing_and_take_the_mark_back(path: Path) -> None:
    refused, said = typed(path, "not for sharing 2", "do not share step 1.1", "show", "show private", "done")
    assert refused == 0, said
    plan = open_plan(path).plan
    assert [item.not_shared for item in plan.of("outcome")] == [False, True, False]
    assert plan.of("step")[0].not_shared
    shown, _, private = said.partition("> show private")
    assert "ask for a break" not in shown.partition("> show")[2]
    assert "ask for a break" in private
    assert f"({say('manner.not-shared')})" in private
    refused, said = typed(path, "share 2", "share step 1.1 again", "undo", "done")
    assert refused == 0, said
    plan = open_plan(path).plan
    assert [item.not_shared for item in (*plan.of("outcome"), plan.of("step")[0])] == [False] * 3 + [True]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not for sharing class", "edit.never-kept-back"),
        ("not for sharing 2 using advice", "edit.never-kept-back"),
        ("not for sharing 9", "edit.no-part"),
        ("share 2", "edit.shared-already"),
    ],
)
def test_what_cannot_be_marked_is_told_in_a_sentence(path: Path, line: str, code: str) -> None:
    before = path.read_bytes()
    refused, said = typed(path, line, "done")
    assert refused == 1
    named = line.removeprefix("not for sharing ")
    assert say(code, text=named) in " ".join(said.split())
    assert path.read_bytes() == before
