"""What the chair is asked about words of the plan that the room has just agreed; dismissed by going on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.dialogue.requests import Dialogue, Tell
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.declared_fields import FieldRole, ItemKind
from facilitator.script.format_declaration import NEW
from facilitator.script.jargon import Term, load_jargon
from facilitator.script.nudges import NudgeRule, load_nudges
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def nudge(session: Session, event: ev.Event) -> Dialogue:
    """Ask one thing about words that were saved, where a rule finds it; at most so many in a meeting.

    Of words that the shared screen hides nothing is asked, since that would repeat them.
    """
    if session.view.hidden.hides_event(event):
        return
    if isinstance(event, ev.LineSaid) and (rule := _rule_for(session, event)):
        yield Tell(say("dialogue.nudge", asks=rule.asks))
    elif isinstance(event, ev.LineSaid) and (told := _not_plain(session, event)):
        yield Tell(told)


def _not_plain(session: Session, event: ev.LineSaid) -> str:
    """Return what a word of the trade means that was agreed on here for the first time, or nothing."""
    if not (session.school.nudges and _is_agreed(session, event)):
        return ""
    agreed = (one for one in _lines_before(session, event) if _is_agreed(session, one))
    before = {term.says[0] for one in agreed for _, term in _terms(session, one)}
    for word, term in _terms(session, event):
        if term.says[0] not in before and not term.private:
            key = "dialogue.jargon-which" if len(term.means) > 1 else "dialogue.jargon"
            return say(key, word=word, means=say("dialogue.jargon-or").join(term.means))
    return ""


def _terms(session: Session, event: ev.LineSaid) -> list[tuple[str, Term]]:
    return list(load_jargon(session.prompts).found_in(event.text))


def _is_agreed(session: Session, event: ev.LineSaid) -> bool:
    """Whether a line is words of the room, which everybody should understand."""
    turn = session.meeting.minutes.turns.get(event.turn)
    return turn is not None and turn.agreed and CHILD not in (turn.to, event.speaker)


def _rule_for(session: Session, event: ev.LineSaid) -> NudgeRule | None:
    """Return the rule that speaks; one rests that was passed over, and all do after so many."""
    if not session.school.nudges or _box(session, event) is None:
        return None
    nudges = load_nudges(session.prompts)
    rule = _found(session, event)
    before = list(_spoken(session, event))
    passed = Counter(one.id for one in before)
    if rule is None or len(before) >= nudges.most or passed[rule.id] >= nudges.rests_after:
        return None
    return rule


def _spoken(session: Session, until: ev.LineSaid) -> Iterator[NudgeRule]:
    """Yield the rules that spoke before, of lines that still stand as they were."""
    stands = {said.entry.text for said in session.meeting.minutes.said.values()}
    for one in _lines_before(session, until):
        if one.text in stands and (rule := _found(session, one)):
            yield rule


def _lines_before(session: Session, event: ev.LineSaid) -> list[ev.LineSaid]:
    """Return the lines before one that was just saved."""
    lines = [one for one in session.meeting.events if isinstance(one, ev.LineSaid)]
    return lines[: max(at for at, one in enumerate(lines) if (one.key, one.text) == (event.key, event.text))]


def _found(session: Session, event: ev.LineSaid) -> NudgeRule | None:
    box = _box(session, event)
    return load_nudges(session.prompts).of(event.text, *box) if box else None


def _box(session: Session, event: ev.LineSaid) -> tuple[ItemKind, FieldRole] | None:
    """Return the kind of item and the role of its box that words go into; None for what the child says."""
    turn = session.meeting.minutes.turns.get(event.turn)
    if turn is None or turn.path.of != NEW or CHILD in (turn.to, event.speaker):
        return None
    form = session.meeting.script.format
    declared, kind = form.field(turn.path), form.items.get(turn.path.field)
    return (kind, declared.role) if declared and kind else None
