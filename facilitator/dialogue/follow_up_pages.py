"""What becomes of an action, by picking: the list of what is open, and what can be done with one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.dialogue.requests import Ask, Asked, Option, Typed
from facilitator.phrases.action import due, sentence
from facilitator.phrases.follow_up import since
from facilitator.plan.actions import ActionStatus
from facilitator.script.words_by_key import say
from facilitator.work.open_actions import Followed
from facilitator.work.open_actions_told import beside, children_of, groups

if TYPE_CHECKING:
    from facilitator.dialogue.follow_up import FollowUp

LEAVE, ORDER, PRIVATE, UNDO = "=leave", "=order", "=private", "=undo"
_DONE, _PART, _MOVE, _HAND_ON, _DROP, _NOT_DONE = "done", "part", "move", "hand-on", "drop", "not-done"
_STATUSES: dict[str, ActionStatus] = {_DONE: "done", _PART: "part", _NOT_DONE: "not_done"}


def rows_to_pick(follow_up: FollowUp) -> Iterator[Option]:
    """Yield the actions under their headings, those that are over last, and what else can be done."""
    today, apart, order = follow_up.now().date(), children_of(follow_up.plans), follow_up.order
    rows = follow_up.rows()
    over = [row for row in rows if not row.now.is_open]
    for heading, some in groups([row for row in rows if row.now.is_open], order):
        for row in some:
            note = " · ".join(beside(row, order, today, child=apart.get(str(row.path), "")))
            yield Option(row, " ".join(row.action.what.split()), note, heading=heading)
            heading = ""  # noqa: PLW2901 - it stands over the first alone
    heading = say("follow.over")
    for row in over:
        note = " · ".join(beside(row, "date", today, child=apart.get(str(row.path), "")))
        yield Option(row, " ".join(row.action.what.split()), note, heading=heading)
        heading = ""
    yield from _more(follow_up)


def _more(follow_up: FollowUp) -> Iterator[Option]:
    heading = say("edit.more")
    if len(follow_up.rows()) > 1:
        other = "date" if follow_up.order == "person" else "person"
        yield Option(ORDER, say(f"follow.order-{other}"), heading=heading)
        heading = ""
    if hidden := sum(row.private for row in follow_up.every()):
        key = "follow.hide-private" if follow_up.shown.private else "follow.show-private"
        yield Option(PRIVATE, say(key, count=hidden), heading=heading)
        heading = ""
    if follow_up.undoable:
        yield Option(UNDO, say("edit.undo"), follow_up.undoable, heading=heading)
        heading = ""
    yield Option(LEAVE, say("edit.back"), heading=heading)


def of_action(follow_up: FollowUp, row: Followed) -> Asked[None]:
    """Ask what became of an action, and note it."""
    way = yield Ask(" ".join(row.action.what.split()), tuple(_ways(row)), "\n".join(in_full(row)), stays=True)
    if way in (_DONE, _PART, _NOT_DONE):
        note = yield from _words(say(f"follow.title-{way}"), say(f"follow.type-{way}"), optional=True)
        if note is not None:
            yield from follow_up.tick(row, _STATUSES[way], note)
    elif way == _DROP:
        because = yield from _words(say("follow.title-drop"), say("edit.type-reason"))
        if because:
            yield from follow_up.tick(row, "not_needed", because)
    elif way == _MOVE:
        yield from _move(follow_up, row)
    elif way == _HAND_ON:
        yield from _hand_on(follow_up, row)


def in_full(row: Followed) -> list[str]:
    """Return an action as it was agreed and as it stands now, with all that was noted since."""
    action, now = row.action, row.now
    lines = [sentence(" ".join(action.what.split()), action.who, action.by)]
    if (now.who, now.by) != (action.who, action.by):
        lines.append(say("follow.now", who=now.who or say("action.nobody"), by=due(now.by)))
    lines += [say("follow.of", child=row.called)]
    lines += [say("follow.for-line", item=row.about)] if row.about else []
    return [*lines, *since(action, tell=say)]


def _ways(row: Followed) -> Iterator[Option]:
    ways = [_DONE, _PART, _MOVE, _HAND_ON, _DROP] if row.now.is_open else [_NOT_DONE]
    for way in ways:
        if way == _PART and row.now.status == "part":
            continue
        yield Option(way, say(f"follow.way-{way}"))
    yield Option(None, say("edit.back"))


def _words(title: str, placeholder: str, *, optional: bool = False) -> Asked[str | None]:
    given = yield Ask(title, typed=Typed(placeholder=placeholder, optional=optional), at=None, stays=True)
    return None if given is None else str(given)


def _move(follow_up: FollowUp, row: Followed) -> Asked[None]:
    day = yield from _words(say("follow.title-move"), say("edit.type-date"))
    if not day:
        return
    agreed = yield from _words(say("follow.title-agreed"), say("follow.type-agreed"), optional=True)
    if agreed is not None:
        yield from follow_up.move(row, day, agreed)


def _hand_on(follow_up: FollowUp, row: Followed) -> Asked[None]:
    names = yield from follow_up.names(row)
    options = tuple(Option(name, name) for name in names if name != row.now.who)
    typed = Typed(placeholder=say("edit.type-name"))
    name = yield Ask(say("follow.title-hand-on"), options, typed=typed, at=0 if options else None, stays=True)
    if name:
        yield from follow_up.hand_on(row, str(name))
