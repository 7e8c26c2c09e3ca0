"""Two chairs who write into one plan at the same moment, each a process with a data folder of its own.

Run as `two_chairs.py KIND WAY FOLDER RACES`, KIND = native or word, WAY = record or review; prints one JSON
object: how many were told "written", how many were refused, and what was lost. A plan's rename takes 0.2 s,
as on a slow share. (`strace -f -e inject=rename:delay_enter=200000` delays the records' renames, too.)
"""

from __future__ import annotations

import io
import json
import os
import re
import select
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TextIO

from facilitator.cli import main
from facilitator.files import system_calls
from facilitator.files.plans import new_plan
from facilitator.plain.line_by_line import run_review
from facilitator.work.unfinished import PlanIsOpen, come_to_the_plan
from tests.meeting.plans import a_plan
from tests.next_start import taken_up
from tests.word_plans import word_plan, words_in

CHAIRS = ("first", "second")
WRITTEN = re.compile("is written into|is now in")
SLOW = 0.2
NOON = datetime(2027, 3, 12, 14, tzinfo=UTC)
TOLD = ("Somebody else changed this plan", "Somebody else's review", "is written already")


class Race(NamedTuple):
    """What came of one race: the chairs who were told "written", those who were refused, and the trouble."""

    written: list[str]
    refused: list[str]
    trouble: list[str]


def words_of(chair: str, race: int) -> str:
    """What the child says in the meeting of a chair."""
    return f"Said to the {chair} in race {race}."


def a_plan_file(kind: str, folder: Path) -> Path:
    """Write a plan with one review held."""
    folder.mkdir(parents=True)
    if kind == "word":
        return word_plan(folder / "mina.docx")
    return new_plan(folder / "ravi.plan.json", a_plan(reviews=1)).path


_rename = system_calls.replace


def slow_rename(temporary: Path, path: Path) -> None:
    """Rename as a slow share does."""
    time.sleep(SLOW)
    _rename(temporary, path)


class Chair:
    """A process of its own that does something once it is told to go; `end` returns what it said last."""

    def __init__(self, data: Path, work: Callable[[Callable[[], None]], str]) -> None:
        self._ready, ready = os.pipe()
        go, self._go = os.pipe()
        self._said, said = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.environ["FACILITATOR_DATA"] = str(data)
            system_calls.replace = slow_rename

            def wait() -> None:
                os.write(ready, b".")
                os.read(go, 1)

            answer = "died"
            try:
                answer = work(wait)
            except BaseException:  # noqa: BLE001 - it is told to the race
                answer = traceback.format_exc()
            finally:
                os.write(said, answer.encode())
                os._exit(0)
        for end in (ready, go, said):
            os.close(end)

    def wait_until_ready(self) -> None:
        """Wait until it has come to the moment before it writes."""
        os.read(self._ready, 1)

    def go(self) -> None:
        """Let it write."""
        os.write(self._go, b".")

    def has_said(self) -> bool:
        """Whether it has said something, or has ended."""
        return bool(select.select([self._said], [], [], 0.01)[0])

    def end(self) -> str:
        """Return what it said."""
        parts = []
        while part := os.read(self._said, 65536):
            parts.append(part)
        os.waitpid(self._pid, 0)
        for end in (self._ready, self._go, self._said):
            os.close(end)
        return b"".join(parts).decode()


def recording(path: Path, words: str) -> Callable[[Callable[[], None]], str]:
    """Return the work of a chair who writes a review that was held elsewhere."""
    given = path.with_name(f"{abs(hash(words))}.json")
    line = {"text": words, "speaker": "child", "topic": "working"}
    review = {"date": "2027-03-12", "statements": [line]}
    given.write_text(json.dumps(review), encoding="utf-8")

    def work(wait: Callable[[], None]) -> str:
        out = err = io.StringIO()
        sys.stdout, sys.stderr = out, err
        wait()
        code = main(["record", str(path), str(given), "--period", "2"])
        return f"{code} {out.getvalue()}"

    return work


