"""From draft to final: who of the family has seen the plan, and what each one said, by the chair's typing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facilitator.dialogue.requests import UNTOLD, Ask, Asked, Do, Option, Show, Typed
from facilitator.files.kept_beside_form import with_kept
from facilitator.meeting.dates import read_date
from facilitator.meeting.plan_versions import Standing, family_of, standing_of
from facilitator.phrases.day import in_full
from facilitator.phrases.person import with_role
from facilitator.phrases.version import history
from facilitator.plan.people import PARENT, Child, Contact
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.plan.reviews import ANSWERS_TO_SIGNING, AnswerToSigning, Signature
from facilitator.plan.similar_names import folded
from facilitator.plan.text import clean_line
from facilitator.script.words_by_key import say
from facilitator.summary.standing import standing_told
from facilitator.work.confirm import AGREED, Final, make_final, what_changed
from facilitator.work.edit import Editing
from facilitator.work.session import Now, local_now


class Given(NamedTuple):
    """What somebody was already said to have answered, by name."""

    name: str
    answer: AnswerToSigning
    note: str = ""


class Told(NamedTuple):
    """What is known before anything is asked; where there are answers, nobody is asked for more."""

    answers: Sequence[Given] = ()
    on: str = ""
    changed: str = ""


class _Member(NamedTuple):
    """One of the family: the id, what they are called, and all by which they may be named."""

    party: str
    name: str
    called: str
    names: frozenset[tuple[str, ...]]


def confirm_plan(
    path: Path, prompts: Path | None = None, *, told: Told | None = None, now: Now = local_now
) -> Asked[Final | None]:
    """Make a plan final; returns None where it was left a draft.

    Raises Refusal, and NeedsDecision where nobody says who has seen it.
    """
    told = told or Told()
    editing: Editing = yield Do(partial(Editing.begin, path, prompts, now=now))
    try:
        plan = with_kept(editing.opened)
        standing = standing_of(plan, editing.form)
        if standing.state == "final" and standing.version:
            raise Refusal("confirm.final-already", number=standing.version.number)
        members, to = _members(plan), editing.form.agreement or AGREED
        if told.answers:
            given: list[Given] | None = [*told.answers, *_not_asked(told.answers, members)]
        else:
            given = yield from _asked(plan, members, standing_told(plan, editing.form))
        if given is None:
            return None
        on = yield from _day(editing.today, told)
        if on is None:
            return None
        changed = yield from _changed(editing, standing, told)
        if changed is None:
            return None
        answers = _signatures(given, members, to, on)
        final: Final = yield Do(partial(make_final, editing, answers, on, changed))
        yield Show(say("confirm.done-title"), (*history(final.version), *_kept(final)))
        return final
    finally:
        editing.let_go()


def _kept(final: Final) -> tuple[str, ...]:
    if final.in_form is None:
        return ()
    return (say("confirm.in-form" if final.in_form else "confirm.kept-here"),)


def _members(plan: Plan) -> list[_Member]:
    """Return the family of a plan's child; of a group's the family of each pupil, too."""
    members = [_member(one) for one in family_of(plan)]
    for child in plan.members if len(plan.children) > 1 else ():
        family = say("confirm.family-of", name=child.on_record)
        members.append(_member(child)._replace(party=PARENT, name=family, called=family))
    return members


def _not_asked(given: Sequence[Given], members: Sequence[_Member]) -> Iterator[Given]:
    """Yield each of the family of whom nothing was said for certain: a name may fit several of them.

    A pupil's surname is enough to be their family, where no other pupil has it.
    """
    meant = [_fitting(folded(clean_line(one.name)), members) for one in given]
    known = [fitting[0] for fitting in meant if len(fitting) == 1]
    yield from (Given(member.name, "not_asked") for member in members if member not in known)


def _fitting(name: tuple[str, ...], members: Sequence[_Member]) -> list[_Member]:
    whole = [one for one in members if name in one.names]
    families = [one for one in members if one.party == PARENT and len(name) > 1]
    return whole or [one for one in families if name[-1:] in {known[-1:] for known in one.names}]


def _member(one: object) -> _Member:
    if isinstance(one, Child):
        names = {one.full_name, one.called, one.on_record}
        return _Member(one.id, one.on_record, one.called, frozenset(map(folded, names)))
    name, role = getattr(one, "name", ""), getattr(one, "role", "")
    relation = one.relationship if isinstance(one, Contact) else ""
    known = frozenset(map(folded, filter(None, (name, role, relation))))
    return _Member(getattr(one, "id", ""), name, with_role(name, relation or role), known)


def _asked(plan: Plan, members: Sequence[_Member], lead: str) -> Asked[list[Given] | None]:
    """Ask each of the family, and who else has seen it; returns None for going back."""
    found: list[Given] = []
    for member in members:
        answer = yield from _answer(member.called, f"{lead} {say('confirm.lead')}")
        if answer is None:
            return None
        found.append(answer._replace(name=member.name))
    while True:
        adults = len(members) > sum(member.party == child.id for child in plan.children for member in members)
        first = not adults and len(found) == len(members)
        title = say("confirm.first-title" if first else "confirm.more-title")
        typed = Typed(placeholder=say("confirm.type-name"), optional=not first)
        if first:
            name = yield Ask(title, (), lead, typed=typed, at=None, stays=True)
        else:
            name = yield Ask(title, (), typed=typed, at=None, stays=True, unasked=UNTOLD)
        if name is None:
            return None
        if name is UNTOLD or not str(name).strip():
            return found
        answer = yield from _answer(str(name), say("confirm.lead"))
        if answer is None:
            return None
        found.append(answer)


def _answer(name: str, lead: str) -> Asked[Given | None]:
    """Ask what somebody of the family said; no answer is offered before another."""
    options = tuple(
        Option(one, say(f"confirm.{_key(one)}", name=name), typed=f"confirm-{_key(one)}")
        for one in ANSWERS_TO_SIGNING
    )
    needs = NeedsDecision("confirm.who", ANSWERS_TO_SIGNING)
    picked = yield Ask(say("confirm.title", name=name), options, lead, at=None, stays=True, needs=needs)
    answer = next((one for one in ANSWERS_TO_SIGNING if one == picked), None)
    if answer is None:
        return None
    note: object = ""
    if answer == "with_note":
        typed = Typed(placeholder=say("confirm.type-note"))
        title = say("confirm.note-title", name=name)
        note = yield Ask(title, (), say("confirm.note-lead"), typed=typed, at=None, stays=True)
        if note is None:
            return None
    return Given(name, answer, str(note))


def _key(answer: AnswerToSigning) -> str:
    return answer.replace("_", "-")


def _day(today: date, told: Told) -> Asked[date | None]:
    given: object = told.on
    if not told.answers:
        typed = Typed(in_full(today), say("confirm.type-day"))
        given = yield Ask(say("confirm.day-title"), (), typed=typed, at=None, stays=True, unasked=UNTOLD)
        if given is None:
            return None
    text = "" if given is UNTOLD else str(given).strip()
    if text in ("", in_full(today)):
        return today
    day = read_date(text, today)
    if day is None:
        raise Refusal("edit.no-date", text=text)
    return day


def _changed(editing: Editing, standing: Standing, told: Told) -> Asked[str | None]:
    """Ask what has changed since the version before; what this computer knows of it stands there."""
    if standing.version is None or told.changed:
        return told.changed
    known: str = yield Do(partial(what_changed, editing))
    if told.answers:
        return known
    typed = Typed(known, say("confirm.type-changed"))
    title = say("confirm.changed-title", number=standing.version.number)
    given = yield Ask(title, (), typed=typed, at=None, stays=True, unasked=UNTOLD)
    return known if given is UNTOLD else None if given is None else str(given)


def _signatures(given: Sequence[Given], members: Sequence[_Member], to: str, on: date) -> list[Signature]:
    """Return what each one answered, under whom it was; a name that nobody has is one more of the parents."""
    found: list[Signature] = []
    for one in given:
        name = clean_line(one.name)
        if not name:
            raise Refusal("confirm.no-name")
        words = folded(name)
        known = [member for member in members if words in member.names or words == folded(member.name)]
        party, called = (known[0].party, known[0].name) if len(known) == 1 else (PARENT, name)
        if any(folded(other.name) == folded(called) for other in found):
            raise Refusal("confirm.twice", name=called)
        day = None if one.answer == "not_asked" else on
        found.append(
            Signature(to=to, party=party, name=called, on=day, answer=one.answer, note=one.note.strip())
        )
    return found
