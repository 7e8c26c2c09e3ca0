"""A pupil's row of a group's plan goes into the review of the own plan, in every format of one child."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files.plans import open_plan
from facilitator.plan.people import Child
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import explain, say
from facilitator.work.convert import conversion
from facilitator.work.group_row import names_another, row_of
from tests.looking import every_word
from tests.plain import talk
from tests.plain.test_plan_changed import sample
from tests.plain.test_transcripts import TRANSCRIPTS

PROMPTS = find_prompts()
OF_ONE = [name for name in format_ids(PROMPTS) if load_script(name).format.children.most == 1]
PUPIL = "Asha Rai"
GROUP = "In the group “Reading between the lines” (Review 1, Thursday 12 March 2026): "
NUMBERS = "Pre plan: 84; Post plan: 91; "
SEEN = "Progress: She asks why in class now (Mr Fenn); "
AGREED = "Further action: She leads the talk in the group; Completed by: Mrs Lowe"
WORDS = GROUP + NUMBERS + SEEN + AGREED
BRINGS = "Mrs Lowe, teaching assistant, school"


def group(folder: Path) -> Path:
    """Hold the first review of a group of four, and return its plan."""
    (folder / "group").mkdir()
    path = sample("group-intervention", folder / "group")
    code, told = talk.hold(path, (TRANSCRIPTS / "intervention-r1.txt").read_text("utf-8"), prompts=PROMPTS)
    assert code == 0, told
    return path.rename(folder / "Reading.plan.json")


def changed(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Change a plan file by hand."""
    plan = json.loads(path.read_text("utf-8"))
    change(plan)
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def own(name: str, folder: Path) -> Path:
    """Return a plan of a format that is Asha's own."""
    (folder / "own").mkdir(exist_ok=True)

    def hers(plan: dict[str, Any]) -> None:
        child = plan["children"][0]
        child["full_name"] = PUPIL
        child.pop("known_as", None)
        child.pop("surname", None)

    made = changed(sample(name, folder / "own"), hers)
    return made.rename(folder / "Asha.plan.json")


def beginning(name: str) -> str:
    """Return the lines of a review up to its first outcome."""
    lines = (TRANSCRIPTS / f"changed-{name}.txt").read_text("utf-8")
    return lines[: lines.index("\nplan\n", lines.index("go to"))]


def held(name: str, folder: Path, lines: str) -> str:
    """Hold the review of Asha's own plan to its first outcome, and then some lines; return what was said."""
    left, told = talk.hold(own(name, folder), f"{beginning(name)}\n{lines}", prompts=PROMPTS)
    assert left in (0, 3), told
    return told.partition("> go to")[2]


@pytest.mark.parametrize("name", OF_ONE)
def test_the_row_stands_as_evidence_and_says_who_told_what(name: str, tmp_path: Path) -> None:
    group(tmp_path)
    to = "go to my goals\n" if name == "kirklees" else ""
    end = "said\nend early because the fire bell rang\nend\nwrite\n"
    told = held(name, tmp_path, f"{to}add: {BRINGS}\ngroup plan\n1\n1\nMrs Lowe\n{end}")
    assert "Not recorded" not in told
    plan = open_plan(tmp_path / "Asha.plan.json").plan
    (review,) = plan.reviews[-1:]
    names = {person.id: person.name for person in review.people}
    (said,) = (one for one in every_word(review) if one.text.startswith(GROUP))
    assert (said.text, names[said.by]) == (WORDS, "Mrs Lowe")
    form = load_script(name).format
    assert form.fields_of(_kind(plan, said.about))[said.field].role == "achieved"
    assert "Mr Fenn" not in names.values() or name == "pupil-support-plan", "nobody is put on the list for it"


def _kind(plan: Any, about: str | None) -> str:
    return next((item.kind for item in plan.items if item.id == about), "review")


