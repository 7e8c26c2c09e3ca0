"""Hides the developer's own settings from the tests: data folder, time zone, language, colours, size."""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import needs

if TYPE_CHECKING:
    from pathlib import Path

# A shared, busy machine is not a bug: tests that measure time say so themselves.
settings.register_profile("facilitator", deadline=None)
settings.load_profile("facilitator")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for the long campaigns."""
    parser.addoption(
        "--thorough", action="store_true", help="every kill and every damage, not only some of each kind"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only a thorough run has the time for: of what is sampled, all but each n-th case."""
    if config.getoption("--thorough"):
        return
    cases: Counter[str] = Counter()
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        thorough = item.get_closest_marker("thorough") or _is_passed_over(item, cases)
        (left_out if thorough else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _is_passed_over(item: pytest.Item, cases: Counter[str]) -> bool:
    sampled = item.get_closest_marker("sampled")
    if sampled is None or not hasattr(item, "callspec"):
        return False
    test = item.nodeid.partition("[")[0]
    cases[test] += 1
    return bool((cases[test] - 1) % sampled.args[0])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Go on only with what the test says it needs."""
    needs.require(*(name for mark in item.iter_markers("needs") for name in mark.args))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what could not be run and why, whatever else the run shows."""
    told = needs.lines(terminalreporter.getreports("skipped"))
    if told:
        terminalreporter.section("Could not be run here")
        terminalreporter.write("\n".join([*told, ""]))


_OWN_SETTINGS = ("FACILITATOR_", "TEXTUAL", "LC_", "CLICOLOR")
_OWN_SETTING_NAMES = {"NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "LANGUAGE"}


def _is_own_setting(name: str) -> bool:
    if name.startswith("TEXTUAL_SNAPSHOT_"):  # how pytest-textual-snapshot talks to itself
        return False
    return name in _OWN_SETTING_NAMES or name.startswith(_OWN_SETTINGS)


@pytest.fixture(autouse=True)
def hidden_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same environment for every test, and a data folder of its own."""
    for name in filter(_is_own_setting, list(os.environ)):
        monkeypatch.delenv(name)
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "facilitator-data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # where a note of a moved record lies
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm")  # of 16 colours
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(desktop, raising=False)


@pytest.fixture(autouse=True)
def quick_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is waited for only where files are what is tested, and in programs that tests start."""
    if request.path.parent.name != "files":
        monkeypatch.setattr(os, "fsync", os.fstat)  # which still refuses what is no open file


@pytest.fixture(autouse=True, scope="session")
def hidden_time_zone() -> None:
    """The clock of an English school, also for the processes that tests start."""
    os.environ["TZ"] = "Europe/London"
    if hasattr(time, "tzset"):  # Windows has none
        time.tzset()
