"""Home: the plans of a folder, and which review is due."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan, plans_in
from facilitator.meeting.periods import next_period
from facilitator.phrases.day import in_full
from facilitator.phrases.person import children_called
from facilitator.plan.letters import clean_row
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.ui.screens.page import Page
from facilitator.ui.widgets.choices import Choice, numbered
from facilitator.work.lost_reviews import first_unwritten
from facilitator.work.session import local_now, unfinished

NO_PLANS = ("word.no-form", "word.unknown-form")
"""What a Word document that is no plan is refused with: a folder holds letters and lists, too."""


class HomePage(Page[None]):
    """Lists the plans; a damaged one is listed with the sentence that says what is wrong."""

    def __init__(self, folder: Path, prompts: Path | None, shelf: Shelf | None = None) -> None:
        super().__init__()
        self.folder, self.prompts = folder, prompts
        self._shelf = shelf or Shelf(prompts)

    def fill(self) -> None:
        """Look into the folder."""
        use_prompts(self.prompts)
        self.show_title(say("screen.home-title"))
        try:
            found = [self._shelf.choice(path) for path in plans_in(self.folder)]
        except Refusal as refusal:
            self.show_lead(explain(refusal))
            choices = []
        else:
            choices = _told_apart([choice for choice in found if choice is not None])
            choices.sort(key=self._shelf.is_refused)
            self.show_lead(say("screen.home-lead" if choices else "screen.home-empty", folder=self.folder))
        self.show_choices(numbered(choices))
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


class Shelf:
    """The plans of a folder, each opened once and again only when its file has changed."""

    def __init__(self, prompts: Path | None) -> None:
        self._prompts = prompts
        self._known: dict[Path, tuple[tuple[int, int], OpenPlan | Refusal]] = {}

    def look_into(self, folder: Path) -> None:
        """Open every plan of a folder; in a thread ahead of the page, since Word documents take a while."""
        use_prompts(self._prompts)
        with contextlib.suppress(Refusal):  # the page says it
            for path in plans_in(folder):
                self.look_at(path)

    def choice(self, path: Path) -> Choice | None:
        """Return a plan as an option, or None for a document that is no plan."""
        found = self.look_at(path)
        if isinstance(found, Refusal):
            return _refused(path, found)
        try:
            going_on = unfinished(found, self._prompts) is not None
            return Choice(path, children_called(found.plan.children), self._due(found, going_on=going_on))
        except Refusal as refusal:
            return _refused(path, refusal)

    def is_refused(self, choice: Choice) -> bool:
        """Whether an option stands for a file that cannot be opened, which comes after the good plans."""
        return isinstance(choice.value, Path) and isinstance(self.look_at(choice.value), Refusal)

    def look_at(self, path: Path) -> OpenPlan | Refusal:
        """Return a plan, or why it cannot be opened."""
        try:
            found = path.stat()
            signature = (found.st_mtime_ns, found.st_size)
        except OSError:
            signature = (0, 0)
        if (
            path not in self._known
            or self._known[path][0] != signature
            or not _stays_so(self._known[path][1])
        ):
            self._known[path] = (signature, self._opened(path))
        return self._known[path][1]

    def _due(self, opened: OpenPlan, *, going_on: bool) -> str:
        """Return which review is next, in words; a form may have no place for its date."""
        if going_on:
            return say("screen.home-unfinished")
        if first_unwritten(opened, self._prompts):
            return say("screen.home-missing")
        due = opened.plan.last_review.next_date if opened.plan.last_review else None
        if due is not None:
            return say(
                "screen.home-due" if due <= local_now().date() else "screen.home-next", day=in_full(due)
            )
        if opened.word is None:
            return say("screen.home-no-date")
        script = load_script(opened.plan.format, self._prompts)
        number = next_period(opened.plan, script, opened.next_period)
        return (
            say("screen.home-to-come", period=script.period_name(number)) if number else say("screen.used-up")
        )

    def _opened(self, path: Path) -> OpenPlan | Refusal:
        try:
            return open_plan(path, self._prompts)
        except Refusal as refusal:
            return refusal


def _told_apart(choices: list[Choice]) -> list[Choice]:
    """Name the files of plans of the same child: a review must not go into the wrong copy."""
    names = Counter(choice.text for choice in choices)
    return [
        choice._replace(text=say("screen.home-file", name=choice.text, file=choice.value.name))
        if names[choice.text] > 1 and isinstance(choice.value, Path)
        else choice
        for choice in choices
    ]


def _stays_so(found: OpenPlan | Refusal) -> bool:
    """Whether a plan that was looked at once stays so until its file changes: "open elsewhere" may not."""
    return not isinstance(found, Refusal) or found.code in NO_PLANS


def _refused(path: Path, refusal: Refusal) -> Choice | None:
    return None if refusal.code in NO_PLANS else Choice(path, clean_row(path.name), explain(refusal))
