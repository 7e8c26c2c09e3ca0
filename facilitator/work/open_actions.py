"""What is open: the actions that the next reviews of some plans ask after, as they stand now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.files.backups import FOLDER_BESIDE
from facilitator.files.open_plan import OpenPlan
from facilitator.files.os_errors import of_file
from facilitator.files.plans import open_plan, plans_in
from facilitator.meeting.last_next_steps import last_next_steps
from facilitator.phrases.follow_up import since
from facilitator.phrases.item import within
from facilitator.phrases.person import children_called
from facilitator.plan.actions import Action, ActionNow
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.similar_names import folded, unaccented
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import is_private, unshared_items
from facilitator.script.words_by_key import say
from facilitator.work.edit import last_change
from facilitator.work.first_event import plan_asked_after

NO_PLAN = ("word.no-form", "word.unknown-form")
"""What a document that is no plan is refused with: a folder holds letters and lists, too."""


class Followed(NamedTuple):
    """An action of a plan that the next review asks after; `number` counts them in their plan, from 1.

    `about` is what it is for, as it is called inside a sentence; `private` = it is not for sharing.
    """

    path: Path
    called: str
    number: int
    action: Action
    about: str = ""
    private: bool = False

    @property
    def now(self) -> ActionNow:
        """How it stands now."""
        return self.action.now

    def is_of(self, name: str) -> bool:
        """Whether it is for somebody to do: by a name, or a part of one."""
        who = {unaccented((word,)) for word in folded(self.now.who)}
        wanted = {unaccented((word,)) for word in folded(name)}
        return bool(wanted) and wanted <= who


class PlanActions(NamedTuple):
    """The actions of one plan; `steps` is what was said in words alone comes next, which nobody owns.

    `children` are those who are named in it, by full name and day of birth; `undoable` what was noted last,
    where that can be taken back.
    """

    path: Path
    called: str
    children: frozenset[tuple[str, date | None]]
    actions: tuple[Followed, ...]
    steps: tuple[str, ...] = ()
    undoable: str = ""


class Unreadable(NamedTuple):
    """A plan file that could not be read, with the Refusal that says why."""

    path: Path
    why: Refusal


def plan_files(places: Iterable[Path]) -> list[Path]:
    """Return the plan files that are named, and those in folders that are, with the folders in them.

    Each once, in order. Raises Refusal where a folder cannot be listed, or nothing is there.
    """
    found: dict[Path, Path] = {}
    for place in places:
        for path in _files_at(place):
            found.setdefault(path.absolute(), path)
    return list(found.values())


def _files_at(place: Path) -> Iterator[Path]:
    try:
        is_folder = place.is_dir()
    except (OSError, ValueError) as error:  # a name that no file can have
        raise of_file("file.not-found", place) from error
    if not is_folder:
        yield place
        return
    yield from plans_in(place)  # what cannot be listed is told
    for name, folders, _ in os.walk(place):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one != FOLDER_BESIDE)
        if Path(name) != place:
            yield from _listed(Path(name))


def _listed(folder: Path) -> list[Path]:
    try:
        return plans_in(folder)
    except Refusal:  # somebody took it away meanwhile
        return []


def actions_of(path: Path, prompts: Path | None = None) -> PlanActions:
    """Return the actions that the next review of a plan asks after; raises Refusal."""
    opened = open_plan(path, prompts)
    return _of(opened, load_script(opened.plan.format, prompts).format, prompts)


def _of(opened: OpenPlan, form: FormatFile, prompts: Path | None) -> PlanActions:
    plan = plan_asked_after(opened, prompts)
    called = children_called(plan.members, in_full=True)
    members = frozenset((one.full_name.casefold(), one.date_of_birth) for one in plan.members)
    actions = tuple(
        Followed(opened.path, called, number, action, _about(action, plan, form), is_private(action, plan))
        for number, action in enumerate(plan.last_actions(), start=1)
    )
    kept_back = unshared_items(plan)
    shared = [item for item in plan.items if item.id not in kept_back and plan.is_current(item)]
    told = plan.model_copy(update={"reviews": list(map(_shared, plan.reviews))})
    steps = tuple(filter(None, (last_next_steps(item.id, told, form) for item in shared)))
    last = last_change(opened)
    undoable = last.what if last and last.followed else ""
    return PlanActions(opened.path, called, members, actions, steps, undoable)


def _shared(review: Review) -> Review:
    return review.model_copy(update={"entries": [one for one in review.entries if not one.not_shared]})


def _about(action: Action, plan: Plan, form: FormatFile) -> str:
    children = {child.id: child.on_record for child in plan.children}
    items = {item.id: item for item in plan.items}
    if action.about in items:
        return within(items[action.about], form)
    return children.get(action.about or "", "")


def every_plan(
    paths: Iterable[Path], prompts: Path | None = None, *, named: Iterable[Path] = ()
) -> tuple[list[PlanActions], list[Unreadable]]:
    """Return the actions of each plan that can be read, and why others cannot.

    A document that is no plan is passed over, unless it is one of those that were `named`.
    """
    plans, unreadable, asked_for = [], [], set(named)
    for path in paths:
        try:
            plans.append(actions_of(path, prompts))
        except Refusal as refusal:
            if refusal.code not in NO_PLAN or path in asked_for:
                unreadable.append(Unreadable(path, refusal))
    return plans, unreadable


class Shown(NamedTuple):
    """Which actions are listed: `person` by name, nothing = everybody's; `private` and `over` ones too."""

    person: str = ""
    private: bool = False
    over: bool = False

    def of(self, plans: Iterable[PlanActions]) -> list[Followed]:
        """Return the actions that are listed."""
        every = (one for plan in plans for one in plan.actions)
        return [
            one
            for one in every
            if (self.private or not one.private)
            and (self.over or one.now.is_open)
            and (not self.person or one.is_of(self.person))
        ]


def names_several(plans: Iterable[PlanActions]) -> bool:
    """Whether a list of some plans names more than one child."""
    return len(frozenset[object]().union(*(plan.children for plan in plans))) > 1


def as_data(
    plans: Iterable[PlanActions], unreadable: Iterable[Unreadable], shown: Shown, today: date
) -> dict[str, Any]:
    """Return the same as JSON values, plan by plan."""
    told = list(plans)
    return {
        "on": today.isoformat(),
        "names_several_children": names_several(told),
        "plans": [_plan_data(plan, shown, today) for plan in told],
        "unreadable": [{"file": str(one.path), "why": one.why.code} for one in unreadable],
    }


def _plan_data(plan: PlanActions, shown: Shown, today: date) -> dict[str, Any]:
    return {
        "file": str(plan.path),
        "child": plan.called,
        "actions": [_action_data(one, today) for one in shown.of([plan])],
        "next_steps": [] if shown.person else [*plan.steps],
    }


def _action_data(one: Followed, today: date) -> dict[str, Any]:
    now = one.now
    return {
        "number": one.number,
        "id": one.action.id,
        "what": one.action.what,
        "who": now.who,
        "by": now.by.isoformat() if now.by else None,
        "status": now.status or "open",
        "overdue": now.is_overdue(today),
        "about": one.about,
        "not_shared": one.private,
        "changes": [change.model_dump(mode="json", exclude_defaults=True) for change in one.action.changes],
        "since": since(one.action, tell=say),
    }
