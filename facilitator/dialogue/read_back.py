"""What is read back before a meeting closes, part by part: words, then what was agreed of each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from facilitator.meeting.plan_after_review import as_it_stands, decided
from facilitator.meeting.plan_in_meeting import drafted
from facilitator.meeting.question import Spoken
from facilitator.meeting.review_record import to_record
from facilitator.phrases.plan_change import told_of_changes
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.told_of_items import told_of_items
from facilitator.plan.entries import Entry
from facilitator.plan.items import above
from facilitator.plan.people import CHILD
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.format_declaration import NEW, PLAN, Path
from facilitator.script.formats_and_turns import CHILDREN, FormatFile, Segment
from facilitator.script.golden_thread import with_options
from facilitator.script.plan_parts import Part, unshared_items
from facilitator.script.words_by_key import say
from facilitator.summary.kept_back import for_others
from facilitator.work.session import Session

_OF_ONE_VALUE = ("choice", "several", "text", "date")
"""Answers that are no words under a name."""


class PartReadBack(NamedTuple):
    """One part of the meeting: its title, the lines that were said there, and what was agreed.

    `acts` marks the one with which the actions are read.
    """

    title: str
    said: list[Spoken]
    agreed: list[str]
    acts: bool = False


def read_back(session: Session) -> list[PartReadBack]:
    """Return the parts at which something was said, in order; what was put aside comes last.

    Everybody sees the screen: what is private is not read back, and what is sensitive is only said to be
    there, until the chair has it shown.
    """
    minutes, view = session.meeting.minutes, session.view
    lines: dict[tuple[str, str], list[Spoken]] = {}
    of_plan = session.meeting.plan.children
    children = [child.id for child in of_plan] if len(of_plan) > 1 else []
    planning = session.meeting.script.planning
    for spoken in view.everything_said():
        said = minutes.said[spoken.id]
        if spoken.not_shared:
            continue
        if planning and said.key and minutes.turns.path(said.key).of == NEW:
            continue  # told with the item that it makes, or is a box of
        segment = _segment_of(session, said.key.turn) if said.key else None
        child = next((part for part in said.key.parts if part in children), "") if said.key else ""
        lines.setdefault((segment.id if segment else "", child), []).append(spoken)
    review = _to_share(session, to_record(minutes, None))
    agreed = _agreed(session, review)
    where, acts = _where_agreed(session) if agreed else "", _where_acted(session)
    parts: list[PartReadBack] = []
    for one in session.meeting.script.segments:
        words = [*(agreed if one.id == where else []), *_decided(session, one, review)]
        parts.append(PartReadBack(view.title(one.id), lines.get((one.id, ""), []), words, one.id == acts))
        if CHILDREN in {one.for_each, *(turn.for_each for turn in one.turns)}:
            parts += _of_each_child(session, one, lines, review)
    parts.append(PartReadBack(say("dialogue.plan-changed"), [], _changed(session, review)))
    if not acts:
        parts.append(PartReadBack(say("action.agreed-on"), [], [], acts=True))
    parts.append(PartReadBack(say("dialogue.set-aside"), lines.get(("", ""), []), []))
    return [part for part in parts if part.said or part.agreed or part.acts]


def _to_share(session: Session, review: HeldMeeting) -> HeldMeeting:
    """Return the record without what the chair has said is not for sharing."""
    after, script = drafted(session.meeting.minutes), session.meeting.script
    marked = unshared_items(after) or any(one.not_shared for one in (*after.entries, *review.entries))
    return for_others(after, review, script.format, script.turns_by_id())[1] if marked else review


def _changed(session: Session, review: HeldMeeting) -> list[str]:
    """Return what was changed in the plan beside the questions."""
    if not review.changes:
        return []
    form = session.meeting.script.format
    after = as_it_stands(session.meeting.began_with, review, form)
    return list(told_of_changes(review, after, form, shared=not session.view.hidden.are_shown))


def _of_each_child(
    session: Session,
    segment: Segment,
    lines: Mapping[tuple[str, str], list[Spoken]],
    review: HeldMeeting,
) -> Iterator[PartReadBack]:
    """Yield what was said of each child of a group, and noted, under the child's name."""
    form = session.meeting.script.format
    of_segment = {turn.path.field for turn in segment.every_turn()}
    in_words = {entry.id for entry in form.said(review)}
    for child in session.meeting.plan.children:
        given = [(Path(CHILD, entry.field), entry) for entry in review.about(child.id)]
        noted = [
            _line(session, path, value_told(entry.value, form.field(path)))
            for path, entry in given
            if path.field in of_segment and entry.id not in in_words and not form.is_private(path)
        ]
        name = session.view.name(child.id)
        title = say("dialogue.item-told", item=session.view.title(segment.id), told=name)
        yield PartReadBack(title, lines.get((segment.id, child.id), []), noted)


