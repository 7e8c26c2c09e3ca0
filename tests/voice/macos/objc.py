"""Stands in for pyobjc, so that pyttsx3's own driver for macOS runs here; see `AppKit`."""

from collections.abc import Callable
from typing import Any


def python_method(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method as it is."""
    return method


super = super  # noqa: A001, PLW0127 - pyobjc's name
