"""What tests need from Debian: brought in where that is possible, passed over elsewhere.

Programs are installed, by root. Fonts are only unpacked beside the environment, so that no other program on
this computer sees a font it did not have before. A test that lacks something says so: tests/needs.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import _environment


class Package(NamedTuple):
    """A Debian package and the path that shows it is there."""

    name: str
    shown_by: str
    reason: str


PACKAGES = (
    Package("tzdata", "/usr/share/zoneinfo/Europe/London", "tests run in the time zone of an English school"),
    Package("libreoffice-writer-nogui", "/usr/bin/soffice", "it opens the Word plans that tests fill in"),
    Package("pandoc", "/usr/bin/pandoc", "it makes one of the Word forms for tests"),
    Package("chromium", "/usr/bin/chromium", "it prints the child's letter"),
    Package("poppler-utils", "/usr/bin/pdftotext", "it reads what was printed"),
    Package("strace", "/usr/bin/strace", "it lets each system call of a save fail"),
)

TESTS = Path(_environment.PROJECT) / "tests"
FONTS = Path(_environment.ENVIRONMENT) / "test-fonts"

FONT_PACKAGES = (
    # Arial's widths, and the fonts that every Debian has.
    "fonts-liberation",
    "fonts-dejavu-core",
    # Arabic, Urdu (also sloping, with tall lines), Indian and African scripts, and many more.
    "fonts-noto-core",
    # Chinese, Japanese and Korean.
    "fonts-wqy-microhei",
    # Every letter as wide as the next, for all of Unicode.
    "fonts-unifont",
    # Broad letters.
    "fonts-opendyslexic",
    "fonts-freefont-ttf",
)


def install_missing() -> None:
    """Install the programs that are missing if this is root on Debian, and unpack the fonts for the tests."""
    apt = shutil.which("apt-get")
    if apt is None or not TESTS.is_dir():
        return
    missing = [package for package in PACKAGES if not Path(package.shown_by).exists()]
    wanted = [name for name in FONT_PACKAGES if not (FONTS / name).exists()]
    is_root = os.geteuid() == 0
    if is_root and (missing or wanted) and not _done(apt, "update"):
        return
    if is_root and missing:
        for package in missing:
            print(f"Installing {package.name}: {package.reason}.", flush=True)
        _done(apt, "install", "--yes", "--no-install-recommends", *(package.name for package in missing))
    if wanted:
        print(f"Fetching fonts for tests: {', '.join(wanted)}.", flush=True)
        for name in wanted:
            _unpack_fonts(apt, name)


def _unpack_fonts(apt: str, name: str) -> None:
    """Put the font files of a package into a folder of its name; it is there whole, or not at all."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FONTS.parent) as work:
        if not _done(apt, "download", name, folder=work):
            return
        files = Path(work, "files")
        for package in Path(work).glob("*.deb"):
            if not _done("dpkg-deb", "--extract", str(package), str(files)):
                return
        found = Path(work, "found")
        found.mkdir()
        for font in files.rglob("*.[ot]t[cf]"):
            if font.is_file() and not font.is_symlink():
                font.rename(found / font.name)
        if any(found.iterdir()):
            found.rename(FONTS / name)


def _done(*command: str, folder: str | None = None) -> bool:
    """Run a command and return whether it worked; say what it says if not."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{' '.join(command)} did not work:\n{done.stderr.strip()}", flush=True)
    return not done.returncode
