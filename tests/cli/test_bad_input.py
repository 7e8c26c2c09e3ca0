"""Each bad file gets its sentence and its exit code, and nothing on the disk is changed."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.script.loading import find_prompts, format_ids
from facilitator.script.words_by_key import say
from tests.cli.running import bytes_in, call, run
from tests.needs import AS_OTHERS

Spoil = Callable[[Path], None]


def _missing(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"full_name"', '"full_name": "X", "full_name"', 1), encoding="utf-8")


def _changed(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def _wrong_type(path: Path) -> None:
    _changed(path, lambda data: data["items"][1].update(number="two"))  # type: ignore[index]


def _newer(path: Path) -> None:
    _changed(path, lambda data: data.update(schema_version=99))


def _large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(50 * 1024 * 1024)


def _other_format(path: Path) -> None:
    _changed(path, lambda data: data.update(format="nowhere"))


def _values(path: Path) -> dict[str, object]:
    return {"megabytes": 50, "most": 8, "version": 99, "known": 2, "format": "nowhere", "folder": path.parent}


CASES: dict[str, tuple[Spoil, str, dict[str, object]]] = {
    "no such file": (_missing, "file.not-found", {}),
    "a folder": (_folder, "file.is-folder", {}),
    "empty": (_empty, "file.empty", {}),
    "cut short": (_cut, "plan.cut-short", {"line": ..., "column": ...}),
    "a key twice": (_twice, "plan.key-twice", {"where": "children, item 1, full_name"}),
    "a wrong type": (_wrong_type, "plan.field-wrong", {"where": "items, item 2, number"}),
    "newer": (_newer, "plan.newer", {"version": 99, "known": 4}),
    "fifty megabytes": (_large, "file.too-large", {"megabytes": 50, "most": 8}),
    "an unknown format": (
        _other_format,
        "script.unknown-format",
        {"format": "nowhere", "known": ", ".join(format_ids(find_prompts()))},
    ),
}
COMMANDS: dict[str, tuple[str, ...]] = {
    "review": ("review", "PLAN", "--plain"),
    "show": ("show", "PLAN"),
    "record": ("record", "PLAN", "REVIEW"),
    "export": ("export", "PLAN", "--to", "txt"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", CASES)
def test_a_bad_plan_is_refused_in_words(case: str, command: str, plan: Path, folder: Path) -> None:
    spoil, code, values = CASES[case]
    spoil(plan)
    (folder / "review.json").write_text('{"date": "2026-03-12"}', encoding="utf-8")
    before = bytes_in(folder)
    names: dict[str, str | Path] = {"PLAN": plan, "REVIEW": folder / "review.json"}
    how = run if command == "review" else call
    done = how(*(names.get(word, word) for word in COMMANDS[command]))
    assert done.code == 1
    assert done.out == ""
    _is_the_sentence(done.err, code, values)
    assert bytes_in(folder) == before


def _is_the_sentence(said: str, code: str, values: dict[str, object]) -> None:
    marks = {name: "\ue000" if value is ... else value for name, value in values.items()}
    rest = said.strip()
    for part in say(code, **marks).split("\ue000"):
        assert part in rest, said
        rest = rest[rest.index(part) + len(part) :]
    assert said.count("\n") == 1, "one paragraph, and never a traceback"


def _word(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and so on")


GIVEN: dict[str, tuple[Spoil, str]] = {
    "no such file": (_missing, "given.not-found"),
    "a folder": (_folder, "given.is-folder"),
    "empty": (_empty, "given.empty"),
    "fifty megabytes": (_large, "given.too-large"),
    "a Word document": (_word, "given.word-by-another-name"),
}


@pytest.mark.parametrize("command", ["new", "record"])
@pytest.mark.parametrize("case", GIVEN)
def test_a_bad_file_beside_the_plan_is_not_called_a_plan(
    case: str, command: str, plan: Path, folder: Path
) -> None:
    spoil, code = GIVEN[case]
    given = folder / "given.json"
    given.write_text("{}", encoding="utf-8")
    spoil(given)
    before = bytes_in(folder)
    done = call("record", plan, given) if command == "record" else call("new", "a.docx", "--from", given)
    assert done.code == 1
    _is_the_sentence(done.err, code, {"path": given, "megabytes": 50, "most": 8})
    assert "choose the plan" not in done.err.lower()
    assert bytes_in(folder) == before


def test_check_names_each_bad_file_and_goes_on(plan: Path, folder: Path) -> None:
    empty, wrong = folder / "a.plan.json", folder / "b.plan.json"
    empty.write_bytes(b"")
    wrong.write_bytes(plan.read_bytes())
    _wrong_type(wrong)
    done = run("check", empty, wrong, plan)
    assert done.code == 1
    assert say("file.empty") in done.out
    assert "items, item 2, number" in done.out
    assert f"{plan}: " in done.out


@pytest.mark.needs("modes")
def test_a_folder_that_cannot_be_written_leaves_the_plan_as_it_was(plan: Path, folder: Path) -> None:
    before = bytes_in(folder)
    folder.chmod(0o500)
    try:
        done = run(
            "review", plan, "--plain", typed="end early because of the bell\nwrite\n", before=AS_OTHERS
        )
    finally:
        folder.chmod(0o700)
    assert bytes_in(folder) == before
    assert done.code == 3


def test_a_full_or_missing_data_folder_is_said_before_the_meeting_begins(plan: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("x", encoding="utf-8")
    before = plan.read_bytes()
    done = run("review", plan, "--plain", FACILITATOR_DATA=str(blocked))
    assert done.code == 1
    assert str(blocked) in done.err
    assert "Traceback" not in done.err
    assert plan.read_bytes() == before


@pytest.mark.parametrize("arguments", [["nonsense"], ["review"], ["show", "a", "b"], ["schema", "planet"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


LONG = "x" * 300
"""Longer than the name of a file can be on any drive."""

NAMED_TOO_LONG = [
    *(["check", f"{LONG}.plan.json"], ["show", f"{LONG}.docx"], ["undo", LONG], ["actions", LONG]),
    *(["review", f"{LONG}.docx", "--plain"], ["planning", f"{LONG}.plan.json", "--plain"]),
    *(["edit", f"{LONG}.plan.json", "--plain"], ["confirm", LONG], ["record", LONG, LONG], ["forget", LONG]),
    *(
        ["convert", "PLAN", f"{LONG}.docx", "--yes"],
        ["convert", f"{LONG}.docx", "b.plan.json"],
        ["demo", "--here", LONG],
    ),
    *(["review", "PLAN", "--plain", "--record", LONG], ["review", "PLAN", "--plain", "--prompts", LONG]),
    *(["record", "PLAN", LONG], ["export", "PLAN", "-o", f"{LONG}.html"], ["export", "PLAN", "--all", LONG]),
    *(["new", f"{LONG}.docx", "--format", "support-plan", "--name", "Ann"], ["formats", "check", LONG]),
    ["new", "b.plan.json", "--from", f"{LONG}.plan.json"],
]


@pytest.mark.parametrize("arguments", NAMED_TOO_LONG, ids=lambda given: " ".join(given).replace(LONG, "LONG"))
def test_a_name_that_no_drive_takes_is_a_sentence(
    plan: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    before = bytes_in(plan.parent)
    done = call(*(str(plan) if one == "PLAN" else one for one in arguments))
    assert done.code in (1, 2)
    assert (done.out + done.err).strip()
    assert say("commands.fault", kind="", where="", journal="")[:30] not in done.err
    assert bytes_in(plan.parent) == before


@pytest.mark.parametrize(
    "command",
    [["show", "PLAN"], ["export", "PLAN"], ["actions", "PLAN"], ["forget"], ["review", "PLAN", "--plain"]],
)
def test_a_data_folder_that_cannot_be_looked_at_is_no_mistake(
    plan: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", f"/tmp/{LONG}")
    done = call(*(str(plan) if one == "PLAN" else one for one in command))
    assert "OSError" not in done.out + done.err
    assert "Traceback" not in done.out + done.err


@pytest.mark.parametrize("number", sorted({*errno.errorcode} - {errno.EPIPE, errno.ESHUTDOWN}))
def test_a_drive_that_fails_is_told_as_what_is_known_of_it(
    number: int, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number), str(plan))

    monkeypatch.setattr("facilitator.files.kept_here.kept_plans", fails)
    monkeypatch.setattr("facilitator.dialogue.forgetting.kept_plans", fails)
    done = call("forget")
    assert done.code == 1
    assert "Traceback" not in done.err
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO, errno.EACCES):
        assert "could not be read (" not in done.err
        assert "allowed to read" not in done.err
