"""A drive that takes nothing while it is failing, as a full one does: every sync under its folder fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.files import system_calls
from tests.needs import require

if TYPE_CHECKING:
    import pytest


class FailingDrive:
    """Fails what is written under a folder for as long as `failing` is set; other drives are well."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        require("proc")  # it tells which file a descriptor is of
        self.failing = True
        self._folder = str(folder)
        self._real = system_calls.sync
        monkeypatch.setattr(system_calls, "sync", self._sync)

    def _sync(self, descriptor: int) -> None:
        if self.failing and str(Path(f"/proc/self/fd/{descriptor}").readlink()).startswith(self._folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._real(descriptor)
