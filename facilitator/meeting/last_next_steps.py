"""What the last review said comes next in words alone, of an item or where people did not agree."""

from __future__ import annotations

from facilitator.meeting.minutes_parts import same_words
from facilitator.plan.plan import Plan
from facilitator.script.formats_and_turns import FormatFile


def last_next_steps(item: str, plan: Plan, form: FormatFile) -> str:
    """Return what the last review said in words comes next for an item; not what is asked after as actions.

    A Word plan may have no other place for what was promised: its words stand for actions where it has none.
    What all would do where a score was not agreed is nobody's action.
    """
    last = plan.last_review
    kind = next((one.kind for one in plan.items if one.id == item), None)
    if last is None or kind is None:
        return ""
    names = [] if last.actions else form.names("next", kind)
    said = [entry.text for entry in last.entries if entry.about == item and entry.field in names]
    asked = {same_words(action.what).strip(" .") for action in last.actions}
    steps = [score.next_step for score in last.scores if score.about == item]
    said += [step for step in steps if step and same_words(step).strip(" .") not in asked]
    return "; ".join(" ".join(words.split()) for words in said if words)
