"""A chair's computer: a plan, a data folder, and the program's commands in real processes on it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from _faults.row import Tally
from facilitator.cli.command_help import words
from facilitator.files.plans import new_plan, open_plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from tests.forked import FRESH, Forked, Process
from tests.meeting.plans import a_plan
from tests.word_plans import word_plan, words_in

KINDS = ("native", "word")
PATIENCE_SECONDS = 60.0

_FAULT = words("fault", kind="\0", where="\0", journal="\0")[:35]
_TOLD_WRITTEN = "is now in"


def mistakes_in(said: str) -> list[str]:
    """Return the lines in which the program says that it has made a mistake, or a traceback's last."""
    found = [line for line in said.splitlines() if _FAULT in line]
    if "Traceback (most recent call last)" in said:
        found.append(said[said.rindex("Traceback (most recent call last)") :][-400:])
    return found


class Piped:
    """A command whose input and output are pipes; `said` is what has come out of it so far."""

    def __init__(
        self,
        arguments: list[str | Path],
        environment: dict[str, str],
        start: Callable[..., Process] = Forked,
        folder: Path | None = None,
    ) -> None:
        typed_end, self._typed = os.pipe()
        self._heard, heard_end = os.pipe()
        self.said = ""
        self._rest = b""
        self.process = start(
            arguments,
            stdin=typed_end,
            stdout=heard_end,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
        os.close(typed_end)
        os.close(heard_end)

    def send(self, *lines: str) -> None:
        """Type lines; one that is gone hears nothing."""
        with suppress(BrokenPipeError):
            os.write(self._typed, "".join(f"{line}\n" for line in lines).encode())

    def hear(self, seconds: float, until: str = "") -> bool:
        """Take in what comes for so long, or until some words have come; whether it still speaks."""
        give_up = time.monotonic() + seconds
        while not (until and until in self.said):
            left = give_up - time.monotonic()
            if left <= 0 or not select.select([self._heard], [], [], left)[0]:
                return True
            data = os.read(self._heard, 65536)
            self._rest += data
            with suppress(UnicodeDecodeError):  # half a letter
                self.said += self._rest.decode()
                self._rest = b""
            if not data:
                return False
        return True

    def kill(self) -> bool:
        """Kill it as `kill -9` does and take in what is left; whether it was still there to be killed."""
        was_there = self.process.poll() is None
        self.process.send_signal(signal.SIGKILL)
        self.end()
        return was_there and self.process.returncode == -signal.SIGKILL

    def end(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Type nothing more and wait for its end; its exit code. What hangs is killed, which shows in it."""
        with suppress(OSError):
            os.close(self._typed)
        if self.hear(seconds):
            self.process.kill()
            self.hear(seconds)
        os.close(self._heard)
        return self.process.wait()


@dataclass
class Computer:
    """A folder with a plan and a data folder, which may lie elsewhere."""

    folder: Path
    kind: str = "native"
    plan_folder: Path | None = None

    def __post_init__(self) -> None:
        share = self.plan_folder or self.folder / "share"
        share.mkdir(parents=True, exist_ok=True)
        self.child = "Mina" if self.kind == "word" else "Ravi"
        self.plan = share / ("mina.docx" if self.kind == "word" else "ravi.plan.json")
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FACILITATOR_")},
            "FACILITATOR_DATA": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "LANG": "C.UTF-8",
        }
        if not self.plan.exists():
            if self.kind == "word":
                word_plan(self.plan)
            else:
                new_plan(self.plan, a_plan(reviews=1))

    def start(self, *arguments: str | Path, fresh: bool = False) -> Piped:
        """Start a command, in a fork or as a process of its own."""
        if fresh:
            return Piped([*FRESH, *arguments], self.environment, subprocess.Popen, self.folder)
        return Piped(list(arguments), self.environment, folder=self.folder)

    def run(
        self, *arguments: str | Path, typed: tuple[str, ...] = (), fresh: bool = False
    ) -> tuple[int, str]:
        """Run a command to its end; its exit code and what it said."""
        process = self.start(*arguments, fresh=fresh)
        process.send(*typed)
        return process.end(), process.said

    def review(self, *typed: str, fresh: bool = False) -> tuple[int, str]:
        """Hold the meeting line by line, or go on with it."""
        return self.run("review", self.plan, "--plain", typed=typed, fresh=fresh)

    def in_plan(self) -> str:
        """Return what can be read in the plan; raises Refusal where it cannot be opened."""
        open_plan(self.plan)
        return words_in(self.plan) if self.kind == "word" else self.plan.read_text(encoding="utf-8")

    def judged(self, told: list[str], said: str = "") -> Tally:
        """Go on as a chair would: is every word there that was told to be saved, once, and the plan whole?

        `said` is all that the program said before.
        """
        tally = Tally(tried=1, told=len(told))
        for mistake in mistakes_in(said):
            tally.faults += 1
            tally.found.append(mistake)
        try:
            plan = self.in_plan()
        except Refusal as refusal:
            tally.torn += 1
            tally.found.append(f"the plan cannot be opened: {explain(refusal)}")
            return tally
        code, again = self.review("said", "leave")
        if "“take over”" in again:
            tally.found.append("the plan is said to be open elsewhere, and is not")
            code, again = self.review("take over", "said", "leave")
        for mistake in mistakes_in(again):
            tally.faults += 1
            tally.found.append(f"going on: {mistake}")
        kept = again.partition("> said\n")[2].partition("\n> ")[0]
        for word in told:
            times = len(re.findall(rf"\b{word}\b", plan)) + len(re.findall(rf"\b{word}\b", kept))
            if times == 0:
                tally.lost += 1
                tally.found.append(f"{word} was told to be saved, and is gone (exit code {code})")
            elif times > 1:
                tally.found.append(f"{word} is there {times} times")
        return tally


def told_in(said: str, sent: list[str]) -> list[str]:
    """Return the words of the typed lines (`Ravi: WORD`) after which "Saved." came."""
    saved = say("plain.saved").strip()
    with_tick = {part.partition("\n")[0] for part in said.split("\n> ") if saved in part.partition("\n[")[0]}
    return [line.rpartition(" ")[2] for line in sent if line in with_tick]


def told_written(said: str) -> bool:
    """Whether the chair was told that the review is in the plan."""
    return _TOLD_WRITTEN in said
