"""A page from which dialogues are carried on pages of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.dialogue.dialogue_carrier import Carried
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.ui.dialogue_on_pages import OutsideMeetings
from facilitator.ui.screens.page import Page

if TYPE_CHECKING:
    from facilitator.dialogue.requests import Asked


class CarryingPage(Page[None]):
    """While a dialogue is carried, this page does nothing else, whichever page is in front."""

    carrying = False

    def carry(self, dialogue: Asked[object]) -> None:
        """Carry a dialogue; `came_back` is told what came of it, or why it was refused."""
        self.carrying = True
        self.run_worker(self._carry(dialogue))

    def came_back(self, found: object, why_not: str) -> None:
        """Go on with what came of a dialogue."""
        raise NotImplementedError

    def is_busy(self) -> bool:
        """Whether a dialogue is carried; it is said, where somebody wants something else meanwhile."""
        if self.carrying:
            self.say(say("screen.one-moment"))
        return self.carrying

    async def _carry(self, dialogue: Asked[object]) -> None:
        host, found, why_not = OutsideMeetings(self.facilitator), None, ""
        carried = Carried(dialogue, host)
        try:
            found = await host.carry(carried, carried.go_on())
        except Refusal as refusal:
            why_not = explain(refusal)
        finally:
            self.carrying = False
        self.came_back(found, why_not)
