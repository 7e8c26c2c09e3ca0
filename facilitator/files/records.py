"""Which reviews of a Word document have their record on this computer: the one place that knows.

A document has no ids. A review is known again by what was written (`files.written_reviews`), and where that
was not kept by playing its meeting's journal once more over the document. Whose a record is never hangs on
the child's name alone: two children may have the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from facilitator.files import journal_shelf, system_calls, written_reviews
from facilitator.files.folders import meetings_folder, short_name
from facilitator.files.journal_events import events_of
from facilitator.files.journal_lines import recover
from facilitator.files.journal_shelf import JournalFile
from facilitator.files.kept_in_document import (
    Record,
    as_kept,
    is_same_plan,
    kept_everywhere,
    linked,
    newest_first,
)
from facilitator.files.open_plan import OpenPlan
from facilitator.files.written_reviews import KeptReview
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting, PlanningMeeting, Review
from facilitator.plan.similar_names import folded, unaccented

# What others ask


def stands_in(found: JournalFile, opened: OpenPlan, prompts: Path | None = None) -> bool:
    """Whether the review of a meeting on this computer stands in the plan file, whatever else changed there.

    In a native plan its id does. In a Word document what was written does, all of it or most: names, dates
    and mistakes may have been put right since, and the file saved again, renamed, moved or copied. False
    where the file is as it was when the meeting began: then the review was not written, or into a copy, or
    somebody put the old file back.
    """
    if found.header is None:
        return False
    if opened.word is None:
        return found.header.review_id in {held.id for held in opened.plan.meetings()}
    return record_of(found, opened, prompts) is not None


def began_with(opened: OpenPlan, file: str, base: str | None) -> bool:
    """Whether a meeting is of this very file, by the short name of its path and its digest at the beginning.

    A Word document has no id in it: its meetings are those that began with it where it lies, or with these
    very bytes. Under the id that versions before gave it there may be those of a namesake, and of last year.
    """
    return opened.word is None or file == short_name(opened.place) or base == opened.base


def is_of(found: JournalFile, opened: OpenPlan) -> bool:
    """Whether a journal is of this file: its meeting began with it, or was written there."""
    header = found.header
    if header is None or began_with(opened, short_name(header.plan_path), header.base):
        return True
    if header.plan_id == opened.plan.id and not system_calls.may_be_there(
        Path(header.plan_path)
    ):  # moved, and changed since
        return True
    one = written_reviews.kept_beside(found.path)
    return one is not None and (one.path == opened.place or one.after == opened.base)


def is_in(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether a review that was kept stands in a document, whatever ids the two have."""
    return as_kept(one, opened, linked=bool(linked([one], opened))) is not None


def recorded(opened: OpenPlan, prompts: Path | None = None) -> list[Record]:
    """Return the records of the reviews in a Word document, one of each period, in their order."""
    if opened.word is None:
        return []
    records: dict[int, Record] = {}
    for record in _every_record(opened, prompts):
        records.setdefault(record.review.period, record)
    return [records[period] for period in sorted(records)]


def periods_held(opened: OpenPlan, prompts: Path | None = None) -> frozenset[int]:
    """Return which of its reviews a Word document was given by this computer: these have been held.

    A folder that cannot be read says nothing: a plan can be opened without the records.
    """
    try:
        return frozenset(one.review.period for one in recorded(opened, prompts))
    except Refusal:
        return frozenset()


def keep_record(journal: Path, kept_review: KeptReview) -> None:
    """Keep what is written into a Word document beside its meeting's journal, once before and once after.

    The writing matters more: a disk that takes nothing is passed over, and the journal alone must do then.
    """
    with contextlib.suppress(OSError):
        written_reviews.keep(written_reviews.beside(journal), kept_review)


def keep_no_record(journal: Path) -> None:
    """Forget what was kept for a writing that was refused; the journal has everything."""
    system_calls.forget(written_reviews.beside(journal))


def to_keep(
    opened: OpenPlan, plan: Plan, review_id: str, saved: OpenPlan | None = None, events: int = 0
) -> KeptReview:
    """Return a review to be kept: `opened` is the document before it was `saved`, None = it is not yet."""
    review, word = next(one for one in plan.meetings() if one.id == review_id), (saved or opened).word
    left = saved.filled.left if saved and saved.filled else ()
    of_review = word.answers_of(review, plan) if word and isinstance(review, Review) else []
    answers = [one for one in of_review if one not in left]
    return written_reviews.KeptReview(
        plan=plan,
        review_id=review_id,
        path=(saved or opened).place,
        began=opened.place,
        before=opened.base,
        child=opened.plan.child,
        after=saved.base if saved else None,
        events=events,
        answers=tuple((tuple(one.key), tuple(one.lines)) for one in answers),
    )


def keep_recorded(opened: OpenPlan, plan: Plan, reviews: Iterable[str], saved: OpenPlan) -> None:
    """Keep reviews that were held elsewhere and are now in a Word document; they have no journals.

    `opened` is the document as it was before, for a new one the same as `saved`.
    """
    if saved.word is not None:
        with contextlib.suppress(OSError, Refusal):
            done = meetings_folder() / journal_shelf.DONE
            for review_id in reviews:
                written_reviews.keep_alone(done, to_keep(opened, plan, review_id, saved))


