"""What of a document is not for sharing: no form has a box for that mark, so this computer keeps it.

A document has no ids: a part is known by its words. Where these are changed in Word itself, the mark is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitator.files.change_record import KeptChange, keep_change, kept_changes, not_taken_back
from facilitator.files.open_plan import OpenPlan
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.script.plan_parts import ENTRY, PERSON, Marked, Part

KnownBy = tuple[str, ...]


def known_parts(plan: Plan, form: Declaration) -> dict[Part, KnownBy]:
    """Return what each part that can be marked is known by in a document: its kind and its words.

    Two alike go together: too much is kept back, not too little.
    """
    found = {Part(item.kind, item.id): (item.kind, _bare(form.words_of(item))) for item in plan.items}
    found |= {Part(PERSON, one.id): (PERSON, _bare(one.name)) for one in plan.people}
    own = [one for one in plan.entries if one.about is None]
    return found | {Part(ENTRY, one.id): (ENTRY, one.field, _bare(str(one.value))) for one in own}


def _bare(words: str) -> str:
    return " ".join(words.split())


def with_kept_marks(plan: Plan, changes: Iterable[KeptChange], form: Declaration) -> Plan:
    """Return the plan of a document with what is kept of it as not for sharing."""
    marks = {tuple(one.of): one.not_shared for one in not_taken_back(changes) if one.of and _is_mark(one)}
    if not any(marks.values()):
        return plan
    known = known_parts(plan, form)
    marked = {part.id for part, of in known.items() if marks.get(of)}
    return plan.model_copy(
        update={
            name: [one.model_copy(update={"not_shared": True}) if one.id in marked else one for one in things]
            for name, things in _lists(plan)
        }
    )


def _is_mark(change: KeptChange) -> bool:
    return change.not_shared is not None


def marks_kept(plan: Plan, saved: OpenPlan, at: str) -> bool:
    """Keep the marks of a plan that are not kept of its document yet; returns False where no room is.

    `at` is when they were made, as ISO 8601.
    """
    assert saved.word is not None  # noqa: S101 - for mypy: a plan of our own has them in its file
    form, kept = saved.word.script.format, True
    told = with_kept_marks(saved.word.plan, kept_changes(saved.ids), form)
    marks = {of: is_marked(told, part) for part, of in known_parts(told, form).items()}
    for part, of in known_parts(plan, form).items():
        not_shared = is_marked(plan, part)
        if marks.get(of, False) is not not_shared:
            change = KeptChange(at, "", "", of=list(of), not_shared=not_shared)
            kept = keep_change(saved.plan.id, change) and kept
    return kept


def is_marked(plan: Plan, part: Part) -> bool:
    """Whether a part of a plan itself has the mark."""
    return any(one.id == part.id and one.not_shared for _, things in _lists(plan) for one in things)


def _lists(plan: Plan) -> Iterator[tuple[str, list[Marked]]]:
    yield "items", [*plan.items]
    yield "entries", [*plan.entries]
    yield "people", [*plan.people]
