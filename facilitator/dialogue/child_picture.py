"""A picture that a child brought: shown, named in a few words, and copied only where the chair says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.dialogue.requests import (
    Ask,
    Asked,
    Dialogue,
    Do,
    Misused,
    Noted,
    NotMeant,
    Option,
    ShowPicture,
    Tell,
    Typed,
)
from facilitator.files.dropped_path import dropped_path, looks_like_path
from facilitator.files.picture_copies import is_sealed
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.registry import KINDS
from facilitator.pictures.small_picture import can_draw
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.work.session import Session

if TYPE_CHECKING:
    from facilitator.pictures.brought_picture import BroughtPicture

KEEP, DO_NOT = "keep", "no-copy"


def show_picture(session: Session, file: str = "") -> Dialogue:
    """Show a picture from a file, note what the child says it is, and offer a copy, which is nobody's wish.

    Nothing of the file's name goes anywhere. Raises Misused where no child is there, and NotMeant for words
    that only look like the command.
    """
    if file and not looks_like_path(file):
        raise NotMeant
    place, people = session.meeting.place, session.meeting.minutes.people
    if place is None or not people.in_room(CHILD):
        raise Misused("brought.no-child")
    name, picture = people[CHILD].name, None
    if can_draw():
        picture = yield from _brought(file, name)
        if picture is None:
            return
    shown = picture is not None and (yield ShowPicture(say("brought.title", name=name), picture))
    notice = "" if shown else say("brought.cannot-show" if picture else "brought.no-extra")
    words = yield from _words(name, notice)
    if words:
        yield Noted(_in_own_words(place, words), say("brought.noted", name=name, words=words))
    else:
        yield Tell(say("brought.not-noted"))
    if picture is not None:
        yield from _copied(session, picture)


def _in_own_words(place: Place, words: str) -> ev.Event:
    """Return what the child says, as the question takes it: as an answer, beside one, or for another day."""
    kind, of = KINDS[place.turn.answer], {"turn": place.key.turn, "item": place.key.item}
    if place.turn.child and ev.LineSaid in kind.takes and not place.turn.agreed:
        return ev.LineSaid(speaker=CHILD, text=words, **of)
    if place.turn.child and kind.takes_notes:
        return ev.NoteBeside(note=ev.Note(speaker=CHILD, text=words), **of)
    return ev.NoteParked(speaker=CHILD, text=words)


def _brought(file: str, name: str) -> Asked[BroughtPicture | None]:
    """Return the picture of a file, which is asked for until it is one; None for going back.

    A file that was named with the command is not asked for again.
    """
    from facilitator.pictures.brought_picture import brought_picture

    given: object = file
    text, notice = "", ""
    while True:
        if not file:
            typed = Typed(text, say("brought.file-type"), private=True)
            lead = say("brought.file-lead")
            given = yield Ask(say("brought.title", name=name), (), lead, typed, notice=notice, stays=True)
        if not isinstance(given, str):
            return None
        try:
            picture: BroughtPicture = yield Do(partial(brought_picture, dropped_path(given)), beside=True)
        except Refusal as refusal:
            if file:
                raise
            text, notice = given, explain(refusal)
        else:
            return picture


def _words(name: str, notice: str) -> Asked[str]:
    """Return what the child says that it is; nothing where nobody says a word."""
    typed = Typed(placeholder=say("brought.words-type"), optional=True)
    title, lead = say("brought.words-title", name=name), say("brought.words-lead")
    given = yield Ask(title, (), lead, typed, notice=notice, stays=True)
    return given.strip() if isinstance(given, str) else ""


def _copied(session: Session, picture: BroughtPicture) -> Dialogue:
    """Make a copy beside the plan where the chair says so; nothing else does."""
    from facilitator.work.picture_copy import keep_copy

    plain = say("brought.not-encrypted") if is_sealed(session.opened.path) else ""
    options = (
        Option(DO_NOT, say("brought.no-copy"), typed="no-copy"),
        Option(KEEP, say("brought.keep"), plain, typed="keep-copy"),
    )
    lead = say("brought.copy-lead")
    picked = yield Ask(say("brought.copy-title"), options, lead, stays=True, unasked=DO_NOT)
    if picked != KEEP:
        yield Tell(say("brought.not-kept"))
        return
    try:
        path: Path = yield Do(partial(keep_copy, session, picture), beside=True)
    except Refusal as refusal:
        yield Tell(explain(refusal))
    else:
        yield Tell(say("brought.kept", path=path))
