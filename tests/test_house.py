"""The house keeps its directions, its sizes and its top folder as DESIGN says."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "facilitator"
MODULES = sorted(PACKAGE.rglob("*.py"))

SCREENS = {"textual", "rich"}
WORD = {"lxml"}
SOUND = {"pyttsx3", "miniaudio", "espeakng_loader"}
DISK_AND_COMMANDS = {"click", "jinja2", "platformdirs", "yaml"}
UPSTAIRS = {"facilitator.cli", "facilitator.ui", "facilitator.plain", "facilitator.work.session"}
OUTPUTS = {"facilitator.files", "facilitator.summary", "facilitator.voice"}

MUST_NOT_LOAD = {
    "facilitator.plan": SCREENS
    | DISK_AND_COMMANDS
    | UPSTAIRS
    | OUTPUTS
    | WORD
    | {"facilitator.meeting", "facilitator.script"},
    "facilitator.script": SCREENS | WORD | {"click"} | UPSTAIRS | OUTPUTS | {"facilitator.meeting"},
    "facilitator.meeting": SCREENS | WORD | DISK_AND_COMMANDS | UPSTAIRS | OUTPUTS,
    "facilitator.files": SCREENS | WORD | {"click", "jinja2"} | UPSTAIRS | {"facilitator.summary"},
    "facilitator.files.plans": SCREENS | WORD | {"click", "jinja2"} | UPSTAIRS | {"facilitator.summary"},
    "facilitator.summary": SCREENS | WORD | {"click"} | UPSTAIRS | {"facilitator.files"},
    "facilitator.work.record": SCREENS
    | WORD
    | {"click", "facilitator.ui", "facilitator.plain", "facilitator.cli"},
    "facilitator.work.session": SCREENS | WORD | {"click"} | UPSTAIRS - {"facilitator.work.session"},
    "facilitator.dialogue.commands": SCREENS
    | WORD
    | {"click", "facilitator.ui", "facilitator.plain", "facilitator.cli", "facilitator.voice"},
    # A meeting with the voice off pays nothing for it.
    "facilitator.plain": SCREENS | WORD | {"facilitator.ui", "facilitator.cli", "facilitator.voice"},
    "facilitator.ui": WORD | {"facilitator.cli", "facilitator.plain"},
    "facilitator.ui.app": WORD | {"facilitator.cli", "facilitator.plain", "facilitator.voice"},
    "facilitator.voice.client": SCREENS
    | WORD
    | SOUND
    | {"click", "jinja2"}
    | UPSTAIRS
    | {"facilitator.files", "facilitator.summary", "facilitator.meeting", "ctypes"},
    "facilitator.voice.worker": SCREENS
    | WORD
    | SOUND
    | {"click", "jinja2", "pydantic", "yaml", "asyncio"}
    | UPSTAIRS
    | {"facilitator.files", "facilitator.summary", "facilitator.meeting"},
    # A command imports what it needs when it runs, so that `facilitator --help` is there at once.
    "facilitator.cli": SCREENS
    | WORD
    | {"pydantic", "jinja2", "yaml", "syllapy", "facilitator.ui", "facilitator.plain", "facilitator.voice"},
}
"""What importing each room, with all that is in it, must leave alone, itself and through others."""

TOP_FOLDER = {
    "pyproject.toml",
    "facilitator",
    "scripts",
    "prompts",
    "tests",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
}


@pytest.mark.parametrize("room", MUST_NOT_LOAD)
def test_importing_a_room_loads_nothing_it_should_not(room: str) -> None:
    folder = PROJECT.joinpath(*room.split("."))
    parts = sorted(map(_module, folder.rglob("[!_]*.py")))
    program = f"import sys, {', '.join([room, *parts])}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {room, *parts} <= loaded
    assert loaded & MUST_NOT_LOAD[room] == set()


def test_a_plan_that_is_no_word_file_is_read_without_the_parts_for_word() -> None:
    program = (
        "import sys, pathlib, facilitator.files.plans as plans; "
        "plans.open_plan(pathlib.Path('prompts/demo/demo.plan.json')); print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "facilitator.files.plans" in loaded
    assert not loaded & WORD


def test_no_files_import_each_other_in_a_circle() -> None:
    """Imports for types alone count, and those inside functions: who reads one file must read them all."""
    assert not _circles()


def _circles() -> list[list[str]]:
    """Return the modules of each circle, sorted."""
    imports = {_module(path): _imported_modules(path) for path in MODULES}
    reached = {module: _reached(module, imports) for module in imports}
    circles = {
        tuple(sorted(other for other in reached[module] if module in reached[other]))
        for module in imports
        if module in reached[module]
    }
    return [list(circle) for circle in circles]


def _reached(start: str, imports: dict[str, set[str]]) -> set[str]:
    """Return every module that one imports, itself or through others."""
    reached: set[str] = set()
    waiting = set(imports[start])
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting |= imports.get(module, set())
    return reached


def _module(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def _imported_modules(path: Path) -> set[str]:
    """Return the modules of the package that a file imports anywhere."""
    known = {_module(one) for one in MODULES}
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {
                whole if (whole := f"{node.module}.{alias.name}") in known else node.module
                for alias in node.names
            }
    return names & known - {_module(path)}


@pytest.mark.parametrize(("room", "packages"), [("ui", SCREENS), ("word", WORD), ("voice", SOUND)])
def test_only_their_own_room_names_the_heavy_packages(room: str, packages: set[str]) -> None:
    users = {path for path in MODULES if _imported_packages(path) & packages}
    assert users
    assert {path for path in users if not path.is_relative_to(PACKAGE / room)} == set()


@pytest.mark.needs("checkout")
def test_every_top_level_entry_has_a_reason() -> None:
    """Version control is asked, because a developer's own leftovers are nobody's business."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    entries = {path.split("/")[0] for path in listed.stdout.splitlines()}
    assert "pyproject.toml" in entries
    assert {entry for entry in entries if not entry.startswith(".")} - TOP_FOLDER == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_files_and_functions_stay_readable(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    long = {
        node.name: length
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 50
    }
    assert long == {}


def _imported_packages(path: Path) -> set[str]:
    """The top-level packages that a file imports anywhere, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}
