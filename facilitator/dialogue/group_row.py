"""Bringing in what a group's review says of the child, where progress or what is working is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facilitator.dialogue.asked_now import is_childs_turn
from facilitator.dialogue.questions import asked_of, question_in_a_line
from facilitator.dialogue.requests import Ask, Asked, Dialogue, Do, Misused, Option, Tell, Typed, too_long
from facilitator.dialogue.whose_words import somebody
from facilitator.files.folders import typed_path
from facilitator.meeting import events as ev
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.minutes import Key
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal
from facilitator.plan.text import LONGEST_WORDS
from facilitator.script.words_by_key import explain, say
from facilitator.work.group_row import GroupRow, groups_of, row_of
from facilitator.work.session import Session


def bring_in(session: Session, file: str = "") -> Dialogue:
    """Record what a group's plan has of the child as a line at a question, under whoever brings it.

    The line says of which meeting it is, and who told what there. Raises Misused where there is no question
    that would take it, and Refusal where a `file` that was named has nothing of the child.
    """
    meeting = session.meeting
    if len(meeting.minutes.children) > 1:
        raise Misused("group.one-child")
    if is_childs_turn(session):
        raise Misused("group.childs-turn", name=meeting.minutes.child.called)
    places = list(places_for(session))
    if not places:
        raise Misused("group.no-place")
    row = yield from _row(session, file)
    if row is None:
        return
    if len(row.words) > LONGEST_WORDS:
        raise too_long()
    if any(said.entry.text == row.words for said in meeting.minutes.said.values()):
        raise Misused("group.here-already", group=row.group)
    options = tuple(_option(session, place) for place in places)
    now = next((at for at, one in enumerate(places) if meeting.place and one.page == meeting.place.page), 0)
    lead = say("group.where-lead", pupil=row.pupil, words=row.words)
    key = yield Ask(say("group.where-title"), options, lead, at=now)
    if not isinstance(key, Key):
        return
    speaker = yield from somebody(session, say("group.who-title"), f"“{row.words}”", at=None)
    if speaker is None:
        return
    yield ev.LineSaid(turn=key.turn, item=key.item, speaker=speaker, text=row.words)
    if row.left_behind:
        yield Tell(say("group.left-behind", count=row.left_behind))


def places_for(session: Session) -> Iterator[Place]:
    """Yield the questions of progress and of what is working that are on the page, or were asked before."""
    meeting, found = session.meeting, set[tuple[str, str]]()
    form, here = meeting.script.format, meeting.place
    for place in meeting.agenda.places:
        declared = form.field(place.turn.path)
        if declared is None or declared.role not in ("achieved", "working") or place.turn.answer != "lines":
            continue
        reached = place.status != "open" or (here is not None and place.page == here.page)
        of = str(place.turn.path), place.key.item
        if reached and of not in found and not place.turn.sent_in and place.turn.to != CHILD:
            found.add(of)
            yield place


def _option(session: Session, place: Place) -> Option:
    words, about = question_in_a_line(session, place), asked_of(session, place.key)
    told = about and not words.startswith(about)
    return Option(place.key, about, words) if told else Option(place.key, words)


def _row(session: Session, file: str) -> Asked[GroupRow | None]:
    """Return the row of the group that is named, or chosen; None for going back."""
    child, prompts, plan = session.meeting.minutes.child, session.prompts, session.opened.path
    if file:
        return (yield from _read(session, file))
    folder = plan.absolute().parent
    found: list[tuple[Path, GroupRow]] = yield Do(lambda: list(groups_of(folder, child, prompts)))
    options = tuple(
        Option(row, row.group, say("group.file", file=path.name, when=row.when)) for path, row in found
    )
    lead = say("group.lead" if options else "group.none-here", name=child.called)
    text, notice = "", ""
    while True:
        typed = Typed(text, say("group.type"))
        at = 0 if options and not text else None
        picked = yield Ask(say("group.title", name=child.called), options, lead, typed, at=at, notice=notice)
        if isinstance(picked, GroupRow) and not picked.words:
            raise _nothing_left(child.full_name, picked.group)
        if not isinstance(picked, str):
            return picked if isinstance(picked, GroupRow) else None
        try:
            return (yield from _read(session, picked))
        except Refusal as refusal:
            text, notice = picked, explain(refusal)


def _nothing_left(name: str, group: str) -> Refusal:
    return Refusal("group.nothing-left", name=name, file=group)


def _read(session: Session, file: str) -> Asked[GroupRow]:
    row: GroupRow = yield Do(partial(_row_of, session, file))
    return row


def _row_of(session: Session, file: str) -> GroupRow:
    child, path = session.meeting.minutes.child, session.opened.path.absolute().parent / typed_path(file)
    row = row_of(path, child, session.prompts)
    if not row.words:
        raise _nothing_left(child.full_name, path.name)
    return row
