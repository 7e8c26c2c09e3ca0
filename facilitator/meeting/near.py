"""Whom a text may mean that is no name or role as it stands on the list: slips, shortened names, new ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.plan.spelling import Words, alike, folded, unaccented
from facilitator.script.reading import is_common_word

if TYPE_CHECKING:
    from facilitator.meeting.listed import Listed
    from facilitator.plan.people import Person
    from facilitator.script.vocabulary import Vocabulary

_PARTS = re.compile(r"[,;:.()\[\]/]")


class Near:
    """What comes near to the names and roles on the list, or looks like a name."""

    def __init__(self, listed: Listed, vocabulary: Vocabulary) -> None:
        self._listed = listed
        self._vocabulary = vocabulary
        self._titles, self._things = vocabulary.title_words, vocabulary.thing_words

    def is_near(self, person: Person, words: Words) -> bool:
        """Whether words are a person's name but for a slip, or begin it."""
        bare = self._listed.bare(words)
        if not bare:
            return self._listed.title(words) == self._listed.title(folded(person.name)) != ()
        if all((word,) in self._things for word in bare):
            return False
        for name in self._listed.names_of(person):
            known = self._listed.bare(name)
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
        found = [person for part in _PARTS.split(text) for person in self._listed.exact(folded(part))]
        for person in self._listed.everyone:
            name, rest = folded(person.name), words[len(folded(person.name)) :]
            others = (one for one in self._listed.others if one is not person)
            with_other = any(set(self._listed.bare(folded(one.name))) & set(rest) for one in others)
            if name and words[: len(name)] == name and (person is not self._listed.child or with_other):
                found.append(person)
        return list({person.id: person for person in found}.values()) if len(words) > 1 else []

    def abbreviated(self, words: Words, text: str) -> list[Person]:
        """Return the people whose name this shortens: "Mrs H", "Mr L.", "MH".

        With `text`, what was typed in full, also those with another title, and one letter alone.
        """
        bare, title = self._listed.bare(words), self._listed.title(words)
        begun = len(bare) == 1 and (bare[0] in self._vocabulary.articles or not self._is_common(bare[0]))
        loosely = bool(text) and (bool(title) or begun)
        found = []
        for person in self._listed.everyone:
            name = folded(person.name)
            titled = title == self._listed.title(name) and (bool(title) or len(bare) > 1)
            short = (titled or loosely) and self._is_short_for(bare, self._listed.bare(name))
            if short or self._are_initials(words, name):
                found.append(person)
        return sorted(found, key=lambda person: title != self._listed.title(folded(person.name)))

    def _is_short_for(self, bare: Words, known: Words) -> bool:
        places = range(len(known) - len(bare) + 1)
        begins = any(all(map(_shortens, bare, known[start : start + len(bare)])) for start in places)
        return bool(bare) and begins and any(len(word) <= 2 for word in bare)

    def _are_initials(self, words: Words, name: Words) -> bool:
        initials = ["".join(word[0] for word in one) for one in (name, self._listed.bare(name))]
        return len(words) == 1 and len(words[0]) > 1 and words[0] in initials

    def _is_common(self, word: str) -> bool:
        return (word,) not in self._vocabulary.name_words and is_common_word(word)

    def slip_in_role(self, person: Person, role: Words) -> bool:
        """Whether a role is a person's but for a slip, as in "Sencoo"."""
        there = folded(person.role)
        same = {there, *(one for group in self._listed.groups if there in group for one in group)}
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
        ordinary = all((word,) in self._things or self._is_common(word) for word in words)
        return capitals and written[0][:1].isalpha() and not ordinary


def _is_meant(word: str, name: str) -> bool:
    """Whether a word may be meant for a name: with a slip in it, or only begun."""
    return alike(word, name) or (len(word) > 2 and name.startswith(word))


def _shortens(word: str, name: str) -> bool:
    short, whole = unaccented((word,)), unaccented((name,))
    return short == whole or (len(short) <= 2 and whole.startswith(short))
