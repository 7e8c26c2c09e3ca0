"""The pictures of what a child may point at: of all of it or of none, where the terminal can show them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from facilitator.ui.drawing.half_blocks import Pictured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.meeting.question import Question
    from facilitator.pictures.small_picture import Size
    from facilitator.plan.manners import Band
    from facilitator.script.pictures import Picture, Pictures
    from facilitator.ui.drawn_pictures import DrawnPictures
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice
    from facilitator.work.session import Session

_FOR: tuple[Band, ...] = ("4-7", "8-11")
"""Ages that have pictures; the oldest would not thank us for them."""

_DEEP_ENOUGH = ("truecolor", "256")
"""How many colours a terminal has to have, as Rich calls it: with 16 a picture is not told any more."""


_LEAST_OF_SEGMENTS = 10
"""Columns below which what stands for a part of the meeting is not told any more."""


class ChildPictures:
    """Finds the pictures of a meeting; `came` is called when some were drawn that are shown already."""

    def __init__(self, screen: MeetingParts, session: Session, came: Callable[[], None]) -> None:
        self.screen, self.session, self._came = screen, session, came

    def of_options(self, question: Question, options: Sequence[Choice]) -> Pictured | None:
        """Return what draws the options in a size; None where words and drawings of letters have to do."""
        pictures = self._pictures if options else None
        if pictures is None:
            return None
        found = [_of(pictures, question, options, at, self._band) for at in range(len(options))]
        bold = all(option.meaning for option in options) or question.answer == "scores"
        from facilitator.pictures.small_picture import BOLD_SIZES, SIZES

        return self._all_or_none(found, BOLD_SIZES if bold else SIZES)

    def of_answers(self, meanings: Sequence[str]) -> Pictured | None:
        """Return what draws the faces of columns, by what they mean, or None."""
        pictures = self._pictures
        if pictures is None:
            return None
        from facilitator.pictures.small_picture import FACE_SIZES

        return self._all_or_none([pictures.of_answer(one, self._band) for one in meanings], FACE_SIZES)

    def of_segments(self, segments: Sequence[str]) -> Pictured | None:
        """Return what draws the parts of the meeting, by their ids, or None."""
        pictures = self._pictures
        if pictures is None:
            return None
        from facilitator.pictures.small_picture import FACE_SIZES

        found = [pictures.of_segment(one, self._band) for one in segments]
        return self._all_or_none(found, [size for size in FACE_SIZES if size[0] >= _LEAST_OF_SEGMENTS])

    def of_card(self, card: str) -> Pictured | None:
        """Return what draws the picture of one card, or None where it has none."""
        pictures = self._pictures
        if pictures is None:
            return None
        from facilitator.pictures.small_picture import SIZES

        return self._all_or_none([pictures.of_line(card, self._band)], SIZES)

    def _all_or_none(self, found: Sequence[Picture | None], sizes: Sequence[Size]) -> Pictured | None:
        """Return what draws them, or None where one has none: it would be passed over for those that have."""
        pictures = [one for one in found if one is not None]
        if not pictures or len(pictures) < len(found):
            return None
        return Pictured(sizes, lambda size: self._drawn.of(pictures, size))

    @property
    def _band(self) -> Band:
        return self.session.meeting.minutes.band

    @property
    def _pictures(self) -> Pictures | None:
        """The pictures that there are, or None where they are not wanted or cannot be drawn."""
        if not _are_wanted(self.screen, self.session):
            return None
        from facilitator.pictures.small_picture import can_draw

        return self._loaded if can_draw() else None

    @cached_property
    def _loaded(self) -> Pictures | None:
        from facilitator.plan.refusal import Refusal
        from facilitator.script.pictures import load_pictures

        try:
            return load_pictures(self.session.prompts)
        except Refusal:  # `formats check` says what is wrong with a school's own
            return None

    @cached_property
    def _drawn(self) -> DrawnPictures:
        from facilitator.script.prompts_folder import find_prompts
        from facilitator.ui.drawn_pictures import DrawnPictures

        return DrawnPictures(self.screen, self.session.prompts or find_prompts(), self._came)


def _are_wanted(screen: MeetingParts, session: Session) -> bool:
    """Whether the age, the school, the terminal and the room want pictures."""
    app = screen.app
    many_colours = app.console.color_system in _DEEP_ENOUGH and not app.no_color
    return (
        many_colours and not screen.short and session.school.pictures and session.meeting.minutes.band in _FOR
    )


def _of(
    pictures: Pictures, question: Question, options: Sequence[Choice], at: int, band: Band
) -> Picture | None:
    """Return the picture of an option: by what it means, as a point of the scale, or by its words."""
    option, count = options[at], len(options)
    if option.meaning:
        return pictures.of_answer(option.meaning, band)
    if question.answer == "scores":  # the last is that nobody knows
        return pictures.of_point(at, count - 1, band)
    return pictures.of_line(option.text, band)