def written_just_so(opened: OpenPlan) -> KeptReview | None:
    """Return the review whose writing made a Word document what it is now, byte for byte, if it was kept."""
    return next((one for _, one in kept_everywhere() if one.after == opened.base), None)


def planning_of(opened: OpenPlan) -> KeptReview | None:
    """Return the last meeting that wrote a Word plan here: a document has no place for who was there."""
    if opened.word is None:
        return None
    try:
        kept = [one for _, one in kept_everywhere() if _was_written(one, opened)]
    except Refusal:  # a plan can be looked at without the records
        return None
    planned = [one for one in linked(kept, opened) if isinstance(one.review, PlanningMeeting)]
    return max(planned, key=lambda one: (one.review.date, str(one.review.closed_at)), default=None)


def _was_written(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether a meeting that was kept stands in the plan of a document, and not only before or beside it."""
    before_it = one.before == opened.base != one.after
    return not (one.undone or one.after is None or before_it) and _is_of(one, opened)


def _is_of(one: KeptReview, opened: OpenPlan) -> bool:
    """Whether a meeting that was kept is of the plan that a document is known to be, or of one like it."""
    if one.plan.format != opened.plan.format:
        return False
    names = [{unaccented(folded(one.full_name)) for one in plan.members} for plan in (one.plan, opened.plan)]
    like_it = bool(names[0] & names[1]) and is_same_plan(one, opened.plan, linked=True)
    return one.plan.id in opened.ids or like_it


def mark_undone(after: str, place: str) -> None:
    """Mark what was written into the document at a place, when its digest was `after`, as taken back.

    Raises OSError.
    """
    for path, one in kept_everywhere():
        if one.after == after and (one.path == place or not system_calls.may_be_there(Path(one.path))):
            written_reviews.keep(path, one._replace(undone=True))


# By what was written


def _every_record(opened: OpenPlan, prompts: Path | None) -> Iterator[Record]:
    """Yield the records of reviews that stand in the document, those that are surely of it first."""
    folder = meetings_folder()
    places = [folder / journal_shelf.DONE, folder]
    journals = [found for place in places for found in journal_shelf.find(place, opened.ids)]
    files = {written_reviews.beside(found.path) for found in journals}
    files.update(path for place in places for path in written_reviews.kept_in(place))
    kept = [one for path in newest_first(files) if (one := written_reviews.kept_at(path)) is not None]
    reviews = [one for one in kept if isinstance(one.review, Review)]
    surely = linked(reviews, opened)
    for one in [*surely, *(other for other in reviews if other not in surely)]:
        record = as_kept(one, opened, linked=one in surely)
        if record is not None:
            yield record
    for found in journals:
        if written_reviews.kept_beside(found.path) is None and is_of(found, opened):
            again = _replayed(found, opened, prompts)
            if again is not None:
                yield again


def record_of(found: JournalFile, opened: OpenPlan, prompts: Path | None) -> Record | None:
    """Return the record of a meeting, if it stands in the document: all that was said until now."""
    one = written_reviews.kept_beside(found.path)
    if one is not None and not isinstance(one.review, Review):
        return None  # what wrote the plan is known by the very bytes alone
    if one is not None and found.events <= one.events:
        record = as_kept(one, opened, linked=bool(linked([one], opened)))
        if record is not None or one.after is not None:
            return record
    again = _replayed(found, opened, prompts) if is_of(found, opened) else None
    if again is None or (one is not None and _all_said(one.review) != _all_said(again.review)):
        return None
    return again


def _all_said(review: HeldMeeting) -> tuple[object, ...]:
    """Return what a meeting may add to a review after it was written; a form has no place for some of it."""
    given = [(one.by, one.field, one.about, one.value) for one in review.entries]
    agreed = [(one.what, one.who, one.by) for one in review.actions]
    return given, agreed, review.scores, review.next_date


# By playing the meeting again, where nothing was kept: by a version before, or since a full disk took nothing


def _replayed(found: JournalFile, opened: OpenPlan, prompts: Path | None) -> Record | None:
    """Return the record of a meeting, if it stands in a document; by its journal alone.

    Every answer must stand there as the meeting would write it into the document without the review.
    """
    from facilitator.meeting.meeting import Meeting
    from facilitator.meeting.plan_after_review import write_into
    from facilitator.meeting.plan_changed_meanwhile import before
    from facilitator.meeting.review_record import to_review
    from facilitator.script.loading import load_script

    word = opened.word
    if word is None or found.header is None:
        return None
    if found.header.base == opened.base:  # the document is as it was when the meeting began
        return None
    script = load_script(opened.plan.format, prompts)
    # The plan as it was before each review, the last first; and as it is, for a review with so few words that
    # the document seems only to be prepared for it.
    befores = [*(before(opened.plan, [held]) for held in reversed(opened.plan.reviews)), opened.plan]
    for earlier in befores:
        try:
            minutes = Meeting.replay(script, earlier, events_of(recover(found.path).events, opened)).minutes
            if minutes.standing.ended is None:
                return None
            review = to_review(minutes, minutes.standing.ended.at)
            after = write_into(earlier, review, script, minutes.child)
        except (Refusal, ValueError):  # it does not fit: it was not written here
            continue
        if word.standing(review, after).whole:
            return Record(after, next(one for one in after.reviews if one.id == review.id))
    return None
