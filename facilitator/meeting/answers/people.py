"""People: who is on the list, with their role and whose view they give, and who comes and goes."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.meeting import events as ev
from facilitator.meeting import speaker_labels
from facilitator.meeting.agenda_place import AtQuestion
from facilitator.meeting.answers.answer_kind import Kind, Taken, TakenTypes, Typed
from facilitator.meeting.event_rules import name_is_free, person_known
from facilitator.meeting.minutes import Minutes
from facilitator.plan.people import PERSPECTIVES, Person, Perspective, Presence
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.vocabulary import Vocabulary

_APART = " \t\n,;:(\u2013\u2014-"
"""What may stand between a name and the words for being here or not."""

_BETWEEN = re.compile(r"([,;&+]|\sand\s)", re.IGNORECASE)
"""What may stand between two people in one line."""


class WhosePerspective(Refusal):
    """A person is to be added, but their name and role do not tell whose view they give."""

    def __init__(self, name: str, role: str, present: bool) -> None:
        super().__init__("typed.which-perspective", name=name)
        self.name, self.role, self.present = name, role, present


# What is taken


def _segment_now(minutes: Minutes) -> str | None:
    return minutes.turns.begun(minutes.standing.segment)


def _check_added(event: ev.PersonAdded, minutes: Minutes) -> None:
    name_is_free(event.name, None, minutes)
    if event.perspective == "child":
        raise Refusal("meeting.one-child")


def _record_added(event: ev.PersonAdded, minutes: Minutes) -> None:
    person = Person(
        id=minutes.new_id("p", event),
        name=event.name,
        perspective=event.perspective,
        role=event.role,
        present=[Presence(arrived=_segment_now(minutes))] if event.present else [],
    )
    minutes.people[person.id] = person
    minutes.tell_children_apart()


def _is_child(person: str, minutes: Minutes) -> bool:
    """Whether somebody is a child of the plan, who always stands on the list."""
    return person in {child.id for child in minutes.plan.children}


def _check_changed(event: ev.PersonChanged, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    if event.name is not None:
        name_is_free(event.name, event.person, minutes)
    if event.perspective is not None and (event.perspective == "child") != _is_child(event.person, minutes):
        raise Refusal("meeting.one-child")


def _record_changed(event: ev.PersonChanged, minutes: Minutes) -> None:
    given = event.model_dump(include={"name", "role", "perspective"}, exclude_none=True)
    minutes.people.change(event.person, **given)
    minutes.rename(event.person, minutes.people[event.person].name)
    minutes.tell_children_apart()


def _check_removed(event: ev.PersonRemoved, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    if _is_child(event.person, minutes) or minutes.has_something_from(event.person):
        raise Refusal("meeting.person-has-spoken", name=minutes.people[event.person].name)


def _record_removed(event: ev.PersonRemoved, minutes: Minutes) -> None:
    del minutes.people[event.person]
    minutes.standing.no_longer_speaks(event.person)


def _check_arrived(event: ev.PersonArrived, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    if minutes.people.in_room(event.person):
        raise Refusal("meeting.already-here", name=minutes.people[event.person].name)


def _record_arrived(event: ev.PersonArrived, minutes: Minutes) -> None:
    minutes.people.come(event.person, _segment_now(minutes))


def _check_left(event: ev.PersonLeft, minutes: Minutes) -> None:
    person_known(event.person, minutes)
    person = minutes.people[event.person]
    if person.apologies or not (event.never_came or minutes.people.in_room(event.person)):
        raise Refusal("meeting.not-here", name=person.name)
    if event.never_came and minutes.was_heard(event.person):
        raise Refusal("meeting.person-was-here", name=person.name)


def _record_left(event: ev.PersonLeft, minutes: Minutes) -> None:
    minutes.standing.no_longer_speaks(event.person)
    minutes.people.leave(event.person, None if event.never_came else _segment_now(minutes))


CHANGES: TakenTypes = {
    ev.PersonAdded: Taken(_check_added, _record_added),
    ev.PersonChanged: Taken(_check_changed, _record_changed),
    ev.PersonRemoved: Taken(_check_removed, _record_removed),
    ev.PersonArrived: Taken(_check_arrived, _record_arrived),
    ev.PersonLeft: Taken(_check_left, _record_left),
}
"""How the list of people changes; that is possible at every question, so no answer of one."""


class People(Kind):
    """The people of the list, added one by one."""

    when_done = "answered"  # moving on from the list says that it is right

    def read(self, typed: Typed) -> ev.Event:
        """Read somebody who is to be put on the list, or who stands there and is here or cannot come."""
        return read_attendance(typed.at, typed.text)

    def apart(self, at: AtQuestion, text: str) -> list[str]:
        """Return a list a person each."""
        return each_person(at, text)


def each_person(meeting: AtQuestion, text: str) -> list[str]:
    """Return the people of a list, by its lines and by the names in them; of several without who is here."""
    each = [one for line in text.split("\n") for one in _of_line(meeting, line.strip()) if one]
    people = meeting.minutes.people
    here = {folded(one.name) for one in people.values() if people.in_room(one.id)}
    return (len(each) > 1 and [one for one in each if folded(one) not in here]) or each[:1] or [text]


def _of_line(meeting: AtQuestion, line: str) -> list[str]:
    """Return "Mum, Dad and Ms Reed, SENCO" as a text for each person; what is no list stays as it is.

    Apologies in front are of all.
    """
    vocabulary = meeting.minutes.script.vocabulary
    listed = _without_mark(line, [*vocabulary.apologies, *vocabulary.away], in_front=True)
    in_front = line.removesuffix(listed)
    first, *others = _BETWEEN.split(line[len(in_front) :] if in_front != line else line)
    each = [first]
    for at in range(0, len(others), 2):
        only_comma, rest = others[at] == ",", "".join(others[at + 1 :])
        if _is_somebody_else(meeting, each[-1], others[at + 1], rest, only_comma=only_comma):
            each.append(others[at + 1])
        else:
            each[-1] += "".join(others[at : at + 2])
    return [f"{in_front if in_front != line else ''}{one.strip()}" for one in each]


def _is_somebody_else(meeting: AtQuestion, before: str, part: str, rest: str, *, only_comma: bool) -> bool:
    """Whether a part of a list begins a new person: a title and a name, or what one is called in a family.

    Either may be a role of whoever stands before: "Jo Bell, Dad", "Dad, Mr Bell". `rest` begins with it.
    """
    vocabulary, people = meeting.minutes.script.vocabulary, meeting.minutes.people
    if all(one.rstrip().endswith(")") for one in (before, part)):  # "Sarah (mum) and Tom (dad)"
        return True
    name, role, _ = _written(meeting, before)
    words, now = folded(name), folded(_written(meeting, part).name)
    is_kin, is_titled = words in vocabulary.kin, words[:1] in vocabulary.title_words and len(words) > 1
    has_role = bool(role) or before.rstrip().endswith(")")
    certain = has_role or people.called(name) is not None
    if has_role and not only_comma and _is_name(part) and vocabulary.view_of(part) is None:
        return True
    if now in vocabulary.kin:
        same = any({words, now} <= group for group in vocabulary.roles_alike)
        return certain or (is_kin and not same)
    if _is_name(part) and certain:  # "Jo Bell, mother, Tom Bell, father"
        called = [folded(one) for one in _BETWEEN.split(rest)[2:3]]
        if called and called[0] in vocabulary.kin:
            return True
    if now[:1] in vocabulary.kin and _is_name(part):  # "Mum Sarah, Dad Tom"
        return certain or words[:1] in vocabulary.kin
    titled = now[:1] in vocabulary.title_words and len(now) > 1
    after_kin = is_kin and (not only_comma or vocabulary.view_of(rest) is not None)
    return titled and (certain or is_titled or after_kin)


def _is_name(part: str) -> bool:
    """Whether each of several words begins with a capital letter, as those of a name do."""
    words = re.findall(r"\w[\w'\u2019-]*", part)
    return len(words) > 1 and all(word[0].isupper() for word in words)


class _Written(NamedTuple):
    """A name, a role, and whether the person is here; None = nothing was said of that."""

    name: str
    role: str
    present: bool | None


Attends = ev.PersonAdded | ev.PersonArrived | ev.PersonLeft | ev.PersonChanged
"""What a line of the list of people comes to; a change of nothing where it is as the line says."""


def read_attendance(meeting: AtQuestion, text: str) -> Attends:
    """Read somebody who stands on the list as here, or as not here; anybody else as `read_person` does.

    A name alone says that the person is here. WhosePerspective as there; Refusal where it is so already.
    """
    people, written = meeting.minutes.people, _written(meeting, text)
    person = people.called(written.name)
    same_name = person is not None and folded(person.name) == folded(written.name)
    if person is not None and written.present is False and (same_name or not written.role):
        if person.apologies:
            return ev.PersonChanged(person=person.id)
        return ev.PersonLeft(person=person.id, never_came=not meeting.minutes.was_heard(person.id))
    another = bool(written.role) and (not same_name or (person is not None and people.in_room(person.id)))
    if person is None or another:
        return read_person(meeting, text)
    return ev.PersonArrived(person=person.id)


def _written(meeting: AtQuestion, text: str) -> _Written:
    """Return the parts of "Dad, father, apologies", "Ms Reed the SENCO" or "Dad cannot come"."""
    vocabulary = meeting.minutes.script.vocabulary
    words, present = text.strip().replace("\u2019", "'"), None
    for marks, here in (([*vocabulary.apologies, *vocabulary.away], False), (vocabulary.here, True)):
        without = _without_mark(words, marks, in_front=not here)
        if present is None and without != words:
            words, present = without, here
    name, _, role = (part.strip() for part in words.partition(","))
    if not role:
        name, role = _apart_by_article(name, vocabulary)
    return _Written(name, role, present)


def _apart_by_article(name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the name and the role of "Ms Reed the SENCO", "Jo our TA"; else the name alone."""
    words = name.split()
    for at in range(len(words) - 2, 0, -1):
        role = " ".join(words[at + 1 :])
        if words[at].casefold() in vocabulary.articles and vocabulary.view_of(role):
            return " ".join(words[:at]), role
    return name, ""