@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_the_group_and_the_pupil_may_have_word_plans_and_the_file_be_named(
    tmp_path: Path, ending: str
) -> None:
    there, path = group(tmp_path), own("support-plan", tmp_path)
    if ending == ".docx":
        conversion(there, tmp_path / "Reading.docx", PROMPTS).write()
        conversion(path, tmp_path / "Asha.docx", PROMPTS).write()
        there.unlink()
        path = tmp_path / "Asha.docx"
    lines = f"{beginning('support-plan')}\ngroup plan: Reading{ending}\n1\nMr Lindqvist\nsaid\n"
    _, told = talk.hold(path, lines, prompts=PROMPTS)
    assert f"Mr Lindqvist: {WORDS}" in told


def test_it_is_taken_back_at_once_and_not_brought_in_twice(tmp_path: Path) -> None:
    group(tmp_path)
    lines = "group plan\n1\n1\nMr Lindqvist\n"
    told = held("support-plan", tmp_path, f"{lines}group plan\n1\nundo\nsaid\n")
    assert say("group.here-already", group="Reading between the lines") in told
    assert "Nothing has been said yet" in told.partition("> undo")[2]


def test_going_back_records_nothing_and_the_meeting_goes_on(tmp_path: Path) -> None:
    group(tmp_path)
    back = "group plan\nback\ngroup plan\n1\nback\ngroup plan\n1\n1\nback\nsaid\n"
    assert "Nothing has been said yet" in held("support-plan", tmp_path, back)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("group plan: Nowhere.plan.json\n", "Nowhere.plan.json"),
        ("group plan: Asha.plan.json\n", say("group.no-group", file="Asha.plan.json")),
        ("go to hello\ngroup plan\n", say("group.childs-turn", name="Asha")),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_recorded(lines: str, sentence: str, tmp_path: Path) -> None:
    group(tmp_path)
    told = held("support-plan", tmp_path, f"{lines}said\n")
    assert sentence in told
    assert "Nothing has been said yet" in told


def test_a_folder_without_a_group_says_so(tmp_path: Path) -> None:
    told = held("support-plan", tmp_path, "group plan\nback\n")
    assert say("group.none-here", name="Asha") in told


def test_a_groups_own_review_has_it_already(tmp_path: Path) -> None:
    (tmp_path / "group").mkdir()
    path = sample("group-intervention", tmp_path / "group")
    _, told = talk.hold(
        path, "today\nMrs Lowe, teaching assistant\nnext\nreview 1\ngroup plan\n", prompts=PROMPTS
    )
    assert say("group.one-child") in told


# What stays behind

ASHA = Child(full_name=PUPIL)


def with_words(words: str, **entry: object) -> Callable[[dict[str, Any]], None]:
    """Put words into Asha's row."""

    def put(plan: dict[str, Any]) -> None:
        rows = plan["reviews"][-1]["entries"]
        (row,) = (one for one in rows if one["field"] == "progress" and one.get("about") == "c1")
        row |= {"value": words, **entry}

    return put


@pytest.mark.parametrize(
    "words",
    [
        "She reads with Cy now.",
        "She waits for ben to finish.",
        "Cy\u2019s sister reads with her.",
        "Better than DOYLE and the others.",
    ],
)
def test_words_that_name_another_pupil_stay_in_the_groups_plan(words: str, tmp_path: Path) -> None:
    path = changed(group(tmp_path), with_words(words))
    row = row_of(path, ASHA, PROMPTS)
    assert (row.words, row.left_behind) == (GROUP + NUMBERS + AGREED, 1)
    told = held("support-plan", tmp_path, "group plan\n1\n1\nMr Lindqvist\n")
    assert say("group.left-behind", count=1) in told
    assert words not in told


def test_what_another_pupil_said_stays_behind_and_what_is_not_shared_is_not_counted(tmp_path: Path) -> None:
    path = changed(group(tmp_path), with_words("She helps us.", by="c2"))
    assert row_of(path, ASHA, PROMPTS).left_behind == 1
    changed(path, with_words("Her mother is ill.", by="everyone", not_shared=True))
    row = row_of(path, ASHA, PROMPTS)
    assert (row.words, row.left_behind) == (GROUP + NUMBERS + AGREED, 0)


