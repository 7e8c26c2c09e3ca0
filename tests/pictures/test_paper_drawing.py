"""A drawing on paper stands out in a print without colours, fetches nothing, and holds only its picture."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PIL.PngImagePlugin import PngInfo

from facilitator.pictures.paper_drawing import png_of, svg_of_code, svg_of_file
from facilitator.pictures.small_picture import MOST_BYTES, NotDrawable
from facilitator.script.pictures import load_pictures

IN_PRINT = 96
"""Pixels of a picture of 11 mm at 220 dots an inch."""
CODES = sorted({one.code for one in load_pictures().pictures if one.code})


def contrast_with_white(grey: int) -> float:
    share = grey / 255
    return 1.05 / ((share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4) + 0.05)


def share_that_stands_out(svg: bytes) -> float:
    """Return how much of the rim of a drawing has 3 to 1 against white paper, in grey."""
    drawn = Image.open(io.BytesIO(png_of(svg, IN_PRINT)))
    paper = Image.new("RGBA", (IN_PRINT + 4, IN_PRINT + 4), "white")
    paper.alpha_composite(drawn, (2, 2))
    grey = paper.convert("L")
    pale = grey.point([0] * 250 + [255] * 6)
    ImageDraw.floodfill(pale, (0, 0), 128)
    outside = pale.point([0] * 128 + [255] + [0] * 127)
    rim = ImageChops.subtract(outside.filter(ImageFilter.MaxFilter(3)), outside).tobytes()
    darkest = grey.filter(ImageFilter.MinFilter(5)).tobytes()
    met = [dark for on_rim, dark in zip(rim, darkest, strict=True) if on_rim]
    return sum(contrast_with_white(dark) >= 3 for dark in met) / len(met)


def test_in_a_grey_print_the_outline_of_each_picture_stands_out() -> None:
    faint = {code: share for code in CODES if (share := share_that_stands_out(svg_of_code(code))) < 0.7}
    assert faint == {}


def test_no_drawing_of_the_list_fetches_or_runs_anything() -> None:
    told = re.compile(rb"href|url\(|@import|<!|<script|<style|<text|<image|foreignObject|\son[a-z]+=|\sid=")
    assert [code for code in CODES if told.search(svg_of_code(code))] == []


def test_a_code_that_openmoji_does_not_have_is_not_drawn() -> None:
    with pytest.raises(NotDrawable):
        svg_of_code("FFFFF")


# A school's own


def saved(path: Path, size: tuple[int, int] = (400, 200), **settings: object) -> Path:
    Image.new("RGB", size, (200, 30, 30)).save(path, "PNG", **settings)
    return path


def test_an_own_picture_is_made_anew_without_what_else_its_file_holds(tmp_path: Path) -> None:
    info = PngInfo()
    info.add_text("Author", "Mrs Secret of 1 Hidden Lane")
    exif = Image.Exif()
    exif[0x010E] = "Hidden too"
    svg = svg_of_file(saved(tmp_path / "hall.png", pnginfo=info, exif=exif))
    (held,) = re.findall(rb"base64,([^\"]+)", svg)
    png = base64.b64decode(held)
    assert b"Hidden" not in png
    shown = Image.open(io.BytesIO(png))
    assert shown.size == (288, 144)
    drawn = Image.open(io.BytesIO(png_of(svg, 64))).convert("RGBA")
    assert drawn.getpixel((32, 32)) == (200, 30, 30, 255)
    assert drawn.getpixel((32, 2)) == (0, 0, 0, 0), "its sides keep their lengths"


def moving(path: Path) -> Path:
    data = saved(path).read_bytes()
    control = b"acTL" + struct.pack(">II", 2, 0)
    chunk = struct.pack(">I", 8) + control + struct.pack(">I", zlib.crc32(control))
    path.write_bytes(data[:33] + chunk + data[33:])
    return path


FETCHING = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.com/x.png"/></svg>'


@pytest.mark.parametrize(
    "make",
    [
        lambda path: saved(path, (3000, 3000)),
        lambda path: path.write_bytes(saved(path).read_bytes()[:120]),
        moving,
        lambda path: path.write_bytes(FETCHING),
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * (MOST_BYTES + 1)),
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b""),
    ],
    ids=["huge", "broken", "moving", "an SVG that fetches", "too many bytes", "a folder", "empty"],
)  # fmt: skip
def test_a_file_that_is_no_still_picture_is_not_drawn(make: object, tmp_path: Path) -> None:
    assert callable(make)
    path = tmp_path / "own.png"
    make(path)
    with pytest.raises(NotDrawable):
        svg_of_file(path)
