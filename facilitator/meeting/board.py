"""A board: cards that the child sorts into columns; each sorted card is a statement by the child."""

from __future__ import annotations

from facilitator.meeting.kept import Key, same_words
from facilitator.meeting.minutes import Minutes
from facilitator.script.models import Column, Turn

LONGEST_CARD = 60
"""Words of the plan that are longer than this are no card."""


def columns_of(turn: Turn, minutes: Minutes) -> list[Column]:
    """Return the columns of a board but those on topics that the child wishes not to be asked about."""
    away = minutes.child.set_up.topics_away
    return [column for column in turn.columns if column.topic not in away]


def cards_to_sort(key: Key, minutes: Minutes) -> list[str]:
    """Return the cards that are not yet sorted: the support of the plan, then those of the format."""
    plan = [" ".join(one.what.split()) for held in minutes.plan.current_outcomes for one in held.provision]
    form = [card.at(minutes.band) for card in minutes.script.format.cards]
    there = {same_words(said.text) for said in minutes.said_at(key)}
    cards = {
        same_words(card): card for card in (*(card for card in plan if len(card) <= LONGEST_CARD), *form)
    }
    return [card for folded, card in cards.items() if folded not in there]
