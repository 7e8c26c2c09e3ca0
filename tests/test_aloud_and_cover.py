"""F5 and F9 on a real terminal, with a real voice that plays into silence."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from facilitator.printing import CLEAR
from facilitator.ui.themes import DAY
from tests.next_start import leave_at_a_question
from tests.terminal import Terminal
from tests.voice.heard import is_alive

COMMAND = [sys.executable, "-m", "facilitator.cli", "review"]
QUESTION = "What is going well at school?"
HALF, UNDER_COVER = "Half a wombat", "quixotic marmalade"
LIT = "48;2;" + ";".join(str(int(DAY["accent-ink"][place : place + 2], 16)) for place in (1, 3, 5))


def opened(terminal: Terminal) -> None:
    terminal.wait_for("Carry on")
    terminal.press("enter")
    terminal.wait_for(QUESTION)


def workers_of(process: int) -> list[int]:
    """Return the processes that a process started, as far as they run."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [int(child) for child in children if is_alive(int(child))]


def lit_words(output: bytes) -> list[str]:
    """Return the words that were drawn on the colour of what is being said."""
    drawn = re.findall(rf"\x1b\[[0-9;]*{LIT}[0-9;]*m([^\x1b]+)\x1b", output.decode("utf-8", "replace"))
    return [word.strip() for word in drawn if word.strip() in QUESTION.split()]


@pytest.mark.needs("espeak")
@pytest.mark.needs("proc")
def test_words_light_up_any_key_stops_them_and_the_worker_is_gone_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "one1.plan.json"
    leave_at_a_question(path)
    surroundings = {"FACILITATOR_PLAYER": "silent", "COLORTERM": "truecolor"}
    with Terminal([*COMMAND, str(path)], environment=surroundings) as terminal:
        opened(terminal)
        assert workers_of(terminal.pid) == []
        before = len(terminal.output)
        terminal.press("f5")
        terminal.wait_until(
            lambda _: lit_words(terminal.output[before:])[-1:] == ["school?"], "the last word lit"
        )
        found = lit_words(terminal.output[before:])
        assert [word for at, word in enumerate(found) if found[at - 1 : at] != [word]] == QUESTION.split()
        (worker,) = workers_of(terminal.pid)
        terminal.type("x")  # silent by now, whether it was at the end or not
        terminal.press("backspace", "f5")
        again = len(terminal.output)
        terminal.wait_until(lambda _: "What" in lit_words(terminal.output[again:]), "the first word again")
        terminal.type("I like my cards")
        terminal.press("enter")
        terminal.wait_for("Ravi, own words")
        assert "I like my cards" in terminal.text
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert not is_alive(worker)


@pytest.mark.needs("espeak")
@pytest.mark.needs("proc")
def test_a_worker_that_is_killed_in_the_middle_of_a_word_costs_the_meeting_nothing(tmp_path: Path) -> None:
    path = tmp_path / "two2.plan.json"
    leave_at_a_question(path)
    surroundings = {"FACILITATOR_PLAYER": "silent", "COLORTERM": "truecolor"}
    with Terminal([*COMMAND, str(path)], environment=surroundings) as terminal:
        opened(terminal)
        before = len(terminal.output)
        terminal.press("f5")
        terminal.wait_until(lambda _: lit_words(terminal.output[before:]) != [], "a word lit")
        (worker,) = workers_of(terminal.pid)
        os.kill(worker, signal.SIGKILL)
        terminal.type("I like my cards")
        terminal.press("enter")
        terminal.wait_for("Ravi, own words")
        again = len(terminal.output)
        terminal.press("f5")
        terminal.wait_until(lambda _: lit_words(terminal.output[again:]) != [], "a word lit again")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
