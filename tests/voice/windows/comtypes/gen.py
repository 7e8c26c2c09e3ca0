"""Stands in for the module that comtypes makes of the speech library."""

from types import SimpleNamespace

SpeechLib = SimpleNamespace(SSFMCreateForWrite=3)
