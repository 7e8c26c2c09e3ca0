"""A calm first frame for the pages whose parts are slow to load."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from facilitator.ui.key_table import ANYWHERE, bindings
from facilitator.ui.screens.base_screen import CalmScreen
from facilitator.ui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen


class OpeningScreen(CalmScreen[None]):
    """Says what is being opened, and then makes way; `load` makes the page, in a thread."""

    BINDINGS = bindings(ANYWHERE)
    spent = True

    def __init__(self, words: str, load: Callable[[], Callable[[], Screen[Any]]]) -> None:
        super().__init__()
        self._words, self._load = words, load

    def compose(self) -> ComposeResult:
        """Lay out one sentence."""
        yield self.too_small()
        yield Drawn(id="opening")

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.query_one("#opening", Drawn).write(self._words)
        self.call_after_refresh(self.run_worker, self._load_in_thread, thread=True)

    def _load_in_thread(self) -> None:
        self.app.call_from_thread(self._show, self._load())

    def _show(self, make: Callable[[], Screen[Any]]) -> None:
        self.app.push_screen(make())
