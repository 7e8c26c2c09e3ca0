"""Every command of a meeting, once: both front ends read this table, and nothing else knows them all.

`plain.type.ID` in `prompts/words/plain.yaml` is what can be typed for a command, with fields for what its
dialogue may be given, and `plain.help-ID` its help; `keys.ID` in `keys.yaml` is its label on the screen, and
`keys.ID-help` its help there. What a dialogue is not given it asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from facilitator.dialogue.requests import Asked
    from facilitator.work.session import Session

Useful = Callable[["Session"], bool]


def _always(_session: Session) -> bool:
    return True


def _asked(session: Session) -> bool:
    return session.meeting.place is not None


def _said(session: Session) -> bool:
    return _asked(session) and bool(session.meeting.minutes.said)


def _child_here(session: Session) -> bool:
    from facilitator.plan.people import CHILD

    return session.meeting.minutes.people.in_room(CHILD)


def _child_asked(session: Session) -> bool:
    place = session.meeting.place
    return place is not None and bool(place.turn.child) and _child_here(session)


def _others_asked(session: Session) -> bool:
    return session.meeting.place is not None and session.meeting.place.turn.to != "chair"


def _words_asked(session: Session) -> bool:
    return session.meeting.place is not None and session.meeting.place.turn.answer == "lines"


def may_change_plan(session: Session) -> bool:
    """Whether a part of the plan is gone through now, and not with the child alone."""
    from facilitator.dialogue.asked_now import is_childs_turn, part_asked_about

    return part_asked_about(session) is not None and not is_childs_turn(session)


def _may_take(session: Session) -> bool:
    if not (_asked(session) and session.school.nudges and session.meeting.can_undo):
        return False
    from facilitator.dialogue.nudges import may_take

    return may_take(session)


def _of_one_child(session: Session) -> bool:
    from facilitator.plan.reviews import PLANNING_PERIOD

    minutes = session.meeting.minutes
    return _asked(session) and len(minutes.children) == 1 and minutes.period != PLANNING_PERIOD


class Command(NamedTuple):
    """One command: `module.function` of its dialogue, which is imported when it is first wanted.

    On the screen it can be chosen by its name, and stands at the foot where it has a `key` and is `useful`
    now; that is None for what needs a name or a number, or has its place in a menu there. What is `covered`
    can be typed under the cover.
    """

    does: str
    key: str = ""
    useful: Useful | None = _asked
    covered: bool = False


COMMANDS: dict[str, Command] = {
    "save-in": Command("leaving.save_in", "Ctrl+O", lambda session: not session.saved, covered=True),
    "next": Command("agenda_moves.next_question", "Tab"),
    "pass": Command("agenda_moves.pass_on", "F7", _others_asked),
    "undo": Command("agenda_moves.undo", "Ctrl+Z", lambda session: session.meeting.can_undo),
    "redo": Command(
        "agenda_moves.redo", "Ctrl+Y", lambda session: _asked(session) and session.meeting.can_redo
    ),
    "better": Command("nudges.take", "Ctrl+F", _may_take),
    "plan": Command("changes_in_meeting.change_plan", "Ctrl+D", may_change_plan),
    "group": Command("group_row.bring_in", useful=_of_one_child),
    "another-way": Command("agenda_moves.another_way", "Ctrl+E", _child_asked),
    "stop": Command("child_answers.stop", "F12", _child_asked),
    "speaking": Command("people_list.speaker", "Ctrl+S", _words_asked),
    "given": Command(
        "child_answers.how_given", "Ctrl+G", lambda session: _said(session) and _child_here(session)
    ),
    "heard": Command("child_answers.who_was_heard", "Ctrl+N", _said),
    "said": Command(
        "lines_and_actions.see_words", "F4", lambda session: not _asked(session) or _said(session)
    ),
    "people": Command("people_list.see_people", "F3"),
    "picture": Command("child_picture.show_picture", useful=_child_asked),
    "agenda": Command("agenda_moves.agenda", "F2", _always),
    "end": Command("ending.before_we_close", "F10", _always),
    "skip": Command("agenda_moves.skip", "F8"),
    "park": Command("agenda_moves.park", "F6"),
    "park-question": Command("agenda_moves.park_question"),
    "back": Command("agenda_moves.back", "Shift+Tab", _always),
    "go": Command("agenda_moves.go_to", useful=None),
    "settle": Command("agenda_moves.settle", useful=None),
    "left": Command("people_list.left", useful=None),
    "here": Command("people_list.arrived", useful=None),
    "add": Command("people_list.add_person", useful=None),
    "rename": Command("people_list.rename", useful=None),
    "role": Command("people_list.change_role", useful=None),
    "whose": Command("people_list.change_view", useful=None),
    "take-off": Command("people_list.take_off", useful=None),
    "edit": Command("lines_and_actions.edit", useful=None),
    "remove": Command("lines_and_actions.remove", useful=None),
    "by": Command("lines_and_actions.line_by", useful=None),
    "move": Command("lines_and_actions.move", useful=None),
    "how-helped": Command("lines_and_actions.how_helped", useful=None),
    "how": Command("lines_and_actions.how", useful=None),
    "not-shared-action": Command("lines_and_actions.action_not_shared", useful=None),
    "shared-action": Command("lines_and_actions.action_shared", useful=None),
    "not-shared": Command("lines_and_actions.not_shared", useful=None),
    "no-picture": Command("lines_and_actions.no_picture", useful=None),
    "shared": Command("lines_and_actions.share_again", useful=None),
    "remove-action": Command("lines_and_actions.remove_action", useful=None),
    "action-who": Command("lines_and_actions.action_who", useful=None),
    "action-by": Command("lines_and_actions.action_by", useful=None),
    "action-asks": Command("lines_and_actions.action_asks", useful=None),
    "action-asked-by": Command("lines_and_actions.action_asked_by", useful=None),
    "action-words": Command("lines_and_actions.action_words", useful=None),
    "end-early": Command("ending.end_early", useful=None, covered=True),
    "write": Command("ways_to_write.write", useful=None),
    "write-to": Command("ways_to_write.write_to", useful=None),
    "copy-to": Command("leaving.copy_to", useful=None, covered=True),
    "leave": Command("leaving.leave", useful=None, covered=True),
}
"""By id, in the order in which they stand at the foot of the screen: the most useful first."""


def dialogue_of(command: str) -> Callable[..., Asked[object]]:
    """Return what begins the dialogue of a command, with the session and what was given."""
    module, _, function = COMMANDS[command].does.partition(".")
    found: Callable[..., Asked[object]] = getattr(import_module(f"{__package__}.{module}"), function)
    return found
