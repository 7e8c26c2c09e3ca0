"""Makes the project's environment and installs the project into it, showing each step.

The stamp is written last and says `unfinished` until then, so that whatever breaks in between (a kill, a full
disk, the lid of a laptop) is noticed by the next start, which makes the environment again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import _command
import _environment
from _progress import Progress
from _trouble import NO_ENVIRONMENTS, NOTHING_WOULD_HELP, SetupError, sentence_for_error, sentence_for_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(_environment.PROJECT)
ENVIRONMENT = Path(_environment.ENVIRONMENT)
STAMP = Path(_environment.STAMP)
LOG = ENVIRONMENT / "facilitator-setup.log"
LOCK = PROJECT / ".venv-lock"

UNFINISHED = '{"unfinished": true}\n'
BASE_PYTHON: str = getattr(sys, "_base_executable", None) or sys.executable
"""The Python outside any environment: this one may be running from the environment to be removed."""


def install(extra: str) -> int:
    """Make the environment ready and return 0; or say in one sentence on stderr why not, and return 1.

    130, the usual code for Ctrl+C, when the user stopped it.
    """
    progress = Progress()
    try:
        with _only_one_at_a_time(progress) as lock:
            # Another start may have done the work while this one waited.
            if not _environment.is_ready(extra):
                _Installation(progress, lock, extra).run()
    except SetupError as trouble:
        return _stop(progress, str(trouble), 1)
    except OSError as trouble:
        return _stop(progress, sentence_for_error(trouble, str(PROJECT)), 1)
    except KeyboardInterrupt:
        return _stop(progress, "Stopped before it was set up: start again when you are ready.", 130)
    return 0


def _stop(progress: Progress, sentence: str, code: int) -> int:
    progress.broken_off()
    progress.say(sentence)
    return code


@contextlib.contextmanager
def _only_one_at_a_time(progress: Progress) -> Iterator[int]:
    """Hold the folder's lock, waiting for another start that has it; gives the lock's descriptor.

    The system lets go of the lock when its last holder ends, however it ends.
    """
    with LOCK.open("a", encoding="utf-8") as file:
        if not _try_lock(file.fileno(), wait=False):
            progress.say("Another window is setting facilitator up: waiting for it.")
            while not _try_lock(file.fileno(), wait=True):
                pass
        yield file.fileno()


def _try_lock(descriptor: int, *, wait: bool) -> bool:
    """Whether the lock was taken; with `wait`, only after some time of trying (POSIX: however long)."""
    try:
        if sys.platform == "win32":
            import msvcrt  # only Windows has it

            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # Windows does not have it

            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # Windows gives up waiting after ten seconds. A file system without locks is used without one.
        return not (wait and sys.platform == "win32")
    return True


class _Installation:
    """One setting up, from whatever is there to a stamped environment."""

    def __init__(self, progress: Progress, lock: int, extra: str) -> None:
        self._progress = progress
        self._lock = lock
        self._extra = extra

    def run(self) -> None:
        """Make the environment if it cannot be used as it is, install into it, and stamp it last."""
        before = UNFINISHED
        if _is_usable():
            self._progress.say(f"Bringing facilitator up to date in {ENVIRONMENT}.")
            before = _text(STAMP)
            STAMP.write_text(UNFINISHED, encoding="utf-8")
        else:
            self._progress.say(f"Setting facilitator up in {ENVIRONMENT} (this happens once).")
            _remove()
            ENVIRONMENT.mkdir()
            STAMP.write_text(UNFINISHED, encoding="utf-8")
            self._make()
        try:
            self._install()
        except SetupError:
            # pip gave up and put back what it had changed: the old project still runs in what is there.
            if before:
                STAMP.write_text(before, encoding="utf-8")
            else:
                STAMP.unlink()  # made by hand, and not to be taken for half-made
            raise
        stamp = _environment.wanted_stamp(self._extra)
        STAMP.write_text(json.dumps(stamp._asdict(), indent=2) + "\n", encoding="utf-8")

    def _make(self) -> None:
        """Make an empty environment, with pip in it where this Python carries pip along."""
        if not _has("venv") or not (_has("ensurepip") or _has("pip")):
            raise SetupError(NO_ENVIRONMENTS)
        options = [] if _has("ensurepip") else ["--without-pip"]
        self._progress.begin("Making an environment")
        self._run([BASE_PYTHON, "-m", "venv", *options, str(ENVIRONMENT)], lambda _line: None)
        self._progress.done()

    def _install(self) -> None:
        """Install the project, editable, with what it needs, and what goes with it where there is that."""
        wanted = {self._extra: ""} if self._extra else _environment.BESIDES
        for extra, without in wanted.items():
            if without:
                self._progress.broken_off()
                self._progress.say(f"Setting facilitator up without {without}: parts were not found.")
            try:
                self._install_with(extra)
            except SetupError as trouble:
                if extra == [*wanted][-1] or str(trouble) in NOTHING_WOULD_HELP:
                    raise
            else:
                return

    def _install_with(self, extra: str) -> None:
        parts = 0

        def read(line: str) -> None:
            nonlocal parts
            if line.startswith(
                ("Collecting ", "Obtaining ", "Processing ", "Requirement already satisfied: ")
            ):
                parts += 1
                self._progress.tick(str(parts))
            elif line.startswith("Installing collected packages: "):
                self._progress.done(str(parts))
                self._progress.begin(f"Installing {line.count(',') + 1} of them")

        what = f"{PROJECT}[{extra}]" if extra else str(PROJECT)
        self._progress.begin("Fetching the parts")
        options = ["--progress-bar", "off", "--only-binary", _environment.ONLY_WHEELS]
        self._run([*_pip(), "install", *options, "--editable", what], read)
        self._progress.done()

    def _run(self, command: list[str], read: Callable[[str], None]) -> None:
        """Run a command with its output in the log, giving `read` each line; raise if it fails."""
        lines: list[str] = []
        with (
            LOG.open("a", encoding="utf-8") as log,
            _command.running(command, _settings(), self._lock) as process,
        ):
            for line in _command.lines(process):
                if line is None:
                    self._progress.tick()
                    continue
                lines.append(line)
                log.write(line)
                read(line)
        if process.returncode:
            raise SetupError(sentence_for_output("".join(lines), str(PROJECT), str(LOG)))


def _is_usable() -> bool:
    """Whether the environment can be installed into as it is.

    It can when it is finished and for this Python and folder, or when somebody else made it whole.
    """
    if not Path(_environment.tool("python")).exists():
        return False
    if STAMP.exists():
        stamp = _environment.read_stamp()
        return stamp is not None and stamp[:2] == _environment.wanted_stamp()[:2]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    made_for = f"version = {version}." in _text(ENVIRONMENT / "pyvenv.cfg")
    return made_for and any(ENVIRONMENT.glob("[Ll]ib/**/site-packages/pip/__main__.py"))


def _remove() -> None:
    """Remove an environment that cannot be used; raise if `.venv` is something else."""
    if not ENVIRONMENT.exists():
        return
    is_environment = STAMP.exists() or (ENVIRONMENT / "pyvenv.cfg").exists()
    if ENVIRONMENT.is_symlink() or not ENVIRONMENT.is_dir():
        is_environment = False
    elif not is_environment and not any(ENVIRONMENT.iterdir()):
        is_environment = True  # killed before the stamp was written
    if not is_environment:
        raise SetupError(f"{ENVIRONMENT} is in the way and was not made here: move it and start again.")
    shutil.rmtree(ENVIRONMENT)


def _text(path: Path) -> str:
    """The file's text; nothing if it is not there."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _has(module: str) -> bool:
    """Whether this Python has the module: Debian's lacks ensurepip without python3-venv."""
    return importlib.util.find_spec(module) is not None


def _pip() -> list[str]:
    """The environment's own pip, or else this Python's, working on the environment."""
    python = _environment.tool("python")
    if any(ENVIRONMENT.glob("[Ll]ib/**/site-packages/pip/__main__.py")):
        return [python, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", python]


def _settings() -> dict[str, str]:
    """Variables for pip: the user's own, and what a run that nobody can answer needs."""
    quick_to_give_up = {"PIP_RETRIES": "2", "PIP_DEFAULT_TIMEOUT": "20"}
    return {
        **quick_to_give_up,
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",  # set in some systems' pip.conf, and refused inside an environment
        "PYTHONUTF8": "1",
    }
