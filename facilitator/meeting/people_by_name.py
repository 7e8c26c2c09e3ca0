"""The people on the list, found by their names and roles: as these are spelt, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.similar_names import Words, alike, folded, unaccented
from facilitator.script.reading_grade import is_common_word
from facilitator.script.vocabulary import Vocabulary

_PARTS = re.compile(r"[,;:.()\[\]/]")


class Listed:
    """The people of a meeting by their names and roles; `groups` are the roles that mean the same.

    `everyone` are the `others` in the order of the list, then the `child`, who may be missing.
    """

    def __init__(
        self, people: Mapping[str, Person], children: Sequence[Child], vocabulary: Vocabulary
    ) -> None:
        self.others = [person for person in people.values() if person.id != CHILD]
        self.child = people.get(CHILD)
        self.everyone = [*self.others, *([self.child] if self.child else [])]
        self._of_children = {
            child.id: [folded(name) for name in (child.on_record, child.called, child.full_name)]
            for child in children
        }
        self._childs = self._of_children[children[0].id] if self.child is None else self.names_of(self.child)
        self._vocabulary = vocabulary
        self._titles = vocabulary.title_words
        self.groups = vocabulary.roles_alike

    # By their names

    def names_of(self, person: Person) -> list[Words]:
        """Return the names by which a person may be called; a child has several."""
        return [folded(person.name), *self._of_children.get(person.id, ())]

    def exact(self, words: Words) -> list[Person]:
        """Return whose name this is in full; a name on the list comes before the child's other names."""
        for same in (lambda name: name == words, lambda name: unaccented(name) == unaccented(words)):
            found = [person for person in self.everyone if same(folded(person.name))]
            if found:
                return found
            found = [person for person in self.everyone if any(map(same, self.names_of(person)))]
            if found:
                return found
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

    # By what comes near to a name or a role, or looks like one

    def is_near(self, person: Person, words: Words) -> bool:
        """Whether words are a person's name but for a slip, or begin it."""
        bare = self.bare(words)
        if not bare:
            return self.title(words) == self.title(folded(person.name)) != ()
        if all((word,) in self._vocabulary.thing_words for word in bare):
            return False
        for name in self.names_of(person):
            known = self.bare(name)
            joined = alike(unaccented(bare), unaccented(known))
            each = [any(_is_meant(unaccented((word,)), unaccented((one,))) for one in known) for word in bare]
            titled = self.begins_with_title(words) or len(bare) == 1
            if joined or all(each) or (any(each) and titled):
                return True
        return False

    def named_in(self, words: Words, text: str) -> list[Person]:
        """Return who is named at the beginning, or between commas or brackets: "Mum (by phone)", "Mum adds".

        What begins with the child's name is mostly about the child, unless somebody else is named, too.
        """
        found = [person for part in _PARTS.split(text) for person in self.exact(folded(part))]
        for person in self.everyone:
            name, rest = folded(person.name), words[len(folded(person.name)) :]
            others = (one for one in self.others if one is not person)
            with_other = any(set(self.bare(folded(one.name))) & set(rest) for one in others)
            if name and words[: len(name)] == name and (person is not self.child or with_other):
                found.append(person)
        return list({person.id: person for person in found}.values()) if len(words) > 1 else []

    def abbreviated(self, words: Words, text: str) -> list[Person]:
        """Return the people whose name this shortens: "Mrs H", "Mr L.", "MH".

        With `text`, what was typed in full, also those with another title, and one letter alone.
        """
        bare, title = self.bare(words), self.title(words)
        begun = len(bare) == 1 and (bare[0] in self._vocabulary.articles or not self._is_common(bare[0]))
        loosely = bool(text) and (bool(title) or begun)
        found = []
        for person in self.everyone:
            name = folded(person.name)
            titled = title == self.title(name) and (bool(title) or len(bare) > 1)
            short = (titled or loosely) and self._is_short_for(bare, self.bare(name))
            if short or self._are_initials(words, name):
                found.append(person)
        return sorted(found, key=lambda person: title != self.title(folded(person.name)))

    def _is_short_for(self, bare: Words, known: Words) -> bool:
        places = range(len(known) - len(bare) + 1)
        begins = any(all(map(_shortens, bare, known[start : start + len(bare)])) for start in places)
        return bool(bare) and begins and any(len(word) <= 2 for word in bare)

    def _are_initials(self, words: Words, name: Words) -> bool:
        initials = ["".join(word[0] for word in one) for one in (name, self.bare(name))]
        return len(words) == 1 and len(words[0]) > 1 and words[0] in initials

    def _is_common(self, word: str) -> bool:
        return (word,) not in self._vocabulary.name_words and is_common_word(word)

    def slip_in_role(self, person: Person, role: Words) -> bool:
        """Whether a role is a person's but for a slip, as in "Sencoo"."""
        there = folded(person.role)
        same = {there, *(one for group in self.groups if there in group for one in group)}
        written = unaccented(role)
        return len(written) > 3 and any(alike(written, unaccented(one)) for one in same if one)

    def begins_with_title(self, words: Words) -> bool:
        """Whether words are a name with a title, as in "Mrs Shah"."""
        return words[:1] in self._titles and 1 <= len(words) <= 4

    def looks_like_name(self, words: Words, text: str) -> bool:
        """Whether words look like a name that is new: few, each with a capital, and no ordinary ones."""
        written = [word for word in re.split(r"[\s\-]+", text.strip()) if word]
        if len(written) > 3 or any(letter.isdecimal() for letter in text):
            return False
        joining = self._vocabulary.joining
        capitals = all((word[:1].isalpha() and not word[:1].islower()) or word in joining for word in written)
        ordinary = all((word,) in self._vocabulary.thing_words or self._is_common(word) for word in words)
        return capitals and written[0][:1].isalpha() and not ordinary


def several(text: str) -> list[str]:
    """Return the names that "Mum, Mr Lacey and Dr Shah" holds, each for itself."""
    parts = re.split(r"[,;&+/]|\band\b", text, flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]


def _is_meant(word: str, name: str) -> bool:
    """Whether a word may be meant for a name: with a slip in it, or only begun."""
    return alike(word, name) or (len(word) > 2 and name.startswith(word))


def _shortens(word: str, name: str) -> bool:
    short, whole = unaccented((word,)), unaccented((name,))
    return short == whole or (len(short) <= 2 and whole.startswith(short))
