"""Removes what this computer keeps of a child, and what is older than a school keeps it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.files import document_id_table, system_calls
from facilitator.files.kept_here import KeptFile, KeptPlan
from facilitator.phrases.os_reason import reason
from facilitator.plan.refusal import Refusal

LONGEST_MONTHS = 1200
"""What is kept for longer is kept for ever: nobody is at school that long."""


class ToForget(NamedTuple):
    """What is to be removed of one plan: all that is kept of it, or only some of its files."""

    kept: KeptPlan
    files: tuple[KeptFile, ...]

    @property
    def is_all(self) -> bool:
        """Whether nothing of the plan is kept then."""
        return len(self.files) == len(self.kept.files)


def all_of(plans: Iterable[KeptPlan]) -> list[ToForget]:
    """Return all that is kept of some plans."""
    return [ToForget(kept, tuple(kept.files)) for kept in plans]


def older_than(plans: Iterable[KeptPlan], months: int, now: datetime) -> list[ToForget]:
    """Return what is older than so many months: whole meetings that were written, and earlier versions."""
    from dateutil.relativedelta import relativedelta

    limit = now - relativedelta(months=min(months, LONGEST_MONTHS))
    found = [ToForget(kept, tuple(kept.older_than(limit))) for kept in plans]
    return [one for one in found if one.files]


def forget(wanted: Sequence[ToForget]) -> list[tuple[Path, str]]:
    """Remove the files, and what the table of Word plans says of a plan of which nothing is left.

    Returns each file that could not be removed, with why. Raises Refusal, and removes nothing, where a
    meeting of one of these plans is going on.
    """
    for one in wanted:
        _refuse_in_use(one)
    left = [(file.path, why) for one in wanted for file in one.files if (why := _removed(file.path))]
    for folder in {file.path.parent for one in wanted for file in one.files}:
        with contextlib.suppress(OSError):
            system_calls.sync_folder(folder)
    kept = {path for path, _ in left}
    whole = [one.kept for one in wanted if one.is_all and not kept & {file.path for file in one.files}]
    _take_from_table(whole)
    for folder in {file.path.parent for one in whole for file in one.files}:
        if folder.name in {*(plan_id for one in whole for plan_id in one.ids), *(one.short for one in whole)}:
            with contextlib.suppress(OSError):  # it holds something that is not ours
                folder.rmdir()
    return left


def _refuse_in_use(one: ToForget) -> None:
    for file in one.files:
        if file.path.suffix == ".journal" and is_in_use(file.path):
            raise Refusal("forget.in-use", names=", ".join(one.kept.called))


def is_in_use(path: Path) -> bool:
    """Whether another program writes to a record now; one that cannot be opened is in nobody's use."""
    try:
        descriptor = system_calls.open_existing(path)
    except OSError:
        return False
    try:
        return not system_calls.try_lock(descriptor)
    except OSError:
        return False
    finally:
        system_calls.close(descriptor)


def _removed(path: Path) -> str:
    """Remove a file; returns why it could not be, or nothing."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return reason(error)
    return ""


def _take_from_table(plans: Sequence[KeptPlan]) -> None:
    if ids := [plan_id for one in plans for plan_id in one.ids]:
        with document_id_table.changing() as known:
            for plan_id in ids:
                known.forget(plan_id)
