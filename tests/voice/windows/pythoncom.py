"""Stands in for pywin32's event loop."""

from comtypes.client import VOICES


def PumpWaitingMessages() -> None:
    """Send every event that is due."""
    for voice in VOICES:
        voice.pump()