class TypedThenWrite(io.StringIO):
    """Typed lines; it waits before the first that writes."""

    def __init__(self, lines: list[str], wait: Callable[[], None]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._wait: Callable[[], None] | None = wait

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        """Yield each line."""
        for line in iter(self.readline, ""):
            if line.startswith("write") and self._wait is not None:
                self._wait()
                self._wait = None
            yield line


def reviewing(path: Path, words: str, *, takes_over: bool) -> Callable[[Callable[[], None]], str]:
    """Return the work of a chair who holds the review, whether or not another has begun."""
    child = "Mina" if path.suffix == ".docx" else "Ravi"
    lines = ["go to 4", f"{child}: {words}", "end early because tea", "write"]
    # The first is told, at its first try, that the review was taken over; it writes all the same.
    lines = ["take over", *lines] if takes_over else [*lines, "write"]

    def work(wait: Callable[[], None]) -> str:
        target = io.StringIO()
        source: TextIO = TypedThenWrite(lines, wait)
        code = run_review(path, source=source, target=target, now=lambda: NOON)
        return f"{code} {target.getvalue()}"

    return work


def race(kind: str, way: str, folder: Path, number: int) -> Race:
    """Let two chairs write at once, and look at what each was told and what is there."""
    path = a_plan_file(kind, folder / "share")
    chairs = {}
    for chair in CHAIRS:
        data = folder / chair
        words = words_of(chair, number)
        work = (
            recording(path, words)
            if way == "record"
            else reviewing(path, words, takes_over=chair != CHAIRS[0])
        )
        chairs[chair] = Chair(data, work)
        chairs[chair].wait_until_ready()
    for one in chairs.values():
        one.go()
    said = {chair: one.end() for chair, one in chairs.items()}
    return _judged(path, folder, said, number, way)


PATIENCE_SECONDS = 30.0


def two_windows(plan: Path, data: Path) -> list[str]:
    """Let two windows of one computer begin a meeting at the same moment; return what each was told."""

    def window(wait: Callable[[], None]) -> str:
        wait()
        try:
            session = come_to_the_plan(plan, now=lambda: NOON).begin()
        except PlanIsOpen as is_open:
            return is_open.code
        wait()  # the meeting goes on until the other has been answered
        session.journal.path.unlink()
        session.leave()
        return "in"

    windows = [Chair(data, window) for _ in range(2)]
    for one in windows:
        one.wait_until_ready()
    for one in windows:
        one.go()
    return sorted(_answers_of(windows))


def _answers_of(windows: list[Chair]) -> list[str]:
    """Return what two windows say: the one that is let in says it once the other has been answered."""
    waiting, said = list(windows), []
    give_up = time.monotonic() + PATIENCE_SECONDS
    while waiting:
        if time.monotonic() > give_up:  # both were let in, and each waits for the other
            for one in waiting:
                one.go()
        for one in [one for one in waiting if one.has_said()]:
            waiting.remove(one)
            said.append(one.end())
            for other in waiting:
                other.go()
    return said


def _judged(path: Path, folder: Path, said: dict[str, str], number: int, way: str) -> Race:
    held = words_in(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    written = [chair for chair in CHAIRS if WRITTEN.search(said[chair])]
    refused = [chair for chair in CHAIRS if any(words in said[chair] for words in TOLD)]
    trouble = [f"{chair}: told written, and gone" for chair in written if words_of(chair, number) not in held]
    trouble += [f"{chair}: {said[chair][-600:]}" for chair in CHAIRS if chair not in (*written, *refused)]
    if way == "review":
        trouble += [f"{chair}: not offered again" for chair in refused if not _offered(path, folder / chair)]
    trouble += [f"left behind: {one.name}" for one in path.parent.iterdir() if one.name.startswith(".")]
    return Race(written, refused, trouble)


def _offered(path: Path, data: Path) -> bool:
    """Whether a chair who was refused finds the meeting again, as the same review of the plan."""
    os.environ["FACILITATOR_DATA"] = str(data)
    session = taken_up(path)
    if session is None:
        return False
    return session.meeting.minutes.period == 2 and len(session.meeting.minutes.said) == 1


def run(kind: str, way: str, folder: Path, races: int) -> dict[str, object]:
    """Run so many races, and return what they came to."""
    done = [race(kind, way, folder / str(number), number) for number in range(races)]
    return {
        "written": sum(len(one.written) for one in done),
        "refused": sum(len(one.refused) for one in done),
        "trouble": [trouble for one in done for trouble in one.trouble],
    }


if __name__ == "__main__":
    kind, way, folder, races = sys.argv[1:]
    sys.__stdout__.write(json.dumps(run(kind, way, Path(folder), int(races))))  # type: ignore[union-attr]
