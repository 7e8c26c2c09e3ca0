"""From draft to final: who of the family has seen a plan, in both kinds of file; a draft once changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.files.kept_beside_form import with_kept
from facilitator.files.plan_text import parse
from facilitator.files.plans import new_plan, open_plan
from facilitator.meeting.plan_versions import standing_of
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import say
from tests.cli.running import Done, call, run
from tests.shapes import FORMATS
from tests.used_up import SAMPLE

ENDINGS = (".plan.json", ".docx")
DAY = "Sunday 29 November 2026"


def card(folder: Path, ending: str = ".plan.json") -> Path:
    """Write the plan of a boy and his father into a folder, and return the file."""
    return new_plan(folder / f"leo{ending}", parse(SAMPLE.read_bytes()), prompts=FORMATS).path


def confirm(path: Path, *given: str, typed: str | None = None) -> Done:
    command: tuple[str | Path, ...] = ("confirm", path, "--prompts", FORMATS, *given)
    return call(*command) if typed is None else run(*command, typed=typed)


def plan_in(path: Path) -> Plan:
    return with_kept(open_plan(path, FORMATS))


def state_of(path: Path) -> str:
    return standing_of(plan_in(path), load_script("termly-targets", FORMATS).format).state


def answers(path: Path) -> list[tuple[str, str, str]]:
    return [(one.name, one.answer, one.note) for one in plan_in(path).versions[-1].signatures]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_plan_is_a_draft_until_the_family_has_seen_it_and_again_once_it_is_changed(
    tmp_path: Path, ending: str
) -> None:
    path = card(tmp_path, ending)
    for command in ("show", "check"):
        assert say("version.draft") in call(command, path, "--prompts", FORMATS).out
    father = "Dad" if ending == ".plan.json" else "Mr Marsh"
    done = confirm(path, "--note", f"{father}: More time to read, please", "--not-asked", "Leo")
    assert done.code == 0, done.err
    assert ("Mr Marsh", "with_note", "More time to read, please") in answers(path)
    assert any(answer == "not_asked" for _, answer, _ in answers(path))
    number = plan_in(path).versions[0].number
    for command in ("show", "check"):
        out = call(command, path, "--prompts", FORMATS).out
        assert f"Final: version {number}" in out
    assert "More time to read, please" in call("show", path, "--prompts", FORMATS).out
    again = confirm(path, "--agreed", "Leo")
    assert (again.code, "is final" in again.err) == (1, True)
    edited = run("edit", path, "--plain", "--by", "Ms Tarn", "--prompts", FORMATS,
                 typed="change 1: Leo spells 30 words.\ndone\n")  # fmt: skip
    assert edited.code == 0, edited.out
    assert state_of(path) == "changed"
    assert "changed since version 1" in call("check", path, "--prompts", FORMATS).out
    assert confirm(path, "--agreed", "Leo").code == 0
    last = plan_in(path).versions[-1]
    assert (last.number, last.state) == (2, "final")
    assert "Leo spells 30 words." in last.changed
    assert last.changed in call("show", path, "--prompts", FORMATS).out


def test_a_change_that_was_taken_back_leaves_the_plan_final(tmp_path: Path) -> None:
    path = card(tmp_path)
    assert confirm(path, "--agreed", "Dad").code == 0
    typed = "change 1: Leo spells 30 words.\nundo\ndone\n"
    assert run("edit", path, "--plain", "--by", "X", "--prompts", FORMATS, typed=typed).code == 0
    assert state_of(path) == "final"


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_is_asked_of_each_of_the_family_line_by_line(tmp_path: Path, ending: str) -> None:
    path = card(tmp_path, ending)
    done = confirm(path, typed="not asked\nwith a note\nHe reads at home\n")
    assert done.code == 0, done.err
    assert answers(path) == [
        ("Leo Marsh", "not_asked", ""),
        ("Mr Marsh", "with_note", "He reads at home"),
    ]


def test_where_nobody_of_the_family_is_known_a_name_is_asked_for(tmp_path: Path) -> None:
    alone = parse(SAMPLE.read_bytes()).model_copy(update={"people": [], "entries": []})
    path = new_plan(tmp_path / "leo.plan.json", alone, prompts=FORMATS).path
    assert confirm(path, typed="not asked\n").code == 1
    assert plan_in(path).versions == []
    done = confirm(path, typed="not asked\nGran\nagrees\n")
    assert done.code == 0, done.err
    assert ("Gran", "agreed", "") in answers(path)


@pytest.mark.parametrize("typed", ["", "agreed\n", "perhaps\n", "agreed\nperhaps\n"])
def test_what_nobody_says_is_never_guessed(tmp_path: Path, typed: str) -> None:
    path = card(tmp_path)
    before = path.read_bytes()
    done = confirm(path, typed=typed)
    assert done.code == 3
    assert "--agreed NAME" in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--not-asked", "Dad"), "confirm.nobody"),
        (("--note", "Dad:"), "confirm.no-note"),
        (("--note", "only words"), "confirm.note-of"),
        (("--agreed", "Dad", "--not-asked", "Mr Marsh"), "confirm.twice"),
        (("--agreed", " "), "confirm.no-name"),
        (("--agreed", "Dad", "--on", "1 January 2099"), "confirm.day-to-come"),
        (("--agreed", "Dad", "--on", "some time"), "edit.no-date"),
    ],
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_cannot_be_is_a_sentence_and_nothing_is_changed(
    tmp_path: Path, given: tuple[str, ...], code: str, ending: str
) -> None:
    path = card(tmp_path, ending)
    before = path.read_bytes()
    given = tuple(one.replace("Dad", "Mr Marsh") for one in given) if ending == ".docx" else given
    done = confirm(path, *given)
    assert done.code == 1
    assert say(code, text=given[-1], name="Mr Marsh") in done.err
    assert (path.read_bytes(), plan_in(path).versions) == (before, [])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("form", format_ids(find_prompts()))
def test_a_plan_of_every_format_is_made_final(tmp_path: Path, form: str, ending: str) -> None:
    several = load_script(form).format.children.least > 1
    names = ["Ada Pell", "Ben Otis", "Cy Rowe"] if several else ["Ada Pell"]
    ids = [f"child-{number}" for number in range(1, 4)] if several else ["child"]
    children = [Child(id=one, full_name=name) for one, name in zip(ids, names, strict=False)]
    made = Plan(id="a-plan-of-a-form", format=form, children=children)
    path = new_plan(tmp_path / f"new{ending}", made).path
    done = call("confirm", path, "--agreed", "Mrs Pell")
    assert done.code == 0, done.err
    assert "Final: version 1" in call("show", path).out
    assert "Mrs Pell: agrees" in call("show", path).out


@pytest.mark.parametrize("ending", ENDINGS)
def test_who_of_the_family_is_not_named_was_not_asked(tmp_path: Path, ending: str) -> None:
    path = card(tmp_path, ending)
    assert confirm(path, "--agreed", "Leo").code == 0
    assert sorted(answers(path)) == [("Leo Marsh", "agreed", ""), ("Mr Marsh", "not_asked", "")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mrs Rai", ["Mrs Rai: agreed", "The family of Ava Reed: not_asked", "The family of Cy: not_asked"]),
        ("Gran", ["Gran: agreed", "The family of Ava Reed: not_asked", "The family of Ben Rai: not_asked",
                  "The family of Cy: not_asked"]),
        ("Ava Reed", ["The family of Ava Reed: agreed", "The family of Ben Rai: not_asked",
                      "The family of Cy: not_asked"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ENDINGS)
def test_one_name_does_not_speak_for_every_pupil_s_family(
    tmp_path: Path, name: str, told: list[str], ending: str
) -> None:
    path = tmp_path / f"group{ending}"
    names = ("--name", "Ava Reed", "--name", "Ben Rai", "--name", "Cy")
    assert call("new", path, "--format", "group-intervention", *names).code == 0
    assert call("confirm", path, "--agreed", name).code == 0
    signed = with_kept(open_plan(path)).versions[-1].signatures
    assert [f"{one.name}: {one.answer}" for one in signed] == told


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_family_of_each_pupil_is_asked_line_by_line(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"group{ending}"
    assert call("new", path, "--format", "group-intervention", "--name", "Ava Reed", "--name", "Cy").code == 0
    done = run("confirm", path, typed="agreed\nnot asked\n")
    assert done.code == 0, done.err
    signed = with_kept(open_plan(path)).versions[-1].signatures
    told = [("The family of Ava Reed", "agreed"), ("The family of Cy", "not_asked")]
    assert [(one.name, one.answer) for one in signed] == told


def test_a_surname_that_two_families_have_stands_for_neither() -> None:
    from facilitator.dialogue.confirm_plan import Given, _members, _not_asked

    children = [
        Child(id=f"c{at}", full_name=name) for at, name in enumerate(("Ana Shaw", "Ben Shaw", "Cy Lee"))
    ]
    members = _members(Plan(id="p", format="group-intervention", children=children))
    left = [one.name for one in _not_asked([Given("Mrs Shaw", "agreed"), Given("Mr Lee", "agreed")], members)]
    assert [name for name in left if "Shaw" in name] == [one.name for one in members if "Shaw" in one.name]
    assert not any("Lee" in name for name in left)
