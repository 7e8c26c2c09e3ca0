"""Asking the chair something on a page of its own, from inside a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.ui.screens.ask import Ask, AskWhich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.ui.widgets.choices import Choice
    from facilitator.work.session import Session


def session_of(screen: MeetingKeys) -> Session:
    """Return the session of a screen that holds a meeting."""
    assert screen.desk is not None  # noqa: S101 - flows start only then
    return screen.desk.session


async def ask(
    screen: Screen[Any],
    title: str,
    choices: Sequence[Choice] = (),
    *,
    lead: str = "",
    at: int | None = 0,
    notice: str = "",
) -> object:
    """Return the value of the option that was picked, or None when the chair went back."""
    return await screen.app.push_screen_wait(Ask(title, choices, lead=lead, at=at, notice=notice))


async def ask_or_type(screen: Screen[Any], page: Ask) -> object:
    """Return what was picked or typed on a page that takes both, or None."""
    return await screen.app.push_screen_wait(page)


async def ask_which(screen: MeetingKeys, page: AskWhich) -> object:
    """Return the option that was picked or typed, or None; what was typed for later comes back in the end."""
    picked = await screen.app.push_screen_wait(page)
    if page.left_over.strip():
        screen.typed_meanwhile += (page.left_over,)
    return picked
