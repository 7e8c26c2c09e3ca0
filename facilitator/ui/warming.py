"""Loads what the next questions and keys need while people read the first one."""

from __future__ import annotations

from importlib import import_module

from facilitator.files.parsed_prompts import keep

_NEEDED_SOON = (
    "facilitator.dialogue.commands",
    "facilitator.ui.screens.ask",
    "facilitator.ui.picked",
    "facilitator.ui.screens.help",
    "jinja2.sandbox",
)


def warm_up() -> None:
    """Import what would otherwise be imported at the first key that needs it; for a thread."""
    for module in _NEEDED_SOON:
        import_module(module)
    keep()
