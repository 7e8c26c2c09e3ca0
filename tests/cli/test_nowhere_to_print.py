"""An output that takes nothing any more ends a command with one sentence and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.files.plans import new_plan
from facilitator.script.words_by_key import say
from tests.meeting.plans import a_plan

FULL = Path("/dev/full")
COMMANDS = [
    ["--help"],
    ["show", "PLAN"],
    ["check", "PLAN"],
    ["actions", "PLAN"],
    ["edit", "PLAN", "--plain", "--by", "X"],
    ["recover"],
    ["forget"],
    ["schema", "plan"],
    ["formats"],
    ["voices"],
    ["doctor", "--no-voice"],
    ["--plain"],
]


def printed_nowhere(arguments: list[str], *, err: bool = False) -> subprocess.CompletedProcess[str]:
    with FULL.open("w") as full:
        return subprocess.run(
            [sys.executable, "-m", "facilitator.cli", *arguments],
            input="done\n",
            stdout=subprocess.PIPE if err else full,
            stderr=full if err else subprocess.PIPE,
            text=True,
            check=False,
            env=dict(os.environ),
        )


@pytest.mark.needs("posix")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_says_so_in_a_sentence(command: list[str], tmp_path: Path) -> None:
    plan = new_plan(tmp_path / "a.plan.json", a_plan(reviews=1)).path
    before = plan.read_bytes()
    done = printed_nowhere([str(plan) if one == "PLAN" else one for one in command])
    assert done.stderr.strip() == say("commands.unheard", reason=say("disk.why-full"))
    assert done.returncode == 1
    assert plan.read_bytes() == before


@pytest.mark.needs("posix")
@pytest.mark.parametrize("command", [["show", "nowhere.plan.json"], ["nonsense"], ["show"]], ids=" ".join)
def test_where_not_even_that_can_be_said_the_exit_code_does(command: list[str]) -> None:
    done = printed_nowhere(command, err=True)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
