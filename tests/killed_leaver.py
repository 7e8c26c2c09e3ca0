"""Kills meetings whose drive is full, while the record goes to another folder and the chair leaves.

Run as `killed_leaver.py FOLDER ROUNDS SEED` in a mount namespace of its own (`unshare -m`, or `-rm` for a
user without rights); prints one JSON object. Each meeting is a fork that holds the real line-by-line meeting
over pipes, with its data folder on a small disk that is filled half way.
"""

from __future__ import annotations

import io
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.files.plans import open_plan
from facilitator.plain.line_by_line import run_review
from facilitator.script.words_by_key import say
from facilitator.work.record_place import out_of_reach
from facilitator.work.session import unfinished
from tests.next_start import leave_at_a_question, taken_up

ROOM = "400k"
"""The size of the data drive: too small for the room that a record reserves ahead, so that it can fill up."""

MOST_LINES = 4
LENGTH = 5000
DELAY_SECONDS = 0.004


@dataclass
class Meeting:
    """One meeting to be killed, with its folders and what its chair was told."""

    folder: Path
    words: list[str] = field(default_factory=list)
    told: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir()
        for name in ("drive", "state"):
            (self.folder / name).mkdir()
        os.environ["FACILITATOR_DATA"] = str(self.folder / "drive" / "data")
        os.environ["XDG_STATE_HOME"] = str(self.folder / "state")
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", self.folder / "drive"], check=True
        )
        leave_at_a_question(self.plan)

    @property
    def plan(self) -> Path:
        """The plan's file."""
        return self.folder / "one.plan.json"

    @property
    def other(self) -> Path:
        """The folder in which the record goes on."""
        return self.folder / "stick"

    def fill(self) -> None:
        """Leave no room on the data drive."""
        with suppress(OSError), (self.folder / "drive" / "filler").open("ab", buffering=0) as stream:
            while True:
                stream.write(bytes(4096))

    def lose_drive(self) -> None:
        """Take the data drive away for good."""
        subprocess.run(["umount", self.folder / "drive"], check=True)

    def line(self) -> str:
        """Return new words to be said: more than a page of the disk still takes when it is full."""
        self.words.append(f"word{len(self.words)} {'x' * LENGTH}")
        return f"Ravi: {self.words[-1]}"

    def acknowledged(self) -> list[str]:
        """Return the words of which the chair was told that they are saved."""
        everything = max(self.told.rfind("Saved in "), self.told.rfind(say("plain.left", command="")[:40]))
        lines = self.told.split("\n> ")
        with_tick = {line.split("\n")[0] for line in lines if say("plain.saved") in line.partition("[")[0]}
        return [
            words
            for words in self.words
            if f"Ravi: {words}" in with_tick or 0 <= self.told.find(f"> Ravi: {words}\n") < everything
        ]


def talk(meeting: Meeting, dice: random.Random) -> None:
    """Hold the meeting until it is killed at a random moment; keeps what the chair was told."""
    typed_end, typed = os.pipe()
    heard, heard_end = os.pipe()
    child = os.fork()
    if child == 0:
        close(typed, heard)
        source, target = os.fdopen(typed_end, "r"), os.fdopen(heard_end, "w")
        code = 99
        with suppress(BaseException):
            code = run_review(meeting.plan, source=source, target=target)
        os._exit(code)
    close(typed_end, heard_end)
    before = [meeting.line() for _ in range(dice.randrange(MOST_LINES))]
    during = [meeting.line() for _ in range(1 + dice.randrange(MOST_LINES))]
    after = [meeting.line() for _ in range(dice.randrange(MOST_LINES))]
    leaving = ["leave"] if dice.random() < 0.5 else []
    script = [*before, None, *during, *leaving, f"save in {meeting.other}", *after, "leave", "leave"]
    # Mostly while the record moves and while the chair leaves.
    last = dice.randrange(
        len(before) + 1 if dice.random() < 0.3 else len(script) - len(after) - 3, len(script)
    )
    for index, line in enumerate(script):
        if line is None:
            if before:
                hear(meeting, heard, until=f"> {before[-1]}\n", then=say("plain.saved"))
            meeting.fill()
            continue
        with suppress(BrokenPipeError):
            os.write(typed, f"{line}\n".encode())
        if index == last:
            break
        if dice.random() < 0.7:
            hear(meeting, heard, until=f"> {line}\n", then="\n")
    until = time.perf_counter() + dice.random() * DELAY_SECONDS
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while data := os.read(heard, 65536):
        meeting.told += data.decode()
    close(heard, typed)


def close(*ends: int) -> None:
    """Close ends of pipes."""
    for end in ends:
        os.close(end)


def hear(meeting: Meeting, heard: int, *, until: str, then: str) -> None:
    """Take in what is said back until some words have come, or the program is silent or gone."""
    while True:
        place = meeting.told.find(until)
        if place >= 0 and then in meeting.told[place + len(until) :]:
            return
        if not select.select([heard], [], [], 5)[0]:
            return
        data = os.read(heard, 65536)
        if not data:
            return
        meeting.told += data.decode()


def check(meeting: Meeting, dice: random.Random, counts: dict[str, int]) -> None:
    """Start again as a chair would, with each drive there or not, and count what is missing."""
    acknowledged = meeting.acknowledged()
    moved = "Saved in " in meeting.told
    counts["acknowledged"] += len(acknowledged)
    counts["moved"] += moved
    counts["left"] += say("plain.left", command="")[:40] in meeting.told
    if moved and dice.random() < 0.3:
        # Without the stick nothing older is taken up untold; with it everything is there again.
        away = meeting.other.rename(meeting.folder / "away")
        opened = open_plan(meeting.plan)
        counts["untold"] += out_of_reach(opened, unfinished(opened)) is None
        away.rename(meeting.other)
    if moved and dice.random() < 0.5:
        meeting.lose_drive()
        counts["drives lost"] += 1
    session = taken_up(meeting.plan)
    said = session.meeting.minutes.said.values() if session else ()
    kept = [one.entry.text for one in said]
    counts["lost"] += len([words for words in acknowledged if words not in kept])
    counts["twice"] += len(kept) - len(set(kept))


def main() -> None:
    """Do what the command line says."""
    folder, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    dice = random.Random(seed)  # noqa: S311  it picks moments, not secrets
    names = ("kills", "acknowledged", "moved", "left", "drives lost", "untold", "lost", "twice")
    counts = dict.fromkeys(names, 0)
    for number in range(rounds):
        meeting = Meeting(folder / f"m{number}")
        talk(meeting, dice)
        counts["kills"] += 1
        check(meeting, dice, counts)
        with suppress(subprocess.CalledProcessError):
            subprocess.run(["umount", meeting.folder / "drive"], check=True, capture_output=True)
        shutil.rmtree(meeting.folder)
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    assert isinstance(sys.stdout, io.TextIOWrapper)
    main()
