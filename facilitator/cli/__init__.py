"""The commands: one small module each, which is loaded when its command runs, and then what it needs."""

import gc

gc.disable()  # no garbage is made while a program loads, and looking for it takes a tenth of the time
from facilitator.cli.exit_codes import main  # noqa: E402

gc.enable()

__all__ = ["main"]
