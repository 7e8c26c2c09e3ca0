"""The child's part: what was pointed at, how an answer was given, stopping, and who has been heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.answers.choice import options_of
from facilitator.meeting.heard import heard, kindly
from facilitator.meeting.kept import same_words
from facilitator.meeting.minutes import Key
from facilitator.meeting.typed import interpret
from facilitator.phrases import manner
from facilitator.phrases.person import whose_view
from facilitator.plan.manners import GIVEN
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.drawing.answers import position_words
from facilitator.ui.flows.asking import ask, session_of
from facilitator.ui.flows.ending import end_early
from facilitator.ui.flows.moving import pass_on
from facilitator.ui.flows.people import choose_person
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.minutes import Minutes
    from facilitator.plan.entries import Entry, How
    from facilitator.plan.manners import Given
    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.work.session import Session

# Pointing


def take_pointed(screen: MeetingKeys, value: object) -> None:
    """Take in what the child pointed at; half-typed words stay where they are."""
    session = session_of(screen)
    place = session.meeting.place
    if place is None or not isinstance(value, tuple):
        return
    kind, what = value
    if kind == "ladder":
        _no_answer(screen, what)
    elif kind == "card":
        card, column = what
        screen.take(ev.CardSorted(turn=place.key.turn, item=place.key.item, card=card, column=column))
    elif kind == "option":
        screen.take(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=what, given="pointed"))
    elif kind == "text" and any(choice.chosen and choice.value == value for choice in screen.tiles.options):
        screen.tiles.stand_nowhere()  # it was given already, and an Enter too many says it once
    else:
        _take_words(screen, what or session.meeting.script.vocabulary.dont_know[0])


def _take_words(screen: MeetingKeys, words: str) -> None:
    """Take in the words of a tile: an answer of the ladder, or a face."""
    try:
        event = interpret(session_of(screen).meeting, words)
    except Refusal as refusal:
        screen.say(explain(refusal))
        return
    if isinstance(event, ev.LineSaid | ev.ScoreShown):
        event = event.model_copy(update={"given": "pointed"})
    screen.take(event)


def _no_answer(screen: MeetingKeys, what: str) -> None:
    """Go on from a tile that is no answer: other words are needed, or the child's own are typed."""
    if what == "not-understood":
        screen.put_another_way(not_understood=True)
        return
    screen.set_focus(screen.sentence, scroll_visible=False)
    screen.say(say("screen.say-what-else"))


# How it was given


@dataclass(frozen=True)
class Answered:
    """An answer of the child that stands: its words, the event that gave it, and its line where it is one."""

    words: str
    event: ev.LineSaid | ev.CardSorted | ev.ChoiceMade | ev.ScoreShown
    line: Entry | None = None
    given: Given | None = None


async def how_given(screen: MeetingKeys) -> None:
    """Let the chair say how the child gave the last answer: said, signed, pointed, or somebody for them."""
    session = session_of(screen)
    name = session.meeting.minutes.child.called
    answered = last_of_child(session)
    if answered is None:
        screen.say(say("screen.no-answer-yet", name=name))
        return
    choices = [Choice(way, say(f"screen.given-{way}"), chosen=way == answered.given) for way in GIVEN]
    if answered.line is not None:
        for_them = answered.line.manner.how == "said_for"
        choices.append(Choice("for", say("screen.line-said-for", name=name), chosen=for_them))
    lead = f"“{answered.words}”"
    at = GIVEN.index(answered.given) if answered.given else None
    picked = await ask(screen, say("screen.given-title", name=name), choices, lead=lead, at=at)
    if picked == "for" and answered.line is not None:
        helper = await choose_person(screen, say("screen.line-said-for-who", name=name), lead)
        if helper is not None:
            who = helper if helper not in (CHILD, EVERYONE) else None
            screen.take(ev.LineChanged(line=answered.line.id, how="said_for", helper=who))
    way = next((way for way in GIVEN if way == picked), None)
    if way is not None and screen.take(_given_so(answered, way)):
        screen.say(say("screen.given-noted", words=answered.words, way=manner.way(way)))


