"""Under the cover, the ways on: back to the meeting, end here with all that was said, or stop for today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.script.words_by_key import say
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.ui.app_protocol import Cover


class CoverWays(Page[None]):
    """Picked with arrows and Enter only: letters that are still being typed do nothing."""

    covers = True

    def __init__(self, covering: Cover, notice: str = "") -> None:
        super().__init__()
        self._covering, self._notice = covering, notice

    def on_mount(self) -> None:
        """Show them, unless the chair is back already."""
        if self in self.app.screen_stack:
            super().on_mount()

    def fill(self) -> None:
        """Offer what there is; without a meeting only the way back and the way out."""
        self.show_title(say("screen.cover-title"))
        lead = [say("screen.cover-lead-ways"), say("screen.cover-half-typed") if self._half_typed else ""]
        self.show_lead("\n".join(filter(None, lead)))
        choices = [Choice("back", say("screen.cover-back"))]
        if self.facilitator.desk is not None:
            choices.append(Choice("end", say("screen.cover-end"), say("screen.cover-end-note")))
        choices.append(Choice("stop", say("screen.cover-stop"), say("screen.cover-stop-note")))
        self.show_choices(choices, at=None if self._notice else 0)
        self.say(self._notice)

    @property
    def _half_typed(self) -> bool:
        return self.facilitator.desk is not None and bool(self.facilitator.half_typed)

    def picked(self, value: object) -> None:
        """Do it."""
        if value == "stop":
            self.facilitator.action_stop()
        elif value == "end":
            self._covering.lift()
            self.facilitator.at_once(self.facilitator.end_now)
        else:
            self._covering.lift()

    def action_close(self) -> None:
        """Go back to the cover; for the mouse."""
        self._covering.do_not_ask()
