"""Who is named in a form: whether words before a colon are somebody's name, and how a name is written.

Only what is surely a name counts, because "Note: she was tired" is a sentence, and its words stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Child, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.script.format_declaration import Declaration
from facilitator.script.phrases_in_forms import Phrases
from facilitator.script.vocabulary import Vocabulary
from facilitator.script.words_by_key import say
from facilitator.word.answers.phrasing import filled, fold, read_phrase

LONGEST_NAME = 80
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame)\.?\s+(?=\S)", re.IGNORECASE)
_SHORT_FOR_A_ROLE = re.compile(r"(?:[^\WA-Z]*+[A-Z]){2}\w*+")
_MOST_OF_A_MARK = 12
"""Words of the longest name of a role, and more."""

_TOGETHER = re.compile(r"[,;/&]|\band\b")

Known = Mapping[str, Perspective | None]
"""Names that stand elsewhere in the form, folded, each with whose view it is where that is known."""


class Named(NamedTuple):
    """Somebody who is named; `name` is EVERYONE or CHILD for those, else the words of the name."""

    name: str
    role: str = ""
    perspective: Perspective | None = None


class Names:
    """Tells names from other words, for one child's plan in one kind of form."""

    def __init__(self, phrases: Phrases, vocabulary: Vocabulary, child: Child, known: Known) -> None:
        self._phrases, self._vocabulary = phrases, vocabulary
        self._called = child.on_record
        names = (child.full_name, child.on_record, child.called, _first(child.full_name))
        self._child = {fold(name) for name in names}
        self._known: dict[str, Perspective | None] = {**known}
        self._known |= {fold(name): perspective for perspective, name in self.of_nobody().items()}

    def learn(self, name: str, perspective: Perspective) -> None:
        """Know a name from now on, and whose view that person gives."""
        self._known[fold(name)] = perspective

    def of_nobody(self) -> dict[Perspective, str]:
        """Return what stands for a speaker whom the form does not name, by perspective."""
        return {side: say(f"word.person-{side}") for side in PERSPECTIVES if side != "child"}

    def split(self, text: str, cell: Perspective | None = None) -> tuple[Named, str] | None:
        """Return who says a text and the rest of it, or None where it begins with nobody's name.

        `cell` is the perspective of the cell that it stands in, None = the cell is nobody's own.
        """
        said = read_phrase(self._phrases.said_by, text)
        named = self.who(said["name"], cell) if said else None
        return (named, said["text"]) if said and named else None

    def said_for_child(self, text: str) -> tuple[Named, str] | None:
        """Return who says a text for the child and the rest of it, or None where it does not say so."""
        said = read_phrase(self._phrases.said_for, text)
        if said is None or fold(said["name"]) not in self._child:
            return None
        named = self.who(said["helper"])
        return (named, said["text"]) if named and named.name not in (CHILD, EVERYONE) else None

    def who(self, text: str, cell: Perspective | None = None) -> Named | None:
        """Return who is named by these words, with role and perspective, or None where they are no name."""
        many, text = "\n" in text, " ".join(text.split())
        if not text or many or len(text) > LONGEST_NAME:
            return None
        if fold(text) in self._vocabulary.everyone:
            return None if cell else Named(EVERYONE)
        if fold(text) in self._child:
            return Named(CHILD, perspective="child") if cell in (None, "child") else None
        if cell == "child":
            return None
        name, role = self._role(text)
        perspective = self._perspective(name, role, cell)
        role, _ = _without_perspective(role)
        return Named(name, role, perspective) if perspective and cell in (None, perspective) else None

    def _role(self, text: str) -> tuple[str, str]:
        """Split a role from its name: in brackets, or after a comma where the name has a title."""
        found = read_phrase(self._phrases.with_role, text)
        if found and found["name"] and found["role"]:
            return found["name"], found["role"]
        name, comma, role = text.partition(", ")
        return (name, role) if comma and _TITLED.match(name) else (text, "")

    def _perspective(self, name: str, role: str, cell: Perspective | None) -> Perspective | None:
        """Return whose view a name gives, or None where it is not surely a name."""
        _, given = _without_perspective(role)
        if fold(name) in self._known:
            known = self._known[fold(name)] or given or self._family(name)
            return known or cell or self._vocabulary.view_of(role) or "school"
        titled = _TITLED.match(name)
        if titled and name[titled.end()].isupper() and len(name.split()) <= 5:
            return given or cell or self._vocabulary.view_of(role) or "school"
        if len(name.split()) > 4:
            return None
        if role:
            return given or self._vocabulary.view_of(role) or self._practitioner(name, role, cell)
        return self._family(name) or self._practitioner(name, role, cell)

    def _practitioner(self, name: str, role: str, cell: Perspective | None) -> Perspective | None:
        """A practitioners' row asks for names: two words that begin as names, or a short role, make one."""
        if cell != "practitioner" or not all(word[0].isupper() for word in name.split()):
            return None
        by_role = role and _SHORT_FOR_A_ROLE.fullmatch(role)
        return "practitioner" if by_role or len(name.split()) > 1 else None

    def _family(self, name: str) -> Perspective | None:
        """Return the perspective of "Mum", "Nan Jean", "Mum and Dad", "SENCO" or "Parents"."""
        found = {self._one_of_them(part) for part in _TOGETHER.split(name)}
        return found.pop() if len(found) == 1 else None

    def _one_of_them(self, name: str) -> Perspective | None:
        words = name.split()
        for count in range(min(len(words), _MOST_OF_A_MARK), 0, -1):
            known = fold(" ".join(words[:count]))
            for perspective, marks in self._vocabulary.perspectives.items():
                if known in marks or known.removesuffix("s") in marks:
                    return perspective if all(word[0].isupper() for word in words[count:]) else None
        return None

    def written(self, person: Person, cell: Perspective | None = None) -> str:
        """Return a person as named in the form: with their role, or with what they are, where it is needed.

        `cell` as in `split`. A practitioner always has the role, because the form asks for it.
        """
        if person.id == CHILD:
            return self._called
        role = person.role if person.perspective == "practitioner" else ""
        for tried in (role, person.role, _with_perspective(person)):
            text = filled(self._phrases.with_role, name=person.name, role=tried) if tried else person.name
            found = self.split(filled(self._phrases.said_by, name=text, text="."), cell)
            if found and found[0][::2] == (person.name, person.perspective):
                return text
        return person.name


