"""Small pictures as they were drawn, in the data folder: nothing is lost with them, they are drawn again."""

from __future__ import annotations

import hashlib
import stat
from contextlib import suppress
from pathlib import Path

from facilitator.files import system_calls
from facilitator.files.folders import drawn_pictures_path
from facilitator.pictures.small_picture import (
    DRAWN,
    Ground,
    NotDrawable,
    SmallPicture,
    can_draw,
    of_code,
    of_file,
)
from facilitator.plan.refusal import Refusal
from facilitator.script.pictures import Picture, own_file

_SEAL = hashlib.sha256().digest_size


def kept_picture(picture: Picture, columns: int, rows: int, ground: Ground) -> SmallPicture | None:
    """Return a picture of OpenMoji that was drawn before, or None; nothing of the extra is needed."""
    pixels = (
        _read(_path(picture.code, columns, rows, ground), 3 * columns * 2 * rows) if picture.code else None
    )
    return SmallPicture(columns, rows, pixels) if pixels is not None else None


def small_picture(
    picture: Picture, prompts: Path, columns: int, rows: int, ground: Ground
) -> SmallPicture | None:
    """Return a picture in so many columns and rows, or None where it cannot be drawn.

    One of OpenMoji is drawn once and kept; a file that is damaged or not ours is drawn anew. A
    school's own file is from its folder of prompts, and is kept nowhere else: it may show people.
    """
    if not can_draw():
        return None
    try:
        if picture.code:
            kept = kept_picture(picture, columns, rows, ground)
            return kept or _keep(picture.code, columns, rows, ground)
        path = own_file(prompts, picture)
        return of_file(path, columns, rows, ground) if path else None
    except NotDrawable:
        return None


def _path(code: str, columns: int, rows: int, ground: Ground) -> Path:
    tones = "-".join(tone.removeprefix("#") for tone in ground)
    return drawn_pictures_path() / f"{code}-{columns}x{rows}-{tones}-{DRAWN}.rgb".lower()


def _keep(code: str, columns: int, rows: int, ground: Ground) -> SmallPicture:
    path, drawn = _path(code, columns, rows, ground), of_code(code, columns, rows, ground)
    with suppress(OSError, Refusal):
        system_calls.make_private_folder(path.parent)
        system_calls.put(path, _seal(path, drawn.pixels) + drawn.pixels)
    return drawn


def _read(path: Path, size: int) -> bytes | None:
    """Return the pixels of a file that is whole and ours, or None."""
    with suppress(OSError):
        there = path.lstat()
        if stat.S_ISREG(there.st_mode) and there.st_size == _SEAL + size:
            data = system_calls.read_all(path)
            if data[:_SEAL] == _seal(path, data[_SEAL:]):
                return data[_SEAL:]
    return None


def _seal(path: Path, pixels: bytes) -> bytes:
    return hashlib.sha256(path.name.encode() + pixels).digest()
