"""The terminal that other tests rely on shows what happened, and fails when it did not."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal import Terminal, TerminalTimeoutError, key_sequence

if TYPE_CHECKING:
    from pathlib import Path

# Says each byte that arrives, until a q.
ECHO_KEYS = """
import os, sys, tty
tty.setraw(0)
print("ready", end="\\r\\n", flush=True)
while (data := os.read(0, 100)) != b"q":
    print(data, end="\\r\\n", flush=True)
"""
SAY_SIZE = """
import os, signal, threading
def say(*_): print("size", *os.get_terminal_size(), flush=True)
signal.signal(signal.SIGWINCH, say)
say()
while True: signal.pause()
"""


def python(program: str, *, columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal([sys.executable, "-S", "-c", program], columns=columns, rows=rows)


def test_types_and_reads_the_screen() -> None:
    with python("print('Hello, ' + input('Name? '))") as terminal:
        terminal.wait_for("Name?")
        assert terminal.cursor == (0, 6)
        terminal.type("Amira")
        terminal.press("enter")
        terminal.wait_for("Hello, Amira")
        assert terminal.wait_for_exit() == 0
        assert terminal.lines[:2] == ["Name? Amira", "Hello, Amira"]


@pytest.mark.parametrize(
    ("key", "sent"),
    [("enter", b"\r"), ("ctrl+x", b"\x18"), ("f1", b"\x1bOP"), ("f12", b"\x1b[24~"), ("down", b"\x1b[B")],
)
def test_presses_keys_by_name(key: str, sent: bytes) -> None:
    with python(ECHO_KEYS) as terminal:
        terminal.wait_for("ready")
        terminal.press(key)
        terminal.wait_for(repr(sent))
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_works_out_modifiers_and_refuses_unknown_keys() -> None:
    assert [key_sequence(key) for key in ("ctrl+a", "alt+b", "alt+up", "é")] == [
        "\x01",
        "\x1bb",
        "\x1b\x1b[A",
        "é",
    ]
    for key in ("entr", "ctrl+ä", "hyper+x", ""):
        with pytest.raises(ValueError, match="no such key"):
            key_sequence(key)


def test_has_the_size_asked_for_and_tells_of_a_new_one() -> None:
    with python(SAY_SIZE, columns=40, rows=15) as terminal:
        terminal.wait_for("size 40 15")
        terminal.resize(100, 30)
        terminal.wait_for("size 100 30")
        assert len(terminal.lines) == 30


def test_ctrl_c_interrupts() -> None:
    with python("print('ready', flush=True); input()") as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == -signal.SIGINT


def test_kill_is_at_once() -> None:
    with python("import signal; print('ready', flush=True); signal.pause()") as terminal:
        terminal.wait_for("ready")
        terminal.kill()
        assert terminal.wait_for_exit() == -signal.SIGKILL


def test_leaving_the_block_ends_the_command() -> None:
    with python("import signal; print('ready', flush=True); signal.pause()") as terminal:
        terminal.wait_for("ready")
    assert terminal.wait_for_exit() == -signal.SIGKILL


def test_exit_codes_and_last_words_arrive() -> None:
    with python("print('bye'); raise SystemExit(3)") as terminal:
        assert terminal.wait_for_exit() == 3
        assert "bye" in terminal.text


def test_a_wait_in_vain_shows_the_screen() -> None:
    with python("print('something else', flush=True); input()") as terminal:
        terminal.wait_for("something else")
        with pytest.raises(TerminalTimeoutError, match=r"(?s)'Welcome' on screen; .*something else"):
            terminal.wait_for("Welcome", seconds=0.1)


def test_a_wait_ends_with_the_command() -> None:
    with python("raise SystemExit(7)") as terminal, pytest.raises(TerminalTimeoutError, match="ended with 7"):
        terminal.wait_for("Welcome")


def test_much_output_does_not_block_typing() -> None:
    with python("print('x' * 300_000, flush=True); print('\\r\\n' + input())") as terminal:
        terminal.type("still here\n")
        terminal.wait_for_exit()
        assert "still here" in terminal.text
        assert terminal.output.count(b"x") == 300_000


def test_modern_sequences_are_not_taken_for_text_however_they_arrive() -> None:
    program = """
import sys
for byte in b"a\\x1b[>1u\\x1b[=0;1ub\\x1bPtmux;x\\x1b\\\\c\\x1b[?2026$pd\\x1b[<ue\\x1b[31mf\\x1b[0m":
    sys.stdout.buffer.write(bytes([byte])); sys.stdout.flush()
"""
    with python(program) as terminal:
        terminal.wait_for_exit()
        assert terminal.text.strip() == "abcdef"


def test_runs_in_the_folder_and_environment_given(tmp_path: Path) -> None:
    program = "import os; print(os.path.basename(os.getcwd()), os.environ['COLOUR'])"
    command = [sys.executable, "-c", program]
    with Terminal(command, folder=tmp_path, environment={"COLOUR": "teal"}) as terminal:
        assert terminal.wait_for_exit() == 0
        assert terminal.lines[0] == f"{tmp_path.name} teal"
