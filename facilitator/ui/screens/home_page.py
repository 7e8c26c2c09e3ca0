"""Home: the plans of a folder, which review is due, and the ways to begin."""

from __future__ import annotations

from pathlib import Path

from facilitator.dialogue.home import begun, lead_of, ways_to_begin
from facilitator.dialogue.requests import Option
from facilitator.dialogue.shelf import Shelf
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.ui.screens.carrying_page import CarryingPage
from facilitator.ui.screens.dialogue_page import choice_of
from facilitator.ui.widgets.choices import numbered


class HomePage(CarryingPage):
    """Lists the plans; a damaged one is listed with the sentence that says what is wrong."""

    def __init__(self, folder: Path, prompts: Path | None, shelf: Shelf | None = None) -> None:
        super().__init__()
        self.folder, self.prompts = folder, prompts
        self._shelf = shelf or Shelf(prompts)
        self._over: list[Option] = []
        self._plans: list[Option] = []

    def fill(self) -> None:
        """Look into the folder."""
        use_prompts(self.prompts)
        self.show_title(say("screen.home-title"))
        plans: list[Option] = []
        self._over, self._plans = [], []
        try:
            plans = self._shelf.plans(self.folder)
            self._over, self._plans = self._shelf.used_up(plans), plans
            self.show_lead(lead_of(self.folder, plans))
        except Refusal as refusal:
            self.show_lead(explain(refusal))
        self.show_choices(numbered([choice_of(one) for one in [*plans, *ways_to_begin(plans, self._over)]]))
        self.focus_first()

    def picked(self, value: object) -> None:
        """Open a plan, or begin in another way."""
        if self.is_busy():
            return
        if isinstance(value, Path):
            self.facilitator.show_plan(value)
        elif isinstance(value, str):
            self.carry(begun(value, self.folder, self.prompts, self._over, self._plans))

    def came_back(self, found: object, why_not: str) -> None:
        """Look at another folder, or at the plan that was begun."""
        if why_not:
            self.say(why_not)
        elif isinstance(found, Path) and found.is_dir():
            self.folder = found
            self.fill()
        elif isinstance(found, Path):
            self.facilitator.show_plan(found)

    def on_screen_resume(self) -> None:
        """Look again, after a plan was changed."""
        if self.choices.options:
            at = self.choices.at
            self.fill()
            self.choices.place(at or 0)

    def action_close(self) -> None:
        """Leave, once what is being done is done."""
        if not self.is_busy():
            self.app.exit(0)
