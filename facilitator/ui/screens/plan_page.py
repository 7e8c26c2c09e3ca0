"""The plan page: the child, the outcomes with what is done for them, the reviews, the scores, the actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.files import half_typed
from facilitator.files.backups import backups_in
from facilitator.files.folders import backups_path
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.periods import is_over, next_period
from facilitator.meeting.plan_versions import standing_of
from facilitator.phrases.person import children_called
from facilitator.plan.letters import clean_row
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.summary.progress import Progress, progress_of
from facilitator.summary.standing import standing_told
from facilitator.ui.drawing.drawn_text import listed, wrapped
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.ui.screens.carrying_page import CarryingPage
from facilitator.ui.widgets.choices import Choice, numbered
from facilitator.work.copies_beside import copies_beside
from facilitator.work.first_event import plan_asked_after
from facilitator.work.lost_reviews import Unwritten, first_unwritten
from facilitator.work.plan_before import plans_before, told_of_plan_before
from facilitator.work.session import unfinished

if TYPE_CHECKING:
    from facilitator.dialogue.requests import Asked
    from facilitator.plan.plan import Plan
    from facilitator.script.formats_and_turns import Script


class PlanPage(CarryingPage):
    """Opens the plan and shows it; one key starts its review or carries it on."""

    useful = ("choose", "read", "close")

    def __init__(self, path: Path, prompts: Path | None, edits_as: str | None = None) -> None:
        """`edits_as` = begin with changing it, under that name, empty = who it is is asked."""
        super().__init__()
        self.path, self.prompts = path, prompts
        self._edits_as = edits_as
        self.opened: OpenPlan | None = None
        self.held: Plan | None = None
        self.script: Script | None = None
        self._going_on = False
        self._missing: Unwritten | None = None
        self._before: list[str] = []
        self._copies: list[Path] = []
        self._progress: list[Progress] = []
        self._asked_after = self._has_papers = False
        self._sensitive_shown = False

    def fill(self) -> None:
        """Open the plan, and show it or why it cannot be opened."""
        use_prompts(self.prompts)
        try:
            self.opened = open_plan(self.path, self.prompts)
            self.held = as_held(self.opened, self.prompts).plan
            self.script = load_script(self.opened.plan.format, self.prompts)
            before = plans_before(self.held, self.path, self.prompts)
            self._before = told_of_plan_before(self.held, self.path, before)
            held = [one.held for one in before]
            self._progress = progress_of(self.held, None, self.script, held, everything=True)
            self._asked_after = bool(plan_asked_after(self.opened, self.prompts).last_actions())
            self._going_on = unfinished(self.opened, self.prompts) is not None
            self._has_papers = bool(self.held.meetings())
            self._copies = copies_beside(self.opened)
            self._missing = None if self._going_on else first_unwritten(self.opened, self.prompts)
        except Refusal as refusal:
            self._show_refusal(refusal)
        else:
            self._show_plan(self.opened, self.script)

    def _show_refusal(self, refusal: Refusal) -> None:
        self.facilitator.refused(refusal)
        self.show_title(clean_row(self.path.name))
        self.show_lead(explain(refusal))
        recover = Choice("recover", say("recover.page"))
        self.show_choices(numbered([recover, Choice("close", say("dialogue.go-back"))]))

    def _show_plan(self, opened: OpenPlan, script: Script) -> None:
        children = opened.plan.members
        called, in_full = children_called(children), children_called(children, in_full=True)
        self.show_title(called if called == in_full else f"{called} ({in_full})")
        self.show_lead(self._lines)
        if self._going_on:
            review = Choice("review", say("dialogue.carry-on"), say("dialogue.carry-on-note"))
        elif self._missing:
            review = Choice("review", say("session.unwritten-title"), say("screen.missing-note"))
        elif number := next_period(opened.plan, script, opened.next_period):
            period = script.period_name(number)
            only = len(script.format.period.names) == 1
            key = "screen.start-only-review" if only else "screen.start-review"
            review = Choice("review", say(key, period=period))
        else:
            review = Choice("next", say("next.make"), say("screen.used-up"))
        choices = [review]
        if is_over(opened.plan, script) and review.value == "review":
            choices.insert(0, Choice("next", say("next.make")))
        if script.format.planning and not (self._going_on or self._missing or opened.plan.reviews):
            name = script.format.planning.name
            written = bool(opened.plan.items or opened.plan.entries)
            choices.insert(int(written), Choice("planning", say("screen.start-planning", name=name)))
        offered = any(one.value == "next" for one in choices)
        choices += self._more(opened, script, next_offered=offered)
        leaves = self.facilitator.nothing_beneath
        choices.append(Choice("close", say("screen.leave-program" if leaves else "dialogue.go-back")))
        self.show_choices(numbered(choices))
        self.read_first()
        self._ask_about_typed(opened)
        if self._edits_as is not None and not self.carrying:
            self._edit(self._edits_as)

    def _ask_about_typed(self, opened: OpenPlan) -> None:
        """Ask once about words that were half typed on pages of this plan when the program stopped."""
        before, self.half_typed_at = self.half_typed_at, half_typed.path_of_plan(opened.plan.id, opened.place)
        if before is None and half_typed.kept(self.half_typed_at) != []:
            from facilitator.dialogue.half_typed_words import half_typed_on_pages

            self.carry(half_typed_on_pages(self.half_typed_at))

    def _more(self, opened: OpenPlan, script: Script, *, next_offered: bool) -> Iterator[Choice]:
        """Yield what can be done beside the next meeting."""
        sensitive = {name for name, one in script.format.plan.items() if one.hidden and one.type == "tick"}
        if any(entry.field in sensitive for entry in opened.plan.entries):
            words = "screen.hide-sensitive" if self._sensitive_shown else "screen.show-sensitive"
            yield Choice("sensitive", say(words))
        yield Choice("edit", say("screen.edit-plan"))
        for copy in self._copies if not self._going_on else ():
            yield Choice(copy, say("merge.offer", file=clean_row(copy.name)), say("merge.offer-note"))
        if self._has_papers:
            yield Choice("papers", say("papers.show"))
        if self._asked_after:
            yield Choice("actions", say("screen.open-actions"))
        if standing_of(self._as_kept(opened), script.format).state != "final" and not self._going_on:
            yield Choice("confirm", say("confirm.make"))
        if opened.plan.reviews and not (self._going_on or next_offered):
            yield Choice("next", say("next.make"))
        if any(backups_in(backups_path(one)) for one in opened.ids):
            yield Choice("recover", say("recover.page"))

    def _edit(self, by: str = "") -> None:
        """Look at the plan by section and change it, on pages of their own."""
        from facilitator.dialogue.changes_in_file import ChangesInFile
        from facilitator.dialogue.edit_plan import edit_plan
        from facilitator.dialogue.plan_editor import PlanEditor

        self._edits_as = None
        self.carry(edit_plan(PlanEditor(ChangesInFile(self.path, self.prompts, by=by))))

    def _dialogue(self, picked: object) -> Asked[object]:
        """Return the dialogue of what was picked; each is imported when it is first wanted."""
        if isinstance(picked, Path):
            from facilitator.dialogue.merging import merge_plans

            return merge_plans(self.path, picked, self.prompts)
        if picked == "papers":
            from facilitator.dialogue.papers import papers_of_plan

            return papers_of_plan(self.path, self.prompts)
        if picked == "confirm":
            from facilitator.dialogue.confirm_plan import confirm_plan

            return confirm_plan(self.path, self.prompts)
        if picked == "next":
            from facilitator.dialogue.plan_that_follows import made_after

            return made_after(self.path, self.prompts)
        if picked == "recover":
            from facilitator.dialogue.recovering import recovering

            return recovering(str(self.path), self.prompts)
        from facilitator.dialogue.follow_up import FollowUp
        from facilitator.dialogue.what_is_open import what_is_open

        return what_is_open(FollowUp([self.path], self.prompts))

    def came_back(self, found: object, why_not: str) -> None:
        """Show the plan as it is now, or the one that was made to follow it."""
        if isinstance(found, Path):
            self.path = found
        self.fill()
        self.say(why_not)

    def _as_kept(self, opened: OpenPlan) -> Plan:
        """Return the plan with its versions, whoever keeps them."""
        return self.held or opened.plan

    def _lines(self, width: int) -> list[Content]:
        """Return the whole plan; before it, that a review is missing which was written here."""
        if self.opened is None or self.script is None:
            return []
        notices, sensitive = self.opened.notices, self._sensitive_shown
        shown = self._as_kept(self.opened)
        plan = wrapped(standing_told(shown, self.script.format), width, "bold $ink")
        progress = self._progress
        plan += plan_lines(shown, notices, self.script, width, sensitive=sensitive, progress=progress)
        if self._before:
            first, *came = self._before
            plan += [Content(), *wrapped(first, width, "bold $accent-ink"), *listed(came, width)]
        if self._missing is None:
            return plan
        missing = wrapped(say(self._missing.code, **self._missing.values), width, "bold $ink")
        return [*missing, Content(), *plan]

    def picked(self, value: object) -> None:
        """Do what was picked, unless something is being done already."""
        if self.is_busy():
            return
        if value in ("review", "planning"):
            self.facilitator.hold_review(self.path, planning=value == "planning")
        elif isinstance(value, Path) or value in ("papers", "confirm", "next", "actions", "recover"):
            self.carry(self._dialogue(value))
        elif value == "sensitive":
            self.action_reveal()
        elif value == "edit":
            self._edit()
        elif value == "close":
            self.action_close()

    def action_reveal(self) -> None:
        """Show what is hidden on a shared screen, or hide it again."""
        if self.opened and self.script:
            self._sensitive_shown = not self._sensitive_shown
            self._show_plan(self.opened, self.script)

    def on_screen_resume(self) -> None:
        """Show the plan as it is now, after a review."""
        if self.opened is not None and not self.carrying:
            self.fill()

    def action_close(self) -> None:
        """Go back to the list of plans, or leave, once what is being done is done."""
        if self.is_busy():
            return
        if self.facilitator.nothing_beneath:
            self.app.exit(1 if self.opened is None else 0)
        else:
            self.facilitator.farewell.clear()
            self.dismiss(None)
