"""What is printed after a fault of ours: where it was, and nothing that anybody said."""

from __future__ import annotations

import traceback
from pathlib import Path

from facilitator.ui.first_words import first_words

_SHOWN = 6


def report(error: BaseException | None) -> list[str]:
    """Return the lines to print: a sentence, the kind of error, and places in the program.

    The error's own message and all variables are left out, because they may hold a child's words.
    """
    lines = [first_words("crash") or "Something went wrong in the program."]
    if error is not None:
        lines.append(type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)[-_SHOWN:]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return lines