def _without_mark(words: str, marks: list[str], *, in_front: bool) -> str:
    """Return words without the mark that stands behind them, or in front; a mark alone is a name."""
    small = words.lower()
    if len(small) != len(words):  # a letter that is two when it is small
        return words
    end = len(small.rstrip(").! "))
    for mark in sorted(marks, key=len, reverse=True):
        before, after = words[: max(0, end - len(mark))], words[len(mark) :]
        if small[:end].endswith(mark) and before[-1:] in _APART and before.rstrip(_APART):
            return before.rstrip(_APART)
        if in_front and small.startswith(mark) and after[:1] in (" ", ":") and after.strip(_APART):
            return after.lstrip(_APART)
    return words


def read_person(meeting: AtQuestion, text: str) -> ev.PersonAdded:
    """Read "Ms Okafor, speech therapist": a name, a role, and for an absent person the words for it.

    Somebody who first comes up with words that were sent in is not there. WhosePerspective where neither name
    nor role tells whose view it is; a perspective may stand last.
    """
    vocabulary = meeting.minutes.script.vocabulary
    name, role, given_present = _written(meeting, text)
    at_sent_in = bool(meeting.place and meeting.place.turn.sent_in)
    present = not at_sent_in if given_present is None else given_present
    if not name:
        raise Refusal("typed.nothing")
    check_name(meeting, name)
    role, given = _given_perspective(role)
    perspective = given or vocabulary.view_of(role) or vocabulary.view_of(name)
    if perspective is None:
        raise WhosePerspective(name, role, present)
    return ev.PersonAdded(name=name, perspective=perspective, role=role, present=present)


def check_name(meeting: AtQuestion, name: str, person: str | None = None) -> None:
    """Raise Refusal for a name under which nobody could be told apart; `person` has it already.

    It is no rule of the meeting itself: a record of an earlier version may hold such a name.
    """
    words, people = folded(name), meeting.minutes.people
    if not any(map(str.isalpha, name)) or speaker_labels.has_colon(name):
        raise Refusal("typed.no-name", name=name)
    if people.means_everyone(name):
        raise Refusal("typed.name-of-all", name=name)
    if any(folded(one.name) == words for one in people.values() if one.id != person):
        raise Refusal("meeting.name-taken", name=name)


def _given_perspective(role: str) -> tuple[str, Perspective | None]:
    before, _, last = role.rpartition(",")
    for perspective in PERSPECTIVES:
        if perspective != "child" and last.strip().casefold() == perspective:
            return before.strip(), perspective
    return role, None
