"""Bringing into a plan what another version of its file says, such as a copy that a synced folder made."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from facilitator.files import backups
from facilitator.files.atomic_saving import Conflict, digest
from facilitator.files.change_record import KeptChange, keep_change
from facilitator.files.folders import backups_path
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plan_text import as_json
from facilitator.files.plans import Edit, another_version, open_plan, read_bytes, save_plan
from facilitator.meeting.merged_plan import Merging, merged, merging
from facilitator.meeting.plan_changes import sound
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import Choices
from facilitator.work.edit import Editing, word_choices


@dataclass
class Merge:
    """A plan and the other version of it; `was_before` = the other one is a version that this one was."""

    editing: Editing
    other: OpenPlan
    was_before: bool

    @cached_property
    def found(self) -> Merging:
        """The two in one, with what somebody has to pick."""
        opened = self.editing.opened
        past = [] if self.was_before else [one.plan for one in _past(opened, self.editing.prompts)]
        return merging(opened.plan, self.other.plan, past, ids_are_kept=opened.word is None)

    @property
    def says_nothing_new(self) -> bool:
        """Whether all that the other one says stands in the plan, or stood there before."""
        return self.was_before or not (self.found.clashes or self.found.came)

    def plan(self, picked: Sequence[str]) -> Plan:
        """Return the plan as it would be; raises Refusal where both together make no sound one."""
        editing = self.editing
        data = as_json(merged(self.found, picked, editing.today, editing.by))
        try:
            plan = Plan.model_validate_json(data)
        except ValueError as error:
            raise Refusal("merge.does-not-fit") from error
        return sound(plan, editing.opened.plan, editing.form)

    def write(self, picked: Sequence[str]) -> OpenPlan:
        """Save the plan with what the other version has; raises Refusal with nothing changed.

        What a document has no place for is in `left_out` of what is returned.
        """
        editing, plan = self.editing, self.plan(picked)
        if editing.look_again():
            raise Refusal("edit.changed-meanwhile")
        before, choices = editing.opened, Choices()
        if before.word is not None:
            choices = word_choices(before)
        try:
            saved = save_plan(before, plan, choices=choices, edit=Edit(editing.by))
        except Conflict as conflict:
            raise Refusal("edit.changed-meanwhile") from conflict
        editing.opened = replace(open_plan(before.path, editing.prompts))
        told = say("merge.noted", file=self.other.path.name)
        at = editing.now().isoformat(timespec="seconds")
        keep_change(plan.id, KeptChange(at, editing.by, told, before=before.base, after=editing.opened.base))
        return saved


def come_to_merge(editing: Editing, other: Path) -> Merge:
    """Open another version of a plan that is being changed; raises Refusal where it is another plan."""
    opened = editing.opened
    if other.absolute() == opened.path.absolute():
        raise Refusal("merge.same-file")
    theirs = open_plan(other, editing.prompts)
    if (theirs.word is None) != (opened.word is None) or theirs.plan.format != opened.plan.format:
        raise Refusal("merge.another-kind", file=other.name, plan=opened.path.name)
    if opened.word is None and theirs.plan.id != opened.plan.id:
        raise Refusal("merge.another-plan", file=other.name, plan=opened.path.name)
    names = [[child.full_name for child in one.plan.children] for one in (opened, theirs)]
    if opened.word is not None:
        if names[0] != names[1]:
            raise Refusal("merge.another-plan", file=other.name, plan=opened.path.name)
        theirs = replace(theirs, plan=theirs.plan.model_copy(update={"id": opened.plan.id}))
    return Merge(editing, theirs, theirs.base == opened.base or theirs.base in map(digest, _versions(opened)))


def _versions(opened: OpenPlan) -> list[bytes]:
    """Return what a plan file was before, the newest first, as far as this computer keeps it.

    Another file of the same plan may have been changed here, too: only what led to this one counts.
    """
    folders = [
        folder
        for plan_id in opened.ids
        for folder in (backups_path(plan_id), backups.beside(opened.path, plan_id))
    ]
    found: dict[str, bytes] = {}
    newest = opened.base
    while (before := _replaced_by(newest, folders)) is not None and digest(before) not in found:
        newest = digest(before)
        found[newest] = before
    return list(found.values())


def _replaced_by(base: str, folders: list[Path]) -> bytes | None:
    for version in backups.replaced_by(base, folders):
        with contextlib.suppress(Refusal):
            return read_bytes(version.path)
    return None


def _past(opened: OpenPlan, prompts: Path | None) -> Iterator[OpenPlan]:
    """Yield the versions that a plan was before, where they can be read."""
    for data in _versions(opened):
        with contextlib.suppress(Refusal):
            yield another_version(opened, data, prompts)
