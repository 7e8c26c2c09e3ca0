"""Who is speaking, who comes and goes, and the list of people."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from facilitator.dialogue.requests import (
    Ask,
    Dialogue,
    Misused,
    NotMeant,
    Option,
    Typed,
    Unsure,
    or_why_not,
)
from facilitator.dialogue.whose_words import add, add_with_view, somebody, whose_view
from facilitator.meeting import events as ev
from facilitator.meeting.typed_answer import (
    WhosePerspective,
    check_name,
    each_person,
    read_attendance,
    read_person,
)
from facilitator.meeting.who_is_meant import Meant
from facilitator.phrases.person import described, presence
from facilitator.plan.people import ADULTS, EVERYONE, Person
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import say
from facilitator.work.session import Session


def on_the_list(session: Session, name: str) -> Person:
    """Return the person who is named in a line that can only be a command; Misused where that is unclear."""
    meant = session.meeting.minutes.people.names.meant(name)
    if meant.person is not None:
        return meant.person
    if meant.people:
        raise Misused("plain.name-in-full", name=name, likely=_likely(meant))
    raise Misused("plain.no-such-person", name=name)


def _named(session: Session, name: str) -> Person:
    """Return the person who is named; a line that names nobody is something that was said."""
    meant = session.meeting.minutes.people.names.meant(name)
    if meant.person is not None:
        return meant.person
    if meant.people and not meant.both:
        raise Unsure("plain.which-person", name=name, likely=_likely(meant))
    raise NotMeant


def _likely(meant: Meant) -> str:
    return ", ".join(person.name for person in meant.people)


def speaker(session: Session, name: str = "") -> Dialogue:
    """Say who is speaking from now on at this question."""
    if not name:
        person = yield from somebody(session, say("dialogue.speaker-title"))
        if not isinstance(person, str):
            return
    elif session.meeting.minutes.people.means_everyone(name):
        person = EVERYONE
    else:
        person = _named(session, name).id
    yield ev.SpeakerChosen(person=person)


def noted(
    session: Session, name: str, *, event: type[ev.PersonLeft | ev.PersonArrived | ev.PersonRemoved]
) -> Dialogue:
    """Note that somebody left, or came in; or take somebody off the list who has said nothing."""
    yield event(person=_named(session, name).id)


left = partial(noted, event=ev.PersonLeft)
arrived = partial(noted, event=ev.PersonArrived)
take_off = partial(noted, event=ev.PersonRemoved)


def add_person(session: Session, words: str) -> Dialogue:
    """Put somebody on the list, or several: a name, a role, and if need be whose view it is."""
    each = each_person(session.meeting, words)
    try:
        for one in each:
            with suppress(WhosePerspective):  # it is asked
                read_person(session.meeting, one)
    except Refusal as refusal:
        raise Unsure(refusal.code, **refusal.values) from refusal
    for one in each:
        yield from add(session, one)


def change(session: Session, name: str, words: str = "", *, part: str) -> Dialogue:
    """Put right a person's name, role, or whose view they give: family, school, or another service."""
    yield from _change(session, on_the_list(session, name), part, words)


rename = partial(change, part="name")
change_role = partial(change, part="role")
change_view = partial(change, part="perspective")


# The list


def see_people(session: Session) -> Dialogue:
    """Show the people; each of them offers what can be changed, and a name that is typed is added."""
    at, notice, refused = 0, "", ""
    while True:
        people = list(session.meeting.minutes.people.values())
        picked = yield Ask(
            say("dialogue.people-title"),
            tuple(person_option(session, person) for person in people),
            typed=Typed(refused, placeholder=say("screen.type-people")),
            at=None if refused else at,
            notice=notice,
        )
        if picked is None:
            return
        notice = refused = ""
        if isinstance(picked, str):
            before = len(session.meeting.events)
            notice = yield from or_why_not(_put_down(session, picked))
            added = len(session.meeting.minutes.people) > len(people)
            refused = "" if len(session.meeting.events) > before else picked
            at = len(people) if added else at
        elif isinstance(picked, tuple):
            at = [person.id for person in people].index(picked[1])
            notice = yield from or_why_not(person_menu(session, picked[1]))


def _put_down(session: Session, words: str) -> Dialogue:
    """Note that somebody on the list is here or cannot come, or put somebody on it; or several people."""
    for one in each_person(session.meeting, words):
        try:
            event = read_attendance(session.meeting, one)
        except WhosePerspective as refusal:
            yield from add_with_view(session, refusal)
        else:
            yield event


def person_option(session: Session, person: Person) -> Option:
    """Return a person of the list: the name, what they do, and whether they are here."""
    minutes = session.meeting.minutes
    here = presence(here=minutes.people.in_room(person.id), apologies=person.apologies)
    speaking = f", {say('dialogue.speaking')}" if minutes.standing.speaker == person.id else ""
    name = described(person.name, person.role, person.perspective)
    return Option(("person", person.id), name, f"{here}{speaking}", chosen=minutes.people.in_room(person.id))


def person_menu(session: Session, person_id: str) -> Dialogue:
    """Offer what can be changed about a person, and do it."""
    minutes = session.meeting.minutes
    person = minutes.people[person_id]
    here = minutes.people.in_room(person_id)
    moves: list[tuple[str, ev.Event | str]] = [
        ("person-left", ev.PersonLeft(person=person_id))
        if here
        else ("person-arrived", ev.PersonArrived(person=person_id))
    ]
    moves.append(("person-speaking", ev.SpeakerChosen(person=person_id)))
    if person.perspective != "child":
        moves += [("person-name", "name"), ("person-role", "role"), ("person-perspective", "perspective")]
        if not person.apologies and not minutes.was_heard(person_id):
            moves.append(("person-never-came", ev.PersonLeft(person=person_id, never_came=True)))
        moves.append(("person-remove", ev.PersonRemoved(person=person_id)))
    options = tuple(Option(move, say(f"dialogue.{words}", name=person.name)) for words, move in moves)
    picked = yield Ask(person.name, options)
    if isinstance(picked, str):
        yield from _change(session, person, picked)
    elif isinstance(picked, ev.Happening):
        yield picked  # type: ignore[misc]


def _change(session: Session, person: Person, part: str, words: str = "") -> Dialogue:
    given: object = words
    if part == "perspective":
        given = next((view for view in ADULTS if view == words), None)
        given = given or (yield from whose_view(say("typed.which-perspective", name=person.name)))
    elif not words:
        before = person.name if part == "name" else person.role
        given = yield Ask(say(f"dialogue.person-{part}", name=person.name), typed=Typed(before))
    if not isinstance(given, str):
        return
    if part == "name":
        check_name(session.meeting, given.strip(), person.id)
    yield ev.PersonChanged.model_validate({"person": person.id, part: given})
