"""Who is speaking, who comes and goes, and the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.typed import WhosePerspective, check_name, read_person
from facilitator.plain.misses import Misused, NotMeant, Unsure
from facilitator.plan.people import EVERYONE, Person
from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from facilitator.meeting.naming import Meant
    from facilitator.plain.conversation import Conversation
    from facilitator.plain.typed_words import Found


def _person(conversation: Conversation, found: Found) -> Person:
    """Return the person who is named; a line that names nobody is something that was said."""
    meant = conversation.minutes.people.names.meant(found["name"])
    if meant.person is not None:
        return meant.person
    if meant.people and not meant.both:
        raise Unsure("plain.which-person", name=found["name"], likely=_likely(meant))
    raise NotMeant


def on_the_list(conversation: Conversation, name: str) -> Person:
    """Return the person who is named in a line that can only be a command; Misused where that is unclear."""
    meant = conversation.minutes.people.names.meant(name)
    if meant.person is not None:
        return meant.person
    if meant.people:
        raise Misused("plain.name-in-full", name=name, likely=_likely(meant))
    raise Misused("plain.no-such-person", name=name)


def _likely(meant: Meant) -> str:
    return ", ".join(person.name for person in meant.people)


def speaking(conversation: Conversation, found: Found) -> None:
    """Note who is speaking now."""
    if conversation.minutes.people.means_everyone(found["name"]):
        conversation.record(ev.SpeakerChosen(person=EVERYONE))
    else:
        conversation.record(ev.SpeakerChosen(person=_person(conversation, found).id))


def left(conversation: Conversation, found: Found) -> None:
    """Note that somebody left."""
    conversation.record(ev.PersonLeft(person=_person(conversation, found).id))


def here(conversation: Conversation, found: Found) -> None:
    """Note that somebody came in, or came back."""
    conversation.record(ev.PersonArrived(person=_person(conversation, found).id))


def add(conversation: Conversation, found: Found) -> None:
    """Put somebody on the list: a name, a role, and if need be whose view it is."""
    try:
        person = read_person(conversation.session.meeting, found["words"])
    except WhosePerspective:
        raise
    except Refusal as refusal:
        raise Unsure(refusal.code, **refusal.values) from refusal
    conversation.record(person)


def rename(conversation: Conversation, found: Found) -> None:
    """Put a person's name right."""
    person = on_the_list(conversation, found["name"])
    check_name(conversation.session.meeting, found["words"], person.id)
    conversation.record(ev.PersonChanged(person=person.id, name=found["words"]))


def role(conversation: Conversation, found: Found) -> None:
    """Put a person's role right."""
    person = on_the_list(conversation, found["name"])
    conversation.record(ev.PersonChanged(person=person.id, role=found["words"]))


def take_off(conversation: Conversation, found: Found) -> None:
    """Take somebody off the list who has said nothing."""
    conversation.record(ev.PersonRemoved(person=_person(conversation, found).id))
