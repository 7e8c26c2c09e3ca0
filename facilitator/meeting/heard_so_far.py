"""Who has been heard so far, for the chair to look at: lines, by person and by perspective."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.meeting.minutes import Minutes
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Person, Perspective


@dataclass(frozen=True)
class Heard:
    """How often each person was heard in the room, most often first; `share` is the child's, 0 to 1."""

    people: list[tuple[Person, int]]
    perspectives: dict[Perspective, int]
    share: float | None

    @property
    def child(self) -> int:
        """How often the child was heard."""
        return self.perspectives["child"]


def kindly(count: Heard, say: Callable[..., str]) -> str:
    """Return who was heard and how often in a sentence; where others were heard more, ask for the child.

    `say` looks words up in the catalogue.
    """
    spoke = [(person, number) for person, number in count.people if number or person.id == CHILD]
    if not any(number for _, number in spoke):
        return say("meeting.heard-nobody")
    each = [
        say("meeting.heard-one", name=person.name, count=number)
        if number
        else say("meeting.heard-none", name=person.name)
        for person, number in spoke
    ]
    first, last = ", ".join(each[:-1]), each[-1]
    words = say("meeting.heard", people=f"{first}{say('meeting.heard-and')}{last}" if first else last)
    child = next((person for person, _ in spoke if person.id == CHILD), None)
    if child is None or all(number <= count.child for _, number in spoke):
        return words
    return f"{words} {say('meeting.heard-child-next', name=child.name)}"


def heard(minutes: Minutes) -> Heard:
    """Count what was said in the meeting; words sent in before, and what all agreed, are nobody's turn.

    People in the room who have said nothing are counted with none. `share` is None before anything was said.
    """
    count = {person.id: 0 for person in minutes.people.present()}
    for said in minutes.said.values():
        entry = said.entry
        if entry.manner.when == "in_meeting" and entry.by != EVERYONE:
            count[entry.by] = count.get(entry.by, 0) + 1
    people = [(minutes.people[person], number) for person, number in count.items()]
    by_view = {
        view: sum(number for person, number in people if person.perspective == view) for view in PERSPECTIVES
    }
    total = sum(by_view.values())
    share = count.get(CHILD, 0) / total if total else None
    return Heard(sorted(people, key=lambda one: -one[1]), by_view, share)
