#!/usr/bin/env python3
"""How fast the program is, each figure against a floor measured in the same run.

    .venv/bin/python scripts/bench.py            # all figures
    .venv/bin/python scripts/bench.py frame key  # those whose name holds a word

A figure and its floor take turns, and the ratio is taken pair by pair, so that a busy machine slows both.
Starts are measured in CPU time, which a busy machine changes least.
Terminal figures run the real program on a pseudo-terminal; drawing its output is part of both sides.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import _bench_voice  # noqa: E402
from tests.terminal import Terminal  # noqa: E402  the project is not on the path before

START = [sys.executable, "-c", "import sys; from facilitator.cli import main; sys.exit(main())"]
FLOOR_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Input, Label

class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("READY-MARK")
        yield Input()

Floor().run()
"""
FIRST_QUESTION = "What is the date of the meeting?"
LETTERS = "the hall is loud"


@dataclass(frozen=True)
class Figure:
    """Pairs of (ours, floor) in seconds of one thing; `aim` is a ratio, milliseconds of ours, or none."""

    name: str
    floor: str
    aim: float | None
    pairs: Callable[[Path], Iterator[tuple[float, float]]]
    in_milliseconds: bool = False


# A real terminal


def _plan_file(folder: Path, name: str = "bench") -> Path:
    from facilitator.files.plans import new_plan
    from tests.meeting.plans import a_plan

    path = folder / f"{name}.plan.json"
    if not path.exists():
        plan = a_plan(reviews=1).model_copy(update={"id": f"p-{name}"})
        new_plan(path, plan)
    return path


def _until(terminal: Terminal, text: str) -> float:
    terminal.wait_for(text)
    return time.perf_counter()


def _first_seen(command: list[str], text: str, kept: Path | None = None) -> float:
    """Return the CPU time until a text is on the screen; then wait for a file that is kept, if any."""
    with Terminal(command, columns=100, rows=30) as terminal:
        terminal.wait_for(text)
        used = time.clock_gettime(~terminal.pid << 3 | 2)  # the clock of all threads of another process
        if kept is not None:
            terminal.wait_until(lambda _: kept.exists(), f"{kept} kept")
        return used


def _starts(folder: Path, until: str, runs: int = 9) -> Iterator[tuple[float, float]]:
    """Start until a text is seen; no text stands for the plan's own name, which the first frame has."""
    from facilitator.files.folders import parsed_prompts_path

    floor = folder / "floor.py"
    floor.write_text(FLOOR_APP, encoding="utf-8")
    for run in range(runs + 1):
        plan = _plan_file(folder, f"start{run}-{len(until)}")
        kept = None if run else parsed_prompts_path()
        pair = (
            _first_seen([*START, "review", str(plan)], until or plan.name, kept),
            _first_seen([sys.executable, str(floor)], "READY-MARK"),
        )
        if run:  # the first warms the caches
            yield pair


def _first_frame(folder: Path) -> Iterator[tuple[float, float]]:
    yield from _starts(folder, "")


def _first_question(folder: Path) -> Iterator[tuple[float, float]]:
    yield from _starts(folder, FIRST_QUESTION)


def _letters(folder: Path) -> Iterator[tuple[float, float]]:
    floor = folder / "floor.py"
    floor.write_text(FLOOR_APP, encoding="utf-8")
    plan = _plan_file(folder, "letters")
    with (
        Terminal([*START, "review", str(plan)], columns=100, rows=30) as ours,
        Terminal([sys.executable, str(floor)], columns=100, rows=30) as theirs,
    ):
        ours.wait_for(FIRST_QUESTION)
        theirs.wait_for("READY-MARK")
        for end in range(1, len(LETTERS) + 1):
            wanted = LETTERS[:end].rstrip()
            if LETTERS[end - 1] == " ":
                ours.type(" ")
                theirs.type(" ")
                continue
            yield _typed(ours, LETTERS[end - 1], wanted), _typed(theirs, LETTERS[end - 1], wanted)


def _typed(terminal: Terminal, letter: str, wanted: str) -> float:
    started = time.perf_counter()
    terminal.type(letter)
    return _until(terminal, wanted) - started


def _next_turn(folder: Path) -> Iterator[tuple[float, float]]:
    """Answer to settled: from the key until the next question stands and nothing more is drawn."""
    floor = folder / "floor.py"
    floor.write_text(FLOOR_APP, encoding="utf-8")
    plan = _plan_file(folder, "turns")
    with (
        Terminal([*START, "review", str(plan)], columns=100, rows=30) as ours,
        Terminal([sys.executable, str(floor)], columns=100, rows=30) as theirs,
    ):
        ours.wait_for(FIRST_QUESTION)
        theirs.wait_for("READY-MARK")
        for letter in "abcdefghijklmnopqrst":
            yield _settled(ours, "tab"), _settled(theirs, letter)


