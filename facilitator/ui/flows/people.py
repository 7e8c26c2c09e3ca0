"""Who is here, who is speaking, and whose words those were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting import events as ev
from facilitator.meeting.typed import WhosePerspective, check_name, read_person
from facilitator.phrases.person import presence, role_beside, whose_view
from facilitator.plan.people import CHILD, EVERYONE, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.script.words import explain, say
from facilitator.ui.drawing.options import person_choice
from facilitator.ui.flows.asking import ask, ask_or_type, ask_which, session_of
from facilitator.ui.screens.ask import Ask, AskWhich, Typed
from facilitator.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from facilitator.meeting.speakers import WhoIsMeant
    from facilitator.plan.people import Person
    from facilitator.ui.screens.meeting_keys import MeetingKeys
    from facilitator.work.session import Session

_ADD, _AS_IT_IS, _EACH = "add!", "as it is!", "each!"
"""Values no person has: an id holds no exclamation mark."""


# Whose words those were


def people_choices(session: Session) -> list[Choice]:
    """Return the people as options: those in the room first, then everyone together, then the others."""
    minutes = session.meeting.minutes
    here = [person for person in minutes.people.values() if minutes.people.in_room(person.id)]
    away = [person for person in minutes.people.values() if not minutes.people.in_room(person.id)]
    return [
        *(Choice(person.id, person.name, role_beside(person.name, person.role)) for person in here),
        Choice(EVERYONE, say("person.everyone")),
        *(Choice(one.id, one.name, presence(here=False, apologies=one.apologies)) for one in away),
    ]


async def choose_person(screen: MeetingKeys, title: str, lead: str = "", *, at: int | None = 0) -> str | None:
    """Return the id of the person whom the chair picks, or None."""
    picked = await ask(screen, title, people_choices(session_of(screen)), lead=lead, at=at)
    return picked if isinstance(picked, str) else None


async def who_is_meant(screen: MeetingKeys, refusal: WhoIsMeant) -> list[ev.Event]:
    """Ask whose words these are, or whom a name means; return the events of that, none for going back.

    None either where whoever was picked cannot say this: why is told then.
    """
    try:
        return await _events_meant(screen, refusal)
    except Refusal as refused:
        screen.say(explain(refused))
    except ValueError:
        screen.say(say("screen.too-long"))
    return []


async def _events_meant(screen: MeetingKeys, refusal: WhoIsMeant) -> list[ev.Event]:
    picked = await ask_which(screen, _who_page(session_of(screen), refusal))
    if picked == _ADD:
        picked = await add_person(screen, refusal.name)
    if picked == _EACH:
        return [refusal.by(person) for person in refusal.both]
    if picked == _AS_IT_IS:
        return await _as_typed(screen, refusal)
    return [refusal.by(picked)] if isinstance(picked, str) else []


async def _as_typed(screen: MeetingKeys, refusal: WhoIsMeant) -> list[ev.Event]:
    """Keep what was typed as it is: words still need a speaker, and the pointer stands at none."""
    if refusal.kept is not None and refusal.sought == "owner":
        return [refusal.kept]
    page = _people_page(session_of(screen), refusal, people_choices(session_of(screen)), f"“{refusal.whole}”")
    person = await ask_which(screen, page)
    return [refusal.by(person, as_typed=True)] if isinstance(person, str) else []


def _who_page(session: Session, refusal: WhoIsMeant) -> AskWhich:
    """Return the page that asks who is meant, those first who are likely."""
    of_line, of_score = refusal.sought != "owner", refusal.sought == "score"
    choices = [one for one in people_choices(session) if not (of_score and one.value == EVERYONE)]
    first = [choice for person in refusal.likely for choice in choices if choice.value == person]
    choices = [*first, *(choice for choice in choices if choice not in first)]
    if refusal.both:
        choices.insert(0, Choice(_EACH, say("screen.a-line-each", names=refusal.values["likely"])))
    if refusal.name:
        if not refusal.both:
            add = Choice(_ADD, say("screen.add-person", name=refusal.name))
            choices.insert(len(first), add)
        if not of_score:
            kept = "screen.just-words" if of_line else "screen.keep-name"
            choices.append(Choice(_AS_IT_IS, say(kept, name=refusal.name)))
    lead = f"{refusal.name}: “{refusal.words}”" if refusal.name and of_line else f"“{refusal.words}”"
    return _people_page(session, refusal, choices, lead)


def _people_page(session: Session, refusal: WhoIsMeant, choices: list[Choice], lead: str) -> AskWhich:
    """Return a page of people; a name on the list may be typed, too."""
    minutes = session.meeting.minutes
    asks = {"speaker": "who-said", "score": "whose-number", "owner": "who-is-meant"}[refusal.sought]

    def meant(text: str) -> object:
        if minutes.people.means_everyone(text) and refusal.sought != "score":
            return EVERYONE
        person = minutes.people.called(text)
        return person.id if person else None

    return AskWhich(
        say(f"screen.{asks}-title", name=refusal.name),
        choices,
        meant,
        lead=lead,
        placeholder=say("screen.or-type-name"),
        not_meant=say(f"screen.{asks}-first"),
    )


# Adding


async def add_person(screen: MeetingKeys, text: str) -> str | None:
    """Put somebody on the list from "Ms Okafor, speech therapist", and return the id, or None."""
    try:
        event = read_person(session_of(screen).meeting, text)
    except WhosePerspective as refusal:
        return await add_with_perspective(screen, refusal)
    except Refusal as refusal:
        screen.say(explain(refusal))
        return None
    except ValueError:
        screen.say(say("screen.too-long"))
        return None
    return _added(screen, event)


async def add_with_perspective(screen: MeetingKeys, refusal: WhosePerspective) -> str | None:
    """Ask whose view somebody gives, and put them on the list."""
    perspective = await ask_perspective(screen, explain(refusal))
    if perspective is None:
        return None
    event = ev.PersonAdded(
        name=refusal.name, perspective=perspective, role=refusal.role, present=refusal.present
    )
    return _added(screen, event)


async def ask_perspective(screen: MeetingKeys, title: str) -> Perspective | None:
    """Ask whether somebody is family, from school, or from another service."""
    wanted: tuple[Perspective, ...] = ("parent", "school", "practitioner")
    words = {one: whose_view(one) for one in wanted}

    def meant(text: str) -> object:
        return next((one for one in wanted if words[one].casefold() == text.strip().casefold()), None)

    page = AskWhich(
        title,
        [Choice(one, words[one]) for one in wanted],
        meant,
        lead="",
        placeholder="",
        not_meant=say("screen.perspective-first"),
    )
    picked = await ask_which(screen, page)
    return next((one for one in wanted if one == picked), None)


def _added(screen: MeetingKeys, event: ev.PersonAdded) -> str | None:
    before = set(session_of(screen).meeting.minutes.people)
    if screen.take(event) is None:
        return None
    return next(
        (person for person in session_of(screen).meeting.minutes.people if person not in before), None
    )


# The list


async def see_people(screen: MeetingKeys) -> None:
    """Show the people; Enter on one offers what can be changed, and a name that is typed is added."""
    at, notice, refused = 0, "", ""
    while True:
        session = session_of(screen)
        choices = [person_choice(session, person) for person in session.meeting.minutes.people.values()]
        typed = Typed(refused, placeholder=say("screen.type-people"))
        page = Ask(
            say("screen.people-title"), choices, typed=typed, at=None if refused else at, notice=notice
        )
        picked = await ask_or_type(screen, page)
        if picked is None:
            return
        screen.say("")
        refused = ""
        if isinstance(picked, str):
            refused = "" if await add_person(screen, picked) else picked
            at = len(session.meeting.minutes.people) - 1
        elif isinstance(picked, tuple):
            at = [choice.value for choice in choices].index(picked)
            await person_menu(screen, picked[1])
        notice = screen.noticed


async def person_menu(screen: MeetingKeys, person_id: str) -> None:
    """Offer what can be changed about a person, and do it."""
    session = session_of(screen)
    minutes = session.meeting.minutes
    person = minutes.people[person_id]
    here = minutes.people.in_room(person_id)
    moves: list[tuple[str, ev.Event | str]] = [
        ("person-left", ev.PersonLeft(person=person_id))
        if here
        else ("person-arrived", ev.PersonArrived(person=person_id))
    ]
    moves.append(("person-speaking", ev.SpeakerChosen(person=person_id)))
    if person_id != CHILD:
        moves += [("person-name", "name"), ("person-role", "role"), ("person-perspective", "perspective")]
        moves.append(("person-remove", ev.PersonRemoved(person=person_id)))
    choices = [Choice(move, say(f"screen.{words}", name=person.name)) for words, move in moves]
    picked = await ask(screen, person.name, choices)
    if isinstance(picked, str):
        await _change(screen, person, picked)
    elif isinstance(picked, ev.Happening):
        screen.take(picked)  # type: ignore[arg-type]


async def _change(screen: MeetingKeys, person: Person, part: str) -> None:
    if part == "perspective":
        perspective = await ask_perspective(screen, say("typed.which-perspective", name=person.name))
        if perspective:
            screen.take(ev.PersonChanged(person=person.id, perspective=perspective))
        return
    before = person.name if part == "name" else person.role
    page = Ask(say(f"screen.person-{part}", name=person.name), typed=Typed(before))
    given = await ask_or_type(screen, page)
    if isinstance(given, str):
        try:
            if part == "name":
                check_name(session_of(screen).meeting, given.strip(), person.id)
            event = ev.PersonChanged.model_validate({"person": person.id, part: given})
        except Refusal as refusal:
            screen.say(explain(refusal))
        except ValueError:
            screen.say(say("screen.too-long"))
        else:
            screen.take(event)


async def choose_speaker(screen: MeetingKeys) -> None:
    """Say who is speaking from now on at this question."""
    person = await choose_person(screen, say("screen.speaker-title"))
    if person is not None:
        screen.take(ev.SpeakerChosen(person=person))
