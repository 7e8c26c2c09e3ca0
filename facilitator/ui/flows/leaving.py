"""Leaving a meeting: what is on no disk is told first, and the program is held until it was told twice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.screens.unsaved import UnsavedPage, UnsavedWords
from facilitator.work.unsaved import copy_out, unsaved

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.background_session import Desk


async def leave(app: FacilitatorApp) -> None:
    """Leave the program, once the meeting is on a disk or the chair was told twice that it is not."""
    if app.desk is None or await may_leave(app, app.desk):
        app.exit(0)


async def may_leave(app: FacilitatorApp, desk: Desk) -> bool:
    """Whether nothing would be lost, or the chair leaves all the same; first tries to save once more."""
    await desk.finish()
    lost = unsaved(desk.session)
    if lost is None or app.told_of_unsaved == lost.upto:
        return True
    if app.covering.on:  # no words under the cover: only that there are some, and how many
        app.told_of_unsaved = lost.upto
        app.covering.point_out(say("screen.cover-unsaved", told=lost.summary))
        return False
    return await _decided(app, desk)


async def _decided(app: FacilitatorApp, desk: Desk) -> bool:
    """Offer what can be done until all is saved, or the chair leaves, or goes back to the meeting."""
    notice = ""
    while (lost := unsaved(desk.session)) is not None:
        picked = await app.push_screen_wait(UnsavedPage(lost, notice))
        notice = ""
        if picked == "leave":
            return True
        if picked == "save":
            notice = await save_elsewhere(app, desk)
        elif picked == "copy":
            notice = await _copy(app, desk)
        elif picked == "show":
            await app.push_screen_wait(UnsavedWords(lost))
        else:
            return False
    app.screen_stack[-1].say(notice)  # type: ignore[attr-defined]
    return False


async def save_elsewhere(app: FacilitatorApp, desk: Desk) -> str:
    """Ask for a folder and go on keeping the record there; returns what is to be said, or nothing."""
    lead = explain(desk.session.trouble) if desk.session.trouble else ""
    folder = await _folder(app, say("screen.elsewhere-title"), lead)
    if folder is None:
        return ""
    try:
        return await desk.save_elsewhere(folder)
    except Refusal as refusal:
        return explain(refusal)


async def _copy(app: FacilitatorApp, desk: Desk) -> str:
    """Ask for a folder and write what is on no disk there as a text file; returns what is to be said."""
    folder = await _folder(app, say("screen.copy-out-title"), say("screen.copy-out-lead"))
    if folder is None:
        return ""
    try:
        return say("unsaved.copied", path=await asyncio.to_thread(copy_out, desk.session, folder))
    except Refusal as refusal:
        return explain(refusal)


async def _folder(app: FacilitatorApp, title: str, lead: str) -> Path | None:
    typed = await app.push_screen_wait(Ask(title, lead=lead, typed=Typed(str(Path.home()))))
    return _named(typed) if isinstance(typed, str) else None


def _named(typed: str) -> Path:
    return Path(typed.strip().strip('"')).expanduser().absolute()
