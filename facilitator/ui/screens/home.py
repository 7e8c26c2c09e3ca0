"""Home: the plans of a folder, and which review is due."""

from __future__ import annotations

from pathlib import Path

from facilitator.files.plans import open_plan, plans_in
from facilitator.meeting.dates import in_full
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say, use_prompts
from facilitator.session import local_now, unfinished
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered


class HomePage(Page[None]):
    """Lists the plans; a damaged one is listed with the sentence that says what is wrong."""

    def __init__(self, folder: Path, prompts: Path | None) -> None:
        super().__init__()
        self.folder, self.prompts = folder, prompts

    def fill(self) -> None:
        """Look into the folder."""
        use_prompts(self.prompts)
        self.show_title(say("screen.home-title"))
        try:
            paths = plans_in(self.folder)
        except Refusal as refusal:
            self.show_lead(explain(refusal))
            paths = []
        else:
            self.show_lead(
                say("screen.home-lead", folder=self.folder)
                if paths
                else say("screen.home-empty", folder=self.folder)
            )
        self.show_choices(numbered([_plan_choice(path) for path in paths]))
        self.focus_first()

    def picked(self, value: object) -> None:
        """Open a plan."""
        if isinstance(value, Path):
            self.facilitator.show_plan(value)

    def on_screen_resume(self) -> None:
        """Look again, after a plan was changed."""
        if self.choices.options:
            at = self.choices.at
            self.fill()
            self.choices.place(at or 0)

    def action_close(self) -> None:
        """Leave."""
        self.app.exit(0)


def _plan_choice(path: Path) -> Choice:
    try:
        opened = open_plan(path)
        going_on = unfinished(opened)
    except Refusal as refusal:
        return Choice(path, path.name, explain(refusal))
    plan = opened.plan
    if going_on:
        return Choice(path, plan.child.called, say("screen.home-unfinished"))
    due = plan.last_review.next_date if plan.last_review else None
    if due is None:
        return Choice(path, plan.child.called, say("screen.home-no-date"))
    key = "screen.home-due" if due <= local_now().date() else "screen.home-next"
    return Choice(path, plan.child.called, say(key, day=in_full(due)))
