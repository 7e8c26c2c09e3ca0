"""What was said and what will be done: every line and action of the meeting, to be put right or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.dates import read_date
from facilitator.meeting.minutes import Held
from facilitator.meeting.speakers import WhoIsMeant
from facilitator.meeting.typed import owned
from facilitator.phrases.day import in_full
from facilitator.phrases.manner import said_by
from facilitator.plan.people import EVERYONE
from facilitator.script.words import say
from facilitator.ui.flows.asking import ask, ask_or_type, session_of
from facilitator.ui.flows.people import choose_person, who_is_meant
from facilitator.ui.screens.ask import Ask, Typed
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.question import Spoken
    from facilitator.ui.screens.meeting_keys import MeetingKeys


async def see_words(screen: MeetingKeys) -> None:
    """Show every line and action, the last line first in hand; Enter on one offers what can be changed."""
    at: int | None = None
    notice = ""
    while True:
        lines = session_of(screen).view.everything_said()
        actions = list(session_of(screen).meeting.minutes.actions.values())
        if not lines and not actions:
            screen.say(say("screen.nothing-said"))
            return
        choices = [Choice(line, line.text, said_by(line)) for line in lines]
        choices += [_action_choice(held, first=not index) for index, held in enumerate(actions)]
        at = max(0, len(lines) - 1) if at is None else min(at, len(choices) - 1)
        picked = await ask(screen, say("screen.said-title"), choices, at=at, notice=notice)
        if picked is None:
            return
        screen.say("")
        at = next(index for index, choice in enumerate(choices) if choice.value == picked)
        await (_action_menu(screen, picked) if isinstance(picked, Held) else _line_menu(screen, lines[at]))
        notice = screen.noticed


def _action_choice(held: Held, *, first: bool) -> Choice:
    by = in_full(held.by) if held.by else ""
    note = " · ".join(part for part in (held.who, by) if part)
    return Choice(held, held.what, note, heading=say("screen.actions-heading") if first else "")


async def _action_menu(screen: MeetingKeys, held: Held) -> None:
    names = ("action-what", "action-who", "action-by", "action-remove")
    choices = [Choice(name, say(f"screen.{name}")) for name in names]
    picked = await ask(screen, say("screen.action-title"), choices, lead=f"“{held.what}”")
    if picked == "action-remove":
        screen.take(ev.ActionRemoved(action=held.id))
    elif isinstance(picked, str):
        await _change_action(screen, held, picked)


async def _change_action(screen: MeetingKeys, held: Held, what: str) -> None:
    part = what.removeprefix("action-")
    now = {"what": held.what, "who": held.who, "by": in_full(held.by) if held.by else ""}[part]
    words = await ask_or_type(screen, Ask(say(f"screen.{what}"), typed=Typed(now)))
    if not isinstance(words, str) or words.strip() == now:
        return
    if part == "who":
        await _change_owner(screen, held, words)
        return
    given: object = words
    if part == "by":
        given = read_date(words, session_of(screen).meeting.minutes.review_date)
        if given is None:
            screen.say(say("typed.no-date", text=words.strip()))
            return
    try:
        screen.take(ev.ActionChanged.model_validate({"action": held.id, part: given}))
    except ValueError:
        screen.say(say("screen.too-long"))


async def _change_owner(screen: MeetingKeys, held: Held, who: str) -> None:
    """Give an action to somebody; a name that is nearly one on the list is asked about."""
    try:
        events = [owned(session_of(screen).meeting, held, "who", who)]
    except WhoIsMeant as refusal:
        events = await who_is_meant(screen, refusal)
    for event in events:
        screen.take(event)


async def _line_menu(screen: MeetingKeys, line: Spoken) -> None:
    names = ("line-words", "line-speaker", "line-own-words", "line-with-help", "line-said-for", "line-remove")
    choices = [Choice(name, say(f"screen.{name}", name=line.speaker)) for name in names]
    picked = await ask(screen, say("screen.line-title", who=said_by(line)), choices, lead=f"“{line.text}”")
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