def _settled(terminal: Terminal, key: str, quiet: float = 0.2) -> float:
    """Return the time from a key to the last byte before a pause of `quiet` seconds."""
    seen = before = len(terminal.output)
    started = last = time.perf_counter()
    terminal.press(key)
    while seen == before or time.perf_counter() - last < quiet:
        if len(terminal.output) > seen:
            seen, last = len(terminal.output), time.perf_counter()
        terminal.take_in(seconds=quiet / 10)
    return last - started


# Files


def _durable(folder: Path) -> Iterator[tuple[float, float]]:
    from facilitator.files.plans import open_plan
    from facilitator.meeting.event_json import to_json
    from facilitator.meeting.events import LineSaid
    from facilitator.work.session import Session

    session = Session.begin(open_plan(_plan_file(folder, "durable")))
    said = LineSaid(turn="child.hard", speaker="child", text="The hall is too loud when we eat. " * 8)
    event = session.take_in(said)
    data = str(to_json(event)).encode()
    descriptor = os.open(folder / "floor.bin", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for _ in range(300):
        started = time.perf_counter()
        session.make_durable(event)
        ours = time.perf_counter() - started
        started = time.perf_counter()
        os.write(descriptor, data)
        os.fsync(descriptor)
        yield ours, time.perf_counter() - started
    os.close(descriptor)
    session.leave()


def _long_plan(folder: Path) -> Path:
    from facilitator.files.plans import new_plan
    from tests.meeting.plans import a_plan, a_review

    path = folder / "long.plan.json"
    if not path.exists():
        reviews = [a_review(period, outcomes=48) for period in range(1, 4)]
        plan = a_plan(outcomes=48).model_copy(update={"reviews": reviews, "id": "p-long"})
        new_plan(path, plan)
    return path


def _loaded(folder: Path) -> Iterator[tuple[float, float]]:
    from facilitator.files.plans import open_plan
    from facilitator.plan.plan import Plan

    path = _long_plan(folder)
    for _ in range(40):
        yield _time(lambda: open_plan(path)), _time(lambda: Plan.model_validate_json(path.read_bytes()))


def _saved(folder: Path) -> Iterator[tuple[float, float]]:
    from facilitator.files.plans import open_plan, save_plan

    opened = open_plan(_long_plan(folder))
    floor = folder / "floor.json"
    for _ in range(40):
        ours = _time(lambda: save_plan(opened, opened.plan))
        yield ours, _time(lambda: _bare_save(floor, opened.plan.model_dump_json(indent=2).encode()))


def _bare_save(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _time(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


# In files of their own


def _of(place: str) -> Callable[[Path], Iterator[tuple[float, float]]]:
    """Return a figure of another file, as FILE.NAME; what it needs is loaded when it is measured."""
    file, _, name = place.partition(".")

    def pairs(folder: Path) -> Iterator[tuple[float, float]]:
        measured: Iterator[tuple[float, float]] = getattr(import_module(f"_bench_{file}"), name)(folder)
        return measured

    return pairs


# Long meetings


def _taken_up(folder: Path) -> Iterator[tuple[float, float]]:
    import _bench_long

    yield from _bench_long.taken_up(folder)


def _one_more_line(folder: Path) -> Iterator[tuple[float, float]]:
    import _bench_long

    yield from _bench_long.one_more_line(folder)


FIGURES = [
    Figure("first frame of a review", "an empty Textual app", 1.3, _first_frame),
    Figure("first question readable", "an empty Textual app", 2.0, _first_question),
    Figure("typed letter to paint (key)", "an empty Textual app", 1.5, _letters),
    Figure("answer to next turn settled", "a letter in an empty app", 50, _next_turn, in_milliseconds=True),
    Figure("event durable", "append + fsync", 1.5, _durable),
    Figure("long: 5,000 events taken up", "ten times 500 events", 1.5, _taken_up),
    Figure("long: a line after 2,000", "a line after 20", 10, _one_more_line, in_milliseconds=True),
    Figure("plan of 144 looks at outcomes loaded", "bare pydantic", None, _loaded),
    Figure("the same plan saved safely", "bare pydantic, write + fsync", None, _saved),
    Figure(
        "word file filled, verified",
        "zip rewrite, replaced as safely",
        2,
        _of("word.filled_and_zipped"),
    ),
    Figure("the same word file", "python-docx open + save", 1, _of("word.filled_and_python_docx")),
    Figure(
        "word plan read, reviewed, saved",
        "zip rewrite, replaced as safely",
        None,
        _of("word.reviewed"),
    ),
    Figure(
        "the same word plan, CPU time",
        "zip rewrite, the same",
        None,
        _of("word.reviewed_in_cpu_time"),
    ),
    Figure("the same word plan", "python-docx open + save", None, _of("word.reviewed_and_python_docx")),
    Figure(
        "word plan of 300 tables opened",
        "unzip + parse",
        1000,
        _of("word.large_opened"),
        in_milliseconds=True,
    ),
    Figure("paper: a long page as PDF", "bare typst, the same page", 1.3, _of("paper.pdf_and_typst")),
    Figure(
        "paper: the same in plain elements",
        "its words in bare typst",
        None,
        _of("paper.pdf_and_plain"),
    ),
    Figure(
        "paper: the whole set, CPU time",
        "typst, its PDFs alone",
        5000,
        _of("paper.set_and_its_pdfs"),
        in_milliseconds=True,
    ),
    Figure(
        "voice: key to first word, strict",
        "eSpeak's first samples",
        None,
        _bench_voice.first_word_and_samples,
    ),
    Figure("voice: key to first word", "eSpeak, the sentence", 1.3, _bench_voice.first_word_and_sentence),
    Figure(
        "voice: key to first word, device",
        "eSpeak, the sentence",
        50,
        _bench_voice.first_word_with_a_device,
        in_milliseconds=True,
    ),
    Figure(
        "voice: stop to silence",
        "a pipe and back",
        50,
        _bench_voice.stop_to_silence,
        in_milliseconds=True,
    ),
    Figure("voice: start with it off", "without its code", 1.05, _bench_voice.start_with_the_voice_off),
    Figure(
        "pictures: key to paint, twelve",
        "the same without",
        1.5,
        _of("pictures.key_with_and_without"),
    ),
    Figure(
        "pictures: the first one drawn",
        "read from where it is kept",
        100,
        _of("pictures.first_picture_and_kept"),
        in_milliseconds=True,
    ),
    Figure("pictures: start with the extra", "without it", 1.05, _of("pictures.start_with_the_extra")),
]


SCREENS = {60: 45, 45: 34, 30: 24}
"""The most screens that a smooth meeting of so many minutes may have after its set-up."""


def _print_screens() -> None:
    """Count the screens of the shortest meeting of each length, and the minutes that the room needs."""
    from facilitator.script.loading import load_script
    from facilitator.script.rules.length import MOST
    from facilitator.script.shortest_meeting import shortest_meeting

    script = load_script("support-plan")
    for agenda in script.format.agendas:
        pages = shortest_meeting(script.format, script.segments, agenda)
        is_open, minutes = sum(page.is_open for page in pages), sum(page.seconds for page in pages) / 60
        most = SCREENS.get(agenda.minutes)
        over = minutes > agenda.minutes * MOST or (most is not None and len(pages) > most)
        print(
            f"{f'screens of {agenda.minutes} minutes':34} {len(pages):9} ({is_open} open), at most {most}; "
            f"{minutes:.0f} minutes of talk, at most {agenda.minutes * MOST:.0f}{'  over' if over else ''}"
        )


def main(words: list[str]) -> int:
    """Measure and print the figures whose names hold one of the words, or all; the exit code is 0."""
    folder = Path(tempfile.mkdtemp(prefix="facilitator-bench-"))
    # A setting of a developer's: with it our code would be compiled anew at every start, as nobody's is.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["FACILITATOR_DATA"] = str(folder / "data")
    print(f"{'figure':34} {'ours':>9} {'floor':>9} {'ratio':>7}  {'aim':>9}  against")
    try:
        for figure in FIGURES:
            if not words or any(word in figure.name for word in words):
                _print(figure, list(figure.pairs(folder)))
        if not words or "screens" in words:
            _print_screens()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _print(figure: Figure, pairs: list[tuple[float, float]]) -> None:
    ours = statistics.median(pair[0] for pair in pairs) * 1000
    floor = statistics.median(pair[1] for pair in pairs) * 1000
    ratio = statistics.median(mine / other for mine, other in pairs)
    reached = ours if figure.in_milliseconds else ratio
    aim = "" if figure.aim is None else f"{figure.aim:g}{' ms' if figure.in_milliseconds else 'x'}"
    mark = "" if figure.aim is None or reached <= figure.aim else "  over"
    print(
        f"{figure.name:34} {ours:6.2f} ms {floor:6.2f} ms {ratio:6.2f}x  {aim:>9}  {figure.floor}{mark}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
