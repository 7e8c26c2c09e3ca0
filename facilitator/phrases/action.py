"""An action in words: what, who and by when; whether it is agreed; who asks an owner; what became of it."""

from __future__ import annotations

from datetime import date

from facilitator.phrases.day import in_full
from facilitator.phrases.sentence import capital
from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say


def owner(who: str, *, tell: Say = say) -> str:
    """Return who does it, or that nobody is named yet."""
    return who or tell("action.nobody")


def due(by: date | None, *, tell: Say = say) -> str:
    """Return by when, or that there is no date yet."""
    return in_full(by) if by else tell("action.no-day")


def who_by(who: str, by: date | None, *, tell: Say = say) -> str:
    """Return the owner and the day as a sentence: "Who: Mum. By: 12 March 2026."."""
    return tell("action.who-by", who=owner(who, tell=tell), by=due(by, tell=tell))


def who_by_in_short(who: str, by: date | None) -> str:
    """Return the owner and the day for a line under the action on the screen."""
    key = "action.who-by-short" if by else "action.who-no-day-short"
    return say(key, who=owner(who), by=due(by))


def sentence(what: str, who: str, by: date | None) -> str:
    """Return the whole action, what is to be done in its own words first."""
    return say("action.sentence", what=what, who_by=who_by(who, by))


def marked(words: str) -> str:
    """Return words with the mark of what is not for sharing behind them."""
    return say("action.marked", words=words, mark=say("manner.not-shared"))


def on_item(item: str, *, tell: Say = say) -> str:
    """Return what an action is for, as a sentence; `item` as it is called inside one: "outcome 2"."""
    return tell("action.for", item=item)


def asked(who: str, by: date | None, *, tell: Say = say) -> str:
    """Return who asks an owner who is not there, and by when, as far as it is known."""
    asker = who or capital(tell("action.somebody"))
    return tell("action.asked", who=asker, by=in_full(by) if by else tell("action.some-day"))


def state(who: str, by: date | None, *, to_be_asked: bool = False, tell: Say = say) -> str:
    """Say whether an action is agreed, or what keeps it from being so (MEETING, rule 11)."""
    missing = [part for part, there in (("who", who), ("by", by)) if not there]
    if missing:
        return tell(f"action.not-agreed-{'-'.join(missing)}")
    return tell("action.not-agreed" if to_be_asked else "action.agreed")


def became(status: str, *, tell: Say = say) -> str:
    """Return what became of an action, in a few words: `status` such as `not_done`; empty = not asked yet."""
    return tell(f"action.became-{(status or 'open').replace('_', '-')}")
