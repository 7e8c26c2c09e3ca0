"""Power cuts: a file system that stops at once, with nothing flushed, and is mounted again."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _faults.computer import KINDS, Computer, told_in, told_written
from _faults.kills import LENGTH_SECONDS, WRITING_SECONDS
from _faults.row import Row, Tally, Tries, Work

SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN = _IOR('X', 125, __u32)
WITHOUT_FLUSH = 2
MEGABYTES = 32
MOST_LINES = 8
CUTS_OF_A_DISK = 40
DRAINED_SECONDS = 0.0005
"""How long what was already told is taken in before a cut."""
WAYS = {"default": "defaults", "writeback": "data=writeback,noauto_da_alloc"}


class Disk:
    """A small ext4 in a file, mounted in this process's own namespace."""

    def __init__(self, folder: Path, options: str) -> None:
        self._image, self.place, self._options = folder / "image", folder / "disk", options
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(MEGABYTES << 20)
        subprocess.run(["mkfs.ext4", "-q", self._image], check=True)
        self.mount()

    def mount(self) -> None:
        """Mount it, which replays its journal."""
        subprocess.run(["mount", "-o", f"loop,{self._options}", self._image, self.place], check=True)

    def cut(self) -> None:
        """Stop it at once: what is not on the disk by now never will be."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        finally:
            os.close(handle)

    def unmount(self) -> None:
        """Take it out."""
        subprocess.run(["umount", self.place], check=True)

    @contextmanager
    def there(self) -> Iterator[None]:
        """Take it out at the end, however that comes."""
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", self.place], check=False, capture_output=True)


def cuts(work: Work, options: str) -> Tries:
    """Cut the power in meetings, and go on after each."""
    while True:
        folder = work.fresh()
        disk = Disk(folder, options)
        with disk.there():
            for number in range(CUTS_OF_A_DISK):
                meeting = disk.place / f"m{number // 4}"
                computer = Computer(meeting, KINDS[number // 4 % 3 == 2])
                told_file = folder / f"told{number // 4}"
                told = told_file.read_text().split() if told_file.exists() else []
                tally = _one_cut(work, disk, computer, told, number % 4)
                told_file.write_text(" ".join(told))
                yield work.keep(meeting, tally)


def _one_cut(work: Work, disk: Disk, computer: Computer, told: list[str], number: int) -> Tally:
    dice = work.dice
    os.sync()  # the plan was there before
    lines = [f"{computer.child}: w{number}x{one}" for one in range(dice.randrange(1, MOST_LINES))]
    writes = number == 3 or dice.random() < 0.3
    process = computer.start("review", computer.plan, "--plain")
    process.send("go to 4", *lines, *(["end early because tea", "write"] if writes else []))
    if writes and dice.random() < 0.7:
        process.hear(20, until="Type “write”")
        process.hear(dice.random() * WRITING_SECONDS[computer.kind] * 1.5)
    else:
        process.hear(dice.random() * LENGTH_SECONDS[computer.kind] * 1.25)
    process.hear(DRAINED_SECONDS)
    said = process.said  # what comes later comes from a program whose power is off: its kernel says anything
    disk.cut()
    process.kill()
    disk.unmount()
    disk.mount()
    told += told_in(said, lines)
    # After the cut every call fails, which the program may say in any way.
    tally = computer.judged(told)
    tally.hits = 1
    if told_written(said) and not (tally.torn or all(word in computer.in_plan() for word in told)):
        tally.lost += 1
        tally.found.append("it was told to be written, and is not in the plan")
    return tally


ROWS = [
    Row(f"power cut, ext4, {name}", 1000, lambda work, options=options: cuts(work, options), ("loop",), 2, 2)  # type: ignore[misc]
    for name, options in WAYS.items()
]
