"""The beginning: a new meeting, or an unfinished one carried on exactly where it was cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.dialogue.beginning import begin
from facilitator.dialogue.carrying import Carried, Unrecorded
from facilitator.dialogue.wants import LINES, Ask, Do, LookAt, Want, Words, in_words
from facilitator.phrases.person import children_called
from facilitator.plain.asked import InputEnded, answered
from facilitator.plain.lines import Lines
from facilitator.plan.refusal import Refusal
from facilitator.work.session import Session


def begun(
    path: Path,
    lines: Lines,
    *,
    prompts: Path | None,
    now: Callable[[], datetime],
    record: Path | None = None,
) -> Session | None:
    """Return the meeting to hold, or None where the chair would rather not now; raises Refusal.

    `record` is the file of an unfinished meeting that somebody named: no other is looked for.
    """
    carried = Carried(begin(path, prompts=prompts, now=now, record=record), _Before(lines))
    try:
        wants = carried.go_on()
        while wants is not None:
            answer, fault = _done(wants, lines)
            wants = carried.go_on(answer, fault)
    except InputEnded:
        return None
    finally:
        carried.leave()
    session = carried.result
    if not isinstance(session, Session):
        return None
    _put_title(session, lines)
    return session


def _done(wants: Want, lines: Lines) -> tuple[object, Refusal | None]:
    """Return what a dialogue wanted, or what was refused of it."""
    if isinstance(wants, Ask):
        return answered(wants, lines), None
    if isinstance(wants, LookAt):
        for line in wants.lines:
            lines.put(line)
    elif isinstance(wants, Do):
        try:
            return wants.work(), None
        except Refusal as refusal:
            return None, refusal
    return None, None


class _Before(Unrecorded):
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
