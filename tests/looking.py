"""What a test looks for in the record of a review: the words, the notes put aside, the answers."""

from __future__ import annotations

from facilitator.files.journal_shelf import JournalFile
from facilitator.files.open_plan import OpenPlan
from facilitator.files.records import recorded
from facilitator.files.written_reviews import kept_beside
from facilitator.plan.entries import Entry, id_of_answer
from facilitator.plan.field_values import Value
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PARKED, HeldMeeting
from facilitator.plan.scores import Score


def every_word(review: HeldMeeting) -> list[Entry]:
    """Return everything that was said, each line once, in the order of the record."""
    return [entry for entry in review.entries if not _is_answer(entry, review)]


def _is_answer(entry: Entry, review: HeldMeeting) -> bool:
    return entry.id == id_of_answer(review.id, entry.field, entry.about, entry.by)


def views(review: HeldMeeting) -> list[Entry]:
    """Return what was said of the review itself, without the notes that were put aside."""
    return [entry for entry in every_word(review) if entry.about is None and entry.field != PARKED]


def parked(review: HeldMeeting) -> list[Entry]:
    """Return the notes that were put aside."""
    return [entry for entry in review.entries if entry.field == PARKED]


def words_of(review: HeldMeeting, about: str) -> list[Entry]:
    """Return what was said of one thing."""
    return [entry for entry in every_word(review) if entry.about == about]


def answers(review: HeldMeeting, about: str | None = None) -> dict[str, Value]:
    """Return what was chosen of one thing or (None) of the review itself, by field; not the read-back."""
    given = [entry for entry in review.entries if _is_answer(entry, review) and entry.about == about]
    return {entry.field: entry.value for entry in given if entry.field != "read_back"}


def read_back(review: HeldMeeting) -> list[tuple[str, Value]]:
    """Return each person's answer to the read-back."""
    return [(entry.by, entry.value) for entry in review.entries if entry.field == "read_back"]


def became(review: HeldMeeting) -> list[Value]:
    """Return what became of each action that was asked after."""
    return [entry.value for entry in review.entries if entry.field == "status"]


def score_of(review: HeldMeeting, about: str = "o1") -> Score:
    """Return the score of an item."""
    return next(score for score in review.scores if score.about == about)


def held_here(opened: OpenPlan) -> list[tuple[Plan, HeldMeeting]]:
    """Return the reviews in a Word document whose records are kept on this computer, each with its plan."""
    return [(one.plan, one.review) for one in recorded(opened)]


def written_elsewhere(found: JournalFile) -> bool:
    """Whether the review of a meeting was written into a copy, and never into the file it began with."""
    one = kept_beside(found.path)
    return one is not None and one.after is not None and one.path != one.began
