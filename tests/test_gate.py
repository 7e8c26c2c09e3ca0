"""All that is drawn or printed passes one gate, and nobody can draw or print past it."""

from __future__ import annotations

import ast
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from facilitator.cli.command_help import NAMES
from facilitator.files.plans import new_plan
from facilitator.plan.letters import clean
from facilitator.printing import CLEAR, Printed, gated, put
from facilitator.ui.screen_gate import ScreenGate
from tests.hostile import NAME, SIGNS, came_through, hostile_folder
from tests.terminal import Terminal
from tests.ui.plans import a_plan

PROJECT = Path(__file__).parents[1]
MODULES = sorted((PROJECT / "facilitator").rglob("*.py"))
COMMAND = [sys.executable, "-m", "facilitator.cli"]
QUESTION = "What is the date"
HERE = {"PYTHONPATH": str(PROJECT), "FACILITATOR_PLAYER": "silent"}

PRINTS = {"printing.py": {"print"}, "plain/lines_in_and_out.py": {"input", "getpass"}}
"""The only places that print, or show a prompt."""
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}

DRIVEN = {"SHOW_STEADY_CURSOR", "USUAL_CURSOR"}
"""What the app itself sends to the terminal."""
WIDGETS = {"TextArea"}
RICH = {"rich.segment", "rich.style", "rich.color"}
"""What holds a look alone, but for a link: its address would be written as it is."""
PAST = {"echo", "secho", "echo_via_pager", "from_markup", "set_clipboard", "Console"}


def past_the_gate(source: str, place: str) -> list[str]:
    """Return what a module does that would print or draw past the gate."""
    return [
        f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if _calls_past(node, place) or _imports_past(node)
    ]


def _calls_past(node: ast.AST, place: str) -> bool:
    if isinstance(node, ast.Attribute):  # print(..., file=sys.stdout) is caught by its name
        stream = node.value.attr if isinstance(node.value, ast.Attribute) else ""
        return stream in STREAMS and node.attr in {"write", "writelines", "buffer"}
    if not isinstance(node, ast.Call):
        return False
    if "link" in {keyword.arg for keyword in node.keywords} or ast.unparse(node.func) == "Style.parse":
        return True
    if isinstance(node.func, ast.Name):
        return node.func.id in {"print", "input", "getpass"} - PRINTS.get(place, set()) | PAST
    if not isinstance(node.func, ast.Attribute):
        return False
    first = ast.unparse(node.args[0]) if node.args else ""
    if ast.unparse(node.func) == "os.write":
        return first in {"1", "2"}
    if node.func.attr == "write" and "driver" in ast.unparse(node.func.value):
        return first not in DRIVEN
    return node.func.attr in PAST


def _imports_past(node: ast.AST) -> bool:
    if not isinstance(node, ast.ImportFrom) or node.module is None:
        return False
    names = {alias.name for alias in node.names}
    if node.module == "textual.widgets":
        return bool(names - WIDGETS)
    if node.module == "click":
        return bool(names & PAST)
    return node.module.split(".")[0] == "rich" and node.module not in RICH


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_nobody_prints_or_draws_past_the_gate(path: Path) -> None:
    place = path.relative_to(PROJECT / "facilitator").as_posix()
    assert past_the_gate(path.read_text("utf-8"), place) == []


@pytest.mark.parametrize(
    "line",
    [
        "print(path.name)",
        "print('x', file=sys.stderr)",
        "click.echo(name)",
        "from click import echo",
        "sys.stdout.write(name)",
        "sys.__stderr__.write(name)",
        "sys.stdout.buffer.write(name.encode())",
        "os.write(1, name)",
        "input(name)",
        "getpass(name)",
        "self._driver.write(name)",
        "Content.from_markup(name)",
        "from textual.widgets import Static, TextArea",
        "from rich.console import Console",
        "Console().print(name)",
        "Style(link=name)",
        "Style.parse(name)",
    ],
)
def test_it_would_be_seen(line: str) -> None:
    assert past_the_gate(f"def one():\n    {line}\n", "cli/one.py") != []


# --- what the two gates do ---


@given(st.lists(st.text(st.characters())))
def test_a_row_of_a_screen_is_safe_and_as_wide_as_it_was(texts: list[str]) -> None:
    row = [Segment(text) for text in texts]
    safe = ScreenGate().apply(row, Color(0, 0, 0))
    assert Segment.get_line_length(safe) == Segment.get_line_length(row)
    shown = "".join(segment.text for segment in safe)
    assert came_through(shown.encode()) == []
    assert not set(shown) & set("\t\n\r")


