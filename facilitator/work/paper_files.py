"""The files of papers: what they are called, and how they are written.

Whole or not at all, and never over a file that is not our own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from facilitator.files import os_errors, system_calls
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
from facilitator.script.words_by_key import known, say
from facilitator.summary.audiences import audience_of, audiences
from facilitator.summary.seals import is_sealed

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_PLAN_ENDINGS = (".json", ".age", ".docx")
_ROOM_FOR_PLAN = 120
"""Bytes of a file's name, of at most 255 on any usual disk, that the name of the plan takes up in it."""


def put_paper(data: bytes, kind: str, seal: str, *, target: Path | None, named: Path) -> Path:
    """Write a paper to `target`, else as `named` or the next free name, and return its file.

    The same paper written again replaces itself; a file that is not ours, or that somebody has changed,
    stays: then `target` is refused, and of `named` the next free name is taken. The file is whole or not
    there. Raises Refusal, never OSError.
    """
    try:
        if target is not None:
            written = _put(Path(os.path.realpath(target)), data, kind, seal)
            if written is None:
                raise Refusal("summary.not-a-file")
            if not written:
                raise Refusal("summary.already-there")
            return target
        return next(path for path in _names(named) if _put(path, data, kind, seal))
    except OSError as error:
        raise os_errors.summary_refusal(error) from error


def papers_beside(plan_file: Path, review: HeldMeeting, script: Script) -> list[Path]:
    """Return the papers of a review that stand beside its plan under their own names, and in their folder."""
    stems = [stem_of(plan_file, audience, script, review) for audience in audiences()]
    wanted = re.compile(rf"(?:{'|'.join(map(re.escape, stems))})(?:-\d+)?\.[^.]+")
    try:
        folders = [plan_file.parent, folder_of_set(plan_file, script, review)]
        names = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
        found = [path for path in names if wanted.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(path for path in found if path != plan_file)


def stem_of(plan_file: Path, audience: str, script: Script, review: HeldMeeting | None) -> str:
    """Return what a paper is called beside its plan, without its ending; evidence is of no single review."""
    of_plan = audience_of(audience).of == "evidence"
    own = "evidence.file-name" if of_plan else f"summary.file-name-{audience}"
    return _name(own if known(own) else "summary.file-name", audience, plan_file, script, review)


def folder_of_set(plan_file: Path, script: Script, review: HeldMeeting | None) -> Path:
    """Return the folder beside the plan in which a whole set stands, unless somebody names another."""
    return plan_file.with_name(_name("summary.folder-name", "", plan_file, script, review))


def _name(key: str, audience: str, plan_file: Path, script: Script, review: HeldMeeting | None) -> str:
    period = "" if review is None else script.period_name(review.period)
    name = say(
        key,
        audience=audience,
        plan=name_of_plan(plan_file),
        period=_NOT_IN_NAMES.sub("-", period.casefold()).strip("-."),
    )
    return name.replace("/", "-").replace(chr(92), "-")


def name_of_plan(plan_file: Path) -> str:
    """Return what a plan's file is called, without its endings and with room behind it in a file's name."""
    return _shortened(_without_endings(plan_file.name) or plan_file.stem)


def _shortened(name: str) -> str:
    """Return a plan's name with room behind it in a file's; two that begin alike are still told apart."""
    whole = os.fsencode(name)
    if len(whole) <= _ROOM_FOR_PLAN:
        return name
    own = hashlib.sha256(whole).hexdigest()[:8]
    return f"{whole[: _ROOM_FOR_PLAN - len(own)].decode(errors='ignore').rstrip(' .-')}-{own}"


def _without_endings(name: str) -> str:
    while name.endswith(_PLAN_ENDINGS):
        name = name.rpartition(".")[0]
    return name.removesuffix(".plan")


def _names(named: Path) -> Iterator[Path]:
    """Yield the wanted name, and then those to take where another file has it."""
    yield named
    for number in count(2):
        yield named.with_name(f"{named.stem}-{number}{named.suffix}")


def _put(path: Path, data: bytes, kind: str, seal: str) -> bool | None:
    """Write one file in one step; False, and nothing written, where another file has the name.

    None where a folder has it, or something else that is no file.
    """
    if _is_no_file(path):
        return None
    old = _bytes_now(path)
    if old == data:
        return True
    if old is not None and not is_sealed(old, kind, seal):
        return False
    temporary = system_calls.write_beside(path, data)
    try:
        if old is None:
            system_calls.move_to_free_name(temporary, path)
        elif _bytes_now(path) != old:  # somebody changed it while ours was written
            return False
        else:
            system_calls.replace(temporary, path)
    except FileExistsError:  # another program may just have written the same paper
        return _bytes_now(path) == data
    finally:
        system_calls.forget(temporary)
    with contextlib.suppress(OSError):  # the file itself is whole by now
        system_calls.sync_folder(path.parent)
    return True


def _is_no_file(path: Path) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode))


def _bytes_now(path: Path) -> bytes | None:
    """Return what stands under a name: None = nothing, and a broken link counts as something else's."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return b"" if stat.S_ISLNK(found.st_mode) else system_calls.read_all(path)
