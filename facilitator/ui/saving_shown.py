"""Shows whether everything is saved: the tick in the title bar, or very plainly that it is not.

In the same place stands, for as long as it is so, that another chair holds the review by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.script.words_by_key import explain, say
from facilitator.ui.drawing.frame import bar_line

if TYPE_CHECKING:
    from facilitator.ui.background_session import Desk
    from facilitator.ui.screens.meeting_parts import MeetingParts


class ShowsSaving:
    """Keeps the title bar and the banner in step with what is durable."""

    def __init__(self, screen: MeetingParts, desk: Desk) -> None:
        self._screen, self._desk, self._session = screen, desk, desk.session

    def refresh(self) -> None:
        """Show how it stands; with trouble also the way out."""
        trouble = self._session.trouble
        self._show_banner()
        if trouble is not None:
            self._show(say("screen.not-saved", time=f"{trouble.since:%H:%M}"), alarm=True)
            return
        if self._desk.pending:
            self._show(say("screen.saving"))
        else:
            self._show(say("screen.saved", time=f"{self._session.now():%H:%M}"))

    def _show_banner(self) -> None:
        trouble, lock = self._session.trouble, self._session.lock
        said = []
        if trouble is not None:
            # On a short screen the way out comes first: there is no room for more.
            whole = f"{explain(trouble)} {say('screen.way-out')}"
            said.append(say("screen.way-out-short") if self._screen.short else whole)
        if lock is not None and lock.lost:
            said.append(say("screen.taken-over"))
        drawn = self._screen.drawn("trouble")
        drawn.display = bool(said)
        drawn.write(" ".join(said), "bold $on-alarm on $alarm")

    def _show(self, words: str, *, alarm: bool = False) -> None:
        self._screen.drawn("bar").draw(lambda width: [bar_line(self._session, words, alarm, width)])
