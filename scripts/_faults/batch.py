"""Many commands in one fork: quick, and held to a limit of time and memory so that none runs away."""

from __future__ import annotations

import io
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path

from _faults.computer import mistakes_in
from _faults.row import Tally
from facilitator.cli import main

CPU_SECONDS, MEGABYTES = 60, 2000
HANGS_SECONDS = 300.0
MOST_SECONDS = 2.0
"""A command that takes longer of the processor is a finding."""


def batch(work: Callable[[], Tally], data: Path) -> Tally:
    """Count something in a fork with a data folder of its own; one that dies of it is a finding."""
    heard, said = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
            data.parent.mkdir(parents=True, exist_ok=True)
            os.chdir(data.parent)  # what is typed may name a file without a folder
            os.environ["FACILITATOR_DATA"], os.environ["XDG_STATE_HOME"] = str(data), str(data / "state")
            try:
                tally = work()
            except BaseException:  # noqa: BLE001 - it is told to the campaign
                tally = Tally(tried=1, faults=1, found=[traceback.format_exc()[-1500:]])
            with os.fdopen(said, "w") as stream:
                json.dump(asdict(tally), stream)
        finally:
            os._exit(0)
    os.close(said)
    with os.fdopen(heard) as stream:
        if not select.select([stream], [], [], HANGS_SECONDS)[0]:
            os.kill(child, signal.SIGKILL)
        text = stream.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if text:
        return Tally(**json.loads(text))
    return Tally(tried=1, faults=1, found=[f"it died ({status}): too long, too much memory, or a crash"])


def command(arguments: list[str | Path], typed: bytes = b"") -> tuple[int, str, float]:
    """Run a command in this process; its exit code, what it said and the processor's seconds."""
    out = io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    start = time.process_time()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(list(map(str, arguments)))
    return code, out.getvalue(), time.process_time() - start


def counted(arguments: list[str | Path], what: str, typed: bytes = b"", most: float = MOST_SECONDS) -> Tally:
    """Run a command and count what it made of an input: `hits` are those that it refused."""
    code, said, seconds = command(arguments, typed)
    tally = Tally(tried=1, hits=int(code != 0), slowest=seconds)
    tally.found = [f"{what}: {mistake}" for mistake in mistakes_in(said)]
    tally.faults = len(tally.found)
    if code and not said.strip():
        tally.found.append(f"{what}: exit code {code} without a word")
    if seconds > most:
        tally.found.append(f"{what}: {seconds:.1f} s")
    return tally
