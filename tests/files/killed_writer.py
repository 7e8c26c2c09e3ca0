"""Kills a writer again and again at random moments and prints what it had acknowledged and what was found.

Run as `killed_writer.py journal|plan FOLDER ROUNDS SEED`; prints one JSON object. Each writer is a fork,
so that hundreds of kills take about a second.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files.atomic_saving import digest, save_bytes, sweep
from facilitator.files.journal import Journal
from facilitator.files.journal_lines import Header, recover
from facilitator.files.system_calls import write_all

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = Header(plan_id="p", base=None, plan_path="", writer="", review_id="", started_at="")
MOST_BEFORE_KILL = 20
MEETING_LENGTH = 5  # kills


def version(number: int) -> bytes:
    """The nth version of the plan, long enough for several pages."""
    return b"%06d" % number * 3000


def append_for_ever(path: Path, acknowledge: Callable[[], None]) -> None:
    """Go on with the journal, acknowledging each event."""
    journal = Journal.resume(path)
    for number in itertools.count(len(journal.events)):
        journal.append({"n": number, "text": "x" * (number * 37 % 600)})
        acknowledge()


def save_for_ever(path: Path, acknowledge: Callable[[], None]) -> None:
    """Save one version after the other, acknowledging each."""
    while True:
        save_next(path)
        acknowledge()


def save_next(path: Path) -> None:
    """Save the next version."""
    old = path.read_bytes()
    new = version(int(old[:6]) + 1)
    save_bytes(path, new, base=digest(old), backups=path.parent / "backups", plan_id="p")


def kill_once(write: Callable[[Path, Callable[[], None]], None], path: Path, dice: random.Random) -> int:
    """Start a writer, kill it at a random moment, and return how often it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            write(path, lambda: write_all(writer, b"."))
        finally:
            os._exit(1)
    os.close(writer)
    acknowledged = sum(len(os.read(reader, 1)) for _ in range(dice.randrange(MOST_BEFORE_KILL)))
    until = time.perf_counter() + dice.random() / 1000
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(reader, 4096):
        acknowledged += len(rest)
    os.close(reader)
    return acknowledged


def kill_journal(folder: Path, rounds: int, dice: random.Random) -> dict[str, int]:
    """Kill a meeting's journal; count the acknowledged events that did not come back."""
    acknowledged = lost = wrong = 0
    path = folder
    for number in range(rounds):
        if number % MEETING_LENGTH == 0:
            journal = Journal.create(folder, HEADER)
            journal.release()
            path = journal.path
        before = len(recover(path).events)
        told = kill_once(append_for_ever, path, dice)
        events = recover(path).events
        acknowledged += told
        lost += max(0, before + told - len(events))
        wrong += [event["n"] for event in events] != list(range(len(events)))
    return {"acknowledged": acknowledged, "lost": lost, "wrong": wrong}


def kill_plan(folder: Path, rounds: int, dice: random.Random) -> dict[str, int]:
    """Kill saves of a plan; count the ones that went back or tore the file."""
    path = folder / "one.plan.json"
    path.write_bytes(version(0))
    acknowledged = lost = wrong = 0
    for _ in range(rounds):
        before = int(path.read_bytes()[:6])
        told = kill_once(save_for_ever, path, dice)
        data = path.read_bytes()
        acknowledged += told
        wrong += data != version(int(data[:6]))
        lost += max(0, before + told - int(data[:6]))
    save_next(path)  # the lock of a killed save goes with the next one
    sweep(folder, "p", older_than=-1)
    wrong += len(list(folder.glob(".*")))
    return {"acknowledged": acknowledged, "lost": lost, "wrong": wrong}


def main() -> None:
    """Do what the command line says."""
    what, folder, rounds, seed = sys.argv[1:]
    dice = random.Random(int(seed))  # noqa: S311  it picks moments, not secrets
    result = (kill_journal if what == "journal" else kill_plan)(Path(folder), int(rounds), dice)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
