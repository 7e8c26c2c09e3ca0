"""`facilitator new` for any format: from a few words, a file by hand, or a plan of ours; native and Word."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from facilitator.files.plan_text import render
from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from facilitator.script.loading import find_prompts, format_ids
from facilitator.script.words_by_key import say
from facilitator.work.demo import demo_plan
from tests.cli.running import COMMAND, call, run, surroundings
from tests.shapes import FORMATS
from tests.terminal import Terminal

Json = dict[str, Any]

SUPPORT_PLAN = "support-plan"
SHAPES = ("reading-group", "steps-and-targets", "termly-targets")
ENDINGS = (".plan.json", ".docx")


def prompts_of(form: str) -> Path:
    return find_prompts() if form == SUPPORT_PLAN else FORMATS


def whole_plan(form: str, folder: Path) -> Path:
    """A plan of ours of that format, without reviews."""
    if form != SUPPORT_PLAN:
        return FORMATS / form / "sample.plan.json"
    path = folder / "demo.json"
    path.write_bytes(render(demo_plan(date(2026, 3, 12)).model_copy(update={"reviews": []})))
    return path


def by_hand(plan: Plan) -> Json:
    """The same plan as somebody would write it: items inside one another, without ids and numbers."""
    data = json.loads(render(plan))
    rows = {item["id"]: dict(item["fields"]) for item in data.pop("items", [])}
    given: Json = {name: data[name] for name in ("entries", "people", "signatures", "school") if name in data}
    for item in plan.items:
        above = rows[item.under] if item.under else given
        above.setdefault(f"{item.kind}s", []).append(rows[item.id])
    children = data["children"]
    if len(children) == 1:
        return {**given, "child": children[0]}
    for child in children:
        del child["id"]
    return {**given, "children": children}


def told(plan: Plan) -> Json:
    """What any file of a plan has of it, but for ids."""
    numbers = {item.id: place for place, item in enumerate(plan.items)}
    return {
        "children": [(child.full_name, child.class_name, child.date_of_birth) for child in plan.children],
        "items": sorted(
            (item.kind, item.number or 0, str(item.fields), numbers.get(item.under or "") is not None)
            for item in plan.items
        ),
        "entries": [(entry.field, str(entry.value)) for entry in plan.entries],
        "signatures": plan.signatures,
    }


@pytest.mark.parametrize("how", ["whole", "by hand"])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("form", [SUPPORT_PLAN, *SHAPES])
def test_a_plan_of_any_format_is_started_from_a_file(
    form: str, ending: str, how: str, folder: Path, tmp_path: Path
) -> None:
    source = whole_plan(form, tmp_path)
    before = open_plan(source, prompts_of(form)).plan
    if how == "by hand":
        source = tmp_path / "by-hand.json"
        source.write_text(json.dumps(by_hand(before)), encoding="utf-8")
    path = folder / f"new{ending}"
    named = () if how == "whole" else ("--format", form)
    done = call("new", path, *named, "--prompts", prompts_of(form), "--from", source)
    assert done.code == 0, done.err
    made = open_plan(path, prompts_of(form)).plan
    assert told(made) == told(before)
    assert made.id != before.id
    assert call("check", path, "--prompts", prompts_of(form)).code == 0


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("form", "given", "said"),
    [
        (SUPPORT_PLAN, ["--name", "Ada Pell", "--outcome", "Ada reads."], "with one outcome."),
        ("termly-targets", ["--name", "Ada", "--outcome", "A", "--outcome", "B"], "with 2 targets."),
        ("steps-and-targets", ["--name", "Ada"], "It has no outcomes yet."),
        ("reading-group", ["--child", "Ada", "--child", "Ben"], "To hold its review"),
        (SUPPORT_PLAN, ["--name", "Ada"], "To write it together: facilitator planning"),
    ],
)
def test_a_plan_of_any_format_is_started_from_a_few_words(
    form: str, given: list[str], said: str, ending: str, folder: Path
) -> None:
    path = folder / f"new{ending}"
    done = call("new", path, "--format", form, "--prompts", prompts_of(form), *given)
    assert done.code == 0, done.err
    assert said in done.out
    plan = open_plan(path, prompts_of(form)).plan
    named = [value for name, value in pairwise(given) if name in ("--name", "--child")]
    assert [child.full_name for child in plan.children] == named


def test_what_is_told_beside_the_file_comes_after_it(folder: Path) -> None:
    source, path = FORMATS / "termly-targets" / "sample.plan.json", folder / "new.plan.json"
    words = ("--outcome", "Leo counts.", "--known-as", "Lee")
    assert call("new", path, "--prompts", FORMATS, "--from", source, *words).code == 0
    plan = open_plan(path).plan
    assert [item.number for item in plan.of("target")] == [1, 2, 3, 4]
    assert plan.of("target")[-1].words("wording") == "Leo counts."
    assert (plan.child.full_name, plan.child.called) == ("Leo Marsh", "Lee")


def refused(folder: Path, *given: str | Path, code: int = 1) -> str:
    done = call("new", folder / "new.plan.json", *given)
    assert done.code == code, done.out
    assert not list(folder.iterdir())
    return done.err


def test_what_does_not_fit_is_refused_with_its_place(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "start.json"

    def with_source(given: Json, *more: str) -> str:
        source.write_text(json.dumps(given), encoding="utf-8")
        return refused(folder, "--prompts", FORMATS, "--from", source, *more)

    sample = json.loads((FORMATS / "termly-targets" / "sample.plan.json").read_text(encoding="utf-8"))
    sample["items"][1]["fields"]["sort"] = "magic"
    assert "items, item 2, fields, sort" in with_source(sample)
    assert "Use one of these: targets" in with_source(
        {"child": {"full_name": "Ada"}, "outcomes": ["A"]}, "--format", "termly-targets"
    )
    assert "children" in with_source({"child": {"full_name": "Ada"}}, "--format", "reading-group")
    assert "newer program" in with_source({**sample, "schema_version": 99})
    assert "none-such" in with_source({**sample, "format": "none-such"})
    sample["items"] = [{"kind": ["target"]}]
    assert "items, item 1" in with_source(sample)


def test_a_plan_with_reviews_to_come_does_not_start_another_by_itself(plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "Term 2, Term 3 still to come" in refused(empty, "--from", plan, code=3)
    word = tmp_path / "plan.docx"
    assert call("convert", plan, word, "--yes").code == 0
    assert "Term 2, Term 3 still to come" in refused(empty, "--from", word, code=3)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_plan_of_an_earlier_version_is_taken_and_refused_in_its_own_shape(
    version: int, folder: Path, tmp_path: Path
) -> None:
    source, path = tmp_path / "before.json", folder / "new.plan.json"
    provision = {"id": "p1", "where": "education", "what": "A buddy"}
    outcome = {"id": "o1", "number": 1, "wording": "Ada reads.", "provision": [provision]}
    data = {"schema_version": version, "id": "p-1", "format": "support-plan", "outcomes": [outcome]}
    data["child"] = {"full_name": "Ada Pell"}
    source.write_text(json.dumps(data), encoding="utf-8")
    assert call("new", path, "--from", source, "--outcome", "Ada writes.").code == 0
    plan = open_plan(path).plan
    assert [item.words("wording") for item in plan.of("outcome")] == ["Ada reads.", "Ada writes."]
    assert plan.of("provision")[0].words("what") == "A buddy"
    path.unlink()
    other = ("--from", source, "--prompts", FORMATS, "--format", "termly-targets")
    assert ": outcomes, item 1" in refused(folder, *other)
    provision["where"] = "elsewhere"
    source.write_text(json.dumps(data), encoding="utf-8")
    assert "outcomes, item 1, provision, item 1, where" in refused(folder, "--from", source)


def test_options_of_one_child_and_of_outcomes_are_refused_where_a_format_has_none(folder: Path) -> None:
    group = ("--format", "reading-group", "--prompts", FORMATS, "--child", "Ada", "--child", "Ben")
    assert "one child" in refused(folder, *group, "--known-as", "Al", code=2)
    assert "--outcome" in refused(folder, *group, "--outcome", "A")
    assert "not for one child" in refused(folder, *group[:-2])
    assert "not for 2 children" in refused(folder, "--format", SUPPORT_PLAN, "--name", "Ada", "--name", "Ben")


def test_no_item_of_a_group_s_plan_has_the_id_of_a_child(tmp_path: Path, folder: Path) -> None:
    prompts, card = tmp_path / "prompts", "{label: Card, fields: {wording: {type: words, role: wording}}}"
    copytree(FORMATS, prompts)
    form = prompts / "reading-group" / "format.yaml"
    form.write_text(
        form.read_text("utf-8").replace("\nplan:\n", f"\nitems:\n  card: {card}\n\nplan:\n"), "utf-8"
    )
    source = folder / "given.json"
    source.write_text(json.dumps({"cards": ["A word a day", "Two pages"]}), encoding="utf-8")
    named = ("--child", "Ada", "--child", "Ben")
    done = call("new", folder / "a.plan.json", "--format", "reading-group", "--prompts", prompts,
                "--from", source, *named)  # fmt: skip
    assert done.code == 0, done.err
    plan = open_plan(folder / "a.plan.json", prompts).plan
    ids = [child.id for child in plan.children] + [item.id for item in plan.items]
    assert len(set(ids)) == len(ids) == 4


def test_the_only_format_need_not_be_named_and_several_are(folder: Path, tmp_path: Path) -> None:
    prompts = Path(copytree(find_prompts(), tmp_path / "prompts"))
    for other in set(format_ids(prompts)) - {SUPPORT_PLAN}:
        rmtree(prompts / other)
    done = run("new", folder / "a.plan.json", "--name", "Ada", "--prompts", prompts)
    assert done.code == 0, done.err
    several = call("new", folder / "b.plan.json", "--name", "Ada", "--prompts", FORMATS)
    assert several.code == 3
    assert "  --format termly-targets" in several.err.splitlines()


def there_already(folder: Path) -> Path:
    path = folder / "there.docx"
    path.write_bytes(b"mine")
    return path


NAMES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "there already": (there_already, "file.already-there"),
    "no such folder": (lambda folder: folder / "nowhere" / "a.docx", "folder.not-found"),
    "no ending": (lambda folder: folder / "a", "file.needs-ending"),
    "far too long": (lambda folder: folder / f"{'a' * 300}.docx", "file.bad-name"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_file_name_that_will_not_do_is_refused_before_anything_is_asked(case: str, folder: Path) -> None:
    name, code = NAMES[case]
    path = name(folder)
    with Terminal([*COMMAND, "new", path], environment=surroundings(), folder=folder) as terminal:
        assert terminal.wait_for_exit() == 1
        told = "".join(terminal.text.split())
    sentence = say(code, path=path, folder=path.parent, ending=".plan.json")
    assert "".join(sentence.split()) in told


def test_a_name_of_nothing_is_asked_for_and_not_called_a_file(folder: Path) -> None:
    done = call("new", folder / "a.docx", "--name", " ")
    assert (done.code, say("commands.new.a-name") in done.err) == (2, True)


@pytest.mark.parametrize(
    ("form", "answers", "made"),
    [
        ("reading-group", ("Ada", "Ben", ""), (["Ada", "Ben"], 0)),
        ("reading-group", (" ", "Ada", "", "Ben", ""), (["Ada", "Ben"], 0)),
        ("termly-targets", ("Ada", "", "", "", "", "Ada reads.", ""), (["Ada"], 1)),
        (
            "termly-targets",
            ("", " Ada ", "", "31/2/2018", "2/3/2018", "", "", "Ada reads.", ""),
            (["Ada"], 1),
        ),
    ],
)
def test_on_a_terminal_it_asks_for_what_the_format_has(
    form: str, answers: tuple[str, ...], made: tuple[list[str], int], folder: Path
) -> None:
    path = folder / "a.plan.json"
    command: list[str | Path] = [*COMMAND, "new", path, "--format", form, "--prompts", FORMATS]
    with Terminal(command, environment=surroundings(), folder=folder) as terminal:
        for answer in answers:
            terminal.wait_until(lambda lines: ">" in [line.strip() for line in lines[-24:]], "a question")
            terminal.type(answer)
            terminal.press("enter")
        assert terminal.wait_for_exit() == 0
    plan = open_plan(path).plan
    assert ([child.full_name for child in plan.children], len(plan.items)) == made


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ((), "support-plan\nada.plan.json\nAda Pell\n"),
        (("ada.plan.json",), "support-plan\nAda Pell\n"),
        (("--format", "support-plan"), "ada.plan.json\nAda Pell\n"),
        (("--name", "Ada Pell"), "support-plan\nada.plan.json\n"),
        ((), "support-plan\nada\nada.plan.json\nAda Pell\n"),
        ((), "support-plan\nother.plan.json\nback\nada.plan.json\nAda Pell\n"),
        ((), "termly-targets\nback\nsupport-plan\nada.plan.json\nback\nada.plan.json\nAda Pell\n"),
    ],
)
def test_what_is_missing_is_asked_for_line_by_line_and_one_can_go_back(
    given: tuple[str, ...], typed: str, several: Path, folder: Path
) -> None:
    done = run("new", *given, "--prompts", several, typed=typed, folder=folder)
    assert done.code == 0, done.err
    plan = open_plan(folder / "ada.plan.json").plan
    assert (plan.format, plan.child.full_name) == ("support-plan", "Ada Pell")
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["ada.plan.json"]


@pytest.mark.parametrize("typed", ["", "support-plan\n", "support-plan\nada.plan.json\n"])
def test_an_input_that_ends_too_early_starts_no_plan(typed: str, several: Path, folder: Path) -> None:
    done = run("new", "--prompts", several, typed=typed, folder=folder)
    assert done.code == (2 if typed else 3)
    assert not [path for path in folder.iterdir() if path.is_file()]


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A folder of wording with more than one kind of plan."""
    made = tmp_path / "wording"
    shutil.copytree(find_prompts(), made)
    shutil.copytree(FORMATS / "termly-targets", made / "termly-targets")
    return made


def test_on_a_terminal_back_goes_a_question_back(folder: Path) -> None:
    path = folder / "a.plan.json"
    with Terminal(
        [*COMMAND, "new", path, "--format", SUPPORT_PLAN], environment=surroundings(), folder=folder
    ) as terminal:
        for answer in ("Ada Bell", "back", "Ada Pell", "Ada", "back", "Addy", "", "", "", ""):
            terminal.wait_until(lambda lines: ">" in [line.strip() for line in lines[-24:]], "a question")
            terminal.type(answer)
            terminal.press("enter")
        assert terminal.wait_for_exit() == 0
    child = open_plan(path).plan.child
    assert (child.full_name, child.known_as) == ("Ada Pell", "Addy")
