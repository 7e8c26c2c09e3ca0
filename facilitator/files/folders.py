"""Where this computer keeps what must not be synced: meetings in progress and backups."""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path

from facilitator.files import os_errors, system_calls

# Lower case, since Windows and macOS ignore case; five letters, since `con` and `com1` are devices.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{4,39}")

Ids = str | tuple[str, ...]
"""The id of a plan, or all under which it may have files on this computer."""

OVERRIDE = "FACILITATOR_DATA"


def typed_path(typed: str) -> Path:
    """Return the path that somebody typed, quotation marks or not; nobody's home is a name like others."""
    path = Path(typed.strip().strip('"'))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def data_folder() -> Path:
    """Return the local data folder, made on first use; `FACILITATOR_DATA` names another one."""
    return _made(_data_path())


def meetings_folder() -> Path:
    """Return the folder of the journals."""
    return _made(meetings_path())


def meetings_path() -> Path:
    """Return where the folder of the journals is, or would be: its drive may be gone."""
    return _data_path() / "meetings"


def backups_path(plan_id: str) -> Path:
    """Return where the plan's earlier versions are, or would be: that drive may be full, or gone.

    An id that is no folder name is hashed.
    """
    return all_backups_path() / safe_name(plan_id)


def all_backups_path() -> Path:
    """Return where the folders of all plans' earlier versions are."""
    return _data_path() / "backups"


def ids_path() -> Path:
    """Return where the table of the Word plans' ids is, or would be, with its key."""
    return _data_path() / "ids"


def keys_path() -> Path:
    """Return where this computer's keys are, or would be."""
    return _data_path() / "keys"


def school_path() -> Path:
    """Return where a school's own file is, where no folder of prompts has one."""
    return _data_path() / "school.yaml"


def parsed_prompts_path() -> Path:
    """Return where is kept what the files of prompts say."""
    return _data_path() / "prompts.parsed"


def drawn_pictures_path() -> Path:
    """Return the folder of the small pictures that were drawn for a child's part, or where it would be."""
    return _data_path() / "pictures"


def settings_path() -> Path:
    """Return the user's own folder for what a program must remember, which may be on another drive."""
    import platformdirs  # on first use: the first screen does not need it

    return Path(platformdirs.user_state_dir("facilitator", appauthor=False, roaming=True))


def safe_name(plan_id: str) -> str:
    """Return the plan's id where it can be a file name on any system, else a hash of it."""
    return plan_id if _PLAIN.fullmatch(plan_id) else short_name(plan_id)


def short_name(plan_id: str) -> str:
    """Return 12 hex digits that stand for the plan in file names, and say nothing about the child."""
    return hashlib.sha256(plan_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def begins_with(name: str, plans: Ids | None) -> bool:
    """Whether a file's name begins as those of a plan do, under any of its ids; None = of any plan."""
    if plans is None:
        return True
    return name.startswith(tuple(map(short_name, (plans,) if isinstance(plans, str) else plans)))


def others_can_enter() -> Path | None:
    """Return the data folder where others than its owner can look in or write, and it was not closed to them.

    Something lies in it that the program did not put there: it may be shared on purpose.
    """
    path = _data_path()
    try:
        return path if os.name != "nt" and path.stat().st_mode & 0o077 else None
    except OSError:
        return None


def _data_path() -> Path:
    chosen = os.environ.get(OVERRIDE)
    if chosen:
        path = Path(chosen)
    else:
        import platformdirs  # on first use: the first screen does not need it

        path = Path(platformdirs.user_data_dir("facilitator", appauthor=False))
    _close_to_others(path)
    return path


_OURS = {"meetings", "backups", "ids", "keys", "computer", "school.yaml", "prompts.parsed", "pictures"}
"""What the program keeps in the data folder, by name."""


@lru_cache(maxsize=8)
def _close_to_others(path: Path) -> None:
    """Have the data folder and those in it open to their owner alone, whoever made them, once.

    One in which something else lies is left as it is: its owner may have named a folder like any other.
    """
    if {one.name for one in system_calls.listed(path)} <= _OURS:
        system_calls.tighten(path)
    for name in ("meetings", "meetings/done", "backups", "ids", "keys"):
        system_calls.tighten(path / name)
    for folder in system_calls.listed(path / "backups"):
        system_calls.tighten(folder)


def _made(folder: Path) -> Path:
    try:
        return system_calls.make_private_folder(folder)
    except OSError as error:
        raise os_errors.folder_refusal(error, folder) from error
