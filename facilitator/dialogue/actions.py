"""What will be done: an action's words, its owner, its day, and who asks an owner who is not there."""

from __future__ import annotations

from datetime import date

from facilitator.dialogue.misses import Misused
from facilitator.dialogue.wants import Ask, Dialogue, Option, Typed
from facilitator.dialogue.whose_words import who_is_meant
from facilitator.meeting import events as ev
from facilitator.meeting.dates import read_date
from facilitator.meeting.minutes import Held
from facilitator.meeting.speakers import WhoIsMeant
from facilitator.meeting.typed import owned
from facilitator.phrases.day import in_full
from facilitator.script.words import say
from facilitator.work.session import Session


def _action(session: Session, number: str) -> Held:
    actions = list(session.meeting.minutes.actions.values())
    if not 1 <= int(number) <= len(actions):
        raise Misused("plain.no-such-action", number=int(number), count=len(actions))
    return actions[int(number) - 1]


def action_words(session: Session, number: str, words: str) -> Dialogue:
    """Change what an action says."""
    yield ev.ActionChanged(action=_action(session, number).id, what=words)


def named(session: Session, number: str, name: str, *, part: str) -> Dialogue:
    """Give an action to somebody, or say who asks an owner who is not in the room."""
    yield from _give(session, _action(session, number), part, name)


def dated(session: Session, number: str, day: str, *, part: str) -> Dialogue:
    """Give an action a date, or say by when an owner who is not in the room is asked."""
    changed = {"action": _action(session, number).id, part: _day(session, day)}
    yield ev.ActionChanged.model_validate(changed)


def remove_action(session: Session, number: str) -> Dialogue:
    """Take an action out."""
    yield ev.ActionRemoved(action=_action(session, number).id)


def action_option(held: Held, *, first: bool) -> Option:
    """Return an action as an option, the first of them under a heading."""
    by = in_full(held.by) if held.by else ""
    note = " · ".join(part for part in (held.who, by) if part)
    return Option(held, held.what, note, heading=say("dialogue.actions-heading") if first else "")


def action_menu(session: Session, held: Held) -> Dialogue:
    """Offer what can be changed about an action, and do it."""
    names = ["action-what", "action-who", "action-by"]
    if held.absent:
        names += ["action-confirm_who", "action-confirm_by"]
    options = tuple(Option(name, say(f"dialogue.{name}")) for name in (*names, "action-remove"))
    picked = yield Ask(say("dialogue.action-title"), options, f"“{held.what}”")
    if picked == "action-remove":
        yield ev.ActionRemoved(action=held.id)
    elif isinstance(picked, str):
        yield from _change(session, held, picked.removeprefix("action-"))


def _change(session: Session, held: Held, part: str) -> Dialogue:
    value = getattr(held, part)
    now = in_full(value) if isinstance(value, date) else value or ""
    words = yield Ask(say(f"dialogue.action-{part}"), typed=Typed(now))
    if not isinstance(words, str) or words.strip() == now:
        return
    if part in ("who", "confirm_who"):
        yield from _give(session, held, part, words)
        return
    given = words if part == "what" else _day(session, words)
    yield ev.ActionChanged.model_validate({"action": held.id, part: given})


def _give(session: Session, held: Held, part: str, who: str) -> Dialogue:
    """Name somebody for an action; a name that is nearly one on the list is asked about."""
    try:
        events: list[ev.Event] = [owned(session.meeting, held, part, who)]
    except WhoIsMeant as refusal:
        events = yield from who_is_meant(session, refusal)
    for event in events:  # noqa: UP028 - a list cannot be sent what was kept
        yield event


def _day(session: Session, words: str) -> date:
    on = read_date(words, session.meeting.minutes.review_date)
    if on is None:
        raise Misused("typed.no-date", text=words.strip())
    return on
