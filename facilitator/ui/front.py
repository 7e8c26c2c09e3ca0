"""What the screens, the cover and the voice ask of the app, which stands above them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events
    from textual.geometry import Offset
    from textual.screen import Screen

    from facilitator.dialogue.wants import Written
    from facilitator.plan.refusal import Refusal
    from facilitator.ui.aloud import Aloud
    from facilitator.ui.background_session import Desk


class Cover(Protocol):
    """The cover, as far as others put it on or take it away."""

    on: bool

    def lift(self) -> None:
        """Go on where the meeting was."""

    def ask(self) -> None:
        """Offer the ways on."""

    def point_out(self, words: str) -> None:
        """Offer the ways on, with something that the chair should know first."""

    def do_not_ask(self) -> None:
        """Go from the ways on back to the cover."""

    def stop_clock(self) -> None:
        """Let the record show a pause."""


class Front(Protocol):
    """The app: its meeting and its voice, and the ways from screen to screen."""

    prompts: Path | None
    desk: Desk | None
    aloud: Aloud | None
    large: bool
    reads_by_itself: bool
    farewell: list[str]
    lost: list[str]
    cursor_position: Offset

    @property
    def return_code(self) -> int | None:
        """The exit code, once a fault or the system has set it."""

    @property
    def covering(self) -> Cover:
        """The cover."""

    @property
    def voice(self) -> Aloud:
        """The voice, made now if this is the first time."""

    @property
    def half_typed(self) -> str:
        """The words that were typed on any screen and not sent."""

    @property
    def nothing_beneath(self) -> bool:
        """Whether going back means leaving."""

    # Textual's own

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """All screens, the one in front last."""

    def push_screen(self, *arguments: Any, **named: Any) -> Any:
        """Push a screen, which waits while the cover is there."""

    def push_screen_wait(self, screen: Any) -> Any:
        """Push a screen, and wait for its answer."""

    def pop_screen(self) -> Any:
        """Take the screen in front away."""

    def exit(self, result: int | None = None, return_code: int = 0) -> None:
        """Leave the program."""

    def run_worker(self, work: Any) -> Any:
        """Do something beside the screen."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Any:
        """Do something again and again."""

    # Keys

    def at_once(self, action: Callable[[], None]) -> None:
        """Do something before any further key is looked at."""

    def take_first(self, typed_ahead: Iterable[events.Key | events.Paste]) -> None:
        """Take in keys that were pressed before those that are still waiting."""

    def take_away_keys(self) -> list[events.Key | events.Paste]:
        """Return the keys that are still waiting, which wait no longer."""

    # What it does

    def say(self, words: str) -> None:
        """Say something on the screen in front."""

    def silence(self) -> None:
        """Have the voice stop at once."""

    def opened(self) -> None:
        """Collect garbage again."""

    def stop_after(self, fault: Exception) -> None:
        """Stop after a fault that was met behind the screen."""

    def action_stop(self) -> None:
        """Leave, and ask nothing but what becomes of words that are on no disk."""

    def action_read_aloud(self) -> None:
        """Read what this screen has to be read, or be silent."""

    def end_now(self) -> None:
        """End the meeting from the cover, wherever it was."""

    # From screen to screen

    def refused(self, refusal: Refusal) -> None:
        """Remember why something could not be opened."""

    def leave_review(self, screen: Any) -> None:
        """Go back to where the review was opened, or leave."""

    def look_only(self, screen: Any, path: Path) -> None:
        """Show the plan in place of a review."""

    def show_plan(self, path: Path) -> None:
        """Show a plan."""

    def hold_review(self, path: Path) -> None:
        """Hold the review of a plan."""

    def written(self, screen: Any, written: Written) -> None:
        """Show what was written."""