@given(st.text(st.characters()))
def test_what_anybody_prints_is_safe(text: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), gated():
        put(text)
        sys.stderr.write(text)
        sys.stdout.write(text)
    assert out.getvalue() == f"{clean(text)}\n{clean(text)}"
    assert err.getvalue() == clean(text)
    assert sys.stdout is not out


@given(st.text(st.characters()))
def test_what_is_put_outside_of_a_command_is_safe_too(text: str) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        put(text)
    assert out.getvalue() == f"{clean(text)}\n"


class OnTerminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "kind", "written"),
    [(OnTerminal(), "xterm", CLEAR), (OnTerminal(), "dumb", ""), (io.StringIO(), "xterm", "")],
    ids=["a terminal", "one that acts on no signs", "a pipe"],
)
def test_a_screen_is_cleared_where_there_is_one(
    stream: io.StringIO, kind: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", kind)
    Printed(stream).clear()
    assert stream.getvalue() == written


# --- real terminals, and every byte that comes out of them ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return hostile_folder(tmp_path)


def _commands(folder: Path) -> Iterator[list[str]]:
    plan, cut = folder / f"{NAME}.plan.json", folder / f"cut{NAME}.plan.json"
    own = folder / f"own{NAME}"
    for path in (plan, cut, folder / NAME / "nowhere.docx"):
        yield ["show", str(path)]
        yield ["show", str(path), "--json"]
        yield ["check", str(path), "--prompts", str(own)]
        yield ["export", str(path), "--prompts", str(own), "-o", f"{path}.html"]
        yield ["convert", str(path), f"{path}.docx", "--yes", "--prompts", str(own)]
        yield ["convert", f"{path}.docx", f"{path}2.plan.json"]
        yield ["record", str(path), str(folder / f"{NAME}.json")]
        yield ["review", str(path), "--plain", "--prompts", str(folder / NAME)]
        yield ["edit", str(path), "--plain", "--by", SIGNS, "--prompts", str(folder / NAME)]
        yield ["planning", str(path), "--plain", "--prompts", str(folder / NAME)]
        yield ["confirm", str(path), "--agreed", NAME, "--changed", SIGNS, "--prompts", str(own)]
        yield ["undo", str(path), "--yes", "--prompts", str(own)]
        yield ["actions", str(path), "--prompts", str(own)]
        yield ["recover", str(path), "1", "--prompts", str(own)]
        yield ["recover", str(path), "1", "-o", f"{path}.txt", "--prompts", str(own)]
        yield ["forget", str(path), "--yes", "--prompts", str(own)]
        yield ["new", str(path), "--format", "support-plan", "--name", NAME]
    yield ["new", f"{folder}/{NAME}2.plan.json", "--format", SIGNS, "--name", NAME, "--prompts", str(own)]
    yield ["new", f"{folder}/{NAME}3.docx", "--format", "support-plan", "--name", NAME, "--outcome", SIGNS]
    yield ["demo", "--here", str(folder / f"demo{NAME}")]
    yield ["formats", "--prompts", str(own)]
    yield ["formats", "check", str(own), "--worst"]
    yield ["formats", "check", str(folder)]
    yield ["doctor", "--no-voice", "--prompts", str(own)]
    yield ["say", "--voice", SIGNS, SIGNS]
    yield ["voices", SIGNS]
    yield ["recover", SIGNS]
    yield ["recover", SIGNS, "2"]
    yield ["recover", SIGNS, "2", "--carry-on"]
    yield ["forget"]
    yield ["forget", SIGNS]
    yield ["forget", "--months", "1"]
    yield ["merge", str(plan), str(folder / NAME / "nowhere.docx"), "--prompts", str(own)]
    yield ["merge", str(plan), str(plan), "--take", "theirs", "--by", SIGNS, "--yes"]
    yield ["keys"]
    yield ["keys", "make", NAME, "--recovery", SIGNS]
    yield ["keys", "recover", NAME, str(folder / f"{NAME}.txt")]
    yield ["keys", "add", NAME, SIGNS]
    yield ["keys", "encrypt", str(plan)]
    yield ["keys", SIGNS]
    yield ["schema", SIGNS]
    yield [SIGNS]
    yield ["show", f"--{SIGNS}"]
    yield ["show", str(plan), SIGNS]
    yield ["export", str(plan), "--for", SIGNS]
    yield ["record", str(plan), str(plan), "--period", SIGNS]


ALL = """
import json, pathlib, sys
from facilitator.cli import main
from facilitator.script.words_by_key import use_prompts
for command in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    print("## ", *map(ascii, command), flush=True)
    use_prompts(None)
    print("-> ", main(command), flush=True)
"""


@pytest.mark.needs("espeak")
def test_no_command_prints_a_sign_of_a_name_or_of_wording(folder: Path, tmp_path: Path) -> None:
    """One process and one terminal for all of them: starting Python is what costs."""
    commands = list(_commands(folder))
    assert {command[0] for command in commands} >= set(NAMES)
    (tmp_path / "all.json").write_text(json.dumps(commands), encoding="utf-8")
    started = [sys.executable, "-c", ALL, str(tmp_path / "all.json")]
    with Terminal(started, folder=folder, columns=120, rows=40, environment=HERE) as terminal:
        terminal.wait_for_exit(seconds=90)
        said = terminal.output.decode()
    assert said.count("## ") == said.count("-> ") == len(commands)
    assert said.count("␛]52;c;UFdO␛\\") > len(commands) // 2, "names are shown, with what they hold in sight"
    assert came_through(terminal.output) == []


def is_away(lines: list[str]) -> bool:
    """Whether another page lies on the meeting, whose first row names the child."""
    return "Ravi" not in lines[0]


@pytest.mark.parametrize("own", [False, True], ids=["names", "wording"])
def test_no_screen_draws_a_sign_of_a_name_or_of_wording(folder: Path, own: bool) -> None:
    prompts = ["--prompts", str(folder / f"own{NAME}")] if own else []
    command = [*COMMAND, "review", str(folder / f"{NAME}.plan.json"), *prompts]
    with Terminal(command, folder=folder, columns=120, rows=40, environment=HERE) as terminal:
        terminal.wait_for(QUESTION)
        for key in ("f1", "f2", "f3", "f6", "f8", "f9", "f10", "ctrl+s", "ctrl+r"):
            terminal.press(key)
            terminal.wait_until(is_away, f"the page of {key}")
            terminal.press("escape")
            terminal.wait_until(lambda lines: not is_away(lines), f"the way back from the page of {key}")
        terminal.press("ctrl+p")
        terminal.wait_for("Write down what you have typed.")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
        assert came_through(terminal.output) == []


def test_the_home_page_draws_no_sign_of_a_name(folder: Path) -> None:
    with Terminal(COMMAND, folder=folder, columns=120, rows=40, environment=HERE) as terminal:
        terminal.wait_for("in again.plan.json")
        terminal.wait_for("cutkid␛]52;c;UFdO␛\\")
        terminal.wait_for("␊Saved.")
        terminal.press("1", "escape", "3")
        terminal.wait_for("␈␡␊Saved..plan.json")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
        assert came_through(terminal.output) == []


def test_a_plain_meeting_says_no_sign_of_a_name_or_of_wording(folder: Path) -> None:
    command = [*COMMAND, "review", str(folder / f"{NAME}.plan.json"), "--plain"]
    command += ["--prompts", str(folder / f"own{NAME}")]
    with Terminal(command, folder=folder, columns=120, rows=40, environment=HERE) as terminal:
        for line in ("today", "help", "agenda", "Mum: he sleeps well", "said", "people", "open", "cover"):
            terminal.wait_for("> ")
            terminal.type(f"{line}\n")
        terminal.wait_for("A short break.")
        terminal.wait_for("> ")
        terminal.type("go on\n")
        terminal.wait_for("Who is here")  # what is typed before the cover is away is dropped
        terminal.type("leave\n")
        assert terminal.wait_for_exit() == 0
        assert came_through(terminal.output.replace(CLEAR.encode(), b"").replace(b"\x1b[?2004", b"")) == []


@pytest.mark.needs("posix")
def test_bytes_of_a_name_that_are_no_text_are_shown_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"zo\xeb.plan.json")
    new_plan(path, a_plan())
    with Terminal([*COMMAND, "check", path], folder=tmp_path, environment=HERE) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "zo\ufffd.plan.json" in terminal.text.replace("\n", "")


def test_a_letter_that_is_no_utf_8_ends_no_screen_and_is_told(tmp_path: Path) -> None:
    path = new_plan(tmp_path / "ravi.plan.json", a_plan()).path
    with Terminal([*COMMAND, "review", path], folder=tmp_path, environment=HERE) as terminal:
        terminal.wait_for(QUESTION)
        terminal.write_bytes(b"to\xebday\x1b[200~ caf\xe9 \x80\x1b[201~")
        terminal.wait_for("toëday café €")
        terminal.type(" – 🙂")
        terminal.wait_for("toëday café € – 🙂")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
        assert "This terminal does not send UTF-8." in terminal.text
