"""Putting right what was recorded: lines by their numbers, and actions by theirs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.dates import read_date
from facilitator.meeting.minutes import Held
from facilitator.meeting.typed import owned, way_called
from facilitator.plain.misses import Misused, Unsure
from facilitator.plain.people import on_the_list
from facilitator.plain.typed_words import understood
from facilitator.plan.people import EVERYONE
from facilitator.plan.reviews import How

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found

_HOWS: tuple[How, ...] = ("own_words", "with_help", "said_for")


def _line(conversation: Conversation, found: Found) -> str:
    lines = list(conversation.minutes.said)
    number = int(found["number"])
    if not 1 <= number <= len(lines):
        raise Misused("plain.no-such-line", number=number, count=len(lines))
    return lines[number - 1]


def _action(conversation: Conversation, found: Found) -> Held:
    actions = list(conversation.minutes.actions.values())
    number = int(found["number"])
    if not 1 <= number <= len(actions):
        raise Misused("plain.no-such-action", number=number, count=len(actions))
    return actions[number - 1]


def _speaker(conversation: Conversation, name: str) -> str:
    return (
        EVERYONE if conversation.minutes.people.means_everyone(name) else on_the_list(conversation, name).id
    )


def edit(conversation: Conversation, found: Found) -> None:
    """Change the words of a line."""
    conversation.record(ev.LineChanged(line=_line(conversation, found), text=found["words"]))


def remove(conversation: Conversation, found: Found) -> None:
    """Take a line out."""
    conversation.record(ev.LineRemoved(line=_line(conversation, found)))


def said_by(conversation: Conversation, found: Found) -> None:
    """Change who said a line."""
    line = _line(conversation, found)
    conversation.record(ev.LineChanged(line=line, speaker=_speaker(conversation, found["name"])))


def _how(words: str) -> How:
    for one in _HOWS:
        if understood(words, one.replace("_", "-")) is not None:
            return one
    raise Unsure("plain.no-such-how")


def how(conversation: Conversation, found: Found) -> None:
    """Change how a line was said, or how it was given: spoken, signed, pointed at, written or drawn."""
    line = _line(conversation, found)
    given = way_called(conversation.minutes, found["how"])
    if given is not None:
        conversation.record(ev.LineChanged(line=line, given=given))
        return
    conversation.record(ev.LineChanged(line=line, how=_how(found["how"])))


def how_helped(conversation: Conversation, found: Found) -> None:
    """Change how a line was said, and who helped or said it."""
    line, manner = _line(conversation, found), _how(found["how"])
    helper = _speaker(conversation, found["name"])
    conversation.record(ev.LineChanged(line=line, how=manner, helper=helper))


def action_words(conversation: Conversation, found: Found) -> None:
    """Change what an action says."""
    conversation.record(ev.ActionChanged(action=_action(conversation, found).id, what=found["words"]))


def action_who(conversation: Conversation, found: Found) -> None:
    """Give an action to somebody."""
    held = _action(conversation, found)
    conversation.record(owned(conversation.session.meeting, held, "who", found["name"]))


def _day(conversation: Conversation, found: Found) -> date:
    on = read_date(found["day"], conversation.minutes.review_date)
    if on is None:
        raise Misused("typed.no-date", text=found["day"])
    return on


def action_by(conversation: Conversation, found: Found) -> None:
    """Give an action a date."""
    held, on = _action(conversation, found), _day(conversation, found)
    conversation.record(ev.ActionChanged(action=held.id, by=on))


def action_asks(conversation: Conversation, found: Found) -> None:
    """Say who asks an owner who is not in the room."""
    held = _action(conversation, found)
    conversation.record(owned(conversation.session.meeting, held, "confirm_who", found["name"]))


def action_asked_by(conversation: Conversation, found: Found) -> None:
    """Say by when an owner who is not in the room is asked."""
    held, on = _action(conversation, found), _day(conversation, found)
    conversation.record(ev.ActionChanged(action=held.id, confirm_by=on))


def remove_action(conversation: Conversation, found: Found) -> None:
    """Take an action out."""
    conversation.record(ev.ActionRemoved(action=_action(conversation, found).id))
