"""A meeting being held: the conversation, its journal and its plan file, for both front ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from facilitator.files import journal_shelf, moved_records, records
from facilitator.files.folders import meetings_folder, meetings_path, settings_path
from facilitator.files.journal import Journal, JournalBroken
from facilitator.files.journal_events import events_of, of_planning
from facilitator.files.journal_lines import Header
from facilitator.files.kept_beside_form import with_kept
from facilitator.files.meeting_lock import MeetingLock
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import Edit, save_plan
from facilitator.files.reviews_as_held import planning_as_held
from facilitator.files.writable import hindrance
from facilitator.meeting import events as ev
from facilitator.meeting.event_json import to_json
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.pace import Pace, pace
from facilitator.meeting.periods import free_periods, used_up
from facilitator.meeting.question import View
from facilitator.plan.people import Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.conformity import refuse_children
from facilitator.script.filled_sentences import Wording
from facilitator.script.loading import load_script
from facilitator.script.school import School
from facilitator.script.words_by_key import say
from facilitator.word.writing_choices import Choices
from facilitator.work import record_place
from facilitator.work.copies_beside import told_of_copies
from facilitator.work.first_event import first_event, plan_to_begin_with
from facilitator.work.own_school import of_school, own_school
from facilitator.work.reopened_meetings import finish_undoing, kept_records

SAVED, COPIED = "saved", "copied"
"""How a meeting ended that was written: into its plan, or into a copy."""

Now = Callable[[], datetime]


def local_now() -> datetime:
    """Return the time now, with the computer's own offset."""
    return datetime.now().astimezone()


class Closed(NamedTuple):
    """A meeting that was written: the plan file as it is now, and the record of the meeting in it."""

    opened: OpenPlan
    review: HeldMeeting


