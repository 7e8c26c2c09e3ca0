"""What becomes of actions, by typed lines: `done 3`, `move 3 to 15 January`, `hand on 3 to Mr Okafor`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from facilitator.dialogue.command_shapes import Found, commands_in
from facilitator.dialogue.follow_up_pages import in_full
from facilitator.dialogue.requests import Asked, Show
from facilitator.plan.actions import ActionStatus
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.work.open_actions import Followed, Shown
from facilitator.work.open_actions_told import Order, as_lines

if TYPE_CHECKING:
    from facilitator.dialogue.follow_up import FollowUp

HELP = (
    "done", "part", "not-done", "move", "hand-on", "drop", "show", "order", "of", "private", "by", "undo",
    "leave",
)  # fmt: skip
"""The lines of the help, in their order."""


def listing(follow_up: FollowUp) -> Iterator[str]:
    """Yield the actions, also those that are over, each with the number by which it can be named here."""
    today, shown = follow_up.now().date(), follow_up.shown._replace(over=True)
    yield from as_lines(follow_up.plans, shown, follow_up.order, today, number=follow_up.number_of)


def take_line(follow_up: FollowUp, line: str) -> Asked[bool]:
    """Do what a typed line says, or say why not; returns whether the list is to be left."""
    for command, found in commands_in(line, COMMANDS):
        if command == "edit-done":
            return True
        try:
            yield from COMMANDS[command](
                follow_up, {name: words.strip() for name, words in found.items() if words}
            )
        except Refusal as refusal:
            if refusal.exit_code != Refusal.exit_code:
                raise
            follow_up.refuse(refusal)
        return False
    follow_up.refuse(Refusal("edit.not-understood", text=line))
    return False


def _row(follow_up: FollowUp, found: Found) -> Followed:
    return follow_up.numbered(int(found["number"]))


def _ticks(status: ActionStatus) -> Callable[[FollowUp, Found], Asked[None]]:
    def tick(follow_up: FollowUp, found: Found) -> Asked[None]:
        words = found.get("words") or found.get("because") or ""
        yield from follow_up.tick(_row(follow_up, found), status, words)

    return tick


def _move(follow_up: FollowUp, found: Found) -> Asked[None]:
    yield from follow_up.move(_row(follow_up, found), found["day"], found.get("name", ""))


def _hand_on(follow_up: FollowUp, found: Found) -> Asked[None]:
    yield from follow_up.hand_on(_row(follow_up, found), found["name"], because=found.get("because", ""))


def _show(follow_up: FollowUp, _found: Found) -> Asked[None]:
    yield from follow_up.look()
    first, *lines = listing(follow_up)
    yield Show(first, (first, *lines))


def _show_one(follow_up: FollowUp, found: Found) -> Asked[None]:
    row = _row(follow_up, found)
    if row.private and not follow_up.shown.private:
        raise Refusal("follow.is-private")
    yield Show(row.action.what, tuple(in_full(row)))


def _private(follow_up: FollowUp, found: Found) -> Asked[None]:
    follow_up.shown = follow_up.shown._replace(private=True)
    yield from _show(follow_up, found)


def _ordered(order: Order) -> Callable[[FollowUp, Found], Asked[None]]:
    def ordered(follow_up: FollowUp, found: Found) -> Asked[None]:
        follow_up.order = order
        yield from _show(follow_up, found)

    return ordered


def _of(follow_up: FollowUp, found: Found) -> Asked[None]:
    before = follow_up.shown
    follow_up.shown = Shown(found["name"], before.private, before.over)
    yield from _show(follow_up, found)
    follow_up.shown = before


def _by(follow_up: FollowUp, found: Found) -> Asked[None]:
    follow_up.is_by(found["name"])
    yield from ()


def _undo(follow_up: FollowUp, _found: Found) -> Asked[None]:
    yield from follow_up.undo()


def _help(_follow_up: FollowUp, _found: Found) -> Asked[None]:
    yield Show(say("edit.help"), tuple(say(f"follow.help-{one}") for one in HELP))


def _left(_follow_up: FollowUp, _found: Found) -> Asked[None]:
    yield from ()


COMMANDS: dict[str, Callable[[FollowUp, Found], Asked[None]]] = {
    "follow-done": _ticks("done"),
    "follow-part": _ticks("part"),
    "follow-not-done": _ticks("not_done"),
    "follow-drop": _ticks("not_needed"),
    "follow-move": _move,
    "follow-hand-on": _hand_on,
    "follow-show": _show,
    "follow-show-one": _show_one,
    "follow-private": _private,
    "follow-by-person": _ordered("person"),
    "follow-by-date": _ordered("date"),
    "follow-of": _of,
    "edit-by": _by,
    "undo": _undo,
    "help": _help,
    "edit-done": _left,
}
"""What a typed line can be, by the id of its shapes in `plain.yaml`."""
