"""The plan page: the child, the outcomes with what is done for them, the reviews, the scores, the actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.periods import next_period, used_up
from facilitator.phrases.person import children_called
from facilitator.plan.letters import clean_row
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.ui.drawing.drawn_text import wrapped
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered
from facilitator.work.lost_reviews import Unwritten, first_unwritten
from facilitator.work.session import unfinished

if TYPE_CHECKING:
    from facilitator.plan.plan import Plan
    from facilitator.script.formats_and_turns import Script


class PlanPage(Page[None]):
    """Opens the plan and shows it; one key starts its review or carries it on."""

    useful = ("choose", "read", "close")

    def __init__(self, path: Path, prompts: Path | None) -> None:
        super().__init__()
        self.path, self.prompts = path, prompts
        self.opened: OpenPlan | None = None
        self.held: Plan | None = None
        self.script: Script | None = None
        self._going_on = False
        self._missing: Unwritten | None = None
        self._sensitive_shown = False

    def fill(self) -> None:
        """Open the plan, and show it or why it cannot be opened."""
        use_prompts(self.prompts)
        try:
            self.opened = open_plan(self.path, self.prompts)
            self.held = as_held(self.opened, self.prompts).plan
            self.script = load_script(self.opened.plan.format, self.prompts)
            self._going_on = unfinished(self.opened, self.prompts) is not None
            self._missing = None if self._going_on else first_unwritten(self.opened, self.prompts)
        except Refusal as refusal:
            self._show_refusal(refusal)
        else:
            self._show_plan(self.opened, self.script)

    def _show_refusal(self, refusal: Refusal) -> None:
        self.facilitator.refused(refusal)
        self.show_title(clean_row(self.path.name))
        self.show_lead(explain(refusal))
        self.show_choices([Choice("close", say("dialogue.go-back"))])

    def _show_plan(self, opened: OpenPlan, script: Script) -> None:
        children = opened.plan.children
        called, in_full = children_called(children), children_called(children, in_full=True)
        self.show_title(called if called == in_full else f"{called} ({in_full})")
        self.show_lead(self._lines)
        if self._going_on:
            review = Choice("review", say("dialogue.carry-on"), say("dialogue.carry-on-note"))
        elif self._missing:
            review = Choice("review", say("session.unwritten-title"), say("screen.missing-note"))
        elif number := next_period(opened.plan, script, opened.next_period):
            period = script.period_name(number)
            review = Choice("review", say("screen.start-review", period=period))
        else:
            review = Choice("used-up", say("screen.used-up"))
        choices = [review]
        sensitive = {name for name, one in script.format.plan.items() if one.sensitive}
        if any(entry.field in sensitive for entry in opened.plan.entries):
            words = "screen.hide-sensitive" if self._sensitive_shown else "screen.show-sensitive"
            choices.append(Choice("sensitive", say(words)))
        choices.append(Choice("close", say("dialogue.go-back")))
        self.show_choices(numbered(choices))
        self.read_first()

    def _lines(self, width: int) -> list[Content]:
        """Return the whole plan; before it, that a review is missing which was written here."""
        if self.opened is None or self.script is None:
            return []
        notices, sensitive = self.opened.notices, self._sensitive_shown
        plan = plan_lines(self.held or self.opened.plan, notices, self.script, width, sensitive=sensitive)
        if self._missing is None:
            return plan
        missing = wrapped(say(self._missing.code, **self._missing.values), width, "bold $ink")
        return [*missing, Content(), *plan]

    def picked(self, value: object) -> None:
        """Do what was picked."""
        if value == "review":
            self.facilitator.hold_review(self.path)
        elif value == "used-up" and self.script is not None:
            self.say(explain(used_up(self.script.format)))
        elif value == "sensitive" and self.opened and self.script:
            self._sensitive_shown = not self._sensitive_shown
            self._show_plan(self.opened, self.script)
        elif value == "close":
            self.action_close()

    def on_screen_resume(self) -> None:
        """Show the plan as it is now, after a review."""
        if self.opened is not None:
            self.fill()

    def action_close(self) -> None:
        """Go back to the list of plans, or leave."""
        if self.facilitator.nothing_beneath:
            self.app.exit(1 if self.opened is None else 0)
        else:
            self.facilitator.farewell.clear()
            self.dismiss(None)
