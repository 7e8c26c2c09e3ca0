"""Where the program's own `prompts/` are; apart from the loading, so that words need no models."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def find_prompts() -> Path:
    """Return the folder of the program's own wording: in an installed package, else beside a checkout's."""
    installed = PACKAGE / "prompts"
    return installed if installed.is_dir() else PACKAGE.parent / "prompts"