def known_names(plan: Plan, form: Declaration) -> dict[str, Perspective | None]:
    """Return every name of a plan, folded: those that a reader of its form may know."""
    names = known_in_items(plan.items, form)
    for review in plan.reviews:
        names |= {fold(action.who): None for action in review.actions if action.who}
        names |= {fold(person.name): None for person in review.people}
    return names


def known_in_items(items: Iterable[Item], form: Declaration) -> dict[str, Perspective | None]:
    """Return the names of who does what, folded; whose side they are on is not said."""
    whos = (
        item.words(field)
        for item in items
        if item.kind in form.items and (field := form.items[item.kind].role_field("who"))
    )
    names = (part.partition("(")[0].strip() for who in whos for part in [who, *_TOGETHER.split(who)])
    return {fold(name): None for name in names if name and len(name.split()) <= 4}


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0]


def _without_perspective(role: str) -> tuple[str, Perspective | None]:
    """Split "parent, nurse" into what the program put before a role, and the role."""
    for perspective, word in _perspective_words().items():
        if fold(role) == word:
            return "", perspective
        if fold(role).startswith(f"{word}, "):
            return role.partition(", ")[2], perspective
    return role, None


def _with_perspective(person: Person) -> str:
    word = _perspective_words()[person.perspective]
    return f"{word}, {person.role}" if person.role else word


def _perspective_words() -> dict[Perspective, str]:
    return {side: say(f"word.role-{side}") for side in PERSPECTIVES}
