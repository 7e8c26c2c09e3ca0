"""Changes to a plan outside its meetings: each goes into its file at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from facilitator.dialogue.asking_after_words import Asking, asking_of_school, box_of_change
from facilitator.dialogue.before_writing import decided
from facilitator.dialogue.place_of_changes import Made, PlaceOfChanges
from facilitator.dialogue.plan_told import changes_of_meetings, history_lines, kept_of
from facilitator.dialogue.requests import Asked, Do
from facilitator.meeting.plan_changes import Change
from facilitator.plan.changes import PlanChange
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import Part
from facilitator.script.words_by_key import say
from facilitator.work.edit import Done, Editing, word_choices
from facilitator.work.session import Now, local_now
from facilitator.work.writing_options import is_copy

BY = "--by NAME"


class ChangesInFile(PlaceOfChanges):
    """A plan file that is changed."""

    signs = True
    words = "edit"

    def __init__(
        self, path: Path, prompts: Path | None = None, *, by: str = "", now: Now = local_now
    ) -> None:
        self.by = by
        self.needs = NeedsDecision("edit.by-whom", (BY,))
        self._begin = partial(Editing.begin, path, prompts, now=now)
        self._editing: Editing | None = None
        self._explained = False
        self._asking: Asking | None = None

    @property
    def editing(self) -> Editing:
        """The plan that is open."""
        assert self._editing is not None  # noqa: S101 - for mypy: it is opened before anything else
        return self._editing

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.editing.plan

    @property
    def form(self) -> FormatFile:
        """What the plan may hold."""
        return self.editing.form

    @property
    def today(self) -> date:
        """The day of a change."""
        return self.editing.today

    @property
    def last(self) -> str:
        """What undo would take back, in words."""
        last = self.editing.last()
        return last.what if last else ""

    def begin(self) -> Asked[None]:
        """Open the plan; raises Refusal where it cannot be changed now."""
        self._editing = yield Do(self._begin)
        self._asking = asking_of_school(self.editing.prompts)

    def look_again(self) -> None:
        """Take in what somebody else changed in the file meanwhile."""
        self.editing.look_again()

    def made(self, change: PlanChange) -> Change:
        """Return what a change would come to; raises Refusal."""
        return self.editing.made(change)

    def make(self, change: PlanChange) -> Asked[Made | None]:
        """Save a change; None where somebody went back from a question. Raises NeedsDecision and Refusal."""
        self.editing.by = self.by
        done = yield from self._saved(change)
        if done is None or done.part is None:
            return None
        keys = {True: "edit.saved-here", False: "edit.saved", None: "edit.saved-not-here"}
        key = "edit.saved" if self._explained and done.kept_here else keys[done.kept_here]
        key = "follow.saved-here" if done.only_here else key
        self._explained |= bool(done.kept_here)
        box = box_of_change(change, self.form)
        asked = self._asking.about(box) if self._asking and box else None
        return Made(say(key, told=done.told), done.part, asked)

    def _saved(self, change: PlanChange) -> Asked[Done | None]:
        choices = word_choices(self.editing.opened)
        while True:
            try:
                done: Done = yield Do(partial(self.editing.make, change, choices))
            except NeedsDecision as needs:
                ways = tuple(option for option in needs.options if not is_copy(option))
                asked = NeedsDecision(needs.code, ways, **needs.values)
                back, path = say("dialogue.go-back"), self.editing.opened.path
                answered = yield from decided(asked, choices, path, back=back, by_hand=True)
                if answered is None:
                    return None
                choices = answered
            else:
                return done

    def undo(self) -> Asked[str]:
        """Take the last change back; returns what is said of it. Raises Refusal."""
        self.editing.by = self.by
        done: Done = yield Do(self.editing.undo)
        return say("edit.undone", told=done.told)

    def history(self) -> list[str]:
        """Return what meetings changed, and what this computer knows of besides, the newest first."""
        of_meetings = changes_of_meetings(self.editing.plan_as_held(), self.form)
        return history_lines([*self.editing.history(), *of_meetings])

    def earlier(self, part: Part) -> list[str]:
        """Return what this computer has kept of a part of a document, which has no place for it."""
        if self.editing.opened.word is None:
            return []
        return kept_of(part, self.plan, self.form, self.editing.history())

    def names(self) -> Iterator[str]:
        """Yield the names of those of the school: at the last review, and among the people of the plan."""
        review = self.plan.last_review
        yield from (one.name for one in review.people if one.perspective == "school") if review else ()
        yield from (one.name for one in self.plan.people if one.perspective == "school")

    def let_go(self) -> None:
        """Leave the plan, if it was opened."""
        if self._editing is not None:
            self._editing.let_go()
