"""A board: cards that the child sorts into columns; each sorted card is a statement by the child."""

from __future__ import annotations

from facilitator.meeting.kept import Key, same_words
from facilitator.meeting.minutes import Minutes
from facilitator.script.models import Column, Turn

MOST_WORDS = 5
"""Support of the plan that takes more words than this is no card: a child reads it at a glance."""


def columns_of(turn: Turn, minutes: Minutes) -> list[Column]:
    """Return the columns of a board but those on topics that the child wishes not to be asked about."""
    away = minutes.child.set_up.topics_away
    return [column for column in turn.columns if column.topic not in away]


def cards_to_sort(key: Key, minutes: Minutes) -> list[str]:
    """Return the cards that are not yet sorted: those of the format, then the support of the plan."""
    form = [card.at(minutes.band) for card in minutes.script.format.cards]
    plan = [" ".join(one.what.split()) for held in minutes.plan.current_outcomes for one in held.provision]
    short = [card for card in plan if len(card.split()) <= MOST_WORDS]
    there = {same_words(said.text) for said in minutes.said_at(key)}
    cards: dict[str, str] = {}
    for card in (*form, *short):
        cards.setdefault(same_words(card), card)
    return [card for folded, card in cards.items() if folded not in there]
