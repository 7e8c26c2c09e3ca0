"""Moving about in a meeting: on, back, past, aside, elsewhere, and taking back what was recorded."""

from __future__ import annotations

from facilitator.dialogue.questions import here, question_in_a_line, settled, why
from facilitator.dialogue.requests import (
    Ask,
    ByHands,
    Dialogue,
    Left,
    Misused,
    Noted,
    Option,
    Tell,
    Typed,
    Unsure,
    too_long,
)
from facilitator.dialogue.whose_words import who_is_meant
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key
from facilitator.meeting.open_ends import open_ends
from facilitator.meeting.typed_answer import note_parked
from facilitator.meeting.who_is_speaking import WhoIsMeant
from facilitator.phrases.item import called
from facilitator.plan.people import CHILD
from facilitator.plan.text import in_short
from facilitator.script.ladder import rungs
from facilitator.script.words_by_key import say
from facilitator.work.session import Session

_REASONS = ("skip-not-now", "skip-no-time", "skip-nobody")


def next_question(session: Session) -> Dialogue:
    """Go on to the next question that is open; of a round that was begun, say first who has not spoken."""
    key, question = here(session).key, session.view.question()
    if question is not None and (silent := question.not_spoken):
        yield Tell(say("dialogue.went-on-without", names=silent))
    yield ev.TurnDone(turn=key.turn, item=key.item)


def back(_session: Session) -> Dialogue:
    """Go back one question."""
    yield ev.WentBack()


def skip(session: Session, because: str = "") -> Dialogue:
    """Leave the question out; the reason is kept."""
    key = here(session).key
    reason = yield from why(say("dialogue.skip-title"), _REASONS, because)
    if reason is not None:
        yield ev.TurnSkipped(turn=key.turn, item=key.item, because=reason)


def pass_on(session: Session) -> Dialogue:
    """Let who is asked pass; in a round that is the one whose turn it is, and the others go on."""
    waiting = _to_show(session)
    yield from _passed(session, waiting[0] if waiting else None)


def leave_question(session: Session) -> Dialogue:
    """Leave a question because somebody said stop: of a round the child's part, else all of it."""
    yield from _passed(session, CHILD if CHILD in _to_show(session) else None)


def _to_show(session: Session) -> list[str]:
    place = here(session)
    return session.meeting.minutes.scores.waiting_for(place.key) if place.turn.answer == "scores" else []


def _passed(session: Session, person: str | None) -> Dialogue:
    key = here(session).key
    passed: ev.Event = ev.TurnPassed(turn=key.turn, item=key.item)
    if person is not None:
        passed = ev.ScoreShown(turn=key.turn, item=key.item, person=person)
    yield Noted(passed, say("dialogue.passed"))


def park(session: Session, words: str = "") -> Dialogue:
    """Put the question aside for later, or a note of something that came up."""
    place = session.meeting.place
    picked: object = words
    if not words:
        picked = yield Ask(
            say("dialogue.park-title"),
            (Option(True, say("dialogue.park-question")),) if place else (),
            typed=Typed(placeholder=say("dialogue.park-type")),
            at=None,
        )
    if picked is True:
        yield from park_question(session)
    elif isinstance(picked, str):
        yield from _park_note(session, picked)


def park_question(session: Session) -> Dialogue:
    """Put the question aside for later."""
    key = here(session).key
    yield Noted(ev.TurnParked(turn=key.turn, item=key.item), say("dialogue.parked"))


def _park_note(session: Session, words: str) -> Dialogue:
    """Put a note aside; what is not kept of its words goes back to where they were typed."""
    yield Left(words)
    try:
        notes: list[ev.Event] = [note_parked(session.meeting, words)]
    except WhoIsMeant as refusal:
        notes = yield from who_is_meant(session, refusal)
    except ValueError:
        raise too_long() from None
    for note in notes:  # noqa: UP028 - a list cannot be sent what was kept
        yield note
    if notes:
        yield Left("")
        yield Tell(say("dialogue.parked-note"))


def another_way(session: Session, *, not_understood: bool = False) -> Dialogue:
    """Say the question in other words, one rung easier each time; Misused where no child is asked."""
    place = here(session)
    event = session.view.another_way(not_understood=not_understood)
    if event is None:
        raise Misused("meeting.no-other-way")
    ways = [step.rung for step in rungs(place.turn, session.meeting.minutes.band, str, say)]
    words = say("dialogue.same-words")
    if event.rung != "same":
        words = say("dialogue.another-way", place=ways.index(event.rung) + 1, of=len(ways))
    yield Noted(event, words)


# Elsewhere


