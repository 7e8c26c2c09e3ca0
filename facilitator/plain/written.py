"""What was written: which review, where, and what it holds; and the offer of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.phrases import action, score
from facilitator.phrases.decision import decided
from facilitator.phrases.item import called, within
from facilitator.phrases.review import next_review
from facilitator.phrases.sentence import ended
from facilitator.plain.typed_words import understood
from facilitator.plan.refusal import Refusal
from facilitator.script.reviewed import reviewed
from facilitator.script.words import explain, say

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.lines import Lines
    from facilitator.summary.pages import Kind
    from facilitator.work.session import Closed, Session


def put_written(closed: Closed, session: Session, lines: Lines, *, copy: str) -> None:
    """Say where the review stands now, which may be in a copy, and what is in it."""
    review, form = closed.review, session.meeting.script.format
    lines.put()
    lines.say(
        "review.written",
        period=session.meeting.script.period_name(review.period),
        name=closed.opened.path.name,
    )
    lines.put(say("plain.written-where", folder=closed.opened.path.absolute().parent), 1)
    if copy:
        lines.put(copy, 1)
    elif closed.opened.before:
        lines.put(say("review.backup", folder=closed.opened.before), 1)
    else:
        lines.put(say("review.no-backup"), 1)
    lines.put(say("plain.written-lines", count=len(session.meeting.minutes.said)), 1)
    _put_decided(closed, session, lines)
    if review.next_date:
        lines.put(next_review(review.next_date), 1)
    if len(closed.opened.plan.reviews) == len(form.period.names):
        lines.put(form.when_used_up, 1)
    if closed.opened.left_out:
        lines.say("review.left-out")
    for line in closed.opened.left_out:
        lines.put(line, 1)
    if session.set_up_not_kept:
        lines.say("session.set-up-not-kept", name=session.meeting.minutes.child.called)


def _put_decided(closed: Closed, session: Session, lines: Lines) -> None:
    """Say what was agreed and decided on each outcome, and what will be done."""
    plan, review, script = closed.opened.plan, closed.review, session.meeting.script
    form = script.format
    for thing in reviewed(plan, review, form):
        if thing.item is None:
            continue
        told = []
        if thing.score:
            told.append(ended(score.line(thing.score, script.scale_of(thing.score, plan))))
        elif thing.item.added.review == review.period:
            told.append(say("plain.written-new"))
        elif any(path.of == thing.item.kind for path in form.paths("progress")):
            told.append(ended(score.none()))
        if thing.decision:
            told.append(decided(thing.how_ended, within(thing.became, form) if thing.became else ""))
        if told:
            lines.put(say("plain.written-item", item=called(thing.item, form), words=" ".join(told)), 1)
    for one in review.actions:
        state = action.state(one.who, one.by, to_be_asked=one.confirm is not None)
        words = action.sentence(one.what, one.who, one.by)
        lines.put(say("plain.written-action", action=words, state=state), 1)


def offer_summary(closed: Closed, conversation: Conversation) -> None:
    """Write the summary if somebody wants it now, and read the letter; both can be made at any time later."""
    session, lines, prompts = conversation.session, conversation.lines, conversation.prompts
    only_here = bool(closed.opened.left_out)
    lines.say("plain.offer-summary-now" if only_here else "plain.offer-summary", path=closed.opened.path)
    if session.meeting.script.format.children.in_room:
        lines.say("plain.offer-letter")
    typed = lines.ask() or ""
    while understood(typed, "read-letter") is not None:
        lines.put(_read_letter(closed, conversation), 1)
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
    lines.put(say("review.summary-in", path=written), 1)


def _read_letter(closed: Closed, conversation: Conversation) -> str:
    """Read the child's letter to its end; returns what is to be said about that."""
    from facilitator.summary import letter_sentences

    script = conversation.session.meeting.script
    try:
        sentences = letter_sentences(closed.opened.plan, closed.review, script)
    except Refusal as refusal:
        return explain(refusal)
    return conversation.aloud.read(sentences, to_the_end=True) or say("plain.was-read")
