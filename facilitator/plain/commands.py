"""Every function of a meeting by a typed word: one table, which the help is read from too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.plain import aloud, ending, leaving, moving, people, putting_right, readouts, writing
from facilitator.plain.misses import Misused, NotMeant, Unsure
from facilitator.plain.typed_words import Found, understood

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation

__all__ = ["COMMANDS", "Misused", "Unsure", "run"]

Doing = Callable[["Conversation", Found], None]

COMMANDS: dict[str, Doing] = {
    "next": moving.next_question,
    "back": moving.back,
    "skip": moving.skip,
    "skip-why": moving.skip_why,
    "pass": moving.pass_on,
    "park": moving.park,
    "park-words": moving.park_words,
    "undo": moving.undo,
    "redo": moving.redo,
    "another-way": moving.another_way,
    "waited": readouts.waited,
    "again": moving.again,
    "read": aloud.read,
    "read-answers": aloud.read_answers,
    "read-said": aloud.read_said,
    "stop-reading": aloud.stop_reading,
    "slower": aloud.slower,
    "faster": aloud.faster,
    "voices": aloud.voices,
    "voice": aloud.voice,
    "go-outcome": moving.go_to_outcome,
    "go": moving.go_to,
    "settle": moving.settle,
    "agenda": readouts.agenda,
    "said": readouts.said,
    "actions": readouts.actions,
    "open": readouts.still_open,
    "people": readouts.people,
    "heard": readouts.who_was_heard,
    "help": readouts.give_help,
    "speaking": people.speaking,
    "left": people.left,
    "here": people.here,
    "add": people.add,
    "rename": people.rename,
    "role": people.role,
    "take-off": people.take_off,
    "edit": putting_right.edit,
    "remove-action": putting_right.remove_action,
    "remove": putting_right.remove,
    "by": putting_right.said_by,
    "how-helped": putting_right.how_helped,
    "how": putting_right.how,
    "action-who": putting_right.action_who,
    "action-by": putting_right.action_by,
    "action-asks": putting_right.action_asks,
    "action-asked-by": putting_right.action_asked_by,
    "action-words": putting_right.action_words,
    "pause": ending.pause,
    "go-on": ending.go_on,
    "cover": ending.cover,
    "end-early": ending.end_early,
    "close": ending.close,
    "write": writing.write,
    "write-with-theirs": writing.write_with_theirs,
    "write-as": writing.write_as,
    "write-to": writing.write_to,
    "save-in": ending.save_in,
    "copy-to": leaving.copy_to,
    "leave": leaving.leave,
}
"""By id, in the order in which a line is tried; shapes and help stand in `prompts/words/plain.yaml`."""

UNDER_COVER = ("go-on", "pause", "end-early", "save-in", "copy-to", "leave", "help")


def run(conversation: Conversation, typed: str) -> bool:
    """Do the command that a whole line is; False where it is none. Raises Refusal."""
    for command, doing in COMMANDS.items():
        if conversation.covered and command not in UNDER_COVER:
            continue
        found = understood(typed, command)
        if found is None:
            continue
        try:
            doing(conversation, found)
        except NotMeant:
            continue
        return True
    return False
