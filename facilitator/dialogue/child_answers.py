"""The child's part: how an answer was given, stopping, and who has been heard."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.dialogue.agenda_moves import leave_question
from facilitator.dialogue.ending import end_and_write
from facilitator.dialogue.requests import Ask, Dialogue, Misused, Noted, Option, Show
from facilitator.dialogue.whose_words import somebody
from facilitator.meeting import events as ev
from facilitator.meeting.answers.choice import options_of
from facilitator.meeting.heard_so_far import heard, kindly
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import same_words
from facilitator.phrases import manner, score
from facilitator.phrases.person import whose_view
from facilitator.phrases.sentence import capital
from facilitator.plan.entries import Entry, How
from facilitator.plan.manners import GIVEN, Given
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Perspective
from facilitator.plan.scores import Position
from facilitator.script.scales import Scale
from facilitator.script.words_by_key import say
from facilitator.work.session import Session

# How it was given


@dataclass(frozen=True)
class Answered:
    """An answer of the child that stands: its words, the event that gave it, and its line where it is one."""

    words: str
    event: ev.LineSaid | ev.CardSorted | ev.ChoiceMade | ev.ScoreShown
    line: Entry | None = None
    given: Given | None = None


def how_given(session: Session) -> Dialogue:
    """Say how the child gave the last answer: said, signed, pointed, or somebody for them."""
    name = session.meeting.minutes.child.called
    answered = last_of_child(session)
    if answered is None:
        raise Misused("dialogue.no-answer-yet", name=name)
    options = [
        Option(way, say(f"dialogue.given-{way}"), chosen=way == answered.given, typed=f"given-{way}")
        for way in GIVEN
    ]
    if answered.line is not None:
        for_them = answered.line.manner.how == "said_for"
        words = say("dialogue.line-said-for", name=name)
        options.append(Option("for", words, chosen=for_them, typed="said-for"))
    lead = f"“{answered.words}”"
    at = GIVEN.index(answered.given) if answered.given else None
    picked = yield Ask(say("dialogue.given-title", name=name), tuple(options), lead, at=at)
    if picked == "for" and answered.line is not None:
        helper = yield from somebody(session, say("dialogue.line-said-for-who", name=name), lead)
        if isinstance(helper, str):
            who = helper if helper not in (CHILD, EVERYONE) else None
            yield ev.LineChanged(line=answered.line.id, how="said_for", helper=who)
    way = next((way for way in GIVEN if way == picked), None)
    if way is not None:
        words = say("dialogue.given-noted", words=answered.words, way=manner.way(way))
        yield Noted(_given_so(answered, way), words)


def _given_so(answered: Answered, way: Given) -> ev.Event:
    """Return the event that notes how an answer was given; one said for the child is then their own."""
    if answered.line is not None:
        own: How | None = "own_words" if answered.line.manner.how == "said_for" else None
        return ev.LineChanged(line=answered.line.id, given=way, how=own)
    note = {"note": None} if isinstance(answered.event, ev.ChoiceMade) else {}  # it stands already
    return answered.event.model_copy(update={"given": way, "n": 0, "at": None, **note})


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
        stands = minutes.replies.choices.get(event.key) == event.option
        if stands and minutes.turns.to_child(event.key):
            given = minutes.replies.chosen_how[event.key].given
            return Answered(_option_words(event, minutes), event, None, given)
    if isinstance(event, ev.ScoreShown) and event.person == CHILD:
        shown = minutes.scores.shows.get(event.key, {}).get(CHILD)
        if shown is not None and (shown.number, shown.word) == (event.number, event.word):
            words = _score_words(shown, minutes.turns.scale(event.key))
            return Answered(words, event, None, shown.manner.given)
    return None


def _line_of(event: ev.LineSaid | ev.CardSorted, minutes: Minutes) -> Entry | None:
    if isinstance(event, ev.LineSaid):
        held = minutes.said.get(minutes.new_id("s", event))
        return held.entry if held else None
    cards = (one for one in minutes.said.at(event.key) if one.by == CHILD)
    return next((one for one in cards if same_words(one.text) == same_words(event.card)), None)


def _option_words(event: ev.ChoiceMade, minutes: Minutes) -> str:
    options = options_of(minutes.turns[event.turn], minutes)
    option = next(option for option in options if option.id == event.option)
    return option.child.at(minutes.band) or option.adult


def _score_words(shown: Position, scale: Scale) -> str:
    answer = score.position(shown.number, shown.word, scale)
    return f"{answer}, “{shown.reason}”" if shown.reason else answer


# Stopping


def stop(session: Session) -> Dialogue:
    """Stop at once, because somebody said so; the clock stands still, and nobody has to go on from here."""
    yield ev.Paused()
    options = tuple(
        Option(way, say(f"dialogue.stop-{way}"), typed=f"stop-{way}") for way in ("on", "leave", "end")
    )
    picked = yield Ask(say("dialogue.stop-title"), options, say("dialogue.stop-lead"))
    yield ev.Resumed()
    if picked == "leave":
        yield from leave_question(session)
    elif picked == "end":
        yield from end_and_write(session)


# Who has been heard


def who_was_heard(session: Session) -> Dialogue:
    """Show how often each view was heard, worded kindly; for the chair."""
    count = heard(session.meeting.minutes)
    there = {person.perspective for person, _ in count.people}
    views = [_heard_line(view, count.perspectives[view]) for view in PERSPECTIVES if view in there]
    yield Show(say("dialogue.heard-title"), (kindly(count, say), "", *views))


def _heard_line(view: Perspective, count: int) -> str:
    name = capital(whose_view(view))
    if not count:
        return say("dialogue.heard-view-none", view=name)
    return say("dialogue.heard-view", view=name, count=count)