def test_the_cover_takes_everything_off_the_screen_and_nothing_into_any_file(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "one1.plan.json"
    leave_at_a_question(path)
    with Terminal([*COMMAND, str(path)], columns=size[0], rows=size[1]) as terminal:
        opened(terminal)
        terminal.write(f"{HALF}\x1b[20~{UNDER_COVER}\r\t{UNDER_COVER}")  # in one breath
        terminal.wait_until(lambda lines: "short break" in " ".join(lines), "the cover")
        terminal.paste(UNDER_COVER)
        words = ("Ravi", "school", "wombat", "quixotic")
        # A frame comes in pieces, from the top.
        terminal.wait_until(lambda lines: not any(word in " ".join(lines) for word in words), "none of them")
        terminal.press("escape")
        terminal.wait_for(QUESTION)
        terminal.wait_for(HALF)
        terminal.type(" again")
        terminal.press("enter")
        terminal.wait_for("Ravi, own words")
        terminal.press("f9")
        terminal.wait_until(lambda lines: "short break" in " ".join(lines), "the cover again")
        terminal.type(UNDER_COVER)
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == 0
        assert UNDER_COVER.split(maxsplit=1)[0].encode() not in terminal.output
        assert b"\x1b]0;" not in terminal.output  # no title that would stay in the window's frame
        assert b"\x1b]2;" not in terminal.output
        assert "Ravi" not in terminal.text
    folders = (tmp_path, Path(os.environ["FACILITATOR_DATA"]))
    written = {found: found.read_bytes() for one in folders for found in one.rglob("*") if found.is_file()}
    assert any(f"{HALF} again".encode() in data for data in written.values())
    assert not any(part.encode() in data for data in written.values() for part in UNDER_COVER.split())


def test_the_plain_cover_takes_the_words_off_the_screen_and_what_was_scrolled_off_it(tmp_path: Path) -> None:
    path = tmp_path / "one1.plan.json"
    leave_at_a_question(path)
    with Terminal([*COMMAND, str(path), "--plain"], rows=15) as terminal:
        terminal.wait_for("(“carry on”)")
        terminal.type("\n")
        terminal.wait_for(QUESTION)
        terminal.type("I like my cards\n")
        terminal.wait_for("Saved.")
        terminal.type("cover\n")
        terminal.wait_until(lambda lines: lines[1:2] == [">"], "a prompt under the cover")
        assert terminal.lines[:2] == [
            "A short break. Nothing is being written down. Type “go on” when you are ready.",
            ">",
        ]
        assert not any(terminal.lines[2:])
        assert terminal.output.count(CLEAR.encode()) == 1
        assert CLEAR.endswith("\x1b[3J"), "terminals that can drop what was scrolled off as well"
        terminal.type(f"{UNDER_COVER}\n")
        terminal.wait_for("A short break: nothing")
        assert UNDER_COVER not in terminal.text
        terminal.type("go on\n")
        terminal.wait_for(QUESTION)
        terminal.type("leave\n")
        assert terminal.wait_for_exit() == 0
        assert UNDER_COVER.encode() not in terminal.output


def test_what_is_typed_ahead_of_the_plain_cover_and_of_its_end_is_taken_in_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "one1.plan.json"
    leave_at_a_question(path)
    with Terminal([*COMMAND, str(path), "--plain"], rows=15) as terminal:
        terminal.wait_for("(“carry on”)")
        terminal.type("\n")
        terminal.wait_for(QUESTION)
        terminal.type(f"cover\r{UNDER_COVER}\rgo on\rI like my cards\rleave\r")
        assert terminal.wait_for_exit() == 0
        shown = terminal.output.decode()
        assert shown.count("A short break: nothing") == 1
        assert shown.rindex("Saved.") > shown.index("I like my cards")


def in_memory(process: int, words: str) -> int:
    """Return how often words stand in the memory of a process, as bytes or as wide letters."""
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("utf-32-le")]
    found = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text("utf-8").splitlines():
            start, end = (int(one, 16) for one in line.split()[0].split("-"))
            if "r" not in line.split()[1] or "[v" in line:
                continue
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError):
                continue
            found += sum(held.count(form) for form in forms)
    return found


@pytest.mark.needs("proc")
@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_words_under_the_cover_are_in_no_memory_and_no_core(tmp_path: Path, pasted: bool) -> None:
    path = tmp_path / "one1.plan.json"
    leave_at_a_question(path)
    with Terminal([*COMMAND, str(path)]) as terminal:
        opened(terminal)
        terminal.type("Half a wombat")
        terminal.wait_for("Half a wombat")
        assert in_memory(terminal.pid, "Half a wombat"), "what is half typed is to be found"
        terminal.press("f9")
        terminal.wait_for("short break")
        terminal.type(f"\x1b[200~{UNDER_COVER}\x1b[201~" if pasted else UNDER_COVER)
        terminal.press("f10")  # which comes behind the words
        terminal.wait_for("Stop for today")
        terminal.press("escape")
        terminal.wait_for("Go back to where we were")
        assert in_memory(terminal.pid, UNDER_COVER) == 0
        limits = Path(f"/proc/{terminal.pid}/limits").read_text("utf-8")
        (cores,) = [line.split() for line in limits.splitlines() if line.startswith("Max core")]
        assert cores[4:6] == ["1", "1"]
        terminal.press("escape")
        terminal.wait_for("Half a wombat")
        terminal.press("ctrl+c")
        terminal.wait_for_exit()
