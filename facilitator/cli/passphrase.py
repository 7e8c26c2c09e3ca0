"""Asks for the passphrase of this computer's keys, once a run, before anything is drawn."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.plain.lines_in_and_out import Lines

FILE = "FACILITATOR_PASSPHRASE_FILE"
"""The environment variable that names a file with the passphrase, for scripts."""

_TRIES = 3


def unlock() -> None:
    """Open this computer's keys where it has any; raises Refusal, also where nobody can be asked."""
    from facilitator.files import keys

    if not keys.is_locked():
        return
    if os.environ.get(FILE):
        keys.unlock(_in_file())
        return
    with by_hand() as lines:
        lines.say("encryption.ask")
        for tries_left in reversed(range(_TRIES)):
            typed = lines.ask(hidden=True)
            if not typed:
                raise Refusal("encryption.not-asked")
            try:
                keys.unlock(typed)
            except Refusal as refusal:
                if refusal.code != "encryption.wrong-passphrase" or not tries_left:
                    raise
                lines.say("encryption.again")
            else:
                return


def new_passphrase() -> str:
    """Return a passphrase that was typed twice; raises Refusal."""
    from facilitator.work.keys import SHORTEST, refuse_short

    if os.environ.get(FILE):
        return _in_file()
    with by_hand() as lines:
        lines.say("encryption.new", least=SHORTEST)
        first = lines.ask(hidden=True) or ""
        refuse_short(first)
        lines.say("encryption.new-again")
        if lines.ask(hidden=True) != first:
            raise Refusal("encryption.not-the-same")
    return first


@contextmanager
def by_hand() -> Iterator[Lines]:
    """Talk with whoever is at the terminal; raises Refusal where nobody is."""
    from facilitator.plain.lines_in_and_out import Lines

    with Lines.between(sys.stdin, sys.stdout) as lines:
        if not lines.by_hand:
            raise Refusal("encryption.nobody-asks", variable=FILE)
        yield lines


def _in_file() -> str:
    from facilitator.files import os_errors
    from facilitator.plan.letters import typed

    path = Path(os.environ[FILE])
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return typed(stream.readline()).strip()
    except OSError as error:
        raise os_errors.read_refusal(error, path) from error
