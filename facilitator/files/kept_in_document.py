"""Whether a review that this computer keeps stands in a Word document, and how it is known again there.

Whose a record is never hangs on the child's name alone: two children may have the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files import journal_shelf, system_calls, written_reviews
from facilitator.files.folders import meetings_folder
from facilitator.files.open_plan import OpenPlan
from facilitator.files.written_reviews import KeptReview
from facilitator.plan.people import Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.similar_names import folded, unaccented

if TYPE_CHECKING:
    from facilitator.word.written_already import Standing

_MOSTLY = 0.5
"""How much of what was said must still stand in the document that it was written into."""

_PARTICULARS = ("full_name", "known_as", "date_of_birth", "class_name", "communication")

_SAID_ENOUGH = 12
"""Words that must have been said for a review to be known by them alone, in a file of another name."""


class Record(NamedTuple):
    """A review that stands in a document, as it was held: with all that the form has no place for.

    `plan` is the plan with the review; the child's particulars are those of the document as it is now.
    `changed` = somebody has put words of it right in the document since.
    """

    plan: Plan
    review: Review
    changed: bool = False


def kept_everywhere() -> Iterator[tuple[Path, KeptReview]]:
    """Yield every review that is kept, with its file, the newest first."""
    folder = meetings_folder()
    places = [folder / journal_shelf.DONE, folder]
    for path in newest_first(path for place in places for path in written_reviews.kept_in(place)):
        one = written_reviews.kept_at(path)
        if one is not None:
            yield path, one


def newest_first(files: Iterable[Path]) -> list[Path]:
    """Return those of some files that are there, the newest first."""
    found = [(path.stat().st_mtime_ns, str(path), path) for path in files if path.is_file()]
    return [path for _, _, path in sorted(found, reverse=True)]


def linked(reviews: list[KeptReview], opened: OpenPlan) -> list[KeptReview]:
    """Return the reviews that were written into this very file: by its bytes or its place.

    What its bytes prove to be the file of another name is followed back to the reviews before.
    """
    places, digests = {opened.place}, {opened.base}
    while True:
        by_bytes = [one for one in reviews if one.after in digests]
        known = len(places) + len(digests)
        places.update(place for one in by_bytes for place in (one.path, one.began))
        digests.update(one.before for one in by_bytes)
        if len(places) + len(digests) == known:
            return [one for one in reviews if one in by_bytes or one.path in places]


def as_kept(one: KeptReview, opened: OpenPlan, *, linked: bool) -> Record | None:
    """Return the record of a review that was kept, if it stands in the document."""
    word = opened.word
    if word is None or (one.after is None and one.before == opened.base):
        return None
    if one.after == opened.base:
        return _as_now(one, opened)
    other = one.plan.format != opened.plan.format or not is_same_plan(one, opened.plan, linked=linked)
    if one.undone or other:
        return None
    there = word.standing_of(word.as_answers(one.answers), word.as_answers(one.since))
    if not _is_it(one, there, linked=linked):
        return None
    return _as_now(one, opened, changed=not there.whole)


def _is_it(one: KeptReview, there: Standing, *, linked: bool) -> bool:
    """Whether a review that stands like that in a document is the one that was kept.

    One that was never seen to be written must stand there nearly whole, under its day. One in a file of
    another name must say enough to be no other child's, and stand there whole while its own file exists.
    """
    if one.after is None:
        return linked and there.nearly_whole
    if linked:
        return there.mostly(_MOSTLY)
    from facilitator.word.written_already import NEARLY_ALL

    if there.said < _SAID_ENOUGH:
        return False
    return there.whole or (not system_calls.may_be_there(Path(one.path)) and there.mostly(NEARLY_ALL))


def is_same_plan(one: KeptReview, other: Plan, *, linked: bool) -> bool:
    """Whether a plan is the one of a review that was kept, as far as items and the date of birth say.

    The items may be called as the program itself has called them since.
    """
    born = {plan.child.date_of_birth for plan in (one.plan, other)} - {None}
    if not linked and len(born) > 1:
        return False
    called = [one.plan.headings(), *([one.headings] if one.headings else [])]
    return any(_are_alike(headings, other.headings()) for headings in called)


def _are_alike(some: Iterable[str], others: Iterable[str]) -> bool:
    from facilitator.word.answers.phrasing import fold

    mine, theirs = {fold(words) for words in some}, {fold(words) for words in others}
    fewer = min(len(mine), len(theirs))
    return not fewer or 2 * len(mine & theirs) >= fewer


def _as_now(one: KeptReview, opened: OpenPlan, *, changed: bool = False) -> Record:
    """Return a record with the children's particulars as somebody has put them right in the document since.

    All others are the record's: a form has no place for what a child is called, and how they take part.
    """
    there, plan, review = same_children(one.plan.children, opened.plan.children), one.plan, one.review
    assert isinstance(review, Review)  # noqa: S101 - for mypy: what wrote the plan is not looked for here
    for was in (child for child in one.plan.children if child.id in there):
        now = {field: getattr(there[was.id], field) for field in _PARTICULARS}
        if was is one.plan.child:
            now = {field: value for field, value in now.items() if value != getattr(one.child, field)}
        else:  # what the document had of the others before is not known
            now = {field: value for field, value in now.items() if value}
        child = was.model_copy(update=now)
        plan = plan.with_child(child)
        if child.on_record != was.on_record:
            review = review.model_copy(update={"people": _renamed(review.people, child)})
    reviews = [review if held.id == one.review_id else held for held in one.plan.reviews]
    return Record(plan.model_copy(update={"reviews": reviews}), review, changed)


def _renamed(people: Sequence[Person], child: Child) -> list[Person]:
    return [
        person.model_copy(update={"name": child.on_record}) if person.id == child.id else person
        for person in people
    ]


def same_children(mine: Sequence[Child], theirs: Sequence[Child]) -> dict[str, Child]:
    """Return the children of another plan by the ids of the same in this: by their names, else in order."""
    left, found = list(theirs), dict[str, Child]()
    for one in mine:
        name = unaccented(folded(one.full_name))
        same = next((other for other in left if unaccented(folded(other.full_name)) == name), None)
        if same is not None:
            left.remove(same)
            found[one.id] = same
    return found | dict(zip([one.id for one in mine if one.id not in found], left, strict=False))
