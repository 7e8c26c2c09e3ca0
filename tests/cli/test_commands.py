"""What each command does when all is well, and its exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.cli.command_help import NAMES
from facilitator.files.plans import open_plan
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from tests.cli.running import COMMAND, bytes_in, run, surroundings
from tests.terminal import Terminal


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_and_so_has_each_of_its_options(name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0, done.err
    assert len(done.out.split("\n\n")[1]) > 20, "what it does"
    options = re.findall(r"^  -.*(?:\n {6,}.*)*", done.out, re.MULTILINE)
    assert options
    for one in options:
        assert re.match(r"  -.*?\S\s{2,}\S", one), one


def test_the_list_of_commands_names_them_all() -> None:
    out = run("--help").out
    assert [line.split()[0] for line in out.splitlines() if line.startswith("  ") and line.split()][
        -len(NAMES) :
    ] == list(NAMES)


def test_a_review_starts_without_what_is_slow_to_load() -> None:
    program = (
        "import sys; from facilitator.cli import review, screen; "
        "heavy = {'pydantic', 'jinja2', 'yaml', 'textual', 'facilitator.script', 'facilitator.plan.text'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_a_review_does_not_read_the_help_that_nobody_asked_for() -> None:
    program = (
        "import sys; from facilitator.cli.exit_codes import program; "
        "program.get_command(None, 'review').make_context('review', ['a.plan.json']); "
        "sys.exit('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=surroundings(), check=False, timeout=60)
    assert done.returncode == 0


def test_no_plugin_of_the_models_sees_what_is_read(tmp_path: Path) -> None:
    """Another package may bring one: it would be handed every word, and looking for it takes time."""
    about = tmp_path / "spy-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[pydantic]\nspy = spy:plugin\n", encoding="utf-8")
    (tmp_path / "spy.py").write_text("raise SystemExit('it was loaded')\n", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), surroundings()["PYTHONPATH"]])
    done = subprocess.run(
        [*COMMAND, "formats"],
        env=surroundings(PYTHONPATH=paths),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_demo_writes_a_sound_plan_whose_review_is_due(folder: Path) -> None:
    done = run("demo", "--here", folder)
    assert done.code == 0
    (path,) = folder.iterdir()
    assert str(path) in done.out
    assert run("check", path).code == 0
    again = run("demo", "--here", folder)
    assert again.code == 1, "what is there is never written over"


def test_demo_can_be_held_line_by_line() -> None:
    done = run("demo", "--plain", typed="leave\n")
    assert done.code == 0
    assert "demo.plan.json" in done.out


def test_a_new_plan_can_be_made_by_a_script_and_reviewed(folder: Path) -> None:
    path = folder / "new.plan.json"
    done = run("new", path, "--format", "support-plan", "--name", "Ada Pell", "--born", "23/11/2018",
               "--outcome", "Ada ties her shoes.", "--outcome", "Ada reads a page.")  # fmt: skip
    assert done.code == 0, done.err
    plan = open_plan(path).plan
    assert plan.child.date_of_birth is not None
    assert [outcome.number for outcome in plan.of("outcome")] == [1, 2]
    typed = "today\nMum\nnext\nall\nno\n60\nno\nend early because of tea\nwrite\n"
    assert run("review", path, "--plain", typed=typed).code == 0
    assert len(open_plan(path).plan.reviews) == 1


def test_a_new_plan_can_be_made_from_json(folder: Path) -> None:
    path, source = folder / "new.plan.json", folder / "start.json"
    outcome = {"wording": "Ada reads.", "steps": ["A page."], "provision": [{"what": "A buddy", "who": "Jo"}]}
    given = {"child": {"full_name": "Ada Pell"}, "outcomes": [outcome, "Ada writes."]}
    source.write_text(json.dumps(given), encoding="utf-8")
    assert run("new", path, "--format", "support-plan", "--from", source).code == 0
    plan = open_plan(path).plan
    first, second = plan.of("outcome")
    (step,), (provision,) = plan.of("step", first.id), plan.of("provision", first.id)
    assert (step.words("wording"), provision.words("place")) == ("A page.", "education")
    assert second.words("wording") == "Ada writes."
    source.write_text(json.dumps({"child": {"full_name": 7}}), encoding="utf-8")
    wrong = run("new", folder / "b.plan.json", "--format", "support-plan", "--from", source)
    assert wrong.code == 1
    assert "child, full_name" in wrong.err


def test_new_asks_for_what_only_a_person_knows(folder: Path) -> None:
    before = bytes_in(folder)
    assert run("new", folder / "a.plan.json", "--format", "support-plan").code == 2
    ending = run("new", folder / "a.json", "--format", "support-plan", "--name", "Ada")
    assert (ending.code, ".plan.json" in ending.err) == (1, True)
    born = ("new", folder / "a.plan.json", "--format", "support-plan", "--name", "Ada", "--born", "soon")
    assert run(*born).code == 1
    assert bytes_in(folder) == before


def test_new_asks_on_a_terminal(folder: Path) -> None:
    path = folder / "a.plan.json"
    answers = ("Ada Pell", "", "23/11/2018", "", "", "Ada reads.", "")
    command: list[str | Path] = [*COMMAND, "new", path, "--format", "support-plan"]
    with Terminal(command, environment=surroundings(), folder=folder) as terminal:
        for answer in answers:
            terminal.wait_until(lambda lines: ">" in [line.strip() for line in lines[-24:]], "a question")
            terminal.type(answer)
            terminal.press("enter")
        assert terminal.wait_for_exit() == 0
    plan = open_plan(path).plan
    assert (plan.child.called, len(plan.of("outcome"))) == ("Ada", 1)


def test_show_says_disagreements_in_full_and_is_the_same_for_scripts(plan: Path) -> None:
    out = run("show", plan).out
    for words in ("Mum 2, “At home she knows about ten.”", "If she read them to me without a picture."):
        assert words in out
    data = json.loads(run("show", plan, "--json").out)
    assert [outcome["scores"][0]["number"] for outcome in data["outcomes"]] == [2, 3, None]
    assert [action["state"] for action in data["reviews"][0]["actions"]] == ["agreed"] * 3


def test_check_says_what_is_missing(plan: Path) -> None:
    data = json.loads(plan.read_text(encoding="utf-8"))
    data["reviews"][0]["actions"][0].update(who="", person=None)
    data["reviews"][0]["next_date"] = None
    data["items"] = [item for item in data["items"] if (item["kind"], item.get("under")) != ("step", "o1")]
    for entry in data["reviews"][0]["entries"]:
        entry["match"] = None
    plan.write_text(json.dumps(data), encoding="utf-8")
    done = run("check", plan)
    assert done.code == 0, "odd is not unsound"
    odd = ("has no step written down", "nobody is named", "next review is missing", "It is all shouting.")
    for words in odd:
        assert words in done.out


def test_a_plan_that_its_format_does_not_allow_is_refused_wherever_it_is_opened(plan: Path) -> None:
    data = json.loads(plan.read_text(encoding="utf-8"))
    data["reviews"][0]["scores"][0]["number"] = 9
    plan.write_text(json.dumps(data), encoding="utf-8")
    before = bytes_in(plan.parent)
    for command in ("check", "show", "export"):
        done = run(command, plan)
        assert done.code == 1
        assert "reviews, item 1, scores, item 1, number" in done.out + done.err
    assert bytes_in(plan.parent) == before


def test_export_writes_beside_the_plan_or_where_it_is_told(plan: Path, folder: Path) -> None:
    assert run("export", plan).code == 0
    assert run("export", plan, "--to", "txt", "-o", folder / "s.txt", "--period", "1").code == 0
    assert {path.suffix for path in folder.iterdir()} == {".json", ".html", ".txt"}
    assert run("export", plan, "--period", "2").code == 1


def test_what_no_summary_is_for_or_can_be_is_said_with_what_there_is(plan: Path, folder: Path) -> None:
    before = bytes_in(folder)
    for unknown, known in (
        (("--for", "the mayor"), "the mayor. Choose one of these: everyone, actions, family, child, panel."),
        (
            ("--audience", "the mayor", "--to", "txt"),
            "the mayor. Choose one of these: everyone, actions, family, child, panel.",
        ),
        (("--to", "exe"), "exe. Choose one of these: html, pdf, docx, txt, eml, ics."),
        (("--for", "child", "--to", "../x"), "../x. Choose one of these: html, pdf, docx, txt, eml."),
    ):
        done = run("export", plan, *unknown)
        assert done.code == 1
        assert known in " ".join(done.err.split())
    assert bytes_in(folder) == before
    told = " ".join(run("export", "--help").out.split())
    assert "one of these: everyone, actions, family, child, panel." in told
    assert "one of these: html, pdf, docx, txt, eml, ics." in told


def test_an_audience_of_a_schools_own_is_a_line_and_a_template(plan: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(find_prompts(), ours)
    with (ours / "words" / "summary.yaml").open("a", encoding="utf-8") as words:
        words.write("summary.for.governors: A page for governors\n")
    template = (
        "{{ page.para(sheet.period) }}\n{% for one in sheet.tasks %}{{ page.words(one.what) }}{% endfor %}"
    )
    (ours / "summaries" / "governors.j2").write_text(template)
    assert run("formats", "check", ours).code == 0
    done = run("export", plan, "--for", "governors", "--to", "txt", "--prompts", ours)
    assert (done.code, done.err) == (0, "")
    assert "A page for governors is in" in done.out
    (page,) = plan.parent.glob("*-governors.txt")
    assert page.read_text(encoding="utf-8").startswith("Term 1\n")
    assert run("export", plan, "--for", "governors").code == 1


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_childs_letter_stands_beside_the_summary(kind: str, plan: Path, folder: Path) -> None:
    done = run("export", plan, "--for", "child", "--to", kind)
    assert (done.code, done.err) == (0, "")
    assert "The child's letter is in" in done.out
    assert run("export", plan, "--to", kind).code == 0
    assert sorted(path.name for path in folder.glob(f"*.{kind}")) == [
        f"{plan.name.removesuffix('.plan.json')}-term-1-{name}.{kind}" for name in ("letter", "summary")
    ]
    letter = next(folder.glob(f"*-letter.{kind}")).read_text(encoding="utf-8")
    assert "I can draw horses." in letter
    assert "She leaves the room without asking" not in letter


def test_a_letter_takes_the_place_of_no_summary(plan: Path, folder: Path) -> None:
    target = folder / "out.html"
    assert run("export", plan, "-o", target).code == 0
    old = target.read_bytes()
    done = run("export", plan, "--for", "child", "-o", target)
    assert (done.code, target.read_bytes()) == (1, old)
    assert "another file of that name" in done.err


def test_formats_are_listed_and_checked(tmp_path: Path) -> None:
    assert "support-plan" in run("formats").out
    assert run("formats", "check").code == 0
    worst = run("formats", "check", "--worst")
    assert worst.code == 0
    assert len([line for line in worst.out.splitlines() if ": grade " in line]) == 20
    folder = tmp_path / "ours" / "mine"
    folder.mkdir(parents=True)
    (folder / "format.yaml").write_text("id: mine\nname: Mine\nsegmants: []\n", encoding="utf-8")
    done = run("formats", "check", folder.parent)
    assert done.code == 1
    assert f"{folder / 'format.yaml'}:3: " in done.out
    for neither in (tmp_path, tmp_path / "nowhere"):
        assert run("formats", "check", neither).code == 1


@pytest.mark.parametrize("kind", ["plan", "review", "event"])
def test_schema_is_json_with_definitions(kind: str) -> None:
    assert "$defs" in json.loads(run("schema", kind).out)


def test_doctor_says_what_works() -> None:
    done = run("doctor", "--no-voice")
    assert done.code == 0, done.out
    for words in ("textual", "Python", "support-plan"):
        assert words in done.out
    assert "Reading aloud" not in done.out
    assert run("doctor", "--no-voice", TERM="dumb").code == 1


def test_without_a_terminal_the_plain_meeting_is_pointed_to(plan: Path) -> None:
    before = plan.read_bytes()
    for arguments in (["review", plan], ["demo"], []):
        done = run(*arguments)
        assert done.code == 2
        assert "--plain" in done.err
    assert plan.read_bytes() == before


def test_a_terminal_that_draws_nothing_gets_the_plain_meeting(plan: Path) -> None:
    command: list[str | Path] = [*COMMAND, "review", plan]
    with Terminal(command, environment={**surroundings(), "TERM": "dumb"}, columns=200) as terminal:
        terminal.wait_for("as with --plain")
        terminal.wait_for("help")
        terminal.type("leave")
        terminal.press("enter")
        assert terminal.wait_for_exit() == 0


def test_ctrl_c_in_the_plain_meeting_keeps_everything_and_says_how_to_go_on(plan: Path) -> None:
    command: list[str | Path] = [*COMMAND, "review", plan, "--plain"]
    with Terminal(command, environment=surroundings(), columns=200) as terminal:
        terminal.wait_for("1/6]")
        terminal.type("today")
        terminal.press("enter")
        terminal.wait_for("Saved.")
        terminal.press("ctrl+c")
        terminal.wait_for("--plain")
        assert terminal.wait_for_exit() == 3
    with Terminal(command, environment=surroundings(), columns=200) as terminal:
        terminal.wait_for("not finished")
        terminal.press("enter")
        terminal.wait_for("2/6]")
        terminal.type("leave")
        terminal.press("enter")
        assert terminal.wait_for_exit() == 0


def test_an_unfinished_meeting_can_be_put_aside(plan: Path) -> None:
    assert run("review", plan, "--plain", typed="today\n").code == 3
    command: list[str | Path] = [*COMMAND, "review", plan, "--plain"]
    with Terminal(command, environment=surroundings(), columns=200) as terminal:
        terminal.wait_for("not finished")
        terminal.type("put aside")
        terminal.press("enter")
        terminal.wait_for("It was put aside")
        terminal.wait_for("1/6]")
        terminal.type("leave")
        terminal.press("enter")
        assert terminal.wait_for_exit() == 0
    done = run("review", plan, "--plain", typed="leave\n")
    assert "1/6]" in done.out


def test_after_the_third_review_a_fourth_is_refused(plan: Path) -> None:
    typed = "today\nnext\nall\nno\n60\nno\nend early because of tea\nwrite\n"
    assert run("review", plan, "--plain", typed=typed).code == 0
    third = run("review", plan, "--plain", typed=typed)
    assert third.code == 0
    assert "All three terms" in third.out
    fourth = run("review", plan, "--plain", typed=typed)
    assert fourth.code == 1
    assert "new plan" in fourth.err


@pytest.mark.parametrize("command", [("formats", "check"), ("formats", "--prompts"), ("doctor", "--prompts")])
def test_a_folder_of_prompts_of_a_name_that_none_can_have_is_told(command: tuple[str, str]) -> None:
    folder = "s" * 300
    done = run(*command, folder)
    assert say("script.folder-not-found", folder=folder) in done.out + done.err