def agenda(session: Session) -> Dialogue:
    """Go to any question of the meeting."""
    places = session.meeting.agenda.places
    at = next((index for index, place in enumerate(places) if place == session.meeting.place), 0)
    picked = yield Ask(say("dialogue.agenda-title"), tuple(_questions(session, places)), at=at)
    if isinstance(picked, Key):
        yield _go(picked)


def _questions(session: Session, places: list[Place]) -> list[Option]:
    """Return every question under the title of its part, with how it stands."""
    options: list[Option] = []
    segment = ""
    for place in places:
        heading = session.view.title(place.segment.id) if place.segment.id != segment else ""
        segment = place.segment.id
        here = place == session.meeting.place
        note = "here" if here else "" if place.status in ("open", "answered") else place.status
        known = {"open": "dialogue.to-come", "answered": "dialogue.dealt-with"}
        sign = say(known.get(place.status, "dialogue.no-answer-given"))
        words = f"{sign} {question_in_a_line(session, place)}"
        options.append(Option(place.key, words, say(f"dialogue.status-{note}") if note else "", heading))
    return options


def go_to(session: Session, name: str) -> Dialogue:
    """Go to a part of the meeting, by its number on the agenda or how its name begins, or to "target 2"."""
    key = _part_called(session, name) or _asked_of(session, _items_called(session, name))
    if key is None:
        raise Unsure("plain.no-such-part", name=name)
    yield _go(key)


def go_to_part(session: Session, segment: str) -> Dialogue:
    """Go to a part of the meeting: its first open question, else its first."""
    key = session.meeting.agenda.first_of(segment)
    if key is not None:
        yield _go(key)


def _items_called(session: Session, name: str) -> list[str]:
    """Return the ids of the items that are called so by the format: "target 2"."""
    plan, form = session.meeting.plan, session.meeting.script.format
    current = [item for item in plan.items if plan.is_current(item)]
    return [item.id for item in current if called(item, form).casefold() == name.casefold()]


def _asked_of(session: Session, items: list[str]) -> Key | None:
    """Return the first question about one of some items, or None."""
    places = session.meeting.agenda.places
    return next((place.key for place in places if not set(items).isdisjoint(place.key.parts)), None)


def settle(session: Session, number: str) -> Dialogue:
    """Settle one of the things that are still open, by its number in the list."""
    ends = open_ends(session.meeting.minutes, session.meeting.agenda)
    if not 1 <= int(number) <= len(ends):
        raise Unsure("plain.no-such-open", number=int(number))
    yield from settled(session, ends[int(number) - 1])


def _go(key: Key) -> ev.WentTo:
    return ev.WentTo(turn=key.turn, item=key.item)


def _part_called(session: Session, name: str) -> Key | None:
    meeting, view = session.meeting, session.view
    segments = meeting.agenda.segments
    wanted = name.casefold()
    if wanted.isdigit():
        found = segments[int(wanted) - 1 : int(wanted)] if int(wanted) else []
        return meeting.agenda.first_of(found[0].id) if found else None
    named = {segment.id: view.title(segment.id).casefold() for segment in segments}
    adult = {segment.id: segment.title.adult.casefold() for segment in segments}
    exact = [one for one in named if wanted in (one, named[one], adult[one])]
    begins = [
        one for one in named if any(words.startswith(wanted) for words in (one, named[one], adult[one]))
    ]
    both = exact or begins
    return meeting.agenda.first_of(both[0]) if len(both) == 1 else None


# Taking back

_LONGEST = 60


def undo(session: Session) -> Dialogue:
    """Take back what was recorded last."""
    last = session.meeting.to_take_back
    yield Noted(ev.Undone(), ByHands("dialogue.undone", {"what": what_it_was(last, session)}))


def redo(session: Session) -> Dialogue:
    """Put back what was taken back last."""
    first = session.meeting.to_put_back
    yield Noted(ev.Redone(), say("dialogue.redone", what=what_it_was(first, session)))


def what_it_was(event: ev.Event | None, session: Session) -> str:
    """Return an event in short: what kind of thing it is, with its words where they may be seen."""
    if event is None:
        return ""
    held = [getattr(event, part, None) for part in ("text", "what", "card", "because")]
    if isinstance(event, ev.PlanChanged):
        value = event.change.value
        held = [value if isinstance(value, str) else "", event.change.because]
    words = next((str(words) for words in held if words), "")
    kind = say(f"dialogue.event-{event.type.replace('_', '-')}")
    if session.view.hidden.hides_event(event):
        return kind
    return say("dialogue.event-with-words", kind=kind, words=in_short(words, _LONGEST)) if words else kind
