"""The options of a question as the screen offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.meeting.typed import same_number
from facilitator.plan.people import CHILD
from facilitator.script.words import say
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.plan.people import Person
    from facilitator.session import Session

ONLY_CHOOSING = ("choice", "period", "outcome", "agree")
"""Kinds of answer that are picked and never typed."""


def choices_of(session: Session, question: Question) -> tuple[list[Choice], int | None]:
    """Return the options, and where the pointer stands at first.

    That is what was chosen before, or the number that everyone showed; else nowhere, so that an Enter too
    many answers nothing.
    """
    if question.answer in ("choice", "period", "outcome"):
        return _set_answers(session, question)
    if question.answer == "agree":
        return _agree(session, question)
    if question.answer == "several":
        return _several(question), None
    if question.answers:
        return [Choice(("text", answer), answer) for answer in question.answers], None
    if question.answer == "scores":
        return _scores(session, question), None
    if question.answer == "people":
        return [person_choice(session, person) for person in session.meeting.minutes.people.values()], None
    if question.part in ("who", "confirm_who"):
        people = session.meeting.minutes.present()
        return [Choice(("text", person.name), person.name) for person in people], None
    return [], None


def _set_answers(session: Session, question: Question) -> tuple[list[Choice], int | None]:
    child_here = session.meeting.minutes.in_room(CHILD)
    choices = []
    for option in question.options:
        child = option.child if child_here or question.child_first else ""
        first, second = (child, option.adult) if question.child_first and child else (option.adult, child)
        chosen = option.id == question.chosen
        choices.append(Choice(("option", option.id), first, second if second != first else "", chosen=chosen))
    ids = [option.id for option in question.options]
    at = question.chosen or question.proposed
    return numbered(choices), ids.index(at) if at in ids else None


def _several(question: Question) -> list[Choice]:
    """Return the options of a question that takes several; one that is picked is ticked or let go."""
    return [
        Choice(("tick", option.id), f"{number}. {option.adult}", chosen=option.id in question.ticked)
        for number, option in enumerate(question.options, start=1)
    ]


def _agree(session: Session, question: Question) -> tuple[list[Choice], int | None]:
    scale, minutes = session.meeting.script.format.scale, session.meeting.minutes
    settled = minutes.settled.get(question.key, 0)
    child_here = minutes.in_room(CHILD)
    choices = [
        Choice(
            ("text", str(point.number)),
            point.adult,
            point.child if child_here else "",
            key=str(point.number),
            chosen=settled == point.number,
        )
        for point in scale.points
    ]
    not_agreed = Choice(("text", "n"), say("screen.not-agreed"), key="n", chosen=settled is None)
    same = same_number(session.meeting, question.key.parts[0]) if question.key.parts else None
    return [*choices, not_agreed], (same - scale.lowest) if same is not None else None


def _scores(session: Session, question: Question) -> list[Choice]:
    """Return the child's faces; adults say a number, and what the numbers mean stands with the answers."""
    if not question.asks:
        return []
    scale, minutes = session.meeting.script.format.scale, session.meeting.minutes
    dont_know = Choice(("score", None), say("screen.dont-know"))
    if question.asks == minutes.people[CHILD].name and scale.faces:
        faces = [Choice(("score", face.word), f"{face.drawing}  {face.word}") for face in scale.faces]
        return [*faces, dont_know]
    return []


def person_choice(session: Session, person: Person) -> Choice:
    """Return a person of the list: the name, what they do, and whether they are here."""
    minutes = session.meeting.minutes
    here = say("screen.here") if minutes.in_room(person.id) else say("screen.not-here")
    speaking = f", {say('screen.speaking')}" if minutes.speaker == person.id else ""
    role = person.role or say(f"screen.perspective-{person.perspective}")
    name = person.name if role.casefold() == person.name.casefold() else f"{person.name}, {role}"
    return Choice(("person", person.id), name, f"{here}{speaking}", chosen=minutes.in_room(person.id))
