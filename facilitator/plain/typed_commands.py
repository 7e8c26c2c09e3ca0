"""Every command by a typed line: those of both front ends, and those that are of lines alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.dialogue.command_shapes import Found, commands_in, shown_shapes, understood
from facilitator.dialogue.commands import COMMANDS, dialogue_of
from facilitator.dialogue.ending import end_without_reason
from facilitator.dialogue.questions import not_asked
from facilitator.dialogue.requests import Misused, NotMeant, Unsure
from facilitator.meeting import events as ev
from facilitator.meeting.quiet_wait import wait
from facilitator.plain import readouts, voice_commands
from facilitator.plain.conversation import Conversation
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, ids, say

Doing = Callable[[Conversation, Found], None]


def commands() -> list[str]:
    """Return the ids of all commands that can be typed, in the order in which their words stand."""
    return [command for command in ids("plain.type.") if command in COMMANDS or command in IN_LINES]


def run(conversation: Conversation, typed: str) -> bool:
    """Do the command that a whole line is; False where it is none. Raises Refusal."""
    known = filter(_under_cover, commands()) if conversation.covered else commands()
    for command, found in commands_in(typed, known):
        try:
            _do(conversation, command, found, typed)
        except NotMeant:
            continue
        except Misused as misused:
            if found.get("words"):  # somebody's, perhaps, and then not to be lost
                raise Refusal(misused.code, **misused.values) from misused
            raise
        return True
    return False


def is_command(typed: str) -> bool:
    """Whether a whole line has the words of a command."""
    return any(True for _ in commands_in(typed, commands()))


def _do(conversation: Conversation, command: str, found: Found, typed: str) -> None:
    doing = IN_LINES.get(command)
    if doing is not None:
        doing(conversation, found)
    else:
        conversation.carry(dialogue_of(command)(conversation.session, **found), typed)


# What stands in lines


def _read(put: Callable[..., None]) -> Doing:
    return lambda conversation, _found: put(conversation.session, conversation.lines, 1)


def said(conversation: Conversation, _found: Found) -> None:
    """List every line of the meeting with its number."""
    readouts.put_everything_said(conversation.session, conversation.lines, 1)


def waited(conversation: Conversation, _found: Found) -> None:
    """Say how long the child has had to think, and whether it is time for other words."""
    session = conversation.session
    now = wait(session.meeting, session.now())
    if now is None:
        raise Misused("plain.no-wait")
    conversation.lines.put(
        say("plain.waited-enough" if now.offer else "plain.waited-so-far", count=now.seconds), 1
    )


def again(conversation: Conversation, _found: Found) -> None:
    """Put the question once more, with all that stands beside it."""
    conversation.asking.forget()


def reveal(conversation: Conversation, _found: Found) -> None:
    """Show what is hidden at the question, or hide it again."""
    told = conversation.session.view.toggle_hidden()
    if told == "hidden.none":
        raise Misused(told)
    conversation.lines.put(say(told), 1)
    conversation.asking.read_again()


def give_help(conversation: Conversation, _found: Found) -> None:
    """List everything that can be typed, with what it does."""
    conversation.lines.say("plain.help-answers")
    for command in commands():
        typed = say("plain.or").join(f"“{shape}”" for shape in shown_shapes(command))
        conversation.lines.put(say("plain.help-line", typed=typed, does=say(f"plain.help-{command}")), 1)
    conversation.lines.say("plain.help-spoken")
    if not conversation.covered:  # on no screen that somebody may need not to see it on (MEETING, rule 12)
        conversation.lines.say("plain.help-safe")


def plan(conversation: Conversation, _found: Found) -> None:
    """Change the plan; where it cannot be now, what was to be typed there in a file is nobody's words."""
    try:
        conversation.carry(dialogue_of("plan")(conversation.session))
    except Misused as misused:
        conversation.lines.put(explain(misused), 1)
        while not conversation.lines.by_hand and (typed := conversation.lines.ask()) is not None:
            if understood(typed, "edit-done") is not None:
                return
            conversation.note_left(typed)


# Pausing, covering, ending


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
    covered, conversation.covered = conversation.covered, False
    ends = end_without_reason if covered else partial(dialogue_of("end-early"), **found)
    conversation.carry(ends(conversation.session))


def close(conversation: Conversation, _found: Found) -> None:
    """Show what is still open before the meeting is written; with questions left, how to end early."""
    session, lines = conversation.session, conversation.lines
    if session.meeting.place is not None and not session.meeting.ended:
        readouts.put_open(session, lines, 1)
        raise Misused("plain.questions-left", count=not_asked(session))
    readouts.put_closing(session, lines)
    conversation.ready_to_write = True


def write(conversation: Conversation, found: Found) -> None:
    """Write the review into the plan, once what is still open has been shown."""
    if not conversation.ready_to_write:
        close(conversation, found)
    else:
        conversation.carry(dialogue_of("write")(conversation.session))


def write_to(conversation: Conversation, found: Found) -> None:
    """Write the plan with the review to a copy; before the end of the meeting it is what somebody said."""
    if not conversation.ready_to_write:
        raise NotMeant
    conversation.carry(dialogue_of("write-to")(conversation.session, **found))


def leave(conversation: Conversation, _found: Found) -> None:
    """Leave the meeting as it is."""
    conversation.leave()


IN_LINES: dict[str, Doing] = {
    "waited": waited,
    "again": again,
    "reveal": reveal,
    "read": voice_commands.read,
    "read-answers": voice_commands.read_answers,
    "read-said": voice_commands.read_said,
    "stop-reading": voice_commands.stop_reading,
    "slower": voice_commands.slower,
    "faster": voice_commands.faster,
    "voices": voice_commands.voices,
    "voice": voice_commands.voice,
    "agenda": _read(readouts.put_agenda),
    "said": said,
    "plan": plan,
    "actions": _read(readouts.put_actions),
    "open": _read(readouts.put_open),
    "people": _read(readouts.put_people),
    "help": give_help,
    "pause": pause,
    "go-on": go_on,
    "cover": cover,
    "end-early": end_early,
    "end": close,
    "write": write,
    "write-to": write_to,
    "leave": leave,
}
"""Commands that are of lines alone, or that stand differently there; all others are dialogues."""


def _under_cover(command: str) -> bool:
    return command in {"go-on", "pause", "help"} or (command in COMMANDS and COMMANDS[command].covered)
