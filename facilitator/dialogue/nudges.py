"""What the chair is asked in a meeting about words that were just agreed; dismissed by going on."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from facilitator.dialogue.asked_now import is_childs_turn
from facilitator.dialogue.asking_after_words import (
    Asking,
    Box,
    Nudge,
    asking_of_school,
    box_of_change,
    filled_in,
)
from facilitator.dialogue.requests import Dialogue, Misused, Tell
from facilitator.meeting import events as ev
from facilitator.plan.changes import PlanChange
from facilitator.plan.people import CHILD
from facilitator.script.format_declaration import NEW
from facilitator.work.session import Session


def nudge(session: Session, event: ev.Event) -> Dialogue:
    """Ask one thing about words as they were kept, where a rule finds it; at most so many in a meeting."""
    if asked := _asked(session, event):
        yield Tell(asked.told("dialogue"))


def may_take(session: Session) -> bool:
    """Whether better words were shown for what was noted last."""
    return _to_take(session) is not None


def take(session: Session) -> Dialogue:
    """Let the better words that were shown be filled in, and put them in place of those that were noted."""
    event, minutes = session.meeting.to_take_back, session.meeting.minutes
    asked = _to_take(session)
    if asked is None:
        raise Misused("dialogue.nothing-better")
    words = yield from filled_in(asked)
    if words is None:
        return
    if isinstance(event, ev.LineSaid):
        yield ev.LineChanged(line=minutes.new_id("s", event), text=words)
    elif isinstance(event, ev.ActionAdded):
        yield ev.ActionChanged(action=minutes.new_id("a", event), what=words)
    elif isinstance(event, ev.TextGiven):
        yield ev.TextGiven(**event.key._asdict(), text=words)


def _to_take(session: Session) -> Nudge | None:
    """Return what was asked about what was noted last, where better words were shown for it."""
    event = session.meeting.to_take_back
    if event is None or isinstance(event, ev.PlanChanged):  # those are taken where the plan is changed
        return None
    asked = _asked(session, event)
    return asked if asked and asked.better else None


def about_change(session: Session, change: PlanChange) -> Nudge | None:
    """Return what is asked about a change to the plan that is about to be recorded in a meeting."""
    box = box_of_change(change, session.meeting.script.format)
    if box is None or not session.school.nudges:
        return None
    asking = _so_far(session)
    return asking.about(box) if asking else None


def _asked(session: Session, event: ev.Event) -> Nudge | None:
    """Return what is asked about words that a meeting holds.

    Of words that the shared screen hides nothing is asked, since that would repeat them; nor on the child's
    turn.
    """
    box = _box(session, event) if session.school.nudges else None
    if box is None or session.view.hidden.hides_event(event) or is_childs_turn(session):
        return None
    at, known = (len(session.meeting.events), event.n), _KNOWN.get(session)
    if known is None or known[0] != at:
        asking = _so_far(session, event)
        known = _KNOWN[session] = at, asking.about(box) if asking else None
    return known[1]


_KNOWN: WeakKeyDictionary[Session, tuple[tuple[int, int], Nudge | None]] = WeakKeyDictionary()
"""What is asked about the last words of each meeting: keys are drawn more often than something is said."""


def _so_far(session: Session, until: ev.Event | None = None) -> Asking | None:
    """Return what was asked before, about words that still stand as they were; None = nothing is."""
    asking = asking_of_school(session.prompts)
    if asking is None:
        return None
    for event in session.meeting.events:
        if until is not None and event.n >= until.n:
            break
        box = _box(session, event)
        if box is not None and _stands(session, event):
            asking.about(box)
    return asking


def _stands(session: Session, event: ev.Event) -> bool:
    minutes = session.meeting.minutes
    if isinstance(event, ev.LineSaid):
        said = minutes.said.get(minutes.new_id("s", event))
        return said is not None and said.entry.text == event.text
    if isinstance(event, ev.ActionAdded):
        held = minutes.actions.get(minutes.new_id("a", event))
        return held is not None and held.what == event.what
    if isinstance(event, ev.TextGiven):
        return minutes.replies.texts.get(event.key) == event.text
    return isinstance(event, ev.PlanChanged) and event.change.value in [one.value for one in minutes.changes]


def _box(session: Session, event: ev.Event) -> Box | None:
    """Return the words of an event that people agreed on, and where they go; None for what the child says."""
    form = session.meeting.script.format
    if isinstance(event, ev.PlanChanged):
        return box_of_change(event.change, form)
    turn = session.meeting.minutes.turns.get(event.turn) if isinstance(event, ev.OfTurn) else None
    if turn is None or turn.to == CHILD:
        return None
    if isinstance(event, ev.ActionAdded):
        return Box(event.what, role="wording")
    if isinstance(event, ev.LineSaid):
        if not turn.agreed or event.speaker == CHILD:
            return None
    elif not isinstance(event, ev.TextGiven):
        return None
    declared, path = form.field(turn.path), turn.path
    kind = form.items.get(path.field if path.of == NEW else path.of)
    if kind and kind.role and declared and (path.of == NEW or declared.role == "new_wording"):
        return Box(event.text, kind, "wording" if declared.role == "new_wording" else declared.role)
    return Box(event.text) if isinstance(event, ev.LineSaid) else None
