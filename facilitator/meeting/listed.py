"""The people on the list, found by their names and roles as these are spelt: what is meant for certain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.spelling import Words, folded, unaccented

if TYPE_CHECKING:
    from facilitator.script.vocabulary import Vocabulary


class Listed:
    """The people of a meeting by their names and roles; `groups` are the roles that mean the same.

    `everyone` are the `others` in the order of the list, then the `child`, who may be missing.
    """

    def __init__(self, people: Mapping[str, Person], child: Child, vocabulary: Vocabulary) -> None:
        self.others = [person for person in people.values() if person.id != CHILD]
        self.child = people.get(CHILD)
        self.everyone = [*self.others, *([self.child] if self.child else [])]
        self._childs = [folded(name) for name in (child.called, child.full_name)]
        if self.child is not None:
            self._childs.insert(0, folded(self.child.name))
        self._vocabulary = vocabulary
        self._titles = vocabulary.title_words
        self.groups = vocabulary.roles_alike

    # By their names

    def names_of(self, person: Person) -> list[Words]:
        """Return the names by which a person may be called; the child has several."""
        return self._childs if person is self.child else [folded(person.name)]

    def exact(self, words: Words) -> list[Person]:
        """Return whose name this is in full; a name on the list comes before the child's other names."""
        for same in (lambda name: name == words, lambda name: unaccented(name) == unaccented(words)):
            found = [person for person in self.everyone if same(folded(person.name))]
            if found:
                return found
            if self.child and any(same(name) for name in self._childs):
                return [self.child]
        return []

    def part_of_name(self, words: Words) -> list[Person]:
        """Return the people whose name has all these words, with no other title."""
        found = []
        bare, title = self.bare(words), self.title(words)
        if not bare:
            return []
        for person in self.everyone:
            name = folded(person.name)
            there = {unaccented((word,)) for word in self.bare(name)}
            whole = self.title(name) == () and len(bare) == len(name)
            fits = not title or (person is not self.child and (self.title(name) == title or whole))
            if fits and all(unaccented((word,)) in there for word in bare):
                found.append(person)
        return found

    def bare(self, words: Words) -> Words:
        """Return the words of a name that are no title."""
        return tuple(word for word in words if (word,) not in self._titles)

    def title(self, words: Words) -> Words:
        """Return the title in a name, or nothing."""
        return next(((word,) for word in words if (word,) in self._titles), ())

    # By their roles

    def with_role(self, words: Words) -> list[Person]:
        """Return the people of just this role; "his mum" and "the SENCO" are one too."""
        role = self.bare_role(words)
        if not role:
            return []
        return [person for person in self.others if self._has_role(person, role)]

    def all_with_role(self, words: Words) -> list[Person]:
        """Return the people of just this role, and behind them those of a narrower one.

        "The teacher" may be the class teacher, too.
        """
        found, role = self.with_role(words), set(self.bare_role(words))
        narrower = [person for person in self.others if role < set(folded(person.role))]
        return [*found, *(person for person in narrower if person not in found)] if found else []

    def bare_role(self, words: Words) -> Words:
        """Return a role without what may stand before it: "the", "his", or the child's own name."""
        articles = self._vocabulary.articles
        while len(words) > 1 and (words[0] in articles or self._is_childs(words[0])):
            words = words[1:]
        return words

    def _is_childs(self, word: str) -> bool:
        return any(word == f"{name[0]}s" for name in self._childs if name)

    def _has_role(self, person: Person, role: Words) -> bool:
        same = next((group for group in self.groups if role in group), {role})
        whole = folded(person.role)
        parts = [] if self.is_role(whole) else [folded(part) for part in several(person.role)]
        return any(part in same for part in (folded(person.role), folded(person.name), *parts))

    def of_role(self, words: Words) -> list[Person]:
        """Return the people of a role, or of the view that it gives: any teacher is of the school's."""
        exact, role = self.with_role(words), self.bare_role(words)
        if exact or not self.is_role(role):
            return exact
        return [person for person in self.others if self._like_role(person, role)]

    def _like_role(self, person: Person, role: Words) -> bool:
        """Whether a person's role has a word of this one, or gives the same view."""
        shared = set(role) & {*folded(person.role), *folded(person.name)}
        return bool(shared) or person.perspective in self._vocabulary.views.get(role, [])

    def same_role(self, one: Words, other: Words) -> bool:
        """Whether two roles mean the same."""
        return one == other or any(one in group and other in group for group in self.groups)

    def is_role(self, words: Words) -> bool:
        """Whether words are a role that is known."""
        return words in self._vocabulary.views or any(words in group for group in self.groups)


def several(text: str) -> list[str]:
    """Return the names that "Mum, Mr Lacey and Dr Shah" holds, each for itself."""
    parts = re.split(r"[,;&+/]|\band\b", text, flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]
