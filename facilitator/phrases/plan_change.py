"""What was changed in a plan, as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from facilitator.phrases import signature
from facilitator.phrases.follow_up import follow_up_told
from facilitator.phrases.plan_fields import fields_of
from facilitator.phrases.plan_part import part_called, value_told
from facilitator.phrases.sentence import ended
from facilitator.plan.changes import MARKS, PlanChange
from facilitator.plan.field_values import day_of
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting, Signature
from facilitator.script.format_declaration import Declaration
from facilitator.script.golden_thread import with_options
from facilitator.script.ladder import Say
from facilitator.script.plan_parts import (
    ACTION,
    CHILD,
    ENTRY,
    PERSON,
    PLAN,
    SIGNED,
    Part,
    everybody,
    field_changed,
    has_part,
    is_change_hidden,
    name_of,
)
from facilitator.script.words_by_key import say


def told_of_changes(
    meeting: HeldMeeting, plan: Plan, form: Declaration, *, shared: bool = False, tell: Say = say
) -> Iterator[str]:
    """Yield what a meeting changed in a plan beside its questions, with who did it, but what is private.

    `plan` is the one after it. `shared` as for `change_told`.
    """
    for change in _in_the_end(meeting.changes):
        declared = field_changed(change, plan, form)
        if declared is None or not declared.private:
            yield told_with_name(change, plan, form, shared=shared, tell=tell)


def told_with_name(
    change: PlanChange, plan: Plan, form: Declaration, *, shared: bool = False, tell: Say = say
) -> str:
    """Return a change as a sentence, with who made it; `shared` as for `change_told`."""
    told = change_told(change, plan, form, shared=shared, tell=tell)
    return tell("edit.told-by", told=told, name=change.by) if change.by else told


_OF = {"ended": "end", "put_back": "end", "kept_back": "mark", "shared": "mark", "added": "added"}


def _in_the_end(changes: Sequence[PlanChange]) -> list[PlanChange]:
    """Return changes without those that others of the same meeting made again, or took back."""
    last: dict[tuple[str, str, str], list[PlanChange]] = {}
    for change in changes:
        of = _OF.get(change.deed, "")
        last.setdefault((change.part, change.field, of), []).append(change)
    ways = (("ended", "put_back"), ("kept_back", "shared"))
    taken_back = [some for some in last.values() if (some[0].deed, some[-1].deed) in ways]
    kept = [some[-1] for some in last.values() if some not in taken_back]
    return [change for change in changes if any(change is one for one in kept)]


def _label_of(change: PlanChange, form: Declaration, tell: Say) -> str:
    """Return what a part is called of which nothing is known but its kind."""
    if change.kind == ENTRY:
        return form.label(change.field, PLAN)
    of_every_plan = {PLAN: "edit.the-plan", PERSON: "edit.people", CHILD: "edit.children-of-group"}
    if change.kind in of_every_plan:
        return tell(of_every_plan[change.kind])
    declared = form.items.get(change.kind)
    return (declared.label if declared else "") or change.kind


def change_told(
    change: PlanChange, plan: Plan, form: Declaration, *, shared: bool = False, tell: Say = say
) -> str:
    """Return a change as a sentence; `plan` is one that has the part, and calls it by its name there.

    What it is of may have no place in the plan, or was taken out again: then its words alone are told.
    `shared` = others see it now: what is hidden from them is not in it.
    """
    if change.kind == SIGNED:
        return _signature_told(change, plan, form, tell)
    if change.kind == ACTION:
        return follow_up_told(change, plan, hidden=shared and is_change_hidden(change, plan, form), tell=tell)
    form = with_options(form, plan)
    quoted = _something_private if shared and is_change_hidden(change, plan, form) else _quoted
    part, of_field = Part(change.kind, change.part), change.deed in ("reworded", "emptied")
    if not has_part(plan, part) or (of_field and field_changed(change, plan, form) is None):
        words = quoted(value_told(change.value, None) or change.because, tell)
        return tell("edit.did-elsewhere", part=_label_of(change, form, tell), quoted=words)
    called, somebody = part_called(plan, part, form), "-somebody" if part.kind in (PERSON, CHILD) else ""
    if of_field:
        return _field_told(change, called, form, quoted, tell)
    if change.deed in MARKS:
        label = form.label(change.field, PLAN) if part.kind == PLAN else called
        return tell(f"edit.did-{change.deed.replace('_', '-')}", part=label)
    if change.deed == "put_back":
        return tell(f"edit.did-put-back{somebody}", part=called)
    deed = change.how or "removed" if change.deed == "ended" else "added"
    words = change.because if change.deed == "ended" else value_told(change.value, None)
    return tell(f"edit.did-{deed}{somebody}", part=called, quoted=quoted(words, tell))


def _signature_told(change: PlanChange, plan: Plan, form: Declaration, tell: Say) -> str:
    one = Signature(
        to=change.field,
        party=change.speaker or EVERYONE,
        name=change.name,
        on=day_of(change.value) if change.value else None,
        answer="with_note" if change.because else "agreed",
        note=change.because,
    )
    name = everybody(plan).get(one.party, one.party)
    return tell("edit.did-signed", line=signature.line(one, form.sign_label(one.to), name))


def _field_told(
    change: PlanChange, called: str, form: Declaration, quoted: Callable[[str, Say], str], tell: Say
) -> str:
    """Return what a field says now, or said till now."""
    declared = fields_of(change.kind, form, change.field)[change.field]
    label, kind = declared.label or change.field, change.kind
    own = kind == ENTRY or (kind in form.items and change.field == name_of(kind, form))
    what = called if own else label if kind == PLAN else tell("edit.field-of", part=called, label=label)
    emptied = change.deed == "emptied"
    words = value_told(change.was if emptied else change.value, declared)
    key = "edit.did-emptied" if emptied else "edit.did-reworded"
    return tell(key, what=what, quoted=quoted(words, tell))


def _something_private(_words: str, tell: Say) -> str:
    return tell("edit.quoted-hidden")


def _quoted(words: str, tell: Say) -> str:
    """Return words in quotation marks at the end of a sentence; those that have a stop need no other."""
    return tell("edit.quoted-ended" if ended(words) == words else "edit.quoted", words=words)
