"""What is wrong with the drawings of a folder's pictures, which only the extra can tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.pictures.small_picture import (
    MOST_BYTES,
    MOST_SIDE,
    Ground,
    NotDrawable,
    SmallPicture,
    can_draw,
    is_code,
    of_code,
    of_file,
)
from facilitator.plan.refusal import Refusal
from facilitator.script.pictures import PICTURES_FILE, Picture, Pictures, load_pictures, own_file
from facilitator.script.yaml_source import Finding, Source, model_findings, read_source

_GROUND = Ground("#ffffff", "#000000")
_COLUMNS, _ROWS = 16, 8
ALIKE = 4.0
"""Two pictures whose pixels differ by less, from 0 to 255 in the mean, are told apart by nobody."""


def drawing_findings(folder: Path) -> list[Finding]:
    """Return what is wrong with the drawings of a folder's own pictures; none without the extra.

    Where a folder has only those that come with the program, nothing is drawn: they are looked at by tests.
    """
    path = folder / PICTURES_FILE
    if not can_draw() or not path.exists():
        return []
    try:
        source = read_source(path)
    except Refusal:  # the check of the file itself tells that
        return []
    if next(model_findings(source, Pictures), None) is not None:
        return []
    pictures = Pictures.model_validate(source.values)
    ours = {one.code for one in load_pictures().pictures}
    has_own = any(one.file or one.code not in ours for one in pictures.pictures)
    return list(findings_of(source, pictures)) if has_own else []


def findings_of(source: Source, pictures: Pictures) -> Iterator[Finding]:
    """Yield what is wrong with the drawings of all pictures of a file."""
    drawn: list[tuple[Picture, SmallPicture]] = []
    for index, one in enumerate(pictures.pictures):
        at = ("pictures", index)
        try:
            small = _drawn(source.path.parent, one)
        except NotDrawable:
            values = {"picture": one.id, "given": one.file or one.code}
            if one.code:
                yield source.finding(at, "script.picture-unknown-code", **values)
            else:
                bounds = {"most": MOST_SIDE, "bytes": MOST_BYTES // 1024}
                yield source.finding(at, "script.picture-not-readable", **values, **bounds)
            continue
        if small is None:
            continue
        for other, before in drawn:
            if difference(small, before) < ALIKE:
                yield source.finding(at, "script.pictures-alike", picture=one.id, other=other.id)
        drawn.append((one, small))


def _drawn(folder: Path, picture: Picture) -> SmallPicture | None:
    """Return a picture, or None where it has nothing that it is made of, which is told already."""
    if picture.code:
        if not is_code(picture.code):
            raise NotDrawable
        return of_code(picture.code, _COLUMNS, _ROWS, _GROUND)
    path = own_file(folder, picture)
    return of_file(path, _COLUMNS, _ROWS, _GROUND) if path and path.is_file() else None


def difference(one: SmallPicture, other: SmallPicture) -> float:
    """Return by how much the pixels of two pictures of one size differ in the mean, from 0 to 255."""
    from PIL import Image, ImageChops, ImageStat

    images = [Image.frombytes("RGB", (each.columns, 2 * each.rows), each.pixels) for each in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*images)).mean) / 3
