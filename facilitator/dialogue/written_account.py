"""What is told of a review once it is written: where, what of it has no place there, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.meeting.periods import free_periods
from facilitator.phrases import score
from facilitator.phrases.decision import decided
from facilitator.phrases.item import called, within
from facilitator.phrases.review import next_review
from facilitator.phrases.sentence import ended
from facilitator.script.review_by_role import Reviewed, reviewed
from facilitator.script.words_by_key import say
from facilitator.work.refused_writing import copy_in_words
from facilitator.work.session import Closed, Session


@dataclass(frozen=True)
class Account:
    """Sentences, in order; `items` are told each under its name, `left_out` has no place in the form.

    `copy` says so where a copy was written, and what the plan itself has.
    """

    where: tuple[str, ...]
    copy: str
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    after: tuple[str, ...]


def account_of(closed: Closed, session: Session, plan: Path) -> Account:
    """Return what is told of a review; `plan` is the file that it was to be written into."""
    opened, review, script = closed.opened, closed.review, session.meeting.script
    after = [next_review(review.next_date)] if review.next_date else []
    if not free_periods(opened.plan, script):
        after.append(script.format.when_used_up)
    if session.set_up_not_kept:
        after.append(say("session.set-up-not-kept", name=session.meeting.minutes.child.called))
    copy = copy_in_words(plan, closed, session) if opened.path != plan else ""
    return Account(
        (
            say("dialogue.written-where", period=script.period_name(review.period), file=opened.path.name),
            say("dialogue.written-lines", count=sum(1 for _ in script.format.said(review))),
        ),
        copy,
        tuple(_files(closed, copied=bool(copy))),
        tuple(opened.left_out),
        tuple(_items(closed, session)),
        tuple(after),
    )


def _files(closed: Closed, *, copied: bool) -> Iterator[str]:
    """Yield where the file is, and what became of the version before."""
    opened = closed.opened
    yield say("dialogue.written-folder", folder=opened.path.absolute().parent)
    if copied:
        return
    yield say("review.backup", folder=opened.before) if opened.before else say("review.no-backup")


def _items(closed: Closed, session: Session) -> Iterator[tuple[str, str]]:
    """Yield what each item is called, with what was agreed and decided about it."""
    plan, form = closed.opened.plan, session.meeting.script.format
    for thing in reviewed(plan, closed.review, form):
        if thing.item is not None and (told := " ".join(_told(thing, closed, session))):
            yield called(thing.item, form), told


def _told(thing: Reviewed, closed: Closed, session: Session) -> Iterator[str]:
    plan, script = closed.opened.plan, session.meeting.script
    assert thing.item is not None  # noqa: S101 - for mypy: only items are told of
    if thing.score:
        yield ended(score.line(thing.score, script.scale_of(thing.score, plan)))
    elif thing.item.added.review == closed.review.period:
        yield say("dialogue.written-new")
    elif any(path.of == thing.kind for path in script.format.paths("progress")):
        yield ended(score.none())
    if thing.decision:
        became = within(thing.became, script.format) if thing.became else ""
        yield decided(thing.how_ended, became, script.format.own_words(thing.decision, thing.kind))
