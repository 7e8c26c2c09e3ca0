"""A meeting line by line: begin it, put each question and take a line, until it is written or left."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from facilitator import garbage_collection
from facilitator.dialogue.half_typed_words import told_in_lines
from facilitator.dialogue.requests import Asked
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files import prompts_cache
from facilitator.phrases.person import children_called
from facilitator.phrases.review import meeting_key
from facilitator.plain.conversation import DONE, Conversation
from facilitator.plain.lines_in_and_out import Lines
from facilitator.plain.outside_meetings import carried_in_lines
from facilitator.plain.typed_line import take
from facilitator.work.session import Now, Session, local_now

if TYPE_CHECKING:
    from types import FrameType


def run_review(
    path: Path,
    *,
    prompts: Path | None = None,
    record: Path | None = None,
    now: Now = local_now,
    source: TextIO | None = None,
    target: TextIO | None = None,
) -> int:
    """Hold the next review of a plan, or carry on a meeting, line by line; the exit code as DESIGN has it.

    0 = the review was written, or the chair left on purpose; 3 = the input ended first: everything is
    kept, nothing was written into the plan, and how to go on has been said; 1 = something that was said is on
    no disk. `record` is the file of an unfinished meeting that somebody named. Raises Refusal.
    """
    asked = begin(path, prompts=prompts, now=now, record=record)
    return _run(asked, prompts, source, target)


def run_planning(
    path: Path,
    *,
    prompts: Path | None = None,
    now: Now = local_now,
    source: TextIO | None = None,
    target: TextIO | None = None,
) -> int:
    """Hold the meeting that writes a plan, in the same way."""
    return _run(begin(path, prompts=prompts, now=now, planning=True), prompts, source, target)


def _run(
    asked: Asked[Session | None], prompts: Path | None, source: TextIO | None, target: TextIO | None
) -> int:
    with Lines.between(source or sys.stdin, target or sys.stdout, goes_on=True) as lines:
        session = begun(asked, lines)
        if session is None:
            return DONE
        conversation = Conversation(session, lines, prompts)
        garbage_collection.take_up()
        try:
            with listening():
                return _hold(conversation)
        except ToldToStop:
            return conversation.forced()
        finally:
            conversation.aloud.close()
            session.leave()
            prompts_cache.keep()


# The beginning


def begun(asked: Asked[Session | None], lines: Lines) -> Session | None:
    """Return the meeting to hold, or None where the chair would rather not now; raises Refusal."""
    session = carried_in_lines(asked, lines)
    if not isinstance(session, Session):
        return None
    _put_title(session, lines)
    return session


def _put_title(session: Session, lines: Lines) -> None:
    values = session.view.meeting_values()
    new = len(session.meeting.events) == 1
    lines.say(
        meeting_key("plain.begin" if new else "plain.carried-on", session.meeting.minutes.period),
        name=children_called(session.opened.plan.members),
        format=str(values["plan_format"]),
        period=str(values["period"]),
    )
    if new:
        lines.say("plain.begin-help")
    if session.notices:
        lines.say("plain.notices")
    for notice in session.notices:
        lines.put(notice, 1)
    for words in [] if new else told_in_lines(session):
        lines.put(words)


# The meeting


def _hold(conversation: Conversation) -> int:
    """Ask and take lines until the meeting is written or left, or the input ends; the exit code."""
    while conversation.code is None:
        try:
            _go_on(conversation)
        except KeyboardInterrupt:
            conversation.lines.put()
            conversation.session.catch_up()
            conversation.cut_off()
        if conversation.session.taken_over():
            conversation.lines.say("session.taken-over")
    return conversation.code


def _go_on(conversation: Conversation) -> None:
    """Put the question, and take the line that is typed."""
    if not conversation.covered:
        conversation.ready_to_write |= conversation.asking.put_question()
    typed = conversation.lines.ask(hidden=conversation.covered)
    if typed is None:
        conversation.cut_off()
    elif typed:
        take(conversation, typed)


class ToldToStop(BaseException):
    """The system wants the program to end: the computer is shut down, or the window was closed."""


LOOK_SECONDS = 0.5
"""How often a wait for a line is broken off to see whether the system has said anything."""


@contextmanager
def listening() -> Iterator[None]:
    """Raise ToldToStop when the system wants the program to end, for as long as the block lasts.

    A signal that comes just before the wait for a line begins, or to another thread, is only noted and
    breaks no wait off; without the alarm it was heard at the next line, which might never come.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            number = getattr(signal, name, None)
            # Somebody who had it ignored, as nohup does, wants it ignored.
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _stop)
    ticking = bool(before) and hasattr(signal, "setitimer")  # Windows has none
    if ticking:
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, LOOK_SECONDS, LOOK_SECONDS)
    try:
        yield
    finally:
        if ticking:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, usual in before.items():
            signal.signal(number, usual)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise ToldToStop
