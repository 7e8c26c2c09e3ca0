"""What the program itself writes into a Word plan later leaves the records of its earlier reviews in order.

Only what people put right in the document by hand is told as changed. So each time that the program writes,
the records learn which of their answers now read otherwise, and what the plan's items are called.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files import written_reviews
from facilitator.files.kept_in_document import as_kept, is_same_plan, kept_everywhere, linked
from facilitator.files.open_plan import OpenPlan
from facilitator.files.written_reviews import Answer, KeptReview
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.word.plan import WordPlan


class Stood(NamedTuple):
    """A review that is kept at a path, and those of its answers that stand in a document before a writing."""

    path: Path
    kept: KeptReview
    answers: list[Answer]


def standing_before(opened: OpenPlan) -> list[Stood]:
    """Return the reviews that are kept of a document, as they stand in it before the program writes there.

    Records that cannot be read say nothing: the writing matters more.
    """
    word = opened.word
    if word is None:
        return []
    try:
        every = list(kept_everywhere())
    except Refusal:
        return []
    kept = [(path, one) for path, one in every if one.after and isinstance(one.review, Review)]
    surely = linked([one for _, one in kept], opened)
    known = ((path, one) for path, one in kept if as_kept(one, opened, linked=one in surely) is not None)
    return [Stood(path, one, _that_stand(one, word)) for path, one in known]


def note_since(before: list[Stood], saved: OpenPlan) -> None:
    """Have the records of a document that was written know what stands there in place of their answers."""
    word = saved.word
    if word is None:
        return
    for path, one, answers in before:
        now = _that_stand(one, word)
        gone = dict.fromkeys(answer[0] for answer in answers if answer not in now)
        since = tuple((key, word.lines_at(key)) for key in gone)
        headings = () if is_same_plan(one, saved.plan, linked=True) else tuple(saved.plan.headings())
        if since or headings:
            noted = one._replace(since=(*one.since, *since), headings=headings or one.headings)
            with contextlib.suppress(OSError, Refusal):
                written_reviews.keep_again(path, noted)


def _that_stand(one: KeptReview, word: WordPlan) -> list[Answer]:
    """Return the answers of a review that stand in a document, or that others of the program's stand for."""
    ours = {key for key, lines in one.since if word.stands(key, lines)}
    return [(key, lines) for key, lines in one.answers if key in ours or word.stands(key, lines)]
