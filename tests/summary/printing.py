"""Prints pages by a browser that sees chosen fonts only, and reads the paper: pages, and letters on each."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.needs import FONTS, browser

FONT_SETS = {
    "this computer's own": None,
    "few": ("fonts-liberation/LiberationSans-*", "fonts-dejavu-core/*"),
    "many": ("*/*",),
    "broad": ("fonts-dejavu-core/DejaVuSans*", "fonts-opendyslexic/OpenDyslexic-*"),
    "broader": ("fonts-dejavu-core/DejaVuSans-Bold.ttf",),
    "all letters alike": ("fonts-unifont/unifont.otf", "fonts-freefont-ttf/FreeMono*"),
    "serifs": ("fonts-noto-core/NotoSerif-*", "fonts-freefont-ttf/FreeSerif*"),
    "sloping": ("fonts-liberation/LiberationSans-*", "fonts-noto-core/NotoNastaliqUrdu-*"),
    "Chinese first": ("fonts-wqy-microhei/*",),
    "Noto": ("fonts-noto-core/*",),
}
"""The fonts that a browser finds; none = those of this computer."""

_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
_APART = """.page { break-after: page; } .page:last-child { break-after: auto; }
.number { position: absolute; font-size: 6pt; line-height: 6pt; }
"""


def with_fonts(name: str, folder: Path) -> dict[str, str]:
    """Return the environment for a browser that finds the fonts of a set; the folder is for its own files."""
    patterns = FONT_SETS[name]
    if patterns is None:
        return dict(os.environ)
    fonts = folder / "fonts"
    fonts.mkdir()
    found = {path for pattern in patterns for path in FONTS.glob(pattern)}
    assert found
    for path in found:
        (fonts / path.name).symlink_to(path)
    file = folder / "fonts.conf"
    file.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


def printed(html: str, folder: Path, surroundings: Mapping[str, str]) -> list[str]:
    """Return the text of each page that a browser makes of an HTML page; what is cut off is not in it."""
    source, paper = folder / "page.html", folder / "page.pdf"
    source.write_text(html, encoding="utf-8")
    subprocess.run(
        [
            browser(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/browser",
            f"--print-to-pdf={paper}",
            source.as_uri(),
        ],
        env=dict(surroundings),
        check=True,
        capture_output=True,
        timeout=120,
    )
    read = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True, timeout=60)
    return read.stdout.decode().split("\f")[:-1]


def printed_letters(
    letters: Mapping[str, str], folder: Path, surroundings: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the texts of the pages of each letter, which is an HTML page.

    A browser takes long to start: it prints all at once, with a page break after each. Each of them has its
    own size of letters, which is that of the whole page where it stands alone.
    """
    html = next(iter(letters.values()))
    head = (
        html.partition("</head>")[0]
        .replace("</style>", f"{_APART}</style>")
        .replace("body {", "body, .page {")
    )
    head = re.sub(r"([\d.]+)rem", r"calc(\1 * var(--unit))", head)
    bodies = [_numbered(number, html) for number, html in enumerate(letters.values())]
    names, name = list(letters), ""
    found: dict[str, list[str]] = {name: [] for name in names}
    for text in printed(f"{head}</head><body>{''.join(bodies)}</body></html>", folder, surroundings):
        number = _NUMBER.search(text)
        name = names[int(number[1])] if number else name
        found[name].append(_NUMBER.sub("", text))
    return found


_NUMBER = re.compile(r"QX(\d+)XQ")


def _numbered(number: int, html: str) -> str:
    size = re.findall(r"--size: ([\d.]+);", html)[-1]
    unit = f"--unit: calc({size} / 14 * {10 if 'font-size-adjust' in html else 8.5}pt)"
    return f'<div class="page" style="{unit}"><span class="number">QX{number}XQ</span>{body_of(html)}</div>'


def body_of(html: str) -> str:
    """Return what an HTML page shows."""
    return html.partition("<body>")[2].partition("</body>")[0]


def letters_of(texts: Iterable[str]) -> Counter[str]:
    """Count the letters and figures of ASCII in texts: others may be drawn as boxes, which have no text."""
    whole = unicodedata.normalize("NFKC", "".join(texts))
    return Counter(letter for letter in whole if letter.isascii() and letter.isalnum())
