"""What is open, and what becomes of it: the actions of one plan or of many, to be ticked off and moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from facilitator.dialogue.changes_in_file import ChangesInFile
from facilitator.dialogue.plan_editor import PlanEditor
from facilitator.dialogue.requests import Ask, Asked, Do, Option, Words
from facilitator.dialogue.typed_values import typed_value
from facilitator.meeting.follow_up import following
from facilitator.plan.actions import ActionStatus
from facilitator.plan.changes import PlanChange
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.words_by_key import explain, say
from facilitator.work.open_actions import Followed, PlanActions, Shown, Unreadable, actions_of, every_plan
from facilitator.work.open_actions_told import Order
from facilitator.work.owners import Owner, names_in, owner_in
from facilitator.work.session import Now, local_now

IS_NEW = "is-new"
"""Of somebody whom the plan does not know: the name is right all the same."""


class FollowUp:
    """The actions of some plans; `refused` counts what was typed and changed nothing.

    Each change is one change of its plan, which is held for as long as it is made. `needs` is the option that
    says who notes it, where nobody is there to be asked.
    """

    def __init__(
        self, paths: Iterable[Path], prompts: Path | None = None, *,
        by: str = "", needs: str = "", now: Now = local_now,
    ) -> None:  # fmt: skip
        self.paths, self.prompts, self.now = list(paths), prompts, now
        self.by, self._needs = by, needs
        self.plans: list[PlanActions] = []
        self.unreadable: list[Unreadable] = []
        self.order: Order = "person"
        self.shown = Shown()
        self.notice: Words = ""
        self.refused = 0
        self._changed: Path | None = None

    def look(self) -> Asked[None]:
        """Read the plans; what cannot be read is among the `unreadable`."""
        named = self.paths if len(self.paths) == 1 else ()
        self.plans, self.unreadable = yield Do(partial(every_plan, self.paths, self.prompts, named=named))
        self._changed = self.paths[0] if len(self.paths) == 1 else self._changed

    def rows(self) -> list[Followed]:
        """Return the actions that are listed, those that are over with them."""
        return self.shown._replace(over=True).of(self.plans)

    def every(self) -> list[Followed]:
        """Return all actions, by which they are counted: of one plan as that counts them."""
        return Shown(private=True, over=True).of(self.plans)

    def numbered(self, number: int) -> Followed:
        """Return the action of a number; raises Refusal where there is none."""
        every = self.every()
        if not 1 <= number <= len(every):
            raise Refusal("follow.no-number" if every else "follow.no-action", number=number, most=len(every))
        return every[number - 1]

    def number_of(self, row: Followed) -> int:
        """Return the number of an action among all of the plans."""
        own = [(one.path, one.number) for one in self.every()]
        return own.index((row.path, row.number)) + 1

    @property
    def undoable(self) -> str:
        """What undo would take back, in words; nothing where there is nothing."""
        return next((plan.undoable for plan in self.plans if plan.path == self._changed), "")

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was changed."""
        self.notice = explain(refusal)
        self.refused += 1

    def is_by(self, name: str) -> None:
        """Keep who notes it from now on; raises Refusal."""
        self.by = self._name(name)
        self.notice = say("edit.by-now", name=self.by)

    def names(self, row: Followed) -> Asked[list[str]]:
        """Return the names of those whom the plan of an action knows; none where it cannot be read now."""
        try:
            known: list[str] = yield Do(partial(names_in, row.path, self.prompts))
        except Refusal:
            return []
        return known

    def told(self) -> Words:
        """Return what came of the last thing that was done, once."""
        told, self.notice = self.notice, ""
        return told

    # What is done

    def tick(self, row: Followed, status: ActionStatus, because: str = "") -> Asked[bool]:
        """Say that an action is done, in part, no longer needed, or not done after all."""

        def change() -> PlanChange:
            return following(row.action.id, "status", status, because=because)

        return (yield from self._make(row, change))

    def move(self, row: Followed, day: str, agreed: str = "", because: str = "") -> Asked[bool]:
        """Move an action to another day, as it is typed; `agreed` is who agreed to it."""

        def change() -> PlanChange:
            declared = DeclaredField(type="date", label=say("follow.new-day"))
            due = str(typed_value(day, declared, self.now().date()))
            return following(row.action.id, "due", due, agreed=self._name(agreed), because=because)

        return (yield from self._make(row, change))

    def hand_on(
        self, row: Followed, name: str, *, agreed: str = "", because: str = "", is_new: bool = False
    ) -> Asked[bool]:
        """Hand an action on to somebody; whether one whom the plan does not know `is_new` is asked."""
        asked = yield from self._owner(row, name, is_new=is_new)
        if asked is None:
            return False

        def change() -> PlanChange:
            return following(row.action.id, "who", asked, agreed=self._name(agreed), because=because)

        return (yield from self._make(row, change))

    def _name(self, text: str) -> str:
        declared = DeclaredField(type="line", label=say("follow.agreed-with"))
        return str(typed_value(text, declared, self.now().date())) if text.strip() else ""

    def _owner(self, row: Followed, name: str, *, is_new: bool) -> Asked[str | None]:
        """Return the name of who is meant, as the plan has it; None where somebody went back."""
        try:
            owner: Owner = yield Do(partial(owner_in, row.path, name, self.prompts))
        except Refusal as refusal:
            self.refuse(refusal)
            return None
        if owner.name or is_new:
            return owner.name or owner.typed
        options = [Option(one, one) for one in owner.perhaps]
        options.append(Option(IS_NEW, say("follow.is-new", name=owner.typed), typed="follow-new"))
        options.append(Option(None, say("dialogue.go-back"), typed="back-out"))
        needs = NeedsDecision("follow.who-is-it", (IS_NEW,), name=owner.typed)
        lead = say("follow.who-lead" if owner.perhaps else "follow.unknown", name=owner.typed)
        title = say("follow.who-title", name=owner.typed)
        picked = yield Ask(title, tuple(options), lead, at=None, stays=True, needs=needs)
        if picked is None:
            self.notice = say("undo.left")
            return None
        return owner.typed if picked == IS_NEW else str(picked)

    def _make(self, row: Followed, change: Callable[[], PlanChange]) -> Asked[bool]:
        """Make a change of the plan that has an action, and say what came of it."""

        def made(editor: PlanEditor, place: ChangesInFile) -> Asked[bool]:
            actions = place.editing.asked_after.last_actions()
            if row.action not in actions:  # it stands otherwise than it was listed
                raise Refusal("edit.changed-meanwhile")
            return (yield from editor.follow_up(change))

        return (yield from self._in_plan(row.path, made))

    def undo(self) -> Asked[bool]:
        """Take back what was noted last: of one plan, or of the one where something was noted here."""

        def made(editor: PlanEditor, place: ChangesInFile) -> Asked[bool]:
            last = place.editing.last()
            if last is None or not last.followed:
                raise Refusal("edit.nothing-to-undo")
            return (yield from editor.undo())

        if not self.undoable or self._changed is None:
            self.refuse(Refusal("edit.nothing-to-undo"))
            return False
        return (yield from self._in_plan(self._changed, made))

    def _in_plan(self, path: Path, made: Callable[[PlanEditor, ChangesInFile], Asked[bool]]) -> Asked[bool]:
        """Do something in a plan, which is held for that long; returns whether anything came of it."""
        place = ChangesInFile(path, self.prompts, by=self.by, now=self.now)
        if self._needs:
            place.needs = NeedsDecision("follow.by-whom", (self._needs,))
        editor = PlanEditor(place)
        try:
            yield from editor.begin()
            done = yield from made(editor, place)
        except NeedsDecision:
            raise
        except Refusal as refusal:
            self.refuse(refusal)
            done = False
        else:
            self.by, self.notice = place.by, editor.told()
            self.refused += editor.refused
        finally:
            editor.let_go()
        yield from self._look_again(path)
        if done:
            self._changed = path
        return done

    def _look_again(self, path: Path) -> Asked[None]:
        """Read one plan again; it stays as it was listed where it cannot be read now."""
        try:
            again: PlanActions = yield Do(partial(actions_of, path, self.prompts))
        except Refusal:
            return
        self.plans = [again if plan.path == path else plan for plan in self.plans]
