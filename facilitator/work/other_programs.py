"""Hands a file or words to other programs of this computer: to open it, to print it, to paste them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from facilitator.plan.refusal import Refusal

_SECONDS = 5
"""How long a program may take to say that it cannot; by then it is at work."""

_AT_WORK: list[subprocess.Popen[bytes]] = []
"""Programs that were started and go on; nothing waits for them."""


def can_open() -> bool:
    """Whether this computer has a desktop on which a file can be opened."""
    return sys.platform == "win32" or _opener() is not None


def can_print() -> bool:
    """Whether a PDF can be sent to a printer from here."""
    return sys.platform == "win32" or shutil.which("lp") is not None


def open_file(path: Path) -> None:
    """Open a file, or a folder, with the program that the desktop has for it; raises Refusal."""
    if sys.platform == "win32":
        _start(path, "open", "papers.not-opened")
    else:
        _run([_opener() or "xdg-open", str(path.absolute())], path, "papers.not-opened")


def print_file(path: Path) -> None:
    """Send a PDF to the usual printer; raises Refusal."""
    if sys.platform == "win32":
        _start(path, "print", "papers.not-printed")
    else:
        _run(["lp", "--", str(path.absolute())], path, "papers.not-printed")


def copy_words(text: str) -> None:
    """Put a text where the next "paste" takes it from; raises Refusal where it does not stand there then."""
    import pyperclip

    try:
        pyperclip.copy(text)
        there = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError) as error:
        raise Refusal("papers.not-copied") from error
    if there.split() != text.split():
        raise Refusal("papers.not-copied")


def _opener() -> str | None:
    """Return what opens a file on this desktop; None = there is no desktop."""
    if sys.platform == "darwin":
        return "open"
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def _start(path: Path, verb: str, code: str) -> None:
    if sys.platform == "win32":
        try:
            os.startfile(path.absolute(), verb)  # noqa: S606 - what the desktop has for it
        except OSError as error:
            raise Refusal(code, path=path, problem=error.strerror) from error


def _run(command: list[str], path: Path, code: str) -> None:
    """Run a program with nothing of it on this screen; what it says of a failure is told.

    It goes on when this program ends: so its words go into a file, as a pipe would break under it.
    """
    with TemporaryFile() as said:
        try:
            program = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        except OSError as error:
            raise Refusal(code, path=path, problem=error.strerror) from error
        try:
            failed = program.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            _AT_WORK.append(program)
            return
        said.seek(0)
        problem = " ".join(said.read().decode(errors="replace").split())
    if failed:
        raise Refusal(code, path=path, problem=problem or str(failed))
