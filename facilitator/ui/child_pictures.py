"""The pictures of what a child may point at: of all of it or of none, where the terminal can show them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from facilitator.meeting.child_set_up import pictures_wanted
from facilitator.meeting.minutes_parts import same_words
from facilitator.plan.people import CHILD
from facilitator.ui.drawing.half_blocks import Pictured, can_show_half_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from facilitator.meeting.minutes import Key
    from facilitator.meeting.question import Question
    from facilitator.pictures.small_picture import Size, SmallPicture
    from facilitator.plan.manners import Band
    from facilitator.plan.people import PicturesWanted
    from facilitator.script.pictures import Picture, Pictures
    from facilitator.ui.drawn_pictures import DrawnPictures
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice
    from facilitator.work.session import Session

_SMALL: Size = (14, 7)
"""The largest that pictures are where the child's set-up wants small ones."""
_BESIDE_WORDS: Size = (16, 8)
"""The largest beside words that are typed: what was given stays to be read."""
_LEAST_OF_WORDS = 14
"""Columns below which a picture beside words is not told any more."""
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

    def of_card(self, key: Key, card: str) -> Pictured | None:
        """Return what draws the picture of one card, or None where it has none.

        A card of the format has what its words call, any other what was seen when it was typed.
        """
        pictures = self._pictures
        if pictures is None:
            return None
        from facilitator.pictures.small_picture import SIZES

        cards = self.session.meeting.script.format.cards
        if same_words(card) in {same_words(one.at(self._band)) for one in cards}:
            return self._all_or_none([pictures.of_line(card, self._band)], SIZES)
        typed = self.screen.picture.of_card(key, card) if self.screen.picture else ""
        found = kept_on_card(self.session, key, card) or kept_picture(self.session, typed)
        return self._all_or_none([found], SIZES)

    def _all_or_none(self, found: Sequence[Picture | None], sizes: Sequence[Size]) -> Pictured | None:
        """Return what draws them, or None where one has none: it would be passed over for those that have."""
        pictures = [one for one in found if one is not None]
        if not pictures or len(pictures) < len(found):
            return None
        if _wanted(self.session) == "small":
            sizes = _small(sizes)
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
        return known_pictures(self.session)

    @cached_property
    def _drawn(self) -> DrawnPictures:
        from facilitator.script.prompts_folder import find_prompts
        from facilitator.ui.drawn_pictures import DrawnPictures

        return DrawnPictures(self.screen, self.session.prompts or find_prompts(), self._came)


def known_pictures(session: Session) -> Pictures | None:
    """Return all pictures that there are, or None where a school's own cannot be read."""
    from facilitator.plan.refusal import Refusal
    from facilitator.script.pictures import load_pictures

    try:
        return load_pictures(session.prompts)
    except Refusal:  # `formats check` says what is wrong with a school's own
        return None


def kept_picture(session: Session, picture: str) -> Picture | None:
    """Return the picture of an id that is kept with a line (`Entry.picture`, `Spoken.picture`), or None.

    None as well where pictures are off, and where there is no such picture any more.
    """
    if not picture or _wanted(session) == "no":
        return None
    pictures = known_pictures(session)
    return pictures.by_id.get(picture) if pictures else None


def kept_on_card(session: Session, key: Key, card: str) -> Picture | None:
    """Return the picture that is kept with a card of a board which the child has sorted, or None."""
    said = session.meeting.minutes.said.at(key)
    found = (one for one in said if one.by == CHILD and same_words(one.text) == same_words(card))
    line = next(found, None)
    return kept_picture(session, line.picture) if line and not line.not_shared else None


def may_be_typed(screen: MeetingParts, session: Session) -> bool:
    """Whether words that are typed may have a picture: on a screen without room it has a name."""
    from facilitator.pictures.small_picture import can_draw

    return can_show_half_blocks(screen.app) and _wanted(session) != "no" and can_draw()


def typed_picture(screen: MeetingParts, session: Session, picture: Picture, rows: int) -> SmallPicture | None:
    """Return a picture for beside typed words in as many rows as there are, or None where it has no room."""
    from facilitator.files.kept_pictures import small_picture
    from facilitator.pictures.small_picture import BOLD_SIZES, within
    from facilitator.script.prompts_folder import find_prompts
    from facilitator.ui.drawn_pictures import ground_of

    sizes = within(BOLD_SIZES, _SMALL if _wanted(session) == "small" else _BESIDE_WORDS)
    size = next((one for one in sizes if one[0] >= _LEAST_OF_WORDS and one[1] <= rows), None)
    if size is None or not _are_wanted(screen, session) or screen.facilitator.large:
        return None
    return small_picture(picture, session.prompts or find_prompts(), *size, ground_of(screen.app))


def _small(sizes: Sequence[Size]) -> Sequence[Size]:
    from facilitator.pictures.small_picture import within

    return within(tuple(sizes), _SMALL)


def _wanted(session: Session) -> PicturesWanted:
    """Return how large the child's set-up, the age and the school want pictures."""
    minutes = session.meeting.minutes
    return pictures_wanted(minutes.child, minutes.band) if minutes.script.pictures else "no"


def _are_wanted(screen: MeetingParts, session: Session) -> bool:
    """Whether the child, the school, the terminal and the room want pictures."""
    return can_show_half_blocks(screen.app) and not screen.short and _wanted(session) != "no"


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
