"""What people said as the lines of a box: whoever has a name is named, and no words read as another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, EVERYONE, Contact, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.script.words import say
from facilitator.word.answers.boxes import Box
from facilitator.word.answers.fields import Language
from facilitator.word.answers.names import Names
from facilitator.word.answers.phrasing import filled, to_lines


class Sayings:
    """Puts statements into words, for one child's plan in one layout.

    The child needs no name in the child's own boxes, and everybody together none. Words that would else be
    taken for a name get the name of who said them in front: `wary` knows every name of the plan.
    """

    def __init__(self, plan: Plan, language: Language, names: Names, wary: Names) -> None:
        self._plan, self._phrases = plan, language.phrases
        self.names, self._wary = names, wary

    def lines(self, box: Box, entries: Sequence[Entry], people: Iterable[Person | Contact]) -> list[str]:
        """Return the lines of a box for the views of one side, or of whoever said something."""
        known = {person.id: as_person(person) for person in people}
        known.setdefault(CHILD, Person(id=CHILD, name=self._plan.child.called, perspective="child"))
        side = box.says.of
        if not side:
            return [line for one in entries for line in to_lines(self.shared(one, known))]
        mine = [one for one in entries if one.by in known and known[one.by].perspective == side]
        return [line for at, one in enumerate(mine) for line in to_lines(self._view(one, mine[:at], known))]

    def _view(self, said: Entry, before: Sequence[Entry], people: dict[str, Person]) -> str:
        person, phrases = people[said.by], self._phrases
        if person.perspective != "child":
            nobody = person.name == self.names.of_nobody()[person.perspective]
            first = all(one.by == said.by for one in before)
            if nobody and first and not self._wary.split(said.text, person.perspective):
                return said.text
            name = self.names.written(person, person.perspective)
            return filled(phrases.said_by, name=name, text=said.text)
        if is_said_for(said):
            helper = self.names.written(people[said.manner.helper or ""])
            return filled(phrases.said_for, helper=helper, name=self._plan.child.called, text=said.text)
        if self._wary.said_for_child(said.text) or self._wary.split(said.text, "child"):
            return filled(phrases.said_by, name=self._plan.child.called, text=said.text)
        return said.text

    def shared(
        self, said: Entry, people: dict[str, Person], reads: Callable[[str], bool] | None = None
    ) -> str:
        """Return words of a box that is nobody's own; `reads` = whether it takes them for more than words."""
        if said.by != EVERYONE:
            name = self.names.written(people[said.by]) if said.by in people else said.by
        elif self._wary.split(said.text) or (reads and reads(said.text)):
            name = say("word.everyone")
        else:
            return said.text
        return filled(self._phrases.said_by, name=name, text=said.text)


def as_person(one: Person | Contact) -> Person:
    """Return somebody who belongs to the plan as one who speaks."""
    if isinstance(one, Person):
        return one
    side: Perspective = one.perspective or "school"
    return Person(id=one.id, name=one.name, perspective=side, role=one.role)


def is_said_for(said: Entry) -> bool:
    """Whether a child's words are another person's, who said them for the child."""
    return said.manner.how == "said_for" and said.manner.helper not in (None, CHILD, EVERYONE)
