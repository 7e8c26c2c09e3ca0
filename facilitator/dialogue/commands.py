"""Every function of a meeting that both front ends have, by its id: one line each.

On the screen an id is that of a key, or of an option of a menu; line by line it is what can be typed for it,
in `prompts/words/plain.yaml`, whose fields are the arguments. What is not given is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.dialogue import (
    actions,
    child,
    ending,
    leaving,
    moving,
    people,
    statements,
    taking_back,
    writing,
)
from facilitator.dialogue.wants import Asked

COMMANDS: dict[str, Callable[..., Asked[object]]] = {
    "next": moving.next_question,
    "back": moving.back,
    "skip": moving.skip,
    "pass": moving.pass_on,
    "park": moving.park,
    "park-question": moving.park_question,
    "another-way": moving.another_way,
    "agenda": moving.agenda,
    "go-to-part": moving.go_to_part,
    "go-outcome": moving.go_to_outcome,
    "go": moving.go_to,
    "settle": moving.settle,
    "undo": taking_back.undo,
    "redo": taking_back.redo,
    "given": child.how_given,
    "stop": child.stop,
    "heard": child.who_was_heard,
    "speaking": people.speaker,
    "left": people.left,
    "here": people.here,
    "add": people.add_person,
    "rename": people.rename,
    "role": people.role,
    "whose": people.whose,
    "take-off": people.take_off,
    "people": people.see_people,
    "person": people.person_menu,
    "said": statements.see_words,
    "edit": statements.edit,
    "remove": statements.remove,
    "by": statements.line_by,
    "how-helped": statements.how_helped,
    "how": statements.how,
    "remove-action": actions.remove_action,
    "action-who": partial(actions.named, part="who"),
    "action-by": partial(actions.dated, part="by"),
    "action-asks": partial(actions.named, part="confirm_who"),
    "action-asked-by": partial(actions.dated, part="confirm_by"),
    "action-words": actions.action_words,
    "end": ending.before_we_close,
    "end-early": ending.end_early,
    "end-without-reason": ending.end_without_reason,
    "write": writing.write,
    "write-to": writing.write_to,
    "save-in": leaving.save_in,
    "copy-to": leaving.copy_to,
    "leave": leaving.leave,
}
"""By id; some of them are on offer in one of the front ends alone, because the hands differ."""
