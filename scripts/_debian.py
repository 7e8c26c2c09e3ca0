"""The few Debian packages that tests need: brought in where that is possible, passed over elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A Debian package and the path that shows it is there."""

    name: str
    shown_by: str
    reason: str


PACKAGES = (
    Package("tzdata", "/usr/share/zoneinfo/Europe/London", "tests run in the time zone of an English school"),
    Package("libreoffice-writer-nogui", "/usr/bin/soffice", "it opens the Word plans that tests fill in"),
    Package("pandoc", "/usr/bin/pandoc", "it makes one of the Word forms for tests"),
)


def install_missing() -> None:
    """Install what is missing if this is root on Debian; a test that lacks something still says so itself."""
    missing = [package for package in PACKAGES if not Path(package.shown_by).exists()]
    apt = shutil.which("apt-get")
    if not missing or apt is None or os.geteuid() != 0:
        return
    for package in missing:
        print(f"Installing {package.name}: {package.reason}.", flush=True)
    names = [package.name for package in missing]
    for command in ([apt, "update"], [apt, "install", "--yes", "--no-install-recommends", *names]):
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"{' '.join(command)} did not work:\n{done.stderr.strip()}", flush=True)
            return
