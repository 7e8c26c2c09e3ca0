"""A pupil's row of a group's plan, as others told it there: evidence for the review of that pupil's own plan.

Words that name another pupil of the group stay behind (FORMATS, group-intervention: names of other children
appear in no paper for one family), and so does what is not for sharing, or hidden on a shared screen.
"""

from __future__ import annotations

import re
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
from facilitator.plan.people import CHILD, EVERYONE, Child, Contact, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.format_declaration import Declaration
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE = re.compile("['\u2019]s?$")


class Told(NamedTuple):
    """What one person told of a pupil; without a `name` the plan of the group does not say who it was."""

    facts: str
    name: str = ""
    perspective: Perspective = "school"
    role: str = ""


class GroupRow(NamedTuple):
    """What a group's last meeting has of one pupil.

    `group` is what the group is called, `pupil` what the pupil is called there, `when` the meeting;
    `left_behind` counts what names another pupil, or was said by one.
    """

    group: str
    pupil: str
    when: str
    told: list[Told]
    left_behind: int

    def words(self, told: Told) -> str:
        """Return what one person told as it stands in another plan: with the group and its meeting."""
        return say("group.words", group=self.group, when=self.when, facts=told.facts)


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
    told = list(_facts(plan, form, pupil.id))
    if not told:
        raise Refusal("group.nothing", name=name, file=opened.path.name)
    meeting = plan.last_review or next(reversed(plan.planning), None)
    when = of_period(script.period_name(meeting.period), meeting.date) if meeting else say("group.not-met")
    group = _plan_words(plan, form) or form.name
    tellers = {one.id: _teller(one) for one in plan.people}
    tellers |= {one.id: _teller(one) for one in (meeting.people if meeting else [])}
    completed_by = _completed_by(plan, form)
    silent = {one.id for one in others}
    rows: dict[Told, list[str]] = {}
    for by, words in told:
        if by not in silent and not names_another(words, others, pupil):
            rows.setdefault(tellers.get(by, completed_by), []).append(words)
    lines = [teller._replace(facts="; ".join(facts)) for teller, facts in rows.items()]
    left_behind = len(told) - sum(map(len, rows.values()))
    return GroupRow(group, pupil.full_name, when, lines, left_behind)


def _is_same(one: Child, child: Child) -> bool:
    """Whether a pupil of a group may be the child: by the whole name, or by as much as the group has."""
    born = one.date_of_birth and child.date_of_birth
    if born and one.date_of_birth != child.date_of_birth:
        return False
    name = one.full_name.casefold()
    first = {child.called.casefold(), first_name(child.full_name, child.surname).casefold()}
    return name == child.full_name.casefold() or (" " not in name and not one.surname and name in first)


def _facts(plan: Plan, form: Declaration, pupil: str) -> Iterator[tuple[str, str]]:
    """Yield what the plan and its last review have of a pupil, with its label and under whoever gave it."""
    last = plan.last_review
    entries = [one for one in plan.entries if one.about == pupil and one.ended is None]
    entries += last.about(pupil) if last else []
    for field, declared in form.about.get(CHILD, {}).items():
        for entry in entries:
            if entry.field == field and not declared.hidden and not entry.not_shared:
                told = value_told(entry.value, declared)
                if told:
                    yield entry.by, _labelled(declared.label or field, told)
    for one in last.actions if last else []:
        if one.about == pupil:
            yield EVERYONE, action.sentence(one.what, one.who, one.by).rstrip(".")


def _labelled(label: str, value: str) -> str:
    return say("edit.field", label=label.rstrip("?: "), value=value.rstrip("."))


def _plan_words(plan: Plan, form: Declaration) -> str:
    """Return what a plan is called by its own words: those of its box of the role wording, on one line."""
    names = [name for name, one in form.plan.items() if one.role == "wording"]
    return " ".join(" ".join(entry.text.split()) for name in names for entry in plan.given(name))


def _completed_by(plan: Plan, form: Declaration) -> Told:
    """Return who answers for what the record of the last review has under no name."""
    last = plan.last_review
    if last is None:
        return Told("")
    fields = form.names("who", "review")
    name = next((one.text for one in last.entries if one.field in fields), "")
    there = next((one for one in last.people if one.name.casefold() == name.casefold()), None)
    return _teller(there) if there else Told("", name)


def _teller(person: Person | Contact) -> Told:
    return Told("", person.name, person.perspective or "school", person.role)


def names_another(words: str, others: Iterable[Child], pupil: Child) -> bool:
    """Whether words have a name of one of the others that is not the pupil's own, in whatever letters.

    A name that is a word too, such as Will, counts as a name: rather a line too many stays behind.
    """
    parts = (part for word in _WORD.findall(words) for part in (word, *word.split("-")))
    found = {_POSSESSIVE.sub("", part).casefold() for part in parts}
    return any((_words_of(one) - _words_of(pupil)) & found for one in others)


def _words_of(child: Child) -> set[str]:
    names = f"{child.full_name} {child.surname} {child.known_as}".casefold()
    return {part for word in _WORD.findall(names) for part in (word, *word.split("-"))}