def test_nothing_tells_of_another_familys_child_and_what_a_parent_of_the_group_said_is_no_ones(
    tmp_path: Path,
) -> None:
    def change(plan: dict[str, Any]) -> None:
        review = plan["reviews"][-1]
        named = next(one for one in plan["entries"] if one["field"] == "intervention")
        named["value"] = "Reading with Cy"
        next(one for one in review["entries"] if one["field"] == "completed_by")["value"] = (
            "Mrs Orr, Ben's mum"
        )
        review["people"].append({"id": "p9", "name": "Mum", "perspective": "parent"})
        with_words("My girl and she are a good pair", by="p9")(plan)

    row = row_of(changed(group(tmp_path), change), ASHA, PROMPTS)
    name = load_script("group-intervention").format.name
    assert row.group == name
    assert row.words.startswith(f"In the group “{name}” (")
    assert f"({say('group.a-parent')})" in row.words
    assert not any(word in row.words for word in ("Cy", "Ben", "Orr", "Mum"))


OTHERS = ["Ben Orr", "Cy Doyle", "Ben Strand", "Rose Rai", "Zoë O'Neill", "Anne-Marie Dubois", "JOSH KHAN"]
ROUND = [
    "{}",
    "{},",
    "{}.",
    "{}'s",
    "{}\u2019s",
    "({})",
    "{}-Lee and {}",
    "so {}!",
    "the {}s\u2019 boy",
    "@{}",
]
SPELT = [
    "Cy",
    "Doyle",
    "Orr",
    "Strand",
    "Ben",
    "Rose",
    "Zoe",
    "zoe\u0308",
    "O\u2019Neill",
    "ONeill",
    "Anne Marie",
]
SPELT += ["AnneMarie", "Dubois", "Khan", "josh", "K\u200bhan"]


@given(st.sampled_from(SPELT), st.sampled_from(ROUND))
def test_no_name_of_another_pupil_is_carried_whatever_stands_round_it(name: str, around: str) -> None:
    others = [Child(id=f"c{number}", full_name=one) for number, one in enumerate(OTHERS, 2)]
    words = f"She sat by {around.format(name, name)} again"
    assert names_another(words, others, ASHA)
    assert not names_another("Asha Rai stood up at once, and read the lines.", others, ASHA)


def test_a_pupil_is_found_by_the_whole_name_or_by_all_that_the_group_has(tmp_path: Path) -> None:
    path = group(tmp_path)
    for spelt in ("asha rai", "ASHA  RAI", "Äsha-Rai"):
        assert row_of(path, Child(full_name=spelt), PROMPTS).pupil == PUPIL
    with pytest.raises(Refusal) as refusal:
        row_of(path, Child(full_name="Asha Roy"), PROMPTS)
    assert explain(refusal.value) == say("group.not-in", name="Asha Roy", file=path.name)
    assert not any(name in explain(refusal.value) for name in ("Rai", "Cy", "Ben"))

    def by_first_name(plan: dict[str, Any]) -> None:
        plan["children"][0]["full_name"] = "Asha"

    changed(path, by_first_name)
    assert row_of(path, ASHA, PROMPTS).pupil == "Asha"
    with pytest.raises(Refusal):
        row_of(path, Child(full_name="Ben Rai"), PROMPTS)


def test_a_group_of_which_every_word_names_another_is_told_of_and_brings_in_nothing(tmp_path: Path) -> None:
    def change(plan: dict[str, Any]) -> None:
        for one in (*plan["entries"], *plan["reviews"][-1]["entries"]):
            if one.get("about") == "c1":
                one["value"] = f"{one['value']}, like\nCy"

    changed(group(tmp_path), change)
    told = held("support-plan", tmp_path, "group plan\n1\nsaid\n")
    assert say("group.nothing-left", name=PUPIL, file="Reading between the lines") in told
    assert "Nothing has been said yet" in told