def _given_so(answered: Answered, way: Given) -> ev.Event:
    """Return the event that notes how an answer was given; one said for the child is then their own."""
    if answered.line is not None:
        own: How | None = "own_words" if answered.line.manner.how == "said_for" else None
        return ev.LineChanged(line=answered.line.id, given=way, how=own)
    return answered.event.model_copy(update={"given": way, "n": 0, "at": None})


def last_of_child(session: Session) -> Answered | None:
    """Return the last answer of the child that still stands, or None."""
    found = (_stands(session, event) for event in reversed(session.meeting.events))
    return next((answered for answered in found if answered is not None), None)


def _stands(session: Session, event: ev.Event) -> Answered | None:
    """Return an event as the child's answer, if it is one and was neither changed nor taken back."""
    minutes = session.meeting.minutes
    if isinstance(event, ev.LineSaid | ev.CardSorted):
        line = _line_of(event, minutes)
        of_child = line is not None and line.by == CHILD
        return Answered(line.text, event, line, line.manner.given) if line is not None and of_child else None
    if isinstance(event, ev.ChoiceMade):
        key = Key(event.turn, event.item)
        by_child = minutes.turns[event.turn].to == "child" or key.parts[-1:] == (CHILD,)
        if by_child and minutes.replies.choices.get(key) == event.option:
            return Answered(_option_words(event, minutes), event, None, minutes.replies.chosen_how[key].given)
    if isinstance(event, ev.ScoreShown) and event.person == CHILD:
        shown = minutes.scores.shows.get(Key(event.turn, event.item), {}).get(CHILD)
        if shown is not None and (shown.number, shown.word) == (event.number, event.word):
            words = position_words(session, shown, minutes.turns.scale(event.key)).plain
            return Answered(words, event, None, shown.manner.given)
    return None


def _line_of(event: ev.LineSaid | ev.CardSorted, minutes: Minutes) -> Entry | None:
    if isinstance(event, ev.LineSaid):
        held = minutes.said.get(minutes.new_id("s", event))
        return held.entry if held else None
    cards = (one for one in minutes.said.at(Key(event.turn, event.item)) if one.by == CHILD)
    return next((one for one in cards if same_words(one.text) == same_words(event.card)), None)


def _option_words(event: ev.ChoiceMade, minutes: Minutes) -> str:
    options = options_of(minutes.turns[event.turn], minutes)
    option = next(option for option in options if option.id == event.option)
    return option.child.at(minutes.band) or option.adult


# Stopping


async def stop(screen: MeetingKeys) -> None:
    """Stop at once, because somebody said so; the clock stands still, and nobody has to go on from here."""
    if screen.take(ev.Paused()) is None:
        return
    ways = ("on", "leave", "end")
    choices = [Choice(way, say(f"screen.stop-{way}")) for way in ways]
    picked = await ask(screen, say("screen.stop-title"), choices, lead=say("screen.stop-lead"))
    screen.take(ev.Resumed())
    if picked == "leave":
        pass_on(screen)
    elif picked == "end":
        await end_early(screen)


# Who has been heard


async def who_was_heard(screen: MeetingKeys) -> None:
    """Show how often each view was heard, worded kindly; for the chair."""
    session = session_of(screen)
    count = heard(session.meeting.minutes)
    there = {person.perspective for person, _ in count.people}
    lines = [_heard_line(view, count.perspectives[view]) for view in PERSPECTIVES if view in there]
    lead = "\n".join([kindly(count, say), "", *lines])
    await ask(screen, say("screen.heard-title"), [Choice("back", say("screen.back-to-meeting"))], lead=lead)


def _heard_line(view: Perspective, count: int) -> str:
    name = whose_view(view)
    name = name[:1].upper() + name[1:]
    return (
        say("screen.heard-view", view=name, count=count)
        if count
        else say("screen.heard-view-none", view=name)
    )
