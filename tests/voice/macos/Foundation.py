"""Stands in for macOS's Foundation: a run loop that sends what is due only while it is run."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

DUE: list[tuple[float, Callable[[], None]]] = []

NSURL = NSTimer = SimpleNamespace()
NSDefaultRunLoopMode = "default"


class NSObject:
    """The root of all classes."""

    @classmethod
    def alloc(cls) -> Any:
        """Make an object; pyobjc calls no `__init__`."""
        return object.__new__(cls)

    def init(self) -> Any:
        """Return the object."""
        return self


class NSDate:
    """A moment."""

    @staticmethod
    def dateWithTimeIntervalSinceNow_(seconds: float) -> float:
        """Return a moment from now."""
        return time.perf_counter() + seconds


class NSRunLoop:
    """The main thread's loop."""

    @staticmethod
    def currentRunLoop() -> NSRunLoop:
        """Return the loop."""
        return NSRunLoop()

    def runMode_beforeDate_(self, _mode: str, until: float) -> bool:
        """Send what is due until a moment."""
        while (now := time.perf_counter()) < until:
            while DUE and DUE[0][0] <= now:
                DUE.pop(0)[1]()
            time.sleep(0.001)
        return True
