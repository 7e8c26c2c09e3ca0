"""A photo that a child brought is shown upright, or one sentence without its name says why it is not."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from facilitator.pictures.brought_picture import MOST_BYTES, brought_picture
from facilitator.pictures.small_picture import Ground
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain
from tests.needs import AS_OTHERS

GROUND = Ground("#ffffff", "#000000")
RED, BLUE = (220, 20, 20), (20, 20, 220)


def photo(path: Path, size: tuple[int, int] = (400, 300), **settings: Any) -> Path:
    """Write a picture whose upper half is red and whose lower half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    image.save(path, **settings)
    return path


def is_near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.JPEG", "without an ending"])
def test_a_picture_has_the_room_that_its_own_sides_leave(name: str, tmp_path: Path) -> None:
    photo(tmp_path / name, format="PNG" if "png" in name else "JPEG")
    small = brought_picture(tmp_path / name).small(40, 40, GROUND)
    assert (small.columns, small.rows) == (40, 15)
    assert is_near(small.pixel(20, 3), RED)
    assert is_near(small.pixel(20, 26), BLUE)


@pytest.mark.parametrize(("held", "upper"), [(1, RED), (3, BLUE), (6, None), (8, None)])
def test_a_photo_stands_as_the_camera_was_held(
    held: int, upper: tuple[int, int, int] | None, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = held
    small = brought_picture(photo(tmp_path / "a.jpg", exif=exif)).small(60, 60, GROUND)
    if upper is None:  # it lay on its side: the halves are left and right
        assert small.columns < 2 * small.rows
        sides = (RED, BLUE) if held == 8 else (BLUE, RED)
        assert is_near(small.pixel(5, 30), sides[0])
        assert is_near(small.pixel(small.columns - 5, 30), sides[1])
    else:
        assert is_near(small.pixel(30, 5), upper)


def test_a_mark_of_the_camera_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff and no more")
    assert brought_picture(path).small(40, 40, GROUND).columns == 40


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_of_counting_colours_is_shown(mode: str, tmp_path: Path) -> None:
    deep = mode == "I;16"
    image = Image.new(mode, (40, 40), 32_768) if deep else Image.new("RGB", (40, 40), "#808080").convert(mode)
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    image.save(path)
    (red, green, blue) = brought_picture(path).small(20, 20, GROUND).pixel(10, 10)
    assert max(red, green, blue) - min(red, green, blue) < 12
    assert deep is False or is_near((red, green, blue), (128, 128, 128))


def test_what_is_clear_in_a_drawing_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert brought_picture(tmp_path / "a.png").small(10, 10, GROUND).pixel(5, 5) == (255, 255, 255)


def test_a_large_photo_of_a_telephone_is_shown(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg", (12_000, 9_000), quality=40)
    assert brought_picture(tmp_path / "a.jpg").small(40, 40, GROUND).columns == 40


def test_a_copy_holds_the_picture_and_a_mark_and_nothing_else_of_the_file(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Ravi at 1 Hidden Lane"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 12.0)
    path = photo(tmp_path / "a.jpg", exif=exif, comment=b"Hidden, too")
    copy = brought_picture(path).jpeg(b"a mark")
    assert b"Hidden" not in copy
    assert b"Exif" not in copy
    shown = Image.open(io.BytesIO(copy))
    assert (shown.size, dict(shown.getexif())) == ((400, 300), {})
    assert shown.info["comment"] == b"a mark"


# What is no picture to show


def moving(path: Path) -> None:
    images = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    images[0].save(path, "PNG", save_all=True, append_images=images[1:])


def cut(path: Path, kind: str) -> None:
    Image.effect_noise((300, 300), 80).convert("RGB").save(path, kind)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"\xff\xd8\xff")
        stream.truncate(100 * 1024 * 1024)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda _path: None, "no file there"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "a link in a ring": (lambda path: path.symlink_to(path), "no file there"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "no ordinary file"),
    "empty": (lambda path: path.touch(), "is empty"),
    "100 MB": (large, f"more than {MOST_BYTES // 1024**2} MB"),
    "a bomb": (lambda path: Image.new("1", (30_000, 30_000)).save(path, "PNG"), "too large to be unpacked"),
    "a lesser bomb": (lambda path: Image.new("1", (9_000, 9_000)).save(path, "PNG"), "too large to be"),
    "moving": (moving, "moves"),
    "a PNG cut off": (lambda path: cut(path, "PNG"), "damaged"),
    "a JPEG cut off": (lambda path: cut(path, "JPEG"), "damaged"),
    "a JPEG's beginning": (lambda path: path.write_bytes(b"\xff\xd8\xff"), "damaged"),
    "an SVG": (lambda path: path.write_text("<?xml version='1.0'?>\n<svg onload='x()'/>"), "SVG"),
    "a HEIC": (lambda path: path.write_bytes(b"\0\0\0\x18ftypheic" + bytes(90)), "JPEG of it"),
    "a GIF": (lambda path: Image.new("RGB", (9, 9)).save(path, "GIF"), "Only PNG and JPEG"),
    "a WebP": (lambda path: Image.new("RGB", (9, 9)).save(path, "WEBP"), "Only PNG and JPEG"),
    "a text": (lambda path: path.write_text("My dog"), "no picture"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_cannot_be_shown_is_told_in_a_sentence_that_does_not_name_it(name: str, tmp_path: Path) -> None:
    make, told = BAD[name]
    path = tmp_path / "Ravi-Hidden.png"
    make(path)
    with pytest.raises(Refusal) as refused:
        brought_picture(path)
    sentence = explain(refused.value)
    assert told in sentence
    assert "Hidden" not in sentence


@pytest.mark.needs("posix")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(Refusal, match=r"brought\.no-file"):
        brought_picture(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"])
def test_a_name_that_no_file_can_have_is_no_file(name: str) -> None:
    with pytest.raises(Refusal, match=r"brought\.not-there"):
        brought_picture(Path(name))


@pytest.mark.needs("modes")
def test_a_file_of_somebody_elses_is_told(tmp_path: Path) -> None:
    photo(tmp_path / "a.png").chmod(0)
    asked = (
        "import sys, pathlib; from facilitator.pictures.brought_picture import brought_picture; "
        "brought_picture(pathlib.Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [*AS_OTHERS, sys.executable, "-c", asked, tmp_path / "a.png"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Refusal: brought.not-allowed" in done.stderr
