"""Asking the chair something on a page of its own, from inside a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator.ui.screens.ask import Ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from facilitator.ui.widgets.choices import Choice


async def ask(
    screen: Screen[Any], title: str, choices: Sequence[Choice] = (), *, lead: str = "", at: int = 0
) -> object:
    """Return the value of the option that was picked, or None when the chair went back."""
    return await screen.app.push_screen_wait(Ask(title, choices, lead=lead, at=at))


async def ask_or_type(screen: Screen[Any], page: Ask) -> object:
    """Return what was picked or typed on a page that takes both, or None."""
    return await screen.app.push_screen_wait(page)
