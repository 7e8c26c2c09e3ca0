"""The file of what prompts say, in the data folder: nothing is lost with it, it is made again."""

from __future__ import annotations

import stat
from contextlib import suppress

from facilitator.files import system_calls
from facilitator.files.folders import data_folder, parsed_prompts_path
from facilitator.plan.refusal import Refusal
from facilitator.script.parsed_prompts import parsed

MOST_BYTES = 8 * 1024 * 1024
"""What is larger is none of ours; the program's own prompts take a fiftieth of it."""


def take_up() -> None:
    """Begin with what an earlier start read, as far as there is anything."""
    path = parsed_prompts_path()
    with suppress(OSError):
        there = path.stat()
        if stat.S_ISREG(there.st_mode) and there.st_size <= MOST_BYTES:
            parsed().learn(system_calls.read_all(path))


def keep() -> None:
    """Keep what was read anew for the next start; a disk that does not take it makes that one slower only."""
    now = parsed()
    if now.is_new:
        with suppress(OSError, Refusal):
            data_folder()
            system_calls.put(parsed_prompts_path(), now.as_bytes())
            now.is_new = False
