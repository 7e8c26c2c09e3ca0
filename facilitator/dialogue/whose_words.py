"""Whose words those were, and whom a name means: asked wherever it is not certain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from facilitator.dialogue.requests import Add, Ask, Asked, ByHands, Option, Which
from facilitator.meeting import events as ev
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.people_by_name import several
from facilitator.meeting.typed_answer import WhosePerspective, read_person
from facilitator.meeting.who_is_speaking import WhoIsMeant
from facilitator.phrases.person import presence, role_beside
from facilitator.phrases.person import whose_view as whose
from facilitator.plan.people import ADULTS, EVERYONE, Perspective
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import explain, say
from facilitator.work.session import Session

_ADD, _AS_IT_IS, _EACH, _AGAIN = "add!", "as it is!", "each!", "again!"
"""Values no person has: an id holds no exclamation mark."""


# Picking somebody


def people_options(session: Session) -> list[Option]:
    """Return the people as options: those in the room first, then everyone together, then the others."""
    minutes = session.meeting.minutes
    here = [person for person in minutes.people.values() if minutes.people.in_room(person.id)]
    away = [person for person in minutes.people.values() if not minutes.people.in_room(person.id)]
    return [
        *(Option(person.id, person.name, role_beside(person.name, person.role)) for person in here),
        Option(EVERYONE, say("person.everyone")),
        *(Option(one.id, one.name, presence(here=False, apologies=one.apologies)) for one in away),
    ]


def somebody(session: Session, title: str, lead: str = "", *, at: int | None = 0) -> Asked[str | None]:
    """Return the id of the person whom the chair picks or names, or None; a new name is put on the list.

    It starts at the option `at`, or at none, so that an Enter too many picks nobody.
    """
    which = Which(
        partial(_person_named, session),
        say("dialogue.choose-name"),
        partial(_new_name, session),
        placeholder=say("dialogue.or-type-name"),
        by_itself=False,
    )
    picked = yield Ask(title, tuple(people_options(session)), lead, at=at, which=which)
    if isinstance(picked, Add):
        picked = yield from add(session, picked.name)
    return picked if isinstance(picked, str) else None


def _person_named(session: Session, text: str, *, alone: bool = False) -> str | None:
    """Return who is named by typed words, everyone together unless it is somebody `alone`."""
    people, name = session.meeting.minutes.people, text.rstrip(":").strip()
    if people.means_everyone(name) and not alone:
        return EVERYONE
    person = people.called(name)
    return person.id if person else None


def _new_name(session: Session, text: str) -> ByHands | None:
    """Return what offers to put a new name on the list; None for other words."""
    name = text.rstrip(":").strip()
    before = name.partition(",")[0].strip()
    meant = session.meeting.minutes.people.names.meant(before)
    if meant.people or not meant.may_be_name or len(several(before)) > 1:
        return None
    try:
        with suppress(WhosePerspective):  # it is asked once the name is put on the list
            read_person(session.meeting, name)
    except (Refusal, ValueError):
        return None
    return ByHands("dialogue.not-on-the-list", {"name": name})


# Who is meant


def who_is_meant(
    session: Session, refusal: WhoIsMeant, again: Callable[[], ev.Event] | None = None
) -> Asked[list[ev.Event]]:
    """Ask whose words these are, or whom a name means; returns the events of that, none for going back.

    `again` makes the event of the same words typed a second time, where they are no name.
    """
    sought = _Sought(session, refusal)
    picked = yield sought.ask()
    if picked == _AGAIN:
        as_typed = refusal.kept or (again() if again else None)
        return [as_typed] if as_typed else []
    if picked == _EACH:
        people = yield from sought.each()
        return [refusal.by(person) for person in people]
    if picked == _AS_IT_IS:
        if refusal.kept is not None and refusal.sought == "owner":
            return [refusal.kept]
        person = yield sought.ask_of_whole()
        return [refusal.by(person, as_typed=True)] if isinstance(person, str) else []
    if isinstance(picked, Add) or picked == _ADD:
        picked = yield from add(session, picked.name if isinstance(picked, Add) else refusal.name)
    return [refusal.by(picked)] if isinstance(picked, str) else []


class _Sought:
    """The people whom a name may mean, and how that is asked."""

    def __init__(self, session: Session, refusal: WhoIsMeant) -> None:
        self._session, self._refusal = session, refusal
        self._of_line, self._of_score = refusal.sought != "owner", refusal.sought == "score"
        self._names = several(refusal.name) if self._of_line else []

    @property
    def _minutes(self) -> Minutes:
        return self._session.meeting.minutes

    @property
    def _to_add(self) -> list[str]:
        """The names among several that nobody on the list has; none where one of them may be somebody."""
        unknown = [name for name in self._names if self._minutes.people.called(name) is None]
        return [] if any(self._minutes.people.names.meant(name).people for name in unknown) else unknown

    def ask(self) -> Ask:
        """Return the question who is meant, those first who are likely."""
        refusal = self._refusal
        options = [one for one in people_options(self._session) if not self._is_no_score(one)]
        first = [option for person in refusal.likely for option in options if option.value == person]
        options = [*first, *(option for option in options if option not in first)]
        if refusal.name and len(self._names) < 2:
            options.insert(len(first), Option(_ADD, say("dialogue.add-person", name=refusal.name)))
        elif refusal.both or self._to_add:
            options.insert(0, self._each())
        if refusal.name and not self._of_score:
            kept = "dialogue.just-words" if self._of_line else "dialogue.keep-name"
            options.append(Option(_AS_IT_IS, say(kept, name=refusal.name)))
        words = f"“{refusal.words}”"
        return self._ask(options, f"{refusal.name}: {words}" if refusal.name and self._of_line else words)

    def ask_of_whole(self) -> Ask:
        """Return the question who said all that was typed, with nobody likelier than others."""
        return self._ask(people_options(self._session), f"“{self._refusal.whole}”")

    def _each(self) -> Option:
        if not self._to_add:
            names = self._refusal.values["likely"]
            return Option(_EACH, say("dialogue.a-line-each", names=names), typed="each")
        names, add = ", ".join(self._names), ", ".join(self._to_add)
        return Option(_EACH, say("dialogue.add-and-a-line-each", names=names, add=add), typed="each")

    def each(self) -> Asked[list[str]]:
        """Put on the list whom a name for several people names newly, and return the ids of them all."""
        for name in self._to_add:
            if not (yield from add(self._session, name)):
                return []
        people = [self._minutes.people.called(name) for name in self._names]
        named = dict.fromkeys(person.id for person in people if person is not None)
        return list(named or self._refusal.both)

    def _is_no_score(self, option: Option) -> bool:
        return self._of_score and option.value == EVERYONE

    def _ask(self, options: list[Option], lead: str) -> Ask:
        asks = {"speaker": "who-said", "score": "whose-number", "owner": "who-is-meant"}[self._refusal.sought]
        which = Which(
            self._meant,
            say(f"dialogue.{asks}-first"),
            partial(_new_name, self._session),
            _AGAIN if self._refusal.name else None,
            placeholder=say("dialogue.or-type-name"),
            numbers=not self._of_score,  # there a number that is typed is a score
        )
        title = say(f"dialogue.{asks}-title", name=self._refusal.name)
        return Ask(title, tuple(options), lead, at=None, which=which, sentence=explain(self._refusal))

    def _meant(self, text: str) -> object:
        """Return who is named by typed words: everyone, one person, or the one who is likely after a yes."""
        yes = self._session.meeting.script.vocabulary.yes
        if len(self._refusal.likely) == 1 and text.rstrip(":").strip().casefold() in yes:
            return self._refusal.likely[0]
        return _person_named(self._session, text, alone=self._of_score)


# Adding


def add(session: Session, words: str) -> Asked[str | None]:
    """Put somebody on the list from "Ms Okafor, speech therapist"; returns the id, or None for going back."""
    try:
        event = read_person(session.meeting, words.strip().rstrip(":"))
    except WhosePerspective as refusal:
        return (yield from add_with_view(session, refusal))
    return (yield from _added(session, event))


def add_with_view(session: Session, refusal: WhosePerspective) -> Asked[str | None]:
    """Ask whose view somebody gives, and put them on the list; returns the id, or None."""
    view = yield from whose_view(explain(refusal))
    if view is None:
        return None
    event = ev.PersonAdded.model_validate(
        {"name": refusal.name, "perspective": view, "role": refusal.role, "present": refusal.present}
    )
    return (yield from _added(session, event))


def whose_view(title: str) -> Asked[Perspective | None]:
    """Ask whether somebody is family, from school, or from another service; returns that, or None."""
    words = {view: whose(view) for view in ADULTS}

    def meant(text: str) -> object:
        return next((view for view in ADULTS if words[view].casefold() == text.strip().casefold()), None)

    options = tuple(Option(view, words[view], typed=view) for view in ADULTS)
    which = Which(meant, say("dialogue.perspective-first"))
    view: Perspective | None = yield Ask(title, options, at=None, which=which, sentence=title)
    return view


def _added(session: Session, event: ev.PersonAdded) -> Asked[str | None]:
    before = set(session.meeting.minutes.people)
    yield event
    return next((person for person in session.meeting.minutes.people if person not in before), None)
