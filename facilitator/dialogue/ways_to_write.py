"""Writing the review into the plan; and where that is refused, the other ways to write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator.dialogue.before_writing import decided, name_of_copy
from facilitator.dialogue.requests import Ask, Asked, Dialogue, Do, Misused, Option, Tell, Written
from facilitator.dialogue.written_account import account_of
from facilitator.meeting import events as ev
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.word.writing_choices import Choices
from facilitator.work.refused_writing import (
    AGAIN,
    COPY,
    NEXT_PERIOD,
    WITH_THEIRS,
    WaysOn,
    copy_named,
    copy_proposed,
    ways_on,
    write_copy,
)
from facilitator.work.session import Closed, Session

_Writing = Callable[[Choices], Closed]

_TYPED = {WITH_THEIRS: "write-with-theirs", NEXT_PERIOD: "write-as", AGAIN: "write", COPY: "decide-to"}


def write(session: Session, *, ended_now: bool = False) -> Dialogue:
    """End the meeting and write it; when it cannot be written nothing is lost.

    Then a meeting that was only ended to be written, here or just now, is open again.
    """
    yield from _write(session, session.write, ended_now=ended_now)


def write_to(session: Session, file: str) -> Dialogue:
    """Write the plan with the review to a copy."""
    try:
        path = copy_named(file, session)
    except Refusal as refusal:
        raise Misused(refusal.code, **refusal.values) from refusal
    yield from _write(session, partial(write_copy, session, path))


def _write(session: Session, writing: _Writing, *, ended_now: bool = False) -> Dialogue:
    """Write the meeting, asking as often as something must be decided."""
    if not session.meeting.ended:
        yield ev.MeetingEnded()
        ended_now = True
    choices, plan = Choices(actions_in=session.actions_in), session.opened.path
    while True:
        try:
            closed: Closed = yield Do(partial(writing, choices))
        except NeedsDecision as needs:
            back = say("dialogue.back-to-meeting")
            answered = yield from decided(needs, choices, session.opened.path, back=back)
            if not isinstance(answered, Choices):
                if ended_now:
                    yield ev.Undone()
                return
            choices, session.actions_in = answered, answered.actions_in
        except Refusal as refusal:
            another = yield from _another_way((yield Do(partial(ways_on, session, refusal))))
            if another is None:
                if ended_now:
                    yield ev.Undone()
                yield Tell(explain(refusal))
                return
            writing = another
        else:
            yield Written(closed, account_of(closed, session, plan))
            return


def _another_way(ways: WaysOn) -> Asked[_Writing | None]:
    """Say why it was not written, and return what the chair chose to do; None = back to the meeting."""
    session = ways.session
    period = session.meeting.script.period_name(ways.next_period) if ways.next_period else ""
    options = [
        Option(
            option,
            ways.words_of(option),
            typed=_TYPED[option],
            given={"words": period} if option == NEXT_PERIOD else {},
        )
        for option in ways.options
    ]
    back = say("dialogue.back-to-meeting"), say("dialogue.back-note")
    options.append(Option("back", *back, typed="back-out"))
    while True:
        # The pointer stands nowhere: an Enter too many must not choose how it is written.
        picked = yield Ask(say("dialogue.not-written"), tuple(options), ways.explained(), at=None)
        if picked == AGAIN:
            return session.write
        if picked == COPY:
            path = yield from name_of_copy(copy_proposed(session), partial(copy_named, session=session))
            if isinstance(path, Path):
                return partial(write_copy, session, path)
        elif picked in ways.options:
            return partial(ways.write, picked)
        else:
            return None
