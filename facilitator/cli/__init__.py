"""The commands: one small module each, which is loaded when its command runs, and then what it needs."""

from facilitator import garbage_collection

garbage_collection.put_off()
from facilitator.cli.exit_codes import main  # noqa: E402

garbage_collection.take_up()

__all__ = ["main"]
