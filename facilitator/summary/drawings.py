"""The pictures of a child's papers, and the line that names their makers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.manners import Band
from facilitator.plan.refusal import Refusal
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from facilitator.summary.page import Drawing

if TYPE_CHECKING:
    from facilitator.script.pictures import Picture, Pictures


class Drawings:
    """Draws pictures for one child's papers: by their id, or by what an answer means."""

    def __init__(self, pictures: Pictures | None, band: Band, prompts: Path | None = None) -> None:
        """Draw these for an age band; None = there are none, and nothing is drawn."""
        self._pictures, self._band, self._folder = pictures, band, prompts or find_prompts()
        self._drawn: dict[str, Drawing | None] = {}

    def of_id(self, name: str) -> Drawing | None:
        """Return the picture of an id, or None where there is none or it cannot be drawn."""
        return self._of(self._pictures.by_id.get(name) if self._pictures and name else None)

    def of_answer(self, meaning: str) -> Drawing | None:
        """Return the picture of a set answer or a face."""
        return self._of(self._pictures.of_answer(meaning, self._band) if self._pictures else None)

    def of_point(self, place: int, count: int) -> Drawing | None:
        """Return the picture of a point of a scale, the lowest = 0 of so many."""
        return self._of(self._pictures.of_point(place, count, self._band) if self._pictures else None)

    def of_line(self, line: str) -> Drawing | None:
        """Return the one picture that a line of ours calls, such as the name of a topic."""
        return self._of(self._pictures.of_line(line, self._band) if self._pictures else None)

    def _of(self, picture: Picture | None) -> Drawing | None:
        if picture is None:
            return None
        if picture.id not in self._drawn:
            self._drawn[picture.id] = _drawn(picture, self._folder)
        return self._drawn[picture.id]


def _drawn(picture: Picture, folder: Path) -> Drawing | None:
    from facilitator.pictures.paper_drawing import svg_of_code, svg_of_file
    from facilitator.pictures.small_picture import NotDrawable
    from facilitator.script.pictures import own_file

    try:
        if picture.code:
            return Drawing(svg_of_code(picture.code), credited=True)
        path = own_file(folder, picture)
        return Drawing(svg_of_file(path)) if path else None
    except NotDrawable:
        return None


def drawings_of(band: Band, prompts: Path | None, *, wanted: bool) -> Drawings:
    """Return what draws for a band; nothing where pictures are not wanted or this computer has none."""
    from facilitator.pictures.small_picture import can_draw
    from facilitator.script.pictures import load_pictures

    if not wanted or not can_draw():
        return Drawings(None, band)
    try:
        return Drawings(load_pictures(prompts), band, prompts)
    except Refusal:  # `formats check` says what is wrong with a school's own
        return Drawings(None, band)


def credit_of(drawings: Sequence[Drawing]) -> str:
    """Return the line that names who made a paper's pictures; nothing where nobody asks for it."""
    return say("summary.credit") if any(one.credited for one in drawings) else ""
