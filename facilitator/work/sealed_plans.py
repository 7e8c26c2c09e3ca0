"""A native plan that is kept encrypted: made so, made plain again, and closed to who was a reader before.

A crash half way leaves two files that say the same, and a second try removes the old one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from facilitator.files import os_errors, system_calls
from facilitator.files.atomic_saving import Conflict, digest, save_bytes, saving
from facilitator.files.meeting_lock import MeetingLock, PlanIsOpen
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import ENDING as NATIVE
from facilitator.files.plans import SEALED_ENDING, is_word_name, open_plan, read_bytes
from facilitator.files.rights import give_rights_of
from facilitator.plan.refusal import Refusal
from facilitator.work.keys import kept_or_refused
from facilitator.work.session import local_now


def encrypt_plan(path: Path, prompts: Path | None = None) -> Path:
    """Put an encrypted file in the place of a native plan, and return it; raises Refusal.

    The plain one is removed once the other is on the disk and was read back.
    """
    if is_word_name(path.name):
        raise os_errors.of_file("encryption.word-plan", path)
    kept_or_refused()
    return _in_place_of(path, NATIVE, SEALED_ENDING, prompts)


def decrypt_plan(path: Path, prompts: Path | None = None) -> Path:
    """Put a plain file in the place of an encrypted native plan, and return it; raises Refusal."""
    return _in_place_of(path, SEALED_ENDING, NATIVE, prompts)


def renew_plan(path: Path, prompts: Path | None = None) -> None:
    """Encrypt a plan for the readers of today alone: who was removed cannot open it any more."""
    _refuse_ending(path, SEALED_ENDING)
    with _alone_with(path, prompts) as opened:
        save_bytes(
            path,
            _as_opened(path, opened),
            base=opened.base,
            backups=None,
            plan_id=opened.plan.id,
            readers_stay=False,
        )


def _in_place_of(path: Path, ending: str, other: str, prompts: Path | None) -> Path:
    path = Path(os.path.realpath(path))
    _refuse_ending(path, ending)
    target = path.with_name(path.name[: -len(ending)] + other)
    with _alone_with(path, prompts) as opened, saving(path) as check_lock:
        data = _as_opened(path, opened)
        if not target.exists() or read_bytes(target) != data:  # else a crash came between the two steps
            save_bytes(target, data, base=None, backups=None, plan_id=opened.plan.id)
        open_plan(target, prompts)
        try:
            give_rights_of(path, target)
            check_lock()
            _as_opened(path, opened)
            path.unlink()
            system_calls.sync_folder(path.parent)
        except OSError as error:
            raise os_errors.refusal("encryption.old-one-stays", error, path, path.parent) from error
    return target


def _refuse_ending(path: Path, ending: str) -> None:
    if not path.name.lower().endswith(ending):
        raise os_errors.of_file("encryption.wrong-ending", path, ending=ending)


def _as_opened(path: Path, opened: OpenPlan) -> bytes:
    """Return what the file of a plan says; raises Conflict where that is not what was opened."""
    data = read_bytes(path)
    if digest(data) != opened.base:
        raise Conflict("file.changed-elsewhere", path=path, found=digest(data))
    return data


@contextlib.contextmanager
def _alone_with(path: Path, prompts: Path | None) -> Iterator[OpenPlan]:
    """Hold a plan while nobody has its meeting open; raises Refusal."""
    opened = open_plan(path, prompts)
    try:
        lock = MeetingLock.of(opened, local_now())
    except PlanIsOpen as is_open:
        raise Refusal("edit.is-open") from is_open
    try:
        yield opened
    finally:
        lock.let_go()
