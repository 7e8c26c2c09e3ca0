"""What the tests of files share: a plan, a journal's header, small disks, and calls that fail."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Protocol

import pytest

from facilitator.files.journal_lines import Header
from facilitator.plan.plan import Plan
from tests.needs import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class FailingCall(Protocol):
    """Makes a function of `os` raise an error at its nth call, or at each from then on."""

    def __call__(self, name: str, code: int, *, at: int = 1, for_ever: bool = False) -> None:
        """Arm it."""


@pytest.fixture
def header() -> Header:
    return Header(
        plan_id="plan-one",
        base="0" * 64,
        plan_path="/somewhere/one.plan.json",
        writer="facilitator 0.1.0 support-plan",
        review_id="review-1",
        started_at="2026-03-02T14:00:00+00:00",
    )


@pytest.fixture
def plan() -> Plan:
    return Plan.model_validate_json(
        """{"schema_version": 4, "id": "plan-one", "format": "support-plan",
        "children": [{"full_name": "Tomos Ó Briain", "date_of_birth": "2018-04-05"}]}"""
    )


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> FailingCall:
    """Arm a call of `os` to fail; after the test it works again."""

    def arm(name: str, code: int, *, at: int = 1, for_ever: bool = False) -> None:
        real: Callable[..., object] = getattr(os, name)
        calls = 0

        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at or (for_ever and calls > at):
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, call)

    return arm


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a memory disk with the given options; needs root on Linux."""
    require("mount")
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        asked = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        subprocess.run(asked, check=True, capture_output=True)
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)
