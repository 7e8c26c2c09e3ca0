"""Every byte of a plan, a Word plan and a record flipped, cut off and zeroed: never a wrong value unseen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from random import Random

from _faults import batch
from _faults.computer import Computer, mistakes_in
from _faults.row import Row, Tally, Tries, Work
from facilitator.files.journal_lines import recover
from facilitator.files.plans import open_plan
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from tests.word.packing import MAIN, pack, parts_of

WAYS = ("flip", "cut", "zero")
BATCH = 20

Judge = Callable[[Path, str], list[str]]


def damaged(whole: bytes, place: int, way: str, bit: int) -> bytes:
    """Return bytes with one flipped or zeroed, or cut off there."""
    if way == "cut":
        return whole[:place]
    other = 0 if way == "zero" else whole[place] ^ (1 << bit)
    return whole[:place] + bytes([other]) + whole[place + 1 :]


def every_byte(
    work: Work, whole: bytes, name: str, put: Callable[[Path, bytes], Path], judge: Judge
) -> Tries:
    """Damage each byte in each way, in an order that is the same every time."""
    order = [(place, way) for place in range(len(whole)) for way in WAYS]
    Random(name).shuffle(order)  # noqa: S311 - an order, no secret
    for start in itertools.count(work.done, BATCH):
        some = order[start : start + BATCH]
        if not some:
            return
        folder = work.fresh()

        def tried(some: list[tuple[int, str]] = some, folder: Path = folder) -> Tally:
            tally = Tally()
            for place, way in some:
                what = f"{way} {place}"
                path = put(folder, damaged(whole, place, way, place % 8))
                one = batch.counted(["check", path], what)
                one.found += [f"{what}: {found}" for found in judge(path, way)]
                tally.add(one)
            return tally

        yield work.keep(folder, batch.batch(tried, folder / "data"))


def native(work: Work) -> Tries:
    """Damage a plan of our own."""
    computer = Computer(work.folder / "whole")
    opened = open_plan(computer.plan).plan
    return every_byte(
        work, computer.plan.read_bytes(), "native", _put("a.plan.json"), _whole_or_refused(opened)
    )


def word(work: Work) -> Tries:
    """Damage a Word plan as a file."""
    computer = Computer(work.folder / "whole", "word")
    opened = open_plan(computer.plan).plan
    return every_byte(
        work, computer.plan.read_bytes(), "word", _put("a.docx"), _whole_or_refused(opened, all_ways=True)
    )


def document(work: Work) -> Tries:
    """Damage the document inside of a Word plan, in a package that is whole."""
    computer = Computer(work.folder / "whole", "word")
    parts = parts_of(computer.plan.read_bytes())

    def put(folder: Path, data: bytes) -> Path:
        path = folder / "a.docx"
        path.write_bytes(pack({**parts, MAIN: data}))
        return path

    return every_byte(work, parts[MAIN], "document", put, lambda _path, _way: [])


def record(work: Work) -> Tries:
    """Damage the record of a meeting: what comes back is what was written, up to the damage."""
    computer = Computer(work.folder / "whole")
    computer.review("go to 4", *(f"Ravi: w0x{number}" for number in range(4)), "leave")
    (journal,) = (computer.folder / "data" / "meetings").glob("*.journal")
    whole = recover(journal)
    plan = computer.plan.read_bytes()
    written = journal.read_bytes().rstrip(b"\0")

    def put(folder: Path, data: bytes) -> Path:
        path = folder / "ravi.plan.json"
        path.write_bytes(plan)
        meetings = folder / "data" / "meetings"
        meetings.mkdir(parents=True, exist_ok=True)
        for old in meetings.iterdir():
            if old.is_file():
                old.unlink()
        (meetings / journal.name).write_bytes(data)
        return path

    def judge(path: Path, _way: str) -> list[str]:
        again = recover(path.parent / "data" / "meetings" / journal.name)
        found = [] if again.events == whole.events[: len(again.events)] else ["another event"]
        if again.header not in (None, whole.header):
            found.append("another header")
        code, said, _ = batch.command(["review", path, "--plain"], b"said\nleave\n")
        return found + mistakes_in(said) + [f"exit code {code}, silent"] * (not said.strip())

    return every_byte(work, written, "record", put, judge)


def _put(name: str) -> Callable[[Path, bytes], Path]:
    def put(folder: Path, data: bytes) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return put


def _whole_or_refused(plan: Plan, *, all_ways: bool = False) -> Judge:
    """A plan that was cut or zeroed is refused or the same; one flipped letter of JSON is another letter."""

    def judge(path: Path, way: str) -> list[str]:
        try:
            again = open_plan(path).plan
        except Refusal:
            return []
        same = again.model_copy(update={"id": plan.id}) == plan
        return [] if same or (way == "flip" and not all_ways) else ["opened with another value"]

    return judge


ROWS = [
    Row("each byte of a plan", 0, native, short=1),
    Row("each byte of a record", 0, record, short=1),
    Row("each byte of a Word plan's file", 0, word, share=0.7, short=1),
    Row("each byte of a Word plan's document", 0, document, share=0.7, short=1),
]
