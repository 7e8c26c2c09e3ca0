"""What was written: which review, where, and what it holds; and the offer of a summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.dialogue.typed_shapes import understood
from facilitator.dialogue.wants import Written
from facilitator.phrases import action
from facilitator.plain.aloud_in_lines import Aloud
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.work.session import Closed, Session

if TYPE_CHECKING:
    from facilitator.summary.pages import Kind


def put_written(written: Written, lines: Lines) -> None:
    """Say where the review stands now, which may be in a copy, and what is in it."""
    account = written.account
    lines.put()
    lines.put(account.where[0])
    for line in (*account.where[1:], *account.files, *([account.copy] if account.copy else [])):
        lines.put(line, 1)
    for item, words in account.items:
        lines.put(say("plain.written-item", item=item, words=words), 1)
    for one in written.closed.review.actions:
        state = action.state(one.who, one.by, to_be_asked=one.confirm is not None)
        words = action.sentence(one.what, one.who, one.by)
        lines.put(say("plain.written-action", action=words, state=state), 1)
    if account.left_out:
        lines.say("review.left-out")
    for line in (*account.left_out, *account.after):
        lines.put(line, 1)


def offer_summary(closed: Closed, session: Session, lines: Lines, aloud: Aloud, prompts: Path | None) -> None:
    """Write the summary if somebody wants it now, and read the letter; both can be made at any time later."""
    only_here = bool(closed.opened.left_out)
    lines.say("plain.offer-summary-now" if only_here else "plain.offer-summary", path=closed.opened.path)
    if session.meeting.script.format.children.in_room:
        lines.say("plain.offer-letter")
    typed = lines.ask() or ""
    while understood(typed, "read-letter") is not None:
        lines.put(_read_letter(closed, session, aloud), 1)
        typed = lines.ask() or ""
    kind: Kind | None = (
        "html"
        if understood(typed, "summary-html") is not None
        else "txt"
        if understood(typed, "summary-txt") is not None
        else None
    )
    if kind is None:
        if only_here:
            lines.say("plain.no-summary")
        return
    from facilitator.work.exporting import export

    opened, script = closed.opened, session.meeting.script
    try:
        written = export(opened.plan, closed.review, script, kind=kind, beside=opened.path, prompts=prompts)
    except Refusal as refusal:
        lines.put(explain(refusal), 1)
        return
    lines.put(say("review.paper-in", paper=say("summary.for.everyone"), path=written), 1)


def _read_letter(closed: Closed, session: Session, aloud: Aloud) -> str:
    """Read the child's letter to its end; returns what is to be said about that."""
    from facilitator.summary import letter_sentences

    script = session.meeting.script
    try:
        sentences = letter_sentences(closed.opened.plan, closed.review, script)
    except Refusal as refusal:
        return explain(refusal)
    return aloud.read(sentences, to_the_end=True) or say("plain.was-read")
