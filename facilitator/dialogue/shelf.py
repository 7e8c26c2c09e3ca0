"""The plans of a folder as options, with what is due of each; and the ways to begin where there is none."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator.dialogue.requests import Option
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan, plans_in
from facilitator.meeting.periods import is_over, next_period
from facilitator.phrases.day import in_full
from facilitator.phrases.person import children_on_record
from facilitator.plan.letters import clean_row
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say, use_prompts
from facilitator.work.lost_reviews import first_unwritten
from facilitator.work.session import local_now, unfinished

NO_PLANS = ("word.no-form", "word.unknown-form")
"""What a Word document that is no plan is refused with: a folder holds letters and lists, too."""


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

    def plans(self, folder: Path) -> list[Option]:
        """Return the plans of a folder, those that cannot be opened last; raises Refusal."""
        found = [self.choice(path) for path in plans_in(folder)]
        choices = _told_apart(self._told_of_copies([choice for choice in found if choice is not None]))
        return sorted(choices, key=self.is_refused)

    def choice(self, path: Path) -> Option | None:
        """Return a plan as an option, or None for a document that is no plan."""
        found = self.look_at(path)
        if isinstance(found, Refusal):
            return _refused(path, found)
        try:
            going_on = unfinished(found, self._prompts) is not None
            return Option(path, children_on_record(found.plan.members), self._due(found, going_on=going_on))
        except Refusal as refusal:
            return _refused(path, refusal)

    def used_up(self, plans: Sequence[Option]) -> list[Option]:
        """Return those of some plans that have had all their reviews."""
        return [one for one in plans if isinstance(one.value, Path) and self._is_over(one.value)]

    def _is_over(self, path: Path) -> bool:
        opened = self.look_at(path)
        if isinstance(opened, Refusal) or not opened.plan.reviews:
            return False
        try:
            return is_over(opened.plan, load_script(opened.plan.format, self._prompts))
        except Refusal:
            return False

    def _told_of_copies(self, choices: list[Option]) -> list[Option]:
        """Say of which files the same plan is in another one."""
        files: dict[str, list[str]] = {}
        for choice in choices:
            if isinstance(choice.value, Path) and isinstance(opened := self.look_at(choice.value), OpenPlan):
                files.setdefault(opened.plan.id, []).append(choice.value.name)
        copies = {name: names for names in files.values() for name in names if len(names) > 1}
        return [_told_of_copy(choice, copies) for choice in choices]

    def is_refused(self, choice: Option) -> bool:
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
        due = opened.due
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


def _told_of_copy(choice: Option, copies: Mapping[str, Sequence[str]]) -> Option:
    mine = choice.value.name if isinstance(choice.value, Path) else ""
    others = [name for name in copies.get(mine, ()) if name != mine]
    if not others:
        return choice
    return choice._replace(note=say("screen.home-copy", count=len(others), note=choice.note, file=others[0]))


def _told_apart(choices: list[Option]) -> list[Option]:
    """Name the files of plans of the same child: a review must not go into the wrong copy."""
    names = Counter(choice.words for choice in choices)
    return [
        choice._replace(words=say("screen.home-file", name=choice.words, file=choice.value.name))
        if names[choice.words] > 1 and isinstance(choice.value, Path)
        else choice
        for choice in choices
    ]


def _stays_so(found: OpenPlan | Refusal) -> bool:
    """Whether a plan that was looked at once stays so until its file changes: "open elsewhere" may not."""
    return not isinstance(found, Refusal) or found.code in NO_PLANS


def _refused(path: Path, refusal: Refusal) -> Option | None:
    return None if refusal.code in NO_PLANS else Option(path, clean_row(path.name), explain(refusal))
