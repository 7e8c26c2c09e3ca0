"""Disks that are full, have no room for names, cut writes short, take nothing, or refuse a rename."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from _faults.computer import KINDS, Computer, Piped, told_in, told_written
from _faults.row import Row, Tally, Tries, Work
from _faults.traced import Traced
from tests.forked import Forked

MOST_LINES, LONGEST = 10, 4000
AMPLE = "size=64m,nr_inodes=100000"


class Meeting:
    """A meeting that is held to its end on a disk that may fail it, and judged on one that is well again."""

    def __init__(self, work: Work, computer: Computer) -> None:
        dice = work.dice
        self.computer = computer
        self.lines = [
            f"{computer.child}: {'x' * dice.randrange(LONGEST)} w0x{number}"
            for number in range(dice.randrange(2, MOST_LINES))
        ]
        self.typed = ["go to 4", *self.lines, "end early because tea", "write", "leave", "leave"]
        self.said = ""

    def hold(self, process: Piped) -> int:
        """Type all of it, and keep what is said; its exit code."""
        process.send(*self.typed)
        code = process.end()
        self.said = process.said
        return code

    def judged(self) -> Tally:
        """Return what is lost of it; `hits` are meetings that could not be written."""
        written = told_written(self.said)
        tally = self.computer.judged(told_in(self.said, self.lines), self.said)
        if written and not tally.torn and "w0x0" not in self.computer.in_plan():
            tally.lost += 1
            tally.found.append("it was told to be written, and is not in the plan")
        tally.hits = int(not written)
        return tally

    def review(self) -> list[str | Path]:
        """Return the command's arguments."""
        return ["review", self.computer.plan, "--plain"]


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Callable[[str], object]]:
    """Mount a small disk; what it yields mounts it with other options."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    try:
        yield lambda other: subprocess.run(["mount", "-o", f"remount,{other}", place], check=True)
    finally:
        subprocess.run(["umount", "--lazy", place], check=False, capture_output=True)


def small(work: Work, what: str) -> Tries:
    """Hold meetings whose data folder, or whose plan, is on a disk without room, or without names."""
    while True:
        folder = work.fresh()
        of_plan = work.dice.random() < 0.4
        with mounted(folder / ("share" if of_plan else "data"), AMPLE) as mount:
            computer = Computer(folder, work.dice.choice(KINDS))
            if what == "room":
                mount(f"size={work.dice.randrange(4, 400) * 4}k")
            else:
                room = os.statvfs(computer.plan.parent if of_plan else folder / "data")
                mount(f"nr_inodes={room.f_files - room.f_ffree + work.dice.randrange(20)}")
            meeting = Meeting(work, computer)
            meeting.hold(computer.start(*meeting.review()))
            mount(AMPLE)
            yield work.keep(folder, meeting.judged(), meeting.said)


def short_writes(work: Work) -> Tries:
    """Hold meetings that may write no file longer than so many bytes."""
    while True:
        computer = Computer(work.fresh(), work.dice.choice(KINDS))
        most = work.dice.choice((work.dice.randrange(2_000), work.dice.randrange(80_000), 1 << 20))

        def start(command: list[str | Path], most: int = most, **ends: int) -> Forked:
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # noqa: E731
            return Forked(command, preexec_fn=limit, **ends)  # type: ignore[arg-type]

        meeting = Meeting(work, computer)
        meeting.hold(Piped(meeting.review(), computer.environment, start))
        yield work.keep(computer.folder, meeting.judged(), meeting.said)


def read_only(work: Work) -> Tries:
    """Hold meetings whose plan, or data folder, is on a disk that takes nothing."""
    while True:
        folder = work.fresh()
        with mounted(folder / work.dice.choice(("share", "data")), AMPLE) as mount:
            computer = Computer(folder, work.dice.choice(KINDS))
            mount(f"{AMPLE},ro")
            meeting = Meeting(work, computer)
            meeting.hold(computer.start(*meeting.review()))
            mount(f"{AMPLE},rw")
            yield work.keep(folder, meeting.judged(), meeting.said)


def renames(work: Work) -> Tries:
    """Hold meetings in which each rename is refused, from some one on."""
    while True:
        computer = Computer(work.fresh(), work.dice.choice(KINDS))
        meeting = Meeting(work, computer)
        names = "rename,renameat,renameat2"
        fault = work.dice.choice(("EACCES", "EBUSY", "EXDEV", "EPERM", "EIO"))
        refuse = f"inject={names}:error={fault}:when={work.dice.randrange(1, 5)}+"
        traced = Traced(
            computer, meeting.review(), work.folder / "calls.log", "-e", f"trace={names}", "-e", refuse
        )
        meeting.hold(traced)
        yield work.keep(computer.folder, meeting.judged(), meeting.said)


ROWS = [
    Row("disk full", 0, lambda work: small(work, "room"), ("mount",), short=2),
    Row("no inodes", 0, lambda work: small(work, "names"), ("mount",), short=2),
    Row("short writes", 0, short_writes, short=2),
    Row("read-only", 0, read_only, ("mount",), share=0.5, short=1),
    Row("rename refused", 0, renames, ("strace",), share=0.5, short=1),
]
