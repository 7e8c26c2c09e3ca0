"""People: who is on the list, with their role and whose view they give, and who comes and goes."""

from __future__ import annotations

from facilitator.meeting import events as ev
from facilitator.meeting import speaker_labels
from facilitator.meeting.agenda_place import AtQuestion
from facilitator.meeting.answers.answer_kind import Kind, Taken, TakenTypes, Typed
from facilitator.meeting.event_rules import name_is_free, person_known
from facilitator.meeting.minutes import Minutes
from facilitator.plan.people import PERSPECTIVES, Person, Perspective, Presence
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded


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
    if not minutes.people.in_room(event.person):
        raise Refusal("meeting.not-here", name=minutes.people[event.person].name)


def _record_left(event: ev.PersonLeft, minutes: Minutes) -> None:
    minutes.standing.no_longer_speaks(event.person)
    minutes.people.leave(event.person, _segment_now(minutes))


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
        """Read somebody who is to be put on the list."""
        return read_person(typed.at, typed.text)


def read_person(meeting: AtQuestion, text: str) -> ev.PersonAdded:
    """Read "Ms Okafor, speech therapist": a name, a role, and for an absent person the word for it first.

    Somebody who first comes up with words that were sent in is not there. WhosePerspective where neither name
    nor role tells whose view it is; a perspective may stand last.
    """
    vocabulary = meeting.minutes.script.vocabulary
    text, present = text.strip(), not (meeting.place and meeting.place.turn.sent_in)
    for word in vocabulary.apologies:
        if text.casefold().startswith(f"{word} ") or text.casefold().startswith(f"{word}:"):
            text, present = text[len(word) :].lstrip(" :"), False
    name, _, role = (part.strip() for part in text.partition(","))
    if not name:
        raise Refusal("typed.nothing")
    check_name(meeting, name)
    role, given = _given_perspective(role)
    perspective = given or vocabulary.view_of(role or name)
    if perspective is None:
        raise WhosePerspective(name, role, present)
    return ev.PersonAdded(name=name, perspective=perspective, role=role, present=present)


def check_name(meeting: AtQuestion, name: str, person: str | None = None) -> None:
    """Raise Refusal for a name under which nobody could be told apart; `person` has it already.

    It is no rule of the meeting itself: a record of an earlier version may hold such a name.
    """
    words, people = folded(name), meeting.minutes.people
    if not words or speaker_labels.has_colon(name):
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
