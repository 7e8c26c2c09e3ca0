"""What people are called and what they say comes through to the letter, and never as anything else."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from facilitator.files.plans import open_plan
from tests.cli.running import run
from tests.looking import views

URDU = "نور الہٰی"
COMBINING = unicodedata.normalize("NFD", "Zoë Đặng")
NAMES = [URDU, COMBINING, "[red]Robin[/red]", "{{ child.called }}", "O'Neill-Smythe", "{name}", "Null"]
WORDS = [
    "[TODO] ask {{ 7 * 7 }}",
    "{% for x in y %}",
    "{name} and %s",
    "<b>bold</b> & more",
    "# not a comment",
]


def _plan(folder: Path, name: str, *outcomes: str) -> Path:
    path = folder / "a.plan.json"
    given = [part for words in outcomes for part in ("--outcome", words)]
    done = run("new", path, "--format", "support-plan", "--name", name, *given)
    assert done.code == 0, done.err
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_to_the_letter_all_the_way(name: str, folder: Path) -> None:
    path = _plan(folder, name, f"{name} reads [a] {{{{ book }}}}.")
    typed = f"today\nadd: Mum of {name}, mum\nnext\nall\n2\nno\n60\nno\nMum of {name}: {name} says hello\n"
    done = run("review", path, "--plain", typed=f"{typed}end early because of {name}\nwrite\n")
    assert done.code == 0, done.out + done.err
    assert f"> Mum of {name}: {name} says hello" in done.out
    plan = open_plan(path).plan
    (review,) = plan.reviews
    assert (plan.child.full_name, review.people[1].name) == (name, f"Mum of {name}")
    assert views(review)[0].text == f"{name} says hello"
    assert run("export", path, "--to", "txt", "-o", folder / "out.txt").code == 0
    assert name in run("show", path).out
    assert name in (folder / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", WORDS)
def test_words_are_never_read_as_markup_or_wording(words: str, plan: Path) -> None:
    typed = f"today\nnext\nall\nno\n60\nno\nMum: {words}\nend early because of tea\nwrite\n"
    done = run("review", plan, "--plain", typed=typed)
    assert done.code == 0, done.err
    review = open_plan(plan).plan.reviews[-1]
    assert [said.text for said in views(review)] == [words]


def test_controls_and_bidi_marks_reach_no_terminal(plan: Path, folder: Path) -> None:
    data = json.loads(plan.read_text(encoding="utf-8"))
    nasty = "a\x1b]52;c;eA==\x07b\u202ec\x9bd\x00e\U000e0041f"
    data["children"][0]["known_as"] = nasty
    data["items"][0]["fields"]["wording"] = nasty
    data["reviews"][0]["entries"][0]["value"] = nasty
    plan.write_text(json.dumps(data), encoding="utf-8")
    typed = f"today\nnext\nall\nno\n60\nno\n{nasty.replace(chr(0), '')}\nfrobnicate {nasty}\nleave\n"
    for done in (
        run("show", plan),
        run("show", plan, "--json"),
        run("check", plan),
        run("review", plan, "--plain", typed=typed),
        run("export", plan, "--to", "txt", "-o", folder / "out.txt"),
    ):
        said = done.out + done.err
        assert done.code == 0, said
        bad = [c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t"]
        assert bad == []
    assert "\x1b" not in (folder / "out.txt").read_text(encoding="utf-8")


def test_a_file_from_windows_is_read_as_it_is_meant(plan: Path) -> None:
    set_up = "\ufefftoday\r\nnext\r\nall\r\nno\r\n60\r\nno\r\n"
    typed = f"{set_up}Mum: {URDU}\r\nend early because of tea\r\nwrite\r\n"
    done = run("review", plan, "--plain", typed=typed, LC_ALL="C", PYTHONIOENCODING="cp1252")
    assert done.code == 0, done.out
    assert [said.text for said in views(open_plan(plan).plan.reviews[-1])] == [URDU]
    assert f"> Mum: {URDU}" in done.out


def test_a_very_long_statement_is_kept_whole_and_a_longer_one_is_said_to_be_too_long(plan: Path) -> None:
    long, longer = "word " * 2_000, "x" * 20_001
    typed = f"today\nnext\nall\nno\n60\nno\nMum: {long}\nMum: {longer}\nend early because of tea\nwrite\n"
    done = run("review", plan, "--plain", typed=typed)
    assert done.code == 0, done.err
    assert [said.text for said in views(open_plan(plan).plan.reviews[-1])] == [long.strip()]
    assert "20000" in done.out


@pytest.mark.slow
def test_two_hundred_statements_twelve_outcomes_and_forty_people(folder: Path) -> None:
    path = _plan(folder, "Ada Pell", *(f"Outcome {number} is met." for number in range(1, 13)))
    people = "".join(f"Person {chr(65 + n // 26)}{chr(65 + n % 26)}, teacher\n" for n in range(39))
    said = "".join(f"Person A{chr(65 + n % 26)}: line {n}\n" for n in range(200))
    typed = f"today\n{people}next\nall\n2\nno\n60\nno\n{said}end early because of tea\nwrite\n"
    done = run("review", path, "--plain", typed=typed)
    assert done.code == 0, done.err
    review = open_plan(path).plan.reviews[-1]
    assert len(review.people) == 40
    assert [said.text for said in views(review)] == [f"line {n}" for n in range(200)]
    assert [run(command, path).code for command in ("show", "check", "export")] == [0, 0, 0]
