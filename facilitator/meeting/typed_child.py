"""What is typed for the child: picked answers of the ladder, cards on a board, and parts of the set-up."""

from __future__ import annotations

import re

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import Place
from facilitator.meeting.board import cards_to_sort, columns_of
from facilitator.meeting.kept import same_words
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.options import called, option_called
from facilitator.meeting.speakers import Named, WhoIsMeant, split_speaker
from facilitator.plan.manners import GIVEN, Given
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal

_APART = re.compile(r"[,;&]|\band\b")


class NotUnderstood(Refusal):
    """The child did not get the question: that is no answer, and the ladder goes a rung on."""

    def __init__(self) -> None:
        super().__init__("typed.not-understood")


def at_rung(meeting: Meeting, words: str, speaker: str | None) -> str | None:
    """Return the set answer of the ladder that typed words pick for the child, or None.

    By its number or its words; without a name (`speaker` None) the answer to what was offered to the child
    is the child's. Raises NotUnderstood for the words that mean it, and a Refusal for "something else".
    """
    asked, vocabulary = meeting.minutes.asked, meeting.script.vocabulary
    said = same_words(words).strip(" .!")
    if speaker not in (None, CHILD):
        return None
    if said in vocabulary.dont_understand and (asked is not None or speaker == CHILD):
        raise NotUnderstood
    if asked is None or not asked.answers:
        return None
    if said.isdecimal() and 1 <= int(said) <= len(asked.answers):
        return asked.answers[int(said) - 1]
    other = said == str(len(asked.answers) + 1)
    if asked.rung == "choices" and (other or said in vocabulary.something_else):
        raise Refusal("typed.say-what-else")
    if asked.rung == "yes_no":
        if other:
            raise NotUnderstood
        # A letter stands for the answer; words that mean the same ("ok") are kept as they were said.
        meant = (vocabulary.yes, vocabulary.not_agreed, vocabulary.dont_know)
        letters = [known if len(said) == 1 else [] for known in meant]
        found = [answer for answer, known in zip(asked.answers, letters, strict=False) if said in known]
        if found:
            return found[0]
    return next((answer for answer in asked.answers if _bare(said) == _bare(same_words(answer))), None)


def _bare(words: str) -> str:
    return words.replace("'", "").replace("\u2019", "").strip(" .!")


def read_child_answer(meeting: Meeting, place: Place, text: str, suggestion: str) -> ev.Event:
    """Read a text or several answers for the set-up, or a card with its column; raises a Refusal.

    `suggestion` is the text of last time, which "yes" keeps.
    """
    if place.turn.answer == "text" and suggestion and same_words(text) in meeting.script.vocabulary.yes:
        text = suggestion
    key, none = place.key, same_words(text).strip(" .") in meeting.script.vocabulary.none
    if place.turn.answer == "text":
        return ev.TextGiven(turn=key.turn, item=key.item, text="" if none else text)
    if place.turn.answer == "board":
        return _card(meeting, place, text)
    parts = [] if none else [part for part in _APART.split(text) if part.strip()]
    options = [option_called(place.turn, part, meeting.minutes) for part in parts]
    return ev.SeveralChosen(turn=key.turn, item=key.item, options=list(dict.fromkeys(options)))


def toggled(meeting: Meeting, place: Place, option: str) -> ev.SeveralChosen:
    """Return all that holds at a question which takes several, after one more is picked or let go."""
    before = ticked(meeting, place)
    options = [one for one in before if one != option] if option in before else [*before, option]
    key = place.key
    return ev.SeveralChosen(turn=key.turn, item=key.item, options=options, complete=False)


def ticked(meeting: Meeting, place: Place) -> list[str]:
    """Return what holds at a question which takes several: as chosen here, else as it was last time."""
    given = meeting.minutes.several.get(place.key)
    if given is not None:
        return given.options
    kept: list[str] = getattr(meeting.minutes.child.set_up, place.turn.field or "", [])
    return list(kept)


def _card(meeting: Meeting, place: Place, text: str) -> ev.CardSorted:
    """Read "lunch: good", "3: hard" or "Mina with Mum: lunch: good"."""
    named = _who_sorts(meeting, text) if text.count(":") > 1 else None
    if named is not None and named.speaker != CHILD:
        raise Refusal("typed.child-sorts")
    words = named.words if named else text
    card, found, column = (part.strip() for part in words.rpartition(":"))
    columns = columns_of(place.turn, meeting.minutes)
    into = called(columns, column, meeting.minutes) if found and card else None
    if into is None:
        labels = ", ".join(one.child.at(meeting.minutes.band) for one in columns)
        raise Refusal("typed.which-column", columns=labels)
    cards = cards_to_sort(place.key, meeting.minutes)
    if card.isdecimal() and 1 <= int(card) <= len(cards):
        card = cards[int(card) - 1]
    there = [*cards, *(said.text for said in meeting.minutes.said_at(place.key))]
    known = next((one for one in there if same_words(one) == same_words(card)), card)
    return ev.CardSorted(
        turn=place.key.turn,
        item=place.key.item,
        card=known,
        column=into,
        how=named.how if named else "own_words",
        helper=named.helper if named else None,
        given=(named.given if named else None) or "pointed",
    )


def _who_sorts(meeting: Meeting, text: str) -> Named | None:
    """Return who sorts a card, where a name stands first; a card may have a colon of its own."""
    try:
        return split_speaker(meeting, text)
    except WhoIsMeant as refusal:
        if refusal.likely:
            raise Refusal("typed.child-sorts") from refusal
        return None


def way_called(meeting: Meeting, words: str) -> Given | None:
    """Return how an answer was given by a typed word for it, such as "pointed", or None."""
    said = same_words(words).strip(" .")
    marks = meeting.script.vocabulary.given
    return next((given for given in GIVEN if said == given or said in marks.get(given, [])), None)
