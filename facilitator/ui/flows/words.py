"""What was said: every line of the meeting, to be put right or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.plan.people import EVERYONE
from facilitator.script.words import say
from facilitator.ui.drawing.said import how_said
from facilitator.ui.flows.asking import ask, ask_or_type, session_of
from facilitator.ui.flows.people import choose_person
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.question import Spoken
    from facilitator.ui.screens.meeting_keys import MeetingKeys


async def see_words(screen: MeetingKeys) -> None:
    """Show every line, the last one first in hand; Enter on one offers what can be changed."""
    at: int | None = None
    notice = ""
    while True:
        view = session_of(screen).view
        lines = view.everything_said()
        if not lines:
            screen.say(say("screen.nothing-said"))
            return
        choices = [Choice(line, line.text, how_said(line)) for line in lines]
        at = len(lines) - 1 if at is None else min(at, len(lines) - 1)
        picked = await ask(screen, say("screen.said-title"), choices, at=at, notice=notice)
        if picked is None:
            return
        screen.say("")
        at = lines.index(picked)  # type: ignore[arg-type]
        await _line_menu(screen, lines[at])
        notice = screen.noticed


async def _line_menu(screen: MeetingKeys, line: Spoken) -> None:
    names = ("line-words", "line-speaker", "line-own-words", "line-with-help", "line-said-for", "line-remove")
    choices = [Choice(name, say(f"screen.{name}", name=line.speaker)) for name in names]
    picked = await ask(screen, say("screen.line-title", who=how_said(line)), choices, lead=f"“{line.text}”")
    event = await _change_of(screen, line, str(picked)) if picked else None
    if event is not None:
        screen.take(event)


async def _change_of(screen: MeetingKeys, line: Spoken, what: str) -> ev.Event | None:
    if what == "line-remove":
        return ev.LineRemoved(line=line.id)
    if what == "line-own-words":
        return ev.LineChanged(line=line.id, how="own_words")
    if what == "line-words":
        return await _new_words(screen, line)
    person = await choose_person(screen, say(f"screen.{what}-who", name=line.speaker), f"“{line.text}”")
    if person is None:
        return None
    if what == "line-speaker":
        return ev.LineChanged(line=line.id, speaker=person)
    helper = None if person == EVERYONE else person
    return ev.LineChanged(
        line=line.id, how="with_help" if what == "line-with-help" else "said_for", helper=helper
    )


async def _new_words(screen: MeetingKeys, line: Spoken) -> ev.Event | None:
    page = Ask(say("screen.line-words", name=line.speaker), typed=Typed(line.text))
    words = await ask_or_type(screen, page)
    if not isinstance(words, str) or words.strip() == line.text:
        return None
    try:
        return ev.LineChanged.model_validate({"line": line.id, "text": words})
    except ValueError:
        screen.say(say("screen.too-long"))
        return None
