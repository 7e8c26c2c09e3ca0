"""Bringing words back: what is different in something that is kept, and making a new file of it."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path

from facilitator.files import os_errors, plan_text
from facilitator.files.atomic_saving import save_bytes
from facilitator.files.encryption import ENDING as ENCRYPTED
from facilitator.files.folders import meetings_folder
from facilitator.files.journal import Journal
from facilitator.files.journal_lines import Header, recover
from facilitator.files.kept_here import KeptPlan, is_file
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import ENDING as NATIVE
from facilitator.files.plans import (
    SEALED_ENDING,
    another_version,
    is_word_name,
    native_ending,
    open_plan,
    read_bytes,
)
from facilitator.files.reviews_as_held import as_held
from facilitator.phrases.person import listed
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.loading import load_script
from facilitator.script.plan_parts import everybody
from facilitator.script.words_by_key import explain, say
from facilitator.work.forget import is_in_use
from facilitator.work.plan_difference import lines_of, only_in
from facilitator.work.recoverable import (
    RECORD,
    VERSION,
    WRITTEN,
    Recoverable,
    plan_now,
    plan_of,
    recoverable,
    what_told,
)
from facilitator.work.salvaged_meeting import ReadBack, read_back, told

TEXT = ".txt"


class Beside:
    """Something that is kept, beside the plan as it is now."""

    def __init__(self, kept: KeptPlan, one: Recoverable, prompts: Path | None = None) -> None:
        self.kept, self.one = kept, one
        self._prompts = prompts
        found = plan_now(kept, prompts)
        self.now = found if isinstance(found, OpenPlan) else None
        self.why_not = found if isinstance(found, Refusal) else None
        self.found: ReadBack | None = None
        if one.holds is not None and (opened := self.now or self._a_version()):
            self.found = read_back(one.holds, opened, prompts)

    def _a_version(self) -> OpenPlan | None:
        """Return the newest earlier version that can be opened, where the plan itself cannot."""
        for one in recoverable(self.kept):
            if one.kind == VERSION and not is_word_name(one.path.name) and not one.damaged:
                with contextlib.suppress(Refusal):
                    return open_plan(one.path, self._prompts)
        return None

    # What is different

    def difference(self) -> list[str]:
        """Return what it has that the plan has not now, and the other way round, in lines; raises Refusal."""
        if self.one.kind == RECORD:
            return self._of_record()
        now = [explain(self.why_not)] if self.why_not else [] if self.now else [say("recover.no-plan")]
        plan = self._version().plan if self.one.kind == VERSION and self.now else plan_of(self.one)
        script = load_script(plan.format, self._prompts)
        if self.now is None:
            from facilitator.work.show import as_lines

            return [*now, say("recover.holds"), *as_lines(plan, script)]
        there, here = only_in(plan, self.now.plan, script), only_in(self.now.plan, plan, script)
        if not (there or here):
            return [say("recover.same")]
        return [
            say("recover.only-there" if there else "recover.nothing-there"),
            *there,
            say("recover.only-now" if here else "recover.nothing-now"),
            *here,
        ]

    def _version(self) -> OpenPlan:
        """Return the earlier version as the same plan as it is now, with its ids; raises Refusal."""
        assert self.now is not None  # noqa: S101 - for mypy: it is compared with it
        return another_version(self.now, read_bytes(self.one.path), self._prompts)

    def _of_record(self) -> list[str]:
        """Return what was said, or of a review that is in the plan only what the plan has not."""
        if self.in_plan and self.found is not None and self.now is not None:
            missing = self._not_in_plan(self.found, self.now)
            if not missing:
                return [say("recover.in-plan"), *self._damage()]
            return [say("recover.in-plan-but"), *missing, *self._damage()]
        return [say("recover.said"), *self.told(hides=True)]

    def _not_in_plan(self, found: ReadBack, now: OpenPlan) -> list[str]:
        from facilitator.meeting.review_record import to_record

        minutes = found.meeting.minutes
        ended = minutes.standing.ended
        review, script = to_record(minutes, ended.at if ended else None), found.meeting.script
        held = next(one for one in self._held if one.id == review.id)
        there = set(lines_of(held, now.plan, script))
        return [line for line in lines_of(review, found.meeting.plan, script) if line not in there]

    def _damage(self) -> list[str]:
        return [say("recover.damaged-words"), *self.told(hides=True)] if self.one.damaged else []

    def told(self, *, hides: bool = False) -> list[str]:
        """Return all that was said in the meeting of a record, and what of it is lost."""
        assert self.one.holds is not None  # noqa: S101 - for mypy: it is a record
        names = everybody(self.now.plan) if self.now else {}
        return told(self.one.holds, self.found, names, hides=hides)

    @property
    def in_plan(self) -> bool:
        """Whether the review of a record stands in the plan, by its id."""
        return self._review_id in {held.id for held in self._held}

    @cached_property
    def _held(self) -> list[HeldMeeting]:
        """The meetings that stand in the plan, those in a document as they were held."""
        return as_held(self.now, self._prompts).plan.meetings() if self.now is not None else []

    @property
    def _review_id(self) -> str:
        holds = self.one.holds
        if holds is None:
            return ""
        return holds.header.review_id if holds.header else str(holds.events.get(1, {}).get("review"))

    # A new file of it

    @property
    def ending(self) -> str:
        """The ending of the file that it is brought out as; what the plan has encrypted stays so."""
        if self.one.kind == RECORD:
            return TEXT
        path = Path(self.one.path.name.removesuffix(ENCRYPTED))
        if self.one.kind == WRITTEN or not is_word_name(path.name):
            there = [place for place in self.kept.places if is_file(place)] or self.kept.places
            endings = {native_ending(place.name) for place in there}
            return SEALED_ENDING if SEALED_ENDING in endings else NATIVE
        return path.suffix

    def bring_out(self, path: Path) -> Path:
        """Write it into a new file, and return that; raises Refusal, also where a file has that name."""
        if path.is_symlink() or path.exists():
            raise os_errors.of_file("file.already-there", path)
        wanted = self.ending
        if not path.name.lower().endswith(wanted):
            raise os_errors.of_file("recover.needs-ending", path, ending=wanted)
        if self.one.kind == VERSION:
            data = read_bytes(self.one.path)
        elif self.one.kind == WRITTEN:
            data = plan_text.render(plan_of(self.one))
        else:
            data = "".join(f"{line}\n" for line in [self.title, "", *self.told()]).encode("utf-8", "replace")
        save_bytes(path, data, base=None, backups=None, plan_id=self.kept.short)
        return path

    @property
    def title(self) -> str:
        """What it is, in words for a heading."""
        names = listed(self.kept.called) or say("forget.no-name")
        return say("recover.of", names=names, what=what_told(self.one))

    # The meeting, to be carried on

    def why_not_on(self) -> Refusal | None:
        """Return why the meeting of a record cannot be carried on, None where it can."""
        if self.now is None:
            return self.why_not or Refusal("recover.no-plan")
        if self.in_plan:
            return Refusal("recover.on-in-plan", path=str(self.now.path))
        if self.found is None:
            return Refusal("recover.on-does-not-fit")
        return None

    def carry_on(self) -> Path:
        """Make a new record of the meeting that the next review carries on; returns the plan's file.

        Raises Refusal. The record that was there stays as it is.
        """
        refused = self.why_not_on()
        if refused is not None:
            raise refused
        assert self.now is not None  # noqa: S101 - for mypy
        assert self.found is not None  # noqa: S101 - for mypy
        for file in self.one.files:
            if file.path.suffix == ".journal" and is_in_use(file.path):
                raise Refusal("journal.in-use", folder=str(file.path.parent))
        if not self.needs_new_record:
            return self.now.path
        header = self._header(self.now, self.found)
        with Journal.create(meetings_folder(), header, events=self.found.events):
            return self.now.path

    @property
    def needs_new_record(self) -> bool:
        """Whether the meeting as it is kept would not be found, or not all of it."""
        holds, paths = self.one.holds, [file.path for file in self.one.files]
        if holds is None or holds.outcome is not None or holds.header is None:
            return True
        read = (len(recover(path).events) for path in paths if path.suffix == ".journal")
        return max(read, default=0) < max(holds.events, default=0)

    def _header(self, now: OpenPlan, found: ReadBack) -> Header:
        """Return the header of a new record of the same review; that of the old one may be damaged."""
        from facilitator import __version__

        holds, started = self.one.holds, found.meeting.started
        if holds is not None and holds.header is not None:
            return holds.header._replace(meeting="", part=1)
        return Header(
            plan_id=now.plan.id,
            base=None,
            plan_path=now.place,
            writer=f"facilitator {__version__}, {now.plan.format}",
            review_id=started.review,
            started_at=started.at.isoformat() if started.at else "",
        )
