"""What a test may need of a computer beyond Python, and what is said of the tests that had to go without.

A test names its needs: `@pytest.mark.needs("browser")`, or `require("mount")` while it runs. Where one is
missing the test does not run, and the last lines of the run say which and why. With `CI=true` it fails,
unless nothing that can be installed would change it.
"""

from __future__ import annotations

import ctypes.util
import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).parent.parent
FONTS = Path(sys.prefix) / "test-fonts"
"""Where scripts/_debian.py unpacks fonts for tests."""

WITHOUT = frozenset(os.environ.get("TESTS_WITHOUT", "").replace(",", " ").split())
"""Needs to be taken as missing, to see what a run is without them: `TESTS_WITHOUT=browser`."""

OWN_FAKETIME = "LIBFAKETIME"
"""Names libfaketime where it lies elsewhere than Debian puts it."""

AS_OTHERS: tuple[str, ...] = ()
"""Goes before a command that the modes of files shall stop, which they do not where root gives it."""
if os.name == "posix" and os.geteuid() == 0:
    AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)


class Need(NamedTuple):
    """Something that may not be there."""

    missing: str
    """What to say where it is not, after "because"."""
    is_there: Callable[[], object]
    can_be_brought: bool = True
    """Whether a program to be installed brings it; if not, it is the system that lacks it."""


def browser() -> str:
    """Return the path of a browser that prints without a screen; empty = there is none."""
    return next((path for path in map(shutil.which, _BROWSERS) if path), "")


def _mounts() -> bool:
    """Whether this user may mount a small disk here; tried where nobody else sees it."""
    tried = ("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp")
    return _LINUX and os.geteuid() == 0 and _works(*tried)


def _loops() -> bool:
    return _mounts() and Path("/dev/loop-control").exists() and bool(shutil.which("mkfs.ext4"))


def faketime() -> str:
    """Return the path of the library that gives a program another clock; empty = there is none."""
    own = os.environ.get(OWN_FAKETIME, "")
    found = own or next(map(str, Path("/").glob("usr/lib/*/faketime/libfaketime.so.1")), "")
    return found if Path(found).is_file() else ""


def _modes_stop() -> bool:
    """Whether the modes of files stop this user, or root once its rights are taken away."""
    return _POSIX and _works(*AS_OTHERS, "true")


def _is_checkout() -> bool:
    return _works("git", "-C", str(PROJECT), "rev-parse", "--git-dir")


def _works(*command: str) -> bool:
    """Whether a command is there and ends well."""
    return (
        bool(shutil.which(command[0]))
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


def _has(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


_LINUX = sys.platform.startswith("linux")
_POSIX = os.name == "posix"
_X86 = _LINUX and os.uname().machine == "x86_64"

NEEDS = {
    "browser": Need("there is no browser here that prints (Debian's chromium is one)", browser),
    "pdftotext": Need(
        "there is no pdftotext here (Debian's poppler-utils)", lambda: shutil.which("pdftotext")
    ),
    "fonts": Need(
        "there are no fonts for tests here (scripts/test.py brings them from Debian)",
        lambda: any(FONTS.glob("*/*")),
    ),
    "soffice": Need("there is no LibreOffice here", lambda: shutil.which("soffice")),
    "pandoc": Need("there is no pandoc here", lambda: shutil.which("pandoc")),
    "alsa": Need("the library libasound2 is not here", lambda: ctypes.util.find_library("asound")),
    "pip": Need("this Python has no pip outside environments", lambda: _has("pip")),
    "checkout": Need("this folder is no checkout of git's, or there is no git", _is_checkout),
    "espeak": Need("there is no espeakng-loader here", lambda: _LINUX and _has("espeakng_loader"), _LINUX),
    "miniaudio": Need("there is no miniaudio here", lambda: _LINUX and _has("miniaudio"), _X86),
    "proc": Need("this system has no /proc", lambda: Path("/proc/self").exists(), False),
    "posix": Need("this is Windows", lambda: _POSIX, False),
    "root": Need("only root can give a file to somebody else", lambda: _POSIX and os.geteuid() == 0, False),
    "mount": Need("only root on Linux can mount a small disk, and not everywhere", _mounts, False),
    "loop": Need("only root on Linux with loop devices and mkfs.ext4 can make a disk", _loops, False),
    "strace": Need(
        "there is no strace here (Debian has it)", lambda: _LINUX and shutil.which("strace"), _LINUX
    ),
    "faketime": Need(
        f"there is no libfaketime here (Debian has it; {OWN_FAKETIME} may name it)", faketime, False
    ),
    "modes": Need("nothing here keeps this user from writing everywhere", _modes_stop, False),
}


@functools.cache
def lacks(name: str) -> bool:
    """Whether this computer lacks something, or is to be taken to lack it."""
    return name in WITHOUT or not NEEDS[name].is_there()


def require(*names: str) -> None:
    """Go on only where all of these are there: with a test, or with the module that calls it."""
    for name in filter(lacks, names):
        if os.environ.get("CI") and NEEDS[name].can_be_brought:
            pytest.fail(f"It could not be run, because {NEEDS[name].missing}.", pytrace=False)
        pytest.skip(NEEDS[name].missing, allow_module_level=True)


def lines(skipped: list[pytest.TestReport]) -> list[str]:
    """Return what to say at the end of a run of the tests that could not be run."""
    reasons: dict[str, list[str]] = {}
    for report in skipped:
        told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons.setdefault(told.removeprefix("Skipped: "), []).append(report.nodeid)
    found = []
    for reason, tests in reasons.items():
        found.append(f"{len(tests)} could not be run here, because {reason}:")
        found += [f"  {test}" for test in sorted(tests)]
    return found
