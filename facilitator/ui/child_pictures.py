"""The pictures of what a child may point at: of all of it or of none, where the terminal can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.child_set_up import pictures_wanted
from facilitator.meeting.minutes_parts import same_words
from facilitator.plan.people import CHILD
from facilitator.ui.themes import DARK, DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.meeting.minutes import Key
    from facilitator.meeting.question import Question
    from facilitator.pictures.small_picture import Ground, SmallPicture
    from facilitator.plan.manners import Band
    from facilitator.plan.people import PicturesWanted
    from facilitator.script.pictures import Picture, Pictures
    from facilitator.ui.screens.meeting_parts import MeetingParts
    from facilitator.ui.widgets.choices import Choice
    from facilitator.ui.widgets.tiles import Pictured
    from facilitator.work.session import Session


def pictured(
    screen: MeetingParts, session: Session, question: Question, options: Sequence[Choice]
) -> Pictured | None:
    """Return what draws the options in a size, or None where words and the drawings of letters have to do."""
    if not options or not _are_wanted(screen, session):
        return None
    from facilitator.pictures.small_picture import SIZES, can_draw

    if not can_draw():
        return None
    from facilitator.files.kept_pictures import small_picture
    from facilitator.script.prompts_folder import find_prompts

    pictures = known_pictures(session)
    if pictures is None:
        return None
    band = session.meeting.minutes.band
    found = [_of(pictures, question, options, at, band) for at in range(len(options))]
    if not all(found):  # one with a picture would be picked before those without
        return None
    prompts = session.prompts or find_prompts()
    bold = all(option.meaning for option in options) or question.answer == "scores"

    def drawn(size: tuple[int, int]) -> list[SmallPicture] | None:
        ground = _ground(screen)
        small = [small_picture(one, prompts, *size, ground) for one in found if one is not None]
        whole = [one for one in small if one is not None]
        return whole if len(whole) == len(options) else None

    sizes = SIZES if bold else SIZES[:-1]
    return sizes[-1:] if _wanted(session) == "small" else sizes, drawn


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

    return _has_colours(screen) and _wanted(session) != "no" and can_draw()


def typed_picture(screen: MeetingParts, session: Session, picture: Picture, rows: int) -> SmallPicture | None:
    """Return a picture for beside typed words in as many rows as there are, or None where it has no room."""
    from facilitator.files.kept_pictures import small_picture
    from facilitator.pictures.small_picture import SIZES
    from facilitator.script.prompts_folder import find_prompts

    sizes = SIZES[-1:] if _wanted(session) == "small" else SIZES[1:]
    size = next((one for one in sizes if one[1] <= rows), None)
    if size is None or not _are_wanted(screen, session) or screen.facilitator.large:
        return None
    return small_picture(picture, session.prompts or find_prompts(), *size, _ground(screen))


def _ground(screen: MeetingParts) -> Ground:
    from facilitator.pictures.small_picture import Ground

    colours = NIGHT if screen.app.theme == DARK.name else DAY
    return Ground(colours["paper"], colours["ink"])


def _wanted(session: Session) -> PicturesWanted:
    """Return how large the child's set-up, the age and the school want pictures."""
    minutes = session.meeting.minutes
    return pictures_wanted(minutes.child, minutes.band) if minutes.script.pictures else "no"


def _are_wanted(screen: MeetingParts, session: Session) -> bool:
    """Whether the child, the school, the terminal and the room want pictures."""
    return _has_colours(screen) and not screen.short and _wanted(session) != "no"


def _has_colours(screen: MeetingParts) -> bool:
    return screen.app.console.color_system == "truecolor" and not screen.app.no_color


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
