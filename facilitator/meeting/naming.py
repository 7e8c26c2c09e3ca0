"""Who is meant by a name or a role that somebody typed, and whether that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.spelling import Words, alike, folded, unaccented
from facilitator.script.reading import is_common_word

if TYPE_CHECKING:
    from facilitator.script.vocabulary import Vocabulary

OWN_TOPICS = frozenset(
    {
        "action_note",
        "amended_wording",
        "disagreement_next",
        "ended_because",
        "match_because",
        "objection_reason",
        "objection_would_change",
    }
)
"""Topics that the meeting itself gives where a format names none; `summary.topic.*` are their labels."""

_MOST_WORDS = 8
_PARTS = re.compile(r"[,;:.()\[\]/]")


@dataclass(frozen=True)
class Meant:
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

    def __init__(self, people: Mapping[str, Person], child: Child, vocabulary: Vocabulary) -> None:
        self._people = [person for person in people.values() if person.id != CHILD]
        self._child = people.get(CHILD)
        self._childs = [folded(name) for name in (child.called, child.full_name)]
        if self._child is not None:
            self._childs.insert(0, folded(self._child.name))
        self._vocabulary = vocabulary
        self._titles, self._things = vocabulary.title_words, vocabulary.thing_words
        self._groups = vocabulary.roles_alike
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
        exact = self._exact(words) or self._all_with_role(words)
        if exact:
            return Meant(tuple(exact), certain=len(exact) == 1)
        if len(parts := _several(text)) > 1 and (both := self._both(parts)):
            return both
        if found := self._known(words, text):
            return found
        return self._nearly(words, text)

    def owners(self, who: str) -> list[Person]:
        """Return the people whom "Mum and Mr Lacey" names; none where one of them is not on the list."""
        whole = self.meant(who).person
        if whole is not None:
            return [whole]
        found = [self.meant(part).person for part in _several(who)]
        known = {person.id: person for person in found if person}
        return list(known.values()) if None not in found else []

    # What is certain

    def _everyone(self) -> list[Person]:
        return [*self._people, *([self._child] if self._child else [])]

    def _names_of(self, person: Person) -> list[Words]:
        return self._childs if person is self._child else [folded(person.name)]

    def _exact(self, words: Words) -> list[Person]:
        """Return whose name this is in full; a name on the list comes before the child's other names."""
        for same in (lambda name: name == words, lambda name: unaccented(name) == unaccented(words)):
            found = [person for person in self._everyone() if same(folded(person.name))]
            if found:
                return found
            if self._child and any(same(name) for name in self._childs):
                return [self._child]
        return []

    def _known(self, words: Words, text: str) -> Meant | None:
        """Return who is meant by a role, by a part of a name, or by a name and a role together."""
        part = self._part_of_name(words)
        others = [person for person in self._everyone() if part and person not in part]
        part += [person for person in others if self._is_near(person, words)]
        for found in (self._with_role(words), part, self._name_and_role(words, text)):
            if found:
                return Meant(tuple(found), certain=len(found) == 1)
        return None

    def _with_role(self, words: Words) -> list[Person]:
        """Return the people of just this role; "his mum" and "the SENCO" are one too."""
        role = self._bare_role(words)
        if not role:
            return []
        return [person for person in self._people if self._has_role(person, role)]

    def _all_with_role(self, words: Words) -> list[Person]:
        """Return the people of just this role, and behind them those of a narrower one.

        "The teacher" may be the class teacher, too.
        """
        found, role = self._with_role(words), set(self._bare_role(words))
        narrower = [person for person in self._people if role < set(folded(person.role))]
        return [*found, *(person for person in narrower if person not in found)] if found else []

    def _bare_role(self, words: Words) -> Words:
        """Return a role without what may stand before it: "the", "his", or the child's own name."""
        articles = self._vocabulary.articles
        while len(words) > 1 and (words[0] in articles or self._is_childs(words[0])):
            words = words[1:]
        return words

    def _is_childs(self, word: str) -> bool:
        return any(word == f"{name[0]}s" for name in self._childs if name)

    def _has_role(self, person: Person, role: Words) -> bool:
        same = next((group for group in self._groups if role in group), {role})
        whole = folded(person.role)
        parts = [] if self._is_role(whole) else [folded(part) for part in _several(person.role)]
        return any(part in same for part in (folded(person.role), folded(person.name), *parts))

    def _part_of_name(self, words: Words) -> list[Person]:
        """Return the people whose name has all these words, with no other title."""
        found = []
        bare, title = self._bare(words), self._title(words)
        if not bare:
            return []
        for person in self._everyone():
            name = folded(person.name)
            there = {unaccented((word,)) for word in self._bare(name)}
            whole = self._title(name) == () and len(bare) == len(name)
            fits = not title or (person is not self._child and (self._title(name) == title or whole))
            if fits and all(unaccented((word,)) in there for word in bare):
                found.append(person)
        return found

    def _bare(self, words: Words) -> Words:
        """Return the words of a name that are no title."""
        return tuple(word for word in words if (word,) not in self._titles)

    def _title(self, words: Words) -> Words:
        return next(((word,) for word in words if (word,) in self._titles), ())

    def _name_and_role(self, words: Words, text: str) -> list[Person]:
        """Return who is meant by "Mrs H, the SENCO", "Mr Lacey (class teacher)" or "Mum Jo"."""
        cuts = [(words[:at], words[at:]) for at in range(1, len(words))]
        cuts.sort(key=lambda cut: folded(text.split(",", 1)[0]) != cut[0])
        for first, second in cuts:
            for name, role in ((first, second), (second, first)):
                if self._is_role(name) and not self._same_role(name, role):
                    continue  # "Mum and Dad" are two
                of_role = self._of_role(role)
                by_name = self._exact(name) or self._part_of_name(name) or self._abbreviated(name, "")
                found = [person for person in by_name if person in of_role]
                if found:
                    return found
        return []

    def _of_role(self, words: Words) -> list[Person]:
        """Return the people of a role, or of the view that it gives: any teacher is of the school's."""
        exact, role = self._with_role(words), self._bare_role(words)
        if exact or not self._is_role(role):
            return exact
        return [person for person in self._people if self._like_role(person, role)]

    def _same_role(self, one: Words, other: Words) -> bool:
        return one == other or any(one in group and other in group for group in self._groups)

    def _is_role(self, words: Words) -> bool:
        return words in self._vocabulary.views or any(words in group for group in self._groups)

    # What is not

    def _both(self, parts: Sequence[str]) -> Meant | None:
        """Return the several people whom "Mum and Mr Lacey" names; None where none of them is known."""
        if any(word in self._vocabulary.pronouns for part in parts for word in folded(part)):
            return NOBODY  # "Me and Mum" are somebody's words
        meant = [self._single(part) for part in parts]
        if self._one_and_role(parts):
            return None
        certain = tuple(dict.fromkeys(one.person.id for one in meant if one.person))
        people = {person.id: person for person in self._everyone()}
        if not certain or not all(one.may_be_name for one in meant):
            return None
        known = tuple(people[person] for person in certain)
        return Meant(known, both=known if len(known) == len(parts) else ())

    def _single(self, part: str) -> Meant:
        words = folded(part)
        exact = self._exact(words)
        if exact:
            return Meant(tuple(exact), certain=len(exact) == 1)
        return self._known(words, part) or self._nearly(words, part)

    def _one_and_role(self, parts: Sequence[str]) -> bool:
        """Whether two parts are one person with a role, as in "Mrs Holroyd, the SENCO"."""
        return len(parts) == 2 and bool(self._name_and_role(folded(" ".join(parts)), ", ".join(parts)))

    def _nearly(self, words: Words, text: str) -> Meant:
        """Return the people whom a text may mean, or NOBODY for ordinary words."""
        a_thing = words in self._things and len(words[0]) > 1  # a letter may be somebody's first
        if a_thing or any(word in self._vocabulary.pronouns for word in words):
            return NOBODY
        near = [person for person in self._everyone() if self._is_near(person, words)]
        near.sort(key=lambda person: -len(set(words) & set(folded(person.name))))
        near += [person for person in self._abbreviated(words, text) if person not in near]
        near += [person for person in self._named_in(words, text) if person not in near]
        role = self._bare_role(words)
        if self._is_role(role):
            of_role = [person for person in self._people if set(role) & {*folded(person.role)}]
            of_view = [person for person in self._people if (person.perspective,) == role]
            people = {person.id: person for person in (*near, *of_role, *of_view)}
            return Meant(tuple(people.values()), by_view=not near and not of_role)
        near += [person for person in self._people if self._slip_in_role(person, role) and person not in near]
        if near or self._begins_with_title(words):
            return Meant(tuple(near))
        return Meant() if self._looks_like_name(words, text) else NOBODY

    def _is_near(self, person: Person, words: Words) -> bool:
        bare = self._bare(words)
        if not bare:
            return self._title(words) == self._title(folded(person.name)) != ()
        if all((word,) in self._things for word in bare):
            return False
        for name in self._names_of(person):
            known = self._bare(name)
            joined = alike(unaccented(bare), unaccented(known))
            each = [any(_is_meant(unaccented((word,)), unaccented((one,))) for one in known) for word in bare]
            titled = self._begins_with_title(words) or len(bare) == 1
            if joined or all(each) or (any(each) and titled):
                return True
        return False

    def _named_in(self, words: Words, text: str) -> list[Person]:
        """Return who is named at the beginning, or between commas or brackets: "Mum (by phone)", "Mum adds".

        What begins with the child's name is mostly about the child, unless somebody else is named, too.
        """
        found = [person for part in _PARTS.split(text) for person in self._exact(folded(part))]
        for person in self._everyone():
            name, rest = folded(person.name), words[len(folded(person.name)) :]
            others = (one for one in self._people if one is not person)
            with_other = any(set(self._bare(folded(one.name))) & set(rest) for one in others)
            if name and words[: len(name)] == name and (person is not self._child or with_other):
                found.append(person)
        return list({person.id: person for person in found}.values()) if len(words) > 1 else []

    def _abbreviated(self, words: Words, text: str) -> list[Person]:
        """Return the people whose name this shortens: "Mrs H", "Mr L.", "MH".

        With `text`, what was typed in full, also those with another title, and one letter alone.
        """
        bare, title = self._bare(words), self._title(words)
        short = len(bare) == 1 and (bare[0] in self._vocabulary.articles or not self._is_common(bare[0]))
        loosely = bool(text) and (bool(title) or short)
        found = []
        for person in self._everyone():
            name = folded(person.name)
            titled = title == self._title(name) and (bool(title) or len(bare) > 1)
            short = (titled or loosely) and self._is_short_for(bare, self._bare(name))
            if short or self._are_initials(words, name):
                found.append(person)
        return sorted(found, key=lambda person: title != self._title(folded(person.name)))

    def _is_short_for(self, bare: Words, known: Words) -> bool:
        places = range(len(known) - len(bare) + 1)
        begins = any(all(map(_shortens, bare, known[start : start + len(bare)])) for start in places)
        return bool(bare) and begins and any(len(word) <= 2 for word in bare)

    def _are_initials(self, words: Words, name: Words) -> bool:
        initials = ["".join(word[0] for word in one) for one in (name, self._bare(name))]
        return len(words) == 1 and len(words[0]) > 1 and words[0] in initials

    def _like_role(self, person: Person, role: Words) -> bool:
        """Whether a person's role has a word of this one, or gives the same view."""
        shared = set(role) & {*folded(person.role), *folded(person.name)}
        return bool(shared) or person.perspective in self._vocabulary.views.get(role, [])

    def _is_common(self, word: str) -> bool:
        return (word,) not in self._vocabulary.name_words and is_common_word(word)

    def _slip_in_role(self, person: Person, role: Words) -> bool:
        """Whether a role is a person's but for a slip, as in "Sencoo"."""
        there = folded(person.role)
        same = {there, *(one for group in self._groups if there in group for one in group)}
        written = unaccented(role)
        return len(written) > 3 and any(alike(written, unaccented(one)) for one in same if one)

    def _begins_with_title(self, words: Words) -> bool:
        return words[:1] in self._titles and 1 <= len(words) <= 4

    def _looks_like_name(self, words: Words, text: str) -> bool:
        """Whether words look like a name that is new: few, each with a capital, and no ordinary ones."""
        written = [word for word in re.split(r"[\s\-]+", text.strip()) if word]
        if len(written) > 3 or any(letter.isdecimal() for letter in text):
            return False
        joining = {"de", "da", "van", "von", "der", "al", "el", "bin", "bint", "ibn", "and", "&", "the"}
        capitals = all((word[:1].isalpha() and not word[:1].islower()) or word in joining for word in written)
        ordinary = all((word,) in self._things or self._is_common(word) for word in words)
        return capitals and written[0][:1].isalpha() and not ordinary


def _is_meant(word: str, name: str) -> bool:
    """Whether a word may be meant for a name: with a slip in it, or only begun."""
    return alike(word, name) or (len(word) > 2 and name.startswith(word))


def _shortens(word: str, name: str) -> bool:
    short, whole = unaccented((word,)), unaccented((name,))
    return short == whole or (len(short) <= 2 and whole.startswith(short))


def _several(text: str) -> list[str]:
    """Return the names that "Mum, Mr Lacey and Dr Shah" holds, each for itself."""
    parts = re.split(r"[,;&+/]|\band\b", text, flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]


def together(people: Iterable[Person]) -> str:
    """Return the names of an action's owners as one."""
    return " and ".join(person.name for person in people)
