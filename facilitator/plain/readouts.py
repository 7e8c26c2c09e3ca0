"""What the chair can have read out at any time: the agenda, what was said, who is here, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.heard import heard, kindly
from facilitator.meeting.minutes import Held
from facilitator.meeting.open_ends import OpenEnd, open_ends
from facilitator.meeting.question import Shown, Spoken
from facilitator.meeting.set_up import left_out_by_wish
from facilitator.meeting.waiting import wait
from facilitator.phrases import action, score
from facilitator.phrases.field import labelled
from facilitator.phrases.left_open import open_line
from facilitator.phrases.manner import of_line
from facilitator.phrases.person import described, presence
from facilitator.plain.misses import Misused
from facilitator.plain.typed_words import shown_shapes
from facilitator.script.wording import Wording
from facilitator.script.words import say

if TYPE_CHECKING:
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.lines import Lines
    from facilitator.plain.typed_words import Found
    from facilitator.script.models import Scale
    from facilitator.work.session import Session


def agenda(conversation: Conversation, _found: Found) -> None:
    """List the parts of the meeting and how each stands, and how long has been spent."""
    session, lines = conversation.session, conversation.lines
    meeting, now = session.meeting, session.pace()
    here = meeting.place.segment.id if meeting.place else ""
    for number, segment in enumerate(meeting.agenda.segments, start=1):
        status = "here" if segment.id == here else meeting.agenda.segment_status(segment.id)
        title = session.view.title(segment.id)
        lines.put(say("plain.agenda-line", number=number, title=title, status=say(f"plain.part-{status}")), 1)
    lines.put(say("plain.pace", spent=now.spent, length=now.length), 1)
    if away := left_out_by_wish(meeting.minutes.child, meeting.script):
        topics = ", ".join(labelled(topic, meeting.script.format) for topic in away)
        name = meeting.minutes.child.called
        lines.put(say("meeting.left-by-wish", name=name, topics=topics), 1)


def said(conversation: Conversation, _found: Found) -> None:
    """List every line of the meeting with its number."""
    put_said(conversation.session.view.everything_said(), conversation.lines, 1)


def put_said(spoken: list[Spoken], lines: Lines, indent: int) -> None:
    """Say lines with their numbers, or that there are none."""
    for one in spoken:
        lines.put(line(one), indent)
    if not spoken:
        lines.put(say("plain.nothing-said"), indent)


def line(spoken: Spoken) -> str:
    """Return one line of what was said, with its number."""
    values = {"number": spoken.number, "speaker": spoken.speaker, "text": spoken.text}
    how = of_line(spoken)
    return say("plain.line", how=how, **values) if how else say("plain.line-everyone", **values)


def who_was_heard(conversation: Conversation, _found: Found) -> None:
    """Say how often each person was heard, and ask kindly for the child where that is less than others."""
    conversation.lines.put(kindly(heard(conversation.minutes), say), 1)


def waited(conversation: Conversation, _found: Found) -> None:
    """Say how long the child has had to think, and whether it is time for other words."""
    session = conversation.session
    now = wait(session.meeting, session.now())
    if now is None:
        raise Misused("plain.no-wait")
    conversation.lines.put(
        say("plain.waited-enough" if now.offer else "plain.waited-so-far", count=now.seconds), 1
    )


def actions(conversation: Conversation, _found: Found) -> None:
    """List the actions of this meeting with their numbers."""
    put_actions(conversation.session, conversation.lines, 1)


def put_actions(session: Session, lines: Lines, indent: int) -> None:
    """Say the actions with their numbers, or that there are none."""
    held = list(session.meeting.minutes.actions.values())
    for number, one in enumerate(held, start=1):
        lines.put(say("plain.action-line", number=number, action=action_words(one)), indent)
    if not held:
        lines.put(say("plain.no-actions"), indent)


def action_words(held: Held) -> str:
    """Return an action in words: what, who, by when, and what it still needs."""
    words = action.sentence(held.what, held.who, held.by)
    if held.absent and held.confirm_who:
        return f"{words} {action.asked(held.confirm_who, held.confirm_by)}"
    return words


def people(conversation: Conversation, _found: Found) -> None:
    """List the people, and who is in the room."""
    put_people(conversation.session, conversation.lines, 1)


def put_people(session: Session, lines: Lines, indent: int) -> None:
    """Say everybody on the list, and whether they are in the room."""
    for person in session.meeting.minutes.people.values():
        here = presence(here=session.meeting.minutes.people.in_room(person.id), apologies=person.apologies)
        name = described(person.name, person.role, person.perspective)
        lines.put(say("plain.person", name=name, here=here), indent)


def scores_shown(shown: list[Shown], scale: Scale) -> str:
    """Return everybody's numbers in one line."""
    each = [
        score.of_person(one.name, score.position(one.position.number, one.position.word, scale))
        for one in shown
        if one.position is not None
    ]
    return say("plain.scores-shown", scores=", ".join(each) or action.owner(""))


def still_open(conversation: Conversation, _found: Found) -> None:
    """List what is still open, with the number to settle it by."""
    put_open(conversation.session, conversation.lines, 1)


def put_open(session: Session, lines: Lines, indent: int, *, questions: bool = True) -> None:
    """Say everything that is still open, with or without questions, or that nothing is."""
    ends = open_ends(session.meeting.minutes, session.meeting.agenda)
    if not questions:
        ends = [end for end in ends if end.kind != "question"]
    if not ends:
        lines.put(say("plain.nothing-open"), indent)
        return
    lines.put(say("plain.still-open", count=len(ends)), indent)
    for number, end in enumerate(ends, start=1):
        lines.put(say("plain.open-line", number=number, what=_open(end, session)), indent + 1)


def _open(end: OpenEnd, session: Session) -> str:
    text, speaker = end.text, session.view.name(end.speaker) if end.speaker else ""
    if end.kind == "question" and end.key:
        place = session.meeting.agenda.place(end.key)
        text = Wording().render(place.turn.adult, session.view.values(place))
    return open_line(end.kind, text, speaker, end.missing)


def give_help(conversation: Conversation, _found: Found) -> None:
    """List everything that can be typed, with what it does."""
    from facilitator.plain.commands import COMMANDS

    conversation.lines.say("plain.help-answers")
    for command in COMMANDS:
        typed = say("plain.or").join(f"“{shape}”" for shape in shown_shapes(command))
        conversation.lines.put(say("plain.help-line", typed=typed, does=say(f"plain.help-{command}")), 1)
    conversation.lines.say("plain.help-spoken")
    if not conversation.covered:  # on no screen that somebody may need not to see it on (MEETING, rule 12)
        conversation.lines.say("plain.help-safe")
