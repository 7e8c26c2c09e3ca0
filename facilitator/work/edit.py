"""Changing a plan outside its meetings: each change is saved at once, with who did it, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from facilitator.files import backups
from facilitator.files.atomic_saving import Conflict, digest
from facilitator.files.change_record import KeptChange, keep_change, kept_changes, not_taken_back
from facilitator.files.document_id import remembered, settled
from facilitator.files.folders import backups_path
from facilitator.files.kept_ends import known_by, with_kept_ends
from facilitator.files.kept_links import Links, keep_links, links_of, put_links
from facilitator.files.kept_marks import is_marked, known_parts, with_kept_marks
from facilitator.files.kept_signatures import to_keep, with_kept_signatures
from facilitator.files.meeting_lock import MeetingLock, PlanIsOpen
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import Edit, open_plan, put_back, read_bytes, save_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_changes import Change, made
from facilitator.meeting.signatures import newest
from facilitator.phrases.plan_change import change_told
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import value_told
from facilitator.plan.changes import MARKS, PlanChange
from facilitator.plan.nouns import Mark
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.golden_thread import with_options
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import ACTION, ENTRY, PLAN, SIGNED, Part, is_change_hidden
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import REPLACE, Choices
from facilitator.work.edited_document import refuse_other
from facilitator.work.first_event import plan_asked_after
from facilitator.work.follow_up import FollowUp, save_follow_up
from facilitator.work.session import Now, local_now, unfinished

NOWHERE = Part("nowhere")
"""Where a part is of which nobody can tell any more which one it is: one of several alike."""


class Done(NamedTuple):
    """A change that was saved, as a sentence; `part` is what was changed, where it is found now.

    `kept_here` = who did it, or what stood there before, has no place in the file and is kept on this
    computer; None = this computer had no room for it. `only_here` = nor has the change itself.
    """

    told: str
    part: Part | None = None
    kept_here: bool | None = False
    only_here: bool = False


@dataclass
class Editing:
    """A plan that is being changed, with its lock; `by` is who changes it, empty = nobody has said yet."""

    opened: OpenPlan
    script: Script
    lock: MeetingLock
    prompts: Path | None
    now: Now
    by: str = ""
    _known: tuple[OpenPlan, Plan] | None = None

    @classmethod
    def begin(cls, path: Path, prompts: Path | None = None, *, by: str = "", now: Now = local_now) -> Self:
        """Open a plan to change it; raises Refusal, also while a meeting of it is held or not finished.

        NeedsDecision where a document may be a plan of before, or another one.
        """
        opened = settled(open_plan(path, prompts))
        try:
            lock = MeetingLock.of(opened, now())
        except PlanIsOpen as is_open:
            raise Refusal("edit.is-open") from is_open
        try:
            _refuse_unfinished(opened, prompts)
            return cls(opened, load_script(opened.plan.format, prompts), lock, prompts, now, by)
        except BaseException:
            lock.let_go()
            raise

    @property
    def plan(self) -> Plan:
        """The plan as it is now, with the ends that a document has no place for."""
        if self.opened.word is None:
            return self.opened.plan
        if self._known is None or self._known[0] is not self.opened:
            plan = with_kept_ends(self.opened.plan, self.history(), self.script.format)
            plan = with_kept_signatures(plan, self.history())
            plan = with_kept_marks(plan, self.history(), self.script.format)
            self._known = (self.opened, plan)
        return self._known[1]

    @property
    def form(self) -> FormatFile:
        """What the plan may hold; an outcome may be linked to the hopes and needs that are in it now."""
        return with_options(self.script.format, self.plan)

    @property
    def today(self) -> date:
        """The day of a change."""
        return self.now().date()

    @property
    def mark(self) -> Mark:
        """When a change is made, and by whom."""
        return Mark(on=self.today, by=self.by)

    def look_again(self) -> bool:
        """Take in what somebody else changed in the file meanwhile, and return whether there is anything."""
        again = open_plan(self.opened.path, self.prompts)
        if again.base == self.opened.base:
            return False
        self.opened = again
        return True

    @property
    def asked_after(self) -> Plan:
        """The plan with the actions that its next review asks after, as they stand now."""
        return plan_asked_after(self.opened, self.prompts)

    def made(self, change: PlanChange) -> Change:
        """Return what a change would come to, with nothing saved; raises Refusal."""
        return made(self._changed_by(change), self.form, change, self.mark)

    def _changed_by(self, change: PlanChange) -> Plan:
        return self.asked_after if change.kind == ACTION else self.plan

    def make(self, change: PlanChange, choices: Choices) -> Done:
        """Make a change and save it; raises NeedsDecision, and Refusal with nothing changed."""
        if self.look_again():
            raise Refusal("edit.changed-meanwhile")
        before, form, after, links = self.opened, self.form, self.made(change), self._links()
        plan = self._changed_by(change)
        if after.plan == plan:
            raise Refusal("edit.says-already")
        beside = self._put(after, choices)
        self.opened = open_plan(before.path, self.prompts)
        told = change_told(after.done, after.where_told(plan), form, shared=True)
        hidden, was = is_change_hidden(after.done, after.plan, form), _was(after.done, form)
        done = KeptChange("", "", told, was, change.because, before.base, hidden=hidden, links=links)
        done = done._replace(followed=change.kind == ACTION)
        if beside is not None:
            if not self._keep(done._replace(of=[*beside.of], follow_up=beside.noted)):
                raise Refusal("confirm.no-room")
            return Done(told, after.part, only_here=True)
        signed_beside = before.word is not None and change.kind == SIGNED and self.opened.base == before.base
        if before.word is not None and change.kind == SIGNED:
            told = say("edit.signed-beside", told=told) if signed_beside else told
            done = done._replace(signed=to_keep(newest(plan, after.plan), plan))
        done = done._replace(of=_known_by(after.done, plan, form), how=after.done.how)
        marked = before.word is not None and change.deed in MARKS
        kept = self._keep(self._with_mark(done, after) if before.word is not None else done)
        if not kept and (signed_beside or marked):
            raise Refusal("confirm.no-room")
        told = say("edit.kept-back-beside", told=told) if marked and change.deed == "kept_back" else told
        in_file = before.word is None or change.kind == ACTION or marked  # with who did it
        return Done(told, self._where_now(after), not in_file if kept else None)

    def _with_mark(self, done: KeptChange, after: Change) -> KeptChange:
        """Return a change with the mark of its part, where that is made, or stays with other words."""
        change, known = after.done, known_parts(after.plan, self.form)
        own = next(iter(after.plan.given(change.field)), None) if change.kind == PLAN else None
        part = Part(ENTRY, own.id) if own else after.part
        if part not in known or change.deed not in (*MARKS, "reworded"):
            return done
        shared = not is_marked(after.plan, part)
        if change.deed == "reworded" and shared:
            return done
        return done._replace(of=list(known[part]), not_shared=not shared)

    def _put(self, after: Change, choices: Choices) -> FollowUp | None:
        """Save a change; returns what is to be kept beside the document, which has no place for it."""
        change = after.done
        try:
            if self.opened.word is not None and change.kind == ACTION:
                return save_follow_up(self.opened, after, self.mark, choices)
            if self.opened.word is not None and change.deed in MARKS:
                return None
            if self.opened.word is not None and change.field in self.form.linking(change.kind):
                self._put_links(after.plan)
                return None
            check = partial(refuse_other, after.plan, self.opened, self.form, signs=after.done.kind == SIGNED)
            save_plan(self.opened, after.plan, choices=choices, edit=Edit(self.by, check))
        except Conflict as conflict:
            self.look_again()
            raise Refusal("edit.changed-meanwhile") from conflict
        except Refusal as refusal:  # who signed is kept here, where a form has no box for it
            if self.opened.word is None or after.done.kind != SIGNED or refusal.code != "edit.no-place":
                raise
        return None

    def _put_links(self, plan: Plan) -> None:
        if not keep_links(plan, self.form, none_left=True):
            raise Refusal("confirm.no-room")

    def _where_now(self, change: Change) -> Part:
        """Return the part that was changed as it is found now: in a document it may stand in another row."""
        part = change.part
        meant = next((one for one in change.plan.items if one.id == part.id), None)
        same = [
            one for one in self.plan.items if meant and (one.kind, one.fields) == (part.kind, meant.fields)
        ]
        if self.opened.word is None or meant is None or part.id in [one.id for one in same]:
            return part
        return Part(part.kind, same[0].id) if len(same) == 1 else NOWHERE

    def _links(self) -> Links | None:
        """Return what the outcomes of a document are linked to, as this computer keeps it."""
        return links_of(self.opened.ids) if self.opened.word is not None else None

    def _keep(self, change: KeptChange) -> bool:
        at = self.now().isoformat(timespec="seconds")
        kept = keep_change(self.plan.id, change._replace(at=at, by=self.by, after=self.opened.base))
        self._known = None
        return kept

    # What was done

    def plan_as_held(self) -> Plan:
        """Return the plan with its meetings as they were held: a form has no place for all of it."""
        return as_held(self.opened, self.prompts).plan

    def history(self) -> list[KeptChange]:
        """Return what this computer knows of changes to the plan, the oldest first."""
        return kept_changes(self.opened.ids)

    def last(self) -> KeptChange | None:
        """Return the change that the plan file is as it is by, and that can be undone; None for none."""
        return last_change(self.opened)

    def undo(self) -> Done:
        """Take the last change back: the plan file becomes what it was, byte for byte, with its links.

        Raises Refusal.
        """
        if self.look_again():
            raise Refusal("edit.changed-meanwhile")
        last = self.last()
        if last is None:
            raise Refusal("edit.nothing-to-undo")
        before, links = self.opened, self._links()
        if not last.is_beside:
            self._put_back(last)
        kept = last.links is None or put_links(self.plan.id, last.links)
        if last.is_beside and not kept:
            raise Refusal("confirm.no-room")
        self.opened = open_plan(before.path, self.prompts)
        if self.opened.word is not None:
            remembered(self.opened)
        back = KeptChange("", "", last.what, before=before.base, back=True, links=links)
        kept = self._keep(back._replace(followed=last.followed))
        if last.follow_up is not None and not kept:
            raise Refusal("confirm.no-room")
        return Done(last.what)

    def _put_back(self, last: KeptChange) -> None:
        version = _version(last, self.opened)
        if version is None:
            raise Refusal("edit.nothing-to-undo")
        try:
            put_back(self.opened, read_bytes(version.path), version.path.parent)
        except Conflict as conflict:
            self.look_again()
            raise Refusal("edit.changed-meanwhile") from conflict

    def let_go(self) -> None:
        """Leave the plan."""
        self.lock.let_go()


def last_change(opened: OpenPlan) -> KeptChange | None:
    """Return the change that a plan file is as it is by, and that can be undone; None for none."""
    done = (one for one in reversed(not_taken_back(kept_changes(opened.ids))) if one.after == opened.base)
    return next((one for one in done if one.is_beside or _version(one, opened) is not None), None)


def _version(one: KeptChange, opened: OpenPlan) -> backups.Backup | None:
    """Return the version of a plan file before a change."""
    folders = [
        folder
        for plan_id in opened.ids
        for folder in (backups_path(plan_id), backups.beside(opened.path, plan_id))
    ]
    for backup in backups.replaced_by(one.after, folders):
        try:
            if digest(read_bytes(backup.path)) == one.before:
                return backup
        except Refusal:
            continue
    return None


def _refuse_unfinished(opened: OpenPlan, prompts: Path | None) -> None:
    """Raise the Refusal of a plan whose meeting is to be carried on, with the plan as it was."""
    if unfinished(opened, prompts) is not None:
        raise Refusal("edit.unfinished")


def word_choices(opened: OpenPlan) -> Choices:
    """Return how a document is changed where nobody has to be asked: what is asked for has room made for it.

    In one that tracks changes they are tracked.
    """
    tracked = True if opened.word is not None and opened.word.package.track_changes else None
    return Choices(append=True, one_value=REPLACE, add=True, tracked=tracked, seen=True)


def _known_by(change: PlanChange, plan: Plan, form: FormatFile) -> list[str] | None:
    """Return what an item is known by that ended or was put back; None for any other change."""
    if change.kind not in form.items or change.deed not in ("ended", "put_back"):
        return None
    return known_by(plan.item(change.part), plan, form)


def _was(change: PlanChange, form: FormatFile) -> str:
    return value_told(change.was, fields_of(change.kind, form, change.field).get(change.field))
