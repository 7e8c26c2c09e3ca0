"""A pupil's row of a group's plan, as others told it there: evidence for the review of that pupil's own plan.

Words that name another pupil of the group stay behind (FORMATS, group-intervention: names of other children
appear in no paper for one family), and so does what is not for sharing, or hidden on a shared screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan, plans_in
from facilitator.files.reviews_as_held import as_held
from facilitator.phrases import action
from facilitator.phrases.plan_part import value_told
from facilitator.phrases.review import of_period
from facilitator.plan.first_names import first_name
from facilitator.plan.people import CHILD, EVERYONE, PARENT, Child, Contact, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded, unaccented
from facilitator.script.format_declaration import Declaration
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say


class GroupRow(NamedTuple):
    """What a group's last meeting has of one pupil, as one sentence for the pupil's own plan.

    `group` is what the group is called, `pupil` what the pupil is called there, `when` the meeting;
    `left_behind` counts what names another pupil, or was said by one.
    """

    group: str
    pupil: str
    when: str
    words: str
    left_behind: int


def groups_of(folder: Path, child: Child, prompts: Path | None = None) -> Iterator[tuple[Path, GroupRow]]:
    """Yield the group plans of a folder that have something of a pupil; raises Refusal where it is no folder.

    A file that cannot be opened has nothing.
    """
    for path in plans_in(folder):
        try:
            yield path, row_of(path, child, prompts)
        except Refusal:
            continue


def row_of(path: Path, child: Child, prompts: Path | None = None) -> GroupRow:
    """Return a pupil's row of a group's plan; raises Refusal, which names no other pupil."""
    opened = open_plan(path, prompts)
    script = load_script(opened.plan.format, prompts)
    if script.format.children.most == 1:
        raise Refusal("group.no-group", file=path.name)
    return _row(opened, script, child, prompts)


def _row(opened: OpenPlan, script: Script, child: Child, prompts: Path | None) -> GroupRow:
    plan, form, name = as_held(opened, prompts).plan, script.format, child.full_name
    same = [one for one in plan.children if _is_same(one, child)]
    if len(same) != 1:
        raise Refusal("group.not-in", name=name, file=opened.path.name)
    pupil, others = same[0], [one for one in plan.children if one is not same[0]]
    facts = list(_facts(plan, opened.plan, form, pupil.id))
    if not facts:
        raise Refusal("group.nothing", name=name, file=opened.path.name)
    meeting = plan.last_review or next(reversed(plan.planning), None)
    when = of_period(script.period_name(meeting.period), meeting.date) if meeting else say("group.not-met")
    group = _plan_words(plan, form)
    group = form.name if not group or names_another(group, others, pupil) else group
    people: dict[str, Person | Contact] = {}
    people.update((one.id, one) for one in plan.people)
    people.update((one.id, one) for one in (meeting.people if meeting else []))
    silent = {one.id for one in others}
    told = [
        _told(words, people.get(by), others, pupil)
        for by, words in facts
        if by not in silent and not names_another(words, others, pupil)
    ]
    left_behind = len(facts) - len(told)
    told += (
        [one for one in _completed_by(plan, form) if not names_another(one, others, pupil)] if told else []
    )
    words = say("group.words", group=group, when=when, facts="; ".join(told)) if told else ""
    return GroupRow(group, pupil.full_name, when, words, left_behind)


def _told(words: str, teller: Person | Contact | None, others: Iterable[Child], pupil: Child) -> str:
    """Return a fact with who told it; of the family of somebody in the group no more than that."""
    if teller is None or teller.perspective == CHILD:
        return words
    other = teller.perspective == PARENT or names_another(f"{teller.name} {teller.role}", others, pupil)
    return say("group.told", words=words, name=say("group.a-parent") if other else teller.name)


def _is_same(one: Child, child: Child) -> bool:
    """Whether a pupil of a group may be the child: by the whole name, or by as much as the group has."""
    born = one.date_of_birth and child.date_of_birth
    if born and one.date_of_birth != child.date_of_birth:
        return False
    name, first = folded(one.full_name), first_name(child.full_name, child.surname)
    called = {unaccented(folded(words)) for words in (child.called, first)}
    whole = unaccented(name) == unaccented(folded(child.full_name))
    return whole or (len(name) == 1 and not one.surname and unaccented(name) in called)


def _facts(plan: Plan, in_file: Plan, form: Declaration, pupil: str) -> Iterator[tuple[str, str]]:
    """Yield what a plan has of a pupil, with its label and under whoever gave it.

    That is where the pupil began, and what the last review says; of a document also what stands there alone.
    """
    last, there = plan.last_review, in_file.last_review
    entries = [one for one in plan.entries if one.about == pupil and one.ended is None]
    entries += [*last.about(pupil)] if last else []
    known = {one.field for one in entries}
    entries += [one for one in (there.about(pupil) if there else []) if one.field not in known]
    for field, declared in form.about.get(CHILD, {}).items():
        for entry in entries:
            if entry.field == field and not declared.hidden and not entry.not_shared:
                told = value_told(entry.value, declared)
                if told:
                    yield entry.by, _labelled(declared.label or field, told)
    for one in last.actions if last else []:
        if one.about == pupil:
            yield EVERYONE, " ".join(action.sentence(one.what, one.who, one.by).split()).rstrip(".")


def _labelled(label: str, value: str) -> str:
    return say("edit.field", label=label.rstrip("?: "), value=" ".join(value.split()).rstrip("."))


def _plan_words(plan: Plan, form: Declaration) -> str:
    """Return what a plan is called by its own words: those of its box of the role wording, on one line."""
    names = [name for name, one in form.plan.items() if one.role == "wording"]
    return " ".join(" ".join(entry.text.split()) for name in names for entry in plan.given(name))


def _completed_by(plan: Plan, form: Declaration) -> list[str]:
    """Return who answers for the record of the last review, with the label of that box."""
    fields = {name: one for name, one in form.review.items() if one.role == "who"}
    given = plan.last_review.entries if plan.last_review else []
    return [_labelled(fields[one.field].label or one.field, one.text) for one in given if one.field in fields]


def names_another(words: str, others: Iterable[Child], pupil: Child) -> bool:
    """Whether words have a name of one of the others that is not the pupil's own, however it is spelt.

    A name that is a word too, such as Will, counts as a name: rather a line too many stays behind.
    """
    bare = {unaccented((word,)) for word in folded(words)}
    heard = bare | {one.removesuffix(end) for one in bare for end in ("s", "es")}
    return any((_names_of(one) - _names_of(pupil)) & heard for one in others)


def _names_of(child: Child) -> set[str]:
    """Return the words of a child's names as they are compared; a double name is one word too."""
    names = f"{child.full_name} {child.surname} {child.known_as}"
    apart = {unaccented((word,)) for word in folded(names)}
    return {one for one in apart | {unaccented(folded(word)) for word in names.split()} if len(one) > 1}