class Session:
    """One meeting of one plan file. Every event goes through `record`: into the meeting, then to disk.

    Make one with `begin` or `carry_on`; `unfinished` tells which. `now` is the clock. `notices` are what
    the chair should know about the file before the first question, in words. `hindrance` is why the plan
    could not be written when the meeting was opened, None where nothing was in the way. `told_of_unsaved` is
    the number of the last event when the chair was told last what is on no disk. `actions_in` is what the
    chair decided of actions without a box (`Choices`), for when the review is written again.
    """

    def __init__(
        self, opened: OpenPlan, meeting: Meeting, journal: Journal, now: Now, notices: tuple[str, ...] = ()
    ) -> None:
        self.opened = opened
        self.notices = notices
        self.meeting = meeting
        self.journal = journal
        self.now = now
        self.view = View(meeting, Wording(), say)
        self.trouble: JournalBroken | None = None
        self.copied_out: tuple[Path, int] | None = None
        self.hindrance = hindrance(opened.path, opened.plan.id)
        self.lock: MeetingLock | None = None
        self.prompts: Path | None = None
        self.told_of_unsaved = 0
        self.actions_in: int | None = None
        self.school = School.model_construct()
        self._told_of_other_chair: set[bool] = set()

    @classmethod
    def begin(
        cls, opened: OpenPlan, *, planning: bool = False, prompts: Path | None = None, now: Now = local_now
    ) -> Self:
        """Start a meeting; Refusal where the plan has had all its reviews, or no journal can be kept.

        Or where the next review cannot be held with a Word document as it is. `planning` = the meeting that
        writes the plan, not its next review.
        """
        school = own_school(prompts)
        script = of_school(load_script(opened.plan.format, prompts, planning=planning), school)
        if not (planning or free_periods(opened.plan, script)):
            raise used_up(script.format)
        refuse_children(opened.plan, script.format)
        if not planning:
            opened.ready_for_review()
        planned = [] if opened.plan.meetings() else planning_as_held(opened)
        known = plan_to_begin_with(opened, planned, prompts)
        expected = [] if known.meetings() else _expected(opened, prompts)
        started = first_event(known, script, now(), opened.next_period, opened.written_before, expected)
        started = started.model_copy(update={"planned": planned})
        meeting = Meeting(script, known, started)
        header = _header(opened, started, now())
        journal = Journal.create(meetings_folder(), header, events=[to_json(meeting.started)], clock=now)
        session = cls(opened, meeting, journal, now, (*opened.notices, *told_of_copies(opened)))
        session.prompts, session.school = prompts, school
        return session

    @classmethod
    def carry_on(
        cls,
        opened: OpenPlan,
        path: Path,
        *,
        apart: tuple[Path, ...] = (),
        prompts: Path | None = None,
        now: Now = local_now,
    ) -> Self:
        """Go on with an unfinished meeting exactly where it was cut off; `apart` as its `JournalFile` has it.

        Refusal where it is being held in another window, or where its plan has changed so that what was
        said no longer fits: the journal is kept then.
        """
        journal = Journal.resume(path, clock=now)
        try:
            school = own_school(prompts)
            script = load_script(opened.plan.format, prompts, planning=of_planning(journal.events))
            script = of_school(script, school)
            if not script.planning:
                opened.ready_for_review()
        except Refusal:
            journal.release()
            raise
        from facilitator.meeting.plan_changed_meanwhile import replayed

        try:
            events = events_of(journal.events, opened)
            planned = events[0].planned if events and isinstance(events[0], ev.MeetingStarted) else []
            meeting = replayed(script, plan_to_begin_with(opened, planned, prompts), events)
        except (Refusal, ValueError) as error:  # ValueError: an event that this version does not know
            journal.release()
            raise Refusal("session.does-not-fit", journal=str(path)) from error
        changed = opened.word is not None and journal.header.base != opened.base  # since it was begun
        notices = (
            *((say("session.changed-since"),) if changed else ()),
            *opened.notices,
            *told_of_copies(opened),
        )
        notices += tuple(say("session.apart", path=other, plan=opened.path) for other in apart)
        session = cls(opened, meeting, journal, now, notices)
        record_place.note_again(journal, opened)
        session.prompts, session.school = prompts, school
        session.record(ev.Resumed())
        return session

    # Holding it

    def record(self, event: ev.Event) -> ev.Event:
        """Take an event in and make it durable; returns it with its number, or raises a Refusal.

        When the disk fails the event is kept in memory: `saved` is False then, and `trouble` says since when.
        """
        kept = self.take_in(event)
        self.make_durable(kept)
        return kept

    def take_in(self, event: ev.Event) -> ev.Event:
        """Take an event into the meeting alone, for a screen that makes it durable in a thread of its own."""
        return self.meeting.add(event, self.now())

    def make_durable(self, kept: ev.Event) -> None:
        """Write an event that was taken in; they must come in the order in which they were taken in."""
        self._write(lambda: self.journal.append(to_json(kept)))

    def try_again(self) -> None:
        """Write what is in memory alone, after trouble; `trouble` says whether it went well."""
        self._write(self.journal.retry)

    def _write(self, writing: Callable[[], None]) -> None:
        try:
            writing()
            self.trouble = None
        except JournalBroken as broken:
            self.trouble = broken

    @property
    def saved(self) -> bool:
        """Whether everything so far is durable: only then may the tick be shown."""
        return self.trouble is None

    def save_elsewhere(self, folder: Path) -> str:
        """Go on with the journal in another folder; raises JournalBroken, and nothing is lost.

        Returns what to say: how the next start finds it there.
        """
        found_again = self.journal.move_to(folder.absolute(), record_place.places_of(self.opened))
        self.trouble = None
        return record_place.saved_in(self.journal.path, self.opened, found_again=found_again)

    def rescue(self) -> str:
        """Save in the user's own folder what no disk took; return what to say, nothing where that fails."""
        try:
            return self.save_elsewhere(settings_path() / "meetings")
        except JournalBroken:
            return ""

    def catch_up(self) -> None:
        """Make durable what was taken in when somebody stopped the program, just before it was written."""
        for event in self.meeting.events[self.journal.durable + self.journal.unsaved :]:
            self.make_durable(event)

    def pace(self) -> Pace:
        """Return how the meeting stands against its time, for the chair; a school may want no nudges."""
        found = pace(self.meeting.minutes, self.meeting.clock, self.now())
        return found if self.school.nudges else found._replace(nudge=False)

    # Ending it

    def review(self) -> HeldMeeting:
        """Return the record of the meeting as it would be written now.

        It closed when the meeting ended: a writing that is tried again is the same to the letter, and so
        not a conflict with the first try.
        """
        from facilitator.meeting.review_record import to_record

        ended = self.meeting.minutes.standing.ended
        return to_record(self.meeting.minutes, (ended and ended.at) or self.now())

    def write(self, choices: Choices | None = None) -> Closed:
        """Write the review into the plan file, then close the journal; Refusal leaves both as they were.

        So does NeedsDecision, where a person must say how a Word plan is filled in: `choices` answers it.
        A journal that cannot be closed any more is put away by the next run: the plan has the review.
        """
        if self.taken_over(look=True):
            raise Refusal("session.taken-over")
        from facilitator.files.left_open import with_unshared_actions
        from facilitator.meeting.plan_changed_meanwhile import with_review

        review = self.review()
        before, there = self.opened, self.opened.plan
        if before.word is not None:
            there = with_unshared_actions(there, self.meeting.began_with)
        plan = with_review([there], review, self.meeting)
        self._keep(before, plan, None)
        try:
            # Of a plan that was changed beside the questions, or of a child, any box may be another one.
            other = review.changes or _told_of(plan.child) != _told_of(before.plan.child)
            everything = Edit() if self.meeting.script.planning or other else None
            if self.meeting.script.planning:  # the plan is what is written: it gets the room that it needs
                choices = (choices or Choices())._replace(add=True)
            # What wrote the plan before is known here alone: the form never had a place for it.
            since = [one for one in plan.planning if one not in self.meeting.started.planned]
            in_file = plan.model_copy(update={"planning": since})
            saved = replace(save_plan(before, in_file, choices=choices, edit=everything), plan=plan)
        except Refusal as refusal:
            if refusal.code != "save.unsure":  # it was not written: what is like it there is somebody else's
                records.keep_no_record(self.journal.path)
            raise
        self._keep(before, plan, saved)
        saved = self._with_marks_kept(saved)
        return self.written(saved, COPIED if choices and choices.to else SAVED)

    def written(self, opened: OpenPlan, outcome: str = SAVED) -> Closed:
        """Close the journal of a review that stands in a file now; the next run does where it cannot be."""
        noted, self.opened = record_place.places_of(self.opened), opened
        with contextlib.suppress(JournalBroken):
            self.journal.close(outcome)
        moved_records.close(self.journal.header, noted)
        if self.lock is not None:  # the plan is free for whoever comes next, or to take this back
            self.lock.let_go()
        review = self.meeting.minutes.started.review
        return Closed(opened, next(one for one in opened.plan.meetings() if one.id == review))

    def _with_marks_kept(self, saved: OpenPlan) -> OpenPlan:
        """Keep what of a document is not for sharing by now; what could not be kept is named."""
        if saved.word is None:
            return saved
        from facilitator.files.kept_marks import marks_kept
        from facilitator.meeting.plan_in_meeting import drafted

        kept = marks_kept(drafted(self.meeting.minutes), saved, self.now().isoformat(timespec="seconds"))
        return saved if kept else replace(saved, not_kept=(*saved.not_kept, say("manner.not-shared")))

    def _keep(self, before: OpenPlan, plan: Plan, saved: OpenPlan | None) -> None:
        """Keep what is written into a Word document, which has no place for everything."""
        if before.word is not None:
            review, events = self.meeting.started.review, len(self.meeting.events)
            kept = records.to_keep(before, plan, review, saved, events)
            records.keep_record(self.journal.path, kept)

    @property
    def set_up_not_kept(self) -> bool:
        """Whether this meeting's set-up of the child is lost with it: a Word document has no place for it."""
        before, now = self.meeting.plan.child, self.meeting.minutes.child
        asked_each_time = {"stays": before.set_up.stays, "age_band": before.set_up.age_band}
        compared = now.model_copy(update={"set_up": now.set_up.model_copy(update=asked_each_time)})
        written = self.opened.filled.word.plan.child if self.opened.filled else before
        if _told_of(written) == _told_of(now):
            before = before.model_copy(update=_told_of(now))
        return self.opened.word is not None and compared != before

    def leave(self) -> None:
        """Let go of the meeting without closing it; it can be carried on later. Tries once more to save."""
        if self.journal.unsaved:
            self.try_again()
        self.journal.release()
        if self.lock is not None:
            self.lock.let_go()

    def taken_over(self, *, look: bool = False) -> bool:
        """Whether another chair took the review over, the first time that this is asked after it happened.

        Once more before it is written, for which one must `look`: what was said in passing may not be seen.
        """
        lost = self.lock is not None and (self.lock.check() if look else self.lock.lost)
        news = lost and look not in self._told_of_other_chair
        self._told_of_other_chair |= {look, False} if lost else set()
        return news


