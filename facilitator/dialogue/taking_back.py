"""Taking back the review that was written last: what it is, the chair's word for it, and what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from facilitator.dialogue.requests import Ask, Asked, Do, Option, Show
from facilitator.phrases.day import in_full
from facilitator.phrases.person import children_called
from facilitator.phrases.review import meeting_key
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.words_by_key import say
from facilitator.work.edit import Done, Editing
from facilitator.work.paper_files import papers_beside
from facilitator.work.session import Now, local_now
from facilitator.work.undo import Undoable, Undone, come_to_undo, come_to_undo_noted

SURE = "take-back"


def take_back(
    path: Path,
    *,
    review: HeldMeeting | None = None,
    prompts: Path | None = None,
    sure: bool = False,
) -> Asked[Undone | None]:
    """Take back the review that was written last, None = it was left; raises Refusal.

    `review` is the one that is meant, None = whichever it is. Somebody who is `sure` is told and not asked.
    """
    found: Undoable = yield Do(partial(come_to_undo, path, review=review, prompts=prompts))
    try:
        lead = "\n".join(_what(found))
        options = (
            Option(SURE, say("undo.take-back"), typed="take-back"),
            Option("leave", say("undo.leave"), typed="leave-written"),
        )
        needs = NeedsDecision(meeting_key("undo.not-sure", found.review.period), (SURE,))
        if not sure:
            title = say(meeting_key("undo.title", found.review.period))
            picked = yield Ask(title, options, lead, at=None, stays=True, needs=needs)
            if picked != SURE:
                return None
        undone: Undone = yield Do(found.undo)
        papers: list[Path] = yield Do(partial(papers_beside, undone.path, undone.review, found.script))
        title = say(meeting_key("undo.done-title", found.review.period))
        yield Show(title, tuple(_became(found, undone, papers)))
        return undone
    finally:
        found.let_go()


def take_back_last(
    path: Path, *, prompts: Path | None = None, now: Now = local_now, sure: bool = False
) -> Asked[Undone | Done | None]:
    """Take back what was done last: what was noted of an action since the review, else the review.

    None = it was left; raises Refusal.
    """
    noted: Editing | None = yield Do(partial(come_to_undo_noted, path, prompts=prompts, now=now))
    if noted is None:
        return (yield from take_back(path, prompts=prompts, sure=sure))
    try:
        last = noted.last()
        if not sure and last is not None:
            options = (
                Option(SURE, say("undo.take-back"), typed="take-back"),
                Option("leave", say("undo.leave"), typed="leave-written"),
            )
            needs = NeedsDecision("undo.not-sure-noted", (SURE,))
            lead = say("undo.noted", what=last.what, name=last.by, file=path.name)
            picked = yield Ask(say("undo.title-noted"), options, lead, at=None, stays=True, needs=needs)
            if picked != SURE:
                return None
        done: Done = yield Do(noted.undo)
        yield Show(say("undo.done-title-noted"), (say("edit.undone", told=done.told),))
        return done
    finally:
        noted.let_go()


def _what(found: Undoable) -> list[str]:
    """Return which review it is, when it was written, what becomes of its meeting, and what of the plan."""
    written = found.written.astimezone()
    return [
        say(
            meeting_key("undo.which", found.review.period),
            period=found.script.period_name(found.review.period),
            name=children_called(found.opened.plan.members, in_full=True),
            day=in_full(found.review.date),
        ),
        say(
            "undo.written",
            file=found.opened.path.name,
            day=in_full(written.date()),
            time=f"{written:%H:%M}",
        ),
        say("undo.meeting-goes-on" if found.record else "undo.no-meeting"),
        say("undo.becomes"),
        say("undo.backup", file=found.backup),
    ]


def _became(found: Undoable, undone: Undone, papers: list[Path]) -> list[str]:
    period = found.script.period_name(undone.review.period)
    lines = [
        say(meeting_key("undo.done", undone.review.period), period=period, file=undone.path.name),
        say("undo.kept", folder=undone.kept),
    ]
    if papers:
        names = ", ".join(path.name for path in papers)
        lines.append(say("undo.papers", count=len(papers), files=names))
    go_on = say(meeting_key("undo.go-on", undone.review.period), path=undone.path)
    return [*lines, go_on] if undone.goes_on else lines
