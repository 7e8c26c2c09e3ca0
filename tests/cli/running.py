"""Runs a command as a process of its own, as a script or a chair would."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli import main

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

PROJECT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "facilitator.cli")
ENDS_WITHIN_SECONDS = 60
_PRELOADED = (
    "facilitator.cli.check",
    "facilitator.cli.convert",
    "facilitator.cli.export",
    "facilitator.cli.formats",
    "facilitator.cli.new",
    "facilitator.cli.record",
    "facilitator.cli.review",
    "facilitator.cli.show",
    "facilitator.files.plans",
    "facilitator.plain.line_by_line",
    "facilitator.word.plan",
    "facilitator.work.new",
    "facilitator.work.record",
    "facilitator.work.session",
)


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    typed: str = "",
    folder: Path | None = None,
    before: tuple[str, ...] = (),
    **environment: str,
) -> Done:
    """Run a command with typed lines on its standard input, and wait for its end; `before` goes before it."""
    if not before and sys.platform != "win32":
        return _forked([*map(str, arguments)], typed.encode(), folder or PROJECT, surroundings(**environment))
    done = subprocess.run(
        [*before, *COMMAND, *map(str, arguments)],
        input=typed.encode(),
        capture_output=True,
        cwd=folder or PROJECT,
        env=surroundings(**environment),
        timeout=ENDS_WITHIN_SECONDS,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@cache
def _forks() -> ForkServerContext:
    """Return where processes come from that have imported already what commands need: most of a start."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([__name__, *_PRELOADED])
    return forks


def _forked(arguments: list[str], typed: bytes, folder: Path, environment: dict[str, str]) -> Done:
    with tempfile.TemporaryDirectory() as pipes:
        ends = [Path(pipes) / name for name in ("in", "out", "err")]
        ends[0].write_bytes(typed)
        process = _forks().Process(target=_run_here, args=(arguments, ends, folder, environment))
        process.start()
        process.join(ENDS_WITHIN_SECONDS)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"facilitator {' '.join(arguments)} did not end")
        return Done(process.exitcode, *(end.read_text(encoding="utf-8") for end in ends[1:]))


def _run_here(arguments: list[str], ends: list[Path], folder: Path, environment: dict[str, str]) -> None:
    """Be the command: its folder, its environment and its three streams, then its exit code."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    warnings.simplefilter("error")  # as PYTHONWARNINGS has it, which was read before
    ways = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT] * 2)
    for number, (end, way) in enumerate(zip(ends, ways, strict=True)):
        os.dup2(os.open(end, way, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - a descriptor
        for number, (mode, errors) in enumerate((("r", "strict"), ("w", "strict"), ("w", "backslashreplace")))
    )
    sys.argv = ["facilitator", *arguments]
    code = main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def call(*arguments: str | Path) -> Done:
    """Run a command in this process, which is quicker where only its words and its code are looked at."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Done(code, out.getvalue(), err.getvalue())


def record(
    plan: Path, review: object, *options: str | Path, name: str = "review.json", indent: int = 0
) -> Done:
    """Record a review that was held elsewhere, from a file beside the plan."""
    source = plan.with_name(name)
    source.write_text(json.dumps(review, indent=indent or None), encoding="utf-8")
    return call("record", plan, source, *options)


def surroundings(**changes: str) -> dict[str, str]:
    """Return this process's environment, with the project to import and some changes."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "error", **changes}


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the contents of every file in a folder, to see that nothing was changed."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
