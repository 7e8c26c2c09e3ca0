"""The commands: one small module each, which is loaded when its command runs, and then what it needs."""

from facilitator.cli.running import main

__all__ = ["main"]
