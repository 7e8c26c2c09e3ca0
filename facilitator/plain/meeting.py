"""A meeting line by line: put the question, take a line, until the review is written or the meeting left."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import garbage
from facilitator.files import parsed_prompts
from facilitator.plain.beginning import begun
from facilitator.plain.conversation import DONE, Conversation
from facilitator.plain.lines import Lines
from facilitator.plain.typed_line import take

if TYPE_CHECKING:
    from types import FrameType


def hold(
    path: Path, lines: Lines, *, prompts: Path | None, now: Callable[[], datetime], record: Path | None = None
) -> int:
    """Hold the meeting of a plan and return the exit code; raises Refusal before it has begun."""
    session = begun(path, lines, prompts=prompts, now=now, record=record)
    if session is None:
        return DONE
    conversation = Conversation(session, lines, prompts)
    garbage.take_up()
    try:
        with listening():
            return _hold(conversation)
    except ToldToStop:
        return conversation.forced()
    finally:
        conversation.aloud.close()
        session.leave()
        parsed_prompts.keep()


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
