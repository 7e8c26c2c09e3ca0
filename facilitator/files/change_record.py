"""What was changed in a plan outside its meetings, by whom and when, as this computer keeps it.

It lies beside the plan's earlier versions, a line a change; by the digests in it a change can be taken back.
A Word form has no place for most of it, and a plan of our own none for an end that was taken back.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from facilitator.files import kept_file
from facilitator.files.folders import backups_path
from facilitator.plan.nouns import HowEnded
from facilitator.plan.refusal import Refusal

NAME = "changes.jsonl"
"""The file of it, beside the earlier versions of a plan."""


class KeptChange(NamedTuple):
    """One change: when and by whom, what it was in words, what stood there before, and the reason.

    `before` and `after` are the digests of the plan file. `back` = it was taken back. `version` = it made
    that one final. `hidden` = what stood there is not told on a screen that others see. `links` = what
    the outcomes of a document were linked to before, which no form has a box for; None = in the plan itself.
    `signed` is a signature that was noted in a document, with all that its form may have no box for.
    `of` is what an item that ended is known by, and `how` it ended; of one that was put back in no way.
    `followed` = it followed up an action; `follow_up` is what was noted of the one that `of` is of, where the
    file has no place for it. `not_shared` = what `of` is of is not for sharing from then on, or is again.
    """

    at: str
    by: str
    what: str
    was: str = ""
    because: str = ""
    before: str = ""
    after: str = ""
    back: bool = False
    version: int = 0
    hidden: bool = False
    links: dict[str, dict[str, list[str]]] | None = None
    of: list[str] | None = None
    how: HowEnded | None = None
    signed: dict[str, object] | None = None
    followed: bool = False
    follow_up: dict[str, str] | None = None
    not_shared: bool | None = None

    @property
    def is_beside(self) -> bool:
        """Whether it changed what is kept beside the plan file alone, which stayed as it was."""
        return self.links is not None and self.before == self.after


def keep_change(plan_id: str, change: KeptChange) -> bool:
    """Keep a change, durably; returns False where this computer has no room for it."""
    path = backups_path(plan_id) / NAME
    try:
        earlier = kept_file.read_or_set_aside(path)
    except OSError:
        return False
    line = json.dumps(change._asdict(), ensure_ascii=False).encode()
    return kept_file.keep(path, b"".join([earlier, line, b"\n"]))


def kept_changes(plan_ids: Iterable[str]) -> list[KeptChange]:
    """Return the changes that are kept of a plan, the oldest first; what cannot be read is none."""
    found = []
    for one in plan_ids:
        lines: list[bytes] = []
        with contextlib.suppress(OSError, ValueError, Refusal):
            lines = kept_file.read(Path(backups_path(one) / NAME)).splitlines()
        for line in lines:
            with contextlib.suppress(ValueError, TypeError, RecursionError):
                found.append(KeptChange(**json.loads(line)))
    return sorted(found, key=lambda change: change.at)


def not_taken_back(changes: Iterable[KeptChange]) -> list[KeptChange]:
    """Return changes without those that were taken back."""
    done: list[KeptChange] = []
    for one in changes:
        if not one.back:
            done.append(one)
            continue
        ends = (one.after, one.before)
        again = (at for at, before in enumerate(done[::-1], 1) if (before.before, before.after) == ends)
        if at := next(again, 0):
            del done[-at]
    return done
