"""Whether the support of an item was given: asked of all of it at once, or of each line of it."""

from __future__ import annotations

from facilitator.meeting.minutes import Minutes
from facilitator.meeting.minutes_parts import Key
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.format_declaration import Path


def support_given(item: str, minutes: Minutes) -> str | None:
    """Return the one answer of all that was asked of an item's support, as an option of its format.

    That is the one that all of it was given, else the one halfway between the first and the last; None while
    nothing was said, or where people do not agree on a line.
    """
    asked = support_asked(item, minutes)
    asked = [key for key in asked if len(key.parts) > 1] or asked
    answers = [minutes.chosen(key) for key in asked]
    if not asked or None in answers:
        return None
    declared = minutes.script.format.field(minutes.turns.path(asked[0]))
    return declared.whole(answers) if declared else None


def support_asked(item: str, minutes: Minutes) -> list[Key]:
    """Return each asking at which something was said of an item's support, of the whole or of a line."""
    return [
        key
        for key in minutes.replies.choices
        if key.parts[:1] == (item,) and minutes.turns.role(key) == "delivered"
    ]


def lines_of_whole(item: str, minutes: Minutes) -> dict[str, tuple[str, Path, str]]:
    """Return the answer for each line of an item's support for which one answer was given at once.

    By the line's id: the turn that asked, the field of the line, and the option. A line that was asked after
    by itself has its own.
    """
    form, own = minutes.script.format, {one.id: one for one in minutes.plan.items}.get(item)
    whole = next((key for key in support_asked(item, minutes) if key.parts == (item,)), None)
    answer = minutes.chosen(whole) if whole else None
    if own is None or whole is None or answer is None or minutes.turns.path(whole).of != own.kind:
        return {}
    apart = {key.parts[-1] for key in support_asked(item, minutes) if len(key.parts) > 1}
    return {
        line.id: (whole.turn, path, answer)
        for path in form.paths("delivered")
        if path.of in form.items and form.items[path.of].under == own.kind
        for line in minutes.items_of(path.of, item)
        if line.id not in apart and not minutes.is_new(line.id) and answer in _options(form.field(path))
    }


def _options(declared: DeclaredField | None) -> list[str]:
    return declared.option_ids if declared else []


def support_lines(item: str, minutes: Minutes) -> list[str]:
    """Return the wording of each line of an item's support, in order."""
    form = minutes.script.format
    kinds = dict.fromkeys(path.of for path in form.paths("delivered") if path.of in form.items)
    lines = [line for kind in kinds for line in minutes.items_of(kind, item)]
    return [form.words_of(line) for line in lines if not minutes.is_new(line.id)]


def not_given(item: str, minutes: Minutes) -> list[str]:
    """Return the wording of each line of an item's support that was not given in full, in order."""
    form, items = minutes.script.format, {one.id: one for one in minutes.plan.items}
    asked = [key for key in support_asked(item, minutes) if len(key.parts) > 1]
    given = [(key.parts[-1], minutes.turns.path(key), minutes.chosen(key)) for key in asked]
    given += [(line, path, answer) for line, (_, path, answer) in lines_of_whole(item, minutes).items()]
    return [
        form.words_of(items[line])
        for line, path, answer in given
        if line in items and answer is not None and answer not in _options(form.field(path))[:1]
    ]


def support_is_known(item: str, minutes: Minutes) -> bool:
    """Whether all that is asked of an item's support was answered or moved on from (MEETING, rule 5)."""
    turns = [turn for turn in minutes.turns.of_role("delivered") if turn.is_choice]
    at_once = [Key(turn.id, item) for turn in turns]
    if any(minutes.chosen(key) is not None for key in at_once if key in minutes.replies.choices):
        return True
    asked = [key for turn in turns for key in _askings(turn.id, item, minutes)]
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
