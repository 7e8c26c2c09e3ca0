"""What is told of a review once it is written: where, what of it has no place there, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.meeting.periods import free_periods
from facilitator.phrases import score
from facilitator.phrases.decision import decided
from facilitator.phrases.review import next_review
from facilitator.plan.reviews import OutcomeReview
from facilitator.script.words import say
from facilitator.work.session import Closed, Session


@dataclass(frozen=True)
class Account:
    """Sentences, in order; `outcomes` are told each with its number, `left_out` has no place in the form."""

    where: tuple[str, ...]
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    outcomes: tuple[tuple[int, str], ...]
    after: tuple[str, ...]


def account_of(closed: Closed, session: Session, plan: Path) -> Account:
    """Return what is told of a review; `plan` is the file that it was to be written into."""
    opened, review, script = closed.opened, closed.review, session.meeting.script
    after = [next_review(review.next_date)] if review.next_date else []
    if not free_periods(opened.plan, script):
        after.append(script.format.when_used_up)
    if session.set_up_not_kept:
        after.append(say("session.set-up-not-kept", name=session.meeting.minutes.child.called))
    return Account(
        (
            say("dialogue.written-where", period=script.period_name(review.period), file=opened.path.name),
            say("dialogue.written-lines", count=sum(1 for _ in review.every_statement())),
        ),
        tuple(_files(closed, plan)),
        tuple(opened.left_out),
        tuple(_outcome(outcome, closed, session) for outcome in review.outcomes),
        tuple(after),
    )


def _files(closed: Closed, plan: Path) -> Iterator[str]:
    """Yield where the file is, and what became of the version before."""
    opened = closed.opened
    yield say("dialogue.written-folder", folder=opened.path.absolute().parent)
    if opened.path != plan:
        yield say("dialogue.written-copy")
    elif opened.before:
        yield say("dialogue.written-before", folder=opened.before)
    else:
        yield say("dialogue.written-no-backup")


def _outcome(outcome: OutcomeReview, closed: Closed, session: Session) -> tuple[int, str]:
    """Return an outcome's number, and what was agreed and decided about it."""
    plan = closed.opened.plan
    told = [f"{score.line(outcome.score, session.meeting.script.format.scale)}."]
    if outcome.decision:
        after = plan.outcome(outcome.amended_to).number if outcome.amended_to else None
        told.append(decided(outcome.decision, after))
    return plan.outcome(outcome.outcome).number, " ".join(told)
