"""Stands in for pyobjc's way to stop an event loop."""


class PyObjCAppHelperRunLoopStopper:
    """Stops a run loop."""


def stopEventLoop() -> None:
    """Do nothing."""
