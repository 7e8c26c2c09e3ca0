"""`kill -9` at random moments of plain meetings over pipes."""

from __future__ import annotations

from _faults.computer import KINDS, Computer, told_in, told_written
from _faults.row import Row, Tally, Tries, Work

MOST_KILLS = 6
"""Kills of one meeting, before the next plan is taken."""

MOST_LINES = 8
START_SECONDS = 0.06
WRITING_SECONDS = {"native": 0.03, "word": 0.2}
LENGTH_SECONDS = {"native": 0.12, "word": 0.35}
"""About how long a fork takes for such a meeting: moments are taken from one and a quarter of that."""

FRESH_TAKES = 6.0
"""A process that loads everything itself takes so many times as long."""


def kills(work: Work, *, fresh: bool) -> Tries:
    """Kill meetings again and again, and each time go on as a chair would."""
    while True:
        kind = work.dice.choice(KINDS)
        computer = Computer(work.fresh(), kind)
        told: list[str] = []
        written = False
        for number in range(MOST_KILLS):
            tally, written = one_kill(work, computer, told, number, fresh=fresh)
            yield work.keep(computer.folder, tally)
            if written or tally.wrong:
                break


def one_kill(
    work: Work, computer: Computer, told: list[str], number: int, *, fresh: bool
) -> tuple[Tally, bool]:
    """Type some lines, kill the program, and look; the words told to be saved go into `told`.

    Returns what was counted, and whether the review is in the plan.
    """
    dice = work.dice
    lines = [f"{computer.child}: w{number}x{one}" for one in range(dice.randrange(1, MOST_LINES))]
    writes = dice.random() < 0.4
    script = ["go to 4", *lines, *(["end early because tea", "write"] if writes else [])]
    process = computer.start("review", computer.plan, "--plain", fresh=fresh)
    slow = FRESH_TAKES if fresh else 1.0
    process.send(*script)
    aim = dice.random()
    if aim < 0.15:
        process.hear(dice.random() * START_SECONDS * slow)
    elif writes and aim < 0.6:
        process.hear(20, until="Type “write”")
        process.hear(dice.random() * WRITING_SECONDS[computer.kind])
    else:
        process.hear(dice.random() * LENGTH_SECONDS[computer.kind] * 1.25 * (slow if fresh else 1))
    hit = process.kill()
    told += told_in(process.said, lines)
    tally = computer.judged(told, process.said)
    tally.hits = int(hit)
    plan = computer.in_plan() if not tally.torn else ""
    if told_written(process.said) and any(word not in plan for word in told):
        tally.lost += 1
        tally.found.append("it was told to be written, and is not in the plan")
    return tally, any(line.rpartition(" ")[2] in plan for line in lines)


ROWS = [
    Row("kill -9, plain, pipe", 8000, lambda work: kills(work, fresh=False), share=4, short=6),
    Row("kill -9, plain, pipe, started anew", 500, lambda work: kills(work, fresh=True), share=2, short=1),
]
