"""Leaving: what is on no disk is told first, and the program is held until it was told twice."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plain.misses import Misused
from facilitator.plan.refusal import Refusal
from facilitator.script.words import say
from facilitator.work.record_place import elsewhere
from facilitator.work.unsaved import copy_out, unsaved

if TYPE_CHECKING:
    from types import FrameType

    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found
    from facilitator.work.unsaved import Unsaved

DONE, LOST, NOT_WRITTEN = 0, 1, 3


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


def leave(conversation: Conversation, _found: Found) -> None:
    """Leave the meeting as it is, once all is on a disk or the chair was told twice that it is not."""
    if may_leave(conversation):
        go(conversation, "plain.left", DONE)


def may_leave(conversation: Conversation) -> bool:
    """Whether nothing would be lost, or the chair knows what; else it is told now. Tries to save first."""
    lost = _after_trying(conversation)
    if lost is None or conversation.told_of_unsaved == lost.upto:
        return True
    conversation.told_of_unsaved = lost.upto
    _put(lost, lost.summary, conversation)
    conversation.lines.say("plain.unsaved-ways-covered" if conversation.covered else "plain.unsaved-ways")
    return False


def go(conversation: Conversation, key: str, code: int) -> int:
    """Say farewell as it is: that all is kept, in a key's words, or what is lost; return the exit code."""
    lost = _after_trying(conversation)
    command = conversation.command_to_go_on()
    if lost is None:
        conversation.lines.say(key, command=command)
        if folder := elsewhere(conversation.session.journal):
            conversation.lines.say("plain.kept-in", folder=folder)
    else:
        _put(lost, lost.farewell, conversation)
        conversation.lines.say("plain.unsaved-go-on", command=command)
        code = LOST
    conversation.finish(code)
    return code


def forced(conversation: Conversation) -> int:
    """End because nobody is there to ask any more: what no disk took is put into the user's own folder."""
    conversation.session.catch_up()
    if _after_trying(conversation) is not None and (told := conversation.session.rescue()):
        conversation.lines.put(told, 1)
    return go(conversation, "plain.cut-off", NOT_WRITTEN)


def copy_to(conversation: Conversation, found: Found) -> None:
    """Write what is on no disk as a text file in a folder."""
    try:
        path = copy_out(conversation.session, Path(found["folder"]).expanduser().absolute())
    except Refusal as refusal:
        raise Misused(refusal.code, **refusal.values) from refusal
    key = "plain.copied" if unsaved(conversation.session) is None else "unsaved.copied"
    conversation.lines.put(say(key, path=path), 1)


def _after_trying(conversation: Conversation) -> Unsaved | None:
    if not conversation.session.saved:
        conversation.session.try_again()
    return unsaved(conversation.session)


def _put(lost: Unsaved, sentence: str, conversation: Conversation) -> None:
    """List what is on no disk, in full, so that it can be copied from here; under the cover only how much."""
    conversation.lines.put(sentence)
    if conversation.covered:
        return
    for words in lost.words:
        conversation.lines.put(words, 1)
