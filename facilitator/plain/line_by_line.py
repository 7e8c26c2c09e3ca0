"""A meeting line by line: begin it, put each question and take a line, until it is written or left."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from facilitator import garbage_collection
from facilitator.dialogue.dialogue_carrier import Carried, Host
from facilitator.dialogue.requests import LINES, Words, in_words
from facilitator.dialogue.unfinished_meetings import begin
from facilitator.files import prompts_cache
from facilitator.phrases.person import children_called
from facilitator.plain.conversation import DONE, Conversation
from facilitator.plain.dialogue_in_lines import InputEnded, done_at_once, under_cover
from facilitator.plain.lines_in_and_out import Lines
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
    """Hold or carry on the meeting of a plan, line by line; the exit code as DESIGN has it.

    0 = the review was written, or the chair left on purpose; 3 = the input ended first: everything is
    kept, nothing was written into the plan, and how to go on has been said; 1 = something that was said is on
    no disk. `record` is the file of an unfinished meeting that somebody named. Raises Refusal.
    """
    with Lines.between(source or sys.stdin, target or sys.stdout) as lines:
        session = begun(path, lines, prompts=prompts, now=now, record=record)
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


def begun(
    path: Path, lines: Lines, *, prompts: Path | None, now: Now, record: Path | None = None
) -> Session | None:
    """Return the meeting to hold, or None where the chair would rather not now; raises Refusal."""
    carried = Carried(begin(path, prompts=prompts, now=now, record=record), _Before(lines))
    given = partial(done_at_once, lines=lines, cover=partial(under_cover, lines))
    try:
        wants = carried.go_on()
        while wants is not None:
            wants = carried.go_on_with(given, wants)
    except InputEnded:
        return None
    finally:
        carried.leave()
    session = carried.result
    if not isinstance(session, Session):
        return None
    _put_title(session, lines)
    return session


class _Before(Host):
    """What is told before there is a meeting; there is nothing to record yet."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def tell(self, words: Words) -> None:
        self._lines.put(in_words(words, LINES))


def _put_title(session: Session, lines: Lines) -> None:
    values = session.view.meeting_values()
    new = len(session.meeting.events) == 1
    lines.say(
        "plain.begin" if new else "plain.carried-on",
        name=children_called(session.opened.plan.children),
        format=str(values["plan_format"]),
        period=str(values["period"]),
    )
    if new:
        lines.say("plain.begin-help")
    if session.notices:
        lines.say("plain.notices")
    for notice in session.notices:
        lines.put(notice, 1)


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


@contextmanager
def listening() -> Iterator[None]:
    """Raise ToldToStop when the system wants the program to end, for as long as the block lasts."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            number = getattr(signal, name, None)
            # Somebody who had it ignored, as nohup does, wants it ignored.
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, usual in before.items():
            signal.signal(number, usual)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise ToldToStop
