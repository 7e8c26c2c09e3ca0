"""A photo or a drawing that a child brought as a file: its sizes are looked at before it is unpacked.

It needs the extra `pictures`. Nothing here keeps the file, its name, or what else stands in it.
"""

from __future__ import annotations

import contextlib
import errno
import io
import stat
import struct
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.phrases.os_reason import reason
from facilitator.pictures.small_picture import Ground, SmallPicture, colour
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 40 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""A file of more bytes, or of more pixels once it is unpacked, is refused unread."""

_SIDE = 2400
"""Pixels of the longer side that are kept of a picture while it is shown, and in a copy."""
_FOLD = 8
"""A photo may have so many times as many pixels along a side: it is unpacked in a smaller size."""
_QUALITY = 88
_STARTS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_NO_NAME = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EILSEQ)
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    IndexError,
    KeyError,
    TypeError,
)


class BroughtPicture:
    """One picture, upright, in red, green and blue, at most 2,400 pixels along its longer side."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image

    def small(self, columns: int, rows: int, ground: Ground) -> SmallPicture:
        """Return it as large as it goes into so many columns and rows of half blocks, with its own sides."""
        from PIL import Image

        wide, high = self._image.size
        share = min(columns / wide, 2 * rows / high)
        size = max(1, round(wide * share)), max(1, round(high * share))
        across, down = size[0], (size[1] + 1) // 2
        paper = Image.new("RGB", (across, 2 * down), colour(ground.paper))
        paper.paste(self._image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
        return SmallPicture(across, down, paper.tobytes())

    def jpeg(self, mark: bytes) -> bytes:
        """Return it as a file made anew, which holds the picture and a mark, and nothing else."""
        stream = io.BytesIO()
        self._image.save(stream, "JPEG", quality=_QUALITY, comment=mark)
        return stream.getvalue()


def brought_picture(path: Path) -> BroughtPicture:
    """Return the picture of a PNG or JPEG file. Raises Refusal, in a sentence that does not name the file."""
    data = _bytes_of(path)
    kind = next((name for start, name in _STARTS.items() if data.startswith(start)), "")
    if not kind:
        raise Refusal(f"brought.{_other_kind(data)}")
    if kind == "PNG" and b"acTL" in data[: data.find(b"IDAT") + 1]:
        raise Refusal("brought.moves")
    try:
        return BroughtPicture(_upright(data, kind))
    except _BROKEN as error:
        raise Refusal("brought.broken") from error


def _bytes_of(path: Path) -> bytes:
    """Return what stands in a file that is one, and is not too large."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Refusal("brought.folder")
        if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for, and a device never ends
            raise Refusal("brought.no-file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except PermissionError:
        raise Refusal("brought.not-allowed") from None
    except OSError as error:
        if error.errno in _NO_NAME:
            raise Refusal("brought.not-there") from None
        raise Refusal("brought.not-read", reason=reason(error)) from None
    except ValueError:  # a name that no file can have
        raise Refusal("brought.not-there") from None
    if not data:
        raise Refusal("brought.empty")
    if len(data) > MOST_BYTES:
        raise Refusal("brought.too-large", most=MOST_BYTES // (1024 * 1024))
    return data


def _other_kind(data: bytes) -> str:
    """Return which of the other kinds of file it is, as far as that helps."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") and b"<svg" in data[:4096].lower():
        return "svg"
    if data.startswith(b"GIF8") or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "other-picture"
    return "no-picture"


def _upright(data: bytes, kind: str) -> Image.Image:
    """Unpack a picture, as small as will do, and turn it as the camera was held."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a picture that is huge; that is told below
        try:
            image: Image.Image = Image.open(io.BytesIO(data), formats=[kind])
        except Image.DecompressionBombError:
            raise Refusal("brought.too-many-pixels") from None
        wide, high = image.size
        fold = _FOLD if kind == "JPEG" else 1
        if wide * high > MOST_PIXELS * fold or not wide * high:
            raise Refusal("brought.too-many-pixels")
        if kind == "JPEG":
            image.draft("RGB", (min(wide, _SIDE), min(high, _SIDE)))
        if image.width * image.height > MOST_PIXELS:  # it cannot be unpacked in a smaller size
            raise Refusal("brought.too-many-pixels")
        turned = _turned(image)
        image.thumbnail((_SIDE, _SIDE), reducing_gap=2.0)
        if turned is not None:
            image = ImageOps.exif_transpose(image)
        clear = _plain(image).convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in a way of counting colours that others can be made of."""
    if image.mode.startswith("I"):  # grey in more than 256 steps
        return image.point(lambda step: step * (1 / 257) + 0).convert("L")
    return image.convert("RGB") if image.mode in ("CMYK", "YCbCr", "LAB", "HSV", "F") else image


def _turned(image: Image.Image) -> int | None:
    """Return how the camera was held, or None where the file does not say it in a way that can be read."""
    with contextlib.suppress(*_BROKEN):
        held = image.getexif().get(0x0112)
        return held if isinstance(held, int) and 2 <= held <= 8 else None
    return None
