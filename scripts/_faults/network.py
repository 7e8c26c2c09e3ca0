"""Whole meetings without a network: none is asked for, and none is needed."""

from __future__ import annotations

import re
import subprocess
from itertools import cycle
from pathlib import Path

from _faults.computer import KINDS, Computer, Piped, mistakes_in, told_written
from _faults.row import Row, Tally, Tries, Work
from _faults.traced import Traced
from tests.forked import FRESH

_SOCKETS = re.compile(r"\bAF_(?:INET6?|PACKET|NETLINK)\b")
_PAPERS = ("all", "no")


def _typed(computer: Computer) -> list[str]:
    return ["go to 4", f"{computer.child}: w0x0", "end early because tea", "write", *_PAPERS]


def sockets(work: Work) -> Tries:
    """Trace every network call of a whole meeting with all its papers."""
    for kind in cycle(KINDS):
        computer = Computer(work.fresh(), kind)
        log = computer.folder / "calls.log"
        traced = Traced(computer, ["review", computer.plan, "--plain"], log, "-e", "trace=%network")
        traced.send(*_typed(computer))
        traced.end()
        calls = [line for line in traced.lines() if _SOCKETS.search(line)]
        yield work.keep(computer.folder, _counted(traced.said, calls), traced.said)


def offline(work: Work) -> Tries:
    """Hold a whole meeting where there is no network at all."""
    for kind in cycle(KINDS):
        computer = Computer(work.fresh(), kind)
        command: list[str | Path] = ["unshare", "-n", *FRESH, "review", computer.plan, "--plain"]
        process = Piped(command, computer.environment, subprocess.Popen)
        process.send(*_typed(computer))
        process.end()
        yield work.keep(computer.folder, _counted(process.said, []), process.said)


def _counted(said: str, calls: list[str]) -> Tally:
    found = [*calls, *mistakes_in(said)]
    if not told_written(said):
        found.append("the review was not written")
    return Tally(tried=1, hits=int(told_written(said)), faults=len(found), found=found)


ROWS = [
    Row("sockets of a whole meeting", 20, sockets, ("strace",), share=0.3, short=1),
    Row("no network, started anew", 20, offline, ("mount",), share=0.3, short=1),
]
