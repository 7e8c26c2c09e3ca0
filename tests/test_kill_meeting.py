"""kill -9 in the middle of a meeting on a real terminal: every line that had its tick comes back."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.next_start import leave_at_a_question, lines_kept
from tests.terminal import Terminal

KILLS, USUALLY = 200, 16
AT_ONCE = 2
COMMAND = [sys.executable, "-m", "facilitator.cli", "review"]


def type_until_killed(terminal: Terminal, words: list[str], chance: random.Random) -> list[str]:
    """Type the lines, kill the program at a random moment, and return those whose tick was seen."""
    terminal.wait_for("Carry on")
    terminal.press("enter")
    terminal.wait_for("What is going well at school?")
    terminal.press("ctrl+u")  # the kill before may have left half a line in the box
    ticked: list[str] = []
    last = chance.randrange(len(words))
    for index, text in enumerate(words):
        terminal.type(text)
        terminal.press("enter")
        if index == last:
            for _ in range(chance.randrange(12)):
                terminal.take_in(seconds=0.002)
            break
        terminal.wait_until(partial(has_tick, text), f"the tick of {text}")
        ticked.append(text)
    terminal.kill()
    return ticked


def has_tick(text: str, lines: list[str]) -> bool:
    """Whether the line stands on the screen as said, and the screen says that it is saved."""
    return any(f"▏ {text} " in line for line in lines) and " saved " in lines[0]


def hold_and_kill(path: Path, chance: random.Random, kills: int) -> int:
    """Kill one meeting again and again; return how many ticks were seen, all of them still there."""
    leave_at_a_question(path, path.name[:4])
    ticked: list[str] = []
    for kill in range(kills):
        words = [f"line{kill}x{number}" for number in range(4)]
        with Terminal([*COMMAND, str(path)], columns=100, rows=30) as terminal:
            ticked += type_until_killed(terminal, words, chance)
        kept = lines_kept(path)
        assert [text for text in ticked if text not in kept] == []
        assert len(kept) == len(set(kept))
    return len(ticked)


@pytest.mark.slow
def test_every_line_that_had_its_tick_is_there_after_kill_9(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    kills = KILLS if pytestconfig.getoption("--thorough") else USUALLY
    with ThreadPoolExecutor(AT_ONCE) as pool:
        held = [
            pool.submit(hold_and_kill, tmp_path / f"m{seed}-1.plan.json", chance, kills // AT_ONCE)
            for seed, chance in enumerate(map(random.Random, range(AT_ONCE)))
        ]
    assert sum(meeting.result() for meeting in held) > kills  # it did type and see ticks
