"""Leaving a meeting: what is on no disk is told first, and the program is held until it was told twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator.dialogue.requests import (
    Ask,
    Asked,
    ByHands,
    Dialogue,
    Do,
    Leave,
    Option,
    Show,
    Tell,
    Typed,
    Unsure,
)
from facilitator.files.folders import typed_path
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.work.session import Session
from facilitator.work.unsaved_words import copy_out, unsaved

WAYS = ("save", "copy", "show", "back", "leave")


def leave(session: Session, *, covered: bool = False) -> Dialogue:
    """Leave the meeting as it is, once all is on a disk or the chair was told twice that it is not."""
    if (yield from may_leave(session, covered=covered)):
        yield Leave()


def may_leave(session: Session, *, covered: bool = False) -> Asked[bool]:
    """Whether nothing would be lost, or the chair knows what and leaves all the same; tries to save first.

    What is on no disk is told, and until when the meeting is kept; under the cover only how much it is.
    """
    yield Do(partial(_try_to_save, session), impatient=True)
    lost = unsaved(session)
    if lost is None or session.told_of_unsaved == lost.upto:
        return True
    if covered:
        session.told_of_unsaved = lost.upto
        yield Tell(ByHands("dialogue.unsaved-covered", {"told": lost.summary}))
        return False
    notice = ""
    while (lost := unsaved(session)) is not None:
        session.told_of_unsaved = lost.upto
        # The pointer stands nowhere: an Enter too many must not leave, nor go back unread.
        options = tuple(Option(way, say(f"dialogue.unsaved-{way}"), typed=f"unsaved-{way}") for way in WAYS)
        picked = yield Ask(lost.summary, options, at=None, lines=tuple(lost.words), notice=notice)
        notice = ""
        if picked == "leave":
            return True
        if picked == "save":
            notice = yield from _saved_elsewhere(session)
        elif picked == "copy":
            notice = yield from _copied(session)
        elif picked == "show":
            yield Show(say("unsaved.they-are"), tuple(lost.words))
        else:
            session.told_of_unsaved = 0
            return False
    yield Tell(notice)
    return False


def _try_to_save(session: Session) -> None:
    if not session.saved:
        session.try_again()


# Another folder


def save_in(session: Session, folder: str = "") -> Dialogue:
    """Go on keeping the record of the meeting in another folder."""
    if session.saved:
        raise Unsure("dialogue.is-saved")
    told = yield from _saved_elsewhere(session, folder)
    if told:
        yield Tell(told)


def copy_to(session: Session, folder: str = "") -> Dialogue:
    """Write what is on no disk as a text file in a folder."""
    told = yield from _copied(session, folder)
    if told:
        yield Tell(told)


def _saved_elsewhere(session: Session, folder: str = "") -> Asked[str]:
    lead = explain(session.trouble) if session.trouble else ""
    return (yield from _in_folder(say("dialogue.elsewhere-title"), lead, session.save_elsewhere, folder))


def _copied(session: Session, folder: str = "") -> Asked[str]:
    lead = say("dialogue.copy-out-lead")

    def copied(to: Path) -> str:
        path = copy_out(session, to)
        return say("dialogue.copied" if unsaved(session) is None else "unsaved.copied", path=path)

    return (yield from _in_folder(say("dialogue.copy-out-title"), lead, copied, folder, beside=True))


def _in_folder(
    title: str, lead: str, doing: Callable[[Path], str], folder: str, *, beside: bool = False
) -> Asked[str]:
    """Do something in a folder that is named, or asked for until it can be done there; returns what to say.

    Nothing for going back. A folder that was named with the command is not asked for again.
    """
    given: object = folder
    text, notice = str(Path.home()), ""
    while True:
        if not folder:
            typed = Typed(text, say("dialogue.folder-type"))
            given = yield Ask(title, lead=lead, typed=typed, notice=notice, stays=True)
        if not isinstance(given, str):
            return ""
        try:
            told: str = yield Do(partial(doing, _folder(given)), beside=beside)
        except Refusal as refusal:
            if folder:
                raise
            text, notice = given, explain(refusal)
        else:
            return told


def _folder(typed: str) -> Path:
    return typed_path(typed).absolute()
