"""The Word figures of `bench.py`: our own way with a .docx, and what it is measured against, turn by turn.

All is warm: each has run once before it is timed, so that imports and the first reading of layouts are not in
it. *Replaced as safely* = both sides end in the program's own save: the version before is kept, the new one
is on the disk (fsync) before it takes the old one's place. Those waits are in both.
"""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

from facilitator.files.atomic_saving import digest, save_bytes
from facilitator.files.plans import open_plan, save_plan
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.loading import load_script
from facilitator.word.document.cell_writer import put
from facilitator.word.document.change_check import Changes, verify
from facilitator.word.document.container import open_package, rewrite
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import parse, serialise
from facilitator.word.lines_to_write_on import is_blank
from facilitator.word.writing_choices import Choices

SAMPLE = Path(__file__).parents[1] / "tests" / "word" / "samples" / "s000_01_word.docx"
MAIN = "word/document.xml"
OUTCOMES, TABLES = 60, 300
_RUNS = 40

Pairs = Iterator[tuple[float, float]]


def filled_and_zipped(folder: Path) -> Pairs:
    """A whole review put into the boxes where it belongs; against the same file packed anew."""
    yield from _turns(_filling(folder), _replacing(folder, _zipped))


def filled_and_python_docx(folder: Path) -> Pairs:
    """The same against python-docx, which opens and saves and fills in nothing."""
    yield from _turns(_filling(folder), _replacing(folder, _python_docx))


def reviewed(folder: Path) -> Pairs:
    """The whole way of a meeting: the form recognised, the plan understood, written, read again, replaced."""
    yield from _reviewed(folder, _zipped)


def reviewed_and_python_docx(folder: Path) -> Pairs:
    """The same against python-docx, which knows nothing of forms, opens and saves."""
    yield from _reviewed(folder, _python_docx)


def reviewed_in_cpu_time(folder: Path) -> Pairs:
    """The same in CPU time, which another version on the same machine can be compared by."""
    yield from _reviewed(folder, _zipped, time.process_time)


def _reviewed(
    folder: Path, floor: Callable[[bytes], bytes], clock: Callable[[], float] = time.perf_counter
) -> Pairs:
    path = folder / "reviewed.docx"
    path.write_bytes(SAMPLE.read_bytes())
    opened = open_plan(path)
    plan = write_into(opened.plan, _review(opened.plan), load_script(opened.plan.format))

    def ours() -> None:
        save_plan(open_plan(path), plan, choices=Choices(actions_in=1))

    def put_back() -> None:
        path.write_bytes(SAMPLE.read_bytes())

    yield from _turns(ours, _replacing(folder, floor), before=put_back, clock=clock)


def large_opened(folder: Path) -> Pairs:
    """A plan with 60 outcomes and 300 tables opened; against unpacking and parsing it, and no more."""
    path = folder / "large.docx"
    path.write_bytes(_large(folder))
    if len(open_plan(path).plan.of("outcome")) != OUTCOMES:
        raise ValueError("the large plan was not understood")
    yield from _turns(lambda: open_plan(path), lambda: _parsed(path), runs=9)


# Turns


def _turns(
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    before: Callable[[], object] = lambda: None,
    runs: int = _RUNS,
    clock: Callable[[], float] = time.perf_counter,
) -> Pairs:
    for run in range(runs + 1):
        before()
        pair = _time(ours, clock), _time(floor, clock)
        if run:  # the first warms everything
            yield pair


def _time(action: Callable[[], object], clock: Callable[[], float]) -> float:
    started = clock()
    action()
    return clock() - started


def _replacing(folder: Path, work: Callable[[bytes], bytes]) -> Callable[[], None]:
    """Return an action that reads a file, works on its bytes and replaces it as safely as a plan."""
    path = folder / f"{work.__name__}.docx"
    original = SAMPLE.read_bytes()
    path.write_bytes(original)

    def run() -> None:
        data = work(original)
        base = digest(path.read_bytes())
        save_bytes(
            path, data + b"\0" * (base == digest(data)), base=base, backups=folder / "old", plan_id="b"
        )

    return run


# Theirs


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    return packed.getvalue()


def _python_docx(data: bytes) -> bytes:
    import docx

    packed = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(packed)
    return packed.getvalue()


def _parsed(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name == MAIN:
                parse(data)


# Ours


def _filling(folder: Path) -> Callable[[], None]:
    """Return an action that puts a line into each empty box of the second review, and replaces the file."""
    view = view_of(open_package(SAMPLE.read_bytes()).root)
    spots = [
        cell.spot
        for row in view.tables[-2].rows
        for cell in row.cells
        if is_blank(cell.text) and not cell.merged
    ]

    def filling(data: bytes) -> bytes:
        package = open_package(data)
        view, changes = view_of(package.root), Changes()
        for spot in spots:
            cell = view.tables[spot.table - 1].rows[spot.row - 1].cells[spot.cell - 1]
            put(CellSlot(cell), ["What was said in this place."], Manner(), changes)
        after = rewrite(package, serialise(package.root, package.part(package.main)))
        verify(package, after, package.root, changes)
        return after

    return _replacing(folder, filling)


def _review(plan: Plan) -> Review:
    from tests.meeting.plans import a_review

    review = a_review(2, outcomes=len(plan.of("outcome")))
    return review.model_copy(update={"id": "r-bench", "date": dt.date(2026, 3, 12)})


def _large(folder: Path) -> bytes:
    """Return a new plan of many outcomes, with tables of other things behind it until there are enough."""
    from facilitator.files.plans import new_plan
    from tests.meeting.plans import a_plan

    path = folder / "made.docx"
    new_plan(path, a_plan(outcomes=OUTCOMES, reviews=1))
    package = open_package(path.read_bytes())
    view = view_of(package.root)
    body = package.root[0]
    pattern = view.tables[0].element
    for number in range(TABLES - len(view.tables)):
        table = deepcopy(pattern)
        for text in table.iter(view.names.w("t")):
            text.text = f"Something else {number}"
        body.insert(len(body) - 1, table)
        body.insert(len(body) - 1, body.makeelement(view.names.w("p")))
    return rewrite(package, serialise(package.root, package.part(package.main)))
