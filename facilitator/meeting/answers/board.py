"""A board: cards that the child sorts into columns; each sorted card is a statement by the child."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import statements
from facilitator.meeting.agenda_place import AtQuestion, Place
from facilitator.meeting.answers.answer_kind import Fill, Kind, Parts, Sorted, Taken, Typed
from facilitator.meeting.answers.choice import called
from facilitator.meeting.answers.note_beside import words_beside
from facilitator.meeting.event_rules import person_known
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key, same_words
from facilitator.meeting.who_is_speaking import Named, WhoIsMeant, conversation_lines, split_speaker
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import clean_line
from facilitator.script.formats_and_turns import Column, Turn

MOST_WORDS = 5
"""Support of the plan that takes more words than this is no card: a child reads it at a glance."""


def columns_of(turn: Turn, minutes: Minutes) -> list[Column]:
    """Return the columns of a board but those on topics that the child wishes not to be asked about."""
    away = minutes.child.set_up.topics_away
    return [column for column in turn.columns if column.field not in away]


def cards_to_sort(key: Key, minutes: Minutes) -> list[str]:
    """Return the cards that are not yet sorted: those of the format, then the support of the plan."""
    form = [card.at(minutes.band) for card in minutes.script.format.cards]
    support = minutes.script.format.of_role(minutes.plan, "provision")
    plan = [" ".join(minutes.script.format.words_of(one).split()) for one in support]
    short = [card for card in plan if 0 < len(card.split()) <= MOST_WORDS]
    there = {same_words(said.text) for said in minutes.said.at(key)}
    cards: dict[str, str] = {}
    for card in (*form, *short):
        cards.setdefault(same_words(card), card)
    return [card for folded, card in cards.items() if folded not in there]


def _check(event: ev.CardSorted, minutes: Minutes) -> None:
    person_known(event.helper, minutes)
    if event.column not in {column.id for column in columns_of(minutes.turns[event.turn], minutes)}:
        raise Refusal("meeting.no-such-option", option=event.column)


def _record(event: ev.CardSorted, minutes: Minutes) -> None:
    asked = minutes.standing.asked_at(event.key)
    minutes.said.put(statements.sorted_card(event, minutes.new_id("s", event), minutes, asked))


LONGEST_CARD = 60
"""Letters of a card of the child's own; longer words are somebody's sentence."""


def is_card(text: str) -> bool:
    """Whether typed words are a card of the child's own that only lacks its column."""
    return 0 < len(clean_line(text)) <= LONGEST_CARD and ":" not in text


def _says_somebody(typed: Typed) -> bool:
    """Whether typed words are a sentence: with a name in front, or longer than any card."""
    if len(typed.text) > LONGEST_CARD:
        return True
    try:
        return split_speaker(typed.at, typed.text) is not None
    except WhoIsMeant as refusal:
        return bool(refusal.likely)


def _sorted(typed: Typed) -> ev.CardSorted:
    minutes, key = typed.minutes, typed.place.key
    named = _who_sorts(typed.at, typed.text) if typed.text.count(":") > 1 else None
    if named is not None and named.speaker != CHILD:
        raise Refusal("typed.child-sorts")
    words = named.words if named else typed.text
    card, found, column = (part.strip() for part in words.rpartition(":"))
    columns = columns_of(typed.place.turn, minutes)
    into = called(columns, column, minutes) if found and card else None
    if into is None:
        labels = ", ".join(one.child.at(minutes.band) for one in columns)
        raise Refusal("typed.which-column", columns=labels)
    return ev.CardSorted(
        turn=typed.turn,
        item=typed.item,
        card=_card(card, key, minutes),
        column=into,
        how=named.how if named else "own_words",
        helper=named.helper if named else None,
        given=(named.given if named else None) or "pointed",
    )


class Board(Kind):
    """Any number of cards, each in a column."""

    takes = {ev.CardSorted: Taken(_check, _record, asks_anew=False)}
    takes_notes = True

    def read(self, typed: Typed) -> ev.Event:
        """Read "lunch: good", "3: hard" or "Mina with Mum: lunch: good"; what is no card is a note beside."""
        try:
            if not typed.insist:
                return _sorted(typed)
        except Refusal as refusal:
            if refusal.code != "typed.which-column" or is_card(typed.text) or not _says_somebody(typed):
                raise
        return words_beside(typed)

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a conversation line by line."""
        return conversation_lines(at, text)

    def parts(self, place: Place, minutes: Minutes, fill: Fill) -> Parts:
        """Return the cards that are still to be sorted, and the columns with what is in them."""
        said = minutes.said.at(place.key)
        columns = [
            Sorted(
                column.id,
                fill(column.child.at(minutes.band)),
                fill(column.adult),
                [one.text for one in said if one.field == column.field],
            )
            for column in columns_of(place.turn, minutes)
        ]
        return Parts(cards=cards_to_sort(place.key, minutes), columns=columns)


def _card(typed: str, key: Key, minutes: Minutes) -> str:
    """Return the words of a card that is called by its number or its words, else those words."""
    cards = cards_to_sort(key, minutes)
    if typed.isdecimal() and 1 <= int(typed) <= len(cards):
        typed = cards[int(typed) - 1]
    there = [*cards, *(said.text for said in minutes.said.at(key))]
    return next((one for one in there if same_words(one) == same_words(typed)), typed)


def _who_sorts(at: AtQuestion, text: str) -> Named | None:
    """Return who sorts a card, where a name stands first; a card may have a colon of its own."""
    try:
        return split_speaker(at, text)
    except WhoIsMeant as refusal:
        if refusal.likely:
            raise Refusal("typed.child-sorts") from refusal
        return None
