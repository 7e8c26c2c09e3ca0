"""Writing the review into the plan; and where that is refused, the other ways to write it, on a page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from facilitator.files.journal import JournalBroken
from facilitator.meeting import events as ev
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.words import explain, say
from facilitator.ui.flows.asking import ask, session_of
from facilitator.ui.flows.deciding import decide, name_of_copy
from facilitator.ui.widgets.choices import Choice
from facilitator.word.choices import Choices
from facilitator.work.refused_writing import (
    AGAIN,
    COPY,
    WaysOn,
    copy_in_words,
    copy_named,
    copy_proposed,
    ways_on,
    write_copy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.work.session import Closed

    Writing = Callable[[Choices], Closed]


async def write(screen: MeetingKeys) -> None:
    """Write a meeting that has ended, asking as often as something must be decided."""
    session = session_of(screen)
    plan = session.opened.path
    writing: Writing = session.write
    choices = Choices()
    while True:
        try:
            closed = await screen.desk.write(writing, choices)  # type: ignore[union-attr]
        except JournalBroken:
            # The plan holds the review by then; a later run puts the record away.
            screen.facilitator.written(screen, session.opened, session.opened.plan.last_review)
            return
        except NeedsDecision as needs:
            back = say("screen.back-to-meeting")
            decided = await decide(screen, needs, choices, plan, back=back)
            if decided is None:
                screen.take(ev.Undone())
                return
            choices = decided
        except Refusal as refusal:
            another = await _another_way(screen, ways_on(session, refusal))
            if another is None:
                screen.take(ev.Undone())
                screen.say(explain(refusal))
                return
            writing = another
        else:
            copy = copy_in_words(plan, closed, session) if closed.opened.path != plan else ""
            screen.facilitator.written(screen, closed.opened, closed.review, copy=copy)
            return


async def _another_way(screen: MeetingKeys, ways: WaysOn) -> Writing | None:
    """Say why it was not written, and return what the chair chose to do; None = back to the meeting."""
    session = ways.session
    choices = [Choice(option, ways.words_of(option)) for option in ways.options]
    choices.append(Choice("back", say("screen.back-to-meeting"), say("screen.back-note")))
    while True:
        picked = await ask(screen, say("screen.not-written"), choices, lead=ways.explained())
        if picked == AGAIN:
            return session.write
        if picked == COPY:
            proposed = copy_proposed(session)
            path = await name_of_copy(screen, proposed, partial(copy_named, session=session))
            if path is not None:
                return partial(write_copy, session, path)
        elif isinstance(picked, str) and picked in ways.options:
            return partial(ways.write, picked)
        else:
            return None
