"""The people who are named in a form: one person each, whatever cells and reviews they speak in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Child, Person, Perspective
from facilitator.script.layouts import ACTIONS, REVIEW
from facilitator.word.answers.agreements import read_action
from facilitator.word.answers.answers import Answers
from facilitator.word.answers.fields import Language
from facilitator.word.answers.names import Named, Names, known_in_items
from facilitator.word.answers.phrasing import fold

_VIEWS: tuple[Perspective, ...] = ("practitioner", "school", "parent")
"""The order in which views say whose side a name is on: the practitioners' row asks for names."""


class Speakers:
    """Gives each name one id, the same in every review, with the role where any place says it."""

    def __init__(self, names: Names, children: Sequence[Child]) -> None:
        """Begin with the children of the plan; those of a group are named like anybody else."""
        self.names = names
        own, *others = children
        self._people = {fold(CHILD): Person(id=CHILD, name=own.called, perspective="child")}
        for child in others:
            self._people[fold(child.called)] = Person(id=child.id, name=child.called, perspective="child")
            names.learn(child.called, "child")

    def meet_those_of_views(self, answers: Answers, held: Collection[int]) -> None:
        """Learn who is named in the views of the reviews that were held, and on which side they are."""
        for perspective in _VIEWS:
            for period in sorted(held):
                for key in answers.keys(REVIEW, review=period):
                    if key.of != perspective:
                        continue
                    for text in answers.glance(key):
                        said = self.names.split(text, perspective)
                        if said:
                            self.id_of(said[0])

    def id_of(self, named: Named) -> str:
        """Return the id of somebody who is named, for every review the same."""
        if named.name in (CHILD, EVERYONE):
            return named.name
        key = fold(named.name)
        person = self._people.get(key)
        if person is None:
            person = Person(
                id=f"p{len(self._people)}",
                name=named.name,
                perspective=named.perspective or "school",
                role=named.role,
            )
            self.names.learn(person.name, person.perspective)
        elif named.role and not person.role:
            person = person.model_copy(update={"role": named.role})
        self._people[key] = person
        return person.id

    def nameless(self, perspective: Perspective) -> str:
        """Return the id of whoever spoke where the form names nobody."""
        return self.id_of(Named(self.names.of_nobody()[perspective], perspective=perspective))

    def people(self, ids: Collection[str]) -> list[Person]:
        """Return the people of some ids, the child first, then in the order in which they are named."""
        return [person for person in self._people.values() if person.id in ids]


def names_in(
    items: Iterable[Item], answers: Answers, held: Collection[int], language: Language
) -> dict[str, Perspective | None]:
    """Return the names of who does what, and in actions, folded; whose side they are on is not said."""
    names = known_in_items(items, language.form)
    for key in (key for period in held for key in answers.every_key(period)):
        box = language.boxes.of(key)
        if box and any(path.field == ACTIONS for path in (box.path, *box.also)):
            found = (read_action(text, language.layout) for text in answers.glance(key))
            names |= {fold(action.who): None for action in found if action and action.who}
    return names