def _segment_of(session: Session, turn: str) -> Segment | None:
    segments = session.meeting.script.segments
    return next((one for one in segments if any(of.id == turn for of in one.every_turn())), None)


def _agreed(session: Session, review: HeldMeeting) -> list[str]:
    """Return what was agreed and decided of each item, as the review would have it.

    Of a plan that is being written it is each item itself, with all its boxes.
    """
    if session.meeting.script.planning:
        return list(_planned(session, review))
    told = told_of_items(session.meeting.plan, review, session.meeting.script)
    return [say("dialogue.item-told", item=item, told=words) for item, words in told]


def _planned(session: Session, record: HeldMeeting) -> Iterator[str]:
    """Yield the items that a meeting wrote, or wrote more to, as the plan would have them."""
    from facilitator.dialogue.plan_told import told_part

    plan, form = session.meeting.plan, session.meeting.script.format
    shown = [form.without_private(item) for item in decided(plan, record, form)]
    plan = plan.model_copy(update={"items": shown})
    form = with_options(form, as_it_stands(session.meeting.began_with, record, form))
    items = {item.id: item for item in plan.items}
    touched = {about for entry in record.entries for about in (entry.id, entry.about) if about in items}
    heads = {(above(items[one], items) or [items[one]])[-1].id for one in touched} - unshared_items(plan)
    for item in plan.items:
        if item.id in heads:
            part = Part(item.kind, item.id)
            yield from told_part(plan, part, form, private=session.view.hidden.are_shown, kept="hidden.kept")


def _decided(session: Session, segment: Segment, review: HeldMeeting) -> list[str]:
    """Return what a part noted of the whole plan; a choice where the format has words for it on paper.

    Of what is hidden it is told whatever it is, since nobody hears it otherwise.
    """
    form = session.meeting.script.format
    in_words = {entry.id for entry in form.said(review)}
    asked = [
        turn.path
        for turn in segment.every_turn()
        if turn.answer in _OF_ONE_VALUE or form.is_hidden(turn.path)
    ]
    shown = (path for path in asked if path.of in ("review", PLAN) and not form.is_private(path))
    fields = dict.fromkeys(path.entry_field for path in shown)
    given = (entry for field in fields for entry in review.given(field) if entry.id not in in_words)
    return [_line(session, form.path_of(entry), words) for entry in given if (words := _told(entry, form))]


def _line(session: Session, path: Path, words: str) -> str:
    """Return an answer under its label; where it is hidden, that it is there."""
    form, label = session.meeting.script.format, session.meeting.script.format.label_at(path)
    if form.is_hidden(path) and not session.view.hidden.are_shown:
        return say("hidden.kept", label=label)
    return say("dialogue.item-told", item=label, told=words)


def _told(entry: Entry, form: FormatFile) -> str:
    """Return an answer as paper has it; what goes into a box of the plan, or is hidden, in any case."""
    path = form.path_of(entry)
    declared = form.field(path)
    if declared is None or (path.of == "review" and declared.type == "choice" and not declared.hidden):
        return form.own_words(entry, "review")
    return value_told(entry.value, declared)


def _where_agreed(session: Session) -> str:
    """Return the part in which scores are agreed; without any, the one in which it is decided."""
    segments = session.meeting.script.segments
    made = [one.id for one in segments if any(turn.path.of == NEW for turn in one.every_turn())]
    if session.meeting.script.planning and made:
        return made[-1]
    return next(
        (one.id for kinds in (("agree",), ("choice",)) for one in segments if _asks(one, kinds)),
        segments[-1].id,
    )


def _where_acted(session: Session) -> str:
    """Return the last part in which any action may be added, or nothing where there is none."""
    asked = (
        (segment.id, turn)
        for segment in reversed(session.meeting.script.segments)
        if segment.for_each is None
        for turn in segment.turns
    )
    return next((one for one, turn in asked if turn.answer == "action" and turn.for_each is None), "")


def _asks(segment: Segment, kinds: tuple[str, ...]) -> bool:
    return bool(segment.for_each) and any(turn.answer in kinds for turn in segment.turns)
