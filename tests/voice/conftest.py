"""What the tests of the voice need from this computer."""

from __future__ import annotations

import importlib.util
import sys

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what speaks for real where the extra `voice` is not there, and say so."""
    here = sys.platform == "linux" and importlib.util.find_spec("espeakng_loader") is not None
    if here:
        return
    for item in items:
        if item.get_closest_marker("speaks"):
            item.add_marker(pytest.mark.skip(reason="no espeakng-loader here"))
