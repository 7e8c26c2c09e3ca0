"""A desktop that only notes what it is asked: programs that open and print, and a clipboard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyperclip

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Desktop:
    """What other programs were asked for, a line each; `fails` makes them refuse."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put programs of the usual names first on the path."""
        folder.mkdir()
        self._log, self._fails = folder / "asked", folder / "fails"
        for name in ("xdg-open", "lp"):
            program = folder / name
            program.write_text(
                f'#!/bin/sh\necho "{name} $*" >> "{self._log}"\necho noise\n'
                f'[ -e "{self._fails}" ] && {{ echo "no such thing" >&2; exit 3; }}\nexit 0\n'
            )
            program.chmod(0o700)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
        monkeypatch.setenv("DISPLAY", ":0")
        self.copied = ""
        monkeypatch.setattr(pyperclip, "copy", self._copy)
        monkeypatch.setattr(pyperclip, "paste", lambda: self.copied)

    def _copy(self, text: str) -> None:
        if self._fails.exists():
            raise pyperclip.PyperclipException
        self.copied = text

    def fail(self) -> None:
        """Refuse everything from here."""
        self._fails.touch()

    @property
    def asked(self) -> list[str]:
        """What was asked of the programs."""
        return self._log.read_text().split("\n")[:-1] if self._log.exists() else []