def _expected(opened: OpenPlan, prompts: Path | None) -> list[Person]:
    """Return who may come to the first meeting of a plan that follows another one."""
    if with_kept(opened).continues is None:
        return []
    from facilitator.work.plan_before import people_expected

    return people_expected(opened, prompts)


def _told_of(child: Child) -> dict[str, str]:
    """Return what a meeting's set-up says of a child for which a form may have boxes."""
    return {"known_as": child.known_as, "communication": child.communication}


def _header(opened: OpenPlan, started: ev.MeetingStarted, at: datetime) -> Header:
    from facilitator import __version__

    return Header(
        plan_id=opened.plan.id,
        base=opened.base,
        plan_path=opened.place,
        writer=f"facilitator {__version__}, {opened.plan.format}",
        review_id=started.review,
        started_at=at.isoformat(),
    )


def unfinished(opened: OpenPlan, prompts: Path | None = None) -> journal_shelf.JournalFile | None:
    """Return the plan's meeting that was cut off, the newest if there are several, or None.

    Journals whose review is in the plan by now are put away; one that was cut off after the plan was
    written is closed first. Of a Word document only its own meetings count, not those of another document
    of the same child.
    """
    finish_undoing(opened, prompts)
    ours = [found for found in record_place.records_of(opened) if records.is_of(found, opened)]
    held = stand_in_the_plan(ours, opened, prompts)
    for found in ours:
        if found.header is not None and not found.closed and found.header.review_id in held:
            with contextlib.suppress(JournalBroken):  # on a full drive the next run does it
                Journal.resume(found.path).close(SAVED)
    journal_shelf.retire_held(meetings_path(), opened.ids, held, opened.path)
    left = (one for one in ours if not (one.closed or (one.header and one.header.review_id in held)))
    return next(left, None)


def stand_in_the_plan(
    kept: list[journal_shelf.JournalFile], opened: OpenPlan, prompts: Path | None
) -> set[str]:
    """Return the ids of the reviews, of these records, that the plan file holds now."""
    if opened.word is None:
        return {held.id for held in opened.plan.meetings()}
    standing = (found for found in kept if records.stands_in(found, opened, prompts))
    return {found.header.review_id for found in standing if found.header is not None}


def records_of(opened: OpenPlan) -> list[journal_shelf.JournalFile]:
    """Return the records of a plan file's meetings that this computer keeps, put away or not."""
    return [found for found in kept_records(opened) if records.is_of(found, opened)]
