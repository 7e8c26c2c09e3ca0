"""What is told of a review once it is written: where, what of it has no place there, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.meeting.periods import free_periods, is_over
from facilitator.phrases.plan_change import told_of_changes
from facilitator.phrases.review import next_review
from facilitator.phrases.told_of_items import told_of_items
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.formats_and_turns import Script
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
    if is_over(opened.plan, script):
        free = [script.period_name(one) for one in free_periods(opened.plan, script)]
        never = say("dialogue.never-held", count=len(free), reviews=", ".join(free))
        after += [never if free else script.format.when_used_up, say("dialogue.make-next", path=plan)]
    if session.set_up_not_kept:
        after.append(say("session.set-up-not-kept", name=session.meeting.minutes.child.called))
    if kept := _not_shared(review, in_document=opened.word is not None):
        after.append(say("session.not-shared-here", count=kept))
    told = " ".join(told_of_changes(review, opened.plan, script.format, shared=True))
    changed = ((say("dialogue.plan-changed"), told),) if told else ()
    copy = copy_in_words(plan, closed, session) if opened.path != plan else ""
    return Account(
        (
            say("dialogue.written-where", period=script.period_name(review.period), file=opened.path.name),
            say("dialogue.written-lines", count=_lines_kept(script, review)),
        ),
        copy,
        tuple(_files(closed, copied=bool(copy))),
        tuple(opened.left_out),
        (*told_of_items(opened.plan, review, script), *changed),
        tuple(after),
    )


def _files(closed: Closed, *, copied: bool) -> Iterator[str]:
    """Yield where the file is, and what became of the version before."""
    opened = closed.opened
    yield say("dialogue.written-folder", folder=opened.path.absolute().parent)
    if copied:
        return
    yield say("review.backup", folder=opened.before) if opened.before else say("review.no-backup")


def _not_shared(review: HeldMeeting, *, in_document: bool) -> int:
    """Return how many lines and actions are not for sharing, and so in no document."""
    entries, actions = (one.not_shared for one in review.entries), (one.not_shared for one in review.actions)
    return sum(entries) + sum(actions) if in_document else 0


def _lines_kept(script: Script, review: HeldMeeting) -> int:
    """Return how many lines stand under whoever said them, with those beside an answer."""
    notes = sum(len(entry.note.splitlines()) for entry in review.entries)
    return notes + sum(1 for _ in script.format.said(review))
