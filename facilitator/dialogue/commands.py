"""Every function of a meeting that both front ends have, by its id: one line each.

On the screen an id is that of a key, or of an option of a menu; line by line it is what can be typed for it,
in `prompts/words/plain.yaml`, whose fields are the arguments. What is not given is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.dialogue import (
    child_answers,
    ending,
    leaving,
    lines_and_actions,
    moving,
    people_list,
    ways_to_write,
)
from facilitator.dialogue.wants import Asked
from facilitator.meeting import events as ev

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
    "go": moving.go_to,
    "settle": moving.settle,
    "undo": moving.undo,
    "redo": moving.redo,
    "given": child_answers.how_given,
    "stop": child_answers.stop,
    "heard": child_answers.who_was_heard,
    "speaking": people_list.speaker,
    "left": partial(people_list.noted, event=ev.PersonLeft),
    "here": partial(people_list.noted, event=ev.PersonArrived),
    "add": people_list.add_person,
    "rename": partial(people_list.change, part="name"),
    "role": partial(people_list.change, part="role"),
    "whose": partial(people_list.change, part="perspective"),
    "take-off": partial(people_list.noted, event=ev.PersonRemoved),
    "people": people_list.see_people,
    "person": people_list.person_menu,
    "said": lines_and_actions.see_words,
    "edit": lines_and_actions.edit,
    "remove": lines_and_actions.remove,
    "by": lines_and_actions.line_by,
    "how-helped": lines_and_actions.how_helped,
    "how": lines_and_actions.how,
    "remove-action": lines_and_actions.remove_action,
    "action-who": partial(lines_and_actions.action_part, part="who"),
    "action-by": partial(lines_and_actions.action_part, part="by"),
    "action-asks": partial(lines_and_actions.action_part, part="confirm_who"),
    "action-asked-by": partial(lines_and_actions.action_part, part="confirm_by"),
    "action-words": partial(lines_and_actions.action_part, part="what"),
    "end": ending.before_we_close,
    "end-early": ending.end_early,
    "end-without-reason": ending.end_without_reason,
    "write": ways_to_write.write,
    "write-to": ways_to_write.write_to,
    "save-in": leaving.save_in,
    "copy-to": leaving.copy_to,
    "leave": leaving.leave,
}
"""By id; some of them are on offer in one of the front ends alone, because the hands differ."""
