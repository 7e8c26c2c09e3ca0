"""Writing the review into the plan; and where that is refused, the other ways to write it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.files.journal import JournalBroken
from facilitator.meeting import events as ev
from facilitator.plain.deciding import NotDecided, write_as_decided
from facilitator.plain.ending import close
from facilitator.plain.misses import Misused, NotMeant
from facilitator.plain.written import offer_summary, put_written
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.word.choices import Choices
from facilitator.work.refused_writing import (
    AGAIN,
    COPY,
    NEXT_TERM,
    WITH_THEIRS,
    WaysOn,
    copy_in_words,
    copy_named,
    copy_proposed,
    ways_on,
    write_copy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found
    from facilitator.work.session import Closed

_TYPED = {WITH_THEIRS: "write-with-theirs", NEXT_TERM: "write-as", AGAIN: "write", COPY: "write-to"}


def write(conversation: Conversation, found: Found) -> None:
    """Write the review into the plan, once what is still open has been shown."""
    if not conversation.ready_to_write:
        close(conversation, found)
        return
    _write(conversation, conversation.session.write)


def write_to(conversation: Conversation, found: Found) -> None:
    """Write the plan with the review to a copy; before the end of the meeting it is what somebody said."""
    session = conversation.session
    if not conversation.ready_to_write:
        raise NotMeant
    try:
        path = copy_named(found["file"], session)
    except Refusal as refusal:
        raise Misused(refusal.code, **refusal.values) from refusal
    _write(conversation, partial(write_copy, session, path))


def write_with_theirs(conversation: Conversation, _found: Found) -> None:
    """Write the review into the plan as it is by now, where somebody else changed it."""
    _write_on(conversation, WITH_THEIRS)


def write_as(conversation: Conversation, found: Found) -> None:
    """Write the review as the next free one, where somebody else wrote this one."""
    ways = conversation.ways_on
    if ways is not None and ways.next_period is not None:
        name = ways.session.meeting.script.period_name(ways.next_period)
        if found["words"].casefold() not in (name.casefold(), str(ways.next_period)):
            raise Misused("plain.write-as-what", period=name)
    _write_on(conversation, NEXT_TERM)


def _write_on(conversation: Conversation, option: str) -> None:
    ways = conversation.ways_on
    if ways is None or option not in ways.options:
        raise NotMeant
    _write(conversation, partial(ways.write, option))


def _write(conversation: Conversation, writing: Callable[[Choices], Closed]) -> None:
    """Write the review in one of the ways, and say where it stands; or why not, and what else can be done."""
    session = conversation.session
    conversation.ways_on = None
    if not session.meeting.ended:
        conversation.record(ev.MeetingEnded())
        conversation.ready_to_write = True
    before = session.opened.path
    try:
        closed = write_as_decided(session, conversation.lines, writing)
    except JournalBroken as broken:
        # The plan has the review by then; the journal is put away by the next run.
        conversation.lines.put(explain(broken), 1)
        raise
    except NotDecided as not_decided:
        if not_decided.ended:
            conversation.cut_off()
        else:
            conversation.asking.forget()
        return
    except Refusal as refusal:
        _put_ways_on(conversation, ways_on(session, refusal))
        return
    copy = copy_in_words(before, closed, session) if closed.opened.path != before else ""
    put_written(closed, session, conversation.lines, copy=copy)
    offer_summary(closed, conversation)
    conversation.finish()


def _put_ways_on(conversation: Conversation, ways: WaysOn) -> None:
    """Say why it was not written, and what to type for each way on; the meeting stays as it is."""
    conversation.ways_on, conversation.ready_to_write = ways, True
    conversation.lines.put(ways.explained(), 1)
    for option in ways.options:
        typed = say(
            f"plain.type.{_TYPED[option]}", words=_period(ways), file=copy_proposed(ways.session).name
        )
        conversation.lines.put(say("plain.way-on", words=ways.words_of(option), typed=typed), 1)


def _period(ways: WaysOn) -> str:
    return ways.session.meeting.script.period_name(ways.next_period) if ways.next_period else ""
