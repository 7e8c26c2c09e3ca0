"""The people of a meeting: who is on the list, who is in the room, and whom a name means."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.meeting import who_is_meant
from facilitator.plan.people import ADULTS, EVERYONE, PERSPECTIVES, Child, Person, Perspective, Presence
from facilitator.plan.similar_names import folded
from facilitator.script.vocabulary import Vocabulary


class Attendance(dict[str, Person]):
    """The people by their ids, in the order of the list; those who have left stay on it."""

    def __init__(self, people: list[Person], children: Sequence[Child], vocabulary: Vocabulary) -> None:
        super().__init__({person.id: person for person in people})
        self._children, self._vocabulary = children, vocabulary
        self._names: tuple[tuple[Person, ...], who_is_meant.Names] | None = None

    def in_room(self, person_id: str) -> bool:
        """Whether a person is in the room now."""
        person = self.get(person_id)
        return bool(person and person.present and person.present[-1].left is None)

    def present(self, perspective: str | None = None) -> list[Person]:
        """Return the people who are in the room now, all or those of a perspective, in order of the list."""
        return [
            person
            for person in self.values()
            if self.in_room(person.id) and perspective in (None, person.perspective)
        ]

    def put_to(self, to: str) -> list[Person]:
        """Return the people in the room to whom a question is put, in order of the list."""
        wanted = {"everyone": PERSPECTIVES, "adults": ADULTS}.get(to, (to,))
        return [person for person in self.present() if person.perspective in wanted]

    def perspective_of(self, speaker: str) -> Perspective | None:
        """Return whose view a speaker gives; None for words that the room agreed together."""
        return None if speaker == EVERYONE else self[speaker].perspective

    def name_of(self, person_id: str) -> str | None:
        """Return the name of a person, or None for one who is not on the list: a group has no one child."""
        return self[person_id].name if person_id in self else None

    # By what they are called

    @property
    def names(self) -> who_is_meant.Names:
        """The names and roles of the people as they are now."""
        people = tuple(self.values())
        if self._names is None or self._names[0] != people:
            self._names = people, who_is_meant.Names(dict(self), self._children, self._vocabulary)
        return self._names[1]

    def called(self, name: str) -> Person | None:
        """Return the person whom a typed name means, or None where it could be nobody or several."""
        return self.names.meant(name).person

    def means_everyone(self, who: str) -> bool:
        """Whether a typed name means the room together."""
        return folded(who) in self._vocabulary.everyone_words

    # Changes

    def change(self, person_id: str, **given: object) -> None:
        """Put parts of a person right."""
        self[person_id] = self[person_id].model_copy(update=given)

    def come(self, person_id: str, segment: str | None) -> None:
        """Note that somebody came in, in a segment (None: before the start)."""
        self.change(person_id, present=[*self[person_id].present, Presence(arrived=segment)])

    def leave(self, person_id: str, segment: str | None) -> None:
        """Note that somebody left; one who goes before the start (None) was not there at all."""
        stretches = self[person_id].present
        last = [stretches[-1].model_copy(update={"left": segment})]
        self.change(person_id, present=[] if segment is None else [*stretches[:-1], *last])
