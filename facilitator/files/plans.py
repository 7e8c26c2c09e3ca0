"""Open, save and list native plan files, `NAME.plan.json`."""

from __future__ import annotations

import contextlib
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.files import plan_text, troubles
from facilitator.files.folders import backups_folder
from facilitator.files.saving import digest, save_bytes, sweep
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.files.saving import Lock
    from facilitator.plan.models import Plan

ENDING = ".plan.json"
MOST_BYTES = 8 * 1024 * 1024

_WORD = (".docx", ".doc", ".docm", ".odt", ".rtf")


@dataclass(frozen=True)
class OpenPlan:
    """A plan and the file it came from; `base` is the digest of the file's bytes."""

    path: Path
    plan: Plan
    base: str


def open_plan(path: Path) -> OpenPlan:
    """Read a plan file; raises Refusal, which says what is wrong, where, and what to do."""
    data = read_bytes(path)
    try:
        return OpenPlan(path, plan_text.parse(data), digest(data))
    except Refusal as refusal:
        refusal.values.update(path=str(path), folder=str(path.parent))
        raise


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that is no larger than a plan may be; raises Refusal."""
    try:
        return _bytes_of(path)
    except OSError as error:
        raise troubles.read_refusal(error, path) from error
    except Refusal as refusal:
        refusal.values.update(path=str(path), folder=str(path.parent))
        raise


def save_plan(opened: OpenPlan, plan: Plan, *, lock: Lock = contextlib.nullcontext) -> OpenPlan:
    """Write the plan over the file it was opened from; after any refusal that file is whole.

    Raises Conflict if somebody else changed the file meanwhile, and Refusal.
    """
    return _save(opened.path, plan, opened.base, lock)


def new_plan(path: Path, plan: Plan, *, lock: Lock = contextlib.nullcontext) -> OpenPlan:
    """Write a plan to a file that must not exist yet and end in `.plan.json`; raises Refusal."""
    if path.suffix.lower() in _WORD:
        raise _refusal("file.word-later", path)
    if not is_plan_name(path.name):
        raise Refusal("file.needs-ending", path=str(path), folder=str(path.parent), ending=ENDING)
    return _save(path, plan, None, lock)


def plans_in(folder: Path) -> list[Path]:
    """Return the plan files of the folder by name, unopened; raises Refusal if it cannot be listed."""
    try:
        found = [path for path in folder.iterdir() if is_plan_name(path.name) and path.is_file()]
    except OSError as error:
        raise troubles.folder_refusal(error, folder) from error
    return sorted(found, key=lambda path: (path.name.casefold(), path.name))


def is_plan_name(name: str) -> bool:
    """Whether a file name is that of a native plan; hidden files are not."""
    return name.lower().endswith(ENDING) and not name.startswith(".")


def _save(path: Path, plan: Plan, base: str | None, lock: Lock) -> OpenPlan:
    data = plan_text.render(plan)
    if not _comes_back(data, plan):
        raise _refusal("save.not-the-same", path)
    if len(data) > MOST_BYTES:  # we would refuse to open it again
        raise _too_large(path, len(data))
    saved = save_bytes(path, data, base=base, backups=backups_folder(plan.id), plan_id=plan.id, lock=lock)
    sweep(path.parent, plan.id)
    return OpenPlan(path, plan, saved)


def _comes_back(data: bytes, plan: Plan) -> bool:
    try:
        return plan_text.parse(data) == plan
    except Refusal:
        return False


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file of sensible kind and size; raises OSError and Refusal."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Refusal("file.is-folder")
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
        raise Refusal("file.not-a-file")
    if path.suffix.lower() in _WORD:
        raise Refusal("file.word-later")
    if found.st_size > MOST_BYTES:
        raise _too_large(path, found.st_size)
    return _read_at_most(path, MOST_BYTES)


def _read_at_most(path: Path, most: int) -> bytes:
    """Return the bytes of a file that may have grown since it was measured; raises OSError and Refusal."""
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(path, len(data))
    return data


def _too_large(path: Path, size: int) -> Refusal:
    megabytes = 1024 * 1024
    return Refusal(
        "file.too-large",
        path=str(path),
        folder=str(path.parent),
        megabytes=-(-size // megabytes),
        most=MOST_BYTES // megabytes,
    )


def _refusal(code: str, path: Path) -> Refusal:
    return Refusal(code, path=str(path), folder=str(path.parent))
