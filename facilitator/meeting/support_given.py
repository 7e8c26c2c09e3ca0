"""Whether the support of an item was given: asked of each line of it, or of the item as a whole."""

from __future__ import annotations

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key


def support_given(item: str, minutes: Minutes) -> str | None:
    """Return the one answer of all that was asked of an item's support, as an option of its format.

    That is the one that all of it was given, else the one halfway between the first and the last; None while
    nothing was said.
    """
    asked = support_asked(item, minutes)
    declared = minutes.script.format.field(minutes.turns.path(asked[0])) if asked else None
    return declared.whole(minutes.replies.choices[key] for key in asked) if declared else None


def support_asked(item: str, minutes: Minutes) -> list[Key]:
    """Return each asking at which something was said of an item's support, of the whole or of a line."""
    return [
        key
        for key in minutes.replies.choices
        if key.parts[:1] == (item,) and minutes.turns.role(key) == "delivered"
    ]


def not_given(item: str, minutes: Minutes) -> list[str]:
    """Return the wording of each line of an item's support that was not given in full, in order."""
    form, items = minutes.script.format, {one.id: one for one in minutes.plan.items}
    asked = [key for key in support_asked(item, minutes) if len(key.parts) > 1]
    declared = [(key, form.field(minutes.turns.path(key))) for key in asked]
    return [
        form.words_of(items[key.parts[-1]])
        for key, field in declared
        if field and key.parts[-1] in items and minutes.replies.choices[key] != field.option_ids[0]
    ]


def support_is_known(item: str, minutes: Minutes) -> bool:
    """Whether all that is asked of an item's support was answered or moved on from (MEETING, rule 5)."""
    asked = [key for turn in minutes.turns.of_role("delivered") for key in _askings(turn.id, item, minutes)]
    return all(key in minutes.replies.choices or key in minutes.standing.marks for key in asked)


def _askings(turn: str, item: str, minutes: Minutes) -> list[Key]:
    kind = minutes.turns[turn].path.of
    plan, declared = minutes.plan, minutes.script.format.items.get(kind)
    own = next((one.kind for one in plan.items if one.id == item), None)
    if own == kind or Key(turn, item) in minutes.replies.choices:  # the latter in an earlier version
        return [Key(turn, item)]
    if declared is None or declared.under != own:
        return []
    if minutes.is_new(item):
        return []
    under = [one.id for one in plan.of(kind) if one.under == item]
    asked = [Key(turn, f"{item}/{one}") for one in under if not minutes.is_new(one)]
    return asked if under else [Key(turn, item)]
