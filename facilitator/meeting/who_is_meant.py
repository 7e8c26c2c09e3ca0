"""Who is meant by a name or a role that somebody typed, and whether that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from facilitator.meeting.people_by_name import Listed, several
from facilitator.plan.people import Child, Person
from facilitator.plan.similar_names import Words, folded
from facilitator.script.vocabulary import Vocabulary

_MOST_WORDS = 8


class Meant(NamedTuple):
    """Whom a name means: the people it may be, likeliest first; `certain` where it is the first of them.

    `both` are the people that "Mum and Mr Lacey" names. `may_be_name` is false for ordinary words, such as
    "Maths", which name nobody; `by_view` is set where a word such as "school" tells only whose view it is.
    """

    people: tuple[Person, ...] = ()
    certain: bool = False
    both: tuple[Person, ...] = ()
    may_be_name: bool = True
    by_view: bool = False

    @property
    def person(self) -> Person | None:
        """The person who is meant, where that is certain."""
        return self.people[0] if self.certain else None


NOBODY = Meant(may_be_name=False)


class Names:
    """The people of a meeting, to be found by their names and roles."""

    def __init__(
        self, people: Mapping[str, Person], children: Sequence[Child], vocabulary: Vocabulary
    ) -> None:
        self._listed = Listed(people, children, vocabulary)
        self._vocabulary = vocabulary
        self._found: dict[str, Meant] = {}

    def meant(self, text: str) -> Meant:
        """Return whom a text means that stands where a name would."""
        if text not in self._found:  # the same is asked at every key
            self._found[text] = self._look_up(text)
        return self._found[text]

    def _look_up(self, text: str) -> Meant:
        words = folded(text)
        if not words or len(words) > _MOST_WORDS:
            return NOBODY
        exact = self._listed.exact(words) or self._listed.all_with_role(words)
        if exact:
            return Meant(tuple(exact), certain=len(exact) == 1)
        if len(parts := several(text)) > 1 and (both := self._both(parts)):
            return both
        if found := self._known(words, text):
            return found
        return self._nearly(words, text)

    def owners(self, who: str) -> list[Person]:
        """Return the people whom "Mum and Mr Lacey" names; none where one of them is not on the list."""
        whole = self.meant(who).person
        if whole is not None:
            return [whole]
        found = [self.meant(part).person for part in several(who)]
        known = {person.id: person for person in found if person}
        return list(known.values()) if None not in found else []

    def first_unclear(self, who: str) -> str:
        """Return the first of several names that may be somebody and is not certain, or all of the words."""
        meant = {part: self.meant(part) for part in several(who)}
        unclear = (part for part, one in meant.items() if one.people and not one.certain)
        return next(unclear, who.strip()) if any(one.certain for one in meant.values()) else who.strip()

    def _known(self, words: Words, text: str) -> Meant | None:
        """Return who is meant by a role, by a part of a name, or by a name and a role together."""
        part = self._listed.part_of_name(words)
        others = [person for person in self._listed.everyone if part and person not in part]
        part += [person for person in others if self._listed.is_near(person, words)]
        for found in (self._listed.with_role(words), part, self._name_and_role(words, text)):
            if found:
                return Meant(tuple(found), certain=len(found) == 1)
        return None

    def _name_and_role(self, words: Words, text: str) -> list[Person]:
        """Return who is meant by "Mrs H, the SENCO", "Mr Lacey (class teacher)" or "Mum Jo"."""
        cuts = [(words[:at], words[at:]) for at in range(1, len(words))]
        cuts.sort(key=lambda cut: folded(text.split(",", 1)[0]) != cut[0])
        for first, second in cuts:
            for name, role in ((first, second), (second, first)):
                if self._listed.is_role(name) and not self._listed.same_role(name, role):
                    continue  # "Mum and Dad" are two
                of_role = self._listed.of_role(role)
                by_name = (
                    self._listed.exact(name)
                    or self._listed.part_of_name(name)
                    or self._listed.abbreviated(name, "")
                )
                found = [person for person in by_name if person in of_role]
                if found:
                    return found
        return []

    def _both(self, parts: Sequence[str]) -> Meant | None:
        """Return the several people whom "Mum and Mr Lacey" names; None where none of them is known."""
        if any(word in self._vocabulary.pronouns for part in parts for word in folded(part)):
            return NOBODY  # "Me and Mum" are somebody's words
        meant = [self._single(part) for part in parts]
        if self._one_and_role(parts):
            return None
        certain = {one.person.id: one.person for one in meant if one.person}
        if not certain or not all(one.may_be_name for one in meant):
            return None
        people = {person.id: person for one in meant for person in one.people}
        return Meant(
            tuple(people.values()), both=tuple(certain.values()) if len(certain) == len(parts) else ()
        )

    def _single(self, part: str) -> Meant:
        words = folded(part)
        if not words:  # a dash between commas
            return NOBODY
        exact = self._listed.exact(words)
        if exact:
            return Meant(tuple(exact), certain=len(exact) == 1)
        return self._known(words, part) or self._nearly(words, part)

    def _one_and_role(self, parts: Sequence[str]) -> bool:
        """Whether two parts are one person with a role, as in "Mrs Holroyd, the SENCO"."""
        return len(parts) == 2 and bool(self._name_and_role(folded(" ".join(parts)), ", ".join(parts)))

    def _nearly(self, words: Words, text: str) -> Meant:
        """Return the people whom a text may mean, or NOBODY for ordinary words."""
        a_thing = words in self._vocabulary.thing_words and len(words[0]) > 1  # a letter may be a first one
        if a_thing or any(word in self._vocabulary.pronouns for word in words):
            return NOBODY
        near = [person for person in self._listed.everyone if self._listed.is_near(person, words)]
        near.sort(key=lambda person: -len(set(words) & set(folded(person.name))))
        near += [person for person in self._listed.abbreviated(words, text) if person not in near]
        near += [person for person in self._listed.named_in(words, text) if person not in near]
        role = self._listed.bare_role(words)
        if self._listed.is_role(role):
            of_role = [person for person in self._listed.others if set(role) & {*folded(person.role)}]
            of_view = [person for person in self._listed.others if (person.perspective,) == role]
            people = {person.id: person for person in (*near, *of_role, *of_view)}
            return Meant(tuple(people.values()), by_view=not near and not of_role)
        near += [
            person
            for person in self._listed.others
            if self._listed.slip_in_role(person, role) and person not in near
        ]
        if near or self._listed.begins_with_title(words):
            return Meant(tuple(near))
        return Meant() if self._listed.looks_like_name(words, text) else NOBODY


def together(people: Iterable[Person]) -> str:
    """Return the names of an action's owners as one."""
    return " and ".join(person.name for person in people)
