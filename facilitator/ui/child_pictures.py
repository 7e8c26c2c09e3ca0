"""The pictures of what a child may point at: of all of it or of none, where the terminal can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.child_set_up import pictures_wanted
from facilitator.ui.themes import DARK, DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.meeting.question import Question
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
    from facilitator.pictures.small_picture import Ground, SmallPicture
    from facilitator.plan.refusal import Refusal
    from facilitator.script.pictures import load_pictures
    from facilitator.script.prompts_folder import find_prompts

    try:
        pictures = load_pictures(session.prompts)
    except Refusal:  # `formats check` says what is wrong with a school's own
        return None
    band = session.meeting.minutes.band
    found = [_of(pictures, question, options, at, band) for at in range(len(options))]
    if not all(found):  # one with a picture would be picked before those without
        return None
    prompts = session.prompts or find_prompts()
    bold = all(option.meaning for option in options) or question.answer == "scores"

    def drawn(size: tuple[int, int]) -> list[SmallPicture] | None:
        colours = NIGHT if screen.app.theme == DARK.name else DAY
        ground = Ground(colours["paper"], colours["ink"])
        small = [small_picture(one, prompts, *size, ground) for one in found if one is not None]
        whole = [one for one in small if one is not None]
        return whole if len(whole) == len(options) else None

    sizes = SIZES if bold else SIZES[:-1]
    return sizes[-1:] if _wanted(session) == "small" else sizes, drawn


def _wanted(session: Session) -> PicturesWanted:
    """Return how large the child's set-up, the age and the school want pictures."""
    minutes = session.meeting.minutes
    return pictures_wanted(minutes.child, minutes.band) if minutes.script.pictures else "no"


def _are_wanted(screen: MeetingParts, session: Session) -> bool:
    """Whether the child, the school, the terminal and the room want pictures."""
    app = screen.app
    many_colours = app.console.color_system == "truecolor" and not app.no_color
    return many_colours and not screen.short and _wanted(session) != "no"


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
