"""Pausing, covering, ending and leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.plain import readouts
from facilitator.plain.misses import Misused, Unsure
from facilitator.plan.refusal import Refusal
from facilitator.script.words import say

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found


def pause(conversation: Conversation, _found: Found) -> None:
    """Stop the clock."""
    conversation.record(ev.Paused())


def go_on(conversation: Conversation, _found: Found) -> None:
    """Take the cover away, or start the clock again."""
    if conversation.covered:
        conversation.covered = False
        if conversation.session.meeting.clock.paused:
            conversation.record(ev.Resumed(), "")
        conversation.asking.forget()
    elif conversation.session.meeting.clock.paused:
        conversation.record(ev.Resumed())
        conversation.asking.forget()
    else:
        raise Unsure("plain.not-paused")


def cover(conversation: Conversation, _found: Found) -> None:
    """Stop taking words down at once: what is typed now reaches no file (MEETING, rule 12).

    What is on the screen is taken away first.
    """
    conversation.covered = True
    conversation.lines.clear()
    conversation.lines.say("plain.cover")
    if not conversation.session.meeting.clock.paused:
        conversation.record(ev.Paused(), "")


def end_early(conversation: Conversation, found: Found) -> None:
    """End the meeting now, with the reason; one typed under the cover is not kept (MEETING, rule 12)."""
    because = "" if conversation.covered else found["because"]
    conversation.covered = False
    conversation.record(ev.MeetingEnded(early=True, because=because))


def close(conversation: Conversation, _found: Found) -> None:
    """Show what is still open before the meeting is written; with questions left, how to end early."""
    if conversation.session.meeting.place is not None and not conversation.session.meeting.ended:
        readouts.put_open(conversation.session, conversation.lines, 1)
        raise Misused("plain.questions-left", count=_not_asked(conversation))
    put_closing(conversation)


def _not_asked(conversation: Conversation) -> int:
    return sum(place.status == "open" for place in conversation.session.meeting.agenda.places)


def put_closing(conversation: Conversation) -> None:
    """Say that the meeting can be written: what is open, which review it is, and how."""
    session, lines = conversation.session, conversation.lines
    lines.put()
    lines.say("plain.ended-early" if session.meeting.ended else "plain.last-question")
    if not session.meeting.ended and (passed := _not_asked(conversation)):
        lines.put(say("plain.passed-over", count=passed), 1)
    readouts.put_open(session, lines, 1)
    period = session.meeting.script.period_name(session.meeting.minutes.period)
    ended = session.meeting.ended
    lines.say("plain.ready-to-write-early" if ended else "plain.ready-to-write", period=period)
    conversation.ready_to_write = True


def save_in(conversation: Conversation, found: Found) -> None:
    """Go on with the record of the meeting in another folder."""
    if conversation.session.saved:
        raise Unsure("plain.is-saved")
    try:
        told = conversation.session.save_elsewhere(Path(found["folder"]).expanduser())
    except Refusal as broken:
        raise Misused(broken.code, **broken.values) from broken
    conversation.lines.put(told, 1)
