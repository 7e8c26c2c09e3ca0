"""What the chair can have read out at any time: the agenda, what was said, who is here, what is open."""

from __future__ import annotations

from facilitator.dialogue.questions import end_in_a_line, not_asked, under_questions
from facilitator.meeting.child_set_up import left_out_by_wish
from facilitator.meeting.minutes import Held
from facilitator.meeting.open_ends import OpenEnd, open_ends
from facilitator.meeting.question import Shown, Spoken
from facilitator.phrases import action, score
from facilitator.phrases.field import labelled
from facilitator.phrases.left_open import open_line
from facilitator.phrases.manner import of_line
from facilitator.phrases.person import described, presence
from facilitator.phrases.review import meeting_key
from facilitator.plain.lines_in_and_out import Lines
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def put_agenda(session: Session, lines: Lines, indent: int) -> None:
    """List the parts of the meeting and how each stands, and how long has been spent."""
    meeting, now = session.meeting, session.pace()
    here = meeting.place.segment.id if meeting.place else ""
    for number, segment in enumerate(meeting.agenda.segments, start=1):
        status = "here" if segment.id == here else meeting.agenda.segment_status(segment.id)
        title = session.view.title(segment.id)
        stands = say(f"plain.part-{status}")
        lines.put(say("plain.agenda-line", number=number, title=title, status=stands), indent)
    lines.put(say("plain.pace", spent=now.spent, length=now.length), indent)
    if away := left_out_by_wish(meeting.minutes.child, meeting.script):
        topics = ", ".join(labelled(topic, meeting.script.format) for topic in away)
        name = meeting.minutes.child.called
        lines.put(say("meeting.left-by-wish", name=name, topics=topics), indent)


def put_everything_said(session: Session, lines: Lines, indent: int) -> None:
    """Say every line of the meeting with its number, under the question that it answers."""
    everything = session.view.everything_said()
    for question, one in under_questions(session, everything):
        if question:
            lines.put(question, indent)
        lines.put(line(one), indent + 1)
    if not everything:
        lines.put(say("plain.nothing-said"), indent)


def line(spoken: Spoken) -> str:
    """Return one line of what was said, with its number."""
    values = {"number": spoken.number, "speaker": spoken.speaker, "text": spoken.text}
    how = of_line(spoken)
    return say("plain.line", how=how, **values) if how else say("plain.line-everyone", **values)


def put_actions(session: Session, lines: Lines, indent: int) -> None:
    """Say the actions with their numbers, or that there are none."""
    held = session.view.actions()
    for number, one in enumerate(held, start=1):
        lines.put(say("plain.action-line", number=number, action=action_words(one)), indent)
    if not held:
        lines.put(say("plain.no-actions"), indent)


def action_words(held: Held) -> str:
    """Return an action in words: what, who, by when, and what it still needs."""
    words = action.sentence(held.what, held.who, held.by)
    words = action.marked(words) if held.not_shared else words
    if held.absent and held.confirm_who:
        return f"{words} {action.asked(held.confirm_who, held.confirm_by)}"
    return words


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
        lines.put(say("plain.option", number=number, words=_open_end(session, end)), indent + 1)


def _open_end(session: Session, end: OpenEnd) -> str:
    option = end_in_a_line(session, end)
    return open_line(option.words, option.note)


def put_closing(session: Session, lines: Lines) -> None:
    """Say that the meeting can be written: what is open, which review it is, and how."""
    ended = session.meeting.ended
    lines.put()
    lines.say("plain.ended-early" if ended else "plain.last-question")
    if not ended and (passed := not_asked(session)):
        lines.put(say("plain.passed-over", count=passed), 1)
    put_open(session, lines, 1)
    number = session.meeting.minutes.period
    key = meeting_key("plain.ready-to-write-early" if ended else "plain.ready-to-write", number)
    lines.say(key, period=session.meeting.script.period_name(number))
