"""Missing Debian packages are brought in by root on Debian, and nobody else is troubled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import _debian

APT = """#!/bin/sh
echo "$@" >> "$APT_CALLS"
[ "$1" != "$APT_FAILS" ] || { echo "no mirror" >&2; exit 100; }
[ "$1" != download ] || cp "$APT_PACKAGE" .
"""

PACKAGE = """#!/bin/sh
mkdir -p "$3/usr/share/fonts/one" && echo font > "$3/usr/share/fonts/one/One-Bold.ttf"
echo licence > "$3/usr/share/fonts/one/LICENCE"
"""


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine where root has apt-get, which only writes down its arguments, and one package is missing."""
    apt = tmp_path / "apt-get"
    apt.write_text(APT, encoding="utf-8")
    apt.chmod(0o755)
    written = tmp_path / "calls"
    written.touch()
    missing = _debian.Package("tool", str(tmp_path / "missing"), "a test needs it")
    present = _debian.Package("there", str(apt), "it is there")
    monkeypatch.setattr(_debian, "PACKAGES", (missing, present))
    monkeypatch.setattr(_debian, "FONT_PACKAGES", ())
    monkeypatch.setattr(_debian, "FONTS", tmp_path / "environment" / "test-fonts")
    unpack = tmp_path / "dpkg-deb"
    unpack.write_text(PACKAGE, encoding="utf-8")
    unpack.chmod(0o755)
    (tmp_path / "one.deb").touch()
    monkeypatch.setenv("APT_PACKAGE", str(tmp_path / "one.deb"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("APT_CALLS", str(written))
    monkeypatch.setenv("APT_FAILS", "nothing")
    return written


def test_only_what_is_missing_is_installed(calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _debian.install_missing()
    assert calls.read_text("utf-8").splitlines() == ["update", "install --yes --no-install-recommends tool"]
    assert capsys.readouterr().out == "Installing tool: a test needs it.\n"


def test_a_failure_is_said_and_the_tests_go_on(
    calls: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APT_FAILS", "update")
    _debian.install_missing()
    assert calls.read_text("utf-8").splitlines() == ["update"]
    assert "apt-get update did not work:\nno mirror" in capsys.readouterr().out


@pytest.mark.parametrize("case", ["not root", "not Debian", "nothing missing"])
def test_elsewhere_nothing_happens(
    case: str, calls: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if case == "not root":
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
    elif case == "not Debian":
        monkeypatch.setenv("PATH", "")
    else:
        monkeypatch.setattr(_debian, "PACKAGES", _debian.PACKAGES[1:])
    _debian.install_missing()
    assert calls.read_text("utf-8") == ""
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("is_root", [True, False])
def test_fonts_are_unpacked_beside_the_environment_by_anybody(
    is_root: bool, calls: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_debian, "PACKAGES", ())
    monkeypatch.setattr(_debian, "FONT_PACKAGES", ("fonts-one",))
    monkeypatch.setattr(os, "geteuid", lambda: 0 if is_root else 1000)
    _debian.install_missing()
    assert [path.name for path in _debian.FONTS.rglob("*")] == ["fonts-one", "One-Bold.ttf"]
    assert calls.read_text("utf-8").splitlines() == ["update"] * is_root + ["download fonts-one"]
    assert capsys.readouterr().out == "Fetching fonts for tests: fonts-one.\n"
    _debian.install_missing()
    assert calls.read_text("utf-8").splitlines() == ["update"] * is_root + ["download fonts-one"]


def test_fonts_that_do_not_come_are_said_and_leave_nothing(
    calls: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_debian, "FONT_PACKAGES", ("fonts-one",))
    monkeypatch.setenv("APT_FAILS", "download")
    _debian.install_missing()
    assert "download fonts-one did not work:\nno mirror" in capsys.readouterr().out
    assert list(_debian.FONTS.parent.rglob("*")) == [_debian.FONTS]
    assert calls.read_text("utf-8").splitlines()[-1] == "download fonts-one"
