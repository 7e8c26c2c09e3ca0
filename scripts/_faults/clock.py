"""Clocks that jump in the middle of a meeting: processes of their own under libfaketime."""

from __future__ import annotations

from _faults.computer import KINDS, Computer, told_in
from _faults.row import Row, Tries, Work
from tests.needs import faketime

JUMPS = ("-2d", "-1h", "+2d", "-20y", "+12y", "-3s", "+1h", "+0")


def jumps(work: Work) -> Tries:
    """Let the clock jump after each line, and write at the end; then carry on by the right clock."""
    while True:
        computer = Computer(work.fresh(), work.dice.choice(KINDS))
        clock = computer.folder / "clock"
        clock.write_text("+0")
        right = dict(computer.environment)
        computer.environment |= {
            "LD_PRELOAD": faketime(),
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        lines = [f"{computer.child}: w0x{number}" for number in range(4)]
        process = computer.start("review", computer.plan, "--plain", fresh=True)
        process.send("go to 4")
        for line in lines:
            process.send(line)
            process.hear(20, until=f"> {line}\n")
            process.hear(0.05)
            clock.write_text(work.dice.choice(JUMPS))
        if work.dice.random() < 0.5:
            process.send("end early because tea", "write")
        process.end()
        computer.environment = right
        tally = computer.judged(told_in(process.said, lines), process.said)
        tally.hits = 1
        if len(told_in(process.said, lines)) < len(lines):
            tally.found.append("a line was not taken")
        yield work.keep(computer.folder, tally, process.said)


ROWS = [Row("clock jumps, started anew", 0, jumps, ("faketime",), share=0.5, short=1)]
